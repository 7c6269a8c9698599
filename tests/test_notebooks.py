"""The notebooks: thin, with outputs, and a changed number fails."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
FORBIDDEN = re.compile(r"groupby|read_csv|read_excel|pyplot|\bplt\b|lambda|%")
THICK = ast.FunctionDef | ast.ClassDef | ast.For | ast.While | ast.ListComp
LAST = "What these data cannot show"

each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path, kind):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == kind]


def code(path):
    return ["".join(cell["source"]) for cell in cells(path, "code")]


def test_all_are_there():
    questions = [
        "00-data-quality",
        "01-smes-reached",
        "02-advisers-trained",
        "03-the-move-online",
        "04-how-sure-are-the-counts",
        "05-what-participants-said",
        "06-who-answered",
        "07-what-is-still-needed",
        "08-what-was-applied",
        "09-online-or-in-person",
        "10-workshop-or-talk",
        "11-who-came-to-what",
        "12-what-was-claimed",
    ]
    assert [path.stem for path in NOTEBOOKS] == questions


@each
def test_cells_are_thin(path):
    for source in code(path):
        nodes = list(ast.walk(ast.parse(source)))
        assert not [node for node in nodes if isinstance(node, THICK)]
        assert not FORBIDDEN.search(source)
        assert 1 <= sum(bool(line.strip()) for line in source.splitlines()) <= 4


@each
def test_asks_a_question_and_ends_with_its_limits(path):
    texts = ["".join(cell["source"]) for cell in cells(path, "markdown")]
    assert re.match(r"# .+\?$", texts[0].splitlines()[0])
    assert texts[-1].startswith(f"## {LAST}\n")


@each
def test_answer_comes_first_and_every_cell_has_its_output(path):
    assert code(path)[1].splitlines()[-1].startswith("print(sentences.")
    assert all(cell["outputs"] for cell in cells(path, "code")[1:])


@each
def test_outputs_hold_no_error_address_or_path_of_a_machine(path):
    text = json.dumps([cell["outputs"] for cell in cells(path, "code")])
    shown = re.sub(r'"image/png": "[^"]*"', "", text)
    assert '"output_type": "error"' not in shown
    assert "@" not in shown
    assert not re.search(r"/home/|/root/|/tmp/|C:\\\\", shown)


def nbval(path):
    command = [sys.executable, "-m", "pytest", "--nbval", "-p", "no:cacheprovider", "-p", "no:xdist", str(path)]
    environment = {**os.environ, "KMU_EVAL_PROGRAMME": str(FOLDER.parent / "data" / "sample")}
    return subprocess.run(command, capture_output=True, text=True, cwd=FOLDER, env=environment, check=False)


@pytest.mark.parametrize("where", ["first", "middle", "last"])
def test_a_number_changed_by_hand_fails(where, tmp_path):
    """The longest text output of a notebook, one digit changed: also in the middle of a long table."""
    notebook = json.loads((FOLDER / "01-smes-reached.ipynb").read_text(encoding="utf-8"))
    outputs = [
        out for cell in notebook["cells"] for out in cell.get("outputs", []) if "text/plain" in out.get("data", {})
    ]
    longest = max(outputs, key=lambda out: len("".join(out["data"]["text/plain"])))
    text = "".join(longest["data"]["text/plain"])
    digits = [match.start() for match in re.finditer(r"\d", text)]
    at = digits[{"first": 0, "middle": len(digits) // 2, "last": -1}[where]]
    longest["data"]["text/plain"] = text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]
    changed = tmp_path / "changed.ipynb"
    changed.write_text(json.dumps(notebook), encoding="utf-8")
    result = nbval(changed)
    assert result.returncode == 1
    assert "1 failed" in result.stdout
