"""What the records of an old workbook say, on records written by hand."""

import struct

import pytest

from kmu_eval.errors import IntakeError
from kmu_eval.intake.old_containers import Container, Damaged
from kmu_eval.intake.old_workbooks import Locked, old_sheets, sheets_of_stream
from kmu_eval.intake.raw_files import read_file
from kmu_eval.programme import Limits, Source
from tests.intake.workbook_files import ole2, write_xls, xls_record, xls_stream

COLUMNS = {"event": "Nr", "attended": {"from": "Da", "words": {"ja": "yes"}}}
SOURCE = Source.model_validate({"table": "participations", "files": "a", "columns": COLUMNS})
ERROR = xls_record(0x205, struct.pack("<HHHBB", 2, 1, 0, 0x07, 1))
TRUTH = xls_record(0x205, struct.pack("<HHHBB", 3, 1, 0, 0x07, 0))
FORMULA = xls_record(0x006, struct.pack("<HHH", 4, 1, 0) + b"\x02\0\x2a\0\0\0\xff\xff" + bytes(8))
NUMBER_BY_FORMULA = xls_record(0x006, struct.pack("<HHHd", 5, 1, 0, 2.0) + bytes(8))
SEVERAL = xls_record(0x0BD, struct.pack("<HH", 6, 0) + bytes(6 * 3) + struct.pack("<H", 2))
HIDDEN = xls_record(0x208, struct.pack("<HHH6xI", 1, 0, 2, 0x20))
SHOWN = xls_record(0x208, struct.pack("<HHH6xI", 2, 0, 2, 0x00))


def sheet(*records):
    ((found,),) = [sheets_of_stream(xls_stream([["Nr", "Da"]], more=b"".join(records)))]
    return found


def test_how_far_the_cells_reach():
    assert (sheet().rows, sheet().columns, sheet().cells) == (1, 2, 2)
    assert (sheet(ERROR).rows, sheet(SEVERAL).rows, sheet(SEVERAL).columns) == (3, 7, 3)


def test_hidden_rows_and_errors():
    found = sheet(HIDDEN, SHOWN, ERROR, TRUTH, FORMULA, NUMBER_BY_FORMULA)
    assert found.hidden == {2}
    assert found.faults == {(3, 2): "#DIV/0!", (5, 2): "#N/A"}
    assert found.formulas
    assert not sheet(ERROR).formulas


def test_they_are_told_like_those_of_newer_workbooks(tmp_path, snapshot):
    rows = [["Nr", "Da"], ["E1", "ja"], ["E2"], ["E3", "ja"]]
    path = write_xls(tmp_path / "a.xls", rows, more=ERROR + HIDDEN)
    raw, _, _ = read_file(path, "raw/a.xls", "list", SOURCE, Limits())
    assert raw.cells["Da"].tolist() == ["ja", "", "ja"]
    assert {language: [i.text(language) for i in raw.issues] for language in ("de", "en")} == snapshot


def test_only_formulas_leave_something_unseen(tmp_path):
    rows = [["Nr", "Da"], ["E1", "ja"]]
    for more, seen in ((b"", False), (NUMBER_BY_FORMULA, True)):
        raw, _, _ = read_file(write_xls(tmp_path / "a.xls", rows, more=more), "a", "list", SOURCE, Limits())
        assert ("half_seen" in {issue.rule for issue in raw.issues}) == seen


def test_streams_by_name():
    container = Container(ole2("Workbook", b"12345"))
    assert set(container.names) >= {"Root Entry", "Workbook"}
    assert container.stream("Workbook")[:6] == b"12345\0"
    assert len(container.stream("Workbook")) == 4096


def test_what_is_no_container_and_what_has_a_password():
    for content in (b"", bytes(512), ole2("Workbook", b"")[:520]):
        with pytest.raises(Damaged):
            Container(content)
    for content in (ole2("EncryptedPackage", b""), ole2("Workbook", xls_stream([["Nr"]], locked=True))):
        with pytest.raises(Locked):
            old_sheets(content)


def test_a_sheet_inside_of_another_is_read_once_only():
    stream = xls_stream([["Nr", "Da"]])
    begin = stream.index(xls_record(0x85, b"")[:2])
    entry = stream[begin : begin + 4 + stream[begin + 2]]
    twice = stream[:begin] + entry.replace(struct.pack("<I", stream.rindex(b"\x09\x08")), bytes(4)) * 9 + stream[begin:]
    with pytest.raises(Damaged):
        sheets_of_stream(twice)


def test_a_workbook_without_a_sheet_is_refused(tmp_path):
    stream = xls_stream([["Nr"]])
    alone = stream[: stream.index(xls_record(0x85, b"")[:2])] + xls_record(0x0A, b"")
    path = tmp_path / "a.xls"
    path.write_bytes(ole2("Workbook", alone))
    with pytest.raises(IntakeError, match="holds no sheet"):
        read_file(path, "a", "list", SOURCE, Limits())
