"""What the publisher of a real Zoom webinar report says of it, from the rows that the intake reads.

The report is read from ``shared/real`` beside the repository and never copied into it; its traps: SOURCE.md there.
"""

import csv
import io
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kmu_eval.intake.exports.zoom_webinar import EXPORT
from kmu_eval.intake.stays import minutes_present
from kmu_eval.intake.text_files import decode

DATA = Path(__file__).parents[4] / "shared" / "real" / "zoom_webinar_satrdays_dc_2020"
ATTENDEES = slice(85, 1024)
"""The rows of the section "Attendee Details", as a spreadsheet counts them."""

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="shared/real/zoom_webinar_satrdays_dc_2020 is not there")


@pytest.fixture(scope="module")
def rows():
    text, *_ = decode((DATA / "Anonymized_Zoom_Attendee_Report.csv").read_bytes(), "report")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.fixture(scope="module")
def read(rows):
    assert EXPORT.recognise(rows[:50])
    return EXPORT.read(rows)


@pytest.fixture(scope="module")
def attendees(read):
    return read.cells.loc[ATTENDEES]


@pytest.fixture(scope="module")
def stays(attendees):
    """The joins of those who came, with whole minutes as the tool writes them and times as it has them."""
    came = attendees[attendees["attended"] == "yes"]
    times = {name: pd.to_datetime(came[name], format="%b %d, %Y %H:%M:%S", utc=True) for name in ("join", "leave")}
    return came.assign(**times, who=pd.factorize(came["email"])[0])


@pytest.fixture(scope="module")
def published():
    table = pd.read_csv(DATA / "published.csv", dtype=str, keep_default_na=False)
    return table.set_index("metric")["published_value"]


def seconds(stays):
    return (stays["leave"] - stays["join"]).dt.total_seconds()


def test_every_row_about_a_person_is_a_row(rows, read):
    """1,030 lines: 1,018 about people, four of titles and numbers, a title and a header for each of four sections."""
    assert (len(rows), len(read.cells)) == (1030, 1030 - 4 - 4 * 2)
    assert read.fate.value_counts().to_dict() == {"kept": 940 + 4, "host": 1 + 73}
    assert read.cells.index.difference([7, *range(10, 83), *range(85, 1025), *range(1027, 1031)]).empty


def test_the_numbers_that_the_file_states(read, published):
    stated = {"registered": "registered", "attended": "unique viewers", "total_users": "total users"}
    for name, metric in stated.items():
        assert str(read.stated[name]) == published[f"{metric} (report head)"]
    assert str(read.stated["minutes"]) == published["duration minutes"]
    assert read.event == {"tool_id": "328972509", "title": "satRdays DC 2020", "opened": "Mar 28, 2020 8:07 AM"}


def test_registrants_attendees_and_no_shows(attendees, published):
    """469 registrants in the rows, 461 in the head; of the 16 rows "No" two are of people who also have a row "Yes"."""
    assert attendees["email"].nunique() == 469
    assert attendees["attended"].value_counts().to_dict() == {"yes": 924, "no": 16}
    came = set(attendees.loc[attendees["attended"] == "yes", "email"])
    away = set(attendees.loc[attendees["attended"] == "no", "email"])
    assert (len(came), len(away), len(away - came), len(came | away)) == (455, 16, 14, 469)
    assert str(len(away)) == published['attendees "--"']


def test_each_registrant_is_registered_once_and_further_joins_say_nothing(attendees):
    registered = attendees[attendees["registered"] == "yes"]
    assert set(attendees["registered"]) == {"yes", ""}
    assert set(registered["email"]) == set(attendees["email"])


def test_no_shows_have_no_times(attendees):
    away = attendees[attendees["attended"] == "no"]
    assert (away[["join", "leave", "minutes"]] == "").all(axis=None)


def test_who_dialled_in_is_a_device(read):
    others = read.cells.loc[1027:]
    assert others["device"].tolist() == [f"userOther_{i}" for i in range(1, 5)]
    assert (others[["name", "email"]] == "").all(axis=None)
    assert others["join"].iloc[0] == "Mar 28, 2020 2:20 PM"


def test_the_published_table_of_countries(rows, attendees, published):
    """By address and country as published; the country is none of our columns and stands last in the raw rows."""
    raw = [rows[row - 1] for row in attendees.index]
    minutes = [0 if row[8] == "--" else int(row[8]) for row in raw]
    table = pd.DataFrame({"email": attendees["email"], "country": [row[-1] for row in raw], "minutes": minutes})
    table["country"] = table["country"].replace("United States of America", "United States")
    people = table.groupby(["email", "country"], as_index=False)["minutes"].sum().groupby("country")["minutes"]
    for country in ("United States", "United Kingdom", "Canada", "Spain", "Germany"):
        assert str(people.size()[country]) == published[f"attendees {country}"]
        mean = float(published[f"mean minutes {country}"])
        assert people.mean()[country] == pytest.approx(mean, abs=0.0051)


def test_the_tool_rounds_each_join_up(rows, stays):
    stated = [int(rows[row - 1][8]) for row in stays.index]
    assert stated == [math.ceil(each / 60) for each in seconds(stays)]
    assert sum(stated) == 64_540


def test_minutes_present_are_fewer_because_joins_are_rounded_up_and_overlap(stays):
    """64,540 minutes as the tool adds them up = 63,047 present + 458 from rounding up 924 joins + 1,035 that somebody
    was there on two devices at once (79 joins begin before an earlier one of the same person has ended). Rounded per
    person, as minutes are kept, those present come to 63,051.
    """
    ordered = stays.sort_values(["who", "join"], kind="stable")
    until = ordered.groupby("who")["leave"].cummax().groupby(ordered["who"]).shift()
    overlapping = ordered["join"] < until
    twice = (ordered["leave"].where(ordered["leave"] < until, until) - ordered["join"])[overlapping].dt.total_seconds()
    assert overlapping.sum() == 79
    rounding = sum(math.ceil(each / 60) - each / 60 for each in seconds(stays))
    assert (round(rounding), round(twice.sum() / 60)) == (458, 1035)
    exact = 64_540 - rounding - twice.sum() / 60
    present = minutes_present(stays["who"].to_numpy(dtype=np.int64), stays["join"], stays["leave"])
    assert (round(exact), present.sum(), len(present)) == (63_047, 63_051, 455)
    assert abs(present.sum() - exact) <= 455 / 2


def test_a_panelist_may_also_be_an_attendee(read, attendees):
    panelists = set(read.cells.loc[10:82, "email"])
    assert len(panelists) == 31
    assert panelists & set(attendees["email"])
