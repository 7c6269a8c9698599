"""Six files of two survey tools; the data are read from ``shared/real`` beside the repository, never copied into it.

Numbers of rows, and which export is superseded by which, stand in SOURCE.md beside the data.
"""

from pathlib import Path

import pandas as pd
import pytest

from kmu_eval.intake.exports import SURVEYS
from kmu_eval.intake.exports.recognition import open_export
from kmu_eval.intake.exports.responses import TECHNICAL

DATA = Path(__file__).parents[4] / "shared" / "real" / "coderefinery_post_workshop" / "data"
FILES = {
    "typeform/2017.csv": (27, 19),
    "typeform/2018.csv": (65, 18),
    "indico/2018.csv": (38, 14),
    "indico/2019-a.csv": (35, 14),
    "indico/2019-b.csv": (45, 15),
    "indico/2019-d-2021.csv": (107, 16),
}
"""Rows and columns of each file."""

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="shared/real/coderefinery_post_workshop is not there")


def read(file):
    export, found, _ = open_export(DATA / file, SURVEYS)
    return export.name, found


@pytest.mark.parametrize(("file", "shape"), FILES.items())
def test_each_file_is_recognised_and_read_whole(file, shape):
    tool, found = read(file)
    technical = 3 if tool == "indico" else 0  # submitter, address, date; Typeform's were taken out by the publishers
    assert tool == file.split("/")[0]
    assert found.cells.shape == (shape[0], len(TECHNICAL) + shape[1] - technical)
    assert found.fate.eq("kept").all()


def test_the_answers_are_those_that_plain_pandas_reads():
    for file in FILES:
        plain = pd.read_csv(DATA / file, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        asked = plain.iloc[:, 3 if file.startswith("indico") else 0 :]
        clean = asked.apply(lambda texts: texts.str.split().str.join(" "))
        ours = read(file)[1].cells.iloc[:, len(TECHNICAL) :]
        assert ours.to_numpy().tolist() == clean.to_numpy().tolist()
