"""Formats beside each other, as the programme declares its comparisons."""

from kmu_eval import figures, sentences
from kmu_eval.measures.balance import balance
from kmu_eval.measures.comparisons import comparison
from kmu_eval.measures.groups import GROUPING_COLUMNS
from kmu_eval.measures.overlap import overlap
from kmu_eval.report.blocks import Picture, Prose, Subheading
from kmu_eval.report.reached import has_attendance

AUDIENCE = ("role", "size_class", "sector")


def formats(project, speech):
    """Each declared comparison: what can be said of its primary outcomes, and the figure.

    Parameters
    ----------
    project : Project
    speech : Speech

    Yields
    ------
    Subheading, Prose or Picture
    """
    yield Prose(speech.report("how_compared" if _declared(project) else "nothing_compared"))
    for declared in _declared(project):
        found = comparison(project, declared.word)
        alike = sentences.overlap(overlap(project, declared.word), speech.origin, speech.language)
        yield Subheading(_named(declared, speech))
        yield Prose(f"{_told(found, _primary(project), speech)}\n{alike}", listed=True)
        yield Picture(figures.compared(found, speech.origin))


def in_words(project, speech):
    """What the comparisons say of the outcomes that were named as primary."""
    primary = _primary(project)
    found = [comparison(project, declared.word, primary) for declared in _declared(project)] if primary else []
    return "\n".join(_told(each, primary, speech) for each in found)


def behind(project, speech):
    """What lies behind the comparisons: secondary outcomes, which events are alike, who came to either format.

    Parameters
    ----------
    project : Project
    speech : Speech

    Yields
    ------
    Subheading, Prose or Picture
    """
    secondary = [outcome.word for outcome in project.comparing.outcomes if not outcome.primary]
    for declared in _declared(project):
        yield Subheading(_named(declared, speech))
        if secondary:
            yield Prose(_told(comparison(project, declared.word), secondary, speech), listed=True)
        yield Picture(figures.overlap(overlap(project, declared.word), speech.origin))
        yield from _who_came(project, declared, speech)


def _who_came(project, declared, speech):
    columns = [column for column in AUDIENCE if column != declared.by]
    if declared.by in GROUPING_COLUMNS and has_attendance(project):
        came = balance(project, declared.order, declared.by, columns)
        yield Picture(figures.balance(came, speech.origin, declared.by))


def _primary(project):
    return [outcome.word for outcome in project.comparing.outcomes if outcome.primary]


def _told(found, outcomes, speech):
    return sentences.compared(found, speech.origin, speech.language, outcomes)


def _named(declared, speech):
    first, second = (speech.label(declared.by, word) for word in declared.order)
    return speech.report("compared", first=first, second=second)


def _declared(project):
    comparing = project.comparing
    return comparing.comparisons if comparing.outcomes and len(project.responses) else ()
