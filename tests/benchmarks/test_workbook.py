"""Reading raw files: a workbook beside openpyxl, a large csv beside pandas' bare reader. Prints only."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import xlsxwriter

ROWS, LONG = 20_000, 1_000_000
HEADER = ["Nr", "Name", "Mail", "Firma", "PLZ", "Da", "Ort", "Land", "Größe", "Minuten", "Datum", "Notiz"]
COLUMNS = {"event": "Nr", "name": "Name", "email": "Mail", "organisation": "Firma", "postcode": "PLZ"}
START = f"""
import sys
from pathlib import Path
from time import perf_counter
from kmu_eval.programme import Limits, Source
path = Path(sys.argv[1])
source = Source.model_validate({{"table": "participations", "files": "a", "columns": {COLUMNS!r}}})
def status(key):
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith(key)) / 1024
def measured(read):
    with open("/proc/self/clear_refs", "w") as reset:
        reset.write("5")
    before, start = status("VmRSS"), perf_counter()
    found = read()
    print(perf_counter() - start, status("VmHWM") - before, found)
"""
OURS = """
from kmu_eval.intake.columns import read_columns
from kmu_eval.intake.raw_tables import find_table
from kmu_eval.intake.safety import examine
from kmu_eval.intake.text_files import read_text
from kmu_eval.intake.workbooks import read_workbook
def columns():
    examine(path, Limits(), "a")
    raw = find_table(read_text(path, source, "a"), "lists", source, "a")
    return len(read_columns(raw, source, "Europe/Berlin")[0])
def table():
    kind = examine(path, Limits(), "a")
    return len(find_table(read_workbook(path, source, "a", kind), "lists", source, "a").cells)
"""
READERS = {
    "workbook": {
        "kmu_eval: examine, read, find table": OURS + "measured(table)",
        "openpyxl, read_only": "import openpyxl\n"
        "def rows():\n"
        "    book = openpyxl.load_workbook(path, read_only=True, data_only=True)\n"
        "    return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True)) - 1\n"
        "measured(rows)",
    },
    "csv": {
        "kmu_eval: examine, read, find table, five columns": OURS + "measured(columns)",
        "pandas, read_csv(dtype=str)": "import pandas as pd\n"
        "measured(lambda: len(pd.read_csv(path, sep=';', dtype=str)))",
    },
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("raw")


def _cells(rows):
    """Rows as registration lists have them: ids, firms and places that come again, people and addresses that do not."""
    number = np.random.default_rng(1).integers(0, 12_000, rows)
    for i, k in enumerate(number.tolist()):
        firm = [f"Firma {k} GmbH", f"{k % 90000 + 1000:05}", "ja" if k % 3 else "nein", f"Ort {k % 800}", "Deutschland"]
        yield [f"E{k % 900}", f"Anna Muster{i}", f"anna{i}@firma{k}.de", *firm, "1-9", k % 240, "2020-03-04", ""]


def _workbook(path):
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Liste")
    for place, row in enumerate([HEADER, *_cells(ROWS)]):
        sheet.write_row(place, 0, row)
    book.close()
    return path


def _csv(path):
    with path.open("w", encoding="utf-8") as opened:
        opened.write(";".join(HEADER) + "\n")
        opened.writelines(";".join(map(str, row)) + "\n" for row in _cells(LONG))
    return path


def _assert_all_rows_read(title, path, readers, rows, capsys, rounds=3):
    """Each in a process of its own, all in turn: the best time and the peak of memory above the start."""
    best, found = {}, {}
    for _ in range(rounds):
        for name, code in readers.items():
            done = subprocess.run(
                [sys.executable, "-c", START + code, path], capture_output=True, text=True, check=True
            )
            seconds, memory, found[name] = (float(each) for each in done.stdout.split())
            best[name] = min(best.get(name, (np.inf, np.inf)), (seconds, memory))
    with capsys.disabled():
        print(f"\n{title}: {rows:,} rows x {len(HEADER)}, {path.stat().st_size / 2**20:.0f} MiB (best of {rounds})")
        for name, (seconds, memory) in best.items():
            print(f"{name:52}{seconds:8.2f} s{memory:8.0f} MiB above the start")
    assert set(found.values()) == {rows}


pytestmark = pytest.mark.skipif(
    not Path("/proc/self/clear_refs").exists(), reason="the peak can only be reset on Linux"
)


def test_a_workbook(folder, capsys):
    _assert_all_rows_read("Workbook", _workbook(folder / "a.xlsx"), READERS["workbook"], ROWS, capsys)


def test_a_csv_of_a_million_rows(folder, capsys):
    _assert_all_rows_read("Text", _csv(folder / "a.csv"), READERS["csv"], LONG, capsys)
