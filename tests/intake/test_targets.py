import pytest

from kmu_eval.errors import ProgrammeError
from kmu_eval.intake.targets import read_targets


def targets(folder, text):
    (folder / "targets.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_targets(folder)


def test_targets_are_rows_with_numbers(tmp_path):
    rows = targets(tmp_path, "\ufeffindicator,target,source\nsmes,12000,Bescheid 2019\n\nevents,250.5,\n")
    assert rows == (
        {"indicator": "smes", "target": 12000.0, "source": "Bescheid 2019"},
        {"indicator": "events", "target": 250.5, "source": ""},
    )


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_as_a_german_workbook_is_saved(encoding, tmp_path):
    text = "indicator;target;source\r\nsmes;12000;Förderbescheid, Anlage 2\r\n;;\r\n"
    rows = targets(tmp_path, text.encode(encoding))
    assert rows == ({"indicator": "smes", "target": 12000.0, "source": "Förderbescheid, Anlage 2"},)


def test_without_targets_there_are_none(tmp_path):
    assert read_targets(tmp_path) == ()
    assert targets(tmp_path, "indicator,target,source\n") == ()


def test_targets_need_no_source(tmp_path):
    assert targets(tmp_path, "indicator,target\nsmes,12000\n")[0]["source"] == ""


TARGET_FAULTS = {
    "unknown indicator": "indicator,target,source\nsmess,12000,x\n",
    "unknown column": "indicator,target,sourse\nsmes,12000,x\n",
    "no number": "indicator,target,source\nsmes,viele,x\n",
    "not a number": "indicator,target,source\nsmes,nan,x\n",
    "infinite": "indicator,target,source\nsmes,inf,x\n",
    "thousands that look like decimals": "indicator,target,source\nsmes,12.300,x\n",
    "a comma inside a number": "indicator,target,source\nsmes,12,300,x\n",
    "negative": "indicator,target,source\nsmes,-5,x\n",
    "no target": "indicator,target,source\nsmes\n",
    "a target of nothing": "indicator,target,source\nsmes,0.0,x\n",
    "German headings": "Indikator;Ziel;Quelle\nsmes;12000;x\nevents;5;x\n",
    "the same indicator twice": "indicator,target,source\nsmes,8,x\nevents,5,x\nsmes,9,y\n",
}


@pytest.mark.parametrize("what", TARGET_FAULTS)
def test_faults_of_targets(what, tmp_path, snapshot):
    with pytest.raises(ProgrammeError) as error:
        targets(tmp_path, TARGET_FAULTS[what])
    assert {language: error.value.text(language) for language in ("de", "en")} == snapshot


def test_faults_of_targets_name_the_row_of_the_file(tmp_path):
    with pytest.raises(ProgrammeError, match=r"targets\.csv, 4"):
        targets(tmp_path, "indicator,target,source\n\nsmes,1,x\nsmess,1,x\n")
