"""Answers to items of which one answer can be given."""

import numpy as np

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
        respondent, item, option (none), answer (missing where the item was left out); a row for each who was asked.
        Where a file has two columns of the item, the first that holds an answer tells it.
    issues : list of Issue
    """
    rule, codes, issues = given.items.items[item.word], np.full(len(given.rows), NOT_ASKED), []
    asked = given.asked_of(rule)
    for column in given.told(item.word):
        for source, rows in given.rows.groupby("source", observed=True).groups.items():
            texts = given.items.texts(item.word, source)
            read, faults = _read(given.cells(column, asked, rows), rule, item, texts)
            issues += faults
            codes[rows] = np.where(codes[rows] < 0, np.maximum(codes[rows], read), codes[rows])
    told = np.flatnonzero(codes != NOT_ASKED)
    answers = np.array([*item.words, None], dtype=object)[codes[told]]
    return {"respondent": told, "item": item.word, "option": None, "answer": answers}, issues


def _read(cells, rule, item, texts):
    """The codes of the cells of one source, and what is told of texts that are not declared."""
    read = cells.read(single(rule, texts, item.words))
    faulty = cells.texts[read == UNDECLARED].map(lambda text: [text])
    if rule.other is None:
        return np.where(read == UNDECLARED, LEFT_OUT, read), undeclared(cells, item.word, faulty, texts)
    told = taken_as_other(cells, item.word, faulty, rule, texts)
    return np.where(read == UNDECLARED, item.words.index(rule.other), read), told
