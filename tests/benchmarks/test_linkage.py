"""Spellings of firms linked: kmu_eval beside splink, each in a process of its own and warm. Prints only."""

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

pytest.importorskip("splink")

ROUNDS = {25_000: 3, 100_000: 3, 1_000_000: 2}
KINDS_AT = 100_000
COSTS = ("seconds", "CPU seconds", "MiB")
DIGITS = {"seconds": 2, "CPU seconds": 2, "MiB": 0, "precision": 4, "recall": 4, "f1": 4}
PREPARE = """
import json, sys
from pathlib import Path
from tests.benchmarks.made_up_firms import make
from tests.benchmarks.splink_firms import train
names, folder = int(sys.argv[1]), Path(sys.argv[2])
make(names).to_parquet(folder / "names.parquet")
(folder / "model.json").write_text(json.dumps(train(names)), encoding="utf-8")
"""
START = """
import json, sys
from pathlib import Path
from time import perf_counter, process_time
import pandas as pd
from tests.benchmarks.pairs import pairwise, recall_by_kind
def status(key):
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith(key)) / 1024
def measured(link):
    with open("/proc/self/clear_refs", "w") as reset:
        reset.write("5")
    before, start, used = status("VmRSS"), perf_counter(), process_time()
    found = link()
    costs = {"seconds": perf_counter() - start, "CPU seconds": process_time() - used, "MiB": status("VmHWM") - before}
    kinds = recall_by_kind(frame, found).to_dict()
    print(json.dumps([{**costs, **pairwise(frame["firm"], found)}, kinds]))
folder = Path(sys.argv[1])
frame = pd.read_parquet(folder / "names.parquet")
few = frame.head(25_000)
"""
CONTENDERS = {
    "kmu_eval": START
    + "from kmu_eval.intake.identity.organisations import link_names\n"
    + "link_names(few['name'].array, few['postcode'].array)\n"
    + "measured(lambda: link_names(frame['name'].array, frame['postcode'].array))",
    "splink": START
    + "from tests.benchmarks.splink_firms import link\n"
    + "trained = json.loads((folder / 'model.json').read_text(encoding='utf-8'))\n"
    + "link(few, trained=trained)\n"
    + "measured(lambda: link(frame, trained=trained))",
}


def _run(code, *arguments):
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]).stdout


def _compared(names, folder):
    """All in turn: the best time and peak above the start, the scores, and the recall by kind."""
    _run(PREPARE, names, folder)
    best, kinds = {}, {}
    for _ in range(ROUNDS[names]):
        for contender, code in CONTENDERS.items():
            told, kinds[contender] = json.loads(_run(code, folder))
            before = best.get(contender, told)
            best[contender] = {**told, **{name: min(told[name], before[name]) for name in COSTS}}
    return pd.DataFrame(best).T, pd.DataFrame(kinds)


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="the peak can only be reset on Linux")
def test_linkage(tmp_path, capsys):
    found = {names: _compared(names, tmp_path) for names in ROUNDS}
    table = pd.concat({f"{names:,} names": costs for names, (costs, _) in found.items()})
    assert table[["precision", "recall"]].gt(0.9).all(axis=None)
    with capsys.disabled():
        print("\nSpellings of firms linked (best of several; MiB above the start; splink's training not counted)")
        print(table.round(DIGITS).to_string())
        print(f"\nFurther spellings found beside the first, by kind, {KINDS_AT:,} names")
        print(found[KINDS_AT][1].round(3).to_string())


SAMPLE = """
import tempfile
from tests.benchmarks.pairs import pairwise
from tests.benchmarks.splink_firms import link, train
from kmu_eval.intake.identity.organisations import link_names
from tests.intake.identity import scores
for persons in (1.02, 1.6):
    with tempfile.TemporaryDirectory() as folder:
        linked, rows, _ = scores.made(folder, persons_per_firm=persons)
    found = scores.spellings(linked.organisations, rows["organisation"], rows["spelling"]).drop_duplicates("key")
    fields = linked.organisations.keys.fields.iloc[found["key"]].reset_index(drop=True)
    frame = fields[["name", "postcode"]].astype(object).assign(firm=found["true"].to_numpy())
    frame = frame[frame["postcode"] != ""].reset_index(drop=True)
    ours, theirs = link_names(frame["name"], frame["postcode"]), link(frame, trained=train(len(frame)))
    for name, codes in (("kmu_eval", ours), ("splink", theirs)):
        told = ", ".join(f"{score} {value:.4f}" for score, value in pairwise(frame["firm"], codes).items())
        print(f"{persons} persons a firm, {len(frame):,} spellings, {name:9}{told}")
"""


def test_linkage_of_the_sample(capsys):
    """By name and postcode alone, without the e-mail domains that the intake also has."""
    told = _run(SAMPLE)
    assert len(told.splitlines()) == 4
    with capsys.disabled():
        print(f"\nThe sample's spellings with a postcode\n{told}")
