"""Answers to items of which one answer can be given."""

import numpy as np

from kmu_eval.intake.answers.agreed import agreed, columns_differ
from kmu_eval.intake.answers.cells import LEFT_OUT, NOT_ASKED, UNDECLARED, single, undeclared
from kmu_eval.intake.answers.others import taken_as_other


def read_choices(given, item):
    """The answers to one item.

    Parameters
    ----------
    given : Reading
    item : Item

    Returns
    -------
    columns : dict
        respondent, item, option (none), answer (missing where the item was left out, or two columns of a file hold
        different answers); a row for each who was asked.
    issues : list of Issue
    """
    asked, readings, issues = given.asked_of(given.items.items[item.word]), [], []
    for column in given.told(item.word):
        codes, faults = _by_source(given, item, column, asked)
        readings.append((column.name, codes))
        issues += faults
    codes, differing = agreed(len(given.rows), readings)
    issues += columns_differ(given.rows, item.word, differing)
    told = np.flatnonzero(codes != NOT_ASKED)
    answers = np.array([*item.words, None], dtype=object)[codes[told]]
    return {"respondent": told, "item": item.word, "option": None, "answer": answers}, issues


def _by_source(given, item, column, asked):
    """The codes of a column, whose texts may mean something else in each source."""
    codes, issues = np.full(len(given.rows), NOT_ASKED), []
    for source, rows in given.rows.groupby("source", observed=True).groups.items():
        texts = given.items.texts(item.word, source)
        codes[rows], faults = _read(given.cells(column, asked, rows), given.items.items[item.word], item, texts)
        issues += faults
    return codes, issues


def _read(cells, rule, item, texts):
    """The codes of the cells of one source, and what is told of texts that are not declared."""
    read = cells.read(single(rule, texts, item.words))
    faulty = cells.texts[read == UNDECLARED].map(lambda text: [text])
    if rule.other is None:
        return np.where(read == UNDECLARED, LEFT_OUT, read), undeclared(cells, item.word, faulty, texts)
    told = taken_as_other(cells, item.word, faulty, rule, texts)
    return np.where(read == UNDECLARED, item.words.index(rule.other), read), told
