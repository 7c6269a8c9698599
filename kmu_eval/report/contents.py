"""Which chapters a report has, in their order."""

from dataclasses import replace

from kmu_eval.report import answered, claimed, compared, grounds, reached
from kmu_eval.report.blocks import Chapter, Prose
from kmu_eval.report.indicator_tables import all_indicators
from kmu_eval.report.sources import made_from
from kmu_eval.speech import Speech

_CHAPTERS = {
    "against_targets": reached.against_targets,
    "who": reached.who,
    "how_held": reached.how_held,
    "formats": compared.formats,
    "said": answered.said,
    "claims": claimed.checked,
    "method": grounds.method,
    "quality": grounds.quality,
}
_ANNEX = {
    "annex_indicators": all_indicators,
    "annex_sure": grounds.sure,
    "annex_compared": compared.behind,
    "annex_answered": answered.behind,
    "annex_manifest": made_from,
}


def contents(project, language, progress=lambda step: None):
    """The chapters of a report.

    Parameters
    ----------
    project : Project
    language : str
    progress : callable
        Told which chapter is being made.

    Returns
    -------
    list of Chapter
        Those of the annex without blocks are left out.
    """
    speech = Speech(language, replace(project.origin, languages=(language,)))
    makers = {"summary": summary, **_CHAPTERS, **_ANNEX}
    chapters = [_chapter(key, make, project, speech, progress) for key, make in makers.items()]
    return [chapter for chapter in chapters if chapter.blocks]


def _chapter(key, make, project, speech, progress):
    heading = speech.report(key)
    progress(heading)
    return Chapter(heading, tuple(make(project, speech)), annex=key in _ANNEX)


def summary(project, speech):
    """What everybody should have read, in sentences with their n and range or interval.

    Parameters
    ----------
    project : Project
    speech : Speech

    Yields
    ------
    Prose
    """
    told = [reached.reached_in_words(project, speech), reached.held_in_words(project, speech)]
    told += [each.in_words(project, speech) for each in (compared, answered, claimed)]
    yield Prose("\n".join(filter(None, told)), listed=True)
