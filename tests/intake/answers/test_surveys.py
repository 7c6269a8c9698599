"""The whole way of a survey: from files of several tools and waves to respondents and responses."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kmu_eval as kmu
from kmu_eval import storage
from kmu_eval.errors import ProgrammeError
from kmu_eval.intake.prepare import prepare
from kmu_eval.schema import PREPARED
from tests.intake.answers.made_up import AGREEMENT, NEEDS, USEFUL, issues, rows_of, surveys

SOURCES = r"""
[sources.events]
table = "events"
files = "raw/events.csv"
columns = { event = "Nr", date = "Datum", mode = "Format" }

[sources.people]
table = "participations"
files = "raw/people.csv"

[sources.people.columns]
event = "Nr"
name = "Name"
email = "Mail"
attended = { value = "yes" }
role = { value = "enterprise" }

[sources.lime]
table = "responses"
files = "raw/lime-*.csv"
export = true
columns = { event = { from = "(file)", pattern = "lime-(E\\d)" }, code = "code" }

[sources.forms]
table = "responses"
files = "raw/forms.csv"
export = true
events = { "forms.csv" = "E2" }

[sources.before]
table = "responses"
files = "raw/before.csv"
wave = "pre"

[sources.before.columns]
event = "Kurs"
code = "Code"
date = "Tag"
role = { from = "Rolle", words = { Firma = "enterprise", Beratung = "adviser" } }
"""
FILES = {
    "raw/events.csv": "Nr;Datum;Format\nE1;2020-02-01;online\nE2;2020-05-01;in_person\nE3;2019-01-01;online\n",
    "raw/people.csv": "Nr;Name;Mail\nE2;Anna Kern;anna@kern.example\nE2;Otto Alt;otto@alt.example\n"
    "E1;Ida Weg;ida@weg.example\nE1;Uwe Neu;uwe@neu.example\nE1;Eva Rat;eva@rat.example\n",
    "raw/lime-E1.csv": "id,submitdate,lastpage,startlanguage,seed,code,useful,"
    "needs[SQ001],needs[SQ002],needs[SQ003],offen\n"
    "1,2020-02-01 10:00:00,1,de,1,MA14KO,2,Y,,,Frau Quasimodo sprach gut\n"
    "2,2020-02-01 10:05:00,1,de,2,KL99AB,,,,,\n"
    "3,2020-02-01 10:06:00,1,de,3,,1,,Y,Y,\n",
    "raw/forms.csv": "ID;Startzeit;Fertigstellungszeit;E-Mail;Name;Nützlich?;Was brauchen Sie?;Was noch?\n"
    "1;2020-05-01 11:02;2020-05-01 11:05;Anna@kern.example;Anna Kern;stimme zu;Zeit;Pfefferkorn\n"
    "2;2020-05-01 11:03;2020-05-01 11:06;wer@anders.example;Wer Anders;weiß nicht;Werkzeuge;Geld;nichts\n".replace(
        "Werkzeuge;Geld;", '"Werkzeuge;Geld;";'
    ),
    "raw/before.csv": "Kurs;Code;Tag;Rolle;Nützlich?\nE1;ma 14 ko;2020-01-30;Firma;1\nE1;KL99AX;2020-01-30;Beratung;2\n"
    "E3;XX11YY;2020-01-30;Firma;1\nE7;;2020-01-30;;1\n;;2020-01-30;;\n",
}
ITEMS = (AGREEMENT + USEFUL + 'headings = "useful"\n' + NEEDS).replace('role = "enterprise"', "")


@pytest.fixture
def folder(tmp_path, write_folder):
    return write_folder(tmp_path / "p", SOURCES, {**FILES, "items.toml": ITEMS})


def frames(place):
    return {name: storage.read_table(place / f"{name}.parquet", name) for name in PREPARED}


def told(place):
    found = frames(place)
    people = found["respondents"].assign(
        event=[found["events"]["event"].get(row, "-") for row in found["respondents"]["event"]]
    )
    answers = found["responses"].astype(object).where(lambda frame: frame.notna(), None)
    return [
        (
            *(None if pd.isna(value) else value for value in (person.event, person.wave, person.role)),
            [tuple(row) for row in answers.loc[answers["respondent"] == at, ["item", "option", "answer"]].to_numpy()],
        )
        for at, person in enumerate(people.itertuples())
    ]


def useful(answer):
    return ("useful", None, answer)


def needs(*chosen, left_out=False):
    words = ("time", "money", "tools")
    answer = {name: None if left_out else "chosen" if name in chosen else "not_chosen" for name in words}
    return [("needs", name, answer[name]) for name in words]


def test_answers_of_three_tools_and_two_waves(folder):
    found = told(prepare(folder))
    expected = [
        ("-", "pre", None, [useful("disagree")]),
        ("-", "pre", None, [useful(None)]),
        ("E1", "pre", "adviser", [useful("agree")]),
        ("E1", "pre", "enterprise", [useful("disagree")]),
        ("E1", "post", None, [useful("agree"), *needs("time")]),
        ("E1", "post", None, [useful(None), *needs(left_out=True)]),
        ("E1", "post", None, [useful("disagree"), *needs("money", "tools")]),
        ("E2", "post", None, [useful("agree"), *needs("time")]),
        ("E2", "post", None, [useful("dont_know"), *needs("tools", "money")]),
    ]
    assert sorted(map(repr, found)) == sorted(map(repr, expected))


def test_waves_are_paired_by_equal_codes_and_by_one_slip(folder):
    respondents = frames(prepare(folder))["respondents"]
    pairs = respondents[respondents["pairing"] >= 0].groupby("pairing")
    assert sorted(sorted(found["wave"].astype(str)) for _, found in pairs) == [["post", "pre"], ["post", "pre"]]
    rules = sorted(sorted(found["pairing_rule"].astype(str)) for _, found in pairs)
    assert rules == [["one_edit", "same_code"], ["same_code", "same_code"]]
    assert (respondents.loc[respondents["pairing"] < 0, "pairing_rule"]).isna().all()


def test_who_gives_the_address_of_one_person_is_that_person(folder):
    found = frames(prepare(folder))
    known = found["respondents"]["participant"]
    assert (known >= 0).sum() == 1
    of_person = found["participations"][found["participations"]["participant"] == known.max()]
    assert of_person["event"].tolist() == found["respondents"].loc[known >= 0, "event"].tolist() == [1]


def test_events_that_are_unknown_or_not_told_or_outside_the_period(folder):
    place = prepare(folder)
    told = pd.read_csv(place / "issues.csv").set_index("rule")
    severity = {"response_of_unknown_event": "error", "response_without_event": "warning", "response_outside": "note"}
    for rule, expected in severity.items():
        assert (told.loc[rule, "severity"], told.loc[rule, "rows"]) == (expected, 1), rule
    ledger = pd.read_csv(place / "ledger.csv").set_index(["file", "reason"])["rows"]
    assert ledger["raw/before.csv", "outside_period"] == 1


def test_open_answers_names_addresses_and_codes_are_in_no_prepared_file(folder):
    place = prepare(folder)
    secrets = [
        "Quasimodo",
        "Pfefferkorn",
        "Kern",
        "Anders",
        "kern.example",
        "anders.example",
        "MA14KO",
        "KL99",
        "14 ko",
    ]
    content = b"".join(path.read_bytes() for path in place.rglob("*") if path.is_file())
    assert [secret for secret in secrets if secret.casefold().encode() in content.lower()] == []


def test_open_questions_are_told_by_their_heading(folder):
    found = pd.read_csv(prepare(folder) / "issues.csv")
    messages = found.loc[found["rule"] == "question_not_in_code_book", "message"]
    assert sorted(message.split("'")[1] for message in messages) == ["Was noch?", "offen"]


def test_more_answers_than_attendances_are_told_and_all_of_them_kept(folder):
    path = folder / "raw/people.csv"
    path.write_text(path.read_text().replace("E1;Ida Weg;ida@weg.example\n", ""), encoding="utf-8")
    place = prepare(folder)
    told = pd.read_csv(place / "issues.csv").set_index("rule")
    assert told.loc["more_answers_than_attendances", "severity"] == "warning"
    respondents = frames(place)["respondents"]
    assert ((respondents["event"] == 0) & (respondents["wave"] == "post")).sum() == 3


def test_codes_of_a_source_that_there_is_not_are_refused(folder):
    text = ITEMS.replace('headings = "useful"', 'headings = "useful"\ncodes = { frms = { "1" = "agree" } }')
    (folder / "items.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ProgrammeError, match="Did you mean 'forms'"):
        prepare(folder)


def test_a_waves_wording_is_read_from_its_files_kept_and_read_back(folder):
    own = 'headings = "useful"\nwording_by_wave.pre = { de = "Wird es nützen?" }'
    (folder / "items.toml").write_text(ITEMS.replace('headings = "useful"', own), encoding="utf-8")
    path = folder / "raw/before.csv"
    before = told(prepare(folder))
    path.write_text(path.read_text(encoding="utf-8").replace("Nützlich?", "Wird es nützen?"), encoding="utf-8")
    assert sorted(map(repr, told(prepare(folder)))) == sorted(map(repr, before))
    project = kmu.open_project(folder)
    assert project.code_book["useful"].wordings_by_wave == {"pre": {"de": "Wird es nützen?"}}
    assert project.origin.labels["item/pre", "useful", "de"] == "Wird es nützen?"


def test_the_order_of_rows_and_of_files_changes_no_table(folder):
    before = {name: (prepare(folder) / f"{name}.parquet").read_bytes() for name in ("respondents", "responses")}
    for path in (folder / "raw").glob("*.csv"):
        header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join([header, *rows[::-1]]), encoding="utf-8")
    text = (folder / "programme.toml").read_text(encoding="utf-8").replace("[sources.before", "[sources.a")
    (folder / "programme.toml").write_text(text, encoding="utf-8")
    place = prepare(folder)
    assert {name: (place / f"{name}.parquet").read_bytes() for name in before} == before


def test_the_name_of_the_file_tells_the_event_of_an_ordinary_table_too(folder):
    path = folder / "programme.toml"
    rule = 'event = { from = "(file)", pattern = "(b)efore", words = { b = "E2" } }'
    path.write_text(path.read_text(encoding="utf-8").replace('event = "Kurs"', rule), encoding="utf-8")
    respondents = frames(prepare(folder))["respondents"]
    assert respondents.loc[respondents["wave"] == "pre", "event"].tolist() == [1] * 5


def test_without_a_code_book_nothing_is_evaluated_and_that_is_told():
    found = surveys("", rows_of({"Nützlich?": ["1"]}))
    assert (len(found.respondents), len(found.responses), set(found.rows["fate"])) == (0, 0, {"not_evaluated"})
    assert [(issue.rule, issue.rows) for issue in found.issues] == [("answers_not_evaluated", 1)]


def test_rows_set_aside_are_no_respondents():
    found = surveys(AGREEMENT + USEFUL, rows_of({"Nützlich?": ["1", "1"]}, fate=["kept", "declared"]))
    assert (len(found.respondents), len(found.responses)) == (1, 1)


def test_an_address_that_nobody_or_no_one_alone_has_is_no_participant():
    known = pd.Series({"anna@kern.example": 3})
    rows = rows_of({"Nützlich?": ["1"] * 3}, email=["ANNA@kern.example", "otto@alt.example", "k. A."])
    assert sorted(surveys(AGREEMENT + USEFUL, rows, known).respondents["participant"]) == [-1, -1, 3]


def test_events_are_told_by_file():
    rows = rows_of({"Nützlich?": ["1"] * 4}, event=["E1", "E7", None, "E9"], file=["a", "b", "b", "c"])
    [unknown] = issues(AGREEMENT + USEFUL, rows, "response_of_unknown_event")
    assert (unknown.file, unknown.row, unknown.rows) == ("b", 3, 1)


TEXTS = st.sampled_from(["1", "2", "weiß nicht", "", "Unsinn", "N/A"])
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["E1", "E2", "E7", None]),
        st.sampled_from(["pre", "post"]),
        st.sampled_from(["AAAAA", "AAAAB", "BBBBB", None]),
        TEXTS,
        st.sampled_from(["Zeit", "Zeit;Geld", "", "Unsinn", None]),
    ),
    min_size=1,
    max_size=8,
)


@given(ROWS, st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_the_order_of_rows_changes_nothing(rows, random):
    order = list(range(len(rows)))
    random.shuffle(order)
    first, second = (_of(rows), _of([rows[place] for place in order]))
    pd.testing.assert_frame_equal(first.respondents, second.respondents)
    pd.testing.assert_frame_equal(first.responses, second.responses)
    assert sorted(map(_told, first.issues)) == sorted(map(_told, second.issues))


def _of(rows):
    event, wave, code, useful, cell = (np.array(column, dtype=object) for column in zip(*rows, strict=True))
    given = rows_of({"Nützlich?": useful, "Was brauchen Sie?": cell}, event=event, wave=wave, code=code)
    return surveys(AGREEMENT + USEFUL + 'not_asked = "N/A"\n' + NEEDS, given)


def _told(issue):
    return issue.severity, issue.rule, issue.column, issue.value, issue.rows
