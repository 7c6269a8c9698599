import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from kmu_eval.intake.prepare import prepare
from kmu_eval.intake.stays import minutes_present, read_stays
from kmu_eval.schema import PREPARED
from kmu_eval.storage import read_table
from kmu_eval.tables import typed

START = pd.Timestamp("2020-10-25 01:00", tz="Europe/Berlin")
"""The hour that summer time repeats lies inside."""


def at(minutes):
    times = [pd.NaT if minute is None else START + pd.Timedelta(minutes=minute) for minute in minutes]
    return pd.Series(times, dtype="datetime64[s, Europe/Berlin]")


def present(*stays, start=None, end=None):
    """Minutes of one person by stays from minute to minute."""
    join, leave = at([first for first, _ in stays]), at([last for _, last in stays])
    bounds = (at([start] * len(stays)), at([end] * len(stays)))
    return minutes_present(np.zeros(len(stays), np.int64), join, leave, *bounds).tolist()


def test_stays_one_after_the_other_add_up():
    assert present((0, 10), (20, 35)) == [25]


def test_stays_on_two_devices_at_once_count_once():
    assert present((0, 60), (10, 20), (50, 70)) == [70]


def test_stays_are_clipped_to_the_event():
    assert present((-30, 20), (80, 200), start=0, end=90) == [30]
    assert present((-30, -10), start=0, end=90) == [0]
    assert present((-30, 20), start=0) == [20]


def test_what_is_not_known_is_not_counted():
    assert present((0, None), (10, 20)) == [10]
    assert present((0, None)) == [pd.NA]
    assert present((20, 10)) == [pd.NA]
    assert minutes_present(np.zeros(0, np.int64), at([]), at([])).tolist() == []


def test_half_minutes_are_rounded_up():
    join = at([0, 0])
    leave = join + pd.to_timedelta([90, 89], "s")
    assert minutes_present(np.array([0, 1]), join, leave).tolist() == [2, 1]


minute = st.integers(0, 200)
stays = st.lists(st.tuples(st.integers(0, 3), minute, minute), max_size=25)


@given(stays, st.one_of(st.none(), minute), st.one_of(st.none(), minute), st.randoms())
def test_the_union_is_what_a_grid_of_minutes_counts(given_stays, start, end, random):
    random.shuffle(given_stays)
    who, first, last = (np.array([stay[i] for stay in given_stays], np.int64) for i in range(3))
    found = minutes_present(who, at(first), at(last), at([start] * len(who)), at([end] * len(who)))
    grid = np.zeros((4, 200), bool)
    for person, join, leave in given_stays:
        inside = slice(max(join, start or 0), min(leave, 200 if end is None else end))
        grid[person, inside] = True
    for person, minutes in found.items():
        known = any(stay[0] == person and stay[2] >= stay[1] for stay in given_stays)
        assert (minutes is pd.NA) != known
        assert not known or minutes == grid[person].sum()


def rows(*stays):
    columns = {"source": "zoom", "file": "raw/a.csv", "row": range(2, 2 + len(stays)), "place": 0}
    join, leave = (at([stay[i] for stay in stays]).astype(object) for i in range(2))
    return pd.DataFrame({**columns, "join": join, "leave": leave})


def test_stays_that_cannot_be_and_open_ones_are_told(snapshot):
    events = typed({"event": ["a"], "start": [START], "end": [None]}, "events")
    stays = ((0, 10), (10, 0), (0, None), (None, 5), (None, None), (0, 1441), (-30, 0), (-30, 1))
    read, issues = read_stays(rows(*stays), events)
    assert read["join"].notna().tolist() == [True, *[False] * 6, True]
    assert read["start"].notna().all()
    assert read["end"].isna().all()
    assert [(issue.rule, issue.row, issue.rows) for issue in issues] == [
        ("stay_impossible", 3, 2),
        ("stay_outside", 8, 1),
        ("stay_open", 4, 2),
    ]
    assert {language: [issue.text(language) for issue in issues] for language in ("de", "en")} == snapshot


PROGRAMME = """
[sources.events]
table = "events"
files = "raw/events.csv"
columns = { event = "Nr", date = "Tag", start = "Beginn", end = "Ende" }

[sources.lists]
table = "participations"
files = "raw/list.csv"

[sources.lists.columns]
event = "Nr"
email = "Mail"
device = "Gerät"
attended = { value = "yes" }
join = "Kommt"
leave = "Geht"
"""
EVENTS = "Nr;Tag;Beginn;Ende\nE1;2020-03-01;2020-03-01 10:00;2020-03-01 11:00\n"
LIST = """Nr;Mail;Gerät;Kommt;Geht
E1;a@a.de;;2020-03-01 09:50;2020-03-01 10:20
E1;a@a.de;;2020-03-01 10:10;2020-03-01 10:30
E1;a@a.de;;2020-03-01 10:50;2020-03-01 11:40
E1;b@b.de;;2020-03-01 10:00;
E1;;iPhone;2020-03-01 10:00;2020-03-01 10:10
E1;;iPhone;2020-03-01 10:30;2020-03-01 10:40
E1;;+49 30 123;2020-03-01 10:00;2020-03-01 10:05
E1;;;2020-03-01 10:00;2020-03-01 10:05
"""


def test_from_a_list_of_stays_to_minutes_present(tmp_path, write_folder):
    place = prepare(write_folder(tmp_path / "p", PROGRAMME, {"raw/events.csv": EVENTS, "raw/list.csv": LIST}))
    tables = {name: read_table(place / f"{name}.parquet", name) for name in PREPARED}
    assert len(tables["participants"]) == 2
    minutes = tables["participations"].assign(named=tables["participations"]["participant"] >= 0)
    assert sorted(minutes.loc[minutes["named"], "minutes"].dropna()) == [40]
    assert sorted(minutes.loc[~minutes["named"], "minutes"]) == [5, 5, 20]
    ledger = pd.read_csv(place / "ledger.csv").set_index("reason")["rows"]
    assert ledger["joined_stay"] == 3
    assert b"iPhone" not in b"".join(path.read_bytes() for path in place.rglob("*.*"))
