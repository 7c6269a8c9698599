"""A process that writes a set of files over an earlier one, and is killed after so many lines of our code.

Arguments: the folder, ``one_step`` or ``several`` (whether the system can exchange two folders), and after how many
lines it is killed; 0: it is not, and prints how many there are.
"""

import os
import signal
import sys
from pathlib import Path

from kmu_eval.report import exchange, writing

EARLIER = {"report.md": b"earlier", "figures/a.csv": b"earlier", "gone.csv": b"earlier"}
LATER = {"report.md": b"later" * 1000, "figures/a.csv": b"later", "figures/b.csv": b"later"}
OURS = {Path(module.__file__).name for module in (exchange, writing)}


class Counter:
    """Counts the lines of our code that are run, and ends the process at the last one it may run."""

    def __init__(self, last):
        self.lines, self.last = 0, last

    def __call__(self, frame, event, _):
        if Path(frame.f_code.co_filename).name not in OURS:
            return None
        self.lines += event == "line"
        if event == "line" and self.lines == self.last:
            os.kill(os.getpid(), signal.SIGKILL)
        return self


def main(folder, how, last):
    if how == "several":
        exchange._in_one_step = lambda first, second: False
    counter = Counter(int(last))
    sys.settrace(counter)
    writing.write_set(folder, LATER)
    sys.settrace(None)
    print(counter.lines)


if __name__ == "__main__":
    main(*sys.argv[1:])
