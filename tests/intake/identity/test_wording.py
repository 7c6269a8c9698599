"""Words as numbers beside words as texts."""

from collections import Counter

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from kmu_eval.intake.identity.pairs import pairs_within
from kmu_eval.intake.identity.wording import Wording

NAMES = st.lists(
    st.lists(st.sampled_from(["kern", "kernig", "ke", "bau", "baugesellschaft", "und", "24"]), min_size=1).map(
        " ".join
    ),
    min_size=1,
    max_size=8,
)


def _wording(names):
    return Wording.of(pa.array(names, pa.large_string()))


@given(NAMES)
def test_counts_are_of_different_names(names):
    found = _wording(names)
    expected = Counter(word for name in set(names) for word in set(name.split()))
    assert dict(zip(found.spelled.to_pylist(), found.counts.tolist(), strict=True)) == expected


@given(NAMES)
def test_sums_and_starts_tell_the_same_names_apart_as_texts_do(names):
    found = _wording(names)
    pairs = pairs_within([0] * len(names), range(len(names))).tolist()
    for a, b in pairs:
        one, other = names[a].split(), names[b].split()
        assert (found.sums[a] == found.sums[b]) == (sorted(one) == sorted(other))
        starts = [[word if word.isdigit() else word[:3] for word in words] for words in (one, other)]
        assert (found.begun(3)[a] == found.begun(3)[b]) == (starts[0] == starts[1])
        assert (found.first[a] == found.first[b]) == (one[0] == other[0])


@given(NAMES, st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=9))
def test_own_words_are_those_that_the_other_lacks(names, chosen):
    pairs = np.array(chosen, dtype=np.int64).reshape(-1, 2) % len(names)
    found = _wording(names)
    number = dict(zip(found.spelled.to_pylist(), range(len(found.spelled)), strict=True))
    for own, other in ((0, 1), (1, 0)):
        words = found.own(pairs)[own]
        expected = [set(names[pair[own]].split()) - set(names[pair[other]].split()) for pair in pairs.tolist()]
        assert words.any.tolist() == [bool(each) for each in expected]
        least = [min((found.counts[number[word]] for word in each), default=0) for each in expected]
        assert words.least(found.counts).tolist() == least


def test_no_names():
    found = _wording([])
    assert found.sums.tolist() == found.begun(3).tolist() == found.counts.tolist() == []
