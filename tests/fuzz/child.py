"""One sample mutated many times in a process with a memory limit; tells what was neither read nor refused by us."""

import json
import resource
import signal
import sys
import tempfile
import zlib
from pathlib import Path

import numpy as np

from kmu_eval.errors import KmuEvalError
from tests.fuzz.samples import SAMPLES

SECONDS, EXTRA = 5, 2**30


def mutated(rng, data, others):
    """The bytes cut short, with flipped bytes, a part twice, or a part of another sample."""
    for _ in range(rng.integers(1, 4)):
        first, last = np.sort(rng.integers(0, len(data) + 1, 2))
        kind = rng.integers(4)
        if kind == 0:
            data = data[:last]
        elif kind == 1:
            flipped = bytearray(data)
            for place in rng.integers(0, max(len(data), 1), rng.integers(1, 9)) if data else ():
                flipped[place] = rng.integers(256)
            data = bytes(flipped)
        elif kind == 2:
            data = data[:last] + data[first:last] + data[last:]
        else:
            other = others[rng.integers(len(others))]
            here, there = np.sort(rng.integers(0, len(other) + 1, 2))
            data = data[:first] + other[here:there] + data[last:]
    return data


def limit():
    """A gibibyte more than what the process has now, and five seconds for each case."""
    now = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + EXTRA, now + EXTRA))


def outcome(path, read, data):
    path.write_bytes(data)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        read(path)
        return "read"
    except KmuEvalError:
        return "refused"
    except BaseException as error:
        return f"{type(error).__name__}: {error}"[:200]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def too_long(*_):
    raise TimeoutError("longer than five seconds")


def main(name, count):
    """Print, as JSON, how many cases were read and refused, and what else became of which."""
    rng, sample = np.random.default_rng(zlib.crc32(name.encode())), SAMPLES[name]
    others = [other.data for other in SAMPLES.values() if other.suffix == sample.suffix]
    signal.signal(signal.SIGALRM, too_long)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{sample.suffix}")
        first = outcome(path, sample.read, sample.data)
        limit()
        found = [outcome(path, sample.read, mutated(rng, sample.data, others)) for _ in range(count)]
    faults = {str(case): what for case, what in enumerate(found) if what not in ("read", "refused")}
    told = {"whole": first, "read": found.count("read"), "refused": found.count("refused"), "faults": faults}
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
