import pytest

from kmu_eval.errors import IntakeError
from kmu_eval.intake.exports.zoom_webinar import read, recognise
from tests.intake.exports.attendance_samples import WEBINAR_2020, WEBINAR_2025, grid, told


def test_all_rows_about_people_of_the_older_report():
    rows = read(grid(WEBINAR_2020))
    assert told(rows, "name", "email", "registered", "attended", "device") == {
        7: ("host", "Zentrum", "zentrum@example.org", "", "yes", ""),
        10: ("host", "Lang, Eva", "eva@example.org", "", "yes", ""),
        11: ("host", "Otto Fern", "otto@example.org", "", "no", ""),
        14: ("kept", "Anna Groß, Dr.", "anna@example.org", "yes", "yes", ""),
        15: ("kept", "Anna Groß, Dr.", "anna@example.org", "", "yes", ""),
        16: ("kept", "Bert Klein", "bert@example.org", "yes", "no", ""),
        17: ("kept", "Cora Kurz", "cora@example.org", "no", "no", ""),
        20: ("kept", "", "", "", "yes", "4930*****25"),
    }


def test_times_stay_as_the_file_has_them():
    rows = read(grid(WEBINAR_2020))
    assert told(rows, "join", "leave", "minutes", "channel") == {
        7: ("host", "Mar 28, 2020 08:07:27", "Mar 28, 2020 09:42:00", "", "online"),
        10: ("host", "Mar 28, 2020 08:10:00", "Mar 28, 2020 09:40:00", "", "online"),
        11: ("host", "", "", "", "online"),
        14: ("kept", "Mar 28, 2020 08:30:00", "Mar 28, 2020 08:50:10", "", "online"),
        15: ("kept", "Mar 28, 2020 08:45:00", "Mar 28, 2020 09:40:00", "", "online"),
        16: ("kept", "", "", "", "online"),
        17: ("kept", "", "", "", "online"),
        20: ("kept", "Mar 28, 2020 8:30 AM", "Mar 28, 2020 9:18 AM", "", "online"),
    }


def test_the_older_report_says_which_event_and_how_many():
    rows = read(grid(WEBINAR_2020))
    assert rows.event == {"tool_id": "328972509", "title": "Digital, aber wie?", "opened": "Mar 28, 2020 8:07 AM"}
    assert rows.stated == {"registered": 4, "cancelled": 1, "attended": 2, "total_users": 6, "minutes": 95}


def test_the_newer_report_is_padded_with_commas():
    rows = read(grid(WEBINAR_2025))
    assert told(rows, "name", "email", "registered", "attended", "join", "device") == {
        7: ("host", "Zentrum", "zentrum@example.org", "", "yes", "04/26/2026 10:45:17 AM", ""),
        10: ("kept", "Anna Groß", "anna@example.org", "yes", "yes", "04/26/2026 10:50:00 AM", ""),
        11: ("kept", "Bert", "bert@example.org", "yes", "no", "", ""),
        12: ("kept", "", "", "", "yes", "04/26/2026 10:51:00 AM", "iPhone"),
    }
    assert rows.event == {"tool_id": "87654321098", "title": "Kunden finden", "opened": "04/26/2026 10:45:17 AM"}
    assert rows.stated == {"registered": 2, "cancelled": 0, "attended": 1, "minutes": 61}


def test_minutes_are_told_only_where_there_are_no_times():
    without = WEBINAR_2020.replace('"Mar 28, 2020 8:30 AM","Mar 28, 2020 9:18 AM"', "--,--")
    assert read(grid(without)).cells.loc[20, ["join", "leave", "minutes"]].tolist() == ["", "", "48"]


def test_a_report_without_its_first_lines_is_known_by_a_section():
    rows = grid(WEBINAR_2020)[4:]
    assert recognise(rows)
    found = read(rows)
    assert (len(found.cells), found.event["title"], dict(found.stated)) == (8, "", {})


def test_blank_lines_do_not_move_the_numbers_of_rows():
    spaced = WEBINAR_2020.replace("Panelist Details", "\n,,\nPanelist Details")
    assert read(grid(spaced)).cells.index.tolist() == [7, 12, 13, 16, 17, 18, 19, 22]


def test_a_person_called_like_a_section_is_a_person():
    named = read(grid(WEBINAR_2020.replace("4930*****25", "Host Details").replace("No,Bert,Klein", "No,Host,Details")))
    assert named.cells.loc[[16, 20], ["name", "device"]].to_numpy().tolist() == [
        ["Host Details", ""],
        ["", "Host Details"],
    ]
    assert named.cells.index.equals(read(grid(WEBINAR_2020)).cells.index)


@pytest.mark.parametrize("text", ["--", "", "²", "4.5", "-4"])
def test_a_number_that_the_file_states_otherwise_is_left_out(text):
    rows = read(grid(WEBINAR_2020.replace(", 95, 4, 1,2,6", f", 95, {text}, 1,2,6")))
    assert rows.stated == {"cancelled": 1, "attended": 2, "total_users": 6, "minutes": 95}


def test_a_section_without_a_header_is_refused_in_words():
    lines = WEBINAR_2020.splitlines(keepends=True)
    with pytest.raises(IntakeError) as error:
        read(grid("".join([*lines[:12], *lines[13:]])))
    assert "Attendee Details" in str(error.value)


@pytest.mark.parametrize("report", ["Registration Report", "Q&A Report", "Poll Report"])
def test_other_reports_of_webinars_are_not_taken_for_it(report):
    assert not recognise(grid(WEBINAR_2020.replace("Attendee Report", report))[:4])
