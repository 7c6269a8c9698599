import pandas as pd
import pytest

from kmu_eval import figures


@pytest.fixture
def table():
    rows = [
        ("lists", "2019.csv", "kept", "", 900),
        ("lists", "2019.csv", "set_aside", "own_staff", 20),
        ("lists", "2020.csv", "kept", "", 1100),
        ("lists", "2020.csv", "set_aside", "duplicate_event", 4),
        ("events_2019", "events.xlsx", "kept", "", 50),
    ]
    return pd.DataFrame(rows, columns=["source", "file", "outcome", "reason", "rows"])


@pytest.fixture
def drawn(table, origin):
    return figures.ledger(table, origin).draw("de")


def test_files_of_a_source_are_added_up(table, origin):
    added = figures.ledger(table, origin).table
    assert added[added["source"] == "lists"].set_index("reason")["rows"].to_dict() == {
        "": 2000,
        "own_staff": 20,
        "duplicate_event": 4,
    }


def test_bars_of_kept_and_set_aside(drawn, labels, widths):
    assert labels(drawn.axes[0]) == ["lists", "events 2019"]
    assert widths(drawn.axes[0]) == [2000, 50, 24, 0]
    assert [patch.get_x() for patch in drawn.axes[0].patches] == [0, 0, 2000, 50]


def test_the_numbers_add_up_from_left_to_right(drawn):
    heads = [label.get_text() for label in drawn.axes[1].get_xticklabels()]
    assert heads == ["gelesen", "übernommen", "eigenes Personal", "doppelte\nVeranstaltung"]
    assert [text.get_text() for text in drawn.axes[1].texts] == ["2.024", "2.000", "20", "4", "50", "50", "0", "0"]


def test_rows_without_a_reason_may_be_missing_values(table, origin):
    missing = table.assign(reason=table["reason"].replace("", None))
    assert figures.ledger(missing, origin).text == figures.ledger(table, origin).text
