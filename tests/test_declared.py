"""Every declared key that numbers depend on, and nothing that names a person or only people read."""

import pytest

from kmu_eval.programme.declared import declared

PROGRAMME = """
[programme]
name = "Zentrum"
period = { start = 2020-01-01, end = 2020-12-31 }
languages = ["de"]

[counting.own_staff]
organisations = ["Müller GmbH"]

[privacy]
smallest_cell = 7
public_key = "secret"
keep_until = 2030-01-01

[labels.topic.ai]
de = "KI"

[outcomes.useful]
item = "useful"
margin_pp = 10.0
reason = "Antrag"

[sources.events]
table = "events"
files = "raw/*.csv"
set_aside = { Stand = ["abgesagt"] }

[sources.events.columns]
event = "Nr"
kind = { from = "Titel", contains = [["Müller", "talk"]] }
"""
ITEMS = """
[scales.agreement]
answers = [{ word = "no", de = "nein", value = 1 }, { word = "yes", de = "ja", value = 2, top = true }]
"""


@pytest.fixture
def keys(tmp_path):
    (tmp_path / "programme.toml").write_text(PROGRAMME, encoding="utf-8")
    (tmp_path / "items.toml").write_text(ITEMS, encoding="utf-8")
    return declared(tmp_path)


def test_keys_that_count_stand_there_with_their_values(keys):
    assert keys["programme.toml: programme.period.start"] == "2020-01-01"
    assert keys["programme.toml: privacy.smallest_cell"] == 7
    assert keys["programme.toml: outcomes.useful.margin_pp"] == 10.0
    assert keys["programme.toml: sources.events.columns.event"] == "Nr"
    assert keys["items.toml: scales.agreement.answers"] == "no, yes"
    assert keys["items.toml: scales.agreement.answers.yes.top"] is True


def test_words_of_lists_are_hashed_and_keys_names_and_reasons_left_out(keys):
    told = f"{list(keys)} {list(keys.values())}"
    for word in ("Müller", "secret", "Zentrum", "KI", "Antrag", "2030", "abgesagt"):
        assert word not in told
    hashed = {key.removeprefix("programme.toml: ") for key, value in keys.items() if str(value).startswith("sha256:")}
    assert hashed == {"counting.own_staff", "sources.events.set_aside", "sources.events.columns.kind.contains"}


def test_the_order_of_answers_counts(tmp_path, keys):
    turned = ITEMS.replace('"no"', '"x"').replace('"yes"', '"no"').replace('"x"', '"yes"')
    (tmp_path / "items.toml").write_text(turned, encoding="utf-8")
    assert declared(tmp_path)["items.toml: scales.agreement.answers"] == "yes, no"


def test_a_folder_without_companions_declares_nothing(tmp_path):
    assert declared(tmp_path) == {}
