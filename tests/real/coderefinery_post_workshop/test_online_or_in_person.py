"""Would they recommend it, online and in person: everyone would read "at least as well"; these data cannot tell.

The data are read from ``shared/real`` beside the repository and never copied into it.
"""

import pytest
from statsmodels.stats.proportion import proportion_confint

import kmu_eval as kmu
from tests.real.coderefinery_post_workshop.test_published_counts import SHARED, open_survey

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="shared/real/coderefinery_post_workshop is not there")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return open_survey(tmp_path_factory.mktemp("coderefinery") / "programme")


@pytest.fixture(scope="module")
def found(project):
    made = kmu.comparison(project, "online_or_in_person")
    return made.astype(dict.fromkeys(("estimator", "outcome", "part", "verdict"), "str"))


def difference(found, outcome, estimator="unadjusted"):
    rows = found[(found["outcome"] == outcome) & (found["estimator"] == estimator) & (found["part"] == "difference")]
    return rows.squeeze()


def test_answers_of_both_modes(project):
    counted = kmu.tally(project, "recommend", "mode")
    by_mode = dict(zip(counted.groups["mode"], counted.counts.sum(axis=0).tolist(), strict=True))
    words = counted.item.words
    told = {mode: {word: n for word, n in zip(words, row, strict=False) if n} for mode, row in by_mode.items()}
    assert told["in_person"] == {"yes_absolutely": 56, "probably": 14, "dont_know": 2}
    assert told["online"] == {"yes_absolutely": 75, "probably": 5}


@pytest.mark.parametrize(("outcome", "points"), [("recommend", 16.0), ("recommend_at_all", 2.8)])
def test_the_difference_is_not_decided_by_four_events(found, outcome, points):
    row = difference(found, outcome)
    assert 100 * row["estimate"] == pytest.approx(points, abs=0.05)
    assert row["verdict"] == "inconclusive"


def test_events_of_either_mode(found):
    groups = found[(found["outcome"] == "recommend") & (found["estimator"] == "unadjusted")]
    assert groups.set_index("mode").loc["online", "n_events"] == 4


def test_all_eighty_online_would_but_the_interval_is_no_point(found):
    rows = found[(found["outcome"] == "recommend_at_all") & (found["estimator"] == "unadjusted")].set_index("mode")
    online = rows.loc["online"]
    assert online["estimate"] == 1
    assert online["ci_low"] < proportion_confint(80, 80, method="wilson")[0]


@pytest.mark.parametrize("outcome", ["recommend", "recommend_at_all"])
def test_no_month_had_both_so_nothing_is_adjusted(found, outcome):
    row = difference(found, outcome, "adjusted")
    assert row["verdict"] == "refused"
    assert row[["estimate", "ci_low", "ci_high", "p_value"]].isna().all()
    assert "answers on it: 0 of 100" in row["rule"]
