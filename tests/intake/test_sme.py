"""The rule of 2003/361/EC: by a table written by hand, and against its text written out in plain Python."""

import itertools

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_eval.intake.sme import BASIS, FIGURES, size_class_of, sme_status
from kmu_eval.target_group import EUROPEAN, TargetGroup
from kmu_eval.vocabulary import ORGANISATION_TYPE, SIZE_CLASS, SME, TERNARY

HEADS, YES, NO, OPEN = "yes_by_head_count", "yes", "no", "unknown"
SIGNS = {"few": 249, "many": 250, "": None}
TURNOVER = {"within": 50, "beyond": 50.01, "": None}
BALANCE = {"within": 43, "beyond": 43.01, "": None}


def status(group=EUROPEAN, **firm):
    [found] = sme_status(pd.DataFrame([firm], columns=list(BASIS)), group)
    return found


# Staff, turnover, balance sheet: all 27 combinations of holds, does not hold, not known.
BY_HAND = [
    ("few", "within", "within", YES),
    ("few", "within", "beyond", YES),
    ("few", "within", "", YES),
    ("few", "beyond", "within", YES),
    ("few", "beyond", "beyond", NO),
    ("few", "beyond", "", OPEN),
    ("few", "", "within", YES),
    ("few", "", "beyond", OPEN),
    ("few", "", "", HEADS),
    ("many", "within", "within", NO),
    ("many", "within", "beyond", NO),
    ("many", "within", "", NO),
    ("many", "beyond", "within", NO),
    ("many", "beyond", "beyond", NO),
    ("many", "beyond", "", NO),
    ("many", "", "within", NO),
    ("many", "", "beyond", NO),
    ("many", "", "", NO),
    ("", "within", "within", OPEN),
    ("", "within", "beyond", OPEN),
    ("", "within", "", OPEN),
    ("", "beyond", "within", OPEN),
    ("", "beyond", "beyond", NO),
    ("", "beyond", "", OPEN),
    ("", "", "within", OPEN),
    ("", "", "beyond", OPEN),
    ("", "", "", OPEN),
]


@pytest.mark.parametrize(("staff", "turnover", "balance", "expected"), BY_HAND)
def test_staff_turnover_and_balance_sheet(staff, turnover, balance, expected):
    firm = {"employees_awu": SIGNS[staff], "turnover_million_eur": TURNOVER[turnover]}
    assert status(**firm, balance_sheet_million_eur=BALANCE[balance]) == expected


def test_the_table_by_hand_is_whole():
    assert {row[:3] for row in BY_HAND} == set(itertools.product(SIGNS, TURNOVER, BALANCE))


@pytest.mark.parametrize(
    ("size", "number", "expected"),
    [
        ("micro", None, HEADS),
        ("small", None, HEADS),
        ("medium", None, HEADS),
        ("large", None, NO),
        ("medium_or_large", None, OPEN),
        ("large", 249.9, HEADS),
        ("medium_or_large", 249, HEADS),
        ("micro", 250, NO),
        (None, 0, HEADS),
    ],
)
def test_a_number_of_employees_wins_over_a_class_and_a_band_across_the_threshold_tells_nothing(size, number, expected):
    assert status(size_class=size, employees_awu=number) == expected


def test_a_band_across_the_threshold_is_decided_by_what_exceeds_both():
    both = {"turnover_million_eur": 60, "balance_sheet_million_eur": 44}
    assert status(size_class="medium_or_large", **both) == NO
    assert status(size_class="medium_or_large", turnover_million_eur=2) == OPEN


# Not autonomous: own figures tell only that there are too many; figures with those of the others tell all.
@pytest.mark.parametrize(
    ("autonomous", "aggregated", "few", "many", "both_beyond", "within"),
    [
        ("yes", "unknown", HEADS, NO, NO, YES),
        ("unknown", "unknown", HEADS, NO, NO, YES),
        (None, "no", HEADS, NO, NO, YES),
        ("no", "yes", HEADS, NO, NO, YES),
        ("no", "no", OPEN, NO, OPEN, OPEN),
        ("no", "unknown", OPEN, NO, OPEN, OPEN),
        ("no", None, OPEN, NO, OPEN, OPEN),
    ],
)
def test_partner_and_linked_enterprises(autonomous, aggregated, few, many, both_beyond, within):
    of = {"autonomous": autonomous, "aggregated": aggregated}
    assert status(employees_awu=10, **of) == few
    assert status(employees_awu=250, **of) == many
    assert status(employees_awu=10, turnover_million_eur=51, balance_sheet_million_eur=44, **of) == both_beyond
    assert status(employees_awu=10, turnover_million_eur=1, **of) == within


def test_public_control_leaves_it_open_unless_figures_are_aggregated():
    controlled = {"publicly_controlled": "yes", "turnover_million_eur": 1}
    for aggregated in ("no", "unknown", None):
        assert status(employees_awu=3, aggregated=aggregated, **controlled) == OPEN
    assert status(employees_awu=3, aggregated="yes", **controlled) == YES
    assert status(employees_awu=250, **controlled) == NO
    assert status(employees_awu=3, publicly_controlled="unknown") == HEADS


@pytest.mark.parametrize("sort", [*ORGANISATION_TYPE, None])
def test_enterprises_and_self_employed_count_and_a_body_of_unknown_sort_may(sort):
    expected = HEADS if sort in ("enterprise", "self_employed", None) else NO
    assert status(organisation_type=sort, size_class="micro") == expected


def recommendation(firm):
    """The Annex of 2003/361/EC, sentence by sentence, for one body of which all is known or None."""
    if firm["organisation_type"] not in ("enterprise", "self_employed", None):  # Article 1: any economic activity
        return NO
    staff = {"micro": (0, 9), "small": (10, 49), "medium": (50, 249), "large": (250, 10**6)}
    staff |= {"medium_or_large": (50, 10**6), None: (0, 10**6)}
    least, most = staff[firm["size_class"]] if firm["employees_awu"] is None else [firm["employees_awu"]] * 2
    if least >= 250:  # Article 2(1); adding linked enterprises makes it no smaller
        return NO
    dependent = firm["autonomous"] == "no" or firm["publicly_controlled"] == "yes"
    if dependent and firm["aggregated"] != "yes":  # Articles 6(2), 3(4): the sum, or the exception, is not known
        return OPEN
    turnover, balance = firm["turnover_million_eur"], firm["balance_sheet_million_eur"]
    turnovers, balances = ([0, 1e9] if amount is None else [amount] for amount in (turnover, balance))
    # Every firm that this one may be: fewer than 250, and turnover of at most 50 or balance sheet of at most 43.
    every = itertools.product([least, most], turnovers, balances)
    possible = {heads < 250 and (sold <= 50 or total <= 43) for heads, sold, total in every}
    if len(possible) == 1:
        return YES if possible.pop() else NO
    return HEADS if most < 250 and turnover is None and balance is None else OPEN


AMOUNTS = st.sampled_from([None, 0, 9.5, 10, 42.99, 43, 43.01, 49.99, 50, 50.01, 249, 249.99, 250, 1000])
FIRMS = st.fixed_dictionaries(
    {
        "organisation_type": st.sampled_from([*ORGANISATION_TYPE[:3], None]),
        "size_class": st.sampled_from([*SIZE_CLASS, None]),
        "employees_awu": AMOUNTS,
        "turnover_million_eur": AMOUNTS,
        "balance_sheet_million_eur": AMOUNTS,
        "autonomous": st.sampled_from([*TERNARY, None]),
        "publicly_controlled": st.sampled_from([*TERNARY, None, None, None]),
        "aggregated": st.sampled_from([*TERNARY, None]),
    }
)


@given(st.lists(FIRMS, max_size=40))
def test_the_status_is_that_of_the_text_of_the_recommendation(firms):
    found = sme_status(pd.DataFrame(firms, columns=list(BASIS)))
    assert found.tolist() == [recommendation(firm) for firm in firms]
    assert set(found) <= set(SME)


@given(FIRMS, st.sampled_from(FIGURES))
def test_what_is_certain_stays_so_when_more_becomes_known(firm, column):
    """Filling a gap never turns yes into no or no into yes."""
    firm = {**firm, "size_class": None}
    assert status(**{**firm, column: None}) in (OPEN, HEADS, status(**firm))


# Another target group.


@pytest.mark.parametrize(
    ("firm", "expected"),
    [
        ({"employees_awu": 499}, YES),
        ({"employees_awu": 500}, NO),
        ({"size_class": "medium"}, YES),
        ({"size_class": "large"}, OPEN),
        ({"size_class": "medium_or_large"}, OPEN),
        ({"size_class": "large", "employees_awu": 300}, YES),
        ({"employees_awu": 300, "turnover_million_eur": 1000, "balance_sheet_million_eur": 1000}, YES),
        ({"organisation_type": "chamber", "employees_awu": 3}, NO),
    ],
)
def test_a_target_group_by_staff_alone(firm, expected):
    assert status(TargetGroup(500, None, None), **firm) == expected


@pytest.mark.parametrize(
    ("firm", "expected"),
    [
        ({"employees_awu": 499}, HEADS),
        ({"employees_awu": 499, "turnover_million_eur": 50}, YES),
        ({"employees_awu": 499, "turnover_million_eur": 50.01}, NO),
        ({"employees_awu": 499, "balance_sheet_million_eur": 1}, HEADS),
        ({"turnover_million_eur": 51}, NO),
        ({"turnover_million_eur": 1}, OPEN),
    ],
)
def test_a_target_group_by_staff_and_turnover(firm, expected):
    assert status(TargetGroup(500, 50, None), **firm) == expected


def test_a_target_group_below_the_edges_of_the_classes():
    group = TargetGroup(100, None, None)
    assert [status(group, size_class=size) for size in SIZE_CLASS] == [YES, YES, OPEN, OPEN, NO]


def test_a_target_group_of_other_sorts_of_bodies():
    group = TargetGroup(250, 50, 43, ("association", "enterprise"))
    found = {sort: status(group, organisation_type=sort, size_class="micro") for sort in ORGANISATION_TYPE}
    assert {sort for sort, told in found.items() if told == HEADS} == {"association", "enterprise"}
    assert set(found.values()) == {HEADS, NO}


def test_size_classes_by_number():
    numbers = pd.Series([0, 9.99, 10, 49.99, 50, 249.99, 250, 1e6, None])
    expected = ["micro"] * 2 + ["small"] * 2 + ["medium"] * 2 + ["large"] * 2
    found = size_class_of(numbers)
    assert found[:8].tolist() == expected
    assert pd.isna(found[8])


def test_no_firms_and_the_input_unchanged():
    firms = pd.DataFrame([{"employees_awu": 5}], columns=list(BASIS))
    before = firms.copy()
    sme_status(firms)
    pd.testing.assert_frame_equal(firms, before)
    assert sme_status(firms[:0]).tolist() == []
