"""Two folders change names: in one step where the system can, so that at no moment either is missing."""

import os
import sys
from pathlib import Path

_HERE = -100
"""AT_FDCWD: paths are those of the process."""
_SWAP = 2
"""RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS alike."""


def exchange(first, second, aside):
    """Let two folders of one file system change names.

    Parameters
    ----------
    first, second : Path
        Both are there.
    aside : Path
        A free name beside them, for systems that cannot exchange: there `first` stands under it between two renamings,
        and `recover` puts it back if the process ends there.

    Raises
    ------
    OSError
        Nothing has then changed.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as place:
    ...     old, new = Path(place, "old"), Path(place, "new")
    ...     old.mkdir(), new.mkdir(), Path(new, "report").write_text("new")
    ...     exchange(old, new, Path(place, "aside"))
    ...     [path.name for path in old.iterdir()]
    (None, None, 3)
    ['report']
    """
    if not _in_one_step(first, second):
        first.rename(aside)
        try:
            second.rename(first)
        except OSError:
            aside.rename(first)
            raise
        aside.rename(second)


def recover(first, aside):
    """Put a folder back that an exchange in several steps left aside when it was interrupted."""
    if aside.exists() and not first.exists():
        aside.rename(first)


def _in_one_step(first, second):
    """Whether the system exchanged them; one that knows the call but not for this file system says so."""
    import ctypes

    names = (os.fsencode(Path(first)), os.fsencode(Path(second)))
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return library.renamex_np(*names, _SWAP) == 0
        return library.renameat2(_HERE, names[0], _HERE, names[1], _SWAP) == 0
    except (AttributeError, OSError, TypeError):
        return False
