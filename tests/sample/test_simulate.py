"""The simulated programme: calibrated, sound, the same on every run."""

import numpy as np
import pandas as pd
import pytest

from kmu_eval.sample import simulate
from kmu_eval.schema import PREPARED
from kmu_eval.tables import typed


@pytest.fixture(scope="module")
def full():
    return simulate()


@pytest.fixture(scope="module")
def tables(full):
    return full[0]


@pytest.fixture(scope="module")
def truth(full):
    return full[1]


def _all_equal(one, other):
    for name in PREPARED:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))


def test_totals_are_those_of_the_published_case(truth):
    assert 19_000 <= truth.enterprise_participants < 19_100
    assert 12_000 <= truth.enterprises < 12_100
    assert 12_300 <= truth.sme_representatives < 12_400
    assert 4_800 <= truth.advisers_reached < 4_900
    assert 2_900 <= truth.advisers_trained < 3_000


def test_size_of_the_programme(truth):
    assert 900 <= truth.events <= 1_100
    assert 45_000 <= truth.participations <= 55_000
    assert 2_000 <= truth.heads <= 5_000
    assert truth.unnamed == 45


def test_truth_adds_up(tables, truth):
    assert (
        truth.attendances == (tables.participations["attended"] == "yes").sum() + tables.head_counts["attended"].sum()
    )
    assert truth.participants < truth.enterprise_participants + truth.advisers_reached + 400
    assert truth.sme_representatives >= truth.smes
    assert truth.exact_key_participants is None


@pytest.mark.parametrize("seed", [2, 3, 4])
def test_people_are_drawn_to_size_whatever_the_seed(truth, seed):
    other = simulate(seed=seed, scale=1.0)[1]
    for total in (
        "enterprise_participants",
        "enterprises",
        "sme_representatives",
        "advisers_reached",
        "advisers_trained",
    ):
        assert getattr(other, total) == getattr(truth, total)
    assert other.attendances != truth.attendances


@pytest.mark.parametrize("persons_per_firm", [1.0, 1.02, 1.6, 3.0])
def test_persons_per_firm(persons_per_firm):
    truth = simulate(seed=5, scale=0.2, persons_per_firm=persons_per_firm)[1]
    assert truth.enterprises == 2_410
    assert truth.enterprise_participants == round(2_410 * persons_per_firm)
    assert truth.sme_representatives == round(truth.enterprise_participants * 0.6482)


@pytest.mark.parametrize("arguments", [{"scale": 0.0}, {"scale": -1.0}, {"persons_per_firm": 0.9}])
def test_impossible_arguments(arguments):
    with pytest.raises(ValueError, match="persons_per_firm"):
        simulate(**arguments)


@pytest.mark.parametrize("scale", [0.001, 0.01, 0.1, 4.0])
def test_scale(scale):
    truth = simulate(seed=1, scale=scale)[1]
    assert truth.enterprises == max(round(12_050 * scale), 8)
    assert truth.advisers_reached == max(round(4_830 * scale), 8)
    assert truth.events == max(round(1_020 * scale**0.5), 40)


def test_same_seed_same_tables(tables, truth):
    again, same = simulate()
    _all_equal(tables, again)
    assert truth == same


def test_no_global_random_state():
    state = np.random.get_state()[1].copy()  # noqa: NPY002
    simulate(seed=9, scale=0.01)
    assert (np.random.get_state()[1] == state).all()  # noqa: NPY002


@pytest.mark.parametrize("name", PREPARED)
def test_columns_have_their_declared_types(tables, name):
    frame, empty = getattr(tables, name), typed({}, name)
    assert list(frame.columns) == list(empty.columns)
    for column in PREPARED[name].columns:
        expected = "category" if column.kind == "word" else empty[column.name].dtype
        assert frame[column.name].dtype == expected, column.name
        if column.words:
            assert tuple(frame[column.name].cat.categories) == column.words


def test_references_are_valid(tables):
    rows = tables.participations
    assert rows["participant"].between(-1, len(tables.participants) - 1).all()
    assert rows["organisation"].between(-1, len(tables.organisations) - 1).all()
    assert rows["event"].between(0, len(tables.events) - 1).all()
    assert tables.head_counts["event"].between(0, len(tables.events) - 1).all()


def test_every_person_and_organisation_is_on_a_list(tables):
    for column, frame in (("participant", tables.participants), ("organisation", tables.organisations)):
        listed = np.unique(tables.participations[column])
        assert set(range(len(frame))) - set(listed.tolist()) == set()


def test_keys_and_order(tables):
    rows = tables.participations
    assert not rows[rows["participant"] >= 0].duplicated(["participant", "event"]).any()
    assert rows.sort_values(["event", "participant"], kind="stable").index.equals(rows.index)
    events = tables.events
    assert events.sort_values(["date", "event"], kind="stable").index.equals(events.index)
    assert events["event"].is_unique


def test_sme_follows_type_and_size(tables):
    firms = tables.organisations
    business = firms["organisation_type"].isin(["enterprise", "self_employed"])
    assert (firms.loc[~business, "sme"] == "no").all()
    small = business & firms["size_class"].isin(["micro", "small", "medium"])
    assert (firms.loc[small, "sme"] == "yes_by_head_count").all()
    assert (firms.loc[business & (firms["size_class"] == "large"), "sme"] == "no").all()
    unknown = business & (firms["size_class"].isna() | (firms["size_class"] == "medium_or_large"))
    assert (firms.loc[unknown, "sme"] == "unknown").all()


def test_the_day_of_a_status_is_the_last_on_which_the_organisation_is_listed(tables):
    firms, rows = tables.organisations, tables.participations
    rows = rows[rows["organisation"] >= 0]
    last = rows.merge(tables.events[["date"]], left_on="event", right_index=True).groupby("organisation")["date"].max()
    known = firms["sme"] != "unknown"
    assert firms.loc[~known, "sme_date"].isna().all()
    assert firms.loc[known, "sme_date"].tolist() == last[known[known].index].tolist()


def test_period_and_the_move_online(tables, truth):
    events = tables.events
    assert str(events["date"].min()) >= "2019-03-01"
    assert str(events["date"].max()) < "2022-03-01"
    online = events["mode"] == "online"
    before = events["date"] < "2020-03-16"
    assert online[before].mean() < 0.15
    assert 0.8 < online[~before].mean() < 1
    assert online.sum() == truth.events_online


def test_topic_and_difficulty_are_mixed_by_mode(tables):
    events = tables.events[tables.events["mode"] != "hybrid"]
    shares = pd.crosstab(events["difficulty"], events["mode"], normalize="columns")
    assert shares.loc["introductory", "online"] > shares.loc["introductory", "in_person"] + 0.1
    topics = pd.crosstab(events["topic"], events["mode"], normalize="columns")
    assert topics.loc["online_meetings", "online"] > 2 * topics.loc["online_meetings", "in_person"]


def test_no_shows_follow_the_true_shares():
    tables, truth = simulate(seed=1, scale=10.0)
    rows = tables.participations
    known = rows[(rows["registered"] == "yes") & (rows["attended"] != "unknown")]
    stayed_away = (known["attended"] == "no").groupby(known["event"]).mean()
    mode = tables.events["mode"].iloc[stayed_away.index]
    for name, share in (("in_person", truth.effects.no_show_in_person), ("online", truth.effects.no_show_online)):
        own = stayed_away[(mode == name).to_numpy()]
        assert own.median() == pytest.approx(share, abs=0.02)
        assert 0.06 < own.std() < 0.11


def test_people_online_come_from_farther_away(tables):
    rows = tables.participations[tables.participations["attended"] == "yes"]
    rows = rows[rows["organisation"] >= 0]
    area = tables.organisations["postcode"].str[0].iloc[rows["organisation"]].to_numpy()
    online = (tables.events["mode"] == "online").iloc[rows["event"]].to_numpy()
    venue = tables.events["postcode"].str[0].iloc[rows["event"]].to_numpy()
    in_person = (tables.events["mode"] == "in_person").iloc[rows["event"]].to_numpy()
    assert (area == venue)[in_person].mean() > 0.5
    shares = pd.Series(area[online]).value_counts(normalize=True)
    assert shares.max() < 0.2
    assert len(shares) == 10


def test_outcomes(tables):
    rows, kind = tables.participations, tables.events["kind"].iloc[tables.participations["event"]].to_numpy()
    assert (rows.loc[rows["registered"] == "no", "attended"] == "yes").all()
    assert (rows.loc[kind != "training", "completed"] == "unknown").all()
    assert (rows.loc[rows["attended"] == "no", "completed"] != "yes").all()
    assert (rows.loc[kind == "training", "role"] == "adviser").all()
    assert 0.002 < (rows["attended"] == "unknown").mean() < 0.03
    channel = rows["channel"].to_numpy()
    mode = tables.events["mode"].iloc[rows["event"]].to_numpy()
    assert (channel[mode == "online"] == "online").all()
    assert (channel[mode == "in_person"] == "in_person").all()


def test_roadshows_have_heads_only(tables):
    roadshows = np.flatnonzero(tables.events["kind"] == "roadshow")
    assert tables.head_counts["event"].tolist() == roadshows.tolist()
    assert tables.head_counts["role"].isna().all()
    assert not tables.participations["event"].isin(roadshows).any()
    assert tables.head_counts["attended"].isna().sum() == 1


def test_some_change_firm_and_some_have_two_roles(tables):
    rows = tables.participations[tables.participations["participant"] >= 0]
    named = rows[rows["organisation"] >= 0]
    came = named[(named["attended"] == "yes") & (named["role"] == "enterprise")]
    assert (came.groupby("participant")["organisation"].nunique() > 1).sum() > 10
    came = rows[rows["attended"] == "yes"]
    assert (came.groupby("participant")["role"].nunique() > 1).sum() == round(4_830 * 0.013)


def test_capacity_holds_those_present(tables):
    rows = tables.participations
    there = np.bincount(rows.loc[rows["attended"] == "yes", "event"], minlength=len(tables.events))
    capacity = tables.events["capacity"]
    listed = (tables.events["kind"] != "roadshow").to_numpy()
    assert 0.05 < capacity[listed].isna().mean() < 0.2
    assert (capacity.fillna(10**6).to_numpy() >= there).all()


def test_targets_name_indicators(tables):
    from kmu_eval.vocabulary import INDICATOR

    assert {row["indicator"] for row in tables.targets} <= set(INDICATOR)
    assert all(row.keys() == {"indicator", "target", "source"} for row in tables.targets)


def test_origin_says_synthetic(tables):
    assert tables.origin.synthetic
    assert tables.origin.languages == ("de", "en")
    assert tables.origin.labels["topic", "ai", "de"] == "Künstliche Intelligenz"
