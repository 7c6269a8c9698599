"""What a number is made of adds up to it, whatever the programme, the selection, the linkage and the minimum stay."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kmu_eval as kmu
from kmu_eval import vocabulary
from kmu_eval.errors import MeasureError
from kmu_eval.measures.definitions import DEFINITIONS
from kmu_eval.measures.groups import grouping
from kmu_eval.measures.reasons import CONDITIONS
from kmu_eval.tables import typed
from tests.measures.by_hand import YES, group, plain, select
from tests.measures.listed_programmes import Listed, listed_programmes

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
SELECTED_BY = [(), ("year",), ("mode", "topic"), ("role",), ("channel", "kind"), ("size_class", "sector"), ("month",)]


@st.composite
def selections(draw, tables):
    columns = draw(st.sampled_from(SELECTED_BY))
    known = zip(columns, grouping(tables, columns).words, strict=True)
    return {column: draw(st.sampled_from([*words, None])) for column, words in known}


def published(tables, where):
    """The numbers of the group in the tables that are published, 0 where the group is not shown."""
    table = kmu.reach(tables, list(where), vocabulary.INDICATOR) if where else kmu.indicators(tables)
    for column, word in where.items():
        table = table[table[column].isna() if word is None else table[column] == word]
    found = dict(zip(table["indicator"], table["estimate"], strict=True))
    return {indicator: found.get(indicator, 0.0) for indicator in vocabulary.INDICATOR}


def by_step(table):
    told = table.groupby(["step", "reason"], observed=True, dropna=False)["rows"].sum()
    return {(step, None if reason != reason else reason): rows for (step, reason), rows in told.items() if rows}


@given(data=st.data(), tables=listed_programmes(), linkage=st.sampled_from(["default", "wide"]))
@settings(max_examples=40)
def test_the_steps_add_up_to_the_number(data, tables, linkage):
    tables = tables.with_linkage(linkage)
    where = data.draw(selections(tables))
    for indicator, number in published(tables, where).items():
        table = kmu.trace(tables, indicator, **where)
        assert table["rows"].sum() == table["estimate"].iloc[-1] == number
        assert table["estimate"].isna().sum() == len(table) - 1
        assert list(table["step"])[-1] == "estimate"


@given(tables=listed_programmes(), linkage=st.sampled_from(["default", "wide"]))
@settings(max_examples=25)
def test_the_rows_of_each_file_are_those_of_its_ledger(tables, linkage):
    tables = tables.with_linkage(linkage)
    table = kmu.trace(tables, "attendances")
    of_lists = table[table["step"].isin(["rows_read", "set_aside", "merged"])]
    assert of_lists["rows"].sum() == len(tables.participations)
    read = of_lists[of_lists["step"] == "rows_read"].set_index(["source", "file"])["rows"]
    ledger = tables.ledger[tables.ledger["source"].isin(tables.links["source"])]
    assert read.to_dict() == ledger.groupby(["source", "file"], observed=True)["rows"].sum().to_dict()


def strongest(tables, column):
    """Per participation the first of the rules that its rows know it by; the unnamed one last."""
    order = [*(rule for rule in vars(vocabulary)[column.upper()] if rule != "unnamed"), "unnamed", None]
    rules = {}
    for row in plain(tables.links):
        rules.setdefault(row["participation"], []).append(order.index(row[column]))
    return {place: order[min(found)] for place, found in rules.items()}, order


@given(tables=listed_programmes(), linkage=st.sampled_from(["default", "wide"]))
@settings(max_examples=25)
def test_further_attendances_stand_under_their_rule(tables, linkage):
    tables = tables.with_linkage(linkage)
    for indicator, unit in (("sme_representatives", "participant"), ("organisations", "organisation")):
        rules, order = strongest(tables, "person_rule" if unit == "participant" else "organisation_rule")
        expected, seen = Counter(), {}
        for place, (state, _, row) in enumerate(select(tables, indicator)):
            if state == YES and not row["heads"] and row[unit] >= 0:
                seen.setdefault(row[unit], []).append(order.index(rules.get(place)))
        for found in seen.values():
            expected.update(order[rule] for rule in sorted(found)[1:])
        told = by_step(kmu.trace(tables, indicator))
        found = {reason: -rows for (step, reason), rows in told.items() if step == "already_counted"}
        assert found == dict(expected)


@given(tables=listed_programmes())
@settings(max_examples=25)
def test_what_is_not_selected_stands_under_the_first_column_that_says_so(tables):
    told = by_step(kmu.trace(tables, "attendances", mode="online", role="adviser"))
    listed = [row for _, _, row in select(tables, "attendances") if not row["heads"]]
    other_mode = [row for row in listed if group(row, ["mode"]) != ("online",)]
    other_role = [row for row in listed if row not in other_mode and row["role"] != "adviser"]
    assert -told.get(("outside", "mode"), 0) == len(other_mode)
    assert -told.get(("outside", "role"), 0) == len(other_role)


def test_by_hand(centre):
    """Eight on lists; see the programme in conftest.py."""
    assert by_step(kmu.trace(centre, "attendances")) == {
        ("participations", None): 8,
        ("not_counted", "attendance_unknown"): -1,
        ("not_counted", "absent"): -1,
        ("head_counts", None): 26,
    }
    assert by_step(kmu.trace(centre.with_rules(minimum_stay=30), "sme_representatives")) == {
        ("participations", None): 8,
        ("not_counted", "attendance_unknown"): -1,
        ("not_counted", "absent"): -1,
        ("not_counted", "too_short"): -1,
        ("not_counted", "role_unknown"): -1,
        ("not_counted", "other_role"): -1,
        ("not_counted", "no_organisation"): -1,
        ("not_counted", "sme_unknown"): -1,
    }
    assert by_step(kmu.trace(centre, "registrations", mode="in_person")) == {
        ("participations", None): 8,
        ("outside", "mode"): -5,
        ("not_counted", "registration_unknown"): -1,
        ("not_counted", "not_registered"): -1,
        ("head_counts", None): 20,
    }
    assert by_step(kmu.trace(centre, "participants")) == {
        ("participations", None): 8,
        ("not_counted", "attendance_unknown"): -1,
        ("not_counted", "absent"): -1,
        ("not_counted", "unnamed"): -2,
        ("already_counted", None): -2,
    }


def test_of_events_those_present_or_with_a_column_of_events_those_held(centre):
    assert by_step(kmu.trace(centre, "events")) == {
        ("participations", None): 8,
        ("not_counted", "attendance_unknown"): -1,
        ("not_counted", "absent"): -1,
        ("head_counts", None): 2,
        ("already_counted", None): -5,
    }
    assert by_step(kmu.trace(centre, "events", year="2020")) == {("events", None): 4, ("outside", "year"): -1}
    assert kmu.trace(centre, "events", year="2020")["rule"][0] == "events held, 2020-01-01 to 2020-12-31"


def test_rows_of_lists_under_the_rule_that_merged_them(centre):
    links = {
        "source": ["lists"] * 8 + ["tools"] * 2,
        "file": ["a.csv"] * 8 + ["b.csv"] * 2,
        "row": [*range(2, 10), 2, 3],
        "participation": [*range(8), 0, 0],
        "person_rule": ["near_address", *["e_mail"] * 3, "unnamed", "unnamed", *["e_mail"] * 3, "near_address"],
    }
    frames = {name: centre.read(name) for name in ("events", "participations", "head_counts", "organisations")}
    tables = replace(centre, read={**frames, "links": typed(links, "links")}.__getitem__)
    table = kmu.trace(tables, "participants")
    assert table[["step", "source", "file", "reason", "rows"]].head(4).values.tolist() == [
        ["rows_kept", "lists", "a.csv", np.nan, 8],
        ["rows_kept", "tools", "b.csv", np.nan, 2],
        ["merged", "lists", "a.csv", "near_address", -1],
        ["merged", "tools", "b.csv", "near_address", -1],
    ]
    assert by_step(table)["already_counted", "e_mail"] == -2
    ledger = [("lists", "a.csv", "kept", "", 8), ("tools", "b.csv", "set_aside", "joined_stay", 2)]
    ledger += [("tools", "b.csv", "set_aside", "host", 3), ("heads", "c.csv", "kept", "", 3)]
    ledger = pd.DataFrame(ledger, columns=["source", "file", "outcome", "reason", "rows"])
    listed = Listed(tables.read, tables.rules, tables.origin, ledger=ledger)
    assert kmu.trace(listed, "participants")[["step", "source", "reason", "rows"]].head(3).values.tolist() == [
        ["rows_read", "lists", np.nan, 8],
        ["rows_read", "tools", np.nan, 5],
        ["set_aside", "tools", "host", -3],
    ]


@given(tables=listed_programmes(), seed=st.integers(0, 99))
@settings(max_examples=25)
def test_the_order_of_rows_does_not_show(tables, seed):
    random = np.random.default_rng(seed)
    listed, links = tables.participations, tables.links
    order = random.permutation(len(listed))
    place = np.argsort(order).astype(np.int32)
    moved = links.assign(participation=place[links["participation"].to_numpy()]).iloc[random.permutation(len(links))]
    frames = {"participations": listed.iloc[order].reset_index(drop=True), "links": moved.reset_index(drop=True)}
    other = replace(tables, read=lambda name: frames[name] if name in frames else tables.read(name))
    for indicator in ("sme_representatives", "organisations", "events"):
        pd.testing.assert_frame_equal(kmu.trace(tables, indicator), kmu.trace(other, indicator))


def test_nothing_at_all(programme):
    table = kmu.trace(programme(), "participants")
    assert table[["step", "rows", "estimate"]].values.tolist() == [["estimate", pd.NA, 0.0]]


@pytest.mark.parametrize(
    ("indicator", "where", "told"),
    [
        ("sme", {}, "indicator: the word 'sme' is not allowed. Did you mean 'smes'?"),
        ("smes", {"yaer": "2020"}, "where: the word 'yaer' is not allowed. Did you mean 'year'?"),
        ("smes", {"mode": "onlin"}, "mode: the word 'onlin' is not allowed. Did you mean 'online'?"),
        ("smes", {"year": 2002}, "year: the word '2002' is not allowed. Allowed: 2020."),
    ],
)
def test_what_there_is_not_is_told_with_what_is_near(indicator, where, told, centre):
    with pytest.raises(MeasureError) as fault:
        kmu.trace(centre, indicator, **where)
    assert str(fault.value).startswith(told)


def test_a_year_may_be_a_number(centre):
    assert kmu.trace(centre, "smes", year=2020).equals(kmu.trace(centre, "smes", year="2020"))


def test_every_indicator_has_its_conditions_and_every_reason_is_known(centre):
    assert list(CONDITIONS) == list(DEFINITIONS) == list(vocabulary.INDICATOR)
    given = {reason for conditions in CONDITIONS.values() for each in conditions for reason, _ in each(centre)}
    assert given == set(vocabulary.NOT_COUNTED)


def test_on_the_sample():
    project = kmu.open_project(SAMPLE)
    for where in ({}, {"year": "2020", "mode": "online"}, {"role": "adviser", "size_class": None}):
        for indicator, number in published(project, where).items():
            table = kmu.trace(project, indicator, **where)
            assert table["rows"].sum() == table["estimate"].iloc[-1] == number
    merged = kmu.trace(project, "attendances").groupby("step", observed=True)["rows"].sum()["merged"]
    further = project.ledger["reason"].isin(["duplicate_participation", "joined_stay"])
    assert -merged == project.ledger.loc[further, "rows"].sum()
