import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_eval.intake.exports.questions import Question, plain, split_part, split_shared, unique_headings


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        (Question(0, "Text", "q1", "sub"), "(q1) Text [sub]"),
        (Question(0, "", "likert1[perfCheck1]", "sub"), "(likert1[perfCheck1]) [sub]"),
        (Question(0, "Text", "", "sub"), "Text [sub]"),
        (Question(0, "Text"), "Text"),
        (Question(0, "q1", "q1"), "q1"),
        (Question(0, "", "q1"), "q1"),
        (Question(2), "Column 3"),
    ],
)
def test_headings(question, heading):
    assert question.heading == heading
    assert question.is_named == (heading != "Column 3")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<strong>a</strong>b", "ab"),
        ("a<br/>b</p><p class='x'>c", "a b c"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("a&nbsp;b &lt;b&gt;", "a b <b>"),
        ("a\r\n  b\tc", "a b c"),
    ],
)
def test_html_and_line_breaks_are_taken_out(text, said):
    assert plain(text) == said


def test_a_bracket_that_does_not_open_is_no_part():
    assert split_part("a] b]") == ("a] b]", "")
    assert split_part("") == ("", "")


def test_what_two_texts_begin_with_is_told_apart_and_a_lone_mark_is_not():
    assert split_shared(["A - b", "A - ", "A - c - d", "E - f"], " - ") == [
        ("A", "b"),
        ("", "A - "),
        ("A", "c - d"),
        ("", "E - f"),
    ]


def test_a_numbered_heading_never_takes_one_that_the_file_has():
    questions = [Question(0, text) for text in ("a", "a", "a (2)", "a")]
    assert unique_headings(questions, ()) == ["a", "a (3)", "a (2)", "a (4)"]


def test_a_text_that_ends_with_its_mark_shares_nothing():
    assert split_shared(["A - b", "A - "], " - ") == [("", "A - b"), ("", "A - ")]


@given(st.lists(st.sampled_from(["a", "a (2)", "a (2) (2)", "a (3)", "name"])))
def test_headings_are_each_there_once(texts):
    headings = unique_headings([Question(i, text) for i, text in enumerate(texts)], {"name"})
    assert len(set(headings)) == len(texts)
    assert "name" not in headings
    assert all(heading.startswith(text) for heading, text in zip(headings, texts, strict=True))
