"""Two runs of a small programme compared: what moved, by how much, and why."""

import copy
import json

import pytest
from typer.testing import CliRunner

import kmu_eval as kmu
from kmu_eval.cli import app
from kmu_eval.errors import KmuEvalError
from kmu_eval.report import causes as reasons
from kmu_eval.report.manifest import manifest_text, measures_hash, read_run, run_manifest
from kmu_eval.report.moves import COLUMNS, diff, lines

SOURCES = """
[counting.own_staff]
email_domains = ["zentrum.de"]

[sources.lists]
table = "participations"
files = "raw/*.csv"
columns = { event = "Nr", name = "Name", email = "Mail", attended = { value = "yes" }, role = { value = "adviser" } }
"""
TARGETS = "indicator,target,source\nattendances,20,Antrag\n"


def listed(event, people, domain="firma.de"):
    rows = [f"{event};Person {name};{name}@{domain}" for name in people]
    return "\n".join(["Nr;Name;Mail", *rows]) + "\n"


FIRST = {"raw/a.csv": listed("E1", "abcdefghij"), "targets.csv": TARGETS}


@pytest.fixture(scope="module")
def run(write_folder, tmp_path_factory):
    """A function that gives the manifest of a run of a programme with these files and sources."""

    def made(files, sources=SOURCES):
        folder = write_folder(tmp_path_factory.mktemp("run") / "programme", sources, files)
        return json.loads(manifest_text(run_manifest(kmu.open_project(folder))))

    return made


@pytest.fixture(scope="module")
def first(run):
    return run(FIRST)


def moved(earlier, later):
    return diff(earlier, later).set_index("name")


def test_a_manifest_says_what_went_in_and_what_came_out(first):
    assert first["inputs"]["raw/a.csv"]["rows"] == {"lists": {"kept": 10, "read": 10, "set_aside": {}}}
    assert first["targets"] == {"attendances": 20}
    counted = first["results"]["indicators"]["advisers_reached"]
    assert [counted[name] for name in ("estimate", "lower", "upper", "unit", "hidden")] == [
        10,
        10,
        10,
        "participants",
        "no",
    ]
    assert counted["rule"].endswith("role adviser")
    assert first["code"]["measures"] == measures_hash()


def test_a_manifest_tells_no_name_no_key_and_no_path_of_this_machine(first, tmp_path_factory):
    text = manifest_text(first)
    for told in ("Person", "firma.de", "zentrum.de", str(tmp_path_factory.getbasetemp()), "fingerprint"):
        assert told not in text


def test_small_numbers_stand_in_no_manifest(run):
    made = run({"raw/a.csv": listed("E1", "abc")})
    assert made["results"]["indicators"]["participants"].keys() & {"estimate", "lower", "upper"} == set()
    assert made["results"]["indicators"]["participants"]["hidden"] == "small"


def test_the_same_run_twice_is_the_same_text_and_nothing_moves(first, run):
    again = run(FIRST)
    assert manifest_text(again) == manifest_text(first)
    told, unexplained = lines(first, again, "en")
    assert told == ["No number has moved.", "Files, rules and code are the same."]
    assert unexplained == 0


def test_a_new_file_is_the_cause(first, run):
    found = moved(first, run({**FIRST, "raw/b.csv": listed("E1", "klmnop")}))
    assert found.loc["participants", ["earlier", "later", "by", "cause"]].tolist() == [10, 16, 6, "input"]
    assert found.loc["participants", "why"] == "New file raw/b.csv: 6 rows kept."


def test_rows_that_leave_a_file_are_counted(first, run):
    found = moved(first, run({**FIRST, "raw/a.csv": listed("E1", "abcdefg")}))
    assert found.loc["attendances", "why"] == "File raw/a.csv has changed: 10 rows kept before, now 7 (−3)."


def test_a_file_that_is_gone_is_the_cause(run):
    two = {**FIRST, "raw/b.csv": listed("E1", "klmnop")}
    found = moved(run(two), run(FIRST))
    assert found.loc["participants", ["by", "why"]].tolist() == [
        -6,
        "File raw/b.csv is no longer there: 6 rows kept fewer.",
    ]


def test_a_changed_rule_is_the_cause_and_its_key_is_told(run):
    files = {**FIRST, "raw/a.csv": listed("E1", "abcdefghij") + "E1;Wir;wir@amt.de\n"}
    found = moved(run(files), run(files, SOURCES.replace('"zentrum.de"', '"zentrum.de", "amt.de"')))
    assert found.loc["participants", ["earlier", "later", "cause"]].tolist() == [11, 10, "rule"]
    assert found.loc["participants", "why"].startswith("Rule programme.toml: counting.own_staff: sha256:")


def test_what_a_rule_moves_is_told_with_its_values(first, run):
    longer = SOURCES.replace(
        'email_domains = ["zentrum.de"]', 'email_domains = ["zentrum.de"]\n\n[counting]\nminimum_stay = 30'
    )
    found = reasons.causes(first, run(FIRST, longer), "de")
    assert [cause.text("de") for cause in found] == ["Regel programme.toml: counting.minimum_stay: vorher –, jetzt 30."]


def test_where_several_things_changed_all_are_possible(first, run):
    later = run({**FIRST, "raw/b.csv": listed("E1", "klmnop")}, SOURCES.replace('"zentrum.de"', '"amt.de"'))
    assert moved(first, later).loc["participants", "cause"] == "input / rule"


def test_newer_code_is_the_cause_with_the_entries_of_the_changelog(first, monkeypatch):
    text = "# Changes\n\n## 0.2.0\n\n- Stays are joined:\n  numbers fall.\n\n## 0.1.0\n\n- Old.\n"
    monkeypatch.setattr(reasons, "changelog", lambda: text)
    earlier, later = altered(first, 1), altered(first, 0)
    earlier["kmu_eval"], later["kmu_eval"], later["code"] = "0.1.0", "0.2.0", {"measures": "new"}
    found = moved(earlier, later).loc["participants"]
    assert found["cause"] == "code"
    assert found["why"] == "Code: kmu_eval 0.1.0 before, now 0.2.0. CHANGELOG: Stays are joined: numbers fall."


def test_another_package_is_code_as_well(first):
    later = altered(first, 1)
    later["packages"]["pandas"] = "4.0.0"
    assert moved(first, later).loc["participants", "cause"] == "code"


def altered(run, by):
    """The run with another number of participants, nothing else."""
    changed = copy.deepcopy(run)
    changed["results"]["indicators"]["participants"]["estimate"] += by
    return changed


def test_a_move_without_a_cause_is_unexplained(first):
    found = moved(first, altered(first, 2))
    assert found["cause"].to_dict() == {"participants": "unexplained"}
    assert lines(first, altered(first, 2), "en")[1] == 1


def test_a_rule_about_answers_does_not_explain_a_count_of_those_reached(first):
    later = altered(first, 2)
    later["rules"]["programme.toml: outcomes.useful.margin_pp"] = 5
    assert moved(first, later).loc["participants", "cause"] == "unexplained"


def test_a_file_of_answers_does_not_explain_a_count_of_those_reached(first):
    runs = [copy.deepcopy(first), altered(first, 2)]
    for each, kept in zip(runs, (40, 50), strict=True):
        each["rules"]["programme.toml: sources.feedback.table"] = "responses"
        each["inputs"]["raw/answers.csv"] = {"sha256": str(kept), "rows": {"feedback": {"kept": kept}}}
    assert moved(*runs).loc["participants", "cause"] == "unexplained"
    for each, verdict in zip(runs, ("better", "inconclusive"), strict=True):
        each["results"]["comparisons"] = {"a.useful.adjusted": {"estimate": 0.1, "verdict": verdict}}
    assert moved(*runs).loc["a.useful.adjusted", "cause"] == "input"


def test_last_digits_are_no_move(first):
    earlier, later = altered(first, 0.1), altered(first, 0.1 + 1e-13)
    assert diff(earlier, later).empty
    assert list(diff(earlier, later)) == list(COLUMNS)


def test_a_changed_target_moves_by_its_own_line(first, run):
    found = diff(first, run({**FIRST, "targets.csv": TARGETS.replace("20", "25")}))
    assert found[["kind", "name", "by", "cause"]].values.tolist() == [["targets", "attendances", 5.0, "rule"]]


def test_numbers_that_came_went_or_were_hidden_are_told(first, run):
    hidden = run({"raw/a.csv": listed("E1", "abc"), "targets.csv": TARGETS})
    found = moved(first, hidden).loc["participants"]
    assert found[["was", "now"]].tolist() == ["10", "not shown"]
    assert found[["later", "by"]].isna().all()
    less = copy.deepcopy(first)
    del less["results"]["indicators"]["smes"]
    assert moved(less, first).loc["smes", "was"] == "not there"


@pytest.mark.parametrize("language", ["de", "en"])
def test_all_lines_are_told_in_the_language(first, run, language, snapshot):
    later = run({**FIRST, "raw/b.csv": listed("E1", "klmnop"), "targets.csv": TARGETS.replace("20", "25")})
    unexplained = altered(first, 2)
    assert [lines(first, later, language), lines(first, unexplained, language)] == snapshot


def written(folder, run):
    folder.mkdir()
    (folder / "manifest.json").write_text(manifest_text(run), encoding="utf-8")
    return str(folder)


def test_the_command_ends_with_1_only_on_an_unexplained_move(first, run, tmp_path):
    a, same, odd = (
        written(tmp_path / name, each) for name, each in (("a", first), ("b", first), ("c", altered(first, 2)))
    )
    more = written(tmp_path / "d", run({**FIRST, "raw/b.csv": listed("E1", "klmnop")}))
    codes = [CliRunner().invoke(app, ["diff", a, other]).exit_code for other in (same, more, odd)]
    assert codes == [0, 0, 1]
    assert "NOT EXPLAINED" in CliRunner().invoke(app, ["diff", a, odd]).output


@pytest.mark.parametrize("text", [None, "{", "[]", '{"versions": {}}'])
def test_what_is_no_run_is_told(tmp_path, text, snapshot, monkeypatch):
    monkeypatch.chdir(tmp_path)
    if text is not None:
        (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(KmuEvalError) as told:
        read_run(".")
    assert [told.value.text(language) for language in ("de", "en")] == snapshot
