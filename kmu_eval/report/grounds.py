"""What the numbers rest on: method, limits, data quality, and what was read."""

from kmu_eval import figures, sentences
from kmu_eval.measures.sensitivity import sensitivity
from kmu_eval.report.blocks import Picture, Prose

_METHODS = ("counted", "ranges", "events_are_clusters", "verdicts", "hidden_groups", "rounded")
_LIMITS = ("limit_reach", "limit_answers", "limit_formats", "limit_effect")


def method(project, speech):
    """How was counted and estimated, and what these data cannot show.

    Parameters
    ----------
    project : Project
    speech : Speech

    Yields
    ------
    Prose
    """
    rule = speech.rule(project.rules.sentence)
    values = {"rule": rule, "smallest": speech.number(speech.origin.smallest_cell)}
    yield Prose("\n".join(speech.report(f"method_{key}", **values) for key in _METHODS), listed=True)
    yield Prose(speech.report("limits"))
    yield Prose("\n".join(speech.report(key) for key in _LIMITS), listed=True)


def quality(project, speech):
    """What was read, what became of it, and what was found.

    Parameters
    ----------
    project : Project
    speech : Speech

    Yields
    ------
    Prose or Picture
    """
    yield Prose(sentences.data_quality(project.ledger, project.issue_counts, speech.language))
    yield Picture(figures.ledger(project.ledger, speech.origin))
    yield Prose(speech.report("where_issues"))


def sure(project, speech):
    """How far the counts move with the rules.

    Parameters
    ----------
    project : Project
    speech : Speech

    Yields
    ------
    Prose or Picture
    """
    if len(project.participations):
        found = sensitivity(project)
        yield Prose(sentences.how_sure(found, speech.origin, speech.language), listed=True)
        yield Picture(figures.sensitivity(found, speech.origin))
