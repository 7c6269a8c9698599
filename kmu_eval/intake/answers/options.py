"""Answers to items of which several options can be chosen."""

import numpy as np

from kmu_eval.code_book import CHOSEN, NOT_CHOSEN
from kmu_eval.intake.answers.cells import LEFT_OUT, NO, NOT_ASKED, Cells, beside, several, undeclared, unknown_parts
from kmu_eval.intake.answers.headings import MARK
from kmu_eval.intake.answers.others import taken_as_other
from kmu_eval.intake.grid import clean
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
        respondent, item, option, answer (missing where the item was left out); a row for each option put to each.
    issues : list of Issue
    """
    rule, names = given.items.items[item.word], [option.word for option in item.options]
    asked = given.asked_of(rule)
    state, issues = _in_one_cell(given, item.word, rule, names, asked)
    own = _in_own_columns(given, item.word, rule, names, asked)
    state = np.where(own != NOT_ASKED, own, state)
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


def _in_one_cell(given, word, rule, names, asked):
    """From columns with several answers in a cell: by respondent and option 1 (chosen), 0, or a code beside them.

    Where a file has two columns of the item, the first that holds an answer tells it.
    """
    state, issues = np.full((len(given.rows), len(names)), NOT_ASKED), []
    known = [text for name in names for text in rule.options[name].spellings]
    for column in given.told(word):
        cells = given.cells(column, asked)
        state = np.where(state < 0, np.maximum(state, cells.read(several(rule, names))), state)
        faulty = _unknown(cells, rule, names)
        told = undeclared(cells, word, faulty, known)
        issues += told if rule.other is None else taken_as_other(cells, word, faulty, rule, known)
    return state, issues


def _unknown(cells, rule, names):
    """By row the texts of a cell that are no declared option."""
    distinct = cells.texts.dropna().unique()
    parts = {text: found for text in distinct if (found := unknown_parts(text, rule, names))}
    return cells.texts[cells.texts.isin(list(parts))].map(parts)


def _in_own_columns(given, word, rule, names, asked):
    """From columns that tell of one option each; where none of them says anything, the item was left out."""
    state, said = np.full((len(given.rows), len(names)), NOT_ASKED), np.zeros(len(given.rows), bool)
    for number, name in enumerate(names):
        for column in given.told(word, name):
            cells, meaning = given.cells(column, asked), _of_option(rule, column.chosen, given.declared(column.name))
            state[:, number] = np.maximum(state[:, number], cells.read(meaning))
            said |= cells.texts.notna().to_numpy() & ~cells.texts.isin(list(beside(rule))).to_numpy()
    state[(state == 0) & ~said[:, None]] = LEFT_OUT
    return state


def _of_option(rule, chosen, declared):
    """What a text says of an option with a column of its own: 1 where it was chosen, 0 where not.

    Where the code book lists the texts of the column, one that it does not list leaves the option out; an empty cell
    does so where ``missing`` lists it.
    """
    no_answer, no = beside(rule), {*map(clean, rule.not_chosen)}
    no_answer = no_answer if "" in rule.missing else {text: code for text, code in no_answer.items() if text}

    def meaning(text):
        if text in no_answer:
            return no_answer[text]
        if chosen:
            return int(text in chosen) if text in (*declared, "") else LEFT_OUT
        return int(text.casefold() not in NO and text not in no)

    return meaning


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
