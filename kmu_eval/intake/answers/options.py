"""Answers to items of which several options can be chosen."""

import numpy as np

from kmu_eval.code_book import CHOSEN, NOT_CHOSEN
from kmu_eval.intake.answers.agreed import agreed, columns_differ, together
from kmu_eval.intake.answers.cells import BLANK, LEFT_OUT, NOT_ASKED, Cells, beside, several, undeclared, unknown_parts
from kmu_eval.intake.answers.headings import MARK
from kmu_eval.intake.answers.option_columns import read_columns
from kmu_eval.intake.answers.others import taken_as_other
from kmu_eval.intake.issues import by_file

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
        respondent, item, option, answer (missing where the item was left out, or two columns of a file differ); a row
        for each option put to each.
    issues : list of Issue
    """
    rule, names = given.items.items[item.word], [option.word for option in item.options]
    asked = given.asked_of(rule)
    cells, issues = _in_one_cell(given, item.word, rule, names, asked)
    columns, of_columns = read_columns(given, item.word, asked)
    found = [
        agreed(len(given.rows), [*((name, read[:, number]) for name, read in cells), *columns[option]])
        for number, option in enumerate(names)
    ]
    state = _without_blanks(np.stack([codes for codes, _ in found], axis=1))
    issues += [*of_columns, *columns_differ(given.rows, item.word, together(differing for _, differing in found))]
    offered = np.stack([given.asked(rule.options[name]) for name in names], axis=1)
    issues += _chosen_unoffered(given, item.word, names, (state == 1) & asked[:, None] & ~offered)
    respondent, option = np.nonzero((state != NOT_ASKED) & offered)
    answers = np.array([*_ANSWERS, None], dtype=object)[state[respondent, option]]
    words = np.array(names, dtype=object)[option]
    return {"respondent": respondent, "item": item.word, "option": words, "answer": answers}, issues


def _chosen_unoffered(given, word, names, chosen):
    """Options chosen by respondents whom the code book says were not offered them."""
    for number, name in enumerate(names):
        rows = given.rows[chosen[:, number]]
        yield from by_file(rows, "warning", "answered_unasked", word, item=f"{word}: {name}")


def _without_blanks(state):
    """A blank column is that of an option not chosen, where the row says anything of another; else it was left out."""
    said = (state >= 0).any(axis=1)
    return np.where(state == BLANK, np.where(said, 0, LEFT_OUT)[:, None], state)


def _in_one_cell(given, word, rule, names, asked):
    """By column with several answers in a cell: by respondent and option 1 (chosen), 0, or a code beside them."""
    readings, issues = [], []
    known = [text for name in names for text in rule.options[name].spellings]
    for column in given.told(word):
        cells = given.cells(column, asked)
        blank = (cells.texts == "").to_numpy()
        readings.append((column.name, np.where(blank[:, None], BLANK, cells.read(several(rule, names)))))
        faulty = _unknown(cells, rule, names)
        told = undeclared(cells, word, faulty, known)
        issues += told if rule.other is None else taken_as_other(cells, word, faulty, rule, known)
    return readings, issues


def _unknown(cells, rule, names):
    """By row the texts of a cell that are no declared option."""
    distinct = cells.texts.dropna().unique()
    parts = {text: found for text in distinct if (found := unknown_parts(text, rule, names))}
    return cells.texts[cells.texts.isin(list(parts))].map(parts)


def undeclared_in_columns(given):
    """What columns say whose texts the code book lists, and does not list; the heading stands for all items told there.

    Yields
    ------
    Issue
    """
    columns = [(item, column) for (item, _), columns in given.columns.items() for column in columns if column.chosen]
    listed = {column.name: (item, column) for item, column in columns}
    for name, (item, column) in listed.items():
        cells, declared = Cells(given.said(column), given.rows), given.declared(name)
        known = [*declared, *beside(given.items.items[item])]
        faulty = cells.texts[cells.texts.notna() & ~cells.texts.isin(known)].map(lambda text: [text])
        yield from undeclared(cells, name.removeprefix(MARK), faulty, declared)
