"""Events drawn again 2,000 times: sums by event beside `pd.concat` of rows, with the same draws. Prints only."""

from time import perf_counter

import numpy as np
import pandas as pd
import pytest

from kmu_eval.measures.bootstrap import picks, resampled_means
from kmu_eval.measures.estimates import share

EVENTS, RESAMPLES, OF_THE_LOOP, ROUNDS, SEED = 10_000, 2000, 3, 5, 1


@pytest.fixture(scope="module")
def sums():
    """Yeses and answers of each event, about twelve each, in the order in which they are drawn."""
    random = np.random.default_rng(SEED)
    n = 1 + random.poisson(11, EVENTS)
    yes = random.binomial(n, random.beta(3.2, 0.8, EVENTS))
    order = np.lexsort((yes, n))
    return yes[order].astype(float), n[order].astype(float)


def by_rows(yes, n):
    """The share of each of a few resamples, from a frame of answers for each event."""
    frames = [pd.DataFrame({"yes": np.arange(size) < some}) for some, size in zip(yes, n, strict=True)]
    drawn = next(picks(EVENTS, RESAMPLES, SEED))[:OF_THE_LOOP]
    start = perf_counter()
    found = [pd.concat([frames[place] for place in places])["yes"].mean() for places in drawn]
    return perf_counter() - start, found


def best(measure):
    """The shortest of some runs in seconds, and what the last one found."""
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        found = measure()
        times.append(perf_counter() - start)
    return min(times), found


def test_bootstrap(sums, capsys):
    ours, found = best(lambda: resampled_means(*sums, RESAMPLES, SEED))
    jackknife, _ = best(lambda: share(*sums))
    theirs, expected = by_rows(*sums)
    scaled = theirs * RESAMPLES / OF_THE_LOOP
    with capsys.disabled():
        print(f"\nBootstrap, {RESAMPLES:,} resamples of {EVENTS:,} events with {int(sums[1].sum()):,} answers")
        print(f"  sums by event          {ours:10.3f} s")
        print(f"  pd.concat of rows      {scaled:10.0f} s, from {OF_THE_LOOP} resamples in {theirs:.1f} s, scaled up")
        print(f"  ratio                  {scaled / ours:10,.0f}")
        print(f"  share, by jackknife    {jackknife:10.4f} s")
    np.testing.assert_allclose(found[:OF_THE_LOOP], expected, rtol=1e-12)
