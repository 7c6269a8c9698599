"""Zoom reports of 200 joins recognised and read: the time per file does not grow with their number."""

import csv
import io
from time import perf_counter

import pytest

from kmu_eval.intake.exports import teams, teams_joins, zoom_meeting, zoom_webinar

EXPORTS = (zoom_webinar.EXPORT, zoom_meeting.EXPORT, teams.EXPORT, *teams_joins.EXPORTS)
JOINS, LEADING = 200, 60
HEAD = """Attendee Report,
Report Generated:,"Apr 09, 2020 8:50 PM"
Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registered,# Cancelled,Unique Viewers,Total Users
Made up,328-972-{number:03},"Mar 28, 2020 8:07 AM",95,150,0,150,200
Attendee Details,
Attended,First Name,Last Name,Email,Registration Time,Approval Status,Join Time,Leave Time,Time in Session (minutes)
"""
JOIN = (
    'Yes,Person,{person},person{person}@example.org,"Mar 20, 2020 10:00:00",approved,'
    '"Mar 28, 2020 08:{minute:02}:00","Mar 28, 2020 09:{minute:02}:10",61\n'
)


def report(number):
    return HEAD.format(number=number) + "".join(JOIN.format(person=i % 150, minute=i % 60) for i in range(JOINS))


def read(text):
    rows = list(csv.reader(io.StringIO(text, newline="")))
    (export,) = (export for export in EXPORTS if export.recognise(rows[:LEADING]))
    return export.read(rows)


@pytest.mark.parametrize("files", [50, 100, 250, 500])
def test_files_are_recognised_and_read(files):
    texts = [report(number) for number in range(files)]
    start = perf_counter()
    found = [read(text) for text in texts]
    seconds = perf_counter() - start
    print(f"\nZoom webinars: {files} files of {JOINS} joins in {seconds:.2f} s, {1000 * seconds / files:.1f} ms a file")
    assert [len(rows.cells) for rows in found] == [JOINS] * files
    assert len({rows.event["tool_id"] for rows in found}) == files
