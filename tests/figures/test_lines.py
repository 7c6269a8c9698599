import pandas as pd
import pytest

from kmu_eval.figures import style
from kmu_eval.figures.groups import asked, groups_of
from kmu_eval.figures.lines import Block, arrange
from kmu_eval.figures.marks import wide

LONG = "Für unseren Betrieb ist es schwer, den richtigen Einstiegspunkt in die Digitalisierung zu finden."


@pytest.fixture(autouse=True)
def house_style():
    with style.context():
        yield


def rows(*labels):
    return [(label, pd.DataFrame({"n": [1]})) for label in labels]


def test_lines_stand_below_one_another_without_gap_or_overlap():
    lines = arrange([Block(rows("a", LONG), "Heading", above=0.3), Block(rows("b"))]).lines
    ends = [(round(line.place - line.height / 2, 6), round(line.place + line.height / 2, 6)) for line in lines]
    assert [start for start, _ in ends] == [0, *(end for _, end in ends[:-1])]


def test_long_labels_are_wrapped_and_their_rows_higher():
    short, long = arrange([Block(rows("a", LONG))]).rows
    assert long.text.count("\n") == 3
    assert long.height > short.height
    assert long.text.replace("\n", " ") == LONG


def test_the_lines_of_a_label_are_about_as_long_and_none_is_a_single_word():
    lines = arrange([Block(rows("The event was useful for my work."))]).rows[0].text.split("\n")
    assert lines == ["The event was", "useful for my work."]


@pytest.mark.parametrize("letters", [29, 30, 31, 32, 75])
def test_a_word_longer_than_a_line_is_parted_by_hyphens(letters):
    lines = arrange([Block(rows("x" * letters + " y"))]).rows[0].text.split("\n")
    assert max(map(len, lines)) <= 30
    assert " ".join(lines).replace("- ", "") == "x" * letters + " y"


def test_the_margin_holds_the_widest_line_of_a_label():
    lines = arrange([Block(rows("a", LONG))])
    widest = max(wide(text, style.TEXT) for text in lines.rows[1].text.split("\n"))
    assert widest < lines.margin < widest + 0.2


def test_headings_fit_beside_the_labels():
    heading = arrange([Block(rows("in Präsenz"), LONG)]).lines[0]
    fits = [wide(text, style.HEADING, "bold") for text in heading.text.split("\n")]
    assert max(fits) < style.WIDTH - arrange([Block(rows("in Präsenz"))]).margin


def test_rows_have_at_least_the_height_asked_for():
    assert arrange([Block(rows("a"))], least=0.7).rows[0].height == 0.7


def test_groups_by_two_columns_in_the_order_of_their_words():
    table = pd.DataFrame({"mode": ["online", "in_person", "online"], "year": ["2021", "2020", "2020"]})
    table["mode"] = pd.Categorical(table["mode"], categories=["in_person", "online"])
    assert groups_of(table, ["mode", "year"]) == [("in_person", "2020"), ("online", "2021"), ("online", "2020")]
    assert groups_of(table, []) == [()]


def test_a_group_asked_one_item_keeps_all_its_rows():
    table = pd.DataFrame({"mode": ["online", "online", "hybrid"], "item": ["a", "b", "a"], "n": [0, 3, 0]})
    assert asked(table, ["mode"])["item"].tolist() == ["a", "b"]
