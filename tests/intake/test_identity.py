import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_eval.intake.identity import identify_organisations, identify_participants
from kmu_eval.intake.pseudonyms import Key

KEY = Key(b"a key of the tests")
COLUMNS = ("event", "name", "email", "organisation", "postcode")


def people(*rows):
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    return identify_participants(frame, KEY)


def bodies(*rows):
    return identify_organisations(pd.DataFrame(rows, columns=["organisation", "postcode"], dtype=object), KEY)


def test_the_e_mail_address_tells_persons_apart_whatever_its_case_and_blanks():
    found = people(
        ("E1", "Anna Kern", "Anna@Firma.de", "Firma", None),
        ("E2", None, "anna@firma.de ", None, None),
        ("E2", "Anna Kern", "anna2@firma.de", "Firma", None),
    )
    assert found.codes[0] == found.codes[1] != found.codes[2]
    assert found.rules.tolist() == ["e_mail"] * 3
    assert len(found.pseudonyms) == 2


def test_without_an_address_name_and_organisation_do():
    found = people(
        ("E1", "Anna Kern", None, "Firma", None),
        ("E2", "ANNA KERN", "k. A.", "FIRMA", "50667"),
        ("E2", "Anna Kern", None, "Andere", None),
        ("E2", "Kern, Anna", None, "Firma", None),
    )
    assert found.rules.tolist() == ["name_and_organisation"] * 4
    assert found.codes[0] == found.codes[1] == found.codes[3] != found.codes[2]


def test_a_bare_name_is_never_taken_beyond_its_event():
    found = people(
        ("E1", "Anna Kern", None, None, None),
        ("E1", "anna kern", None, None, None),
        ("E2", "Anna Kern", None, None, None),
        ("e1", "Anna Kern", None, None, None),
    )
    assert found.rules.tolist() == ["name_and_event"] * 4
    assert found.codes[0] == found.codes[1]
    assert len({found.codes[0], found.codes[2], found.codes[3]}) == 3


def test_bare_names_without_an_event_never_match_each_other():
    found = people((None, "Anna Kern", None, None, None), (None, "Anna Kern", None, None, None))
    assert found.codes.tolist() == [-1, -1]
    assert found.rules.tolist() == ["unnamed", "unnamed"]


def test_the_unnamed_are_never_merged():
    found = people(("E1", None, None, "Firma", None), ("E1", None, "keine", "Firma", None), ("E1", "", "", "", ""))
    assert found.codes.tolist() == [-1, -1, -1]
    assert found.rules.tolist() == ["unnamed"] * 3
    assert len(found.pseudonyms) == 0


def test_keys_made_of_several_texts_do_not_run_into_each_other():
    found = people(("E1", "a", None, "b|c", None), ("E1", "a|b", None, "c", None))
    assert found.codes[0] != found.codes[1]
    assert len(bodies(("a|1", None), ("a", "1|"), ("a", "1")).pseudonyms) == 3


def test_a_name_is_no_address_and_an_address_no_name():
    found = people(("E1", "a@b.de", None, "x", None), ("E1", None, "a@b.de", None, None))
    assert found.codes[0] != found.codes[1]


def test_organisations_by_name_and_postcode():
    found = bodies(("Firma GmbH", "50667"), ("FIRMA gmbh", "50667"), ("Firma GmbH", "10115"), ("Firma", "50667"))
    assert found.codes[0] == found.codes[1]
    assert len(set(found.codes)) == 3


def test_a_missing_postcode_splits_an_organisation_as_stated():
    assert len(bodies(("Firma", "50667"), ("Firma", None)).pseudonyms) == 2


def test_rows_without_a_name_belong_to_no_organisation():
    found = bodies((None, "50667"), (None, "50667"))
    assert found.codes.tolist() == [-1, -1]


def test_pseudonyms_depend_on_the_key_and_on_what_is_named():
    row = ("E1", "Anna", None, "Firma", None)
    frame = pd.DataFrame([row], columns=list(COLUMNS))
    one, other = identify_participants(frame, KEY), identify_participants(frame, Key(b"another key, longer"))
    assert one.pseudonyms.tolist() != other.pseudonyms.tolist()
    assert one.pseudonyms.tolist() == people(row).pseudonyms.tolist()
    assert KEY.pseudonym("participant", "x") != KEY.pseudonym("organisation", "x")


@pytest.mark.parametrize("identify", [identify_participants, identify_organisations])
def test_no_rows(identify):
    found = identify(pd.DataFrame(columns=list(COLUMNS), dtype=object), KEY)
    assert (len(found.codes), len(found.pseudonyms)) == (0, 0)


text = st.sampled_from([None, "", "a", "A", "b", "a b", "b, a", "ß", "ss"])
row = st.tuples(text, text, st.sampled_from([None, "", "a@x", "A@X", "b@x", "keine"]), text, text)


@given(st.lists(row, max_size=8), st.randoms())
def test_who_is_who_does_not_depend_on_the_order_of_rows(rows, random):
    order = list(range(len(rows)))
    random.shuffle(order)
    found, again = people(*rows), people(*(rows[i] for i in order))
    assert found.pseudonyms.tolist() == again.pseudonyms.tolist() == sorted(found.pseudonyms)
    assert [found.codes[i] for i in order] == again.codes.tolist()
    assert [found.rules.iloc[i] for i in order] == again.rules.tolist()


@given(st.lists(row, max_size=8))
def test_every_row_has_a_rule_and_only_the_unnamed_have_no_person(rows):
    found = people(*rows)
    assert ((found.codes < 0) == (found.rules == "unnamed")).all()
    assert set(found.codes[found.codes >= 0]) == set(range(len(found.pseudonyms)))
