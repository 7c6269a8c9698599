"""Answers to items of which several options can be chosen."""

import numpy as np

from kmu_eval.code_book import CHOSEN, NOT_CHOSEN
from kmu_eval.intake.answers.cells import LEFT_OUT, NO, NOT_ASKED, Cells, several, undeclared, unknown_parts

_ANSWERS = (NOT_CHOSEN, CHOSEN)


def read_options(given, item):
    """The options chosen of one item.

    Parameters
    ----------
    given : Reading
    item : Item

    Returns
    -------
    columns : dict
        respondent, item, option, answer (missing where the item was left out); a row for each option put to each.
    issues : list of Issue
    """
    rule, names = given.items.items[item.word], [option.word for option in item.options]
    asked = given.asked_of(rule)
    state, issues = _in_one_cell(given, item.word, rule, names, asked)
    own = _in_own_columns(given, item.word, names, asked)
    state = np.where(own != NOT_ASKED, own, state)
    offered = np.stack([given.asked(rule.options[name]) for name in names], axis=1)
    respondent, option = np.nonzero((state != NOT_ASKED) & offered)
    answers = np.array([*_ANSWERS, None], dtype=object)[state[respondent, option]]
    words = np.array(names, dtype=object)[option]
    return {"respondent": respondent, "item": item.word, "option": words, "answer": answers}, issues


def _in_one_cell(given, word, rule, names, asked):
    """From columns with several answers in a cell: by respondent and option 1 (chosen), 0, or a code beside them."""
    state, issues = np.full((len(given.rows), len(names)), NOT_ASKED), []
    known = [text for name in names for text in rule.options[name].spellings]
    for column, _ in given.told(word):
        cells = given.cells(column, asked)
        read = cells.read(several(rule, names))
        bits = (np.maximum(read, 0)[:, None] >> np.arange(len(names))) & 1
        faulty = _unknown(cells, rule, names)
        nothing_else = faulty.index[~bits[faulty.index].any(axis=1)]
        told = np.where(read[:, None] >= 0, bits, read[:, None])
        told[nothing_else] = LEFT_OUT
        state = np.where(told != NOT_ASKED, told, state)
        issues += undeclared(cells, word, faulty, known)
    return state, issues


def _unknown(cells, rule, names):
    """By row the texts of a cell that are no declared option."""
    distinct = cells.texts.dropna().unique()
    parts = {text: found for text in distinct if (found := unknown_parts(text, rule, names))}
    return cells.texts[cells.texts.isin(list(parts))].map(parts)


def _in_own_columns(given, word, names, asked):
    """From columns that tell of one option each; where none of them says anything, the item was left out."""
    state, said = np.full((len(given.rows), len(names)), NOT_ASKED), np.zeros(len(given.rows), bool)
    for number, name in enumerate(names):
        for column, place in given.told(word, name):
            texts = given.cells(column, asked).texts
            told = _chosen(texts, place, given.declared(column))
            state[:, number] = np.where(texts.isna(), state[:, number], np.maximum(state[:, number], told))
            said |= (texts.fillna("") != "").to_numpy()
    state[(state == 0) & ~said[:, None]] = LEFT_OUT
    return state


def _chosen(texts, place, declared):
    """1 where an option was chosen, 0 where not, left out where the column says something that is not declared."""
    if not place.chosen:
        return (~texts.str.casefold().isin(NO)).to_numpy(dtype=np.int64)
    known = texts.isin([*declared, ""]).to_numpy()
    return np.where(known, texts.isin(place.chosen).to_numpy(dtype=np.int64), LEFT_OUT)


def undeclared_in_columns(given):
    """What columns say whose texts the code book lists, and does not list.

    Yields
    ------
    Issue
    """
    listed = {column: place.item for columns in given.columns.values() for column, place in columns if place.chosen}
    for column, item in listed.items():
        cells, declared = Cells(given.rows[column], given.rows), given.declared(column)
        faulty = cells.texts[cells.texts.notna() & ~cells.texts.isin([*declared, ""])].map(lambda text: [text])
        yield from undeclared(cells, item, faulty, declared)
