"""Pseudonyms in use, beside the key: a person keeps the pseudonym when another spelling turns up later."""

import csv
import io
from pathlib import Path
from tempfile import NamedTemporaryFile

from kmu_eval.intake.issues import Issue

ENDING = ".names.csv"
WHAT = ("organisation", "participant")


def registry_path(key):
    """The file beside the key's; None for a public key, which everybody has and nobody may add to."""
    return None if key.place is None else key.place.with_name(key.place.stem + ENDING)


def read_registry(key):
    """The pseudonyms in use.

    Parameters
    ----------
    key : Key

    Returns
    -------
    dict of str to frozenset of str
        By ``organisation`` and ``participant``.
    """
    path = registry_path(key)
    text = path.read_text(encoding="utf-8") if path is not None and path.exists() else ""
    rows = [row for row in csv.reader(io.StringIO(text)) if len(row) == len(WHAT)]
    return {what: frozenset(name for kind, name in rows if kind == what) for what in WHAT}


def write_registry(key, pseudonyms):
    """Add pseudonyms to those in use.

    Parameters
    ----------
    key : Key
    pseudonyms : mapping of str to iterable of str
        By ``organisation`` and ``participant``.

    Returns
    -------
    list of Issue
        A warning where they cannot be kept, as beside a key in a place that is read only.
    """
    path, before = registry_path(key), read_registry(key)
    after = {what: before[what] | set(pseudonyms[what]) for what in WHAT}
    if path is None or after == before:
        return []
    try:
        _replace(path, "".join(f"{what},{name}\n" for what in WHAT for name in sorted(after[what])))
    except OSError:
        return [Issue("warning", "registry_not_kept", rows=sum(map(len, after.values())))]
    return []


def _replace(path, text):
    """Written aside and moved into place, for the owner's eyes alone."""
    with NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=path.parent, delete=False) as aside:
        aside.write(text)
    Path(aside.name).chmod(0o600)
    Path(aside.name).replace(path)
