import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_eval.intake.identity.names import firm_names, folded, lists, person_names

FORMS = [(name, text) for name, texts in lists()["legal_forms"].items() for text in texts]


@pytest.mark.parametrize(("name", "text"), FORMS, ids=[text for _, text in FORMS])
def test_every_legal_form_is_taken_off_however_it_is_spaced(name, text):
    spaced = " ".join(text.replace(".", "").replace(" ", "")) if len(text.replace(" ", "")) < 5 else text
    found = firm_names([f"Kern Bau {text}", f"Kern Bau, {text.upper()}", f"Kern Bau {spaced}"])
    assert found.core.to_pylist() == ["kern bau"] * 3
    assert found.form.tolist() == [name] * 3


@pytest.mark.parametrize("text", ["Kunst & Co", "Am Weg", "Agentur Nord", "Seeg", "Kern Stag", "Hof am See"])
def test_what_only_looks_like_one_stays(text):
    found = firm_names([text])
    assert found.form.tolist() == [""]
    assert found.core.to_pylist() == folded([text]).to_pylist()


def test_forms_are_taken_off_until_none_is_left_but_never_the_whole_name():
    found = firm_names(["Kern GmbH GmbH & Co. KG", "GmbH", "AG AG", "KG"])
    assert found.core.to_pylist() == ["kern", "gmbh", "ag", "kg"]
    assert found.form[0] == "gmbh+gmbh_co_kg"
    assert found.generic.tolist() == [False, True, True, True]


def test_departments_and_leading_words_are_no_part_of_the_name():
    names = ["Kern Bau GmbH, Abt. Vertrieb", "Fa. Kern Bau", "Firma Kern Bau GmbH Niederlassung Köln"]
    assert firm_names(names).core.to_pylist() == ["kern bau"] * 3
    assert firm_names(["Abteilung Kunst"]).core.to_pylist() == ["abteilung kunst"]


@pytest.mark.parametrize("text", ["Beratung und Handwerk", "Die Agentur", "Unternehmensberatung GmbH", "Selbständig"])
def test_names_of_generic_words_only(text):
    assert firm_names([text]).generic.tolist() == [True]


@given(st.lists(st.text(max_size=20), max_size=5))
def test_folding_twice_is_folding_once_and_case_does_not_matter(texts):
    once = folded(texts)
    assert folded(once).to_pylist() == once.to_pylist()
    assert len(firm_names(texts).form) == len(person_names(texts)) == len(texts)


def test_names_of_persons():
    names = ["Kern, Anna", "Prof. Dr. Anna Kern", "Frau Anna  Kern", "KERN, Anna", "U. Kern", None]
    assert person_names(names).to_pylist() == ["anna kern"] * 4 + ["u kern", ""]
