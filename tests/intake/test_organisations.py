import datetime

import pandas as pd
import pytest

from kmu_eval.intake.identity import identify_organisations
from kmu_eval.intake.organisations import build_organisations
from kmu_eval.intake.pseudonyms import Key
from kmu_eval.schema import INTAKE

KEY = Key(b"a key of the tests")
COLUMNS = (*INTAKE["organisations"].names, "date", "listed")


def built(*mentions):
    frame = pd.DataFrame([{"listed": False, **each} for each in mentions], columns=list(COLUMNS))
    frame = frame.astype({name: object for name in COLUMNS if name not in ("date", "listed")})
    frame = frame.assign(date=pd.to_datetime(frame["date"]), listed=frame["listed"].astype(bool))
    return build_organisations(frame, identify_organisations(frame, KEY).default)


def on(day, **attributes):
    return {"organisation": "A", "date": day and datetime.datetime.fromisoformat(day), **attributes}


def test_the_latest_entry_wins_and_disagreement_is_told(snapshot):
    table, issues = built(
        on("2020-05-01", sector="trade"), on("2020-03-01", sector="health"), on("2020-04-01", sector=None)
    )
    assert table["sector"].tolist() == ["trade"]
    assert [(i.severity, i.rule, i.column, i.rows) for i in issues] == [("warning", "lists_disagree", "sector", 1)]
    assert {language: issues[0].text(language) for language in ("de", "en")} == snapshot


def test_a_list_of_organisations_wins_over_the_latest_row_of_attendance():
    table, _ = built(on(None, sector="health", listed=True), on("2020-12-31", sector="trade"))
    assert table["sector"].tolist() == ["health"]


def test_a_row_of_attendance_without_a_date_is_the_weakest():
    table, _ = built(on(None, sector="health"), on("2020-01-01", sector="trade"))
    assert table["sector"].tolist() == ["trade"]
    assert built(on(None, sector="health"))[0]["sector"].tolist() == ["health"]


def test_attributes_come_from_different_rows():
    table, issues = built(on("2020-05-01", sector="trade"), on("2020-03-01", size_class="small", state="NW"))
    assert table[["sector", "size_class", "state"]].to_numpy().tolist() == [["trade", "small", "NW"]]
    assert issues == []


@pytest.mark.parametrize(
    ("size", "sort", "told", "sme"),
    [
        ("micro", None, None, "yes_by_head_count"),
        ("small", "enterprise", None, "yes_by_head_count"),
        ("medium", "self_employed", None, "yes_by_head_count"),
        ("large", "enterprise", None, "no"),
        ("medium_or_large", "enterprise", None, "unknown"),
        (None, "enterprise", None, "unknown"),
        (None, None, None, "unknown"),
        ("micro", "chamber", None, "no"),
        ("small", "public", None, "no"),
        (None, "consultancy", None, "no"),
        ("large", "enterprise", "yes", "yes"),
        ("micro", "enterprise", "no", "no"),
        ("micro", "enterprise", "unknown", "yes_by_head_count"),
        ("small", "chamber", "yes", "yes"),
    ],
)
def test_small_and_medium_enterprises(size, sort, told, sme):
    table, _ = built(on("2020-01-01", size_class=size, organisation_type=sort, sme=told))
    assert table["sme"].tolist() == [sme]


def test_one_row_per_pseudonym_in_its_order_and_rows_without_a_name_tell_nothing():
    table, _ = built(
        {"organisation": "B", "sector": "trade"},
        {"organisation": None, "sector": "health"},
        {"organisation": "A", "sector": "finance"},
    )
    texts = {"finance": "name_and_postcode\na\n", "trade": "name_and_postcode\nb\n"}
    expected = {KEY.pseudonym("organisation", text): sector for sector, text in texts.items()}
    assert dict(zip(table["pseudonym"], table["sector"], strict=True)) == expected
    assert table["pseudonym"].is_monotonic_increasing


def test_the_postcode_is_kept_as_text():
    table, _ = built({"organisation": "A", "postcode": "01067"}, {"organisation": "A", "postcode": "1067"})
    assert sorted(table["postcode"]) == ["01067", "1067"]


def test_the_order_of_rows_changes_nothing_even_on_one_day():
    mentions = [on("2020-05-01", sector=sector) for sector in ("trade", "health", "finance")]
    tables = [built(*order)[0] for order in (mentions, mentions[::-1])]
    pd.testing.assert_frame_equal(*tables)


def test_no_mentions():
    table, issues = built()
    assert (len(table), issues) == (0, [])
