"""What ``kmu-eval init`` writes into a folder: never over what a person wrote."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from kmu_eval import words
from kmu_eval.draft.answer_book import read_answers
from kmu_eval.draft.interview import Interview
from kmu_eval.draft.items_text import items_text
from kmu_eval.draft.lists import gather
from kmu_eval.draft.looks import look_at
from kmu_eval.draft.programme_text import programme_text, targets_text
from kmu_eval.draft.question_book import question_book
from kmu_eval.draft.understand import understand
from kmu_eval.errors import KmuEvalError, ProgrammeError
from kmu_eval.programme import FILE_NAME
from kmu_eval.vocabulary import INDICATOR

TARGETS, ITEMS = "targets.csv", "items.toml"
_SEAL = re.compile(r"# kmu-eval init (draft|answered) ([0-9a-f]{16}) ([0-9a-f]{16}|-)\n")


@dataclass(frozen=True)
class Told:
    """What was done: sentences for a person, and how many questions are open."""

    lines: tuple
    questions: int


def draft_programme(folder, language="de"):
    """Look at the files of a folder; write a draft ``programme.toml`` and the workbook of questions.

    Parameters
    ----------
    folder : path
    language : str
        Of the questions and of the programme.

    Returns
    -------
    Told

    Raises
    ------
    KmuEvalError
        Where there is no folder, or no list in it.
    """
    folder, interview = Path(folder), Interview(language)
    draft, lines = _understood(folder, interview)
    file = f"{interview.say('file_name')}.xlsx"
    seen = _Writing(folder, interview)
    book = seen.workbook(question_book(interview, {}, {}, file), file)
    seen.programme(programme_text(draft, interview, book, False), "draft")
    seen.items(draft.items, interview, "draft")
    count = len(interview.open)
    lines += [*seen.lines, interview.say("told_questions", count=count, path=book)]
    lines.append(interview.say("told_next_answers", folder=_typed(folder), path=_typed(folder / book)))
    return Told(tuple(lines), count)


def finish_programme(folder, answers):
    """Write ``programme.toml`` and ``targets.csv`` from the answered workbook, or a workbook of what is still to ask.

    Parameters
    ----------
    folder, answers : path

    Returns
    -------
    Told

    Raises
    ------
    KmuEvalError
        With every answer that is lacking or not allowed, and where it stands.
    """
    folder, answers = Path(folder), Path(answers)
    given = read_answers(answers)
    interview = Interview(given.language, given.given)
    draft, _ = _understood(folder, interview)
    if faults := [*interview.faults, *given.faults, *_period_faults(draft.about)]:
        raise ProgrammeError(*faults)
    seen = _Writing(folder, interview)
    if interview.open:
        return _ask_more(interview, given, seen)
    targets = [(name, *given.targets[name]) for name in INDICATOR if name in given.targets]
    seal = seen.targets(targets_text(targets)) if targets else "-"
    seen.programme(programme_text(draft, interview, answers.name, True), "answered", seal)
    seen.items(draft.items, interview, "answered")
    return Told((*seen.lines, interview.say("told_next", folder=_typed(folder))), 0)


def _understood(folder, interview):
    if not folder.is_dir():
        raise KmuEvalError(("init_no_folder", {"folder": str(folder)}))
    looks, unreadable = look_at(folder)
    if not looks:
        why = [finding for each in unreadable for finding in each.findings]
        raise KmuEvalError(("init_no_lists", {"folder": str(folder)}), *why)
    draft = understand(gather(folder, looks), interview)
    lines = [line for source in draft.sources for line in _told_list(source, interview)]
    sheet = interview.say("sheet_columns")
    lines += [interview.say("told_left_out", where=found.where, sheet=sheet) for found in draft.left_out]
    lines += [words.message(key, interview.language, **values) for each in unreadable for key, values in each.findings]
    return draft, lines


def _told_list(source, interview):
    found, language = source.found, interview.language
    if found.export:
        rows, files = (words.number(len(each), language) for each in (found.cells, found.looks))
        yield interview.say("told_export", where=found.where, export=found.export, files=files, rows=rows)
        return
    sure = interview.say("sure" if source.sure else "unsure")
    for look in source.found.looks:
        spoken = {"\t": interview.say("tabulator")}
        reading = {
            **look.reading,
            "delimiter": spoken.get(look.reading.get("delimiter"), look.reading.get("delimiter")),
        }
        how = interview.say("reading_text" if reading["delimiter"] else "reading_workbook", **reading)
        table, rows = interview.say(f"table_{source.table}"), words.number(len(look.cells), interview.language)
        yield interview.say("told_list", where=look.file, table=table, sure=sure, rows=rows, reading=how)


def _period_faults(about):
    if about["start"] and about["end"] and about["end"] < about["start"]:
        yield "period_reversed", {"where": FILE_NAME, "start": about["start"], "end": about["end"]}


def _ask_more(interview, given, seen):
    """Answers that changed what a list is, or new files, give rise to new questions."""
    file = f"{interview.say('file_name')}.xlsx"
    count = len(interview.open)
    name = seen.workbook(question_book(interview, given.texts, given.targets, file), file)
    return Told((*seen.lines, interview.say("told_more", count=count, path=name)), count)


class _Writing:
    """Writes files beside what a person wrote, and keeps what is to be told of it."""

    def __init__(self, folder, interview):
        self.folder, self.say, self.lines = folder, interview.say, []

    def workbook(self, content, name):
        """Written under the name, or a free one where another is there; the name that it got."""
        return self._beside(name, content, lambda path: False)

    def programme(self, text, state, targets="-"):
        """Written over an own file of the same state that nobody edited, else under a new name."""
        seal = f"# kmu-eval init {state} {_digest(text)} {targets}\n"
        kinds = ("draft",) if state == "draft" else ("draft", "answered")
        self._beside(FILE_NAME, (seal + text).encode(), lambda path: _own(path, kinds))

    def items(self, draft, interview, state):
        """The code book of the surveys, if there are any: written as ``programme.toml`` is."""
        if draft is None:
            return
        text = items_text(draft, interview)
        kinds = ("draft",) if state == "draft" else ("draft", "answered")
        seal = f"# kmu-eval init {state} {_digest(text)} -\n"
        self._beside(ITEMS, (seal + text).encode(), lambda path: _own(path, kinds))
        counts = {"items": len(draft.items), "left_out": len(draft.left_out)}
        self.lines.append(self.say("told_items", **counts))

    def targets(self, text):
        """Written over the file that an earlier answer made, else under a new name; its digest."""
        content = text.encode()
        self._beside(TARGETS, content, lambda path: _digest(_text(path)) == self._sealed())
        return _digest(text)

    def _sealed(self):
        """The digest of ``targets.csv`` that an earlier ``programme.toml`` of ours carries."""
        path = self.folder / FILE_NAME
        found = _SEAL.match(_text(path)) if path.exists() else None
        return found[3] if found else None

    def _beside(self, name, content, may_replace):
        path = self.folder / name
        if path.exists() and path.read_bytes() != content and not may_replace(path):
            free = self._free(name, content)
            self.lines.append(self.say("told_kept", kept=name, path=free))
            path = self.folder / free
        else:
            self.lines.append(self.say("told_written", path=name))
        try:
            path.write_bytes(content)
        except PermissionError:
            raise KmuEvalError(("init_cannot_write", {"where": path.name})) from None
        return path.name

    def _free(self, name, content):
        """A new name that is free, or that holds the same content already."""
        stem, _, suffix = name.rpartition(".")
        new = self.say("new")
        names = (f"{stem}.{new}{'' if number == 1 else f'-{number}'}.{suffix}" for number in range(1, 1000))
        paths = (self.folder / each for each in names)
        return next(path.name for path in paths if not path.exists() or path.read_bytes() == content)


def _typed(path):
    """A path as it is typed after a command."""
    return f'"{path}"' if " " in str(path) else str(path)


def _own(path, kinds):
    """Whether a file is ours, of one of the states, and as we wrote it."""
    text = _text(path)
    found = _SEAL.match(text)
    return bool(found) and found[1] in kinds and _digest(text[found.end() :]) == found[2]


def _text(path):
    return path.read_text(encoding="utf-8", errors="replace")


def _digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]
