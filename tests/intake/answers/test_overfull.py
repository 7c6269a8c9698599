"""More answers than attendances: told as a warning, never capped."""

from kmu_eval.intake.answers import overfull_events
from kmu_eval.tables import empty, typed
from tests.intake.answers.made_up import EVENTS


def frames(respondents, came=(), counted=()):
    """Respondents as (event, wave), participations as (event, attended), head counts as (event, attended)."""
    found = {"events": EVENTS, "participations": empty("participations"), "head_counts": empty("head_counts")}
    found["respondents"] = typed(columns(respondents, "event", "wave"), "respondents")
    found |= {"participations": typed(columns(came, "event", "attended"), "participations")} if came else {}
    return found | ({"head_counts": typed(columns(counted, "event", "attended"), "head_counts")} if counted else {})


def columns(rows, *names):
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}


def told(*given):
    return [(i.severity, i.rule, i.rows, dict(i.values)) for i in overfull_events(frames(*given))]


def test_as_many_answers_as_attendances_are_no_matter():
    assert told([(0, "post")] * 2, [(0, "yes"), (0, "yes")]) == []


def test_more_answers_are_told_with_both_numbers_and_the_wave():
    values = {"event": "E1", "attendances": 1, "wave": "post", "answers": 3}
    expected = [("warning", "more_answers_than_attendances", 2, values)]
    assert told([(0, "post")] * 3, [(0, "yes"), (0, "no")]) == expected


def test_heads_without_names_came_too():
    assert told([(1, "post")] * 5, [(1, "yes")], [(1, 4), (2, None)]) == []
    assert told([(1, "post")] * 6, [(1, "yes")], [(1, 4)])[0][2] == 1


def test_waves_are_counted_apart():
    assert told([(0, "pre"), (0, "post"), (0, "follow_up")], [(0, "yes")]) == []


def test_answers_and_attendances_without_an_event_do_not_count():
    assert told([(-1, "post")] * 3, [(-1, "yes")], [(-1, 5)]) == []


def test_answers_are_not_compared_with_attendance_that_nobody_stated():
    assert told([(0, "post")] * 3) == []
    assert told([(0, "post")] * 3, [(0, "unknown")]) == []
    assert told([(0, "post")] * 3, [(0, "yes"), (0, "unknown")]) == []
    assert told([(0, "post")] * 3, [], [(0, None)]) == []
    assert told([(0, "post")] * 3, [(1, "yes")]) == []
    assert len(told([(0, "post")] * 3, [(0, "no")])) == 1
