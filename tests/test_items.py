"""``items.toml``: what it says, and every fault told in German and English."""

import pytest

from kmu_eval import programme
from kmu_eval.code_book import Answer, CodeBook, Item, Option
from kmu_eval.errors import ProgrammeError

SCALE = """
[scales.agreement]
[[scales.agreement.answers]]
word = "disagree"
de = "stimme nicht zu"
value = 1
[[scales.agreement.answers]]
word = "dont_know"
dont_know = true
en = "don't know"
[[scales.agreement.answers]]
word = "agree"
de = "stimme zu"
en = "agree"
value = 2
top = true
texts = "2"
"""
USEFUL = """
[items.useful]
scale = "agreement"
theme = "event"
de = "Nützlich?"
headings = "G01Q01"
"""
NEEDS = """
[items.needs]
de = "Was brauchen Sie?"
[items.needs.options.time]
de = "Zeit"
[items.needs.options.money]
en = "money"
texts = ["Geld"]
"""


def write(folder, text):
    (folder / "items.toml").write_text(text, encoding="utf-8")
    return folder


def load(folder, text, sources=None):
    return programme.load_items(write(folder, text), sources)


def fault(folder, sources=None):
    with pytest.raises(ProgrammeError) as error:
        programme.load_items(folder, sources)
    return {language: error.value.text(language) for language in ("de", "en")}


def test_a_programme_without_items_has_an_empty_code_book(tmp_path):
    assert programme.load_items(tmp_path).code_book == CodeBook()


def test_the_code_book_in_the_order_of_the_file_dont_know_last(tmp_path):
    agreement = (
        Answer("disagree", {"de": "stimme nicht zu"}, 1),
        Answer("agree", {"de": "stimme zu", "en": "agree"}, 2, top=True),
        Answer("dont_know", {"en": "don't know"}, dont_know=True),
    )
    options = (Option("time", {"de": "Zeit"}), Option("money", {"en": "money"}))
    assert load(tmp_path, SCALE + NEEDS + USEFUL).code_book == CodeBook(
        (
            Item("needs", {"de": "Was brauchen Sie?"}, (Answer("not_chosen"), Answer("chosen", top=True)), options),
            Item("useful", {"de": "Nützlich?"}, agreement, (), "event"),
        )
    )


def test_answers_that_are_listed_most_first_are_turned(tmp_path):
    text = SCALE.replace("[scales.agreement]", '[scales.agreement]\ndirection = "descending"') + USEFUL
    assert load(tmp_path, text).code_book["useful"].words == ("agree", "disagree", "dont_know")


def test_texts_of_an_answer_are_its_labels_and_spellings_and_the_codes_of_the_item(tmp_path):
    items = load(tmp_path, SCALE + USEFUL + 'codes = { "1" = "disagree", forms = { "1" = "agree" } }\n')
    plain = {
        "stimme nicht zu": "disagree",
        "stimme zu": "agree",
        "agree": "agree",
        "2": "agree",
        "don't know": "dont_know",
    }
    assert items.texts("useful", "lime") == {**plain, "1": "disagree"}
    assert items.texts("useful", "forms") == {**plain, "1": "agree"}


def test_one_text_stands_for_a_list_and_a_wording_is_a_heading(tmp_path):
    items = load(tmp_path, SCALE + USEFUL + 'missing = "-"\nasked_of = { role = "enterprise" }\n').items["useful"]
    assert items.known_headings == ("Nützlich?", "G01Q01")
    assert (items.missing, items.asked_of) == (("-",), {"role": ("enterprise",)})
    assert items.waves == ("pre", "post", "follow_up")


def test_a_wave_may_have_a_wording_of_its_own(tmp_path):
    rule = 'wording_by_wave.pre = { en = "Useful, you think?", headings = "V01" }\n'
    items = load(tmp_path, SCALE + USEFUL + rule)
    assert items.code_book["useful"].wordings == {"de": "Nützlich?"}
    assert items.code_book["useful"].wordings_by_wave == {"pre": {"en": "Useful, you think?"}}
    assert items.items["useful"].headings_in("pre") == ("Nützlich?", "G01Q01", "Useful, you think?", "V01")
    assert items.items["useful"].headings_in("post") == ("Nützlich?", "G01Q01")


def test_a_wave_with_headings_alone_has_the_general_wording(tmp_path):
    items = load(tmp_path, SCALE + USEFUL + 'wording_by_wave.pre = { headings = "V01" }\n')
    assert items.code_book["useful"].wordings_by_wave == {}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('wording_by_wave.pre = { headings = "V01" }', 'wording_by_wave.post = { headings = "V01" }'),
        ('waves = ["pre"]\nheadings = "V01"', 'waves = ["post", "follow_up"]\nheadings = "V01"'),
        ('waves = ["pre"]\nheadings = "V01"', 'wording_by_wave.post = { de = "V01" }'),
    ],
)
def test_two_items_may_share_a_heading_in_different_waves(first, second, tmp_path):
    items = f'[items.a]\nscale = "agreement"\n{first}\n[items.b]\nscale = "agreement"\n{second}\n'
    assert len(load(tmp_path, SCALE + items).code_book) == 2


def test_headings_may_be_those_of_a_source(tmp_path):
    rule = 'headings = { lime = "G01Q02", forms = ["Q1", "Q2"] }\n'
    rule += 'wording_by_wave.pre = { headings = { lime = "V01" } }\n'
    items = load(tmp_path, SCALE + USEFUL.replace('headings = "G01Q01"\n', rule), ("lime", "forms")).items["useful"]
    assert items.headings_in("pre", "lime") == ("G01Q02", "V01")
    assert items.headings_in("post", "forms") == ("Q1", "Q2")
    assert items.headings_in("post") == items.known_headings == ("Nützlich?",)


@pytest.mark.parametrize("second", ['{ forms = "G01Q01" }', '{ lime = "G01Q02", forms = ["G01Q01"] }'])
def test_two_items_may_share_a_heading_in_different_sources(second, tmp_path):
    first = USEFUL.replace('headings = "G01Q01"', 'headings = { lime = "G01Q01" }')
    items = first + f'[items.b]\nscale = "agreement"\nheadings = {second}\n'
    assert len(load(tmp_path, SCALE + items).code_book) == 2


def test_the_heading_of_a_source_may_be_that_of_another_item_elsewhere(tmp_path):
    items = USEFUL + '[items.b]\nscale = "agreement"\nheadings = { forms = "G01Q01" }\n'
    assert len(load(tmp_path, SCALE + items).code_book) == 2


def test_a_recommendation_needs_the_answers_from_0_to_10(tmp_path):
    answers = "".join(f'[[scales.r.answers]]\nword = "{n}"\nvalue = {n}\n' for n in range(11))
    text = answers + '[items.recommend]\nscale = "r"\nrecommendation = true\nde = "Empfehlen?"\n'
    assert load(tmp_path, text).code_book["recommend"].recommendation


def test_a_byte_order_mark_is_read_over(tmp_path):
    (tmp_path / "items.toml").write_bytes(b"\xef\xbb\xbf" + (SCALE + USEFUL).encode())
    assert len(programme.load_items(tmp_path).code_book) == 1


ALL = SCALE + USEFUL + NEEDS
FAULTS = {
    "unknown key at the top": ALL.replace("[items.useful]", "[item.useful]"),
    "unknown key of an item": ALL.replace("theme =", "thema ="),
    "unknown key of a scale": ALL.replace("[scales.agreement]", '[scales.agreement]\norder = "ascending"'),
    "unknown key of an answer": ALL.replace("top = true", "tops = true"),
    "unknown key of an option": ALL.replace('texts = ["Geld"]', 'text = ["Geld"]'),
    "unknown scale": ALL.replace('scale = "agreement"', 'scale = "agreemnt"'),
    "unknown direction": ALL.replace("[scales.agreement]", '[scales.agreement]\ndirection = "descendng"'),
    "unknown wave": ALL.replace("theme =", 'waves = ["pots"]\ntheme ='),
    "no wave": ALL.replace("theme =", "waves = []\ntheme ="),
    "unknown answer of a code": ALL.replace("theme =", 'codes = { "1" = "agre" }\ntheme ='),
    "unknown answer of a code of a source": ALL.replace("theme =", 'codes = { lime = { "1" = "agre" } }\ntheme ='),
    "asked of an unknown column": ALL.replace("theme =", 'asked_of = { rolle = "enterprise" }\ntheme ='),
    "asked of an unknown word": ALL.replace("theme =", 'asked_of = { mode = ["onlin"] }\ntheme ='),
    "neither scale nor options": ALL.replace('scale = "agreement"', ""),
    "scale and options": ALL.replace('de = "Was brauchen Sie?"', 'scale = "agreement"'),
    "answer twice": ALL.replace('word = "agree"', 'word = "disagree"'),
    "text of two answers": ALL.replace('texts = "2"', 'texts = ["stimme nicht zu"]'),
    "text of two options": ALL.replace('texts = ["Geld"]', 'texts = ["Zeit"]'),
    "heading of two items": ALL.replace('de = "Was brauchen Sie?"', 'headings = "G01Q01"'),
    "heading of an item and an option": ALL.replace('texts = ["Geld"]', 'headings = ["Nützlich?"]'),
    "heading of two items in one source": ALL.replace('"G01Q01"', '{ lime = "G01Q01", forms = "Q1" }').replace(
        'texts = ["Geld"]', 'headings = { lime = "G01Q01" }'
    ),
    "no text for the headings of a source": ALL.replace('"G01Q01"', "{ lime = 3 }"),
    "no text for headings": ALL.replace('"G01Q01"', "3"),
    "text of an answer that is missing": ALL.replace("theme =", 'missing = ["-", "stimme  zu"]\ntheme ='),
    "code that was not asked": ALL.replace("theme =", 'codes = { lime = { "9" = "agree" } }\nnot_asked = "9"\ntheme ='),
    "missing and not asked": ALL.replace("theme =", 'missing = "N/A"\nnot_asked = ["N/A"]\ntheme ='),
    "text of an option that is not chosen": ALL.replace('de = "Was brauchen Sie?"', 'not_chosen = ["nie", "Geld"]'),
    "text of a column that is missing": ALL.replace('de = "Was brauchen Sie?"', 'missing = "oft"').replace(
        'texts = ["Geld"]', 'columns = { Git = "oft" }'
    ),
    "asked until before it is asked": ALL.replace("theme =", "from = 2021-02-01\nuntil = 2021-01-01\ntheme ="),
    "option until before it is offered": ALL.replace('texts = ["Geld"]', "from = 2021-02-01\nuntil = 2021-01-01"),
    "recommendation on another scale": ALL.replace("theme =", "recommendation = true\ntheme ="),
    "wording of an unknown wave": ALL.replace("theme =", 'wording_by_wave.pots = { de = "Nutzen?" }\ntheme ='),
    "wording in an unknown language": ALL.replace("theme =", 'wording_by_wave.pre = { ed = "Nutzen?" }\ntheme ='),
    "wording of a wave that does not ask": ALL.replace(
        "theme =", 'waves = ["post"]\nwording_by_wave.pre = { de = "Nutzen?" }\ntheme ='
    ),
    "wording of two items in one wave": ALL.replace(
        "theme =", 'wording_by_wave.pre = { de = "Was brauchen Sie?" }\ntheme ='
    ),
    "wording of one wave twice": ALL.replace("theme =", 'wording_by_wave.pre = { de = "Nutzen?" }\ntheme =').replace(
        'de = "Was brauchen Sie?"', 'de = "Was?"\nwording_by_wave.pre = { en = "Nutzen?" }'
    ),
    "codes with options": ALL.replace('de = "Was brauchen Sie?"', 'codes = { lime = { "1" = "time" } }'),
    "recommendation with options": ALL.replace('de = "Was brauchen Sie?"', "recommendation = true"),
    "unknown answer for other texts": ALL.replace("theme =", 'other = "dontknow"\ntheme ='),
    "unknown option for other texts": ALL.replace('de = "Was brauchen Sie?"', 'other = "tme"'),
    "one answer": ALL.split("[[scales.agreement.answers]]")[0] + 'answers = [{ word = "a" }]\n' + USEFUL,
    "no word": ALL.replace('word = "agree"', 'word = ""'),
    "a text for a number": ALL.replace("value = 2", 'value = "zwei"'),
    "a day that there is not": ALL.replace("theme =", 'from = "2021-02-30"\ntheme ='),
    "empty separator": ALL.replace('de = "Was brauchen Sie?"', 'separator = ""'),
    "several at once": ALL.replace('scale = "agreement"', 'scale = "agreemnt"').replace(
        'texts = ["Geld"]', 'texts = "Zeit"'
    ),
    "no toml": "[items\n",
}


@pytest.mark.parametrize("what", FAULTS)
def test_faults_say_where_and_what_to_do(what, tmp_path, snapshot):
    assert fault(write(tmp_path, FAULTS[what])) == snapshot


def test_a_file_that_is_no_utf_8(tmp_path, snapshot):
    (tmp_path / "items.toml").write_bytes(ALL.encode("cp1252"))
    assert fault(tmp_path) == snapshot


def test_codes_of_a_source_that_the_programme_does_not_have(tmp_path, snapshot):
    text = ALL.replace("theme =", 'codes = { lme = { "1" = "agree" } }\ntheme =')
    load(tmp_path, text)
    assert fault(tmp_path, ("lime", "forms")) == snapshot


def test_headings_of_a_source_that_the_programme_does_not_have(tmp_path, snapshot):
    text = ALL.replace('"G01Q01"', '{ lme = "G01Q01" }').replace('texts = ["Geld"]', 'headings = { frms = "Q2" }')
    load(tmp_path, text)
    assert fault(tmp_path, ("lime", "forms")) == snapshot
