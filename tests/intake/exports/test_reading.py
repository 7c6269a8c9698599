"""From the export of a tool, as it wrote it, to prepared tables."""

import string

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kmu_eval.errors import IntakeError
from kmu_eval.intake.participations import DONE
from kmu_eval.intake.prepare import prepare
from kmu_eval.schema import PREPARED
from kmu_eval.storage import read_table
from tests.intake.exports.attendance_samples import DASHBOARD, DASHBOARD_GERMAN, dashboard

SOURCES = """
[sources.events]
table = "events"
files = "raw/events.csv"
columns = { event = "Nr", tool_id = "Zoom", title = "Titel", date = "Tag", start = "Beginn", end = "Ende" }

[sources.lists]
table = "participations"
files = "raw/list.csv"
columns = { event = "Nr", email = "Mail", registered = { value = "yes" }, role = { value = "adviser" } }

[sources.tools]
table = "participations"
files = "raw/online/*.csv"
export = true
"""
EVENTS = """Nr;Titel;Zoom;Tag;Beginn;Ende
E1;Führung;812 3456 7890;2020-04-05;2020-04-05 10:00;2020-04-05 11:00
E2;Führung;;2020-06-05;2020-06-05 10:00;2020-06-05 11:00
"""
LIST = "Nr;Mail\nE1;a@a.de\nE1;b@b.de\nE1;c@c.de\nE2;a@a.de\n"
MEETING = """Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
81234567890,Führung,04/05/2020 09:55:00 AM,04/05/2020 11:05:00 AM,host@z.de,70,4

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest
Anna,a@a.de,04/05/2020 09:55:00 AM,04/05/2020 10:30:00 AM,35,Yes
Anna,A@a.de,04/05/2020 10:20:00 AM,04/05/2020 10:50:00 AM,30,Yes
"Berg, Bo",b@b.de,04/05/2020 10:00:00 AM,04/05/2020 11:05:00 AM,65,Yes
iPhone,,04/05/2020 10:00:00 AM,04/05/2020 10:10:00 AM,10,Yes
iPhone,,04/05/2020 10:30:00 AM,04/05/2020 10:40:00 AM,10,Yes
"""


@pytest.fixture
def make(tmp_path, write_folder):
    def prepared(sources=SOURCES, **reports):
        files = {f"raw/online/{name}.csv": text for name, text in (reports or {"a": MEETING}).items()}
        return prepare(write_folder(tmp_path / "p", sources, {"raw/events.csv": EVENTS, "raw/list.csv": LIST, **files}))

    return prepared


def people(place):
    tables = {name: read_table(place / f"{name}.parquet", name) for name in PREPARED}
    return tables["participations"], tables["events"], tables["participants"]


def issues(place):
    return pd.read_csv(place / "issues.csv").set_index("rule")


def test_the_report_says_who_was_there_and_for_how_long_the_list_in_what_role(make):
    place = make()
    rows, _, participants = people(place)
    first = rows[rows["event"] == 0]
    assert len(participants) == 3
    assert sorted(zip(first["attended"], first["registered"], first["minutes"].fillna(-1), strict=True)) == [
        ("no", "yes", -1),
        ("yes", "unknown", 20),
        ("yes", "yes", 50),
        ("yes", "yes", 60),
    ]
    assert (first.loc[first["registered"] == "yes", "role"] == "adviser").all()
    assert (first.loc[first["attended"] == "yes", "channel"] == "online").all()
    assert rows.loc[rows["event"] == 1, "attended"].tolist() == ["unknown"]


def test_who_is_not_in_a_complete_report_stayed_away_and_that_is_told(make, snapshot):
    told = issues(make())
    assert told.loc["absent_by_export", "rows"] == 1
    assert told.loc["absent_by_export", "message"] == snapshot


def test_a_report_that_is_not_complete_leaves_it_open(make):
    place = make(SOURCES + "complete = false\n")
    assert "absent_by_export" not in issues(place).index
    assert (people(place)[0]["attended"] == "no").sum() == 0


def test_every_row_of_the_report_is_in_the_ledger(make):
    ledger = pd.read_csv(make() / "ledger.csv", keep_default_na=False)
    of_report = ledger[ledger["file"] == "raw/online/a.csv"].set_index("reason")["rows"].to_dict()
    assert of_report == {"": 1, "joined_stay": 4}


OTHER_DAY = MEETING.replace("04/05/2020", "04/06/2020")


def test_a_report_that_cannot_be_placed_counts_in_no_period_and_is_told(make, snapshot):
    place = make(a=OTHER_DAY)
    told = issues(place)
    assert told.loc["export_without_event", "severity"] == "error"
    assert told.loc["export_without_event", "message"] == snapshot
    assert "row_without_event" not in told.index
    assert (people(place)[0]["event"] == -1).sum() == 5


@pytest.mark.parametrize(
    "placing",
    ['events = { "raw/online/a.csv" = "E2" }', 'events = { "a.csv" = "E2" }', "columns = { event = RULE }"],
)
def test_a_report_is_placed_by_a_line_in_the_programme(placing, make):
    rule = '{ from = "(file)", words = { "raw/online/a.csv" = "E2" } }'
    rows, *_ = people(make(SOURCES + placing.replace("RULE", rule) + "\n", a=OTHER_DAY))
    assert (rows["event"] == 1).sum() == 3


def test_a_report_is_placed_by_a_pattern_in_the_name_of_its_file(make):
    rule = 'columns = { event = { from = "(file)", pattern = "(E[0-9]+)" } }\n'
    rows, *_ = people(make(SOURCES + rule, meeting_E2=OTHER_DAY))
    assert (rows["event"] == 1).sum() == 3


def test_what_the_programme_says_of_a_column_wins(make):
    rows, *_ = people(make(SOURCES + 'columns = { role = { value = "enterprise" } }\n'))
    assert (rows.loc[rows["minutes"].notna(), "role"] == "enterprise").all()


def test_a_file_that_no_tool_wrote_is_refused(make, snapshot):
    with pytest.raises(IntakeError) as error:
        make(a="Nr;Mail\nE1;a@a.de\n")
    assert {language: error.value.text(language) for language in ("de", "en")} == snapshot


LISTED = """
[sources.own]
table = "participations"
files = "raw/own.csv"
columns = { event = "Nr", name = "Name", attended = { value = "yes" }, messages = "Chatbeiträge" }
"""
OWN = "Nr;Name;Chatbeiträge\nE1;Anna Groß;3\nE2;Cora;0\nE2;Dora;\n"


@pytest.mark.parametrize("text", [DASHBOARD, DASHBOARD_GERMAN])
def test_a_dashboard_tells_what_people_did_and_so_may_a_list_of_ones_own(text, tmp_path, write_folder):
    files = {"raw/events.csv": EVENTS, "raw/list.csv": LIST, "raw/own.csv": OWN, "raw/online/a.csv": text}
    sources = SOURCES + 'events = { "a.csv" = "E1" }\n' + LISTED
    rows, *_ = people(prepare(write_folder(tmp_path / "p", sources, files)))
    done = rows[rows["attended"] == "yes"][["event", *DONE]].astype("float64").fillna(-1).astype(int)
    of_own = [[1, 0, -1, -1], [1, -1, -1, -1]]
    anna = {DASHBOARD: [0, 4 + 3, 2, 1], DASHBOARD_GERMAN: [0, 2, 2, 0]}[text]
    told = sorted(done.values.tolist())
    assert anna in told
    assert [row for row in told if row[0] == 1] == sorted(of_own)


words = st.text(string.ascii_lowercase, min_size=6, max_size=12).map("Qvxj".__add__)


@settings(max_examples=15)
@given(names=st.lists(words, min_size=1, max_size=3, unique=True), answers=st.lists(words, min_size=3))
def test_no_name_question_or_answer_of_a_dashboard_is_in_any_byte(names, answers, tmp_path_factory, write_folder):
    tail = ("0", "-", "-", "1", "0", "1", "0", "5.4.2020, 10:00:00", "5.4.2020, 10:30:00", "00:30:00")
    rows = [(f'"{name}", {name}', "FALSE", *tail, answers[1]) for name in names]
    text = dashboard(*rows, polls=(answers[0],), anonymous=(answers[2],))
    files = {"raw/events.csv": EVENTS, "raw/list.csv": LIST, "raw/online/a.csv": text}
    sources = SOURCES + 'events = { "a.csv" = "E1" }\n'
    place = prepare(write_folder(tmp_path_factory.mktemp("p") / "p", sources, files))
    found = [path.read_bytes() for path in place.rglob("*.*") if path.is_file()]
    assert people(place)[0]["poll_votes"].sum() == len(names)
    assert not [secret for secret in (*names, *answers) for content in found if secret.encode() in content]


LIVE = """SessionId,ParticipantId,FullName,UserAgent,UtcEventTimestamp,Action,Role
s1,p1,Anna Kern,x,2020-04-05 08:10:00,Joined,Attendee
s1,p1,Anna Kern,x,2020-04-05 08:40:00,Left,Attendee
"""


def test_the_clock_times_of_live_events_are_utc(make):
    """Ten past eight UTC is ten past ten in Berlin's summer: inside the event."""
    rows, *_ = people(make(SOURCES + 'events = { "a.csv" = "E1" }\n', a=LIVE))
    assert rows["minutes"].dropna().tolist() == [30]


FLAT_HEAD = (
    "Topic,MeetingID,User_Name,User_Email_1,Department,Group,HasZoomRooms,Creation_Time,Start_Time,End_Time,"
    "Duration_Minutes_1,Participants,NameOriginalName,User_Email_2,Join_Time,Leave_Time,Duration_Minutes_2,Guest\n"
)
FLAT_ROW = "Führung,{0},Zentrum,z@z.de,,,No,{1} 09:00:00 AM,{1} 10:00:00 AM,{1} 11:00:00 AM,60,2,{2},{3},{4},Yes\n"
STAY = "{0} 10:00:00 AM,{0} 10:30:00 AM,30"


def test_a_file_about_several_meetings_goes_to_the_event_of_each(make):
    days = {"81234567890": "04/05/2020", "99911122": "06/05/2020"}
    flat = FLAT_HEAD + "".join(
        FLAT_ROW.format(tool, day, "Eva", "e@e.de", STAY.format(day)) for tool, day in days.items()
    )
    rows, *_ = people(make(a=flat))
    reported = rows[rows["minutes"].notna() | (rows["registered"] == "unknown")]
    assert reported["event"].tolist() == [-1, 0]
