"""The answers of all respondents, item by item."""

import numpy as np
import pandas as pd

from kmu_eval.intake.answers.cells import beside
from kmu_eval.intake.answers.choices import read_choices
from kmu_eval.intake.answers.headings import MARK, forms
from kmu_eval.intake.answers.options import read_options, undeclared_in_columns
from kmu_eval.intake.answers.ticks import NO, signs_of
from kmu_eval.intake.grid import clean
from kmu_eval.intake.issues import Issue, by_file
from kmu_eval.tables import typed


def read_items(given):
    """All responses.

    Parameters
    ----------
    given : Reading

    Returns
    -------
    responses : DataFrame
        The prepared table, sorted.
    issues : list of Issue
    """
    book, parts, issues = given.items.code_book, [], []
    for item in book.items:
        found, faults = (read_options if item.multiple else read_choices)(given, item)
        parts.append(found)
        issues += faults
    return _table(parts, book), [
        *issues,
        *undeclared_in_columns(given),
        *_answered_unasked(given),
        *_disputed(given),
        *_unknown_headings(given),
        *_never_found(given),
    ]


def _table(parts, book):
    """All parts as the prepared table, sorted by respondent, item and option."""
    words = {
        "item": [item.word for item in book.items],
        "option": list(dict.fromkeys(option.word for item in book.items for option in item.options)),
        "answer": list(dict.fromkeys(word for item in book.items for word in item.words)),
    }
    columns = {"respondent": np.concatenate([part["respondent"] for part in parts] or [np.empty(0, np.int64)])}
    for name, known in words.items():
        codes = [_codes(part[name], len(part["respondent"]), known) for part in parts]
        columns[name] = np.concatenate(codes) if codes else np.empty(0, np.int64)
    order = np.lexsort([columns[name] for name in ("option", "item", "respondent")])
    frame = {name: pd.Categorical.from_codes(columns[name][order], known) for name, known in words.items()}
    return typed({"respondent": columns["respondent"][order], **frame}, "responses")


def _codes(values, count, known):
    place = {word: number for number, word in enumerate(known)} | {None: -1}
    if values is None or isinstance(values, str):
        return np.full(count, place[values], np.int64)
    return np.fromiter((place[value] for value in values), np.int64, count)


def _answered_unasked(given):
    """Answers of respondents whom the code book says were not asked: it, or the file's source, may be wrong."""
    for (item, _), columns in given.columns.items():
        rule = given.items.items[item]
        asked, nothing = given.asked_of(rule), [*beside(rule), *map(clean, rule.not_chosen)]
        for column in columns:
            texts = given.said(column)
            said = texts.notna() & ~texts.isin(nothing)
            said = said & ~_not_ticked(given, texts) if rule.options else said
            yield from by_file(given.rows[said & ~asked], "warning", "answered_unasked", item, item=item)


def _not_ticked(given, texts):
    """Per row whether the column of an option says that it was not chosen, or nothing."""
    found = texts.str.casefold().isin(NO)
    for tool in given.rows["tool"].unique():
        if signs := signs_of(tool):
            idle = texts.isin([text for text, code in signs.items() if code < 1])
            found = found.where(given.rows["tool"] != tool, idle)
    return found


def _disputed(given):
    """Questions whose code is that of another item than their text: neither is read."""
    for (heading, by_code, by_text), where in given.disputed.items():
        rows = given.rows[_filled(given, heading) & given.within(where)]
        told = {"heading": heading, "code": forms(heading)[1], "by_code": ", ".join(by_code)}
        yield from by_file(rows, "error", "code_of_other_item", "question", **told, by_text=", ".join(by_text))


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
