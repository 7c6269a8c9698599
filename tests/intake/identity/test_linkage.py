"""Who is who, from rows to codes: exact keys, rules, doubtful pairs, decisions; what must never be merged."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kmu_eval.intake.identity import identify_organisations, identify_participants
from kmu_eval.intake.identity.decisions import Decisions
from kmu_eval.intake.pseudonyms import Key

KEY = Key(b"a key of the tests")
COLUMNS = ("event", "name", "email", "organisation", "postcode")
BAU = "Möller Maschinenbau GmbH"


def people(*rows, **more):
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    return identify_participants(frame, KEY, identify_organisations(frame, KEY), **more)


def bodies(*rows, **more):
    width = max((len(row) for row in rows), default=2)
    frame = pd.DataFrame(rows, columns=["organisation", "postcode", "email"][:width], dtype=object)
    return identify_organisations(frame, KEY, **more)


def count(linkages):
    """Distinct ones: strict, default, wide."""
    return [len(getattr(linkages, name).pseudonyms) for name in ("strict", "default", "wide")]


def doubtful(linkages):
    return len(linkages.doubtful)


def merged(linkages):
    """What joined the rows, where not their own keys did."""
    own = {"e_mail", "name_and_organisation", "name_and_event", "name_and_postcode", "unnamed"}
    return sorted(set(linkages.default.rules) - own)


# Organisations


@pytest.mark.parametrize(
    ("other", "rule"),
    [
        ("Möller Maschinenbau", "same_name"),
        ("MÖLLER MASCHINENBAU G.m.b.H.", "same_name"),
        ("Moeller Maschinenbau G m b H", "same_name"),
        ("Möller-Maschinen Bau mbH", "same_name"),
        ("Maschinenbau Möller", "word_order"),
        ("Möller Machinenbau GmbH", "one_edit"),
        ("Möller Mashcinenbau GmbH", "one_edit"),
    ],
)
def test_spellings_of_one_firm_at_one_postcode(other, rule):
    found = bodies((BAU, "50667"), (other, "50667"))
    assert count(found) == [2, 1, 1]
    assert merged(found) == [rule]


@pytest.mark.parametrize("other", ["Möler Machinenbau", "Möller", "Möller Maschb. GmbH"])
def test_names_that_are_alike_merge_where_they_fit_one_firm_at_their_postcode(other):
    found = bodies((BAU, "50667"), (other, "50667"), ("Weber Dach", "50667"))
    assert count(found) == [3, 2, 2]
    assert merged(found) == ["same_place"]
    assert count(bodies((BAU, "50667"), (other, "10117")))[1] == 2


@pytest.mark.parametrize(
    ("other", "third"),
    [("Möller", "Möller Metallbau"), ("Möller Masch. GmbH", "Möller Maschenmode")],
)
def test_what_fits_two_firms_needs_a_second_field(other, third):
    rows = [(BAU, "50667"), (other, "50667"), (third, "50667")]
    assert bodies(*rows).default.codes[0] != bodies(*rows).default.codes[1]
    domain = [(*row, f"{i}@{'moeller.de' if i < 2 else 'anders.de'}") for i, row in enumerate(rows)]
    found = bodies(*domain).default
    assert found.codes[0] == found.codes[1] != found.codes[2]


def test_a_word_more_needs_a_second_field():
    other = "Möller Regio Maschinenbau"
    assert count(bodies((BAU, "50667"), (other, "50667")))[1] == 2
    found = bodies((BAU, "50667", "a@moeller.de"), (other, "50667", "b@moeller.de"))
    assert count(found) == [2, 1, 1]
    assert merged(found) == ["same_domain"]
    assert count(bodies((BAU, "50667", "a@gmx.de"), (other, "50667", "b@gmx.de")))[1] == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Müller GmbH", "50667"), ("Möller GmbH", "50667")),
        (("Müller Metallbau GmbH", "50667"), ("Möller Metallbau GmbH", "50667")),
        (("Kunst & Co", "50667"), ("Kunst", "50667")),
        (("Berg GmbH", "50667"), ("Burg GmbH", "50667")),
        (("Autohaus Nord 1", "50667"), ("Autohaus Nord 2", "50667")),
        (("Kern GmbH", "50667"), ("Kern AG", "50667")),
        (("Beratung GmbH", "50667"), ("Beratung", "50667")),
        (("Handwerk", "50667"), ("Handwerk AG", "50667")),
        (("GmbH", "50667"), ("AG", "50667")),
        ((BAU, "50667"), (BAU, "10117")),
        ((BAU, "50667"), ("Weber Maschinenbau GmbH", "50667")),
        (("Anna Groß", "50667"), ("Anna Groß", "10117")),
    ],
)
def test_what_is_never_merged_by_itself(one, other):
    assert count(bodies(one, other))[:2] == [2, 2]


def test_umlauts_written_out_are_the_same_letters():
    found = bodies(("Müller GmbH", "50667"), ("Mueller GmbH", "50667"), ("Möller GmbH", "50667"))
    assert found.default.codes[0] == found.default.codes[1] != found.default.codes[2]


def test_two_legal_forms_are_two_firms_and_none_stated_is_neither():
    found = bodies(("Kern Bau GmbH", "50667"), ("Kern Bau AG", "50667"), ("Kern Bau", "50667"))
    assert count(found) == [3, 3, 1]
    assert doubtful(found) == 2


def test_branches_at_two_postcodes_are_two_and_doubtful_where_they_share_a_domain():
    found = bodies((BAU, "50667", "a@moeller.de"), (BAU, "10117", "b@moeller.de"))
    assert count(found) == [2, 2, 1]
    assert count(bodies((BAU, "50667", "a@web.de"), (BAU, "10117", "b@web.de"))) == [2, 2, 2]


def test_a_missing_postcode_is_filled_by_the_only_one_there_is():
    found = bodies((BAU, "50667"), (BAU, None), ("Kern", "50667"), ("Kern", None))
    assert found.default.codes[0] == found.default.codes[1]
    assert merged(found) == ["only_postcode"]
    assert count(found)[1] == 3
    assert count(bodies((BAU, "50667"), (BAU, None), (BAU, "10117")))[1] == 3


def test_a_domain_that_many_firms_share_is_nobodys_own():
    shared = [
        (f"{name} Werk", "50667", f"{name}@netz.example") for name in ("Ahorn", "Birke", "Eiche", "Esche", "Linde")
    ]
    shared += [(f"{name} Hof", "50667", f"{name}@netz.example") for name in ("Rose", "Tanne", "Ulme", "Weide")]
    found = bodies((BAU, "50667", "a@netz.example"), ("Möller Regio Maschinenbau", "50667", "b@netz.example"), *shared)
    assert found.default.codes[0] != found.default.codes[1]


def test_a_slip_of_the_pen_needs_a_word_that_is_no_word_elsewhere():
    known = [(f"Keller {trade}", code) for trade in ("Dach", "Rohr", "Holz") for code in ("1", "2")]
    known += [(f"Kelber {trade}", code) for trade in ("Dach", "Rohr", "Holz") for code in ("3", "4")]
    assert bodies(("Keller Metall", "9"), ("Kelber Metall", "9")).default.codes.tolist() == [0, 0]
    found = bodies(("Keller Metall", "9"), ("Kelber Metall", "9"), *known)
    assert found.default.codes[0] != found.default.codes[1]
    assert doubtful(found) == 1


def test_rows_without_a_name_belong_to_no_organisation():
    found = bodies((None, "50667"), (None, "50667")).default
    assert found.codes.tolist() == [-1, -1]
    assert found.rules.tolist() == ["unnamed"] * 2


# Persons


def test_the_e_mail_address_tells_persons_apart_whatever_its_case_and_blanks():
    found = people(
        ("E1", "Anna Kern", "Anna@Firma.de", "Firma", None),
        ("E2", None, "anna@firma.de ", None, None),
        ("E2", "Anna Kern", "anna2@firma.de", "Firma", None),
    ).default
    assert found.codes[0] == found.codes[1] != found.codes[2]


@pytest.mark.parametrize(
    "name", ["Kern, Anna", "Dr. Anna Kern", "A. Kern", "ANNA KERN", "Ana Kern", "Anna Maria Kern", None]
)
def test_one_address_and_one_name_however_written_is_one_person(name):
    found = people(("E1", "Anna Kern", "anna@kern.de", None, None), ("E2", name, "anna@kern.de", None, None))
    assert count(found)[1:] == [1, 1]


def test_an_address_of_several_names_is_split():
    box = [("E1", name, "info@kern.de", "Kern", "50667") for name in ("Anna Kern", "Jan Ober", "A. Kern", None)]
    found = people(*box).default
    assert found.codes[0] == found.codes[2] != found.codes[1]
    assert found.codes[3] not in (found.codes[0], found.codes[1])


def test_father_and_son_in_one_firm():
    rows = [("E1", name, None, "Kern GmbH", "50667") for name in ("Karl Kern", "Kurt Kern", "Karl Kern jun.")]
    assert count(people(*rows))[1] == 3
    rows = [("E1", name, "post@kern.de", "Kern GmbH", "50667") for name in ("Karl Kern sen.", "Karl Kern jun.")]
    assert count(people(*rows))[1] == 2


def test_without_an_address_name_and_organisation_do():
    found = people(
        ("E1", "Anna Kern", None, "Kernwerk Nord", None),
        ("E2", "ANNA KERN", "k. A.", "KERNWERK NORD GmbH", "50667"),
        ("E2", "Anna Kern", None, "Andere", None),
        ("E2", "Kern, Anna", None, "Kernwerk Nord", None),
    ).default
    assert found.codes[0] == found.codes[1] == found.codes[3] != found.codes[2]


def test_an_address_left_out_once_is_filled_by_name_and_organisation():
    found = people(
        ("E1", "Anna Kern", "anna@kern.de", BAU, "50667"), ("E2", "Anna Kern", None, "Moeller Maschinenbau", "50667")
    )
    assert count(found) == [2, 1, 1]
    assert merged(found) == ["same_organisation"]


def test_a_freelancer_whose_firm_is_her_name():
    found = people(
        ("E1", "Anna Groß", None, "Anna Groß", "50667"),
        ("E2", "Anna Groß", None, "Anna Groß", "10117"),
        ("E3", "Anna Groß", None, "anna gross", "50667"),
    ).default
    assert found.codes[0] == found.codes[2] != found.codes[1]


def test_a_second_address_needs_the_organisation_as_well():
    found = people(
        ("E1", "Anna Kern", "anna@kern.de", BAU, "50667"), ("E2", "Anna Kern", "anna.k@gmx.de", BAU, "50667")
    )
    assert count(found) == [2, 1, 1]
    assert merged(found) == ["second_address"]
    assert count(people(("E1", "Anna Kern", "a@kern.de", "A", "1"), ("E2", "Anna Kern", "b@gmx.de", "B", "2"))) == [
        2,
        2,
        2,
    ]


def test_two_addresses_of_one_firm_and_one_name_are_doubtful():
    rows = [("E1", "Anna Kern", f"{box}@kern.de", BAU, "50667") for box in ("a.kern", "anna.kern2")]
    assert count(people(*rows)) == [2, 2, 1]
    assert doubtful(people(*rows)) == 1
    assert count(people(*rows, ("E2", "Anna Kern", None, BAU, "50667")))[1] == 3
    private = people(*rows, ("E2", "Anna Kern", "anna@gmx.de", BAU, "50667"))
    assert count(private) == [3, 3, 1]  # whose it is of the two, nobody knows; it must not make them one
    assert doubtful(private) == 3


def test_a_slip_in_the_address():
    found = people(("E1", "Anna Kern", "anna@kern.de", None, None), ("E2", "Anna Kern", "ana@kern.de", None, None))
    assert count(found) == [2, 1, 1]
    assert merged(found) == ["near_address"]
    assert (
        count(people(("E1", "Anna Kern", "k1@kern.de", None, None), ("E2", "Anna Kern", "k2@kern.de", None, None)))[1]
        == 2
    )
    assert (
        count(people(("E1", "Anna Kern", "kern@k.de", None, None), ("E2", "Eva Kern", "kerm@k.de", None, None)))[1] == 2
    )


def test_a_bare_name_is_never_taken_beyond_its_event():
    found = people(
        ("E1", "Anna Kern", None, None, None),
        ("E1", "anna kern", None, None, None),
        ("E2", "Anna Kern", None, None, None),
        ("e1", "Anna Kern", None, None, None),
    ).default
    assert found.rules.tolist() == ["name_and_event"] * 4
    assert found.codes[0] == found.codes[1]
    assert len({found.codes[0], found.codes[2], found.codes[3]}) == 3


def test_a_bare_name_is_the_one_of_that_name_on_the_list_of_the_event():
    listed = ("E1", "Anna Kern", "anna@kern.de", None, None)
    found = people(listed, ("E1", "Kern, Anna", None, None, None), ("E2", "Anna Kern", None, None, None))
    assert found.default.codes[0] == found.default.codes[1] != found.default.codes[2]
    assert merged(found) == ["same_event"]
    two = people(listed, ("E1", "Anna Kern", "other@kern.example", None, None), ("E1", "Anna Kern", None, None, None))
    assert count(two)[1] == 3


def test_bare_names_without_an_event_never_match_each_other():
    found = people((None, "Anna Kern", None, None, None), (None, "Anna Kern", None, None, None)).wide
    assert found.codes.tolist() == [-1, -1]
    assert found.rules.tolist() == ["unnamed", "unnamed"]


def test_the_unnamed_are_never_merged():
    found = people(("E1", None, None, "Firma", None), ("E1", None, "keine", "Firma", None), ("E1", "", "", "", "")).wide
    assert found.codes.tolist() == [-1, -1, -1]
    assert found.rules.tolist() == ["unnamed"] * 3
    assert len(found.pseudonyms) == 0


def test_keys_made_of_several_texts_do_not_run_into_each_other():
    found = people(("E1", "a", None, "b|c", None), ("E1", "a|b", None, "c", None)).default
    assert found.codes[0] != found.codes[1]
    assert len(bodies(("a|1", None), ("a", "1|"), ("a", "1")).strict.pseudonyms) == 3


# Decisions and names


def pair(linkages, first, second):
    names = linkages.keys.pseudonyms[linkages.keys.codes]
    return frozenset({tuple(sorted((names[first], names[second])))})


def test_what_was_decided_wins():
    rows = [(BAU, "50667"), ("Weber GmbH", "10117"), ("Möller Maschinenbau", "50667")]
    before = bodies(*rows)
    same = bodies(*rows, decisions=Decisions(same=pair(before, 0, 1)))
    assert count(same) == [3, 1, 1]
    assert "decided" in merged(same)
    different = bodies(*rows, decisions=Decisions(different=pair(before, 0, 2)))
    assert count(different) == [3, 3, 3]


def test_a_decision_breaks_a_chain_and_takes_a_pair_off_the_list():
    rows = [("Kern Bau GmbH", "50667"), ("Kern Bau AG", "50667"), ("Kern Bau", "50667")]
    before = bodies(*rows)
    after = bodies(*rows, decisions=Decisions(different=pair(before, 0, 1)))
    assert count(after)[2] == 2
    assert doubtful(after) == doubtful(before) - len(pair(before, 0, 1) & doubtful_pairs(before))


def doubtful_pairs(linkages):
    names = linkages.keys.pseudonyms
    found = zip(names[linkages.doubtful.first], names[linkages.doubtful.second], strict=True)
    return {tuple(sorted(each)) for each in found}


def test_pseudonyms_depend_on_the_key_and_on_what_is_named():
    row = ("E1", "Anna", None, "Firma", None)
    frame = pd.DataFrame([row], columns=list(COLUMNS))
    other = identify_participants(frame, Key(b"another key, longer"), identify_organisations(frame, KEY))
    assert people(row).default.pseudonyms.tolist() != other.default.pseudonyms.tolist()
    assert KEY.pseudonym("participant", "x") != KEY.pseudonym("organisation", "x")


def test_a_pseudonym_in_use_is_kept_when_another_spelling_is_added():
    spellings = [
        (name, "50667") for name in (BAU, "Möller Maschinenbau", "MOELLER Maschinenbau", "Maschinenbau Möller")
    ]
    for first in range(4):
        (name,) = bodies(spellings[first]).default.pseudonyms
        later = bodies(*spellings, named=frozenset({name}))
        assert later.default.pseudonyms.tolist() == [name]
    assert len({bodies(*spellings[i:], *spellings[:i]).default.pseudonyms[0] for i in range(4)}) == 1


def test_the_rule_of_a_row_is_its_own_key_or_what_joined_it():
    rows = [(BAU, "50667"), ("Möller Maschinenbau", "50667"), (BAU, "50667")]
    rules = bodies(*rows).default.rules.tolist()
    assert sorted(set(rules)) == ["name_and_postcode", "same_name"]
    assert rules[0] == rules[2]
    assert bodies(*rows).strict.rules.tolist() == ["name_and_postcode"] * 3


def test_no_rows():
    frame = pd.DataFrame(columns=list(COLUMNS), dtype=object)
    organisations = identify_organisations(frame, KEY)
    assert count(organisations) == count(identify_participants(frame, KEY, organisations)) == [0, 0, 0]


text = st.sampled_from(
    [None, "", "Kern Bau", "KERN BAU GmbH", "Kern Bahn", "Bau Kern", "b, a", "ß", "ss", "Kern Bau AG"]
)
name = st.sampled_from([None, "Anna Kern", "Kern, Anna", "A. Kern", "Jan Ober", "Ana Kern"])
row = st.tuples(
    st.sampled_from([None, "E1", "E2"]),
    name,
    st.sampled_from([None, "", "a@x.de", "A@X.de", "b@x.de", "ab@gmx.de", "keine"]),
    text,
    st.sampled_from([None, "50667", "10117"]),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(row, max_size=8), st.randoms())
def test_who_is_who_does_not_depend_on_the_order_of_rows(rows, random):
    order = list(range(len(rows)))
    random.shuffle(order)
    found, again = people(*rows), people(*(rows[i] for i in order))
    for linkage in ("strict", "default", "wide"):
        one, other = getattr(found, linkage), getattr(again, linkage)
        assert one.pseudonyms.tolist() == other.pseudonyms.tolist() == sorted(one.pseudonyms)
        assert [one.codes[i] for i in order] == other.codes.tolist()
        assert [one.rules.iloc[i] for i in order] == other.rules.tolist()
    assert doubtful_pairs(found) == doubtful_pairs(again)


@settings(max_examples=25, deadline=None)
@given(st.lists(row, max_size=8))
def test_every_row_has_a_rule_and_merging_never_raises_a_count(rows):
    found = people(*rows)
    assert count(found) == sorted(count(found), reverse=True)
    for linkage in (found.strict, found.default, found.wide):
        assert ((linkage.codes < 0) == (linkage.rules == "unnamed")).all()
        assert set(linkage.codes[linkage.codes >= 0]) == set(range(len(linkage.pseudonyms)))


@settings(max_examples=25, deadline=None)
@given(st.lists(row, max_size=7), row)
def test_a_further_row_never_lowers_a_strict_count(rows, further):
    assert count(people(*rows, further))[0] >= count(people(*rows))[0]


def partition(codes):
    return {frozenset(places) for _, places in pd.Series(range(len(codes))).groupby(codes)}


@settings(max_examples=25, deadline=None)
@given(st.lists(row, max_size=8))
def test_who_is_who_does_not_depend_on_the_pseudonym_key(rows):
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    other = identify_organisations(frame, Key(b"another key, longer"))
    assert partition(other.default.codes) == partition(identify_organisations(frame, KEY).default.codes)
    persons = identify_participants(frame, Key(b"another key, longer"), other)
    assert partition(persons.default.codes) == partition(people(*rows).default.codes)


@settings(max_examples=25, deadline=None)
@given(st.lists(row, max_size=8))
def test_case_and_the_spelling_of_umlauts_change_nothing(rows):
    def other(text):
        return text and text.replace("ß", "ss").upper()

    turned = [(event, other(who), mail and mail.upper(), other(firm), code) for event, who, mail, firm, code in rows]
    assert people(*rows).default.codes.tolist() == people(*turned).default.codes.tolist()
