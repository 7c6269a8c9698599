import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from kmu_eval.intake.identity.neighbours import one_edit_pairs

text = st.text(alphabet="abcäж𝔘 ", max_size=6)


@given(st.lists(st.tuples(text, st.integers(-1, 2)), max_size=12, unique=True))
def test_the_pairs_are_those_that_comparing_all_finds(rows):
    texts, blocks = [each for each, _ in rows], np.array([block for _, block in rows], dtype=np.int64)
    expected = [
        [i, j]
        for i in range(len(rows))
        for j in range(i + 1, len(rows))
        if blocks[i] == blocks[j] >= 0 and OSA.distance(texts[i], texts[j]) == 1
    ]
    assert one_edit_pairs(texts, blocks).tolist() == expected


def test_many_texts_at_once():
    rng = np.random.default_rng(1)
    texts = sorted({"".join(rng.choice(list("abc"), 7)) for _ in range(1500)})
    blocks = rng.integers(0, 3, len(texts))
    found = {tuple(pair) for pair in one_edit_pairs(texts, blocks).tolist()}
    some = range(0, len(texts), 9)
    expected = {
        (min(i, j), max(i, j))
        for i in some
        for j in range(len(texts))
        if blocks[i] == blocks[j] and OSA.distance(texts[i], texts[j]) == 1
    }
    assert {pair for pair in found if pair[0] in some or pair[1] in some} == expected


def test_nothing():
    assert one_edit_pairs([], np.empty(0, int)).shape == (0, 2)
    assert one_edit_pairs(["a", "b"], np.array([-1, -1])).shape == (0, 2)
