"""The sheet of indicators as files: a workbook with what it rests on, and a CSV."""

import datetime

import pandas as pd

from kmu_eval import words
from kmu_eval.figures.table_text import safe
from kmu_eval.report.cell_formats import number_formats
from kmu_eval.report.workbook import WorkbookTable, table_of_results, to_workbook

IN_THE_BOOK = {
    **{"label": "indicator", "definition": "definition", "target": "target", "estimate": "actual"},
    **{"lower": "lower", "upper": "upper", "share_of_target": "percent", "verdict": "verdict", "rule": "rule"},
    **{"n_events": "n_events", "target_source": "target_source", "caveat": "caveat"},
}
"""Columns of the sheet's numbers that the workbook shows, with their headings."""


def indicator_book(sheet, rules, tables=()):
    """The workbook: about, the sheet of indicators, then a sheet for each table.

    Parameters
    ----------
    sheet : IndicatorSheet
    rules : CountingRules
    tables : sequence of (str, DataFrame, str)
        Name, result table (small groups hidden) and caption of each further sheet.

    Returns
    -------
    bytes

    Examples
    --------
    >>> import kmu_eval
    >>> from kmu_eval.report.sheet import sheet
    >>> programme = kmu_eval.simulate(seed=1, scale=0.01)[0]
    >>> indicator_book(sheet(programme, "de"), programme.rules)[:2]
    b'PK'
    """
    speech = sheet.speech
    shown = [_indicators(sheet), *(table_of_results(name, table, speech, text) for name, table, text in tables)]
    return to_workbook([_about(speech, rules, shown), *shown], speech.language, _title(speech))


def indicator_csv(sheet):
    """The sheet of indicators as CSV: numbers in full, English names of columns, no cell a formula.

    Examples
    --------
    >>> import kmu_eval
    >>> from kmu_eval.report.sheet import sheet
    >>> indicator_csv(sheet(kmu_eval.simulate(seed=1, scale=0.01)[0], "de")).split(",")[:4]
    ['indicator', 'label', 'definition', 'unit']
    """
    return safe(sheet.numbers).to_csv(index=False, lineterminator="\n")


def _indicators(sheet):
    speech, numbers = sheet.speech, sheet.numbers
    verdicts = [speech.label("verdict", word) if isinstance(word, str) else "" for word in numbers["verdict"]]
    table = numbers.assign(verdict=verdicts)[list(IN_THE_BOOK)]
    return WorkbookTable(
        speech.report("sheet_title"),
        table,
        tuple(_heading(name, speech) for name in IN_THE_BOOK.values()),
        _title(speech),
        formats=number_formats(table),
    )


def _title(speech):
    return f"{speech.report('sheet_title')}: {speech.origin.programme}"


def _heading(name, speech):
    own = name in ("lower", "upper", "n_events", "target_source")
    return words.heading(name, speech.language) if own else speech.report(f"sheet_{name}")


def _about(speech, rules, shown):
    """What the file is, and what each of its sheets shows."""
    start, end = (speech.day(datetime.date.fromisoformat(day)) for day in (rules.period_start, rules.period_end))
    synthetic = [("about_data", speech.report("caveat_synthetic"))] if speech.origin.synthetic else []
    lines = [
        ("about_programme", speech.origin.programme),
        ("about_period", speech.report("about_from_to", start=start, end=end)),
        ("about_source", speech.report("own_count", programme=speech.origin.programme)),
        *synthetic,
        ("about_rounding", speech.report("about_rounded")),
        ("about_hidden", speech.report("about_hides", smallest=speech.number(speech.origin.smallest_cell))),
    ]
    told = [(speech.report(key), text) for key, text in lines]
    told += [(table.name, table.caption) for table in shown]
    heads = (speech.report("about_entry"), speech.report("about_contents"))
    table = pd.DataFrame(told, columns=["entry", "contents"])
    return WorkbookTable(speech.report("about"), table, heads, _title(speech))
