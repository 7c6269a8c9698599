from pathlib import Path

import pytest

from kmu_eval.intake.exports.teams import EXPORT, read
from kmu_eval.intake.exports.teams_joins import read_joins, read_live, recognise_joins
from kmu_eval.intake.text_files import decode
from tests.intake.exports.attendance_samples import (
    JOINS,
    LIVE,
    REPORT,
    REPORT_GERMAN,
    REPORT_OF_ONE_TABLE,
    grid,
    told,
)

SAMPLE = Path(__file__).parents[4] / "shared/formats/teams/meetingAttendanceList_2020_fictitious_names.csv"


def test_joins_and_leaves_are_paired_in_the_order_of_time():
    """Bert's leave stands above his join; Anna is still there; Cora's join is not in the list."""
    rows = read_joins(grid(JOINS))
    assert told(rows, "name", "join", "leave", "device") == {
        2: ("kept", "Groß Anna", "11/12/2020, 12:27:24", "11/12/2020, 12:45:18", ""),
        3: ("joined_stay", "Groß Anna", "", "11/12/2020, 12:45:18", ""),
        4: ("joined_stay", "Klein Bert", "", "11/12/2020, 12:50:00", ""),
        5: ("kept", "Klein Bert", "11/12/2020, 12:28:09", "11/12/2020, 12:50:00", ""),
        6: ("kept", "Groß Anna", "11/12/2020, 13:00:00", "", ""),
        7: ("kept", "", "11/12/2020, 12:30:00", "", "493012345678"),
        8: ("kept", "Kurz Cora", "", "11/12/2020, 12:31:00", ""),
    }
    assert (rows.cells["attended"] == "yes").all()
    assert (rows.cells[["registered", "minutes", "email"]] == "").all(axis=None)


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("11/12/2020, 9:58:00 AM", "11/12/2020, 12:01:00 PM"),
        ("30/11/2020, 23:50:00", "01/12/2020, 00:10:00"),
        ("11/30/2020, 11:50:00 PM", "12/1/2020, 12:10:00 AM"),
        ("12.11.2020, 09:58:00", "12.11.2020, 10:01:00"),
    ],
)
def test_the_order_of_time_is_found_in_each_form(first, later):
    rows = read_joins([["Name", "Action", "Time"], ["Anna", "Left", later], ["Anna", "Joined", first]])
    assert told(rows, "join", "leave") == {2: ("joined_stay", "", later), 3: ("kept", first, later)}


def test_the_list_of_joins_may_be_german():
    german = {"Full Name": "Vollständiger Name", "User Action": "Benutzeraktion", "Timestamp": "Zeitstempel"}
    german |= {"Joined before": "Beigetreten", "Joined": "Beigetreten", "Left": "Verlassen"}
    text = JOINS
    for english, other in german.items():
        text = text.replace(english, other)
    assert recognise_joins(grid(text))
    assert read_joins(grid(text)).cells.equals(read_joins(grid(JOINS)).cells)


def test_activities_hold_the_stays_and_participants_are_a_repeated_section():
    rows = read(grid(REPORT))
    assert told(rows, "name", "join", "leave", "minutes") == {
        11: ("repeated_section", "Zentrum", "", "", "61"),
        12: ("repeated_section", "Lang, Eva", "", "", "41"),
        13: ("repeated_section", "Anna Groß (Guest)", "", "", "58"),
        14: ("repeated_section", "", "", "", "7"),
        15: ("kept", "Otto Fern", "", "", "21"),
        19: ("host", "Zentrum", "7/22/26, 7:00:00 PM", "7/22/26, 8:01:00 PM", ""),
        20: ("kept", "Lang, Eva", "7/22/26, 7:01:00 PM", "7/22/26, 7:20:00 PM", ""),
        21: ("kept", "Lang, Eva", "7/22/26, 7:38:30 PM", "7/22/26, 8:00:00 PM", ""),
        22: ("kept", "Anna Groß (Guest)", "7/22/26, 7:02:11 PM", "7/22/26, 8:00:00 PM", ""),
        23: ("kept", "", "7/22/26, 7:03:00 PM", "7/22/26, 7:10:00 PM", ""),
    }
    assert rows.cells["device"].to_dict() == {row: "iPad" if row in (14, 23) else "" for row in rows.cells.index}


def test_an_address_comes_from_the_participant_id_too():
    emails = read(grid(REPORT)).cells["email"]
    assert emails[[15, 19, 20, 21, 22, 23]].tolist() == [
        "otto@example.org",
        "zentrum@example.org",
        "eva@example.org",
        "eva@example.org",
        "",
        "",
    ]


def test_two_people_of_one_name_get_no_address_from_each_other():
    eva = next(line for line in REPORT.splitlines(keepends=True) if line.startswith("Lang, Eva"))
    twice = REPORT.replace(eva, eva + eva.replace("eva@example.org", "other@example.org"))
    emails = read(grid(twice)).cells["email"]
    assert emails[[12, 13]].tolist() == ["eva@example.org", "other@example.org"]
    assert emails[[21, 22]].tolist() == ["", ""]


def test_an_id_that_is_no_address_is_none():
    rows = read(grid(REPORT.replace("\t\teva@example.org", "\t\t8:orgid:12-34")))
    assert rows.cells.loc[[12, 20], "email"].tolist() == ["", ""]


@pytest.mark.parametrize("text", [REPORT, REPORT_GERMAN, REPORT_OF_ONE_TABLE])
def test_a_role_is_known_by_its_place_where_its_header_is_not(text):
    renamed = text.replace("\tRole", "\tRola").replace("\tRolle", "\tRola")
    assert renamed != text
    assert read(grid(renamed)).fate.equals(read(grid(text)).fate)


def test_an_id_in_the_place_of_the_address_is_none_either():
    text = REPORT_OF_ONE_TABLE.replace("\tEmail\tRole\t", "\t").replace("(UPN)", "(UPN)\tRole")
    rows = read(grid(text.replace("\t55m\t\tAttendee\tanna@example.org", "\t55m\t8:orgid:12-34\tAttendee")))
    assert rows.cells.loc[8, "email"] == ""


def test_what_the_summary_says():
    rows = read(grid(REPORT))
    assert rows.event == {"tool_id": "", "title": "Erfahrungen, geteilt", "opened": "7/22/26, 7:00:00 PM"}
    assert rows.stated == {"attended": 4}


def test_german_sections_are_known_by_their_shape():
    rows = read(grid(REPORT_GERMAN))
    assert told(rows, "name", "join", "minutes") == {
        9: ("repeated_section", "Zentrum", "", "60"),
        10: ("repeated_section", "Anna Groß", "", "59"),
        14: ("host", "Zentrum", "06.10.26, 18:00:00", ""),
        15: ("kept", "Anna Groß", "06.10.26, 18:01:00", ""),
    }
    assert rows.event == {"tool_id": "", "title": "2026", "opened": "06.10.26, 18:00:00"}
    assert rows.stated == {"attended": 2}


@pytest.mark.parametrize("title", ["3. Obecność na spotkaniu", "3. Activités pendant la réunion"])
def test_titles_and_headers_in_other_languages_make_no_difference(title):
    other = REPORT.replace("3. In-Meeting activities", title).replace("Join time\tLeave time", "Od\tDo")
    rows = read(grid(other.replace("1. Summary", "1. X").replace("2. Participants", "2. Y")))
    assert rows.cells.equals(read(grid(REPORT)).cells)
    assert rows.fate.equals(read(grid(REPORT)).fate)


def test_a_report_without_activities_keeps_its_participants_with_their_minutes():
    rows = read(grid(REPORT[: REPORT.index("3. In-Meeting")]))
    assert told(rows, "join", "minutes") == {
        11: ("host", "", "61"),
        12: ("kept", "", "41"),
        13: ("kept", "", "58"),
        14: ("kept", "", "7"),
        15: ("kept", "", "21"),
    }


def test_a_section_without_rows_or_header_is_no_person():
    text = REPORT[: REPORT.index("3. In-Meeting")] + "3. In-Meeting activities\n4. Engagement\n"
    assert read(grid(text)).cells.index.tolist() == [11, 12, 13, 14, 15]


def test_the_report_of_one_table_holds_stays():
    rows = read(grid(REPORT_OF_ONE_TABLE))
    assert told(rows, "email", "join", "leave", "minutes") == {
        7: ("host", "z@example.org", "4/12/2021, 10:00:00 AM", "4/12/2021, 11:00:00 AM", ""),
        8: ("kept", "anna@example.org", "4/12/2021, 10:05:00 AM", "4/12/2021, 11:00:00 AM", ""),
    }
    assert rows.event["title"] == "Sprechstunde"
    assert rows.stated == {"attended": 2}


def test_a_live_event_pairs_the_joins_of_each_session():
    rows = read_live(grid(LIVE))
    assert told(rows, "name", "join", "leave", "device") == {
        2: ("kept", "Anna Groß", "2020-11-12 10:00:00", "2020-11-12 10:30:00", ""),
        3: ("kept", "Anna Groß", "2020-11-12 10:10:00", "2020-11-12 10:20:00", ""),
        4: ("joined_stay", "Anna Groß", "", "2020-11-12 10:30:00", ""),
        5: ("host", "Zentrum", "2020-11-12 09:50:00", "", ""),
        6: ("joined_stay", "Anna Groß", "", "2020-11-12 10:20:00", ""),
        7: ("kept", "", "2020-11-12 10:05:00", "", "Anonymous"),
    }


@pytest.mark.skipif(not SAMPLE.exists(), reason="shared/formats/teams is not there")
def test_the_sample_of_2020_is_read_whole():
    """38 rows under the header: 19 joins of five (fictitious) people, each with its leave."""
    text, encoding, _ = decode(SAMPLE.read_bytes(), "sample")
    rows = grid(text, "\t")
    assert encoding == "utf-16"
    assert recognise_joins(rows[:50])
    assert not EXPORT.recognise(rows[:50])
    found = read_joins(rows)
    assert found.cells.index.tolist() == list(range(2, 40))
    assert found.fate.value_counts().to_dict() == {"kept": 19, "joined_stay": 19}
    stays = found.cells[found.fate == "kept"]
    assert stays["name"].value_counts().to_dict() == {
        "Müller Hans": 6,
        "Mustermann Max": 4,
        "Huber Uwe": 4,
        "Musterfrau Franziska": 3,
        "Müller Franz": 2,
    }
    assert (stays[["join", "leave"]] != "").all(axis=None)
