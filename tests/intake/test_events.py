import datetime
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from kmu_eval.intake.events import OUTSIDE, build_events, find_events
from kmu_eval.schema import INTAKE, PREPARED
from kmu_eval.tables import CountingRules

RULES = CountingRules("2020-01-01", "2020-12-31")
BERLIN = ZoneInfo("Europe/Berlin")


def rows(*events, **columns):
    """Rows of event lists: (id, date) pairs, with further columns by name."""
    frame = pd.DataFrame(
        {
            "source": "events",
            "file": "raw/e.csv",
            "row": range(2, 2 + len(events)),
            "fate": "kept",
            **dict.fromkeys(INTAKE["events"].names),
            "interactive": "unknown",
        }
    )
    frame = frame.astype(dict.fromkeys(INTAKE["events"].names, object))
    day = [date and datetime.datetime.fromisoformat(date) for _, date in events]
    frame = frame.assign(
        event=pd.Series([event for event, _ in events], dtype=object), date=pd.Series(day, dtype=object)
    )
    return frame.assign(**{name: pd.Series(values, dtype=object) for name, values in columns.items()})


def told(issues):
    return {language: [issue.text(language) for issue in issues] for language in ("de", "en")}


def test_events_are_sorted_by_date_and_id_and_typed():
    events, after, references, issues = build_events(
        rows(("b", "2020-02-01"), ("a", "2020-02-01"), ("c", "2020-01-01")), RULES, "Europe/Berlin"
    )
    assert events["event"].tolist() == ["c", "a", "b"]
    assert references.to_dict() == {"c": 0, "a": 1, "b": 2}
    assert after["fate"].tolist() == ["kept"] * 3
    assert list(events.columns) == list(PREPARED["events"].names)
    assert issues == []


def test_what_is_outside_the_period_is_set_aside_and_its_first_and_last_day_are_inside(snapshot):
    days = [("before", "2019-12-31"), ("first", "2020-01-01"), ("last", "2020-12-31"), ("after", "2021-01-01")]
    events, after, references, issues = build_events(rows(*days), RULES, "Europe/Berlin")
    assert events["event"].tolist() == ["first", "last"]
    assert after["fate"].tolist() == ["outside_period", "kept", "kept", "outside_period"]
    assert references["before"] == references["after"] == OUTSIDE
    assert [(i.severity, i.rule, i.rows) for i in issues] == [("warning", "outside_period", 2)]
    assert told(issues) == snapshot


def test_an_event_without_a_date_is_kept_and_told(snapshot):
    events, _after, _, issues = build_events(rows(("a", None), ("b", "2020-05-01")), RULES, "Europe/Berlin")
    assert events["event"].tolist() == ["b", "a"]
    assert events["date"].isna().tolist() == [False, True]
    assert [(i.severity, i.rule, i.row) for i in issues] == [("error", "event_without_date", 2)]
    assert told(issues) == snapshot


def test_an_event_without_an_id_is_not_used(snapshot):
    events, after, references, issues = build_events(
        rows((None, "2020-05-01"), ("b", "2020-05-01")), RULES, "Europe/Berlin"
    )
    assert events["event"].tolist() == ["b"]
    assert after["fate"].tolist() == ["unusable", "kept"]
    assert references.to_dict() == {"b": 0}
    assert told(issues) == snapshot


def test_the_same_event_twice_with_the_same_entries_is_one():
    events, after, _, issues = build_events(rows(("a", "2020-05-01"), ("a", "2020-05-01")), RULES, "Europe/Berlin")
    assert len(events) == 1
    assert sorted(after["fate"]) == ["duplicate_event", "kept"]
    assert issues == []


def test_the_same_event_with_differing_entries_is_told_once_and_does_not_depend_on_order(snapshot):
    given = rows(*[("a", "2020-05-01")] * 3, topic=["KI", "Marketing", "Strategie"])
    events, _after, _, issues = build_events(given, RULES, "Europe/Berlin")
    assert [(i.severity, i.rule, i.value) for i in issues] == [("error", "event_twice", "a")]
    assert told(issues) == snapshot
    for order in ([2, 1, 0], [1, 2, 0]):
        again, *_ = build_events(given.iloc[order].reset_index(drop=True), RULES, "Europe/Berlin")
        pd.testing.assert_frame_equal(again, events)


def test_of_two_rows_of_one_event_one_stays_even_where_the_other_is_outside():
    _, after, references, _ = build_events(rows(("a", "2019-05-01"), ("a", "2020-05-01")), RULES, "Europe/Berlin")
    assert (after["fate"] == "duplicate_event").sum() == 1
    assert len(references) == 1


def test_an_end_before_the_start_is_missing_and_told(snapshot):
    start = datetime.datetime(2020, 5, 1, 14, tzinfo=BERLIN)
    ends = [start - datetime.timedelta(hours=1), start, None]
    given = rows(*[(event, "2020-05-01") for event in "abc"], start=[start] * 3, end=ends)
    events, _, _, issues = build_events(given, RULES, "Europe/Berlin")
    assert events["end"].isna().tolist() == [True, False, True]
    assert str(events["start"].dtype) == "datetime64[s, Europe/Berlin]"
    assert [(i.severity, i.rule, i.rows) for i in issues] == [("error", "end_before_start", 1)]
    assert told(issues) == snapshot


def test_summer_and_winter_clock_times_stand_in_one_column():
    starts = [datetime.datetime(2020, 1, 1, 10, tzinfo=BERLIN), datetime.datetime(2020, 7, 1, 10, tzinfo=BERLIN)]
    events, *_ = build_events(rows(("a", "2020-01-01"), ("b", "2020-07-01"), start=starts), RULES, "Europe/Berlin")
    assert [start.isoformat() for start in events["start"]] == [
        "2020-01-01T10:00:00+01:00",
        "2020-07-01T10:00:00+02:00",
    ]


@pytest.mark.parametrize(
    ("kind", "declared", "interactive"),
    [
        ("workshop", "unknown", "yes"),
        ("consultation", "unknown", "yes"),
        ("training", "unknown", "yes"),
        ("talk", "unknown", "no"),
        ("talk", "yes", "yes"),
        ("workshop", "no", "no"),
        (None, "unknown", "unknown"),
        (None, "yes", "yes"),
    ],
)
def test_interactive_follows_the_kind_unless_declared(kind, declared, interactive):
    events, *_ = build_events(rows(("a", "2020-01-01"), kind=[kind], interactive=[declared]), RULES, "Europe/Berlin")
    assert events["interactive"].tolist() == [interactive]


def test_no_events_at_all():
    events, after, references, issues = build_events(rows(), RULES, "Europe/Berlin")
    assert (len(events), len(after), len(references), issues) == (0, 0, 0, [])
    assert find_events(pd.Series(["a", None], dtype=object), references).tolist() == [-1, -1]


def test_rows_find_their_event_and_missing_ids_never_match():
    references = pd.Series({"a": 0, "b": OUTSIDE})
    assert find_events(pd.Series(["a", "b", "c", None], dtype=object), references).tolist() == [0, OUTSIDE, -1, -1]


def test_a_year_long_ago_is_outside_and_breaks_nothing():
    _, after, _, _ = build_events(rows(("a", "0202-05-01"), ("b", "9999-12-31")), RULES, "Europe/Berlin")
    assert after["fate"].tolist() == ["outside_period"] * 2


def test_rows_are_not_written_into():
    given = rows(("a", "2019-05-01"), ("a", "2020-05-01"), (None, "2020-05-01"))
    before = given.copy()
    build_events(given, RULES, "Europe/Berlin")
    pd.testing.assert_frame_equal(given, before)
