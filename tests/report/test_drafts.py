"""Drafts whose numbers are marked: what they are filled with, what is refused, and what is pointed out."""

from dataclasses import replace

import pandas as pd
import pytest
from typer.testing import CliRunner

import kmu_eval as kmu
from kmu_eval.cli import app
from kmu_eval.comparing import Comparing, Comparison, Outcome
from kmu_eval.errors import KmuEvalError
from kmu_eval.report.draft_text import bare_numbers, language_of_draft, markers
from kmu_eval.report.draft_values import ROOTS, Filling
from kmu_eval.report.drafts import fill
from kmu_eval.speech import Speech
from kmu_eval.tables import CountingRules, Origin, in_memory, typed
from tests.measures.compared_programmes import drawn_programme

RULES = CountingRules("2019-03-01", "2022-02-28")
TARGETS = ({"indicator": "attendances", "target": 1500.0, "source": "Grant"},)


def programme(attended=(1200, 34), targets=TARGETS, **origin):
    events = typed({"event": [f"E{n}" for n in range(len(attended))]}, "events")
    heads = typed({"event": list(range(len(attended))), "attended": list(attended)}, "head_counts")
    named = Origin(**{"programme": "Centre", "languages": ("en", "de"), **origin})
    return in_memory({"events": events, "head_counts": heads}, RULES, named, targets)


def filled(text, language="en", project=None):
    return fill(text, project or programme(), language).text


PARTS = {
    "": ("1,234", "1.234"),
    ".target": ("1,500", "1.500"),
    ".percent": ("82%", "82\N{NO-BREAK SPACE}%"),
    ".verdict": ("missed", "verfehlt"),
    ".label": ("Attendances", "Teilnahmen"),
    ".n": ("2 events", "2 Veranstaltungen"),
    ".upper": ("1,234", "1.234"),
    ".range": ("1,234", "1.234"),
}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(("language", "place"), [("en", 0), ("de", 1)])
def test_parts_of_an_indicator_as_people_write_them(part, language, place):
    assert filled(f"{{{{indicators.attendances{part}}}}}", language) == PARTS[part][place]


def test_a_range_that_incomplete_lists_leave_open():
    assert filled("{{ indicators.participants.range }}") == "0 (possible: 1,200 to 1,234)"
    made = fill("{{ indicators.participants }} {{ indicators.participants.lower }}", programme(), "en")
    assert (made.text, made.numbers["number"].tolist()) == ("0 1,200", [0, 1200])


def test_small_numbers_are_hidden_in_the_text_and_in_the_list():
    made = fill("{{ indicators.attendances }} {{ indicators.attendances.range }}", programme((3,)), "en")
    assert made.text == "\\< 5 \\< 5"
    assert made.numbers["number"].isna().all()


def test_every_marker_is_listed_with_line_number_and_rule():
    made = fill("A\n\n{{ indicators.attendances }}: {{ programme.start }}\n", programme(), "en")
    assert made.numbers[["line", "marker", "text"]].values.tolist() == [
        [3, "indicators.attendances", "1,234"],
        [3, "programme.start", "Mar 1, 2019"],
    ]
    assert made.numbers["number"].tolist()[0] == 1234
    assert made.numbers["rule"].tolist() == ["attended = yes, 2019-03-01 to 2022-02-28, no minimum stay", ""]


def test_the_language_is_that_of_the_command_else_of_the_draft_else_of_the_programme():
    draft = "---\nlang: de-DE\n---\n{{ indicators.attendances }}"
    assert fill(draft, programme()).text.endswith("1.234")
    assert fill(draft, programme(), "en").text.endswith("1,234")
    assert fill("{{ indicators.attendances }}", programme()).language == "en"
    assert language_of_draft("text\nlang: de\n") is None


def test_what_is_filled_in_is_plain_text():
    name = "Müller & Söhne <GmbH> *fett* [x](y) $1$ `c` @z"
    text = filled("{{ programme.name }}", project=programme(programme=name))
    assert text == r"Müller \& Söhne \<GmbH\> \*fett\* \[x\](y) \$1\$ \`c\` \@z"


def test_pandoc_reads_back_the_text_that_was_filled_in():
    pypandoc = pytest.importorskip("pypandoc")
    name = "Müller & Söhne <GmbH> *a* _b_ [x](y) $1$ `c` @z #1 ~d~ ^e^ {f} |g| \\h &amp;"
    text = filled("{{ programme.name }}", project=programme(programme=name))
    assert pypandoc.convert_text(text, "plain", "markdown", extra_args=["--wrap=none"]).strip() == name
    assert "<GmbH>" not in pypandoc.convert_text(text, "html", "markdown")


def test_code_comments_and_front_matter_stay_as_they_are():
    draft = "---\ntitle: '{{ a }}'\n---\n`{{ b }}` <!-- {{ c }} -->\n\n```\n{{ d }}\n```\n\n~~~ {.r}\n{{ e }}\n~~~\n"
    assert filled(draft) == draft


def test_a_text_that_the_author_answers_for():
    made = fill("Mittelstand {{ \"4.0\" }} {{ '12 300' }}", programme(), "en")
    assert made.text == "Mittelstand 4.0 12 300"
    assert made.bare.empty


BOTH_COLUMNS = Comparing(
    (Outcome("useful", "useful", margin_pp=10.0, primary=True),),
    (Comparison("modes", "mode", ("online", "in_person")),),
)


@pytest.fixture(scope="module")
def surveyed():
    return replace(drawn_programme(seed=5, events=48), comparing=BOTH_COLUMNS)


def test_shares_are_those_of_the_result_table(surveyed):
    found = kmu.top_share(surveyed, "useful").iloc[0]
    made = fill("{{ shares.useful }} {{ shares.useful.interval }} {{ shares.useful.n }}", surveyed, "en")
    assert made.numbers["number"].tolist() == [found["estimate"], found["estimate"], found["n"]]
    assert made.text.startswith(f"{100 * found['estimate']:.0f}% ")
    assert f"95% interval {100 * found['ci_low']:.0f} to" in made.text


def test_comparisons_are_those_of_the_result_table(surveyed):
    found = kmu.comparison(surveyed, "modes").query("estimator == 'unadjusted' and part == 'difference'").iloc[0]
    made = fill("{{ comparisons.modes.useful.unadjusted }}. {{ comparisons.modes.useful }}", surveyed, "en")
    assert made.numbers["number"].iloc[0] == found["estimate"]
    assert f"{100 * found['estimate']:+.1f} points".replace("-", "\N{MINUS SIGN}") in made.text
    assert made.text.count("points") >= 2


def test_sentences_are_those_of_notebooks(surveyed):
    from kmu_eval import sentences

    told = sentences.smes_reached(kmu.indicators(surveyed), surveyed.origin, "en")
    assert filled("{{ sentences.smes_reached }}", project=surveyed).replace("\\", "") == told


def test_further_first_words_are_taken():
    more = {"claims": lambda project, speech: {"most.verdict": lambda: Filling(f"supported {speech.language}")}}
    assert fill("{{ claims.most.verdict }}", programme(), "de", more).text == "supported de"


FAULTY = """{{ indicators.sme_representative }} and {{ indicater.smes }}
{{ indicators.smes.target }} {{ }} {{ indicators.smes | upper }}
{{ shares.useful }}

{{ indicators.smes
text }}
"""


@pytest.mark.parametrize("language", ["de", "en"])
def test_all_faults_of_a_draft_are_told_at_once_with_line_and_nearest_word(language, snapshot):
    with pytest.raises(KmuEvalError) as told:
        fill(FAULTY, programme(), file="draft.md")
    assert told.value.text(language) == snapshot


@pytest.mark.parametrize("root", sorted(set(ROOTS) - {"sentences"}))
def test_every_name_of_a_root_can_be_filled_or_has_nothing(root, surveyed):
    names = ROOTS[root](surveyed, Speech("de", surveyed.origin))
    assert names
    for name, give in names.items():
        filling = give()
        assert filling is None or filling.text, name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wir erreichten 12 300 KMU", ["12 300"]),
        ("12.345,6 und 1,5 %", ["12.345,6", "1,5 %"]),
        ("im Jahr 2021, am 28.02.2022, 28. Februar 2022, Feb 28, 2022, 2019-03-01", []),
        ("im Jahr 2018 und 2.021", ["2018", "2.021"]),
        ("2021 Personen, 2021 %", ["2021 %"]),
        ("# 2.1 Titel mit 7", ["7"]),
        ("1. Punkt\n2) Punkt\n(3) Punkt\n- 4. Punkt", []),
        ("CO2, B2B, Covid-19", ["19"]),
        ("`12` {{ indicators.smes }} [Text](a/12) <http://x/12> https://x/12 [^3] {#t:4 width=50%} [@key2018]", []),
        ("[Link 7](x)", ["7"]),
        ("[1]: http://x/1", []),
        ("| a | 17 |", ["17"]),
        ("3/4 und 10:30", ["3/4", "10:30"]),
        ("zwölf", []),
    ],
)
def test_bare_numbers(text, found):
    assert [number for _, number, _ in bare_numbers(text, range(2019, 2023))] == found


def test_a_bare_number_is_told_with_its_line_and_text():
    made = fill("A\n\n  B 7 {{ indicators.attendances }}\n", programme(), "en")
    assert made.bare.values.tolist() == [[3, "7", "B 7 {{ indicators.attendances }}"]]


def test_markers_know_their_lines_also_after_carriage_returns():
    assert [each.line for each in markers("{{ a }}\r\n\r\n{{ b }}")] == [1, 3]


SOURCES = """
[sources.heads]
table = "head_counts"
files = "raw/heads.csv"
columns = { event = "Nr", attended = "Anzahl" }
"""


@pytest.fixture
def folder(tmp_path, write_folder, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_folder(tmp_path / "p", SOURCES, {"raw/heads.csv": "Nr;Anzahl\nE1;1234\n"})
    (tmp_path / "draft.md").write_bytes("Größe: {{ indicators.attendances }}, dazu 17.\r\n".encode())
    return tmp_path


def test_the_command_fills_lists_and_warns(folder):
    ran = CliRunner().invoke(app, ["fill", "draft.md", "p", "--out", "out/final.md", "--language", "de"])
    assert ran.exit_code == 0
    assert (folder / "out" / "final.md").read_bytes() == "Größe: 1.234, dazu 17.\r\n".encode()
    listed = pd.read_csv(folder / "out" / "final.numbers.csv")
    assert listed[["line", "marker", "number"]].values.tolist() == [[1, "indicators.attendances", 1234.0]]
    assert "17 is not marked" in ran.output


@pytest.mark.parametrize("out", ["draft.md", "./draft.md", "link.md", "hard.md"])
def test_the_draft_is_never_overwritten(folder, out):
    (folder / "link.md").symlink_to("draft.md")
    (folder / "hard.md").hardlink_to("draft.md")
    before = (folder / "draft.md").read_bytes()
    ran = CliRunner().invoke(app, ["fill", "draft.md", "p", "--out", out])
    assert "is the draft itself" in str(ran.exception)
    assert (folder / "draft.md").read_bytes() == before


def test_a_faulty_draft_leaves_the_earlier_output(folder):
    (folder / "final.md").write_bytes(b"earlier")
    (folder / "draft.md").write_text("{{ indicators.x }}", encoding="utf-8")
    assert CliRunner().invoke(app, ["fill", "draft.md", "p", "--out", "final.md"]).exit_code
    assert (folder / "final.md").read_bytes() == b"earlier"
    assert not (folder / "final.numbers.csv").exists()


@pytest.mark.parametrize(("content", "told"), [(b"\xff\xfe\x00", "not saved as UTF-8"), (None, "There is no draft")])
def test_a_draft_that_cannot_be_read_is_told(folder, content, told):
    if content is None:
        (folder / "draft.md").unlink()
    else:
        (folder / "draft.md").write_bytes(content)
    assert told in str(CliRunner().invoke(app, ["fill", "draft.md", "p", "--out", "o.md"]).exception)
