"""How often a difference as large as the margin is called equivalent, or taken to lie within it.

Prints the table of METHODS.md, section 9, and compares it with the one that stands there.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kmu_eval.measures.difference import mover
from kmu_eval.measures.pooled import pooled
from kmu_eval.measures.verdicts import verdict
from tests.simulations.made_up_answers import answers, lognormal_sizes, yes_or_no

DRAWS, MARGIN = 8000, 0.10
METHODS = Path(__file__).parents[2] / "METHODS.md"
ARMS = [(6, 6), (12, 12), (30, 30), (100, 100), (3, 9), (4, 11), (5, 19), (20, 180)]
SHARES = [(0.55, 0.45), (0.95, 0.85), (0.98, 0.88), (0.995, 0.895)]
CELLS = [(arms, icc, shares) for arms in ARMS for icc in (0, 0.05, 0.2) for shares in SHARES]
MONTE_CARLO = 0.8
"""Percentage points by which another version of numpy, with other draws, may differ from the table in METHODS.md."""


def drawn(random, events, p, icc):
    """One group, many draws side by side."""
    n = lognormal_sizes(random, (events, DRAWS))
    return pooled("top_share", answers(random, n, yes_or_no(p), icc)[..., 0], n, (0, 1))


def interval(arms, icc, shares):
    """Lower and upper ends of the difference, an array each."""
    random = np.random.default_rng(CELLS.index((arms, icc, shares)))
    groups = [drawn(random, events, p, icc) for events, p in zip(arms, shares, strict=True)]
    found = mover(*((group.estimate, *group.ends()) for group in groups))
    return found.low, found.high


def words(low, high, arms):
    return np.array([verdict(*ends, MARGIN, arms) for ends in zip(low, high, strict=True)])


def table_of(cells):
    """A row per cell: per cent of draws that are called equivalent, small, or better, and intervals with the truth."""
    rows = []
    for arms, icc, shares in cells:
        low, high = interval(arms, icc, shares)
        found = words(low, high, arms)
        said = {word: 100 * np.mean(found == word) for word in ("equivalent", "small_difference", "better")}
        covered = 100 * np.mean((low <= MARGIN) & (high >= MARGIN))
        rows.append({"arms": "/".join(map(str, arms)), "icc": icc, "shares": f"{shares[0]:g}/{shares[1]:g}", **said})
        rows[-1] |= {"covered": covered, "narrowest": (high - low).min()}
    return pd.DataFrame(rows)


def markdown(table):
    """The table as it stands in METHODS.md: the four pairs of shares side by side, called equivalent."""
    wide = table.pivot_table(index=["arms", "icc"], columns="shares", values="equivalent", sort=False)
    lines = ["| events | ICC | " + " | ".join(wide.columns) + " |", "|---|---|" + "---|" * len(wide.columns)]
    for (arms, icc), row in wide.iterrows():
        lines.append(f"| {arms} | {icc:g} | " + " | ".join(f"{value:.1f}" for value in row) + " |")
    return "\n".join(lines)


@pytest.fixture(scope="module")
def table(pytestconfig):
    made = table_of(CELLS)
    with pytestconfig.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print(f"\nA difference as large as the margin, called equivalent, in per cent of {DRAWS:,} draws\n")
        print(markdown(made))
    return made


def test_a_difference_as_large_as_the_margin_is_hardly_ever_called_equivalent(table):
    """At most 5 %, and two standard errors of so many draws."""
    most = 5 + 200 * np.sqrt(0.05 * 0.95 / DRAWS)
    assert table["equivalent"].le(most).all()
    assert (table["equivalent"] + table["small_difference"]).le(most).all()


def test_with_fewer_than_ten_events_never(table):
    few = table["arms"].isin(["6/6", "3/9", "4/11", "5/19"])
    assert table.loc[few, ["equivalent", "small_difference"]].eq(0).all(axis=None)
    assert table.loc[~few, "equivalent"].gt(0).any()


def test_no_interval_is_of_width_zero(table):
    assert table["narrowest"].gt(0.001).all()


def test_methods_prints_this_table(table):
    written, expected = METHODS.read_text(encoding="utf-8").splitlines(), markdown(table).splitlines()
    start = written.index(expected[0])
    for line, other in zip(written[start + 2 :], expected[2:], strict=False):
        cells, others = (text.strip("|").split("|") for text in (line, other))
        assert [cell.strip() for cell in cells[:2]] == [cell.strip() for cell in others[:2]]
        np.testing.assert_allclose(np.array(cells[2:], float), np.array(others[2:], float), rtol=0, atol=MONTE_CARLO)
