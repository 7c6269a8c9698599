import pandas as pd
import pytest

from kmu_eval import words
from kmu_eval.intake.identity.decisions import Decisions
from kmu_eval.intake.identity.override import Override, decisions_of
from kmu_eval.intake.identity.pair_evidence import OPPOSES, SUPPORTS, Side, organisation_evidence, person_evidence
from kmu_eval.intake.identity.review import COLUMNS, review_pairs
from kmu_eval.intake.linked import Rules, link_rows
from kmu_eval.intake.pseudonyms import Key
from tests.frames import lists_of

KEY = Key(b"a key of the tests")
BAU = [
    ("E1", "Anna Kern", "anna@mueller-bau.example", "Müller Bau GmbH", "50667"),
    ("E2", "Anna Kern", "anna@mueller-bau.example", "Müller Bau GmbH", "50667"),
    ("E2", "Jan Ober", "jan@gmx.de", "MÜLLER BAU GmbH", "50667"),
    ("E3", "Eva Groß", None, "Müller Bau", "50667", "no"),
    ("E1", "Uwe Lau", "uwe@web.de", "Möller Bau AG", "50667"),
    ("E1", "Ina Lau", None, "Ganz anders", "10115"),
]
SMITHS = [
    ("E1", "Anna Kern", "a.kern@firma.example", "Firma GmbH", "50667"),
    ("E2", "Anna Kern", "anna.kern@firma.example", "Firma GmbH", "50667"),
    ("E2", "Jan Ober", "jan@firma.example", "Firma GmbH", "50667"),
]


def linked(rows, overrides=(), listed=()):
    lists = lists_of(*rows).assign(fate="kept", place=-1)
    bodies = pd.DataFrame(list(listed), columns=["organisation", "postcode"], dtype=object).assign(fate="kept")
    dates = pd.Series(dtype="datetime64[s]")
    return link_rows(lists, bodies, dates, Rules(KEY, decisions_of(overrides), {}))


def decided(table, decision, **more):
    row = table.iloc[0]
    about = {"who": "AK", "when": "2024-05-01", "why": "asked", "key": KEY.fingerprint, **more}
    return Override(row["what"], row["first"], row["second"], decision, **about)


def sides(table, row=0):
    """The two sides of a pair in the order of their names; which key comes first is a matter of pseudonyms."""
    names = [name.removesuffix("_first") for name in COLUMNS if name.endswith("_first")]
    both = [{name: table[f"{name}_{side}"].iloc[row] for name in names} for side in ("first", "second")]
    return sorted(both, key=lambda side: (side["name"], side["email"]))


def test_a_doubtful_pair_with_its_evidence():
    table = review_pairs(linked(BAU))
    assert list(table.columns) == list(COLUMNS)
    assert table["what"].tolist() == ["organisation"]
    shown = dict.fromkeys(["organisation"], "") | {"postcode": "50667"}
    assert sides(table) == [
        {"name": "Möller Bau AG", "email": "", "rows": 1, "events": 1, "attendances": 1, **shown},
        {
            "name": "Müller Bau GmbH",
            "email": "mueller-bau.example",
            "rows": 4,
            "events": 3,
            "attendances": 3,
            **shown,
        },
    ]
    assert table["supports"].tolist() == [("one_edit", "same_postcode")]
    assert table["opposes"].tolist() == [("two_surnames", "other_form")]
    assert table[["attendances", "moves"]].to_numpy().tolist() == [[4, -1]]
    assert table[["decision", "who", "when", "why"]].eq("").all(axis=None)


def test_two_addresses_of_one_firm_are_two_persons_in_doubt():
    table = review_pairs(linked(SMITHS))
    assert table["what"].tolist() == ["participant"]
    assert [side["email"] for side in sides(table)] == ["a.kern@firma.example", "anna.kern@firma.example"]
    assert {side["organisation"] for side in sides(table)} == {"Firma GmbH"}
    assert table["supports"].tolist() == [("same_name", "same_organisation")]
    assert table["opposes"].tolist() == [("two_addresses",)]


def test_whom_nobody_saw_moves_no_number():
    table = review_pairs(linked([*BAU[:4], (*BAU[4][:5], "no")]))
    assert table[["attendances", "moves"]].to_numpy().tolist() == [[3, 0]]


def test_several_rows_of_one_person_at_one_event_are_one_attendance():
    table = review_pairs(linked([*SMITHS, SMITHS[0]]))
    assert [(side["rows"], side["attendances"]) for side in sides(table)] == [(2, 1), (1, 1)]


def test_everybody_without_a_name_or_an_address_is_an_attendance():
    nobody = ("E1", None, None, "Möller Bau AG", "50667")
    table = review_pairs(linked([*BAU, nobody, nobody]))
    assert [(side["rows"], side["attendances"]) for side in sides(table)] == [(3, 3), (4, 3)]


def test_a_domain_of_many_names_is_no_evidence():
    many = [("E5", f"P {n}", f"p{n}@mueller-bau.example", f"Firma {n} Holz", f"1000{n}") for n in range(9)]
    two = [*BAU[:4], ("E1", "Uwe Lau", "uwe@mueller-bau.example", "Quelle Druck", "50667")]
    few = review_pairs(linked(two)).iloc[0]
    asked = [(few["what"], few["first"], few["second"])]
    crowd = review_pairs(linked([*two, *many]), (), asked).set_index(["first", "second"])
    assert few["supports"] == ("same_postcode", "same_domain")
    assert crowd.loc[(few["first"], few["second"]), "supports"] == ("same_postcode",)


def test_the_most_consequential_first_then_by_name():
    others = [
        ("E1", "P One", None, "Zander Holz GmbH", "1"),
        ("E1", "P Two", None, "Zander Holz AG", "1"),
        ("E1", "P Tre", None, "Bader Holz GmbH", "1"),
        ("E1", "P For", None, "Bader Holz AG", "1"),
    ]
    table = review_pairs(linked([*others, *BAU]))
    assert table["attendances"].tolist() == [4, 2, 2]
    assert [sides(table, row)[0]["name"] for row in range(3)] == ["Möller Bau AG", "Bader Holz AG", "Zander Holz AG"]


def test_the_order_of_rows_does_not_matter():
    rows = [*BAU, *SMITHS]
    pd.testing.assert_frame_equal(review_pairs(linked(rows)), review_pairs(linked(rows[::-1])))


def test_of_the_same_two_organisations_one_pair_is_shown():
    more = [("E4", "P One", None, "Müller Bau GmbH & Co. KG", "50667"), ("E4", "P Two", None, "Mueller Bau", "50667")]
    table = review_pairs(linked([*BAU, *more]))
    found = linked([*BAU, *more])
    clusters = [
        frozenset(found.organisations.default.codes[found.organisations.keys.codes == at][0] for at in pair)
        for pair in zip(
            found.organisations.keys.pseudonyms.searchsorted(table["first"]),
            found.organisations.keys.pseudonyms.searchsorted(table["second"]),
            strict=True,
        )
    ]
    assert len(clusters) == len(set(clusters)) > 1


@pytest.mark.parametrize(("decision", "organisations"), [("same", 2), ("different", 3)])
def test_what_was_decided_wins_and_is_shown_below(decision, organisations):
    first = decided(review_pairs(linked(BAU)), decision)
    found = linked([*BAU, *SMITHS], [first])
    assert len(linked(BAU, [first]).organisations.default.pseudonyms) == organisations
    table = review_pairs(found, [first])
    assert table["what"].tolist() == ["participant", "organisation"]
    assert table[["decision", "who", "when", "why"]].iloc[1].tolist() == [decision, "AK", "2024-05-01", "asked"]
    of_sides = {"different": [(1, 1), (4, 3)], "same": [(1, 1), (3, 3)]}[decision]
    assert [(side["rows"], side["attendances"]) for side in sides(table, 1)] == of_sides
    assert table["supports"].iloc[1] == ("one_edit", "same_postcode")


def test_a_pair_asked_for_is_shown_and_one_whose_key_is_gone_is_not():
    found = linked(BAU)
    a, b = found.organisations.keys.pseudonyms[[0, -1]]
    assert len(review_pairs(found, (), [("organisation", b, a), ("organisation", a, "0" * 20)])) in (1, 2)
    shown = review_pairs(found, (), [("organisation", b, a)])
    assert (a, b) in set(zip(shown["first"], shown["second"], strict=True))
    gone = [Override("organisation", a, "0" * 20, "same", "AK", "2024-05-01", "x", "k")]
    assert (review_pairs(found, gone)["decision"] == "").all()


def test_an_organisation_that_stands_in_a_list_of_organisations_only_has_its_name():
    table = review_pairs(linked(BAU[:3], listed=[("Möller Bau AG", "50667")]))
    assert [(side["name"], side["rows"]) for side in sides(table)] == [("Möller Bau AG", 0), ("Müller Bau GmbH", 3)]
    assert table["moves"].tolist() == [0]


@pytest.mark.parametrize("rows", [[], BAU[5:]])
def test_where_nothing_is_doubtful_there_is_nothing_to_decide(rows):
    table = review_pairs(linked(rows))
    assert (len(table), list(table.columns)) == (0, list(COLUMNS))


def test_input_is_not_changed():
    found = linked(BAU)
    before = found.mentions.copy()
    review_pairs(found)
    pd.testing.assert_frame_equal(found.mentions, before)


ORGANISATIONS = {
    "one form": (Side("kern", "gmbh"), Side("kern"), "same_name|"),
    "legal form, postcode": (Side("kern", "gmbh", "1"), Side("kern", "ag", "2"), "same_name|other_form other_postcode"),
    "order, no postcode": (Side("bau kern", "", "1"), Side("kern bau"), "word_order|missing_postcode"),
    "numbers": (Side("autohaus nord 1"), Side("autohaus nord 2"), "|other_name other_numbers"),
    "part, other domains": (
        Side("kern", domains=frozenset("a")),
        Side("kern bau", domains=frozenset("b")),
        "part|other_domain",
    ),
    "abbreviation, domain": (
        Side("kern feinmech", domains=frozenset("ab")),
        Side("kern feinmechanik", domains=frozenset("b")),
        "abbreviation same_domain|",
    ),
}
PERSONS = {
    "one letter in the address": (
        Side("anna kern", email="anna@kern.example"),
        Side("anna kern", email="ana@kern.example"),
        "same_name near_address|",
    ),
    "father and son": (Side("karl weber"), Side("karl weber jun"), "similar_name|generation"),
    "initial, other firm": (
        Side("a kern", organisations=frozenset([1])),
        Side("anna kern", organisations=frozenset([2])),
        "similar_name|other_organisation",
    ),
    "other person, same list": (
        Side("anna kern", email="x@a.de", events=frozenset("E")),
        Side("uwe lau", email="y@b.de", events=frozenset("EF")),
        "|other_name other_address same_event",
    ),
    "no name": (Side("", email="x@a.de"), Side("uwe lau", email="x@a.de"), "same_address|"),
}


@pytest.mark.parametrize("what", ORGANISATIONS)
def test_evidence_on_organisations(what):
    one, other, expected = ORGANISATIONS[what]
    assert "|".join(map(" ".join, organisation_evidence(one, other))) == expected
    assert organisation_evidence(other, one) == organisation_evidence(one, other)


@pytest.mark.parametrize("what", PERSONS)
def test_evidence_on_persons(what):
    one, other, expected = PERSONS[what]
    assert "|".join(map(" ".join, person_evidence(one, other))) == expected
    assert person_evidence(other, one) == person_evidence(one, other)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_all_evidence_can_be_said(language):
    said = [words.question(f"review_{word}", language) for word in (*SUPPORTS, *OPPOSES)]
    assert len(set(said)) == len(said)


def test_no_decisions_are_none():
    assert decisions_of([]) == {"organisation": Decisions(), "participant": Decisions()}
