"""Response rates and who answered: by hand, and with plain pandas beside the call."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_eval.errors import MeasureError
from kmu_eval.measures.rates import response_rates
from kmu_eval.measures.representation import who_answered
from tests.measures.survey_programmes import surveys, with_frames

RATES = ["events_surveyed", "answers_per_attendance"]


def test_rates_by_hand(surveyed):
    found = response_rates(surveyed).set_index("rate")
    assert found.loc[RATES, "n"].tolist() == [3, 2 + 19 + 11]
    assert found.loc[RATES, "answers"].tolist() == [3, 7]
    assert found.loc[RATES, "n_missing"].tolist() == [0, 1]
    assert found.loc[RATES, "estimate"].tolist() == pytest.approx([1, 7 / 32])
    left_out = found.loc["item_nonresponse"].set_index("item")
    assert left_out["n"].to_dict() == {"useful": 8, "recommend": 8, "needs": 7, "sure": 4}
    assert left_out["answers"].to_dict() == {"useful": 1, "recommend": 1, "needs": 1, "sure": 0}
    assert left_out["unit"].unique().tolist() == ["respondents"]


def test_more_answers_than_attendances_stand_as_they_are(surveyed):
    found = response_rates(surveyed, "mode")
    online = found[(found["mode"] == "online") & (found["rate"] == "answers_per_attendance")]
    assert online[["answers", "n", "estimate"]].values.tolist() == [[3, 2, 1.5]]


def test_only_items_that_the_wave_asked(surveyed):
    found = response_rates(surveyed, wave="pre")
    assert found["item"].dropna().tolist() == ["sure"]
    assert found["estimate"].tolist()[-1] == pytest.approx(1 / 3)
    assert response_rates(surveyed, wave="follow_up")["rate"].tolist() == RATES


def test_a_surveyed_event_without_attendance_is_no_base(programme):
    tables = programme(
        events={"event": ["a", "b", "c"]},
        head_counts={"event": [0, 2], "attended": [10, 5]},
        respondents={"event": [0, 0, 1, 1, -1], "wave": ["post"] * 5},
    )
    found = response_rates(tables)
    assert found["answers"].tolist() == [1, 2]
    assert found["n"].tolist() == [2, 10]
    assert found["n_missing"].tolist() == [1, 3]


@given(tables=surveys())
def test_rates_as_pandas_has_them(tables):
    found = response_rates(tables).set_index("rate")
    who = tables.respondents[tables.respondents["wave"] == "post"]
    attended = _attendances(tables)
    surveyed = [event for event in attended[attended > 0].index if event in set(who["event"])]
    assert found.loc[RATES, "n"].tolist() == [(attended > 0).sum(), attended[surveyed].sum()]
    assert found.loc[RATES, "answers"].tolist() == [len(surveyed), who["event"].isin(surveyed).sum()]
    assert found.loc["answers_per_attendance", "n_missing"] == (~who["event"].isin(surveyed)).sum()


def _attendances(tables):
    listed, heads = tables.participations, tables.head_counts
    long = listed["minutes"].isna() | (listed["minutes"] >= (tables.rules.minimum_stay or 0))
    counted = listed[(listed["attended"] == "yes") & long.astype(bool)]
    found = counted.groupby("event").size()
    found = found.add(heads.groupby("event")["attended"].sum().astype(float), fill_value=0)
    return found[found.index >= 0].astype(int)


@given(tables=surveys(), data=st.data())
def test_items_left_out_as_pandas_has_them(tables, data):
    rows, n = tables.responses, len(tables.responses)
    left_out = data.draw(st.lists(st.booleans(), min_size=n, max_size=n))
    rows = rows.assign(answer=rows["answer"].mask(np.array(left_out, bool)))
    rows = rows.iloc[data.draw(st.permutations(range(n)))].reset_index(drop=True)
    found = response_rates(with_frames(tables, responses=rows)).query("rate == 'item_nonresponse'")
    post = rows[rows["respondent"].isin(np.flatnonzero(tables.respondents["wave"] == "post"))]
    answered = post.groupby(["item", "respondent"], observed=True)["answer"].count() > 0
    by_item = (~answered).groupby("item", observed=True).agg(["sum", "size"])
    assert found["item"].tolist() == by_item.index.tolist()
    assert found[["answers", "n"]].to_numpy().tolist() == by_item.to_numpy().tolist()


@given(tables=surveys())
def test_groups_of_rates_add_up(tables):
    whole = response_rates(tables).groupby("rate", observed=True)[["n", "answers"]].sum()
    for by in (["mode"], ["kind", "topic"]):
        parts = response_rates(tables, by).groupby("rate", observed=True)[["n", "answers"]].sum()
        assert parts.astype(int).to_dict() == whole.astype(int).to_dict()
    by_role = response_rates(tables, "role").groupby("rate", observed=True)["answers"].sum()
    assert by_role["answers_per_attendance"] == whole["answers"]["answers_per_attendance"]


def test_who_answered_by_hand(surveyed):
    found = who_answered(surveyed, ["mode", "role"])
    mode = found[found["group_column"] == "mode"]
    assert mode["group"].tolist()[:3] == ["in_person", "online", "hybrid"]
    assert mode["n"].tolist() == [3, 3, 1, 1]
    assert mode["n_attendances"].tolist() == [19, 2, 11, 0]
    assert mode["share_of_attendances"].tolist() == pytest.approx([19 / 32, 2 / 32, 11 / 32, 0])
    assert mode["difference_pp"].tolist() == pytest.approx(100 * (mode["estimate"] - mode["share_of_attendances"]))
    role = found[found["group_column"] == "role"]
    assert role["n"].tolist() == [2, 2, 0, 4]
    assert np.isclose(role["estimate"].sum(), 1)


@given(tables=surveys())
def test_shares_of_respondents_and_of_attendances_add_up(tables):
    found = who_answered(tables, ["mode", "channel", "quarter"])
    sums = found.groupby("group_column", observed=True)[["estimate", "share_of_attendances"]].sum(min_count=1)
    assert np.isclose(sums.dropna(), 1).all(axis=None)
    attendances = found.groupby("group_column", observed=True)["n_attendances"].sum()
    assert attendances.nunique() == 1


@pytest.mark.parametrize("measure", [response_rates, who_answered])
def test_columns_and_waves_that_there_are_not(measure, surveyed, snapshot):
    for wrong in ({"by": "chanel"}, {"by": ["size_class"]}, {"wave": "after"}):
        with pytest.raises(MeasureError) as error:
            measure(surveyed, **wrong)
        assert str(error.value) == snapshot


def own_roles(programme, came_unstated, answered_unstated):
    return programme(
        events={"event": ["a"]},
        head_counts={"event": [0, 0], "role": ["enterprise", None], "attended": [100 - came_unstated, came_unstated]},
        respondents={
            "event": [0] * 20,
            "wave": ["post"] * 20,
            "role": ["enterprise"] * (20 - answered_unstated) + [None] * answered_unstated,
        },
    )


@pytest.mark.parametrize("unstated", [(0, 20), (0, 2), (6, 0), (100, 20)])
def test_no_rate_by_role_where_many_do_not_state_it(programme, unstated):
    found = response_rates(own_roles(programme, *unstated), "role").set_index("rate").loc[RATES]
    assert found["estimate"].isna().all()
    assert found["rule"].str.endswith("no rates, for numerator and denominator would be of others").all()


def test_few_who_do_not_state_it_are_told(programme):
    tables = own_roles(programme, 5, 1)
    found = response_rates(tables, "role").set_index(["rate", "role"]).loc["answers_per_attendance"]
    assert found.loc["enterprise", "estimate"] == pytest.approx(19 / 95)
    assert found["rule"].str.endswith("not stated: 1 respondents, 5 attendances").all()
    assert not response_rates(tables)["rule"].str.contains("not stated").any()
