"""A person who fills in the workbook of questions, and folders of small lists for her."""

import openpyxl

from kmu_eval import words

ABOUT = {"about|name": "Beispiel", "about|start": "01.01.2020", "about|end": "2020-12-31"}


def rows_of(path):
    """Sheet, key, row and cells of each question of a workbook, as Excel shows them."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=4):
            if row[0].value and len(row) > 3:
                yield sheet.title, row[0].value, row


def fill(path, answers, targets=None, to=None):
    """Write answers into the yellow cells, by key; targets as (target, source) by indicator."""
    book = openpyxl.load_workbook(path)
    wanted, found = dict(answers), set()
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=4):
            key = row[0].value
            if key in wanted:
                row[3].value = wanted[key]
                found.add(key)
            elif key and key.removeprefix("target|") in (targets or {}):
                row[2].value, row[3].value = targets[key.removeprefix("target|")]
    assert found == set(wanted), set(wanted) - found
    book.save(to or path)
    return to or path


def asked(path, language="de"):
    """The keys of the questions that are asked: those not on the sheet of what was understood."""
    quiet = {words.question(f"sheet_{name}", language) for name in ("understood", "targets", "choices")}
    return [key for sheet, key, _ in rows_of(path) if sheet not in quiet]


def suggested(path):
    """What stands in the yellow cells, by key."""
    return {key: row[3].value for _, key, row in rows_of(path)}


def write_lists(folder, **lists):
    """Lists as text in ``raw/``: the name of the file without its ending, and its lines."""
    (folder / "raw").mkdir(parents=True, exist_ok=True)
    for name, lines in lists.items():
        (folder / "raw" / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder
