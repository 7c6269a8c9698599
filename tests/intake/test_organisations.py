import datetime

import pandas as pd
import pytest

from kmu_eval.intake.identity import identify_organisations
from kmu_eval.intake.organisations import build_organisations
from kmu_eval.intake.pseudonyms import Key
from kmu_eval.schema import INTAKE
from kmu_eval.target_group import EUROPEAN, TargetGroup

KEY = Key(b"a key of the tests")
COLUMNS = (*INTAKE["organisations"].names, "email", "date", "listed")


def built(*mentions, group=EUROPEAN):
    frame = pd.DataFrame([{"listed": False, **each} for each in mentions], columns=list(COLUMNS))
    frame = frame.astype({name: object for name in COLUMNS if name not in ("date", "listed")})
    frame = frame.assign(date=pd.to_datetime(frame["date"]), listed=frame["listed"].astype(bool))
    return build_organisations(frame, identify_organisations(frame, KEY).default, group)


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


def status(*mentions, group=EUROPEAN):
    table, _ = built(*mentions, group=group)
    [size], [sme], [day] = table["size_class"], table["sme"], table["sme_date"]
    return size, sme, day if pd.isna(day) else day.date().isoformat()


def test_a_number_of_employees_makes_the_size_class_and_wins_over_one():
    assert status(on("2020-01-01", employees_awu=249.5)) == ("medium", "yes_by_head_count", "2020-01-01")
    older, newer = on("2020-01-01", employees_awu=250.0), on("2020-02-01", size_class="small")
    assert status(older, newer) == ("large", "no", "2020-01-01")
    assert [(i.column, i.rows) for i in built(older, newer)[1]] == [("size_class", 1)]
    assert status(older, on("2020-02-01", employees_awu=9.0)) == ("micro", "yes_by_head_count", "2020-02-01")


def test_figures_come_from_different_rows_and_the_status_is_of_the_latest_day():
    rows = [on("2020-03-01", size_class="small"), on("2020-01-01", turnover_million_eur=50.0), on("2020-05-01")]
    assert status(*rows) == ("small", "yes", "2020-03-01")
    beyond = on("2020-04-01", turnover_million_eur=50.1, balance_sheet_million_eur=43.1)
    assert status(*rows, beyond) == ("small", "no", "2020-04-01")


def test_the_day_that_a_list_states_makes_the_day_of_the_status_and_what_is_latest():
    stated = datetime.datetime(2018, 12, 31)
    assert status(on("2020-01-01", size_class="small", sme_date=stated))[2] == "2018-12-31"
    older = on("2020-06-01", turnover_million_eur=60.0, balance_sheet_million_eur=60.0, sme_date=stated)
    newer = on("2020-01-01", turnover_million_eur=1.0, balance_sheet_million_eur=1.0, size_class="small")
    assert status(older, newer) == ("small", "yes", "2020-01-01")


def test_the_day_of_a_list_of_organisations_is_the_stated_one_or_missing():
    row = {"size_class": "small", "listed": True}
    assert pd.isna(status(on(None, **row), on("2020-01-01", size_class="large"))[2])
    stated = datetime.datetime(2019, 6, 30)
    assert status(on(None, sme_date=stated, **row), on("2020-01-01", size_class="large"))[2] == "2019-06-30"


def test_the_day_of_a_status_that_a_list_states_itself_or_that_the_sort_of_body_decides():
    rows = [on("2020-05-01", size_class="small"), on("2020-02-01", sme="yes")]
    assert status(*rows)[1:] == ("yes", "2020-02-01")
    assert status(*rows[:1], on("2020-03-01", organisation_type="chamber"))[1:] == ("no", "2020-03-01")


def test_nothing_stated_has_no_day():
    size, sme, day = status(on("2020-05-01", sector="trade"))
    assert (sme, pd.isna(size), pd.isna(day)) == ("unknown", True, True)


def test_only_rows_that_say_so_hold_the_figures_of_linked_enterprises():
    linked = on("2020-01-01", autonomous="no", size_class="small", aggregated="yes")
    assert status(linked)[1] == "yes_by_head_count"
    own = on("2020-02-01", employees_awu=3.0)
    assert status(linked, own)[1] == "unknown"
    assert status(linked, on("2020-02-01", turnover_million_eur=3.0, aggregated="no"))[1] == "unknown"
    assert status(linked, on("2020-02-01", turnover_million_eur=3.0, aggregated="yes"))[1] == "yes"
    number = on("2019-01-01", employees_awu=3.0, aggregated="yes")
    assert status(on("2020-01-01", autonomous="no", size_class="small"), number)[1] == "yes_by_head_count"


def test_the_figures_of_a_row_differ_from_year_to_year_without_a_warning():
    _, issues = built(on("2020-01-01", turnover_million_eur=1.0), on("2020-02-01", turnover_million_eur=2.0))
    assert issues == []


def test_another_target_group():
    group = TargetGroup(500, None, None, ("enterprise", "chamber"))
    assert status(on("2020-01-01", size_class="large"), group=group)[1] == "unknown"
    assert status(on("2020-01-01", employees_awu=499.0), group=group)[:2] == ("large", "yes")
    chamber = [on("2020-01-01", size_class="micro"), on("2020-02-01", organisation_type="chamber")]
    assert status(*chamber, group=group)[1:] == ("yes", "2020-01-01")
    assert status(*chamber)[1:] == ("no", "2020-02-01")


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
