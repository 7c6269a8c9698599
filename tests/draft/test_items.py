"""Surveys in the folder: items.toml is drafted, names nobody, loads, and the answers are evaluated."""

import io
import shutil
import tomllib
from pathlib import Path

import pandas as pd
import pytest

import kmu_eval as kmu
from kmu_eval import programme
from kmu_eval.draft import draft_programme, finish_programme
from kmu_eval.draft.scales import known_scale, number_scale
from kmu_eval.intake.prepare import prepare
from tests.draft.person import ABOUT, asked, fill, suggested, write_lists
from tests.draft.surveys_of import AGREEMENT, SECRETS, forms, limesurvey, sosci
from tests.draft.test_privacy import everything

MADE_UP = Path(__file__).parents[1] / "intake" / "exports" / "made_up_surveys"
EVENTS = ["Nr.;Datum;Format;Art", "E1;01.03.2020;online;Vortrag", "E2;13.04.2020;Präsenz;Workshop"]


@pytest.fixture
def folder(tmp_path):
    folder = write_lists(tmp_path / "neu", Termine=EVENTS)
    (folder / "raw" / "E1 Feedback.csv").write_text(limesurvey(), encoding="utf-8")
    (folder / "raw" / "E2 Feedback.csv").write_text(forms(), encoding="utf-8")
    return folder


def drafted(folder):
    draft_programme(folder)
    return tomllib.loads((folder / "items.toml").read_text(encoding="utf-8"))


def on_scale(drafted, item):
    return [answer["word"] for answer in drafted["scales"][drafted["items"][item]["scale"]]["answers"]]


def finished(folder, **answers):
    draft_programme(folder)
    book = fill(folder / "fragen.xlsx", {**ABOUT, **answers})
    assert finish_programme(folder, book).questions == 0
    return folder


# What is proposed


def test_a_limesurvey_and_a_form_that_ask_the_same_are_one_code_book(folder):
    found = drafted(folder)
    assert list(found["items"]) == [
        *("g01q01", "g01q02", "g02q01", "g03q01"),
        *("wuerden_sie_uns_weiterempfehlen", "welche_farbe_passt", "welche_note_geben_sie_uns"),
    ]
    assert found["items"]["g01q01"] == {
        "scale": "agreement_5",
        "de": "Die Veranstaltung war nützlich.",
        "headings": ["G01Q01"],
    }
    assert found["items"]["g01q02"]["scale"] == "agreement_5"


def test_a_known_scale_stands_from_least_to_most_with_values_and_top(folder):
    answers = drafted(folder)["scales"]["agreement_5"]["answers"]
    assert [answer["de"] for answer in answers] == [*AGREEMENT, "weiß nicht"]
    assert [answer.get("value") for answer in answers] == [1, 2, 3, 4, 5, None]
    assert [answer.get("top", False) for answer in answers] == [False] * 3 + [True] * 2 + [False]
    assert [answer.get("dont_know", False) for answer in answers] == [False] * 5 + [True]


def test_options_in_columns_and_in_cells_are_one_item(folder):
    needs = drafted(folder)["items"]["g02q01"]
    assert (needs["de"], needs["separator"]) == ("Was brauchen Sie?", ";")
    assert list(needs["options"]) == ["zeit", "geld_foerderung", "werkzeuge", "other"]
    assert needs["options"]["zeit"]["headings"][0] == "G02Q01[SQ001]"


def test_answers_on_no_known_scale_are_listed_to_be_sorted(folder):
    assert sorted(on_scale(drafted(folder), "g03q01")) == [
        "stufe_1_neugier",
        "stufe_2_erste_schritte",
        "stufe_3_alltag",
    ]
    text = (folder / "items.toml").read_text(encoding="utf-8")
    assert "[scales.answers_1]   # order?" in text
    assert "# Nicht gezeigte Antworten: 1\n[items.g03q01]   # check" in text


def test_what_a_person_may_add_is_named_at_the_top(folder):
    draft_programme(folder)
    head = (folder / "items.toml").read_text(encoding="utf-8").partition("\n[")[0]
    assert [key for key in ("theme", "from", "wording_by_wave.pre", "other =") if key not in head] == []


def test_a_recommendation_goes_from_0_to_10_and_the_best_grade_is_1(folder):
    found = drafted(folder)
    assert found["items"]["wuerden_sie_uns_weiterempfehlen"]["recommendation"] is True
    assert on_scale(found, "wuerden_sie_uns_weiterempfehlen") == [str(number) for number in range(11)]
    assert on_scale(found, "welche_note_geben_sie_uns") == ["5", "4", "3", "2", "1"]


def test_open_questions_are_named_by_their_heading_alone(folder):
    draft_programme(folder)
    text = (folder / "items.toml").read_text(encoding="utf-8")
    left_out = [line.rpartition("): ")[2] for line in text.splitlines() if line.startswith("# Nicht vorgeschlagen")]
    assert left_out == ["Was möchten Sie uns sagen?", "Wer hat Sie eingeladen?"]


def test_nothing_that_may_name_a_person_is_written_or_told(folder):
    told = draft_programme(folder)
    texts = [*told.lines, *everything(folder)]
    assert [secret for secret in SECRETS if any(secret in text for text in texts)] == []
    assert any("7 Fragen vorgeschlagen, 2 nicht" in line for line in told.lines)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_made_up_survey_is_drafted_and_the_draft_loads(language, tmp_path):
    folder = write_lists(tmp_path / "neu", Termine=EVENTS)
    for path in MADE_UP.glob("*.csv"):
        shutil.copy(path, folder / "raw")
    told = draft_programme(folder, language)
    assert not programme.load_items(folder).code_book["how_was_it_room"].multiple
    assert sum(path.name in line for path in MADE_UP.glob("*.csv") for line in told.lines) == 18
    assert not any(secret in text for secret in ("Kim", "Groß", "Rätin", "k@x.de") for text in everything(folder))


# What is asked


def test_what_only_a_person_knows_of_surveys_is_asked(folder):
    draft_programme(folder)
    assert [key for key in asked(folder / "fragen.xlsx") if not key.startswith("about")] == [
        "column|e1_feedback|code",
        "wave|e1_feedback",
        "wave|e2_feedback",
        "kind|Wie weit sind Sie?",
        "kind|Wer hat Sie eingeladen?",
        "kind|Welche Farbe passt?",
        "kind|Welche Note geben Sie uns?",
        "direction|grades_1_5",
        "direction|answers_1",
        "direction|answers_2",
    ]
    assert suggested(folder / "fragen.xlsx")["event|raw/E2 Feedback.csv"] == "E2"


def test_what_a_person_says_is_written(folder):
    said = {
        "wave|e1_feedback": "vorher",
        "direction|grades_1_5": "5",
        "event|raw/E2 Feedback.csv": "E1",
    }
    finished(folder, **said)
    found = tomllib.loads((folder / "items.toml").read_text(encoding="utf-8"))
    sources = programme.load(folder).sources
    assert (sources["e1_feedback"].wave, sources["e2_feedback"].wave) == ("pre", "post")
    assert dict(sources["e2_feedback"].events) == {"raw/E2 Feedback.csv": "E1"}
    assert on_scale(found, "welche_note_geben_sie_uns") == ["1", "2", "3", "4", "5"]
    answers = found["scales"]["grades_1_5"]["answers"]
    assert [answer["value"] for answer in answers if answer.get("top")] == [4, 5]


def test_a_question_that_a_person_calls_open_is_left_out(folder):
    finished(folder, **{"kind|Welche Farbe passt?": "offen oder keine Frage: nicht auswerten"})
    assert "welche_farbe_passt" not in programme.load_items(folder).items
    assert "Welche Farbe passt?" in (folder / "items.toml").read_text(encoding="utf-8")


def test_a_column_that_names_the_event_is_found_by_the_ids_in_it(tmp_path):
    rows = [f"{'E1' if number % 2 else 'E2'};{AGREEMENT[number % 5]};{AGREEMENT[number % 4]}" for number in range(30)]
    folder = write_lists(tmp_path, Termine=EVENTS, Bogen=["Welcher Termin?;War es nützlich?;War es klar?", *rows])
    draft_programme(folder)
    source = tomllib.loads((folder / "programme.toml").read_text(encoding="utf-8"))["sources"]["bogen"]
    assert (source["table"], source["columns"]["event"], source["wave"]) == ("responses", "Welcher Termin?", "post")
    assert list(programme.load_items(folder).items) == ["war_es_nuetzlich", "war_es_klar"]


def test_where_one_question_has_a_middle_answer_the_others_on_that_scale_have_it_too(tmp_path):
    rows = [f"{AGREEMENT[number % 5]};{[*AGREEMENT[:2], *AGREEMENT[3:]][number % 4]};x" for number in range(40)]
    draft = drafted(write_lists(tmp_path, Termine=EVENTS, Bogen=["War es nützlich?;War es klar?;Was noch?", *rows]))
    assert {item["scale"] for item in draft["items"].values()} == {"agreement_5"}


def test_a_survey_without_headings_is_not_read_as_if_its_first_row_were_these(tmp_path):
    rows = [
        f"{AGREEMENT[number % 5]};{AGREEMENT[number % 4]};Frau Quasimodo sprach heute gut {number};"
        for number in range(30)
    ]
    rows = [f"{row}Herr Pfefferkorn weniger gut, nicht wahr {number}?" for number, row in enumerate(rows)]
    folder = write_lists(tmp_path, Termine=EVENTS, Bogen=rows)
    told = draft_programme(folder)
    assert not (folder / "items.toml").exists()
    assert not any("Quasimodo" in text or "Pfefferkorn" in text for text in [*told.lines, *everything(folder)])


# What becomes of it


def test_answers_are_evaluated(folder):
    place = prepare(finished(folder))
    issues = pd.read_csv(place / "issues.csv")
    told = issues.loc[issues["rule"].str.startswith(("undeclared", "answers_not", "item_not", "response_"))]
    assert told["rule"].tolist() == ["undeclared_answers"]
    assert told["rows"].tolist() == [1]
    assert issues.loc[issues["rule"] == "taken_as_other", "rows"].tolist() == [1]
    found = kmu.open_project(folder)
    assert found.respondents["event"].value_counts().to_dict() == {0: 60, 1: 50}
    counts = found.responses.groupby("item", observed=True)["respondent"].nunique()
    assert counts["g01q01"] == counts["g02q01"] == 110
    assert counts["wuerden_sie_uns_weiterempfehlen"] == 50
    useful = found.responses.loc[found.responses["item"] == "g01q01", "answer"].value_counts()
    lime, form = pd.read_csv(io.StringIO(limesurvey())), pd.read_csv(io.StringIO(forms()), sep=";")
    given = pd.concat([lime.iloc[:, 5], form.iloc[:, 5]]).value_counts()
    words = ["strongly_disagree", "disagree", "neutral", "agree", "strongly_agree", "dont_know"]
    assert useful[words].tolist() == given[[*AGREEMENT, "weiß nicht"]].tolist()
    chosen = found.responses[found.responses["answer"] == "chosen"].value_counts("option")
    cells = form["Was brauchen Sie?"].fillna("")
    assert chosen["zeit"] == lime.iloc[:, 7].eq("Ja").sum() + cells.str.contains("Zeit").sum()
    assert (chosen["geld_foerderung"], chosen["other"]) == (
        lime.iloc[:, 8].eq("Ja").sum() + cells.str.contains("Geld").sum(),
        1,
    )


@pytest.fixture
def sosci_folder(tmp_path):
    return write_lists(tmp_path / "neu", Termine=EVENTS)


@pytest.mark.parametrize("given", [{}, {"lacking": ("NE01", "NE01_03a")}, {"labels": False}])
def test_options_of_sosci_are_drafted_as_such_and_read_by_its_signs(given, sosci_folder):
    (sosci_folder / "raw" / "E1 Feedback.csv").write_text(sosci(**given), encoding="utf-8")
    place = prepare(finished(sosci_folder))
    issues = pd.read_csv(place / "issues.csv")
    assert (
        not issues["rule"].isin(["undeclared_answer", "undeclared_answers", "columns_differ", "item_not_found"]).any()
    )
    found = kmu.open_project(sosci_folder).responses
    needs = found[found["option"].notna()]
    cells = pd.read_csv(io.StringIO(sosci(**given)), sep="\t", dtype=str)[["NE01_01", "NE01_02", "NE01_03"]]
    options = needs.groupby("option", observed=True, sort=False)["answer"]
    assert options.apply(lambda each: each.eq("chosen").sum()).tolist() == cells.eq("2").sum().tolist()
    assert options.apply(lambda each: each.isna().sum()).tolist() == [1, 1, 1]
    rated = found[found["option"].isna()].groupby("item", observed=True)["answer"]
    assert rated.apply(lambda each: each.isna().sum()).tolist() == [0, 1]


@pytest.mark.parametrize(("lacking", "count"), [((), 0), (("NE01",), 1)])
def test_options_of_sosci_are_sure_where_their_number_stands_beside_them(lacking, count, sosci_folder):
    (sosci_folder / "raw" / "E1 Feedback.csv").write_text(sosci(lacking=lacking), encoding="utf-8")
    draft_programme(sosci_folder)
    needed = [key for key in asked(sosci_folder / "fragen.xlsx") if key == "kind|Was brauchen Sie?"]
    assert len(needed) == count


def test_an_option_with_free_texts_in_its_column_counts_these(folder):
    assert drafted(folder)["items"]["g02q01"]["other"] == "other"


def test_items_that_a_person_wrote_stay(folder):
    (folder / "items.toml").write_text("# von Hand\n", encoding="utf-8")
    told = draft_programme(folder)
    assert (folder / "items.toml").read_text(encoding="utf-8") == "# von Hand\n"
    assert any("items.neu.toml" in line for line in told.lines)


def test_a_draft_that_was_edited_stays_and_one_that_nobody_touched_is_renewed(folder):
    finished(folder)
    assert not (folder / "items.neu.toml").exists()
    path = folder / "items.toml"
    path.write_text(path.read_text(encoding="utf-8") + "# geprüft\n", encoding="utf-8")
    edited = path.read_bytes()
    finish_programme(folder, fill(folder / "fragen.xlsx", {"wave|e1_feedback": "vorher", "direction|grades_1_5": "5"}))
    assert path.read_bytes() == edited
    assert (folder / "items.neu.toml").exists()


def test_without_a_survey_there_is_no_code_book(tmp_path):
    draft_programme(write_lists(tmp_path, Termine=EVENTS))
    assert not (tmp_path / "items.toml").exists()


def test_the_draft_is_the_same_bytes_each_time(folder):
    draft_programme(folder)
    before = (folder / "items.toml").read_bytes()
    draft_programme(folder)
    assert (folder / "items.toml").read_bytes() == before


# Scales


@pytest.mark.parametrize(
    ("texts", "name", "least"),
    [
        (["nein", "ja"], "yes_no", "no"),
        (["yes", "no", "maybe"], "yes_partly_no", "no"),
        (["Strongly agree", "Agree", "Neutral", "Disagree", "Strongly disagree"], "agreement_5", "strongly_disagree"),
        (["stimme voll zu", "stimme eher zu", "stimme eher nicht zu", "stimme gar nicht zu"], "agreement_4", None),
        (["trifft zu", "trifft eher zu", "trifft eher nicht zu", "trifft nicht zu"], "agreement_plain_4", "disagree"),
        (["1 - trifft gar nicht zu", "2", "3", "4", "5 - trifft voll zu"], None, None),
        (["sehr zufrieden", "eher zufrieden", "teils/teils", "unzufrieden"], "satisfaction_5", "very_dissatisfied"),
        (["sehr gut", "gut", "schlecht"], "quality_4", "very_poor"),
        (["sehr gut", "gut", "befriedigend", "mangelhaft"], "grades", "insufficient"),
        (["nie", "selten", "manchmal", "oft", "immer"], "frequency", "never"),
        (["sehr hilfreich", "hilfreich", "weniger hilfreich"], "helpfulness", "not_helpful"),
        (["noch nicht", "geplant", "begonnen", "umgesetzt"], "progress", "nothing_yet"),
        (["rot", "gelb", "grün"], None, None),
        (["stimme zu"], None, None),
    ],
)
def test_known_scales(texts, name, least):
    found = known_scale(dict.fromkeys(texts, 9))
    assert (found and found.name) == name
    assert least is None or found.words[0] == least


@pytest.mark.parametrize(
    ("heading", "texts", "name"),
    [
        ("Wie gut war es?", ["1", "3", "5"], "numbers_1_5"),
        ("Wie gut war es?", ["1", "2", "7"], "numbers_1_7"),
        ("Wie gut war es?", ["2", "6"], "grades_1_6"),
        ("Schulnote", ["1", "2"], "grades_1_5"),
        ("Would you recommend us?", ["7", "8"], "numbers_0_10"),
        ("Wie gut war es?", ["1 (gar nicht)", "2", "4 (sehr)"], "numbers_1_4"),
        ("Beschäftigte", ["3", "25", "80"], None),
        ("Warum?", ["3 Gründe sprechen dafür", "1"], "numbers_1_5"),
        ("Warum?", ["weil", "1"], None),
    ],
)
def test_scales_of_numbers(heading, texts, name):
    found = number_scale(heading, dict.fromkeys(texts, 9), lambda text: True)
    assert (found and found.name) == name
