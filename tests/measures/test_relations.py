"""Whether a claim holds: by where the true number can lie, whatever the relation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_eval import vocabulary
from kmu_eval.claiming import COMPARISON_RELATIONS, NEED_TOLERANCE, NUMBER_RELATIONS, SHARE_RELATIONS
from kmu_eval.measures.relations import judged, judged_difference

NUMBERS = st.floats(-10, 10).map(lambda number: round(number, 2))
RELATIONS = st.sampled_from((*NUMBER_RELATIONS, *SHARE_RELATIONS))
TOLERANCES = st.sampled_from([0.0, 0.05, 0.5, 1.0])


@pytest.mark.parametrize(
    ("relation", "low", "high", "value", "tolerance", "verdict"),
    [
        ("more_than", 12301, 20000, 12300, None, "supported"),
        ("more_than", 12300, 20000, 12300, None, "inconclusive"),
        ("more_than", 11000, 12300, 12300, None, "contradicted"),
        ("at_least", 12300, 20000, 12300, None, "supported"),
        ("at_least", 11000, 12300, 12300, None, "inconclusive"),
        ("at_least", 11000, 12299, 12300, None, "contradicted"),
        ("fewer_than", 3, 9, 10, None, "supported"),
        ("fewer_than", 3, 10, 10, None, "inconclusive"),
        ("fewer_than", 10, 12, 10, None, "contradicted"),
        ("about", 95, 105, 100, 0.05, "supported"),
        ("about", 94, 105, 100, 0.05, "inconclusive"),
        ("about", 106, 120, 100, 0.05, "contradicted"),
        ("about", 80, 94, 100, 0.05, "contradicted"),
        ("about", -0.21, -0.19, -0.2, 0.1, "supported"),
        ("almost", 2940, 2988, 3000, 0.05, "supported"),
        ("almost", 2850, 2999, 3000, 0.05, "supported"),
        ("almost", 2940, 3000, 3000, 0.05, "inconclusive"),
        ("almost", 3000, 3100, 3000, 0.05, "contradicted"),
        ("almost", 2700, 2849, 3000, 0.05, "contradicted"),
        ("most", 0.51, 0.6, None, None, "supported"),
        ("most", 0.5, 0.6, None, None, "inconclusive"),
        ("most", 0.3, 0.5, None, None, "contradicted"),
        ("all", 1, 1, None, None, "supported"),
        ("all", 0.98, 1, None, None, "inconclusive"),
        ("all", 0.98, 0.99, None, None, "contradicted"),
        ("all", 0.95, 1, None, 0.05, "supported"),
        ("all", 0.9, 0.94, None, 0.05, "contradicted"),
    ],
)
def test_a_range_supports_contradicts_or_leaves_open(relation, low, high, value, tolerance, verdict):
    assert judged(relation, low, high, value, tolerance) == verdict


@given(RELATIONS, NUMBERS, NUMBERS, NUMBERS, TOLERANCES, st.floats(0, 5), st.floats(0, 5))
def test_knowing_less_never_turns_a_verdict_round_nor_makes_one(relation, one, other, value, tolerance, down, up):
    low, high = sorted((one, other))
    narrow, wide = (judged(relation, *ends, value, tolerance) for ends in ((low, high), (low - down, high + up)))
    assert wide in (narrow, "inconclusive")


@given(RELATIONS, NUMBERS, NUMBERS, TOLERANCES)
def test_a_number_that_is_known_is_never_inconclusive(relation, number, value, tolerance):
    assert judged(relation, number, number, value, tolerance) != "inconclusive"


@given(RELATIONS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, TOLERANCES)
def test_what_holds_for_the_range_holds_for_every_number_in_it(relation, one, between, other, value, tolerance):
    low, inside, high = sorted((one, between, other))
    verdict = judged(relation, low, high, value, tolerance)
    assert verdict in (judged(relation, inside, inside, value, tolerance), "inconclusive")


@given(NUMBERS, NUMBERS, NUMBERS)
def test_more_than_and_fewer_than_cannot_both_hold(one, other, value):
    low, high = sorted((one, other))
    both = {judged(relation, low, high, value) for relation in ("more_than", "fewer_than")}
    assert both != {"supported"}


@given(st.sampled_from(NEED_TOLERANCE), NUMBERS, NUMBERS, NUMBERS)
def test_more_tolerance_never_contradicts_what_less_supports(relation, one, other, value):
    low, high = sorted((one, other))
    strict, loose = (judged(relation, low, high, value, tolerance) for tolerance in (0.1, 0.2))
    assert (strict, loose) not in {("supported", "contradicted"), ("supported", "inconclusive")}
    assert not (loose == "contradicted" and strict != "contradicted")


VERDICTS = {
    "equivalent": ("supported", "inconclusive", "contradicted", "contradicted", "inconclusive"),
    "not_worse": ("supported", "supported", "supported", "contradicted", "inconclusive"),
    "better": ("contradicted", "inconclusive", "supported", "contradicted", "inconclusive"),
    "worse": ("contradicted", "inconclusive", "contradicted", "supported", "inconclusive"),
}
"""Of equivalent, small_difference, better, worse, inconclusive."""


@pytest.mark.parametrize("relation", COMPARISON_RELATIONS)
def test_a_comparison_supports_only_what_its_verdict_says(relation):
    found = [judged_difference(relation, word) for word in vocabulary.COMPARISON_VERDICT[:5]]
    assert tuple(found) == VERDICTS[relation]


@pytest.mark.parametrize("relation", COMPARISON_RELATIONS)
@pytest.mark.parametrize("word", ["refused", "not_testable"])
def test_what_was_not_adjusted_is_not_tested(relation, word):
    assert judged_difference(relation, word) == "not_testable"


def test_every_relation_is_one_of_a_number_a_share_a_comparison_or_of_nothing():
    every = (*NUMBER_RELATIONS, *SHARE_RELATIONS, *COMPARISON_RELATIONS, vocabulary.NOT_TESTABLE)
    assert every == vocabulary.CLAIM_RELATION
