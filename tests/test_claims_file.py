"""``claims.toml``: what it says, every fault told in German and English, and what prepared folders carry of it."""

import json
from importlib.resources import files

import pytest

from kmu_eval import claiming, programme
from kmu_eval.claiming import Claim
from kmu_eval.errors import ProgrammeError
from kmu_eval.project import open_project
from kmu_eval.sample.claims import claims_text, sample_claims
from kmu_eval.sample.code_book import items_text
from tests.test_comparing import DECLARED, ITEMS

NEEDS = """
[items.needs]
[items.needs.options.time]
de = "Zeit"
[items.needs.options.money]
de = "Geld"

[items.colour]
scale = "colours"

[scales.colours]
answers = [{ word = "red" }, { word = "blue" }]
"""
MANY = """
[claims.many]
de = "Viele kamen."
en = "Many came."
source = "Blog"
indicator = "participants"
relation = "about"
value = 100
tolerance = 0.1

[claims.online]
de = "Die meisten waren online."
indicator = "events"
where = { mode = "online" }
of_where = { year = "2020" }
relation = "most"

[claims.good]
en = "It was good."
item = "was_it_useful"
where = { role = "enterprise" }
relation = "all"

[claims.time]
en = "They lack time."
item = "needs"
option = "time"
wave = "pre"
relation = "at_least"
value = 0.5

[claims.again]
en = "They would recommend it."
item = "recommend"
measure = "net_promoter"
relation = "more_than"
value = -0.5

[claims.alike]
en = "Online was as good."
comparison = "modes"
outcome = "useful"
relation = "equivalent"

[claims.advice]
en = "Strategy comes first."
relation = "not_testable"
needed = { en = "an experiment" }
"""
CLAIMS = (
    Claim(
        "many",
        {"de": "Viele kamen.", "en": "Many came."},
        "about",
        "Blog",
        indicator="participants",
        value=100,
        tolerance=0.1,
    ),
    Claim(
        "online",
        {"de": "Die meisten waren online."},
        "most",
        indicator="events",
        where={"mode": "online"},
        of_where={"year": "2020"},
    ),
    Claim("good", {"en": "It was good."}, "all", item="was_it_useful", where={"role": "enterprise"}),
    Claim("time", {"en": "They lack time."}, "at_least", item="needs", option="time", wave="pre", value=0.5),
    Claim(
        "again",
        {"en": "They would recommend it."},
        "more_than",
        item="recommend",
        measure="net_promoter",
        value=-0.5,
    ),
    Claim("alike", {"en": "Online was as good."}, "equivalent", comparison="modes", outcome="useful"),
    Claim("advice", {"en": "Strategy comes first."}, "not_testable", needed={"en": "an experiment"}),
)
ABOUT_EVENTS = 'indicator = "events"\nrelation = "more_than"\nvalue = 5'
FAULTS = {
    "no toml": "[claims",
    "unknown key": f'[claims.it]\nen = "It."\nindicater = "events"\n{ABOUT_EVENTS}',
    "unknown table": "[claim.it]",
    "unknown indicator": '[claims.it]\nen = "It."\nindicator = "participant"\nrelation = "more_than"\nvalue = 5',
    "unknown relation": '[claims.it]\nen = "It."\nindicator = "events"\nrelation = "more"\nvalue = 5',
    "no relation": '[claims.it]\nen = "It."\nindicator = "events"\nvalue = 5',
    "no sentence": f"[claims.it]\n{ABOUT_EVENTS}",
    "no value": '[claims.it]\nen = "It."\nindicator = "events"\nrelation = "more_than"',
    "value as text": '[claims.it]\nen = "It."\nindicator = "events"\nrelation = "more_than"\nvalue = "5"',
    "value where none belongs": '[claims.it]\nen = "It."\nitem = "was_it_useful"\nrelation = "most"\nvalue = 0.5',
    "no tolerance": '[claims.it]\nen = "It."\nindicator = "events"\nrelation = "almost"\nvalue = 5',
    "tolerance where none belongs": f'[claims.it]\nen = "It."\n{ABOUT_EVENTS}\ntolerance = 0.1',
    "tolerance in per cent": (
        '[claims.it]\nen = "It."\nindicator = "events"\nrelation = "about"\nvalue = 5\ntolerance = 5'
    ),
    "two subjects": f'[claims.it]\nen = "It."\nitem = "was_it_useful"\n{ABOUT_EVENTS}',
    "no subject": '[claims.it]\nen = "It."\nrelation = "most"',
    "subject of what cannot be tested": '[claims.it]\nen = "It."\nindicator = "events"\nrelation = "not_testable"',
    "most of a count": '[claims.it]\nen = "It."\nindicator = "events"\nrelation = "most"',
    "number of a comparison": (
        '[claims.it]\nen = "It."\ncomparison = "modes"\noutcome = "useful"\nrelation = "more_than"\nvalue = 0.1'
    ),
    "comparison of a number": '[claims.it]\nen = "It."\nindicator = "events"\nrelation = "better"',
    "unknown item": '[claims.it]\nen = "It."\nitem = "was_it_usefull"\nrelation = "most"',
    "unknown option": '[claims.it]\nen = "It."\nitem = "needs"\noption = "tim"\nrelation = "most"',
    "no option": '[claims.it]\nen = "It."\nitem = "needs"\nrelation = "most"',
    "option of a single choice": '[claims.it]\nen = "It."\nitem = "was_it_useful"\noption = "yes"\nrelation = "most"',
    "no top answer": '[claims.it]\nen = "It."\nitem = "colour"\nrelation = "most"',
    "no recommendation": (
        '[claims.it]\nen = "It."\nitem = "was_it_useful"\nmeasure = "net_promoter"\nrelation = "more_than"\nvalue = 0'
    ),
    "unknown comparison": '[claims.it]\nen = "It."\ncomparison = "mode"\noutcome = "useful"\nrelation = "better"',
    "unknown outcome": '[claims.it]\nen = "It."\ncomparison = "modes"\noutcome = "usefull"\nrelation = "better"',
    "no outcome": '[claims.it]\nen = "It."\ncomparison = "modes"\nrelation = "better"',
    "unknown column": f'[claims.it]\nen = "It."\n{ABOUT_EVENTS}\nwhere = {{ mood = "online" }}',
    "column of no answer": (
        '[claims.it]\nen = "It."\nitem = "was_it_useful"\nwhere = { sector = "trade" }\nrelation = "most"'
    ),
    "unknown word": f'[claims.it]\nen = "It."\n{ABOUT_EVENTS}\nwhere = {{ mode = "onlin" }}',
    "year outside": f'[claims.it]\nen = "It."\n{ABOUT_EVENTS}\nwhere = {{ year = "2012" }}',
    "part of another whole": (
        '[claims.it]\nen = "It."\nindicator = "events"\nrelation = "most"\n'
        'where = { mode = "online" }\nof_where = { mode = "hybrid" }'
    ),
    "share above one": (
        '[claims.it]\nen = "It."\nindicator = "events"\nof_where = {}\nrelation = "more_than"\nvalue = 50'
    ),
    "key of another subject": f'[claims.it]\nen = "It."\n{ABOUT_EVENTS}\nwave = "pre"\noutcome = "useful"',
    "several at once": (
        '[claims.it]\nindicator = "events"\nrelation = "most"\n\n[claims.that]\nen = "That."\nitem = "usefull"\n'
        'relation = "more_than"'
    ),
}


@pytest.fixture
def folder(tmp_path, write_folder):
    files = {"items.toml": ITEMS + NEEDS, "claims.toml": MANY, "raw/events.csv": "Nr;Datum\nE1;01.05.2020\n"}
    return write_folder(tmp_path, DECLARED, files)


def load(folder, text):
    (folder / "claims.toml").write_text(text, encoding="utf-8")
    return programme.load_claims(folder, programme.load(folder), programme.load_items(folder))


def test_what_the_file_says_is_what_is_claimed(folder):
    assert load(folder, MANY) == CLAIMS


def test_without_a_file_nothing_is_claimed(folder):
    (folder / "claims.toml").unlink()
    assert programme.load_claims(folder, programme.load(folder), programme.load_items(folder)) == ()


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_told_in_both_languages(fault, folder, snapshot):
    with pytest.raises(ProgrammeError) as error:
        load(folder, FAULTS[fault])
    assert {language: error.value.text(language) for language in ("de", "en")} == snapshot


def test_what_is_not_utf8_is_told(folder):
    (folder / "claims.toml").write_bytes("[claims.it]\nde = 'Für alle'".encode("cp1252"))
    with pytest.raises(ProgrammeError, match="UTF-8"):
        open_project(folder)


def test_a_prepared_folder_carries_what_is_claimed_and_its_sentences(folder):
    for prepared in (False, True):
        opened = open_project(folder, prepared=prepared)
        assert opened.claims == CLAIMS
        assert opened.origin.labels["claim", "many", "de"] == "Viele kamen."
        assert opened.origin.labels["needed", "advice", "en"] == "an experiment"


def test_another_sentence_is_prepared_anew(folder):
    open_project(folder)
    (folder / "claims.toml").write_text(MANY.replace("Viele kamen.", "Sehr viele kamen."), encoding="utf-8")
    assert open_project(folder).claims[0].sentences["de"] == "Sehr viele kamen."


def test_a_fault_is_told_when_the_folder_is_prepared(folder):
    (folder / "claims.toml").write_text(FAULTS["unknown item"], encoding="utf-8")
    with pytest.raises(ProgrammeError, match="was_it_useful"):
        open_project(folder)


def test_the_sample_says_the_same_read_as_a_file_or_made_in_memory(tmp_path, write_folder):
    text = files("kmu_eval.sample").joinpath("programme.toml").read_text(encoding="utf-8")
    folder = write_folder(tmp_path, text, {"items.toml": items_text(), "claims.toml": claims_text()}, about="")
    assert programme.load_claims(folder, programme.load(folder), programme.load_items(folder)) == sample_claims()


def test_every_sentence_stands_in_both_languages_and_says_where_it_was_said():
    for claim in sample_claims():
        assert set(claim.sentences) == {"de", "en"}, claim.word
        assert claim.source, claim.word
        assert set(claim.needed) in ({"de", "en"}, set()), claim.word
        assert bool(claim.needed) == (claim.relation == "not_testable"), claim.word


@pytest.mark.parametrize("claims", [CLAIMS, sample_claims(), ()], ids=["some", "sample", "none"])
def test_stored_as_json_and_read_back_they_are_the_same(claims):
    assert claiming.from_stored(json.loads(json.dumps(claiming.stored(claims)))) == claims
