"""Taking part online changes nothing in the synthetic programme; its events were other ones. Who finds that out?

Prints what METHODS.md, section 9, says of it.
"""

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import kmu_eval as kmu
from kmu_eval.sample.effects import Effects
from kmu_eval.sample.survey_effects import SurveyEffects

SEEDS, SEEDS_OF_POWER, SCALE = 1000, 200, 0.5
TWELVE_POINTS = 0.5
"""So many standard deviations of opinion are about twelve points of the share of top answers."""
METHODS = Path(__file__).parents[2] / "METHODS.md"


def differences(seed, online):
    """The row of the difference by each estimator."""
    effects = Effects(surveys=replace(SurveyEffects(), online=online))
    tables = kmu.simulate(seed, SCALE, effects=effects)[0]
    return _rows(tables).assign(refused=_refused_without_overlap(tables))


def _rows(tables):
    made = kmu.comparison(tables, "online_or_in_person", "useful")
    found = made[made["part"] == "difference"].set_index("estimator")
    return found[["n", "n_events", "estimate", "ci_low", "ci_high", "verdict"]]


def _refused_without_overlap(tables):
    """As if before a year all was in person and all online after it: does the adjusted row have no number?"""
    events, event = tables.events, tables.respondents["event"].to_numpy()
    late = events["date"].dt.year >= 2021
    apart = np.append((events["mode"] == "online") == late, False)[event]
    frames = {"respondents": tables.respondents.assign(event=np.where(apart, event, -1).astype(np.int32))}
    split = replace(tables, read=lambda name: frames[name] if name in frames else tables.read(name))
    row = _rows(split).loc["adjusted"]
    return bool(np.isnan(row["estimate"]) and row["verdict"] == "refused")


def drawn(seeds, online):
    """All seeds, a row for each and each estimator."""
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        frames = list(workers.map(differences, seeds, [online] * len(seeds), chunksize=10))
    return pd.concat(frames).reset_index()


@pytest.fixture(scope="module")
def none():
    return drawn(range(1, SEEDS + 1), 0.0)


@pytest.fixture(scope="module")
def twelve():
    return drawn(range(1, SEEDS_OF_POWER + 1), TWELVE_POINTS)


def share_with(rows, value):
    held = rows.dropna(subset="estimate")
    return ((held["ci_low"] <= value) & (value <= held["ci_high"])).groupby(held["estimator"], observed=True).mean()


def test_as_it_is_the_difference_misleads_and_adjusted_it_does_not(none):
    covered = share_with(none, 0.0)
    assert covered["unadjusted"] < 0.5
    assert 0.93 <= covered["adjusted"] <= 0.98
    middle = none.groupby("estimator", observed=True)["estimate"].mean()
    assert middle["unadjusted"] > 0.03
    assert abs(middle["adjusted"]) < 0.003


def test_what_is_equal_is_never_called_much_better_or_worse_too_often(none):
    words = none[none["estimator"] == "adjusted"]["verdict"].value_counts(normalize=True)
    assert words[["better", "worse"]].sum() < 0.07
    assert words["equivalent"] > 0.5


def test_twelve_points_are_found(twelve):
    adjusted = twelve[twelve["estimator"] == "adjusted"]
    assert adjusted["estimate"].mean() == pytest.approx(0.12, abs=0.01)
    assert (adjusted["ci_low"] > 0).mean() > 0.9
    assert (adjusted["verdict"] == "equivalent").sum() == 0


def test_without_overlap_every_seed_is_refused(none):
    assert none["refused"].all()


def test_methods_says_these_numbers(none, twelve, pytestconfig):
    said = sentence(none, twelve)
    with pytestconfig.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print(f"\n{said}")
    assert said in " ".join(METHODS.read_text(encoding="utf-8").split())


def sentence(none, twelve):
    covered, words = share_with(none, 0.0), none[none["estimator"] == "adjusted"]["verdict"].value_counts()
    found = (twelve[twelve["estimator"] == "adjusted"]["ci_low"] > 0).mean()
    return (
        f"Of {SEEDS:,} programmes the interval as it is misses the truth in {1 - covered['unadjusted']:.0%}, "
        f"on common support in {1 - covered['on_common_support']:.0%}, adjusted in {1 - covered['adjusted']:.1%}; "
        f"the verdict is equivalent {words['equivalent']} times, inconclusive {words['inconclusive']}, "
        f"better or worse {words['better'] + words['worse']}, a small difference {words['small_difference']}, "
        f"refused {words['refused']}. A true effect of twelve points is found in {found:.0%} of {SEEDS_OF_POWER}."
    )
