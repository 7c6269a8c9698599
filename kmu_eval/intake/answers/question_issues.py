"""What is told of the questions of files beside the code book: those that it does not know, or knows as two things."""

from kmu_eval.intake.answers.headings import MARK, forms
from kmu_eval.intake.grid import clean
from kmu_eval.intake.issues import Issue, by_file


def issues_of_questions(given):
    """Issues about headings.

    Parameters
    ----------
    given : Reading

    Yields
    ------
    Issue
    """
    yield from _disputed(given)
    yield from _by_code_alone(given)
    yield from _unknown_headings(given)
    yield from _never_found(given)


def _disputed(given):
    """Questions whose code is that of another item than their text: neither is read."""
    for (heading, by_code, by_text), where in given.disputed.items():
        rows = given.rows[_filled(given, heading) & given.within(where)]
        told = {"heading": heading, "code": forms(heading)[1], "by_code": ", ".join(by_code)}
        yield from by_file(rows, "error", "code_of_other_item", "question", **told, by_text=", ".join(by_text))


def _by_code_alone(given):
    """Questions that are read by their code though they are worded as nothing that the code book knows."""
    for (heading, place), where in given.by_code.items():
        _, code, text = forms(heading)
        wordings = _wordings(given.items.items[place.item], place.option)
        if wordings and not any(clean(wording).casefold() in text.casefold() for wording in wordings):
            rows = given.rows[_filled(given, heading) & given.within(where)]
            told = {"heading": heading, "code": code, "name": place.name, "wording": wordings[0]}
            yield from by_file(rows, "warning", "code_with_other_text", "question", **told)


def _wordings(rule, option):
    """All wordings of an option, or of an item in whatever wave."""
    worded = [rule.options[option].wordings] if option else [rule.wordings, *rule.wave_wordings.values()]
    return [wording for each in worded for wording in each.values()]


def _filled(given, heading):
    return (given.rows[MARK + heading].fillna("") != "").to_numpy()


def _unknown_headings(given):
    """Questions of files that the code book does not name, such as open ones, or not in this wave or source."""
    known = {}
    for column in [column for columns in given.columns.values() for column in columns]:
        known.setdefault(column.name.removeprefix(MARK), []).extend(column.where)
    for (heading, *_), where in given.disputed.items():
        known.setdefault(heading, []).extend(where)
    for heading in given.headings:
        rows = given.rows[_filled(given, heading) & ~given.within(known.get(heading, ()))]
        if heading in known:
            yield from by_file(rows, "warning", "question_of_other_wave", "question", heading=heading)
        else:
            yield from by_file(rows, "note", "question_not_in_code_book", "question", heading=heading)


def _never_found(given):
    """Items that no file asks, or only one in which its heading does not mean them."""
    found = {item for (item, _), columns in given.columns.items() if any(map(given.stands, columns))}
    named = {name for _, *names in given.disputed for each in names for name in each}
    for word in given.items.items:
        if word not in found and not any(name.partition(": ")[0] == word for name in named):
            yield Issue("warning", "item_not_found", column=word, rows=0, values={"item": word})
