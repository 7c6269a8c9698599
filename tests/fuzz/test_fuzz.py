"""Mutated files are read, with every row accounted for, or refused by an error of ours; never anything else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.samples import SAMPLES

COUNT = int(os.environ.get("KMU_EVAL_FUZZ", "2000"))


@pytest.mark.parametrize("name", SAMPLES)
def test_mutations(name):
    command = [sys.executable, "-m", "tests.fuzz.child", name, str(COUNT)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    print(f"{name}: {told['read']} read, {told['refused']} refused")
    assert told["whole"] == "read"
    assert told["faults"] == {}
    assert told["read"] + told["refused"] == COUNT
