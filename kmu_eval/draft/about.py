"""What only a person knows of the programme as a whole."""

from kmu_eval import words
from kmu_eval.draft.contents import day_of
from kmu_eval.draft.interview import Question


def ask_about(sources, interview):
    """Ask what only a person knows of the programme.

    Parameters
    ----------
    sources : list of DraftSource
        The days of their events help to name the period.
    interview : Interview

    Returns
    -------
    dict of str to str
        ``name``, ``start``, ``end``, ``email_domains``, ``organisations``.
    """
    days = _days(sources, interview.language)
    hint = interview.say("period_hint", first=days[0], last=days[-1]) if days else interview.say("day_hint")
    asked = {
        "name": ("text", interview.say("name_hint"), True),
        "start": ("day", hint, True),
        "end": ("day", hint, True),
        "email_domains": ("list", interview.say("email_domains_hint"), False),
        "organisations": ("list", interview.say("organisations_hint"), False),
    }
    return {
        key: interview.ask(Question(f"about|{key}", "programme", "", interview.say(key), h, form=form, needed=needed))
        for key, (form, h, needed) in asked.items()
    }


def _days(sources, language):
    """The first and the last day of the events, as far as the form of days is known."""
    found = [
        day
        for source in sources
        if source.table == "events" and "format" in source.rules.get("date", {})
        for text in source.found.values[source.rules["date"]["from"][0]].rows
        if (day := day_of(text, source.rules["date"]["format"]))
    ]
    return [words.day(day, language) for day in sorted(found)]
