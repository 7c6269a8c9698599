"""The survey measures against what is true in the synthetic programme: nobody asked them to fit."""

import pytest

import kmu_eval as kmu

THEMES = ["usefulness", "statements"]


@pytest.fixture(scope="module", params=[1, 4])
def made(request):
    tables, truth = kmu.simulate(seed=request.param, scale=0.5)
    items = truth.surveys.items
    return tables, items[items["option"] == ""].set_index(["wave", "item"])


def test_top_shares_weighted_to_those_who_came_hold_the_truth(made):
    tables, true = made
    found = kmu.raked(tables, THEMES, ["mode", "kind"], population="surveyed").set_index("item")
    truth = true.loc["post"].loc[found.index, "top_share"]
    inside = (found["weighted_low"] <= truth) & (truth <= found["weighted_high"])
    assert len(found) == 9
    assert inside.sum() >= 8
    assert (found["weighted"] - truth).abs().max() < 0.03


def test_nets_and_later_shares_are_near_the_truth(made):
    tables, true = made
    net = kmu.net_promoter(tables, "recommend")["estimate"].iloc[0]
    assert net == pytest.approx(true.loc[("post", "recommend"), "net_share"], abs=0.06)
    applied = kmu.top_share(tables, ["applied"], wave="follow_up")["estimate"].iloc[0]
    assert applied == pytest.approx(true.loc[("follow_up", "applied"), "top_share"], abs=0.06)


def test_who_was_trained_is_more_confident_by_the_true_step(made):
    tables, true = made
    means = true.xs("confidence", level="item")["mean"]
    changes = kmu.pre_post(tables, "confidence")
    change = changes[changes["change"].isna()].iloc[0]
    assert change["ci_low"] - 0.1 <= means["post"] - means["pre"] <= change["ci_high"] + 0.1
    assert kmu.unpaired(tables, "confidence")["p_value"].iloc[0] < 0.001
