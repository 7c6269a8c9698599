"""How many were reached, who they were, and how that compares with the targets."""

from kmu_eval import figures, sentences
from kmu_eval.measures.advisers import adviser_bodies
from kmu_eval.measures.areas import reach_by_area
from kmu_eval.measures.audience import cumulative_reach
from kmu_eval.measures.channels import reached_only
from kmu_eval.measures.demand import no_shows
from kmu_eval.measures.distance import distances
from kmu_eval.measures.reach import count_ladder, events_over_time, indicators, reach, reach_table
from kmu_eval.measures.taking_part import taking_part
from kmu_eval.measures.targets import targets
from kmu_eval.report.blocks import Picture, Prose
from kmu_eval.report.indicator_tables import against_targets as table_against_targets


def against_targets(project, speech):
    """What was reached against each target.

    Parameters
    ----------
    project : Project
    speech : Speech

    Yields
    ------
    Prose, TextTable or Picture
    """
    if not project.targets:
        yield Prose(speech.report("no_targets"))
        return
    found = targets(project)
    verdicts = {f"n_{word}": speech.number((found["verdict"] == word).sum()) for word in ("reached", "open", "missed")}
    yield Prose(speech.report("targets_told", n=speech.number(len(found)), **verdicts))
    yield table_against_targets(project, speech)
    yield Picture(figures.targets(found, speech.origin))


def who(project, speech):
    """How many persons and organisations were reached, and which.

    Parameters
    ----------
    project : Project
    speech : Speech

    Yields
    ------
    Prose or Picture
    """
    yield Prose(reached_in_words(project, speech))
    if not has_attendance(project):
        return
    yield Picture(figures.count_ladder(count_ladder(project), speech.origin))
    if len(project.participations):
        yield Picture(figures.cumulative_reach(cumulative_reach(project), speech.origin))
        yield Picture(figures.reach_heat(reach_table(project), speech.origin))
        yield Picture(figures.area_map(reach_by_area(project), speech.origin))
        yield Picture(figures.adviser_bodies(adviser_bodies(project), speech.origin))


def has_attendance(project):
    """Whether there is any list or head count."""
    return bool(len(project.participations) or len(project.head_counts))


def reached_in_words(project, speech):
    """The numbers of those reached, two lines; without any list, that there is none."""
    if not has_attendance(project):
        return speech.report("nobody_reached")
    found = indicators(project)
    told = (sentences.smes_reached, sentences.advisers_trained)
    return "\n".join(each(found, speech.origin, speech.language) for each in told)


def how_held(project, speech):
    """What was held online, and how people took part.

    Parameters
    ----------
    project : Project
    speech : Speech

    Yields
    ------
    Prose or Picture
    """
    yield Prose(held_in_words(project, speech))
    yield Picture(figures.modes_over_time(events_over_time(project), speech.origin))
    if has_attendance(project):
        taken, away = taking_part(project), distances(project, "channel")
        told = sentences.took_part(taken, away, reached_only(project), speech.origin, speech.language)
        yield Prose(told, listed=True)
        yield Picture(figures.taking_part(taken, speech.origin))
        yield Picture(figures.distances(away, speech.origin))


def held_in_words(project, speech):
    """What was held online each year, and how many did not come."""
    by_year = reach(project, ["year", "mode"], ("events", "attendances"))
    return sentences.move_online(by_year, no_shows(project, ["mode"]), speech.origin, speech.language)
