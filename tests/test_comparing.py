"""What is compared: found by its name, and carried from ``programme.toml`` to prepared tables and back."""

import json
from dataclasses import replace

import pytest

from kmu_eval import comparing, programme
from kmu_eval.code_book import Answer, Item
from kmu_eval.comparing import NOTHING_COMPARED, Comparing, Comparison, Outcome
from kmu_eval.errors import MeasureError
from kmu_eval.project import open_project
from kmu_eval.sample.comparing import sample_comparing

USEFUL = Outcome("useful", "was_it_useful", margin_pp=10, reason="one in ten", date="2019-05-01", primary=True)
MODES = Comparison("modes", "mode", ("online", "in_person"), ("year", "kind"), 3, 0.25, ("kind",))
ALL = Comparing((USEFUL, Outcome("again", "recommend", "net_promoter", "follow_up")), (MODES,))


@pytest.mark.parametrize(
    ("measure", "margin_pp", "margin"),
    [
        ("top_share", 10, 0.1),
        ("net_promoter", 15, 0.15),
        ("mean", 0.5, 0.5),
        ("top_share", None, None),
        ("mean", None, None),
    ],
)
def test_a_margin_is_in_the_unit_of_the_estimate(measure, margin_pp, margin):
    assert replace(USEFUL, measure=measure, margin_pp=margin_pp).margin == margin


@pytest.mark.parametrize(
    ("measure", "answers", "fault"),
    [
        ("top_share", [Answer("no"), Answer("yes")], "no_top_answers"),
        ("top_share", [Answer("no"), Answer("dont_know", top=True, dont_know=True)], "no_top_answers"),
        ("top_share", [Answer("no"), Answer("yes", top=True)], None),
        ("mean", [Answer("no", value=0), Answer("yes")], "answers_without_value"),
        ("mean", [Answer("no", value=0), Answer("yes", value=1), Answer("dont_know", dont_know=True)], None),
        ("net_promoter", [Answer("no"), Answer("yes", top=True)], "no_recommendation"),
    ],
)
def test_an_item_that_cannot_be_measured_so_is_a_misfit(measure, answers, fault):
    assert replace(USEFUL, measure=measure).misfit(Item("was_it_useful", answers=tuple(answers))) == fault


def test_top_answers_of_its_own_stand_in_for_those_of_the_item():
    assert replace(USEFUL, top=("yes",)).misfit(Item("was_it_useful", answers=(Answer("no"), Answer("yes")))) is None


def test_found_by_name():
    assert ALL.outcome("again").measure == "net_promoter"
    assert ALL.comparison("modes") is MODES


@pytest.mark.parametrize(("kind", "word"), [("outcome", "usefull"), ("comparison", "mode")])
def test_what_is_not_declared_is_told_with_the_nearest(kind, word, snapshot):
    with pytest.raises(MeasureError) as error:
        getattr(ALL, kind)(word)
    assert [error.value.text(language) for language in ("de", "en")] == snapshot


def test_where_nothing_is_declared_that_is_told(snapshot):
    with pytest.raises(MeasureError) as error:
        NOTHING_COMPARED.comparison("modes")
    assert [error.value.text(language) for language in ("de", "en")] == snapshot


@pytest.mark.parametrize("some", [ALL, NOTHING_COMPARED, sample_comparing()], ids=["all", "nothing", "sample"])
def test_stored_as_json_and_read_back_it_is_the_same(some):
    assert comparing.from_stored(json.loads(json.dumps(comparing.stored(some)))) == some


def test_outcomes_are_chosen_in_the_order_asked_for_each_once():
    assert ALL.chosen() == list(ALL.outcomes)
    assert [outcome.word for outcome in ALL.chosen(["again", "useful", "again"])] == ["again", "useful"]


@pytest.mark.parametrize(("some", "words"), [(NOTHING_COMPARED, None), (ALL, [])])
def test_without_an_outcome_nothing_is_compared(some, words, snapshot):
    with pytest.raises(MeasureError) as error:
        some.chosen(words)
    assert [error.value.text(language) for language in ("de", "en")] == snapshot(name="none")


DECLARED = """
[outcomes.useful]
item = "was_it_useful"
margin_pp = 10
reason = "one in ten"
date = 2019-05-01
primary = true

[outcomes.again]
item = "recommend"
measure = "net_promoter"
wave = "follow_up"

[comparisons.modes]
by = "mode"
order = ["online", "in_person"]
confounders = ["year", "kind"]
least_events = 3
least_share = 0.25
strata = ["kind"]

[sources.events]
table = "events"
files = "raw/events.csv"
columns = { event = "Nr", date = "Datum" }
"""
ZERO_TO_TEN = ", ".join(f'{{ word = "{number}", value = {number} }}' for number in range(11))
ITEMS = f"""
[scales.likelihood]
answers = [{ZERO_TO_TEN}]

[scales.agreement]
answers = [{{ word = "no" }}, {{ word = "yes", top = true }}]

[items.was_it_useful]
scale = "agreement"

[items.recommend]
scale = "likelihood"
recommendation = true
"""


def test_what_is_declared_is_what_is_compared(tmp_path, write_folder):
    assert programme.load(write_folder(tmp_path, DECLARED)).comparing == ALL


def test_a_prepared_folder_carries_what_is_declared(tmp_path, write_folder):
    files = {"items.toml": ITEMS, "raw/events.csv": "Nr;Datum\nE1;01.05.2020\n"}
    folder = write_folder(tmp_path, DECLARED, files)
    assert open_project(folder).comparing == ALL
    assert open_project(folder, prepared=True).comparing == ALL
