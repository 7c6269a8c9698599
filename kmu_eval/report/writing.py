"""A set of files that is there as a whole or not at all: written aside, then exchanged with the earlier folder.

Moving file by file would leave some of the earlier run and some of the new one where a process ends in between. So the
new folder is made complete beside the old one and the two change names in one step; whoever looks in at any moment
sees one run.
"""

import errno
import hashlib
import os
import shutil
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from kmu_eval.errors import KmuEvalError
from kmu_eval.report.exchange import exchange, recover

WRITTEN = ".written"
"""The list of what a run wrote, with hashes (``sha256sum --check`` reads it): all else in the folder is a person's."""
CHANGED = "changed"
_SHOWN = 5
_TOLD = {
    errno.ENOSPC: "write_full",
    errno.EDQUOT: "write_full",
    errno.EACCES: "write_refused",
    errno.EPERM: "write_refused",
    errno.EROFS: "write_refused",
    errno.EBUSY: "write_busy",
}


def write_set(folder, files):
    """Write files into a folder of their own, in place of an earlier run's.

    Parameters
    ----------
    folder : path
        New, empty, or from an earlier run.
    files : mapping of str to bytes
        Contents by path below the folder, with ``/``.

    Returns
    -------
    list of str
        Where files of the earlier run went that somebody has changed since: they stay, under another name, and so does
        whatever else a person put into the folder.

    Raises
    ------
    KmuEvalError
        Where there is no space or no right to write, or the folder holds other things; nothing has then changed.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as place:
    ...     changed = write_set(Path(place, "report"), {"report.md": b"# Report", "figures/a.csv": b"n"})
    ...     changed, sorted(path.name for path in Path(place, "report").rglob("*"))
    ([], ['.written', 'a.csv', 'figures', 'report.md'])
    """
    with _told(folder):
        place = Path(folder).resolve()
        fresh, aside = (place.with_name(f".{place.name}.{kind}") for kind in ("new", "earlier"))
        recover(place, aside)
        _refuse_foreign(place, folder)
        _clear(fresh, aside)
        try:
            kept = _fill(fresh, place, files)
            _put(fresh, place, aside)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return kept


def write_file(path, content):
    """Write one file: whole, or the earlier one stays.

    Parameters
    ----------
    path : path
    content : bytes

    Raises
    ------
    KmuEvalError
        Where there is no space or no right to write.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as place:
    ...     write_file(Path(place, "report.md"), b"# Report")
    ...     [path.name for path in Path(place).iterdir()]
    ['report.md']
    """
    with _told(path):
        place = Path(path).resolve()
        fresh = place.with_name(f".{place.name}.new")
        try:
            _write(fresh, content)
            fresh.replace(place)
        finally:
            fresh.unlink(missing_ok=True)


@contextmanager
def _told(folder):
    """What the system says when it cannot write, in words for people."""
    try:
        yield
    except OSError as error:
        key = _TOLD.get(error.errno, "write_failed")
        raise KmuEvalError((key, {"folder": str(folder), "fault": error.strerror or type(error).__name__})) from error


def _refuse_foreign(place, folder):
    if place.exists() and not place.is_dir():
        raise KmuEvalError(("write_no_folder", {"folder": str(folder)}))
    names = sorted(path.name for path in place.iterdir()) if place.exists() else []
    if names and WRITTEN not in names:
        shown = ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
        raise KmuEvalError(("write_in_use", {"folder": str(folder), "names": shown}))


def _fill(fresh, place, files):
    """The new folder, complete: the files, the list of them, and what a person put into the earlier one."""
    fresh.mkdir(parents=True)
    if place.exists():
        shutil.copymode(place, fresh)
    for name, content in files.items():
        _write(fresh / name, content)
    lines = [f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())]
    _write(fresh / WRITTEN, "".join(lines).encode())
    return _carry_over(place, fresh)


def _write(path, content):
    """Written down to the disk: a full one would else be noticed only after the folders have changed names."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _carry_over(place, fresh):
    """What is in the earlier folder and not as a run wrote it goes along; returns the names that had to change."""
    renamed, earlier = [], _listed(place)
    for path in sorted(path for path in place.rglob("*") if path.is_file() or path.is_symlink()):
        name = path.relative_to(place).as_posix()
        if name == WRITTEN or (name in earlier and _hash(path) == earlier[name]):
            continue
        target = _free(fresh, name, name in earlier)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target, follow_symlinks=False)
        renamed += [target.relative_to(fresh).as_posix()] if target != fresh / name else []
    return renamed


def _free(fresh, name, was_ours):
    """Its own name, if it is a person's and free; else with a word in it that says that somebody changed it."""
    path, number = PurePosixPath(name), 1
    if not was_ours and not (fresh / name).exists():
        return fresh / name
    while (
        fresh / (other := path.with_name(f"{path.stem}.{CHANGED}{number if number > 1 else ''}{path.suffix}"))
    ).exists():
        number += 1
    return fresh / other


def _listed(place):
    """The files that the earlier run wrote, with their hashes."""
    path = place / WRITTEN
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def _hash(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _put(fresh, place, aside):
    if place.exists():
        exchange(place, fresh, aside)
    else:
        fresh.rename(place)


def _clear(*folders):
    for folder in folders:
        if folder.exists():
            shutil.rmtree(folder)
