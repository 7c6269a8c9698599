"""``review.xlsx`` read back: what a person decided, with the row where it stands, as decisions or as faults."""

import re
from dataclasses import dataclass
from pathlib import Path

from kmu_eval import words
from kmu_eval.errors import IntakeError
from kmu_eval.intake.grid import as_text
from kmu_eval.intake.identity.names import firm_names, folded, person_names
from kmu_eval.intake.identity.override import DECISION, Override
from kmu_eval.intake.review_book import FILLED, FIRST_ROW, HIDDEN, MARK, PLACE, Typed

_SHORTEST = 3
"""Letters that a word of a name needs to give somebody away."""


@dataclass(frozen=True)
class Answer:
    """One row of the workbook.

    Parameters
    ----------
    pair : tuple of (str, str, str)
        What, and the pseudonyms of two keys.
    typed, was : Typed
        What stands in the yellow cells, and what stood there when the workbook was written.
    names : tuple of str
        The names of both sides, as shown.
    line : int
    """

    pair: tuple
    typed: Typed
    was: Typed
    names: tuple
    line: int

    @property
    def changed(self):
        """Whether a person wrote something that was not there: a name alone, without a decision, decides nothing."""
        return self.typed != self.was

    @property
    def withdrawn(self):
        """Whether a decision that stood there was taken out."""
        return bool(self.was.decision) and not self.typed.decision

    def taken(self, override):
        """Whether it was taken in: the decision on its pair, or None where there is none, is what it says."""
        if override is None:
            return self.withdrawn
        said = _decision(self.typed.decision), self.typed.who, self.typed.why
        return said == (override.decision, override.who, override.why)


@dataclass(frozen=True)
class Answers:
    """The rows of a workbook, and the fingerprint of the key of its pseudonyms."""

    file: str
    fingerprint: str
    rows: tuple

    def waiting(self, overrides):
        """Answers by pair that were not taken in yet.

        Parameters
        ----------
        overrides : sequence of Override
            What was taken in.

        Returns
        -------
        dict of (str, str, str) to Typed
        """
        decided = {each.pair: each for each in overrides}
        return {each.pair: each.typed for each in self.rows if each.changed and not each.taken(decided.get(each.pair))}

    @property
    def withdrawn(self):
        """Pairs whose decision was taken out."""
        return {each.pair for each in self.rows if each.withdrawn}


def read_review(path):
    """Read a workbook of pairs.

    Parameters
    ----------
    path : path

    Returns
    -------
    Answers

    Raises
    ------
    IntakeError
        Where it is not there, no workbook, or none of ours.
    """
    path = Path(path)
    sheets = [rows for rows in _sheets(path) if rows and _cell(rows[0], 0).startswith(MARK)]
    if not sheets:
        raise IntakeError(("review_no_book", {"where": path.name}))
    rows = [_answer(cells, line) for line, cells in enumerate(sheets[0][FIRST_ROW:], start=FIRST_ROW + 1)]
    return Answers(path.name, _cell(sheets[0][0], 0).removeprefix(MARK).strip(), tuple(filter(None, rows)))


def _sheets(path):
    from python_calamine import CalamineError, CalamineWorkbook

    if not path.is_file():
        raise IntakeError(("no_answers", {"where": str(path)}))
    try:
        with CalamineWorkbook.from_path(path) as book:
            return [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]
    except (CalamineError, OSError) as error:
        raise IntakeError(("no_workbook", {"where": path.name, "fault": str(error)})) from None


def _answer(cells, line):
    pair = tuple(_cell(cells, 0).split("|"))
    if len(pair) != 3:
        return None
    was = Typed(*(_cell(cells, place) for place in range(1, len(HIDDEN))))
    typed = Typed(*(_cell(cells, PLACE[name]) for name in FILLED))
    names = tuple(str(cells[PLACE[side]]).partition("\n")[0] for side in ("first", "second"))
    return Answer(pair, typed, was, names, line)


def _cell(cells, place):
    return as_text(cells[place]) if place < len(cells) else ""


def decided_in(answers, key, day):
    """The decisions of a workbook that are new or were changed.

    Parameters
    ----------
    answers : Answers
    key : Key
    day : date
        The day of the decisions.

    Returns
    -------
    list of Override

    Raises
    ------
    IntakeError
        With every answer that is lacking or not allowed, and where it stands.
    """
    if answers.fingerprint != key.fingerprint:
        raise IntakeError(("review_other_key", {"where": answers.file}))
    given = [each for each in answers.rows if each.changed and each.typed.decision]
    if findings := [finding for each in given for finding in _faults(each, answers.file)]:
        raise IntakeError(*findings)
    return [_override(each, answers.file, key, day) for each in given]


def _faults(answer, file):
    where = f"{file}, {answer.line}"
    if not _decision(answer.typed.decision):
        found = answer.typed.decision
        yield "answer_unknown", {"where": where, "found": found, "known": list(_labels())}
    for name in ("who", "why"):
        if not getattr(answer.typed, name):
            heading = " / ".join(words.question(f"review_{name}", language) for language in words.LANGUAGES)
            yield "review_lacking", {"where": where, "column": heading}
    if found := _named(answer):
        yield "review_names", {"where": where, "found": found}


def _labels():
    """The labels of the two decisions, in every language, with the words themselves."""
    pairs = [(language, each) for language in words.LANGUAGES for each in DECISION]
    return {words.question(f"review_{each}", language): each for language, each in pairs}


def _decision(text):
    return {label.casefold(): each for label, each in _labels().items()}.get(text.casefold(), "")


def _named(answer):
    """The first name of the pair that the reason holds, or an empty text."""
    reason = f" {folded([answer.typed.why])[0].as_py()} "
    if answer.pair[0] == "organisation":
        split = firm_names(list(answer.names))
        found = [name for name, generic in zip(split.core.to_pylist(), split.generic, strict=True) if not generic]
    else:
        found = [word for name in person_names(list(answer.names)).to_pylist() for word in name.split()]
    return next((name for name in found if len(name) >= _SHORTEST and re.search(rf" {re.escape(name)} ", reason)), "")


def _override(answer, file, key, day):
    typed, (what, first, second) = answer.typed, answer.pair
    decision = _decision(typed.decision)
    return Override(
        what, first, second, decision, typed.who, day.isoformat(), typed.why, key.fingerprint, file, answer.line
    )
