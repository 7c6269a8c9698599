"""What was claimed of the programme, and what its data say of it."""

from kmu_eval import figures, sentences
from kmu_eval.measures.claims import claims
from kmu_eval.report.blocks import Picture, Prose
from kmu_eval.small_claims import hide_claims

_PARTS = ("counts", "answers", "untested")


def checked(project, speech):
    """Each claim with its verdict.

    Parameters
    ----------
    project : Project
    speech : Speech

    Yields
    ------
    Prose or Picture
    """
    yield Prose(in_words(project, speech) or speech.report("no_claims"))
    if project.claims:
        found = claims(project)
        drawn = [figures.claims(found, speech.origin, part) for part in _PARTS]
        yield from (Picture(figure) for figure in drawn if len(figure.table))


def in_words(project, speech):
    """How many claims hold; nothing where none is declared."""
    if not project.claims:
        return ""
    return sentences.claims(claims(project), speech.origin, speech.language).splitlines()[0]


def as_shown(project):
    """What became of each claim, small groups hidden; None where none is declared."""
    return hide_claims(claims(project), project.origin.smallest_cell) if project.claims else None
