"""The questions to a person, and her answers: asked where they arise, each once."""

import datetime
import re
from dataclasses import dataclass, replace

from kmu_eval import words

PARTS = ("programme", "columns", "words", "understood")
_DAYS = ("%Y-%m-%d", "%d.%m.%Y")


@dataclass(frozen=True)
class Question:
    """One question.

    Parameters
    ----------
    key : str
        Stays the same as long as the files do; answers are found by it.
    part : str
        The sheet that it belongs to; what is sure stands on the sheet ``understood``.
    where, text, hint : str
        The file it is about, the question and what helps to answer it.
    suggestion : str
        The most likely answer, as a code.
    choices : tuple of (str, str)
        Codes and labels; empty where the answer is free.
    form : str
        ``choice``, ``text``, ``day`` or ``list``.
    needed : bool
        Whether there must be an answer.
    sure : bool
    """

    key: str
    part: str
    where: str
    text: str
    hint: str = ""
    suggestion: str = ""
    choices: tuple = ()
    form: str = "choice"
    needed: bool = True
    sure: bool = False

    @property
    def sheet(self):
        """The sheet on which it stands."""
        return "understood" if self.sure else self.part

    @property
    def suggested_label(self):
        """The suggestion as a person reads it."""
        return dict(self.choices).get(self.suggestion, self.suggestion)


@dataclass(frozen=True)
class Answer:
    """What a person wrote, and where."""

    text: str
    where: str


class Interview:
    """Asks; answers with what a person wrote, else with the suggestion.

    Parameters
    ----------
    language : str
    answers : mapping of str to Answer
        By key of the question.
    """

    def __init__(self, language, answers=()):
        self.language = language
        self._answers = dict(answers)
        self._asked = {}
        self.faults = []

    def ask(self, question):
        """The code that answers a question; a faulty answer is kept as a fault, and the suggestion stands."""
        before = self._asked.get(question.key)
        self._asked[question.key] = _together(before, question) if before else question
        answer = self._answers.get(question.key)
        if answer is None:
            return question.suggestion
        code, fault = _code(question, answer)
        if fault and fault not in self.faults:
            self.faults.append(fault)
        return question.suggestion if fault else code

    def say(self, key, **values):
        """A text of ``questions.toml`` in the language of the interview."""
        return words.question(key, self.language, **values)

    @property
    def questions(self):
        """All questions asked, in order of sheets and asking."""
        return sorted(self._asked.values(), key=lambda question: PARTS.index(question.sheet))

    @property
    def open(self):
        """The questions whose answer is neither sure nor given by a person."""
        return [each for each in self.questions if not each.sure and each.key not in self._answers]


def _together(before, now):
    """One question that several lists give rise to names them all."""
    if now.where in before.where.split(", "):
        return before
    hint = f"{before.hint}; {now.hint}" if before.hint else ""
    return replace(before, where=f"{before.where}, {now.where}", hint=hint)


def _code(question, answer):
    if not answer.text:
        fault = ("answer_lacking", {"where": answer.where}) if question.needed else None
        return "", fault
    return _FORMS[question.form](question, answer)


def _choice(question, answer):
    known = {label.casefold(): code for code, label in question.choices}
    if answer.text.casefold() in known:
        return known[answer.text.casefold()], None
    labels = [label for _, label in question.choices]
    return "", ("answer_unknown", {"where": answer.where, "found": answer.text, "known": labels})


def _day(_, answer):
    for form in _DAYS:
        try:
            return datetime.datetime.strptime(answer.text, form).date().isoformat(), None
        except ValueError:
            continue
    return "", ("answer_no_day", {"where": answer.where, "found": answer.text})


def _list(_, answer):
    return "; ".join(part.strip() for part in re.split(r"[;\n]", answer.text) if part.strip()), None


def _text(_, answer):
    return answer.text, None


_FORMS = {"choice": _choice, "day": _day, "list": _list, "text": _text}
