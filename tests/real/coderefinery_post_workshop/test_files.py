"""Six files of two survey tools; the data are read from ``shared/real`` beside the repository, never copied into it.

Numbers of rows, and which export is superseded by which, stand in SOURCE.md beside the data.
"""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from kmu_eval import programme
from kmu_eval.intake.exports import SURVEYS
from kmu_eval.intake.exports.recognition import open_export
from kmu_eval.intake.exports.responses import TECHNICAL
from kmu_eval.intake.grid import KEPT
from kmu_eval.intake.prepare import prepare
from kmu_eval.intake.raw_files import find_files, read_all

HERE = Path(__file__).parent
DATA = HERE.parents[3] / "shared" / "real" / "coderefinery_post_workshop" / "data"
FILES = {
    "typeform/2017.csv": (27, 19),
    "typeform/2018.csv": (65, 18),
    "indico/2018.csv": (38, 14),
    "indico/2019-a.csv": (35, 14),
    "indico/2019-b.csv": (45, 15),
    "indico/2019-d-2021.csv": (107, 16),
}
"""Rows and columns of each file."""
SUPERSEDED = "indico/2019-c-2020.csv"
"""An older export of 2019-d-2021 (75 rows): using both counts answers twice."""
WORKSHOP = "Which workshop did you attend?"

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="shared/real/coderefinery_post_workshop is not there")


def read(file):
    export, found, _ = open_export(DATA / file, SURVEYS)
    return export.name, found


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("coderefinery")
    shutil.copytree(DATA, folder / "raw")
    shutil.copy(HERE / "programme.toml", folder)
    return folder


@pytest.fixture(scope="module")
def together(folder):
    """All answers that count, by ``programme.toml`` alone."""
    rules = programme.load(folder)
    rows, issues, _ = read_all(folder, rules, find_files(folder, rules), lambda step: None)
    assert [issue.rule for issue in issues] == ["replaced"]
    return rows["responses"][rows["responses"]["fate"] == KEPT]


@pytest.mark.parametrize(("file", "shape"), FILES.items())
def test_each_file_is_recognised_and_read_whole(file, shape):
    tool, found = read(file)
    technical = 3 if tool == "indico" else 0  # submitter, address, date; Typeform's were taken out by the publishers
    assert tool == file.split("/")[0]
    assert found.cells.shape == (shape[0], len(TECHNICAL) + shape[1] - technical)
    assert found.fate.eq("kept").all()


def test_all_respondents_in_one_table(together):
    assert len(together) == 317
    assert together[WORKSHOP].ne("").all()


def test_the_answers_are_those_that_plain_pandas_reads(together):
    for file in FILES:
        plain = pd.read_csv(DATA / file, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        asked = plain.iloc[:, 3 if file.startswith("indico") else 0 :]
        clean = asked.apply(lambda texts: texts.str.split().str.join(" "))
        ours = read(file)[1].cells.iloc[:, len(TECHNICAL) :]
        assert ours.to_numpy().tolist() == clean.to_numpy().tolist()


def test_one_question_has_one_heading_in_files_of_both_tools(together):
    position = together["What is your current position?"].where(lambda text: text != "", together["Other"].fillna(""))
    assert position.ne("").sum() == 316  # one blank, as SOURCE.md says
    assert together["Would you recommend your colleagues to attend a CodeRefinery workshop?"].notna().sum() == 152


def test_recommendations_in_person_and_online(together):
    """The counts of SOURCE.md; those that were asked."""
    words = together["Would you recommend your colleagues to attend a CodeRefinery workshop?"].fillna("")
    online = together[WORKSHOP].str.contains("Online")
    for rows, counts in ((~online, (56, 14, 2)), (online, (75, 5, 0))):
        counted = words[rows].value_counts()
        assert tuple(counted.get(word, 0) for word in ("Yes absolutely", "Probably", "I don't know")) == counts


def test_the_superseded_export_is_declared_as_replaced_and_has_no_answer_that_the_newer_one_lacks(folder):
    place = prepare(folder)
    ledger = pd.read_csv(place / "ledger.csv", keep_default_na=False).set_index("file")
    assert ledger.loc[f"raw/{SUPERSEDED}", ["reason", "rows"]].tolist() == ["replaced", 75]
    assert ledger.loc[[f"raw/{file}" for file in FILES], "rows"].tolist() == [rows for rows, _ in FILES.values()]
    told = pd.read_csv(place / "issues.csv")["rule"]
    assert set(told) == {"replaced", "answers_not_evaluated"}
