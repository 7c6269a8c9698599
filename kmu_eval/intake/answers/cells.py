"""Cells of one item to words: each distinct text once, what the code book does not declare told and missing."""

from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np
import pandas as pd

from kmu_eval.intake.grid import clean
from kmu_eval.intake.issues import Issue

LEFT_OUT, NOT_ASKED, UNDECLARED = -1, -2, -3
"""Codes beside those of the words: the item was left out; it was not asked; a text that no declared one equals."""
NO = frozenset({"", "0", "n", "no", "nein", "false", "falsch", "not selected", "nicht gewählt", "nicht ausgewählt"})
"""What tools write into the column of an option that was not chosen, small letters."""
_OFTEN, _ALIKE = 3, 0.8


@dataclass(frozen=True)
class Cells:
    """Texts of one column, and the rows of the file that they stand in.

    Parameters
    ----------
    texts : Series of str
        Of kept rows only, those of files without the column missing; the index tells the row.
    rows : DataFrame
        source, file and row by the same index.
    """

    texts: pd.Series
    rows: pd.DataFrame

    def read(self, meaning):
        """A code for each row from one for each text.

        Parameters
        ----------
        meaning : callable
            Takes a text, returns its code.
        """
        codes, distinct = pd.factorize(self.texts)
        return np.array([*(meaning(text) for text in distinct), NOT_ASKED], np.int64)[codes]


def single(rule, texts, words):
    """What a text means for a single choice item.

    Parameters
    ----------
    rule : ItemRule
    texts : mapping of str to str
        By declared text the word of its answer.
    words : sequence of str
        The words of the item; the code is the place among them.

    Returns
    -------
    callable
    """
    place = {word: number for number, word in enumerate(words)}
    known = {clean(text): place[word] for text, word in texts.items()}
    known |= _beside(rule)
    return lambda text: known.get(text, UNDECLARED)


def _beside(rule):
    left_out = dict.fromkeys([*map(clean, rule.missing), ""], LEFT_OUT)
    return left_out | dict.fromkeys(map(clean, rule.not_asked), NOT_ASKED)


def several(rule, options):
    """What a cell with several answers means: a number whose bits are the options chosen.

    Returns
    -------
    callable
        A code as of `single`, or the sum of 2 to the place of each option chosen; texts that are no option are ignored,
        unless the cell holds nothing else.
    """
    known = {clean(text): 1 << place for place, name in enumerate(options) for text in rule.options[name].spellings}
    known |= dict.fromkeys(map(clean, rule.not_chosen), 0)
    beside = _beside(rule)

    def meaning(text):
        if text in beside:
            return beside[text]
        return _sum(known.get(part, 0) for part in _parts(text, rule.separator, known))

    return meaning


def _sum(bits):
    found = 0
    for each in bits:
        found |= each
    return found


def _parts(text, separator, known):
    """The answers in a cell; one that holds the separator itself is found whole."""
    parts, left = [], text
    for whole in sorted((each for each in known if separator in each), key=len, reverse=True):
        if whole in left:
            parts, left = [*parts, whole], left.replace(whole, "")
    return [*parts, *(part for part in map(clean, left.split(separator)) if part)]


def unknown_parts(text, rule, options):
    """The answers in a cell that are no declared option."""
    known = {clean(each) for name in options for each in rule.options[name].spellings}
    known |= set(map(clean, rule.not_chosen))
    beside = {*map(clean, rule.missing), *map(clean, rule.not_asked), ""}
    return (
        []
        if text in beside
        else [part for part in _parts(text, rule.separator, dict.fromkeys(known)) if part not in known]
    )


def undeclared(cells, item, faulty, known):
    """One issue for each text that is like a declared one or frequent; those of one respondent each told together.

    Parameters
    ----------
    cells : Cells
    item : str
    faulty : Series of list of str
        By row, the texts that are not declared; rows without any are left out.
    known : sequence of str
        The declared texts.

    Yields
    ------
    Issue
    """
    if not len(faulty):
        return
    found = faulty.explode()
    for (source, file), texts in found.groupby(
        [cells.rows.loc[found.index, "source"], cells.rows.loc[found.index, "file"]]
    ):
        counts = Counter(texts)
        shown = [text for text, count in counts.items() if count >= _OFTEN or get_close_matches(text, known, 1, _ALIKE)]
        for text in sorted(shown):
            yield _issue("undeclared_answer", cells, texts.index[texts == text], source, file, item, text, known)
        others = texts.index[~texts.isin(shown)]
        if len(others):
            yield _issue("undeclared_answers", cells, others, source, file, item, "…", known)


def _issue(rule, cells, index, source, file, item, text, known):
    rows = cells.rows.loc[index, "row"]
    shown = text if len(text) <= 60 else text[:59] + "…"
    values = {"known": tuple(known), "item": item}
    return Issue("error", rule, source, file, int(rows.min()), item, shown, len(index), values)
