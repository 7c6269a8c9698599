"""Formats beside each other, as the programme declares its comparisons."""

from kmu_eval import figures, sentences
from kmu_eval.measures.balance import balance
from kmu_eval.measures.comparisons import comparison
from kmu_eval.measures.groups import GROUPING_COLUMNS
from kmu_eval.measures.overlap import overlap
from kmu_eval.report.blocks import Picture, Prose
from kmu_eval.report.reached import has_attendance

AUDIENCE = ("role", "size_class", "sector")


def formats(project, speech):
    """Each declared comparison: what can be said, and the figure.

    Parameters
    ----------
    project : Project
    speech : Speech

    Yields
    ------
    Prose or Picture
    """
    yield Prose(speech.report("how_compared" if _declared(project) else "nothing_compared"))
    for declared in _declared(project):
        found = comparison(project, declared.word)
        told = sentences.compared(found, speech.origin, speech.language)
        alike = sentences.overlap(overlap(project, declared.word), speech.origin, speech.language)
        yield Prose(f"{told}\n{alike}", listed=True)
        yield Picture(figures.compared(found, speech.origin))


def in_words(project, speech):
    """What the comparisons say of the outcomes that were named as primary."""
    primary = [outcome.word for outcome in project.comparing.outcomes if outcome.primary]
    found = [comparison(project, declared.word, primary) for declared in _declared(project)] if primary else []
    return "\n".join(sentences.compared(each, speech.origin, speech.language, primary) for each in found)


def behind(project, speech):
    """What lies behind the comparisons: which events are alike, and who came to either format.

    Parameters
    ----------
    project : Project
    speech : Speech

    Yields
    ------
    Picture
    """
    for declared in _declared(project):
        yield Picture(figures.overlap(overlap(project, declared.word), speech.origin))
        columns = [column for column in AUDIENCE if column != declared.by]
        if declared.by in GROUPING_COLUMNS and has_attendance(project):
            came = balance(project, declared.order, declared.by, columns)
            yield Picture(figures.balance(came, speech.origin, declared.by))


def _declared(project):
    comparing = project.comparing
    return comparing.comparisons if comparing.outcomes and len(project.responses) else ()
