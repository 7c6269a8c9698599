"""Two dialects of answers: text files of LimeSurvey, workbooks of Microsoft Forms."""

import csv
import io

from kmu_eval.sample.answer_texts import heading
from kmu_eval.sample.workbooks import new_workbook

_LIMESURVEY = {
    "id": "Antwort ID",
    "submitdate": "Datum Abgeschickt",
    "lastpage": "Letzte Seite",
    "startlanguage": "Start-Sprache",
    "seed": "Zufallsstartwert",
    "startdate": "Datum gestartet",
    "datestamp": "Datum letzte Aktivität",
}
_FORMS = ("ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name")
_PAGES, _TIME = 4, "%Y-%m-%d %H:%M:%S"


def write_limesurvey(path, questionnaire, rows, cells):
    """Write answers as LimeSurvey exports them: UTF-8 with a byte order mark, every cell in quotes.

    Parameters
    ----------
    path : Path
    questionnaire : Questionnaire
    rows : DataFrame
        Respondents with ``start``, ``end`` and ``broken_off``.
    cells : dict of str to list of str
        By heading the cells of the questions.
    """
    technical = [heading(questionnaire.style, code, text) for code, text in _LIMESURVEY.items()]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=questionnaire.comma, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow([*technical, *cells])
    asked = zip(*cells.values(), strict=True)
    writer.writerows([*_of_sheet(number, row), *answers] for number, row, answers in _numbered(rows, asked))
    path.write_bytes(text.getvalue().encode("utf-8-sig"))


def _numbered(rows, asked):
    for number, (row, answers) in enumerate(zip(rows.itertuples(), asked, strict=True), start=1):
        yield number, row, answers


def _of_sheet(number, row):
    """Answers that were broken off have no day of submission."""
    start, end = f"{row.start:{_TIME}}", f"{row.end:{_TIME}}"
    done, page = ("", _PAGES - 2) if row.broken_off else (end, _PAGES)
    return [number, done, page, "de", 1_000_000 + 7_919 * number, start, end]


def write_forms(path, questionnaire, rows, cells):
    """Write answers as Microsoft Forms exports them: real times, digits as numbers, nobody named.

    Parameters
    ----------
    path : Path
    questionnaire : Questionnaire
    rows : DataFrame
        Respondents with ``start`` and ``end``.
    cells : dict of str to list of str
        By heading the cells of the questions.
    """
    with new_workbook(path) as book:
        sheet, time = book.add_worksheet("Sheet1"), book.add_format({"num_format": "m/d/yy hh:mm:ss"})
        sheet.write_row(0, 0, [*_FORMS, *cells])
        for number, row, answers in _numbered(rows, zip(*cells.values(), strict=True)):
            sheet.write_number(number, 0, number)
            sheet.write_datetime(number, 1, row.start.to_pydatetime(), time)
            sheet.write_datetime(number, 2, row.end.to_pydatetime(), time)
            sheet.write_string(number, 3, "anonymous")
            for column, answer in enumerate(answers, start=len(_FORMS)):
                _write_answer(sheet, number, column, answer)


def _write_answer(sheet, row, column, answer):
    if answer.isdigit():
        sheet.write_number(row, column, int(answer))
    elif answer:
        sheet.write_string(row, column, answer)
