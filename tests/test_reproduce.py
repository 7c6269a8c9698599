"""All notebooks on any programme folder, written aside and moved into place."""

import json
import shutil

import pytest

import kmu_eval as kmu
from kmu_eval import reproduce as module
from kmu_eval import words
from kmu_eval.errors import Absent, KmuEvalError
from kmu_eval.reproduce import notebooks_folder, reproduce

HEADS_ONLY = """
[programme]
name = "Counting heads"
period = { start = 2020-01-01, end = 2020-12-31 }
languages = ["en"]

[sources.events]
table = "events"
files = "raw/heads.csv"

[sources.events.columns]
event = "id"
date = { from = "day", format = "%Y-%m-%d" }
mode = "mode"
kind = { value = "talk" }

[sources.heads]
table = "head_counts"
files = "raw/heads.csv"

[sources.heads.columns]
event = "id"
registered = "registered"
attended = "attended"
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reproduce") / "programme"
    kmu.make_sample(folder, seed=2, scale=0.05)
    return kmu.open_project(folder)


@pytest.fixture(scope="module")
def out(project, tmp_path_factory):
    folder = tmp_path_factory.mktemp("out")
    results = reproduce(project, folder)
    assert [result.outcome for result in results] == ["ran"] * 13
    return folder


def test_every_notebook_is_written_with_outputs(out):
    names = {path.name for path in notebooks_folder().glob("*.ipynb")}
    assert {path.name for path in (out / "notebooks").iterdir()} == names
    for path in (out / "notebooks").iterdir():
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        assert any(cell.get("outputs") for cell in cells)


def test_every_figure_comes_with_table_and_words_in_both_languages(out):
    figures = {path.name.split(".")[0] for path in (out / "figures").glob("*.csv")}
    assert len(figures) >= 10
    for name in figures:
        for end in ("de.svg", "de.png", "de.md", "en.svg", "en.png", "en.md"):
            assert (out / "figures" / f"{name}.{end}").stat().st_size > 100


def some_notebooks(place, *names):
    """A folder with only these, which is quicker than all."""
    place.mkdir()
    for name in names:
        shutil.copy(notebooks_folder() / name, place)
    return place


def test_a_second_run_gives_the_same_bytes(project, out, tmp_path, monkeypatch):
    names = ("01-smes-reached.ipynb", "05-what-participants-said.ipynb", "09-online-or-in-person.ipynb")
    three = some_notebooks(tmp_path / "three", *names)
    monkeypatch.setattr(module, "notebooks_folder", lambda: three)
    reproduce(project, tmp_path / "out")
    second = {path.relative_to(tmp_path / "out"): path.read_bytes() for path in sorted((tmp_path / "out").rglob("*.*"))}
    second = {name: content for name, content in second.items() if name.name != module.WRITTEN}
    assert len(second) > 50
    assert [name for name, content in second.items() if (out / name).read_bytes() != content] == []


HEADS = "id,day,mode,registered,attended\na,2020-02-01,online,20,12\nb,2020-03-01,in_person,15,15\n"


def outputs(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell["outputs"] for cell in cells if cell["cell_type"] == "code"]


def test_a_programme_of_head_counts_is_reported_with_its_ranges(tmp_path, write_folder):
    targets = {"targets.csv": "indicator,target,source\nevents,2,Grant\nattendances,40,Grant\n"}
    folder = write_folder(tmp_path / "programme", HEADS_ONLY, {"raw/heads.csv": HEADS, **targets}, about="")
    results = reproduce(kmu.open_project(folder), tmp_path / "out")
    assert [result.outcome for result in results] == ["ran"] * 4 + ["stopped"] * 7 + ["ran", "stopped"]
    assert "no rows in participations" in results[4].why
    assert all("no rows in responses" in result.why for result in results[5:-2])
    answer = outputs(tmp_path / "out" / "notebooks" / "01-smes-reached.ipynb")[1][0]["text"]
    assert "0 (possible: 0 to 27) representatives" in "".join(answer)
    targets = (tmp_path / "out" / "figures" / "targets.csv").read_text(encoding="utf-8")
    assert "attendances,attendances,2,27,27,27,40,0.675,missed" in targets


def test_a_programme_of_events_only_stops_cleanly_where_people_are_needed(tmp_path, write_folder):
    events = HEADS_ONLY.split("[sources.heads]")[0].replace('["en"]', '["de"]')
    folder = write_folder(tmp_path / "programme", events, {"raw/heads.csv": HEADS}, about="")
    results = reproduce(kmu.open_project(folder), tmp_path / "out")
    assert [result.outcome for result in results] == ["ran", "stopped", "stopped", "ran"] + ["stopped"] * 9
    assert results[1].why.startswith("Dieses Programm hat keine Zeilen in participations / head_counts")
    first, *others = outputs(tmp_path / "out" / "notebooks" / "01-smes-reached.ipynb")
    assert "Traceback" not in str(first)
    assert others == [[]] * len(others)


LACKING = [
    ("absent", {"table": "events"}),
    ("not_asked", {"item": "needs"}),
    ("not_compared", {"comparison": "by_mode"}),
    ("nothing_claimed", {"file": "claims.toml"}),
]


@pytest.mark.parametrize("finding", LACKING)
def test_why_a_notebook_stopped_is_told_in_the_language_of_the_programme(finding):
    stopped = Absent(finding)
    assert words.retold(str(stopped), "de") == stopped.text("de")


def test_figures_of_an_earlier_run_that_are_no_longer_drawn_are_taken_away(tmp_path, write_folder, monkeypatch):
    two = some_notebooks(tmp_path / "two", "00-data-quality.ipynb", "01-smes-reached.ipynb")
    monkeypatch.setattr(module, "notebooks_folder", lambda: two)
    folder = write_folder(tmp_path / "programme", HEADS_ONLY, {"raw/heads.csv": HEADS}, about="")
    reproduce(kmu.open_project(folder), tmp_path / "out")
    own = tmp_path / "out" / "figures" / "own.png"
    own.write_bytes(b"of the user")
    events = HEADS_ONLY.split("[sources.heads]")[0]
    reproduce(kmu.open_project(write_folder(folder, events, about="")), tmp_path / "out")
    names = {path.name for path in own.parent.iterdir()}
    assert "own.png" in names
    assert "ledger.csv" in names
    assert "count_ladder.csv" not in names


def test_a_notebook_that_breaks_leaves_the_earlier_output(project, tmp_path, monkeypatch):
    (tmp_path / "out" / "figures").mkdir(parents=True)
    (tmp_path / "out" / "figures" / "old.csv").write_text("kept", encoding="utf-8")
    broken = shutil.copytree(notebooks_folder(), tmp_path / "notebooks")
    notebook = json.loads((broken / "03-the-move-online.ipynb").read_text(encoding="utf-8"))
    code = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    code["source"] = "1 / 0"
    (broken / "03-the-move-online.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    monkeypatch.setattr(module, "notebooks_folder", lambda: broken)
    with pytest.raises(KmuEvalError, match=r"03-the-move-online\.ipynb broke off: ZeroDivisionError"):
        reproduce(project, tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").rglob("*") if path.is_file()] == ["old.csv"]


def test_a_notebook_that_cannot_be_measured_stops_and_says_why(tmp_path, write_folder, monkeypatch):
    folder = write_folder(
        tmp_path / "programme", HEADS_ONLY.replace('"en"', '"de"'), {"raw/heads.csv": HEADS}, about=""
    )
    one = tmp_path / "notebooks"
    one.mkdir()
    notebook = json.loads((notebooks_folder() / "03-the-move-online.ipynb").read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    code[1]["source"] = 'kmu.reach(project, ["mod"])'
    (one / "03-the-move-online.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    monkeypatch.setattr(module, "notebooks_folder", lambda: one)
    [result] = reproduce(kmu.open_project(folder), tmp_path / "out")
    assert result.outcome == "stopped"
    assert result.why.startswith("by: Das Wort 'mod' ist nicht erlaubt. Meinten Sie 'mode'?")
    written = (tmp_path / "out" / "notebooks" / "03-the-move-online.ipynb").read_text(encoding="utf-8")
    assert "kmu_eval/measures" not in written
