import pandas as pd
import pytest

from kmu_eval.intake.events import OUTSIDE
from kmu_eval.intake.head_counts import build_head_counts
from kmu_eval.schema import NONE

COLUMNS = ["source", "file", "row", "fate", "place", "role", "registered", "attended", "completed"]


def placed(*given):
    """Placed rows, each a mapping of what it states; the rest is missing."""
    read = [
        {"source": "list", "file": "raw/a.csv", "row": i, "fate": "kept", **each} for i, each in enumerate(given, 2)
    ]
    return pd.DataFrame(read, columns=COLUMNS).astype(dict.fromkeys(COLUMNS[5:], object))


def heads(*given, lists=()):
    return build_head_counts(placed(*given), placed(*lists))


def told(issues):
    return {language: [issue.text(language) for issue in issues] for language in ("de", "en")}


def test_they_are_kept_as_they_are_and_missing_is_no_zero():
    counts, issues = heads(
        {"place": 1, "registered": 20, "attended": None},
        {"place": 0, "attended": 0, "role": "adviser"},
        {"place": OUTSIDE, "fate": "outside_period", "attended": 9},
    )
    assert counts["event"].tolist() == [0, 1]
    assert counts["attended"].tolist() == [0, pd.NA]
    assert counts["registered"].tolist() == [pd.NA, 20]
    assert counts["role"].tolist()[0] == "adviser"
    assert issues == []


@pytest.mark.parametrize(
    ("count", "rule"),
    [({"registered": 5, "attended": 6}, "more_attended"), ({"attended": 5, "completed": 6}, "more_completed")],
)
def test_numbers_that_do_not_go_together_are_told(count, rule, snapshot):
    counts, issues = heads({"place": 0, **count}, {"place": 1, "registered": 5, "attended": 5, "completed": 5})
    assert len(counts) == 2
    assert [(i.severity, i.rule, i.row, i.rows) for i in issues] == [("warning", rule, 2, 1)]
    assert told(issues) == snapshot


def test_a_list_of_the_same_people_is_told(snapshot):
    counts, issues = heads({"place": 0, "attended": 9}, {"place": 1, "attended": 9}, lists=[{"place": 0}] * 3)
    assert len(counts) == 2
    assert [(i.severity, i.rule, i.row, i.rows) for i in issues] == [("warning", "list_and_heads", 2, 1)]
    assert told(issues) == snapshot


@pytest.mark.parametrize(
    ("of_heads", "listed", "rows"),
    [
        ({"role": "adviser"}, [{"role": "adviser"}], 1),
        ({"role": "adviser"}, [{"role": "enterprise"}], 0),
        ({"role": "adviser"}, [{"role": "enterprise"}, {"role": None}], 1),
        ({"role": None}, [{"role": "enterprise"}], 1),
        ({"place": NONE}, [{"place": NONE}], 0),
        ({"fate": "own_staff"}, [{}], 0),
        ({}, [{"fate": "own_staff"}], 0),
        ({}, [], 0),
    ],
)
def test_a_list_of_other_people_is_no_fault(of_heads, listed, rows):
    _, issues = heads({"place": 0, **of_heads}, lists=[{"place": 0, **each} for each in listed])
    assert sum(issue.rows for issue in issues) == rows


def test_none():
    counts, issues = heads()
    assert (len(counts), issues) == (0, [])
