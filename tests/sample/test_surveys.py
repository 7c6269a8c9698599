"""The simulated surveys: what was put in is found again by plain pandas."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from kmu_eval.sample import simulate
from kmu_eval.sample.code_book import item_rules
from kmu_eval.sample.effects import Effects

AGREEMENT = ["strongly_disagree", "disagree", "partly", "agree", "strongly_agree"]
TOP = {"agree", "strongly_agree", "9", "10", "confident", "very", "started", "done", "chosen"}


@pytest.fixture(scope="module")
def full():
    return simulate()


@pytest.fixture(scope="module")
def tables(full):
    return full[0]


@pytest.fixture(scope="module")
def truth(full):
    return full[1].surveys


@pytest.fixture(scope="module")
def effects(full):
    return full[1].effects.surveys


@pytest.fixture(scope="module")
def answers(tables):
    """Valid answers with what is known of respondent and event, plainly joined."""
    return _joined(tables)


def _joined(tables):
    rows = tables.responses.astype({"item": "str", "option": "str", "answer": "str"})
    people = tables.respondents.astype({"wave": "str"}).rename(columns={"date": "day"})
    joined = rows.join(people, on="respondent").join(tables.events.add_prefix("event_"), on="event")
    valid = joined[joined["answer"].notna() & (joined["answer"] != "dont_know")]
    return valid.assign(top=valid["answer"].isin(TOP), option=valid["option"].fillna(""))


def _came(tables):
    return tables.participations[tables.participations["attended"] == "yes"]


def test_what_the_lists_hold_is_the_same_with_surveys(full):
    """The totals of the sample before it had surveys."""
    truth = full[1]
    assert (truth.participations, truth.attendances, truth.registrations) == (52_183, 35_906, 54_947)
    assert (truth.participants, truth.organisations) == (24_116, 13_156)
    rows = full[0].participations.astype({"organisation": "int64", "event": "int64"})
    assert (rows["organisation"].sum(), rows["event"].sum()) == (422_190_798, 28_491_035)


def test_same_seed_same_surveys(tables):
    again = simulate()[0]
    for name in ("respondents", "responses"):
        pd.testing.assert_frame_equal(getattr(tables, name), getattr(again, name))


def test_surveys_differ_by_seed():
    one, other = (simulate(seed=seed, scale=0.02)[0] for seed in (1, 2))
    assert len(one.respondents) != len(other.respondents)


@pytest.mark.parametrize("scale", [0.001, 0.01, 0.1])
def test_small_scales(scale):
    tables, truth = simulate(seed=3, scale=scale)
    assert sum(truth.surveys.respondents.values()) == len(tables.respondents)


def test_numbers_of_respondents_and_answers(tables, truth):
    counts = tables.respondents["wave"].value_counts().to_dict()
    assert truth.respondents == counts
    assert 9_000 < sum(counts.values()) < 12_000
    assert truth.answers == tables.responses["answer"].notna().sum()
    assert truth.left_out == tables.responses["answer"].isna().sum()


def test_references_and_order(tables):
    rows = tables.responses
    assert tables.respondents["event"].between(-1, len(tables.events) - 1).all()
    assert (tables.respondents["participant"] == -1).all()
    assert rows["respondent"].between(0, len(tables.respondents) - 1).all()
    assert not rows.duplicated(["respondent", "item", "option"]).any()
    places = pd.DataFrame({"respondent": rows["respondent"], **{n: rows[n].cat.codes for n in ("item", "option")}})
    assert places.sort_values(["respondent", "item", "option"], kind="stable").index.equals(rows.index)


def test_categories_are_in_the_order_of_the_code_book(tables):
    rows, book = tables.responses, tables.code_book
    assert list(rows["item"].cat.categories) == [item.word for item in book.items]
    answers = list(dict.fromkeys(word for item in book.items for word in item.words))
    assert list(rows["answer"].cat.categories) == answers
    for item in book.items:
        assert set(rows.loc[rows["item"] == item.word, "answer"].dropna()) <= set(item.words)


def test_labels_of_the_code_book_are_those_of_the_tables(tables):
    assert tables.origin.labels["answer", "useful/strongly_agree", "de"] == "stimme voll zu"
    assert tables.origin.labels["topic", "ai", "de"] == "Künstliche Intelligenz"


def test_nobody_answers_who_did_not_attend(tables):
    came = _came(tables).groupby("event").size()
    for _, rows in tables.respondents[tables.respondents["event"] >= 0].groupby("wave", observed=True):
        answered = rows.groupby("event").size()
        assert (answered <= came.reindex(answered.index).fillna(0)).all()


def test_response_rates_are_those_put_in(tables, effects):
    rows, events = tables.respondents, tables.events
    post = rows[(rows["wave"] == "post") & (rows["event"] >= 0)]
    answered, came = post.groupby("event").size(), _came(tables).groupby("event").size().reindex(range(len(events)))
    found = events.assign(answered=answered, came=came).loc[answered.index]
    sums = found.groupby(["mode", "interactive"], observed=True)[["answered", "came"]].sum()
    rate = sums["answered"] / sums["came"]
    for mode, base in (("in_person", effects.response_in_person), ("online", effects.response_online)):
        assert rate[mode, "no"] == pytest.approx(base, abs=0.03)
        assert rate[mode, "yes"] == pytest.approx(base * effects.response_interactive, abs=0.035)
    assert (found["answered"] / found["came"])[found["came"] > 40].std() > 0.06


def test_surveyed_events(tables, effects):
    post = tables.respondents.loc[tables.respondents["wave"] == "post", "event"]
    came = _came(tables).groupby("event").size().reindex(range(len(tables.events))).fillna(0)
    large = tables.events[came > 25].assign(surveyed=lambda events: events.index.isin(post))
    by_kind = large.groupby(large["kind"] == "training")["surveyed"].mean()
    assert by_kind[True] == pytest.approx(effects.surveyed_training, abs=0.06)
    assert by_kind[False] == pytest.approx(0.72, abs=0.06)
    assert not tables.events["kind"].iloc[post[post >= 0]].eq("roadshow").any()


def test_shares_are_near_the_truth(answers, truth):
    found = answers.groupby(["item", "option", "wave"])["top"].agg(["mean", "size"])
    expected = truth.items.set_index(["item", "option", "wave"])["top_share"]
    far = (found["mean"] - expected) / np.sqrt(expected * (1 - expected) / found["size"])
    assert expected.index.sort_values().equals(found.index.sort_values())
    assert far.abs().max() < 6
    assert far.abs().median() < 2


def test_truth_is_what_was_put_in(truth, effects):
    items = truth.items[truth.items["option"] == ""].set_index(["item", "wave"])
    for item, opinion in effects.opinions.items():
        wave = item_rules()[item]["waves"][0]
        top = sum(opinion.shares[9:]) if item == "recommend" else sum(opinion.shares[2 if item == "applied" else 3 :])
        assert items.loc[(item, wave), "top_share_all"] == pytest.approx(top, abs=0.015), item
    assert items.loc[("recommend", "post"), "net_share_all"] == pytest.approx(0.45, abs=0.02)
    means = items.loc["confidence", "mean"]
    assert means["post"] - means["pre"] == pytest.approx(0.8, abs=0.03)


def test_truth_is_the_average_of_many_draws_of_answers(truth):
    """The same programme, everybody at surveyed events answering."""
    all_answer = replace(Effects().surveys, response_in_person=1.0, response_online=1.0, response_hybrid=1.0)
    tables, other = simulate(scale=0.3, effects=replace(Effects(), surveys=all_answer))
    found = _joined(tables).groupby(["item", "option", "wave"])["top"].mean()
    items = other.surveys.items[other.surveys.items["wave"] == "post"].set_index(["item", "option", "wave"])
    assert (found.reindex(items.index) - items["top_share"]).abs().max() < 0.025


def test_distribution_of_answers_is_the_one_put_in(effects):
    """At ten times the size, with everybody asked."""
    rows = _joined(simulate(scale=4.0)[0])
    shares = rows[rows["item"] == "soft_factors"]["answer"].value_counts(normalize=True)[AGREEMENT]
    assert shares.tolist() == pytest.approx(effects.opinions["soft_factors"].shares, abs=0.015)


def test_no_true_effect_of_mode_but_a_naive_difference(answers, truth):
    by_mode = truth.by_mode[truth.by_mode["option"] == ""].set_index(["item", "wave", "mode"])["top_share"]
    for item in ("useful", "understandable", "recommend"):
        assert by_mode[item, "post", "online"] - by_mode[item, "post", "in_person"] > 0.03
    rows = answers[(answers["item"] == "useful") & (answers["event"] >= 0)]
    naive = rows.groupby("event_mode", observed=True)["top"].mean()
    assert naive["online"] - naive["in_person"] > 0.03


def test_within_cells_online_is_answered_as_in_person():
    """Given kind, topic, difficulty and year nothing is left, over many programmes."""
    cells = ["event_kind", "event_topic", "event_difficulty", "year"]
    naive, within = zip(*(_differences(simulate(seed=seed, scale=2.0)[0], cells) for seed in range(6)), strict=True)
    assert np.mean(naive) > 0.03
    assert abs(np.mean(within)) < 0.015


def _differences(tables, cells):
    rows = _joined(tables)
    rows = rows[(rows["item"] == "useful") & rows["event_mode"].isin(["online", "in_person"])]
    rows = rows.assign(year=rows["event_date"].dt.year, online=rows["event_mode"] == "online")
    naive = rows.groupby("online")["top"].mean()
    by_cell = rows.groupby([*cells, "online"], observed=True)["top"].agg(["mean", "size"]).unstack("online").dropna()
    weight = 1 / (1 / by_cell["size"]).sum(axis=1)
    difference = by_cell["mean"][True] - by_cell["mean"][False]
    return naive[True] - naive[False], (difference * weight).sum() / weight.sum()


def test_an_effect_of_mode_that_is_put_in_is_found():
    surveys = replace(Effects().surveys, online=0.5)
    tables = simulate(seed=1, scale=2.0, effects=replace(Effects(), surveys=surveys))[0]
    cells = ["event_kind", "event_topic", "event_difficulty", "year"]
    assert _differences(tables, cells)[1] > 0.05


def test_interactive_events_are_more_participatory_and_applied(answers):
    for item, least in (("participatory", 0.15), ("applied", 0.08)):
        rows = answers[(answers["item"] == item) & (answers["event"] >= 0)]
        shares = rows.groupby("event_interactive", observed=True)["top"].mean()
        assert shares["yes"] - shares["no"] > least


def test_opinions_of_one_event_are_alike():
    """Intraclass correlation of the values by analysis of variance, at events that are alike in all else."""
    rows = _joined(simulate(seed=5, scale=8.0)[0])
    rows = rows[
        (rows["item"] == "useful") & (rows["event_kind"] == "talk") & (rows["event_difficulty"] == "introductory")
    ]
    rows = rows[rows["event_date"].dt.year == 2021]
    value = rows["answer"].map({word: number for number, word in enumerate(AGREEMENT)})
    grouped = value.groupby(rows["event"])
    size, mean = grouped.size(), grouped.mean()
    between = (size * (mean - value.mean()) ** 2).sum() / (len(size) - 1)
    within = ((value - rows["event"].map(mean)) ** 2).sum() / (len(value) - len(size))
    typical = (len(value) - (size**2).sum() / len(value)) / (len(size) - 1)
    assert 0.035 < (between - within) / (between + (typical - 1) * within) < 0.085


def test_answers_of_one_person_are_alike(answers):
    wide = answers[answers["item"].isin(["soft_factors", "useful"])].assign(top=lambda rows: rows["top"].astype(float))
    wide = wide.pivot(index="respondent", columns="item", values="top").dropna()
    assert 0.1 < wide.corr().iloc[0, 1] < 0.4


def test_gaps(tables, effects):
    rows = tables.responses.astype({"item": "str", "answer": "str"})
    whole = tables.respondents["date"] >= "2021-08-01"
    rows = rows[whole.to_numpy()[rows["respondent"]]]
    rows = rows[(rows["item"] != "confidence") & (tables.respondents["wave"] == "post").to_numpy()[rows["respondent"]]]
    for item, of_item in rows.groupby("item"):
        about = effects.opinions.get(item) or effects.choices[item]
        assert of_item["answer"].isna().mean() == pytest.approx(about.left_out, abs=0.012), item
        if getattr(about, "dont_know", 0):
            assert (of_item["answer"] == "dont_know").mean() == pytest.approx(about.dont_know, abs=0.02), item


def test_who_breaks_off_leaves_the_rest_out(full):
    drawn = full[1].world.surveys
    assert drawn.rows["broken_off"].sum() > 50
    assert not drawn.rows.loc[~drawn.rows["limesurvey"], "broken_off"].any()


def test_asked_of_and_added_later(tables):
    rows = tables.responses.join(tables.respondents[["event", "role", "wave", "date"]], on="respondent")
    barriers = rows[rows["item"] == "barriers"]
    assert set(barriers["role"].dropna()) == {"enterprise"}
    of_staff = barriers[barriers["option"] == "staff"]
    known = of_staff["event"] >= 0
    assert tables.events["date"].iloc[of_staff.loc[known, "event"]].min() >= pd.Timestamp("2021-01-01")
    assert (of_staff.loc[~known, "date"] >= "2021-01-01").all()
    confidence = rows[rows["item"] == "confidence"]
    assert set(tables.events["kind"].iloc[confidence["event"]]) == {"training"}
    assert set(confidence["wave"]) == {"pre", "post", "follow_up"}


def test_everybody_who_answers_a_multiple_choice_chooses(tables):
    rows = tables.responses[tables.responses["option"].notna() & tables.responses["answer"].notna()]
    chosen = (rows["answer"] == "chosen").groupby([rows["respondent"], rows["item"]], observed=True).sum()
    assert chosen.min() == 1


def test_nothing_yet_stands_alone(tables):
    rows = tables.responses[tables.responses["item"] == "applied_what"]
    wide = (rows["answer"] == "chosen").groupby([rows["respondent"], rows["option"]], observed=True).sum().unstack()
    wide = wide[wide.sum(axis=1) > 0]
    assert (wide.loc[wide["nothing_yet"] == 1].sum(axis=1) == 1).all()


def test_followed_up_half_a_year_later(tables):
    rows = tables.respondents[tables.respondents["wave"] == "follow_up"]
    days = (rows["date"].to_numpy() - tables.events["date"].to_numpy()[rows["event"]]).astype("timedelta64[D]")
    assert days.astype(int).min() > 165
    assert days.astype(int).max() < 200
    assert set(tables.events["kind"].iloc[rows["event"]]) == {"training", "workshop", "talk"}


def test_channels_at_hybrid_events_differ(tables):
    rows = tables.respondents[(tables.respondents["event"] >= 0) & tables.respondents["channel"].notna()]
    mode = tables.events["mode"].iloc[rows["event"]].to_numpy()
    assert (rows.loc[mode == "online", "channel"] == "online").all()
    assert set(rows.loc[mode == "hybrid", "channel"]) == {"online", "in_person"}


def test_personal_codes(full, tables, truth):
    rows = full[1].world.surveys.rows
    coded, asked = rows["code"] != "", (rows["wave"] == "pre") & ~rows.duplicated(["person", "wave"])
    assert coded[asked].mean() == pytest.approx(0.92, abs=0.02)
    assert rows.loc[coded, "code"].str.fullmatch("[A-Z]{2}[0-9]{2}[A-Z]{2}").mean() > 0.97
    assert rows.loc[coded, "slipped"].mean() == pytest.approx(0.04, abs=0.012)
    assert not rows[coded].duplicated(["person", "wave"]).any()
    assert (tables.respondents["pairing"] >= 0).equals(coded)
    assert tables.respondents["pairing_rule"].notna().equals(coded)


def test_pairs_are_one_person(full, tables, truth):
    rows, pairs = full[1].world.surveys.rows, truth.pairs
    assert len(pairs) > 700
    person, pairing = rows["person"].to_numpy(), tables.respondents["pairing"].to_numpy()
    assert (person[pairs["earlier"]] == person[pairs["later"]]).all()
    assert (pairing[pairs["earlier"]] == pairing[pairs["later"]]).all()
    same = rows["code"].to_numpy()[pairs["earlier"]] == rows["code"].to_numpy()[pairs["later"]]
    assert (same == (pairs["rule"] == "same_code")).all()


def test_confidence_rises_within_persons(tables, truth):
    rows = tables.responses[tables.responses["item"] == "confidence"].set_index("respondent")["answer"]
    value = rows.astype("str").map({"not_at_all": 1, "slightly": 2, "fairly": 3, "confident": 4, "very": 5})
    pairs = truth.pairs[(truth.pairs["wave_earlier"] == "pre") & (truth.pairs["wave_later"] == "post")]
    earlier, later = (value.reindex(pairs[name]).to_numpy() for name in ("earlier", "later"))
    assert np.nanmean(later - earlier) == pytest.approx(0.8, abs=0.15)
    known = ~np.isnan(earlier + later)
    assert np.corrcoef(earlier[known], later[known])[0, 1] > 0.2


def test_truth_is_of_all_who_attended_a_surveyed_event(full, tables, truth):
    surveyed = full[1].world.surveys.surveyed
    rows = _came(tables)
    post, events = rows[(surveyed["post"] > 0).to_numpy()[rows["event"]]], tables.events
    items = truth.items.set_index(["item", "option", "wave"])
    assert items.loc[("useful", "", "post"), "n"] == len(post)
    assert items.loc[("needs", "tools", "post"), "n"] == (post["role"] == "enterprise").sum()
    assert items.loc[("useful", "", "post"), "n_all"] == len(rows)
    trained = rows[(events["kind"] == "training").to_numpy()[rows["event"]]]
    assert items.loc[("confidence", "", "pre"), "n_all"] == len(trained)
    by_mode = truth.by_mode[truth.by_mode["item"] == "useful"].set_index("mode")["n"]
    assert by_mode.to_dict() == events["mode"].iloc[post["event"]].value_counts().to_dict()
