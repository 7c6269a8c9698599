"""The sheet of indicators: what stands in it, in which order, and what is hidden."""

import re
from dataclasses import replace

import pytest

from kmu_eval import vocabulary, words
from kmu_eval.report.sheet import COLUMNS, sheet
from kmu_eval.tables import CountingRules, Origin, in_memory, typed

RULES = CountingRules("2020-01-01", "2020-12-31")


def counted(attended, more=None, targets=(), origin=None):
    """A programme of head counts: so many heads at each event, perhaps some more of whom nothing is known."""
    events = typed({"event": [f"E{n}" for n in range(len(attended))]}, "events")
    heads = typed(
        {"event": list(range(len(attended))), "attended": attended, "role": ["adviser"] * len(attended)}, "head_counts"
    )
    frames = {"events": events, "head_counts": heads, **(more or {})}
    return in_memory(frames, RULES, origin or Origin("Zentrum", languages=("de", "en")), targets)


def target(indicator, value, source="Antrag"):
    return {"indicator": indicator, "target": float(value), "source": source}


def rows(made):
    return made.numbers.set_index("indicator")


def test_one_event_is_one_event():
    assert sheet(counted([40]), "en").cells["n"].iloc[0] == "1 event"


def test_those_with_a_target_come_first_in_their_order_and_every_indicator_is_there_once():
    made = sheet(counted([40], targets=(target("attendances", 50), target("events", 1))), "de")
    names = made.numbers["indicator"].tolist()
    assert names[:2] == ["attendances", "events"]
    assert names[2:] == [name for name in vocabulary.INDICATOR if name not in ("attendances", "events")]


def test_target_actual_percent_and_verdict_as_people_write_them():
    made = sheet(counted([1200, 34], targets=(target("attendances", 1500),)), "de")
    cells = made.cells.iloc[0]
    assert cells[["indicator", "target", "actual", "percent", "verdict"]].tolist() == [
        "Teilnahmen",
        "1.500",
        "1.234",
        "82\N{NO-BREAK SPACE}%",
        "verfehlt",
    ]
    assert cells["n"] == "2 Veranstaltungen"
    assert cells["source"] == "Ziel: Antrag. Ist: Zentrum, eigene Zählung."
    assert made.numbers.loc[0, "share_of_target"] == pytest.approx(1234 / 1500)


def test_what_falls_just_short_is_not_told_as_100_percent():
    made = sheet(counted([1499], targets=(target("attendances", 1500),)), "en")
    assert made.cells.loc[0, ["percent", "verdict"]].tolist() == ["99.9%", "missed"]


def test_heads_without_names_leave_the_persons_open_and_the_caveat_says_so():
    cells = sheet(counted([30, 12]), "en").cells.set_index("indicator")
    persons = cells.loc["Participants (persons)"]
    assert persons["actual"] == "0 (possible: 30 to 42)"
    assert persons["caveat"] == "Lists are incomplete: 30 to 42 are possible."


def test_small_counts_are_hidden_with_their_percent_and_verdict():
    made = sheet(counted([3], targets=(target("attendances", 40),)), "en")
    row, cells = made.numbers.iloc[0], made.cells.iloc[0]
    assert row[["estimate", "lower", "upper", "share_of_target", "verdict"]].isna().all()
    assert cells[["target", "actual", "percent", "verdict"]].tolist() == ["40", "< 5", "< 5", "< 5"]
    assert cells["caveat"] == "Fewer than 5: not shown."
    shown = "".join(table.astype("str").to_csv(index=False) for table in (made.cells, made.numbers))
    assert not re.search(r"(?<![\d.,])3(?:\.0)?(?![\d.])", shown.replace("2003", ""))


def test_without_targets_the_sheet_is_sound():
    made = sheet(counted([40]), "de")
    assert made.numbers["target"].isna().all()
    assert (made.cells[["target", "percent", "verdict"]] == "–").all(axis=None)
    assert len(made.numbers) == len(vocabulary.INDICATOR)


def test_a_programme_without_anything_counts_nothing():
    cells = sheet(in_memory({}, RULES, Origin("Zentrum")), "en").cells
    assert (cells["actual"] == "0").all()


def test_synthetic_data_are_called_so_at_every_indicator():
    made = sheet(counted([40], origin=Origin("Zentrum", synthetic=True)), "de")
    assert made.numbers["caveat"].str.contains("Synthetische Daten").all()


def test_the_programmes_own_label_and_another_smallest_cell_win():
    origin = Origin("Z", smallest_cell=50, labels={("indicator", "attendances", "en"): "Visits"})
    cells = sheet(counted([40], origin=origin), "en").cells.set_index("indicator")
    assert cells.loc["Visits", "actual"] == "< 50"


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_indicator_is_defined_and_every_column_has_a_heading(language):
    assert all(words.definition(name, language) for name in vocabulary.INDICATOR)
    made = sheet(counted([40]), language)
    assert list(made.headings) == list(COLUMNS) == list(made.cells)
    assert len(set(made.headings.values())) == len(COLUMNS)


def test_the_rule_is_told_in_the_language_of_the_sheet():
    german, english = (rows(sheet(counted([40]), language))["rule"] for language in ("de", "en"))
    assert german["advisers_reached"].endswith("Rolle Beratende")
    assert english["advisers_reached"].endswith("role adviser")


def test_the_programme_is_left_as_it_was():
    programme = counted([40], targets=(target("events", 1),))
    before = programme.head_counts.copy()
    sheet(replace(programme), "de")
    assert programme.head_counts.equals(before)
