"""The answers of all respondents, item by item."""

import numpy as np
import pandas as pd

from kmu_eval.intake.answers.cells import beside
from kmu_eval.intake.answers.choices import read_choices
from kmu_eval.intake.answers.options import read_options, undeclared_in_columns
from kmu_eval.intake.answers.question_issues import issues_of_questions
from kmu_eval.intake.answers.ticks import NO, signs_of
from kmu_eval.intake.grid import clean
from kmu_eval.intake.issues import by_file
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
        *issues_of_questions(given),
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
