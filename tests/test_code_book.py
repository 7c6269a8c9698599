import json
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_eval.code_book import Answer, CodeBook, Item, Option, from_stored, stored
from kmu_eval.errors import MeasureError
from kmu_eval.words import wording

AGREEMENT = (
    Answer("disagree", MappingProxyType({"de": "stimme nicht zu", "en": "disagree"}), 1),
    Answer("agree", MappingProxyType({"de": "stimme zu"}), 2.5, top=True),
    Answer("dont_know", MappingProxyType({"de": "weiß nicht"}), dont_know=True),
)
USEFUL = Item("useful", MappingProxyType({"de": "Nützlich?", "en": "Useful?"}), AGREEMENT, theme="event")
CLEAR = Item("clear", answers=AGREEMENT, theme="event")
NEEDS = Item(
    "needs",
    MappingProxyType({"de": "Was brauchen Sie?"}),
    (Answer("not_chosen"), Answer("chosen", top=True)),
    (Option("time", MappingProxyType({"de": "Zeit", "en": "time"})), Option("money")),
    "needs",
)
BOOK = CodeBook((USEFUL, CLEAR, NEEDS))


def test_dont_know_is_an_answer_but_none_of_the_scale():
    assert USEFUL.words == ("disagree", "agree", "dont_know")
    assert USEFUL.scale_words == ("disagree", "agree")


def test_only_an_item_with_options_is_one_of_several_answers():
    assert (USEFUL.multiple, NEEDS.multiple) == (False, True)


def test_items_by_name_and_by_theme_in_order():
    assert BOOK["needs"] is NEEDS
    assert BOOK.of_theme("event") == (USEFUL, CLEAR)
    assert BOOK.of_theme("evnt") == ()
    assert len(BOOK) == 3


def test_an_unknown_item_is_told_with_the_nearest_known_one():
    with pytest.raises(MeasureError) as error:
        BOOK["usefull"]
    assert "Meinten Sie 'useful'?" in error.value.text("de")
    assert "Did you mean 'useful'?" in error.value.text("en")


def test_labels_of_items_answers_and_options():
    labels = BOOK.labels
    assert labels["item", "useful", "en"] == "Useful?"
    assert labels["answer", "clear/agree", "de"] == "stimme zu"
    assert labels["option", "needs/time", "en"] == "time"
    assert ("answer", "useful/agree", "en") not in labels
    assert ("answer", "needs/chosen", "de") not in labels
    assert len(labels) == 3 + 2 * 4 + 2


SURE = Item(
    "sure",
    MappingProxyType({"de": "Wie sicher?", "en": "How sure?"}),
    AGREEMENT,
    wordings_by_wave=MappingProxyType({"post": MappingProxyType({"de": "Wie sicher jetzt?"})}),
)


def test_a_wave_has_its_own_wording_where_it_has_one():
    labels = CodeBook((SURE,)).labels
    assert wording("sure", "post", "de", labels) == "Wie sicher jetzt?"
    assert wording("sure", "pre", "de", labels) == wording("sure", None, "de", labels) == "Wie sicher?"
    assert wording("sure", "post", "en", labels) == "How sure?"
    assert wording("other", "post", "de", labels) == "other"


def test_a_programmes_own_label_of_an_item_stands_in_every_wave():
    labels = CodeBook((SURE, USEFUL)).labels_beside({("item", "sure", "de"): "Sicherheit"})
    assert {wording("sure", wave, "de", labels) for wave in ("pre", "post", None)} == {"Sicherheit"}
    assert wording("sure", "post", "en", labels) == "How sure?"
    assert labels["item", "useful", "de"] == "Nützlich?"
    assert labels["answer", "sure/agree", "de"] == "stimme zu"


def test_stored_as_json_and_read_back_it_is_the_same():
    assert from_stored(json.loads(json.dumps(stored(CodeBook((SURE,)))))) == CodeBook((SURE,))
    assert from_stored(json.loads(json.dumps(stored(BOOK)))) == BOOK


WORDS = st.text("abc_", min_size=1, max_size=4)
LABELS = st.dictionaries(st.sampled_from(["de", "en"]), st.text(max_size=5))
ANSWERS = st.builds(Answer, WORDS, LABELS, st.none() | st.integers(-9, 9), st.booleans(), st.booleans())
ITEMS = st.builds(
    Item,
    WORDS,
    LABELS,
    st.lists(ANSWERS, max_size=3).map(tuple),
    st.lists(st.builds(Option, WORDS, LABELS), max_size=3).map(tuple),
    st.text(max_size=3),
    st.booleans(),
    st.dictionaries(st.sampled_from(["pre", "post", "follow_up"]), LABELS),
)


@given(st.lists(ITEMS, max_size=3))
def test_any_code_book_stored_and_read_back_is_the_same(items):
    assert from_stored(json.loads(json.dumps(stored(CodeBook(tuple(items)))))) == CodeBook(tuple(items))
