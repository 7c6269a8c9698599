"""What a person says of a list as a whole: the role of all on it, whether they came, the event it is of."""

from pathlib import PurePosixPath

from kmu_eval import words
from kmu_eval.draft.interview import Question
from kmu_eval.schema import INTAKE

_PRESENT = ("teilnahme", "teilnehm", "anwesen", "attend", "present")
_ADVISERS = ("berat", "multiplik", "advis", "schulung")


def ask_constant(found, column, interview):
    """What holds for everybody on a list that has no column for it.

    Parameters
    ----------
    found : FoundList
    column : str
        ``role``, ``registered`` or ``attended``.
    interview : Interview

    Returns
    -------
    dict or None
        The rule; None where nobody knows.
    """
    options = _options(column, interview)
    text, suggestion = interview.say(f"all_{column}"), _likely(found, column)
    key = f"all|{found.name}|{column}"
    answer = interview.ask(Question(key, "columns", found.where, text, "", suggestion, options))
    return {"value": answer} if answer else None


def ask_event(found, ids, interview):
    """The rule of the event that a list as a whole is of; its id often stands in the name of the file."""
    stem = PurePosixPath(found.looks[0].file).stem.casefold()
    named = sorted((each for each in ids if each.casefold() in stem), key=len)
    text, hint = interview.say("all_event"), interview.say("all_event_hint")
    key, suggestion = f"all|{found.name}|event", named[-1] if named else ""
    question = Question(key, "columns", found.where, text, hint, suggestion, form="text")
    return {"value": interview.ask(question)}


def _options(column, interview):
    if column == "role":
        roles = INTAKE["participations"]["role"].words
        labels = [(word, words.label("role", word, interview.language)) for word in roles]
        return (*labels, ("", interview.say("all_role_unknown")))
    return tuple((code, interview.say(f"all_{column}_{code or 'unknown'}")) for code in ("yes", ""))


def _likely(found, column):
    """Those on a list were registered, and whether they came is not known, unless the list's name says so."""
    if column == "role":
        return "adviser" if any(part in found.name for part in _ADVISERS) else ""
    return "yes" if column == "registered" or any(part in found.name for part in _PRESENT) else ""
