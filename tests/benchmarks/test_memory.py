"""The six counts on ten million participations: extra peak memory, measured in a process of its own. Prints only."""

import subprocess
import sys
from pathlib import Path

import pytest

CHILD = """
import resource
import numpy as np, pandas as pd
from kmu_eval.measures.audience import cumulative_reach, repeat_distribution
from kmu_eval.measures.demand import no_shows
from kmu_eval.measures.reach import reach
from kmu_eval.measures.kernels import mean_of_tally, tally
from kmu_eval.sample import simulate
from kmu_eval.tables import in_memory

TIMES = 10
small, _ = simulate(seed=1, scale=20)
listed = small.participations.iloc[:1_000_000]
persons = len(small.participants)
columns = {}
for name in listed.columns:
    array = listed[name].array
    if name == "participant":
        ids = listed[name].to_numpy()
        columns[name] = np.concatenate([np.where(ids < 0, -1, ids + k * persons) for k in range(TIMES)]).astype("int32")
    elif name == "minutes":
        columns[name] = pd.array(np.full(len(listed) * TIMES, 5, "int32"), dtype="Int32")
    elif hasattr(array, "codes"):
        columns[name] = pd.Categorical.from_codes(np.tile(array.codes, TIMES), dtype=array.dtype)
    else:
        columns[name] = np.tile(listed[name].to_numpy(), TIMES)
frames = {"events": small.events, "organisations": small.organisations}
tables = in_memory({**frames, "participations": pd.DataFrame(columns, copy=False)}, small.rules, small.origin)
scores = np.random.default_rng(1).integers(0, 11, len(tables.participations)).astype("int8")
del small, listed, columns
both = ["participants", "organisations"]
counts = {
    "total": lambda: reach(tables, (), both),
    "groups": lambda: reach(tables, ["quarter", "mode"], both),
    "cumulative": lambda: cumulative_reach(tables),
    "repeats": lambda: repeat_distribution(tables),
    "no-shows": lambda: no_shows(tables),
    "mean": lambda: mean_of_tally(tally(scores, 11)),
}
with open("/proc/self/clear_refs", "w") as reset:
    reset.write("5")
def status(key):
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith(key)) / 1024
print(f"{len(tables.participations):,} participations, {len(scores):,} scores; before: {status('VmRSS'):.0f} MiB")
before = status("VmRSS")
for name, count in counts.items():
    count()
    print(f"{name}: peak so far {status('VmHWM') - before:.0f} MiB above")
"""


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="the peak can only be reset on Linux")
def test_extra_peak_memory_of_ten_million(capsys):
    done = subprocess.run([sys.executable, "-c", CHILD], capture_output=True, text=True, check=True)
    with capsys.disabled():
        print("\nMemory\n" + done.stdout)
