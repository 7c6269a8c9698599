"""What a number is made of: signed steps from the rows read that add up to it exactly."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kmu_eval import vocabulary
from kmu_eval.measures.combinations import choose
from kmu_eval.measures.definitions import DEFINITIONS, count
from kmu_eval.measures.groups import GROUPING_COLUMNS, grouping
from kmu_eval.measures.kernels import add_up
from kmu_eval.measures.merging import further_attendances, further_rows
from kmu_eval.measures.reach import held
from kmu_eval.measures.reasons import reasons
from kmu_eval.measures.rows import result, texts, words

_IN_LISTS = ("duplicate_participation", "joined_stay")
"""Rows that the ledger sets aside because they went into the participation of another row: they stand in ``links``."""
_OF_UNIT = {"participants": ("participant", "person_rule"), "organisations": ("organisation", "organisation_rule")}


@dataclass(frozen=True)
class Step:
    """So many rows (or heads) more or, below 0, fewer; and why."""

    step: str
    rows: int
    reason: str | None = None
    source: str | None = None
    file: str | None = None


def trace(tables, indicator, **where):
    """What a number is made of: steps that add up to it exactly.

    Parameters
    ----------
    tables : Tables
        A project's ledger and links are taken in, under whatever linkage and minimum stay.
    indicator : str
        One of `kmu_eval.vocabulary.INDICATOR`.
    **where : str
        Words of grouping columns, as in `kmu_eval.reach`: ``year="2020", mode="online"``; None: not stated.

    Returns
    -------
    DataFrame
        The columns of `where`, indicator, step (one of `kmu_eval.vocabulary.TRACE_STEP`), source, file, reason, unit,
        rows, estimate, rule. ``rows`` of all steps add up to the estimate, which stands in the last row alone.

    Raises
    ------
    MeasureError
        If the indicator, a column or a word is unknown.

    Notes
    -----
    A participation that several reasons keep from counting stands under the first of them. ``events`` are, as in
    `kmu_eval.reach`, all events held where they are selected by columns of events, else those with anybody present.

    Examples
    --------
    >>> import kmu_eval
    >>> steps = trace(kmu_eval.simulate(seed=1, scale=0.01)[0], "participants", mode="online")
    >>> bool(steps.rows.sum() == steps.estimate.iloc[-1])
    True
    """
    choose([indicator], vocabulary.INDICATOR, "indicator")
    groups = grouping(tables, choose(list(where), GROUPING_COLUMNS, "where"))
    place = groups.place(where)
    (made,) = count(tables, groups, [indicator])
    if indicator == "events" and where and groups.of_events:
        made, steps = held(tables, groups, made), _of_events(groups, where)
    else:
        steps = [*_listed(tables), *_counted(tables, groups, where, indicator)]
    return _table(groups, place, made, steps)


def _of_events(groups, where):
    inside = np.ones(len(groups.events) - 1, bool)
    yield Step("events", len(inside))
    yield from _left_out(inside, _outside(groups, groups.events[:-1], where))


def _listed(tables):
    """From the rows read to the participations; from these alone where the lists are not known."""
    links = tables.links
    linked = np.count_nonzero(add_up(links["participation"].to_numpy(), len(tables.participations)))
    if len(links):
        yield from _read(tables) if hasattr(tables, "ledger") else _kept(links)
        for row in further_rows(links).itertuples():
            yield Step("merged", -row.rows, row.rule, row.source, row.file)
    if linked < len(tables.participations):
        yield Step("participations", len(tables.participations) - linked)


def _read(tables):
    """What the ledger says of the sources of participations; of each file how many rows were read, and set aside."""
    ledger = tables.ledger[tables.ledger["source"].isin(tables.links["source"].array.categories)]
    read = ledger.groupby(["source", "file"], observed=True)["rows"].sum()
    yield from (Step("rows_read", rows, None, *place) for place, rows in read.items())
    aside = ledger[(ledger["outcome"] == "set_aside") & ~ledger["reason"].isin(_IN_LISTS)]
    yield from (Step("set_aside", -row.rows, row.reason, row.source, row.file) for row in aside.itertuples())


def _kept(links):
    kept = links.groupby(["source", "file"], observed=True).size()
    yield from (Step("rows_kept", rows, None, *place) for place, rows in kept.items())


def _counted(tables, groups, where, indicator):
    """From the participations to the number."""
    unit, left = DEFINITIONS[indicator].unit, np.ones(len(tables.participations), bool)
    yield from _left_out(left, _outside(groups, groups.participations, where))
    yield from _left_out(left, reasons(tables, indicator), "not_counted")
    rows = np.flatnonzero(left)
    if unit in _OF_UNIT:
        further = further_attendances(tables, rows, *_OF_UNIT[unit])
        yield from (Step("already_counted", -n, rule) for rule, n in further)
        return
    selected = DEFINITIONS[indicator].select(tables, DEFINITIONS[indicator].base(tables, groups))
    heads = np.where(selected.heads_certain == groups.place(where), selected.heads, 0)
    yield from _events(selected, rows, heads) if unit == "events" else [Step("head_counts", int(heads.sum()))]


def _outside(groups, of_rows, where):
    """Of each column in turn, which rows have another word."""
    split = zip(where, groups.split(of_rows), groups.place_by_column(where), strict=True)
    return ((column, places != wanted) for column, places, wanted in split)


def _left_out(left, found, step="outside"):
    """A step for each reason; those it holds for are crossed off in `left`, which belongs to the caller."""
    for reason, holds in found:
        if n := np.count_nonzero(left & holds):
            yield Step(step, -n, reason)
            left &= ~holds


def _events(selected, rows, heads):
    counted = (heads > 0) & (selected.head_event >= 0)
    yield Step("head_counts", int(counted.sum()))
    events = np.append(selected.event[rows], selected.head_event[counted])
    yield Step("already_counted", len(np.unique(events)) - len(events))


def _table(groups, place, made, steps):
    steps = [step for step in steps if step.rows]
    estimate = float(made.range.estimate[place])
    assert sum(step.rows for step in steps) == estimate, (made.indicator, steps, estimate)
    n = len(steps) + 1
    names = words([*(step.step for step in steps), "estimate"], vocabulary.TRACE_STEP)
    frame = groups.frame(np.repeat(place, n))
    told = {name: texts([*(getattr(step, name) for step in steps), None]) for name in ("source", "file", "reason")}
    columns = {**{name: frame[name].array for name in frame}, "indicator": words([made.indicator] * n), "step": names}
    numbers_of = {
        "unit": words([made.unit] * n),
        "rows": pd.array([*(int(step.rows) for step in steps), None], "Int64"),
        "estimate": np.append(np.full(n - 1, np.nan), estimate),
    }
    return result({**columns, **told, **numbers_of, "rule": texts([made.rule] * n)}, [*columns, *told])
