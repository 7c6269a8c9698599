from kmu_eval.intake.exports.zoom_meeting import read
from tests.intake.exports.attendance_samples import (
    FLAT,
    FLAT_OF_TWO,
    MEETING,
    MEETING_NEW_BLOCK,
    MEETING_WITH_BLOCK,
    grid,
    told,
)


def test_each_join_is_a_row_and_the_waiting_room_is_not_the_meeting():
    rows = read(grid(MEETING))
    assert told(rows, "name", "email", "attended", "join", "leave", "device") == {
        2: ("kept", "Groß, Anna", "anna@example.org", "no", "", "", ""),
        3: ("kept", "Groß, Anna", "anna@example.org", "yes", "04/12/2022 10:00:00 AM", "04/12/2022 10:59:01 AM", ""),
        4: ("kept", "Bert (Bert Klein)", "", "yes", "04/12/2022 10:01:00 AM", "04/12/2022 10:30:00 AM", ""),
        5: ("kept", "Bert (Bert Klein)", "", "yes", "04/12/2022 10:31:00 AM", "04/12/2022 11:00:00 AM", ""),
        6: ("kept", "", "", "yes", "04/12/2022 10:02:00 AM", "04/12/2022 10:30:00 AM", "iPhone von Cora"),
    }
    assert (rows.cells[["registered", "minutes"]] == "").all(axis=None)
    assert (rows.cells["channel"] == "online").all()
    assert rows.event == {"tool_id": "", "title": "", "opened": ""}
    assert rows.stated == {}


def test_a_block_on_top_is_not_the_table_and_names_the_host():
    rows = read(grid(MEETING_WITH_BLOCK))
    assert told(rows, "name", "email", "leave") == {
        5: ("host", "Zentrum", "Zentrum@example.org", "04/12/2022 11:00:00 AM"),
        6: ("kept", "Anna Groß", "anna@example.org", "04/12/2022 10:59:01 AM"),
        7: ("kept", "Bert Klein", "", "04/12/2022 10:30:00 AM"),
    }
    assert rows.event == {"tool_id": "94412345678", "title": "Sprechstunde, offen", "opened": "04/12/2022 09:55:00 AM"}
    assert rows.stated == {"attended": 3, "minutes": 65}


def test_a_report_of_people_has_minutes_and_no_times():
    rows = read(grid(MEETING_NEW_BLOCK))
    assert told(rows, "name", "join", "leave", "minutes") == {5: ("kept", "Anna Groß", "", "", "60")}
    assert rows.event == {"tool_id": "94412345678", "title": "Sprechstunde", "opened": "04/12/2022 09:55:00 AM"}
    assert rows.stated == {"attended": 3, "minutes": 65}


def test_the_flat_export_repeats_the_meeting_and_its_host_in_each_row():
    rows = read(grid(FLAT))
    assert told(rows, "name", "email", "join", "leave") == {
        2: ("host", "Zentrum", "z@example.org", "T1", "T2"),
        3: ("kept", "Anna Groß", "", "T3", "T4"),
    }
    assert rows.event == {"tool_id": "94412", "title": "Sprechstunde", "opened": "T1"}
    assert rows.stated == {"attended": 2, "minutes": 65}
    assert "event" not in rows.cells


def test_the_flat_export_reads_the_same_with_headers_that_stand_twice():
    names = {"_1,": ",", "_2,": ",", "MeetingID": "Meeting ID", "NameOriginalName": "Name (Original Name)", "_": " "}
    header, *body = FLAT.splitlines(keepends=True)
    for old, new in names.items():
        header = header.replace(old, new)
    assert header.count("User Email") == header.count("Duration Minutes") == 2
    rows, same = read(grid(header + "".join(body))), read(grid(FLAT))
    assert rows.cells.equals(same.cells)
    assert (rows.fate.tolist(), rows.event, rows.stated) == (same.fate.tolist(), same.event, same.stated)


def test_a_flat_export_of_several_meetings_says_the_meeting_in_each_row():
    rows = read(grid(FLAT_OF_TWO))
    assert rows.cells["event"].tolist() == ["94412", "94412", "95513"]
    assert rows.event == {"tool_id": "", "title": "", "opened": ""}
    assert rows.stated == {}
