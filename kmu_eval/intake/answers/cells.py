"""Cells of one item to words: each distinct text once, what the code book does not declare told and missing."""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np
import pandas as pd

from kmu_eval.intake.grid import clean
from kmu_eval.intake.issues import Issue
from kmu_eval.intake.values import LOOKS_MISSING

LEFT_OUT, BLANK, NOT_ASKED, UNDECLARED = -1, -2, -3, -4
"""Codes beside those of the words: the item was left out; the column of an option is blank, and the others tell what
that means; the item was not asked; a text that no declared one equals."""
_OFTEN, _ALIKE, _ALIKE_WORD = 3, 0.8, 0.5
_BARE = re.compile(r"-?\d{1,2}")


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
        """A code for each row from one for each text; or several codes, one for each option.

        Parameters
        ----------
        meaning : callable
            Takes a text, returns its code or codes.
        """
        codes, distinct = pd.factorize(self.texts)
        return np.array([*map(meaning, distinct), np.full_like(meaning(""), NOT_ASKED)], np.int64)[codes]


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
    known |= beside(rule)
    return lambda text: known.get(text, UNDECLARED)


def beside(rule):
    """The texts that mean that an item was left out, or not asked, with the code of each."""
    left_out = dict.fromkeys([*map(clean, rule.missing), ""], LEFT_OUT)
    return left_out | dict.fromkeys(map(clean, rule.not_asked), NOT_ASKED)


def several(rule, options):
    """What a cell with several answers means.

    Returns
    -------
    callable
        By option 1 where it was chosen, 0 where not, or a code beside these; texts that are no option mean the one for
        other texts. Without such a one they are ignored, unless the cell holds nothing else: then the item counts as
        left out.
    """
    no_answer, known = beside(rule), _by_text(rule, options)

    def meaning(text):
        if text in no_answer:
            return [no_answer[text]] * len(options)
        found = {known.get(part, rule.other) for part in _parts(text, rule.separator, known)} - {None}
        return [int(name in found) if found else LEFT_OUT for name in options]

    return meaning


def _by_text(rule, options):
    """By text the option that it means; an empty one where it means that none was chosen."""
    known = {clean(text): name for name in options for text in rule.options[name].spellings}
    return known | dict.fromkeys(map(clean, rule.not_chosen), "")


def _parts(text, separator, known):
    """The answers in a cell; one that holds the separator itself is found whole."""
    parts, left, between = [], text, re.escape(separator)
    for whole in sorted((each for each in known if separator in each), key=len, reverse=True):
        alone = rf"(?:^|(?<={between})) *{re.escape(whole)} *(?={between}|$)"
        if re.search(alone, left):
            parts, left = [*parts, whole], re.sub(alone, "", left)
    return [*parts, *(part for part in map(clean, left.split(separator)) if part)]


def unknown_parts(text, rule, options):
    """The answers in a cell that are no declared option."""
    known = _by_text(rule, options)
    found = [] if text in beside(rule) else _parts(text, rule.separator, known)
    return [part for part in found if part not in known]


def undeclared(cells, item, faulty, known):
    """One issue for each text that is like a declared one, says nothing or is frequent; all others are told together.

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
    known = tuple(known)
    for source, file, texts in by_place(cells, faulty):
        counts = Counter(texts)
        shown = [text for text, count in counts.items() if count >= _OFTEN or _to_show(text, known)]
        for text in sorted(shown):
            rows = texts.index[texts == text]
            yield issue_of("undeclared_answer", cells, rows, source, file, item, text, known=known)
        others = texts.index[~texts.isin(shown)]
        if len(others):
            yield issue_of("undeclared_answers", cells, others, source, file, item, "…", known=known)


def _to_show(text, known):
    return says_nothing(text) or misspelt(text, known)


def by_place(cells, faulty):
    """Source, file and the texts that are not declared, one after another by their row."""
    if not len(faulty):
        return
    found = faulty.explode()
    for (source, file), texts in found.groupby(
        [cells.rows.loc[found.index, "source"], cells.rows.loc[found.index, "file"]]
    ):
        yield source, file, texts


def says_nothing(text):
    """Whether a text is one of those that mostly mean that nothing is stated, or a bare number: it names nobody.

    Examples
    --------
    >>> [says_nothing(text) for text in ("N/A", "-9", "Ida")]
    [True, True, False]
    """
    return text.casefold() in LOOKS_MISSING or bool(_BARE.fullmatch(text))


def misspelt(text, known):
    """Whether a text is a declared one with slips: one with a word more, which may be a name, is none."""
    words = [word for each in get_close_matches(text, known, 1, _ALIKE) for word in each.casefold().split()]
    return bool(words) and all(get_close_matches(word, words, 1, _ALIKE_WORD) for word in text.casefold().split())


def issue_of(rule, cells, index, source, file, item, text, severity="error", **values):
    """What is told of a text in some rows of a file."""
    rows = cells.rows.loc[index, "row"]
    shown = text if len(text) <= 60 else text[:59] + "…"
    return Issue(severity, rule, source, file, int(rows.min()), item, shown, len(index), {"item": item, **values})
