"""Texts that count as another answer, because the code book says so of all that it does not declare."""

from kmu_eval.intake.answers.cells import by_place, issue_of, misspelt, says_nothing


def taken_as_other(cells, item, faulty, rule, known):
    """How many count as another answer; shown is only a text that may be a declared one, or mean that nothing is said.

    Parameters
    ----------
    cells : Cells
    item : str
    faulty : Series of list of str
        By row, the texts that are not declared; rows without any are left out.
    rule : ItemRule
    known : sequence of str
        The texts of answers or options.

    Yields
    ------
    Issue
    """
    beside = {*known, *rule.missing, *rule.not_asked, *rule.not_chosen} - {""}
    for source, file, texts in by_place(cells, faulty):
        told = texts.index.unique()
        yield issue_of("taken_as_other", cells, told, source, file, item, "…", severity="note", other=rule.other)
        for text in sorted({text for text in texts if doubtful(text, beside)}):
            rows, said = texts.index[texts == text], {"known": sorted(beside), "other": rule.other}
            yield issue_of("doubtful_other", cells, rows, source, file, item, text, severity="warning", **said)


def doubtful(text, known):
    """Whether a text may be a known one with slips, or mean that nothing is stated.

    Examples
    --------
    >>> [doubtful(text, ["stimme zu"]) for text in ("Stimme zu.", "n/a", "je nach Thema")]
    [True, True, False]
    """
    return says_nothing(text) or misspelt(text, known)
