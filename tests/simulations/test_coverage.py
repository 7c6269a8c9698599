"""How often the nominal 95 % intervals of `estimates` hold the truth, by share, likeness within events, and events.

Prints the table of METHODS.md, section 7, and compares it with the one that stands there.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kmu_eval.measures.estimates import mean, net_share, share
from tests.simulations.made_up_answers import (
    FIVE,
    Cell,
    answers,
    five_point,
    lognormal_sizes,
    negative_binomial_sizes,
    recommending,
    yes_or_no,
)

BATCHES, AT_ONCE = 5, 4000
METHODS = Path(__file__).parents[2] / "METHODS.md"
CELLS = [Cell(p, icc, events) for p in (0.5, 0.8, 0.9, 0.95) for icc in (0, 0.05, 0.2) for events in (12, 40, 200)]
OURS, INDEPENDENT = "share", "share, answers independent"
HEADINGS = [OURS, INDEPENDENT, "mean", "net"]
MONTE_CARLO = 1.0
"""Percentage points by which another version of numpy, with other draws, may differ from the table in METHODS.md."""


def covered(cell, sizes, batch):
    """Per cent of draws whose interval holds the truth, by estimate."""
    random = np.random.default_rng([batch, CELLS.index(cell)])
    n = sizes(random, (cell.events, AT_ONCE))
    yes, _ = np.moveaxis(answers(random, n, yes_or_no(cell.p), cell.icc), -1, 0)
    sums = answers(random, n, five_point(cell.p), cell.icc) @ FIVE
    promoters, _, detractors = np.moveaxis(answers(random, n, recommending(cell.p), cell.icc), -1, 0)
    of_share, of_net = share(yes, n), net_share(promoters, detractors, n)
    of_mean = mean(sums, n)
    ends = [
        (of_share.low, of_share.high, cell.p),
        (of_share.iid_low, of_share.iid_high, cell.p),
        (of_mean.low, of_mean.high, 1 + 4 * cell.p),
        (of_net.low, of_net.high, cell.p - (1 - cell.p) / 2),
    ]
    return [100 * np.mean((low <= truth) & (truth <= high)) for low, high, truth in ends]


def coverage(cells, sizes):
    """A row per cell, coverage in per cent."""
    found = [np.mean([covered(cell, sizes, batch) for batch in range(BATCHES)], axis=0) for cell in cells]
    return pd.concat([pd.DataFrame([vars(cell) for cell in cells]), pd.DataFrame(found, columns=HEADINGS)], axis=1)


def markdown(table):
    """The table as it stands in METHODS.md."""
    lines = [" | ".join(["p", "ICC", "events", *HEADINGS]), "|".join(["---"] * (3 + len(HEADINGS)))]
    for row in table.itertuples(index=False):
        lines.append(" | ".join([f"{row[0]:g}", f"{row[1]:g}", f"{row[2]}", *(f"{value:.1f}" for value in row[3:])]))
    return "\n".join([f"| {lines[0]} |", f"|{lines[1]}|", *(f"| {line} |" for line in lines[2:])])


@pytest.fixture(scope="module")
def table(pytestconfig):
    """All cells, printed."""
    made = coverage(CELLS, lognormal_sizes)
    with pytestconfig.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print(f"\nCoverage in per cent of nominal 95 % intervals, {BATCHES * AT_ONCE:,} draws\n\n{markdown(made)}")
    return made


def test_every_cell_holds_the_truth_about_as_often_as_it_says(table):
    assert table[OURS].ge(92).all()
    assert table[OURS].le(99).all()


def test_nearer_still_where_there_are_events_and_spread(table):
    usual = table[(table["icc"] >= 0.05) & (table["p"] <= 0.9) & (table["events"] >= 40)]
    assert len(usual) == 12
    assert usual[OURS].ge(92.5).all()
    assert usual[OURS].le(97.5).all()


def test_answers_taken_for_independent_say_too_much(table):
    assert table.loc[table["icc"] == 0.2, INDEPENDENT].lt(85).all()
    assert table.loc[table["icc"] == 0, INDEPENDENT].between(94, 97).all()


def test_it_hardly_hangs_on_the_distribution_of_sizes():
    """With more very small and very large events the rarest cell falls a little below."""
    corners = [Cell(0.95, 0, 12), Cell(0.95, 0.2, 12), Cell(0.95, 0.2, 40), Cell(0.9, 0.2, 40), Cell(0.5, 0, 12)]
    found = coverage(corners, negative_binomial_sizes)
    assert found[OURS].between(91, 99.2).all()


def test_methods_prints_this_table(table):
    written = METHODS.read_text(encoding="utf-8").splitlines()
    start = written.index(markdown(table).splitlines()[0])
    numbers = [[float(cell) for cell in line.strip("|").split("|")] for line in written[start + 2 :][: len(CELLS)]]
    np.testing.assert_allclose(np.array(numbers), table.to_numpy(float), rtol=0, atol=MONTE_CARLO)
