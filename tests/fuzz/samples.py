"""The samples that are mutated, and how each is read: exports of tools, and ordinary lists as text and workbook."""

import io
import zipfile
from dataclasses import dataclass

import xlsxwriter

from kmu_eval.intake.columns import read_columns
from kmu_eval.intake.exports import ATTENDANCE, SURVEYS
from kmu_eval.intake.exports.recognition import open_export
from kmu_eval.intake.raw_files import read_file
from kmu_eval.programme import Source
from kmu_eval.programme.models import Limits
from tests.intake.exports import attendance_samples, survey_samples
from tests.intake.workbook_files import ods_rows, ole2, write_ods, xls_stream

LIST = "Nr;Name;Mail;Datum;Da\n" + "".join(
    f'E{i};"Groß, Anna {i}";a{i}@x.example;0{1 + i % 9}.03.2020;{"ja" if i % 3 else "nein"}\n' for i in range(40)
)
COLUMNS = {
    "event": "Nr",
    "name": "Name",
    "email": "Mail",
    "join": {"from": "Datum", "format": "%d.%m.%Y"},
    "attended": {"from": "Da", "words": {"ja": "yes", "nein": "no"}},
}


@dataclass(frozen=True)
class Sample:
    """Bytes, the ending of the file's name, and how it is read."""

    data: bytes
    suffix: str
    read: object


def of_export(path):
    """Every row of a person has a place in the file and a fate."""
    _, found, _ = open_export(path, (*ATTENDANCE, *SURVEYS))
    assert len(found.cells) == len(found.fate)
    assert found.cells.index.is_unique
    assert found.cells.index.equals(found.fate.index)


def of_list(path):
    """Every row read is a row of the frame, with a fate."""
    source = Source(table="participations", files=("a",), columns=COLUMNS)
    raw, rules, _ = read_file(path, path.name, "list", source, Limits())
    frame, _ = read_columns(raw, rules, "Europe/Berlin")
    assert frame["row"].tolist() == raw.cells.index.tolist()
    assert frame["fate"].notna().all()


def workbook():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Liste")
        for number, line in enumerate(LIST.replace('"', "").splitlines()):
            sheet.write_row(number, 0, line.split(";"))
    return stream.getvalue()


def old_workbook():
    return ole2("Workbook", xls_stream([line.split(";") for line in LIST.replace('"', "").splitlines()]))


def opendocument():
    """With its content as it stands, so that mutations reach it; packed they would only damage the package."""
    rows = ods_rows(*(line.split(";") for line in LIST.replace('"', "").splitlines()))
    stream = io.BytesIO()
    write_ods(stream, rows, zipfile.ZIP_STORED)
    return stream.getvalue()


def _texts(module):
    return {name: value for name, value in vars(module).items() if name.isupper() and isinstance(value, str)}


SAMPLES = {name.lower(): Sample(text.encode(), ".csv", of_export) for name, text in _texts(attendance_samples).items()}
SAMPLES |= {
    path.stem: Sample(path.read_bytes(), ".csv", of_export) for path in sorted(survey_samples.MADE_UP.glob("*.csv"))
}
SAMPLES |= {
    "list_utf8": Sample(LIST.encode(), ".csv", of_list),
    "list_cp1252": Sample(LIST.encode("cp1252"), ".csv", of_list),
    "list_utf16": Sample(LIST.replace(";", "\t").encode("utf-16"), ".csv", of_list),
    "list_xlsx": Sample(workbook(), ".xlsx", of_list),
    "list_xls": Sample(old_workbook(), ".xls", of_list),
    "list_ods": Sample(opendocument(), ".ods", of_list),
}
