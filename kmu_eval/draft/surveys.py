"""A survey among the lists: whether a list is one, when it was made, and which event each of its files is about."""

import re
from pathlib import PurePosixPath

from kmu_eval import words
from kmu_eval.draft.contents import fit
from kmu_eval.draft.interview import Question
from kmu_eval.draft.scales import known_scale, number_scale
from kmu_eval.vocabulary import WAVE

_GRADED = 3
_LEAST = 2
_MANY_WORDS = 4
_WAVES = {
    "pre": r"vorher|vorab|vor[-_ ]|\bpre|before|eingang|erwartung",
    "follow_up": r"follow|nachbefrag|monate|months|später|later",
    "post": r"nachher|danach|direkt|post|after|abschluss|feedback|rückmeldung",
}


def is_question(heading):
    """Whether a heading reads like a question.

    Examples
    --------
    >>> is_question("Wie war es?"), is_question("G01Q02[SQ001]"), is_question("E-Mail-Adresse")
    (True, True, False)
    """
    coded = re.fullmatch(r"\w+\[\w+\](\[\w+\])*", heading)
    return bool(coded) or heading.endswith(("?", "…", "...", "? *")) or len(heading.split()) > _MANY_WORDS


def is_survey(values):
    """Whether columns are those of a survey: several on a scale, or several questions with few answers.

    Parameters
    ----------
    values : mapping of str to Values
        By heading.
    """
    graded = {heading for heading, each in values.items() if _is_graded(heading, each.rows)}
    persons = any(fit("email", each) > 0.5 for each in values.values())
    return len(graded) >= (_GRADED if persons else _LEAST)


def _is_graded(heading, rows):
    known = known_scale(rows)
    if known:
        return len(known.words) >= _GRADED or is_question(heading)
    return is_question(heading) and number_scale(heading, rows, lambda text: False) is not None


def ask_wave(found, interview):
    """When a survey was made; its file often says so."""
    named = found.title.casefold()
    suggestion = next((wave for wave, pattern in _WAVES.items() if re.search(pattern, named)), "")
    options = tuple((wave, words.label("wave", wave, interview.language)) for wave in WAVE)
    return interview.ask(
        Question(f"wave|{found.name}", "columns", found.where, interview.say("wave"), "", suggestion or "post", options)
    )


def ask_events(found, ids, interview):
    """The event that each file of a survey is about, where no column tells it."""
    asked = {}
    for look in found.looks:
        name = PurePosixPath(look.file).stem
        known = [each for each in ids if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", name.replace("_", " "), re.I)]
        text, hint = interview.say("file_event"), interview.say("file_event_hint")
        question = Question(
            f"event|{look.file}",
            "columns",
            look.file,
            text,
            hint,
            max(known, key=len, default=""),
            form="text",
            needed=False,
            sure=len(known) == 1,
        )
        asked[look.file] = interview.ask(question)
    return {file: event for file, event in asked.items() if event}


def event_heading(values, ids):
    """The heading under which most texts are ids of events, or an empty text."""
    shares = {heading: each.share(lambda text: text in ids) for heading, each in values.items() if each.total}
    best = max(shares, key=shares.__getitem__, default="")
    return best if shares.get(best, 0) >= 0.5 else ""
