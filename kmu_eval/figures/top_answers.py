"""What counts as a top answer, as the texts of figures name it."""

from kmu_eval.figures.groups import rows_of, words_of


def top_answers(table, wording):
    """The top answers of the items of a table: in brackets where all have the same, else in a sentence per item.

    Parameters
    ----------
    table : DataFrame
        From ``top_share`` and its like: item, rule.
    wording : Wording

    Returns
    -------
    dict of str to str
        What texts name as ``top`` and as ``tops``; both empty where the rules name no answers.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.figures.wording import Wording
    >>> from kmu_eval.tables import Origin
    >>> table = pd.DataFrame({"item": ["useful", "sure"], "rule": ["top: agree", "top: very"]})
    >>> speaking = Wording("en", Origin("Centre"), "top_shares")
    >>> top_answers(table.head(1), speaking), top_answers(table, speaking)["tops"]
    ({'top': " ('useful/agree')", 'tops': ''}, " Top answers: useful: 'useful/agree'; sure: 'sure/very'.")
    """
    items = words_of(table["item"]) if "rule" in table else []
    named = {item: wording.top_answers(item, rows_of(table, item=item)["rule"].iloc[0]) for item in items}
    if len(set(named.values())) <= 1:
        return {"top": wording.in_brackets(next(iter(named.values()), "")), "tops": ""}
    told = [f"{wording.label('item', item).rstrip('.')}: {answers}" for item, answers in named.items()]
    return {"top": "", "tops": wording.shared("tops", rows="; ".join(told))}
