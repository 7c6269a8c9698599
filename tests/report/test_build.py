"""A whole report: every file the same twice, every number one of a result table, whatever a programme is called."""

import html
import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace

import pandas as pd
import pytest

import kmu_eval as kmu
from kmu_eval.report.blocks import Picture
from kmu_eval.report.build import build
from kmu_eval.report.claimed import as_shown
from kmu_eval.report.contents import contents
from kmu_eval.report.sheet import sheet
from kmu_eval.words import number

from .test_contents import ABOUT, HEADS, LIST

IN_A_PROCESS = """
import sys
from pathlib import Path
import kmu_eval as kmu
from kmu_eval.report.build import build
from kmu_eval.report.writing import write_set
write_set(sys.argv[2], build(kmu.open_project(sys.argv[1]), "de"))
"""
DOCUMENTS = ("docx", "pdf", "html", "md")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built") / "programme"
    kmu.make_sample(folder, seed=2, scale=0.05)
    return folder


@pytest.fixture(scope="module")
def files(folder):
    return build(kmu.open_project(folder), "de")


def text_of(made, kind):
    """What a document says, its pictures' alt texts left out."""
    if kind == "html":
        page = re.sub(r"<style.*?</style>|<[^>]*>", " ", made.decode(), flags=re.DOTALL)
        return html.unescape(page)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        body = package.read("word/document.xml").decode().replace("</w:p>", " ")
        return html.unescape(re.sub(r"<[^>]*>", "", body))


def test_the_files_of_a_report(files):
    kinds = {f"report.de.{kind}" for kind in DOCUMENTS} | {"indicators.de.xlsx", "indicators.de.docx"}
    kinds |= {"indicators.csv", "claims.csv", "sentences.de.txt", "manifest.json"}
    assert {name for name in files if "/" not in name} == kinds
    pictures = re.findall(r"figures/(\w+)\.de\.png", files["report.de.md"].decode())
    shown = {f"{name}.{kind}" for name in pictures for kind in ("csv", "de.png", "de.svg", "de.md")}
    assert {name.removeprefix("figures/") for name in files if "/" in name} == shown


def test_the_same_bytes_in_another_process(files, folder, tmp_path):
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "America/New_York", "LC_ALL": "C"}
    command = [sys.executable, "-c", IN_A_PROCESS, str(folder), str(tmp_path / "report")]
    subprocess.run(command, env=environment, check=True)
    again = {name: (tmp_path / "report" / name).read_bytes() for name in files}
    assert [name for name in files if files[name] != again[name]] == []


def told_by_tables(files):
    """Every number of the tables behind the figures and of the sheets, as German text writes it."""
    told = set()
    for name in files:
        if name.endswith(".csv"):
            table = pd.read_csv(io.BytesIO(files[name]))
            told |= {text for column in table.select_dtypes("number") for text in written(table[column].dropna())}
    return told


def written(values):
    """As counts, values, p-values, shares or points; a table as CSV has four decimals, so either way at a half."""
    for value in (values.abs() + nudge for nudge in (-0.00005, 0, 0.00005)):
        for each in (value, 100 * value):
            yield from (number(one, "de", decimals) for one in each for decimals in (0, 1, 2, 3))


def numbers_of(text):
    """All numbers but those of days, years and the Recommendation 2003/361/EC, and names of versions."""
    text = re.sub(r"\d\d\.\d\d\.20\d\d|\b20\d\d\b(/361)?|kmu_eval [\d.]+|Python [\d.]+|pandas [\d.]+", " ", text)
    return re.findall(r"(?<![\w.,])\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d])|(?<![\w.,])\d+(?:,\d+)?(?!\d)", text)


@pytest.mark.parametrize("kind", ["html", "docx"])
def test_every_number_is_one_of_a_result_table(files, kind, folder):
    project = kmu.open_project(folder)
    allowed = told_by_tables(files) | {number(count, "de") for count in counts_of(project)}
    text = text_of(files[f"report.de.{kind}"], kind)
    assert len(numbers_of(text)) > 500
    assert [found for found in numbers_of(text) if found not in allowed] == []
    assert "9.876" not in allowed


def counts_of(project):
    """What is told of rows and files, and of how many answered in all, which no figure's table has."""
    rows = project.ledger.groupby("outcome")["rows"].sum()
    files = project.ledger.groupby("source")["file"].nunique()
    of_sources = project.ledger.groupby(["source", "outcome"])["rows"].sum()
    answered = pd.concat([kmu.response_rates(project, wave=wave) for wave in ("post", "follow_up")])
    rates = answered[["n", "answers"]].to_numpy().ravel()
    return [*project.issue_counts["issues"], *rows, rows.sum(), *files, *of_sources, *rates]


@pytest.mark.parametrize(("sources", "language"), [(HEADS, "de"), (HEADS, "en"), ("", "de")], ids=str)
def test_a_name_that_breaks_programs_stands_in_every_document(tmp_path, write_folder, sources, language):
    """Of programmes that have head counts, or events only."""
    heads = write_folder(tmp_path / "heads", ABOUT + sources, {"raw/heads.csv": LIST}, about="")
    made = build(kmu.open_project(heads), language)
    for kind in ("html", "docx"):
        assert "Müller & Söhne <GmbH>" in text_of(made[f"report.{language}.{kind}"], kind)
    assert "claims.csv" not in made


def test_no_small_group_is_in_the_tables_behind_figures_and_sheets(folder):
    """All counts of people that a report shows, with a smallest cell of forty, are none or at least forty."""
    project = kmu.open_project(folder)
    strict = replace(project, origin=replace(project.origin, smallest_cell=40))
    pictures = [
        block.figure for chapter in contents(strict, "de") for block in chapter.blocks if isinstance(block, Picture)
    ]
    tables = {figure.name: figure.table for figure in pictures if figure.name != "ledger"}
    tables |= {"sheet": sheet(strict, "de").numbers, "claims": as_shown(strict)}
    small = [(name, column, n) for name in tables for column, n in counts_shown(tables[name]) if 0 < n < 40]
    assert len(tables) > 30
    assert small == []


def counts_shown(table):
    """Of rows about people: how many they are, or how many a share or mean is of."""
    of_people = table[table["unit"] != "events"] if "unit" in table else table
    for column in {"n", "n_first", "n_second", "n_earlier", "n_later", "cumulative"} & set(table):
        yield from ((column, n) for n in of_people[column].dropna())
    counted = of_people.get("unit", pd.Series(dtype=str)).isin(["participants", "organisations", "attendances"])
    if "estimate" in table and not {"n", "aspect"} & set(table):
        yield from (("estimate", n) for n in of_people.loc[counted, "estimate"].dropna())


def test_the_sentences_are_those_of_the_page_without_any_marks(files):
    told, page = files["sentences.de.txt"].decode(), " ".join(text_of(files["report.de.html"], "html").split())
    lines = [line for line in told.splitlines() if line and line != line.upper()]
    assert len(lines) > 20
    assert [line for line in lines if " ".join(line.split()) not in page] == []
