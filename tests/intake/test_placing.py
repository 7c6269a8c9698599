import pandas as pd
import pytest

from kmu_eval.intake.placing import place_exports

EVENTS = pd.DataFrame(
    [
        ("E1", "812 3456 7890", "Strategie im Betrieb", "2020-04-05", "kept"),
        ("E2", "812-3456-7890; 99911122", "Strategie im Betrieb", "2020-05-04", "kept"),
        ("E3", None, "Führung", "2020-05-04", "kept"),
        ("E4", None, "Führung", "2020-06-04", "kept"),
        ("E5", "55566677", "Vorbei", "2018-01-01", "outside_period"),
        ("E6", "12312312", "Doppelt", "2020-07-01", "duplicate_event"),
    ],
    columns=["event", "tool_id", "title", "date", "fate"],
).assign(date=lambda table: pd.to_datetime(table["date"]).astype(object))


def rows(tool_id="", title="", opened="", event=None, file="raw/a.csv"):
    about = {"tool_id": tool_id, "title": title, "opened": opened}
    return pd.DataFrame({"source": "zoom", "file": file, "row": [2, 3], "fate": "kept", "event": event, **about})


def placed(**about):
    return place_exports(rows(**about), EVENTS)[0]["event"].unique().tolist()


@pytest.mark.parametrize(
    ("about", "event"),
    [
        ({"tool_id": "99911122"}, "E2"),
        ({"tool_id": "99911122", "opened": "2020-05-04 10:00"}, "E2"),
        ({"tool_id": "99911122", "opened": "2020-05-05 10:00"}, None),
        ({"tool_id": "81234567890"}, None),
        ({"tool_id": "81234567890", "opened": "Apr 05, 2020 10:00:00"}, "E1"),
        ({"tool_id": "81234567890", "opened": "05/04/2020 10:00:00"}, None),
        ({"tool_id": "55566677"}, "E5"),
        ({"tool_id": "12312312"}, None),
        ({"tool_id": "81", "title": "führung", "opened": "04.05.2020, 10:00:00"}, "E3"),
        ({"title": "Führung", "opened": "05/04/2020 10:00:00 AM"}, "E3"),
        ({"title": "Führung", "opened": "05/04/2020 10:00"}, "E3"),
        ({"title": "Führung"}, None),
        ({"opened": "2020-05-04 10:00"}, None),
        ({}, None),
    ],
)
def test_an_event_is_found_by_id_or_by_title_and_day_or_not_at_all(about, event):
    assert placed(**about) == [event]


def test_what_is_declared_is_left():
    assert placed(tool_id="99911122", event="E4") == ["E4"]


def test_lists_that_are_no_exports_stay_as_they_are():
    plain = rows().drop(columns=["tool_id", "title", "opened"])
    after, issues = place_exports(plain, EVENTS)
    pd.testing.assert_frame_equal(after, plain)
    assert issues == []


def test_every_file_is_placed_by_itself_and_what_is_not_placed_is_told(snapshot):
    lists = pd.concat([rows(tool_id="99911122"), rows(tool_id="1", opened="x", file="raw/b.csv")], ignore_index=True)
    after, issues = place_exports(lists, EVENTS)
    assert after["event"].tolist() == ["E2", "E2", None, None]
    assert [(issue.severity, issue.rule, issue.file, issue.rows) for issue in issues] == [
        ("error", "export_without_event", "raw/b.csv", 2)
    ]
    assert {language: [issue.text(language) for issue in issues] for language in ("de", "en")} == snapshot
