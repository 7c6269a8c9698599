import ast
import tomllib
from pathlib import Path

import pytest

from kmu_eval.errors import Absent, IntakeError, KmuEvalError, MeasureError, ProgrammeError

PACKAGE = Path(__file__).parents[1] / "kmu_eval"


def test_an_error_tells_all_its_findings_in_either_language():
    error = IntakeError(("nul_bytes", {"where": "a.csv"}), ("unknown_type", {"where": "b.ods"}))
    assert error.text("de").splitlines()[0].startswith("a.csv: Die Datei enthält Nullzeichen")
    assert str(error) == error.text("en")
    assert [line.split(":")[0] for line in str(error).splitlines()] == ["a.csv", "b.ods"]


@pytest.mark.parametrize("kind", [ProgrammeError, IntakeError, MeasureError, Absent])
def test_every_error_can_be_caught_as_one_of_ours(kind):
    with pytest.raises(KmuEvalError):
        raise kind(("absent", {"table": "events"}))


def test_an_absent_table_is_a_sentence_in_a_notebook():
    error = Absent(("absent", {"table": "events"}))
    assert error._render_traceback_() == [error.text("en")]


def test_braces_in_values_are_shown_as_they_are():
    assert "{x}" in str(IntakeError(("nul_bytes", {"where": "{x}.csv"})))


def message_keys_used():
    """What in the code looks like the key of a message: the first of a pair, or an argument of a message or issue."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Tuple) and len(node.elts) == 2 and isinstance(node.elts[1], ast.Dict):
                yield path, node.elts[0]
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in (
                "message",
                "_say",
            ):
                yield path, node.args[0]
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Issue":
                yield path, node.args[1]


def test_every_message_that_the_code_names_is_there():
    texts = [tomllib.loads((PACKAGE / f"{name}.toml").read_text(encoding="utf-8")) for name in ("messages", "report")]
    known = {key for each in texts for key in each}
    used = {(path.name, key.value) for path, key in message_keys_used() if isinstance(key, ast.Constant)}
    used = {(name, key) for name, key in used if isinstance(key, str)}
    assert {key for _, key in used} >= {"bad_pattern", "total_differs", "shared_address", "no_workbook"}
    assert {(name, key) for name, key in used if key not in known} == set()
