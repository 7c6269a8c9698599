"""How long the imports and the first call take, each in a process of its own; neither loads what it does not need."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest

FIRST_CALL = """
import kmu_eval
rules = kmu_eval.CountingRules("2020-01-01", "2020-12-31")
kmu_eval.indicators(kmu_eval.in_memory({}, rules, kmu_eval.Origin("Centre")))
"""
HEAVY = ("matplotlib", "seaborn", "scipy", "pydantic", "xlsxwriter", "python_calamine", "IPython")
"""Loaded where they are used, not for a count."""
PLAIN = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


SHOW_HEAVY = f"""
import sys
print(*[name for name in {HEAVY} if name in sys.modules])
"""


def _best(commands, rounds=15):
    """Best wall-clock milliseconds of each command, all in turn."""
    best = {}
    for _ in range(rounds):
        for name, command in commands.items():
            start = perf_counter()
            subprocess.run(command, check=True, capture_output=True, env=PLAIN)
            best[name] = min(best.get(name, float("inf")), 1000 * (perf_counter() - start))
    return best


def test_import_time(capsys):
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "import pandas": [sys.executable, "-c", "import pandas"],
        "import kmu_eval and a first call": [sys.executable, "-c", FIRST_CALL],
    }
    command = shutil.which("kmu-eval", path=str(Path(sys.executable).parent))
    if command:
        commands["kmu-eval --help"] = [command, "--help"]
    best = _best(commands)
    loaded = subprocess.run([sys.executable, "-c", FIRST_CALL + SHOW_HEAVY], capture_output=True, text=True, check=True)
    assert loaded.stdout.split() == []
    with capsys.disabled():
        print("\nStart (milliseconds, best of 15)")
        for name, time in best.items():
            print(f"{name:35}{time:8.0f}  {time / best['import pandas']:.2f} x import pandas")
    if not command:
        pytest.skip("the command kmu-eval is not installed here")
