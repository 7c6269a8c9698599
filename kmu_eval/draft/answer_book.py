"""The workbook read back: each answer with the sheet and the row where it stands."""

import re
from dataclasses import dataclass
from pathlib import Path

from kmu_eval import words
from kmu_eval.draft.interview import PARTS, Answer
from kmu_eval.draft.question_book import ANSWER, FIRST_ROW, KEY, QUESTION
from kmu_eval.errors import ProgrammeError
from kmu_eval.intake.grid import as_text
from kmu_eval.vocabulary import INDICATOR


@dataclass(frozen=True)
class Answers:
    """What a person wrote: the language of the workbook, answers by key, targets and their sources by indicator."""

    language: str
    given: dict
    targets: dict
    faults: tuple

    @property
    def texts(self):
        """The answers alone, by key."""
        return {key: answer.text for key, answer in self.given.items()}


def read_answers(path):
    """Read a workbook of questions.

    Parameters
    ----------
    path : path

    Returns
    -------
    Answers

    Raises
    ------
    ProgrammeError
        Where it is not there, no workbook, or none of ours.
    """
    path = Path(path)
    sheets = _sheets(path)
    language = next((each for each in words.LANGUAGES if _name("programme", each) in sheets), None)
    if language is None:
        raise ProgrammeError(("no_questions", {"where": path.name}))
    rows = [each for part in PARTS for each in _rows(sheets.get(_name(part, language), []), _name(part, language))]
    given = {key: Answer(_cell(cells, ANSWER), where) for key, cells, where in rows}
    name = _name("targets", language)
    targets, faults = _targets(_rows(sheets.get(name, []), name))
    return Answers(language, given, targets, tuple(faults))


def _name(part, language):
    return words.question(f"sheet_{part}", language)


def _sheets(path):
    from python_calamine import CalamineError, CalamineWorkbook

    if not path.is_file():
        raise ProgrammeError(("no_answers", {"where": str(path)}))
    try:
        with CalamineWorkbook.from_path(path) as book:
            return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (CalamineError, OSError) as error:
        raise ProgrammeError(("no_workbook", {"where": path.name, "fault": str(error)})) from None


def _rows(rows, sheet):
    """The rows that carry the key of a question, with sheet and row as a person sees them."""
    for number, cells in enumerate(rows[FIRST_ROW:], start=FIRST_ROW + 1):
        if key := _cell(cells, KEY):
            yield key, cells, f"{sheet}, {number}"


def _cell(cells, column):
    return as_text(cells[column]) if column < len(cells) else ""


def _targets(rows):
    targets, faults = {}, []
    for key, cells, where in rows:
        target, source = _cell(cells, QUESTION), _cell(cells, ANSWER)
        indicator = key.partition("|")[2]
        if not target or indicator not in INDICATOR:
            continue
        if not re.fullmatch(r"\d+(\.\d{1,2})?", target) or not float(target):
            faults.append(("answer_no_number", {"where": where, "found": target}))
        targets[indicator] = (target, source)
    return targets, faults
