"""A sound report of a programme that has head counts only."""

import pytest

from kmu_eval.report.build import build

from .test_published_event_tables import DATA, open_carpentries

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="shared/real/carpentries_programmatic_2018 is not there")


def test_a_report_of_head_counts_alone(tmp_path):
    project = open_carpentries(tmp_path / "carpentries")
    files = build(project, "en")
    text = files["report.en.md"].decode()
    assert "There are no surveys of this programme" in text
    assert "figures/count_ladder.en.png" in text
    assert "cumulative_reach" not in text
    for kind, begins in {"docx": b"PK", "pdf": b"%PDF-1.7", "html": b"<!DOCTYPE html>"}.items():
        assert files[f"report.en.{kind}"].startswith(begins)
