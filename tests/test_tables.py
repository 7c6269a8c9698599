import numpy as np
import pandas as pd
import pytest

from kmu_eval import tables
from kmu_eval.schema import PREPARED
from kmu_eval.tables import CountingRules, Origin, typed
from tests import frames
from tests.frames import dtype


@pytest.fixture(params=list(PREPARED))
def name(request):
    return request.param


@pytest.fixture
def full(name):
    return frames.full(name)


def test_columns_have_their_declared_types(name, full):
    assert list(full.columns) == list(PREPARED[name].names)
    for column in PREPARED[name].columns:
        assert str(full[column.name].dtype) == dtype(column), column.name
        if column.words:
            assert tuple(full[column.name].cat.categories) == column.words


def test_free_words_are_sorted_whatever_their_order():
    frame = typed({"event": list("abc"), "topic": ["z", None, "a"]}, "events")
    assert list(frame["topic"].cat.categories) == ["a", "z"]


def test_what_is_missing_is_filled_with_missing_values():
    frame = typed({"event": [3, 4]}, "participations")
    assert frame["participant"].tolist() == [-1, -1]
    assert frame["minutes"].isna().all()
    assert frame["attended"].isna().all()


def test_values_given_are_not_written_into():
    given = {"event": np.array([0, 1], dtype=np.int64), "attended": pd.Series([1, None], dtype=object)}
    before = {name: list(values) for name, values in given.items()}
    frame = typed(given, "head_counts")
    frame.loc[0, "attended"] = 99
    frame.loc[0, "event"] = 9
    assert {name: list(values) for name, values in given.items()} == before


def test_a_table_is_read_when_first_asked_for_and_once():
    asked = []

    def read(name):
        asked.append(name)
        return tables.empty(name)

    opened = tables.Tables(read, CountingRules("2020-01-01", "2020-12-31"), Origin("x"))
    assert asked == []
    assert opened.events is opened.events
    assert asked == ["events"]


def test_other_rules_give_other_tables():
    opened = tables.in_memory({}, CountingRules("2020-01-01", "2020-12-31"), Origin("x"))
    assert opened.with_rules(minimum_stay=30).rules.minimum_stay == 30
    assert opened.rules.minimum_stay is None


def test_the_rule_says_how_long_a_stay_must_be():
    rules = CountingRules("2020-01-01", "2020-12-31", 30)
    expected = "attended = yes, 2020-01-01 to 2020-12-31, minimum stay 30 minutes, lists without minutes count"
    assert rules.sentence == expected
