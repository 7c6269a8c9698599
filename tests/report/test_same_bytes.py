import hashlib
import os
import subprocess
import sys
from pathlib import Path

from kmu_eval.report.page import to_page
from kmu_eval.report.pdf import to_pdf
from kmu_eval.report.word import to_word
from tests.report.made_up import sample

WRITERS = (to_word, to_pdf, to_page)
ROOT = Path(__file__).parents[2]


def digests():
    return [hashlib.sha256(write(sample())).hexdigest() for write in WRITERS]


def test_another_process_at_another_time_and_place_writes_the_same_bytes(tmp_path):
    code = "from tests.report.test_same_bytes import digests; print(*digests())"
    elsewhere = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"}
    environment = {**os.environ, **elsewhere, "TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert done.stdout.decode().split() == digests()
