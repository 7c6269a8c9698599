"""Columns that tell of one option each."""

import numpy as np

from kmu_eval.intake.answers.cells import LEFT_OUT, NOT_ASKED, UNDECLARED, undeclared
from kmu_eval.intake.answers.others import taken_as_other
from kmu_eval.intake.answers.ticks import known_texts, labels_of, listed, signs_of, ticked


def read_columns(given, item, asked):
    """What the columns of the options of an item say.

    Parameters
    ----------
    given : Reading
    item : str
    asked : bool array
        Per row whether the item was put to the respondent.

    Returns
    -------
    readings : dict of str to list of (str, int array)
        By option, of each column its name and per row 1 (chosen), 0, or a code beside them. Columns whose texts the
        code book lists are one: the option was chosen where any of them says so.
    issues : list of Issue
    """
    rule, readings, issues = given.items.items[item], {}, []
    counted = _counted(given, item, rule)
    for option in rule.options:
        columns = given.told(item, option)
        readings[option] = _listed(given, rule, [each for each in columns if each.chosen], asked)
        for column in [each for each in columns if not each.chosen]:
            codes, faults = _ticked(given, item, option, column, asked, counted)
            readings[option].append((column.name, codes))
            issues += faults
    return readings, issues


def _counted(given, item, rule):
    """The sources and tools of rows with a 2 in a column of an option: their numbers are not those of yes and no."""
    columns = [each for option in rule.options for each in given.told(item, option) if not each.chosen]
    twos = np.any([given.said(each) == "2" for each in columns], axis=0) if columns else []
    return set(given.rows.loc[twos, ["source", "tool"]].itertuples(index=False, name=None)) if columns else set()


def _listed(given, rule, columns, asked):
    if not columns:
        return []
    read = [given.cells(each, asked).read(listed(rule, each.chosen, given.declared(each.name))) for each in columns]
    return [(" / ".join(each.name for each in columns), np.max(read, axis=0))]


def _ticked(given, item, option, column, asked, counted):
    """The codes of a column, each tool having its signs."""
    codes, issues = np.full(len(given.rows), NOT_ASKED), []
    for place, rows in given.rows.groupby(["source", "tool"], observed=True).groups.items():
        cells, signs = given.cells(column, asked, rows), signs_of(place[1])
        read, faults = _read(cells, given.items.items[item], item, option, column, signs, place in counted)
        codes[rows] = read
        issues += faults
    return codes, issues


def _read(cells, rule, item, option, column, signs, counted):
    """The codes of the cells, and what is told of texts that say neither yes nor no."""
    labels = labels_of(rule.options[option], column.name)
    read, known = cells.read(ticked(rule, labels, signs, counted)), known_texts(rule, rule.options[option], signs)
    faulty = cells.texts[read == UNDECLARED].map(lambda text: [text])
    if rule.other == option:
        return np.where(read == UNDECLARED, 1, read), taken_as_other(cells, item, faulty, rule, known)
    told = undeclared(cells, f"{item}: {option}", faulty, known)
    return np.where(read == UNDECLARED, LEFT_OUT, read), told
