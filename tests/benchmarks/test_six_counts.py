"""Six counts on a million participations: kmu_eval, pandas, polars, DuckDB side by side. Asserts equality only.

1. total: distinct participants and organisations. 2. groups: the same by quarter and mode. 3. cumulative: participants
first seen, by day. 4. repeats: participants by number of attendances. 5. no-shows: share. 6. mean: of a small integer.
"""

from time import perf_counter

import numpy as np
import pandas as pd
import pytest

from kmu_eval.measures.audience import cumulative_reach, repeat_distribution
from kmu_eval.measures.counting import is_word
from kmu_eval.measures.demand import no_shows
from kmu_eval.measures.distinct import distinct, members
from kmu_eval.measures.groups import grouping
from kmu_eval.measures.kernels import mean_of_tally, tally
from kmu_eval.measures.reach import reach
from kmu_eval.measures.selection import kept
from kmu_eval.sample import simulate
from kmu_eval.storage import from_folder, write_table
from kmu_eval.tables import in_memory

duckdb = pytest.importorskip("duckdb")
pl = pytest.importorskip("polars")

ROWS = 1_000_000
COUNTS = ("total", "groups", "cumulative", "repeats", "no-shows", "mean")
BOTH = ["participants", "organisations"]
REFERS_TO = {"participant": "participants", "organisation": "organisations"}


@pytest.fixture(scope="module")
def tables():
    """A million participations with a small integer in ``minutes``; no head counts, which the others do not know."""
    made, _ = simulate(seed=1, scale=20)
    scores = pd.array(np.random.default_rng(1).integers(0, 11, ROWS), dtype="Int32")
    listed = made.participations.iloc[:ROWS].assign(minutes=scores).reset_index(drop=True)
    frames = {name: made.read(name) for name in ("events", "participants", "organisations")}
    return in_memory({**frames, "participations": listed}, made.rules, made.origin)


@pytest.fixture(scope="module")
def plain(tables):
    """The same as plain integer columns: participations, and events with quarter and day."""
    return {"listed": _listed(tables), "events": _events(tables)}


def _listed(tables):
    listed = tables.participations
    columns = {name: listed[name].to_numpy() for name in ("participant", "organisation", "event")}
    columns |= {name: listed[name].array.codes for name in ("registered", "attended")}
    return columns | {"score": listed["minutes"].to_numpy(np.int8)}


def _events(tables):
    events = tables.events
    quarter = grouping(tables, "quarter").events[:-1].astype(np.int8)
    day = events["date"].to_numpy().astype("datetime64[D]").astype(np.int32)
    place = np.arange(len(events), dtype=np.int32)
    return {"event": place, "quarter": quarter, "mode": events["mode"].array.codes, "day": day}


def by_measures(tables, scores):
    """Through the public measures, which also give ranges, events and totals; the mean by its kernel."""
    return {
        "total": lambda: tuple(reach(tables, (), BOTH)["estimate"]),
        "groups": lambda: _pivot(reach(tables, ["quarter", "mode"], BOTH)),
        "cumulative": lambda: _rising(cumulative_reach(tables)),
        "repeats": lambda: repeat_distribution(tables)["estimate"].to_list(),
        "no-shows": lambda: no_shows(tables)["estimate"][0],
        "mean": lambda: mean_of_tally(tally(scores, 11))[0],
    }


def by_kernels(tables, scores):
    """Through the kernels, which count what the other engines are asked for and no more."""
    listed = tables.participations
    ids, bodies = listed["participant"].to_numpy(), listed["organisation"].to_numpy()
    return by_measures(tables, scores) | {
        "total": lambda: _total(kept(np.int8(0), is_word(listed["attended"], "yes")), ids, bodies),
        "groups": lambda: _groups(tables, listed, ids, bodies),
        "no-shows": lambda: _no_shows(listed),
    }


def _total(came, ids, bodies):
    found = members(came, 1)
    return distinct(ids, found).total, distinct(bodies, found).total


def _groups(tables, listed, ids, bodies):
    groups = grouping(tables, ["quarter", "mode"])
    found = members(kept(groups.participations, is_word(listed["attended"], "yes")), groups.size)
    people, firms = (distinct(each, found).certain for each in (ids, bodies))
    return {divmod(int(group), 4): (int(people[group]), int(firms[group])) for group in np.flatnonzero(people)}


def _no_shows(listed):
    registered = is_word(listed["registered"], "yes")
    away, came = (np.count_nonzero(registered & is_word(listed["attended"], word)) for word in ("no", "yes"))
    return away / (away + came)


def _pivot(table):
    wide = table["estimate"].to_numpy().reshape(-1, 2)
    first = table.iloc[::2]
    places = zip(first["quarter"].cat.codes, first["mode"].cat.codes, wide, strict=True)
    return {(int(q), int(m)): (int(p), int(o)) for q, m, (p, o) in places if p}


def _rising(table):
    days = table["date"].to_numpy().astype("datetime64[D]").astype(int)
    return {
        int(day): int(value) for day, value, new in zip(days, table["cumulative"], table["new"], strict=True) if new
    }


def by_pandas(tables, plain):
    """Idiomatic pandas on pseudonyms as text, event columns already merged."""
    frame = _with_pseudonyms(tables, plain)
    came = frame[frame["attended"] == "yes"]
    asked = frame[(frame["registered"] == "yes") & (frame["attended"] != "unknown")]
    ids = ["participant", "organisation"]
    return {
        "total": lambda: tuple(came[ids].nunique()),
        "groups": lambda: _as_dict(came.groupby(["quarter", "mode"], observed=True)[ids].nunique().reset_index()),
        "cumulative": lambda: came.groupby("participant")["day"].min().value_counts().sort_index().cumsum().to_dict(),
        "repeats": lambda: _up_to_ten(came["participant"].value_counts().clip(upper=10).value_counts()),
        "no-shows": lambda: float((asked["attended"] == "no").mean()),
        "mean": lambda: float(frame["score"].mean()),
    }


def _with_pseudonyms(tables, plain):
    frame = pd.DataFrame(plain["listed"]).merge(pd.DataFrame(plain["events"]), on="event")
    for column in REFERS_TO:
        frame[column] = _pseudonyms(tables, plain, column)
    return frame.assign(**{name: tables.participations[name].array for name in ("registered", "attended")})


def _pseudonyms(tables, plain, column):
    """The pseudonym of each reference, missing where there is none."""
    references = pd.Series(plain["listed"][column])
    return tables.read(REFERS_TO[column])["pseudonym"].reindex(references.where(references >= 0)).array


def by_polars(listed, events, is_named=lambda ids: ids >= 0):
    """Polars on the same integer columns, or on pseudonyms; frames in memory, or scans of the prepared files."""
    came = listed.filter(pl.col("attended") == 0)
    named = [pl.col(name).filter(is_named(pl.col(name))).n_unique() for name in ("participant", "organisation")]
    people = came.filter(is_named(pl.col("participant")))
    first = people.join(events, on="event").group_by("participant").agg(pl.col("day").min())
    times = people.group_by("participant").len().group_by(pl.col("len").clip(1, 10)).len("n")
    asked = listed.filter((pl.col("registered") == 0) & (pl.col("attended") < 2))
    by_day = first.group_by("day").len().sort("day").with_columns(pl.col("len").cum_sum())
    return {
        "total": lambda: came.select(named).collect().row(0),
        "groups": lambda: _as_dict(came.join(events, on="event").group_by("quarter", "mode").agg(named).collect()),
        "cumulative": lambda: dict(by_day.collect().iter_rows()),
        "repeats": lambda: _up_to_ten(dict(times.collect().iter_rows())),
        "no-shows": lambda: asked.select((pl.col("attended") == 1).mean()).collect().item(),
        "mean": lambda: listed.select(pl.col("score").mean()).collect().item(),
    }


NAMED = "count(distinct participant) filter (participant >= 0), count(distinct organisation) filter (organisation >= 0)"
PEOPLE = "from p join e using (event) where attended = 0 and participant >= 0 group by participant"
SQL = {
    "total": f"select {NAMED} from p where attended = 0",
    "groups": f"select quarter, mode, {NAMED} from p join e using (event) where attended = 0 group by all",
    "cumulative": "select d, sum(n) over (order by d) from "
    f"(select d, count(*) n from (select min(day) d {PEOPLE}) group by d)",
    "repeats": "select least(n, 10), count(*) from (select count(*) n from p where attended = 0 and participant >= 0 "
    "group by participant) group by 1",
    "no-shows": "select avg((attended = 1)::int) from p where registered = 0 and attended < 2",
    "mean": "select avg(score) from p",
}
SHAPE = {
    "total": lambda rows: rows[0],
    "groups": lambda rows: {row[:2]: row[2:] for row in rows},
    "cumulative": lambda rows: {day: int(total) for day, total in rows},
    "repeats": lambda rows: _up_to_ten(dict(rows)),
    "no-shows": lambda rows: rows[0][0],
    "mean": lambda rows: rows[0][0],
}


def by_duckdb(connection, is_named=">= 0"):
    """DuckDB on tables or views named p and e."""
    queries = {name: query.replace(">= 0", is_named) for name, query in SQL.items()}
    return {name: lambda name=name: SHAPE[name](connection.execute(queries[name]).fetchall()) for name in COUNTS}


def _as_dict(frame):
    rows = frame.itertuples(index=False) if isinstance(frame, pd.DataFrame) else frame.iter_rows()
    return {(int(q), int(m)): (int(p), int(o)) for q, m, p, o in rows}


def _up_to_ten(counts):
    return [int(counts.get(times, 0)) for times in range(1, 11)]


def _race(engines, rounds):
    """Best time in milliseconds of each engine and count, all in turn, and what each found."""
    times = {engine: dict.fromkeys(COUNTS, np.inf) for engine in engines}
    found = {engine: {} for engine in engines}
    for turn in range(max(rounds.values())):
        for engine in [name for name in engines if turn < rounds[name]]:
            for count in COUNTS:
                start = perf_counter()
                found[engine][count] = engines[engine][count]()
                times[engine][count] = min(times[engine][count], 1000 * (perf_counter() - start))
    return pd.DataFrame(times).T, found


def _assert_equal(found):
    reference = found["kmu_eval measures"]
    for engine, counts in found.items():
        for count in COUNTS:
            if count in ("no-shows", "mean"):
                assert counts[count] == pytest.approx(reference[count], rel=1e-12), (engine, count)
            else:
                assert counts[count] == reference[count], (engine, count)


def _told(title, times, capsys):
    times = times.assign(six=times.sum(axis=1))
    for ours in [engine for engine in times.index if engine.startswith("kmu_eval")]:
        times[f"x {ours}"] = times["six"] / times["six"][ours]
    with capsys.disabled():
        print(
            f"\n{title} (milliseconds, best of several; 'x' = how many times as long as)\n{times.round(2).to_string()}"
        )


def _database(listed, events):
    connection = duckdb.connect()
    connection.execute("create table p as select * from listed")
    connection.execute("create table e as select * from events")
    return connection


def test_warm(tables, plain, capsys):
    scores = plain["listed"]["score"]
    listed, events = (pl.DataFrame(plain[name]) for name in ("listed", "events"))
    pseudonymous = listed.with_columns(
        pl.from_arrow(_pseudonyms(tables, plain, name).__arrow_array__()).alias(name) for name in REFERS_TO
    )
    engines = {
        "kmu_eval measures": by_measures(tables, scores),
        "kmu_eval kernels": by_kernels(tables, scores),
        "pandas": by_pandas(tables, plain),
        "polars": by_polars(listed.lazy(), events.lazy()),
        "DuckDB": by_duckdb(_database(listed, events)),
        "polars, text ids": by_polars(pseudonymous.lazy(), events.lazy(), lambda ids: ids.is_not_null()),
        "DuckDB, text ids": by_duckdb(_database(pseudonymous, events), "is not null"),
    }
    times, found = _race(engines, {**dict.fromkeys(engines, 9), "pandas": 2})
    _told(f"Warm, {ROWS:,} participations", times, capsys)
    _assert_equal(found)


@pytest.fixture(scope="module")
def folder(tables, tmp_path_factory):
    """The prepared tables as Parquet."""
    place = tmp_path_factory.mktemp("prepared")
    for name in ("events", "participations", "head_counts", "participants", "organisations"):
        write_table(tables.read(name), place / f"{name}.parquet", name)
    return place


def _scans(folder):
    listed = pl.scan_parquet(folder / "participations.parquet").rename({"minutes": "score"})
    quarter = (pl.col("date").dt.year() - 2019).cast(pl.Int32) * 4 + pl.col("date").dt.quarter() - 1
    events = pl.scan_parquet(folder / "events.parquet").with_row_index("place")
    day, place = pl.col("date").to_physical().alias("day"), pl.col("place").cast(pl.Int32).alias("event")
    return listed, events.select(place, "mode", quarter.alias("quarter"), day)


def _views(folder):
    connection = duckdb.connect()
    connection.execute(f"create view p as select *, minutes as score from '{folder}/participations.parquet'")
    quarter = "(year(date) - 2019) * 4 + quarter(date) - 1 as quarter, date - date '1970-01-01' as day"
    events = f"read_parquet('{folder}/events.parquet', file_row_number = true)"
    connection.execute(f"create view e as select file_row_number as event, mode, {quarter} from {events}")
    return connection


def _cold_measures(tables, folder):
    opened = from_folder(folder, tables.rules, tables.origin)
    counts = by_measures(opened, None)
    return counts | {"mean": lambda: mean_of_tally(tally(opened.participations["minutes"].to_numpy(np.int8), 11))[0]}


def test_cold(tables, folder, capsys):
    openers = {
        "kmu_eval measures": lambda: _cold_measures(tables, folder),
        "polars": lambda: by_polars(*_scans(folder)),
        "DuckDB": lambda: by_duckdb(_views(folder)),
    }
    times = {engine: {"open and total": np.inf, "open and six": np.inf} for engine in openers}
    found = {}
    for _ in range(9):
        for engine, opener in openers.items():
            start = perf_counter()
            counts = opener()
            found[engine] = {"total": counts["total"]()}
            middle = perf_counter()
            found[engine] |= {count: counts[count]() for count in COUNTS[1:]}
            for name, end in (("open and total", middle), ("open and six", perf_counter())):
                times[engine][name] = min(times[engine][name], 1000 * (end - start))
    with capsys.disabled():
        print(f"\nCold: prepared Parquet of {ROWS:,} participations (milliseconds, best of 9)")
        print(pd.DataFrame(times).T.round(2).to_string())
    _assert_equal(found)
