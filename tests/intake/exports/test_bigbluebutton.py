"""The dashboard of BigBlueButton: rows, minutes, what was done; a name or a text of a poll goes no further."""

import datetime
import io

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from kmu_eval.errors import IntakeError
from kmu_eval.intake.exports import ATTENDANCE, SURVEYS
from kmu_eval.intake.exports.bigbluebutton import EXPORT, part, read, recognise
from kmu_eval.intake.exports.recognition import open_export
from tests.intake.exports.attendance_samples import DASHBOARD, DASHBOARD_GERMAN, dashboard, grid, told

DONE = ("messages", "poll_votes", "raised_hands")


def person(join="2.3.2022, 14:00:00", left="2.3.2022, 15:00:00", duration="01:00:00", **told):
    given = {"name": "Anna", "moderator": "FALSE", "messages": "1", "votes": "2", "hands": "3", **told}
    middle = ("0,5", "-", "-", given["messages"], "0", given["votes"], given["hands"])
    return (given["name"], given["moderator"], *middle, join, left, duration)


def of_file(text, folder):
    path = folder / "a.csv"
    path.write_bytes(text.encode())
    export, rows, _ = open_export(path, (*ATTENDANCE, *SURVEYS))
    assert export is EXPORT
    return rows


def stays(*people):
    cells = read(grid(dashboard(*people))).cells
    return cells[["join", "leave", "minutes"]].values.tolist()


def test_moderators_are_hosts_and_the_anonymous_are_nobody():
    rows = read(grid(DASHBOARD))
    assert told(rows, "name", "device", "attended", "minutes", *DONE) == {
        2: ("host", "Zentrum", "", "yes", "70", "9", "0", "0"),
        3: ("kept", "Anna Groß", "", "yes", "50", "4", "2", "1"),
        4: ("kept", "Bert Klein", "", "yes", "30", "0", "0", "0"),
        5: ("kept", "", "iPad", "yes", "5", "1", "0", "0"),
    }
    assert (rows.cells["channel"] == "online").all()
    assert rows.event == {"tool_id": "", "title": "", "opened": ""}


def test_quotes_commas_and_line_breaks_in_names_questions_and_answers(tmp_path):
    rows = of_file(DASHBOARD_GERMAN, tmp_path)
    assert told(rows, "name", "minutes", *DONE) == {
        2: ("host", "Zentrum", "70", "3", "0", "0"),
        3: ("kept", 'Anna "Ännchen" Groß', "60", "2", "2", "0"),
        4: ("kept", "Klein, Bert", "60", "0", "0", "1"),
    }


def test_the_header_may_be_wider_than_the_rows(tmp_path):
    text = dashboard((*person(), "ja"), polls=("Gut, schön, nützlich?",), anonymous=("",))
    header, row, *_ = text.split("\r\n")
    assert header.count(",") > row.count('","')
    assert of_file(text, tmp_path).cells["name"].tolist() == ["Anna"]


@pytest.mark.parametrize(
    ("stay", "expected"),
    [
        ({"duration": "00:59:29"}, ["", "", "59"]),
        ({"duration": "00:59:30"}, ["", "", "60"]),
        ({"duration": "01:40:00"}, ["", "", "60"]),
        ({"left": "-", "duration": "00:20:00"}, ["", "", "20"]),
        ({"duration": "-"}, ["2.3.2022, 14:00:00", "2.3.2022, 15:00:00", ""]),
        ({"left": "3.3.2022, 14:30:00", "duration": "00:30:00"}, ["2.3.2022, 14:00:00", "3.3.2022, 14:30:00", ""]),
        ({"join": "2.3.2022, 23:30:00", "left": "3.3.2022, 00:30:00"}, ["", "", "60"]),
        ({"join": "unklar", "duration": "00:20:00"}, ["", "", "20"]),
        ({"left": "2.3.2022, 13:00:00", "duration": "00:20:00"}, ["", "", "20"]),
    ],
)
def test_minutes_are_the_stated_duration_as_long_as_it_can_be_right(stay, expected):
    """Absences are left out, two devices count once, and a clock that went round says nothing."""
    assert stays(person(**stay)) == [expected]


def test_a_night_is_no_month_where_day_and_month_may_change_places():
    assert stays(person("3/2/2022, 11:30:00 PM", "3/3/2022, 12:30:00 AM", "01:00:00")) == [["", "", "60"]]


def test_rows_tell_the_export_where_no_label_does():
    header = [f"Étiquette {place}" for place in range(12)]
    assert recognise([header, list(person())])
    assert not recognise([header, list(person(moderator="ja"))])
    assert not recognise([header, list(person(duration="eine Stunde"))])
    assert not recognise([header, list(person(messages="viele"))])
    assert not recognise([header[:11], list(person())])


@pytest.mark.parametrize("text", [DASHBOARD, DASHBOARD_GERMAN])
def test_labels_tell_the_export_where_nobody_came(text):
    assert recognise(grid(text)[:1])


def refused(text, folder):
    with pytest.raises(IntakeError) as error:
        of_file(text, folder)
    return {language: error.value.text(language) for language in ("de", "en")}


def test_a_name_that_moves_the_fields_is_refused_with_its_row(tmp_path, snapshot):
    assert refused(dashboard(person(), person(name='Bert","TRUE')), tmp_path) == snapshot


def test_a_file_that_is_cut_off_is_refused_with_its_row(tmp_path, snapshot):
    text = dashboard(person(), person(name="Bert"))
    assert refused(text[: text.index('"Bert"') + 6], tmp_path) == snapshot


def test_names_without_anything_else_are_not_taken_for_the_anonymous(tmp_path):
    assert "3, 4" in refused(dashboard(person(), ("Bert", *[""] * 11)), tmp_path)["en"]


def test_the_same_after_a_spreadsheet_has_saved_it(tmp_path):
    rows = [["Name", *"abcdefghijk"], list(person(moderator="WAHR")), list(person(name="Bert", moderator="FALSCH"))]
    text = "\n".join(";".join(row) for row in rows)
    assert of_file(text, tmp_path).fate.tolist() == ["host", "kept"]


def test_a_workbook_with_times_as_times(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet, clock = book.add_worksheet(), book.add_format({"num_format": "hh:mm:ss"})
        sheet.write_row(0, 0, [f"Spalte {place}" for place in range(12)])
        sheet.write_row(1, 0, person())
        sheet.write_boolean(1, 1, False)
        for place, count in {5: 4, 7: 0, 8: 1}.items():
            sheet.write_number(1, place, count)
        sheet.write_datetime(1, 11, datetime.time(0, 50), clock)
    _, rows, _ = open_export(tmp_path / "a.xlsx", ATTENDANCE)
    assert told(rows, "minutes", *DONE) == {2: ("kept", "50", "4", "0", "1")}


def test_the_same_as_a_workbook(tmp_path):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(part(DASHBOARD_GERMAN, ",")):
            sheet.write_row(place, 0, row)
    (tmp_path / "a.xlsx").write_bytes(stream.getvalue())
    _, rows, _ = open_export(tmp_path / "a.xlsx", ATTENDANCE)
    assert rows.cells.equals(of_file(DASHBOARD_GERMAN, tmp_path).cells)


free = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12) | st.sampled_from(['"', ",", 'a "b", c'])
answers = st.lists(free, max_size=3).map("\r\n".join)


@given(names=st.lists(free, min_size=1, max_size=4), answer=answers, question=free, unnamed=answers)
def test_every_file_that_the_dashboard_can_write_is_read_or_refused(names, answer, question, unnamed, tmp_path):
    """Whatever people call themselves and answer: as many rows as people, each with its numbers, or a refusal."""
    people = [(*person(name=name), answer) for name in names]
    text = dashboard(*people, polls=(" ".join(question.split()),), anonymous=(unnamed,))
    try:
        rows = of_file(text, tmp_path)
    except IntakeError:
        assert any('"' in each for each in (*names, answer, unnamed))
        return
    assert rows.cells[["minutes", *DONE]].values.tolist() == [["60", "1", "2", "3"]] * len(names)
