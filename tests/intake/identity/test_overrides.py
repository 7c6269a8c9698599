import pytest

from kmu_eval.errors import IntakeError
from kmu_eval.intake.identity import identify_organisations, identify_participants
from kmu_eval.intake.identity.decisions import Decisions
from kmu_eval.intake.identity.override import Override, with_decisions
from kmu_eval.intake.identity.overrides import (
    COLUMNS,
    FILE_NAME,
    load_overrides,
    read_overrides,
    unused_decisions,
    write_overrides,
)
from kmu_eval.intake.pseudonyms import Key
from tests.frames import lists_of

KEY = Key(b"a key of the tests")
A, B, C, D, E = (f"{letter * 2}0123456789abcdef12" for letter in "abcde")
HEADINGS = ",".join(COLUMNS)


def line(first, second, decision="same", what="organisation", key=None, rest="AK,2024-05-01,asked by phone"):
    return f"{what},{first},{second},{decision},{rest},{key or KEY.fingerprint}"


def written(folder, *lines, headings=HEADINGS, encoding="utf-8", end="\n"):
    (folder / FILE_NAME).write_bytes(end.join([headings, *lines, ""]).encode(encoding))
    return folder


def refused(folder, *lines, **how):
    with pytest.raises(IntakeError) as error:
        read_overrides(written(folder, *lines, **how), KEY)
    return {language: error.value.text(language) for language in ("de", "en")}


def test_without_a_file_there_are_no_decisions(tmp_path):
    assert read_overrides(tmp_path, KEY) == {"organisation": Decisions(), "participant": Decisions()}
    assert read_overrides(written(tmp_path), KEY)["participant"] == Decisions()


def test_decisions_by_what_they_are_on_the_smaller_pseudonym_first(tmp_path):
    folder = written(tmp_path, line(B, A), "", line(C, D, "different"), line(A, B, what="participant"))
    assert read_overrides(folder, KEY) == {
        "organisation": Decisions(frozenset({(A, B)}), frozenset({(C, D)})),
        "participant": Decisions(frozenset({(A, B)})),
    }
    first = Override("organisation", A, B, "same", "AK", "2024-05-01", "asked by phone", KEY.fingerprint, FILE_NAME, 2)
    assert load_overrides(folder, KEY)[0] == first
    assert [each.line for each in load_overrides(folder, KEY)] == [2, 4, 5]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_as_a_workbook_saves_it_again(encoding, delimiter, tmp_path):
    mine = line(A, B, rest="Köhler,01.05.2024,am Telefon geklärt").replace(",", delimiter)
    headings = HEADINGS.replace(",", delimiter) + delimiter * 2
    folder = written(tmp_path, mine + delimiter * 2, delimiter * 9, headings=headings, encoding=encoding, end="\r\n")
    found = load_overrides(folder, KEY)
    assert [(each.who, each.when, each.why) for each in found] == [("Köhler", "2024-05-01", "am Telefon geklärt")]


def test_what_is_written_is_read_back(tmp_path):
    decided = [
        Override("organisation", A, B, "same", "Groß, A.", "2024-05-01", 'so said "B"; by phone', KEY.fingerprint),
        Override("participant", A, C, "different", "AK", "2024-05-02", "two sisters", KEY.fingerprint),
    ]
    write_overrides(tmp_path, decided)
    assert [vars(each) | {"line": 0} for each in load_overrides(tmp_path, KEY)] == [vars(each) for each in decided]
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


FAULTS = {
    "unknown columns": ([line(A, B)], HEADINGS.replace("decision", "decicion").replace("who", "wer")),
    "a column twice": ([line(A, B)], HEADINGS.replace("who", "why")),
    "unknown words": ([line(A, B, "diferent"), line(A, C, what="person"), line(A, D, "Same")], HEADINGS),
    "what is lacking": (
        [line(A, B, rest=",2024-05-01,x"), line(A, C, rest="AK,,x"), line(A, D, rest="AK,2024-05-01,"), line(A, E, "")],
        HEADINGS,
    ),
    "cut off": ([f"organisation,{A}"], HEADINGS),
    "no days": ([line(A, B, rest="AK,2024-02-30,x"), line(A, C, rest="AK,5/1/2024,x")], HEADINGS),
    "too many fields": ([line(A, B, rest="AK,2024-05-01,asked, by phone")], HEADINGS),
    "no pseudonyms": ([line("1,23457E+19".replace(",", "."), B), line(A, "Kern GmbH")], HEADINGS),
    "itself": ([line(A, A)], HEADINGS),
    "quotes": ([line(A, B, rest='AK,2024-05-01,"x"y')], HEADINGS),
    "another key": ([line(A, B), line(A, C, key=E), line(A, D, key=E)], HEADINGS),
    "twice": ([line(A, B), line(C, D), line(B, A, "different")], HEADINGS),
    "a chain": (
        [line(A, B), line(B, C), line(D, E), line(C, A, "different"), line(A, C, "different", "participant")],
        HEADINGS,
    ),
    "several at once": (
        [line(A, B), line(B, C), line(A, C, "different"), line(D, E, "smae"), line(D, E, rest=",2024-05-01,x")],
        HEADINGS,
    ),
}


@pytest.mark.parametrize("what", FAULTS)
def test_faults(what, tmp_path, snapshot):
    lines, headings = FAULTS[what]
    assert refused(tmp_path, *lines, headings=headings) == snapshot


def test_a_contradiction_names_the_shortest_chain(tmp_path):
    chain = [line(A, B), line(B, E), line(A, C), line(C, D), line(D, E), line(A, E, "different")]
    assert "same: overrides.csv, 2, 3; " in refused(tmp_path, *chain)["en"]
    assert "different: overrides.csv, 7. " in refused(tmp_path, *chain)["en"]


def test_what_is_no_contradiction(tmp_path):
    fine = [line(A, B), line(A, B), line(C, D), line(A, C, "different"), line(A, D, what="participant")]
    assert len(load_overrides(written(tmp_path, *fine), KEY)) == 5


def test_a_newer_decision_stands_in_place_of_the_older_one():
    old = [Override("organisation", A, B, "same", "AK", "2024-05-01", "x", "k", line=2)]
    again = Override("organisation", A, B, "same", "AK", "2025-01-01", "x", "k", "review.xlsx", 4)
    other = Override("organisation", A, B, "different", "AK", "2025-01-01", "x", "k", "review.xlsx", 4)
    assert with_decisions(old, [again], set()) == tuple(old)
    assert with_decisions(old, [other], set()) == (other,)
    assert with_decisions(old, [], {("organisation", A, B)}) == ()
    assert with_decisions(old, [], {("participant", A, B)}) == tuple(old)


def test_decisions_whose_keys_are_gone_are_noted():
    rows = lists_of(("E1", "Anna Kern", "anna@kern.de", "Kern GmbH", "50667"))
    bodies = identify_organisations(rows, KEY)
    people = identify_participants(rows, KEY, bodies)
    there = bodies.keys.pseudonyms[0]
    decided = {"organisation": Decisions(frozenset({(there, C)}), frozenset({(A, B)})), "participant": Decisions()}
    (issue,) = unused_decisions(decided, bodies, people)
    assert (issue.severity, issue.rule, issue.rows) == ("note", "decision_unused", 2)
    assert "2" in issue.text("de")
    none = {"organisation": Decisions(frozenset({(there, there)})), "participant": Decisions()}
    assert unused_decisions(none, bodies, people) == []
