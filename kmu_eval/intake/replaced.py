"""Files that a newer export of the same list replaces: their rows are set aside, and what only they hold is told."""

from collections import Counter

import pandas as pd

from kmu_eval.errors import IntakeError
from kmu_eval.intake.grid import KEPT
from kmu_eval.intake.issues import Issue
from kmu_eval.programme import FILE_NAME

NOT_OF_THE_LIST = frozenset({"source", "file", "row", "fate", "tool_id", "title", "opened", "complete"})
"""Columns that say where a row stands, or what a file says of itself."""


def replaced_files(programme, files):
    """Which files are replaced, and by which.

    Parameters
    ----------
    programme : Programme
    files : dict of str to list of str
        The files of each source by their path below the folder.

    Returns
    -------
    dict of (str, str) to str
        By source and older file, the newer file.

    Raises
    ------
    IntakeError
        For files that the source does not have, that two replace, or that replace themselves.
    """
    findings, replaced = [], {}
    for name, source in programme.sources.items():
        named = [(new, old) for new, olds in source.replaces.items() for old in olds]
        findings += (found := list(_faults(named, files[name], f"{FILE_NAME}, sources.{name}.replaces")))
        replaced |= {} if found else {(name, _path(old, files[name])): _path(new, files[name]) for new, old in named}
    if findings:
        raise IntakeError(*findings)
    return replaced


def without_replaced(rows, issues, replaced):
    """The rows of replaced files set aside, and told in place of what else there is to say of those files.

    Parameters
    ----------
    rows : dict of str to DataFrame
        By table, all rows read.
    issues : list of Issue
    replaced : dict of (str, str) to str
        From `replaced_files`.

    Returns
    -------
    rows : dict of str to DataFrame
    issues : list of Issue
    """
    told = [issue for issue in issues if (issue.source, issue.file) not in replaced]
    for (source, older), newer in sorted(replaced.items()):
        table = next(name for name, frame in rows.items() if _of(frame, source, older).any())
        told += _told(rows[table], source, older, newer)
        hit = _of(rows[table], source, older) & (rows[table]["fate"] == KEPT)
        rows = {**rows, table: rows[table].assign(fate=rows[table]["fate"].mask(hit, "replaced"))}
    return rows, told


def _path(given, paths):
    """The path that is given, whole or by its last part; None where none or several fit."""
    fitting = [path for path in paths if given in (path, path.rpartition("/")[2])]
    return given if given in paths else fitting[0] if len(fitting) == 1 else None


def _faults(named, paths, where):
    for given in sorted({each for pair in named for each in pair}):
        if _path(given, paths) is None:
            yield "replaces_unknown", {"where": where, "found": given, "known": paths}
            return
    newer = {_path(old, paths): _path(new, paths) for new, old in named}
    for old, count in Counter(_path(old, paths) for _, old in named).items():
        if count > 1:
            yield "replaces_twice", {"where": where, "found": old}
        elif old in _chain(newer, old):
            yield "replaces_in_circle", {"where": where, "found": old}


def _chain(newer, file):
    """The files that replace a file, one after the other."""
    chain = []
    while (file := newer.get(file)) is not None and file not in chain:
        chain.append(file)
    return chain


def _of(frame, source, file):
    return (frame["source"] == source) & (frame["file"] == file)


def _told(frame, source, older, newer):
    old, new = (frame[_of(frame, source, file) & (frame["fate"] == KEPT)] for file in (older, newer))
    yield Issue("note", "replaced", source, older, rows=len(old), values={"newer": newer})
    lacking = old[~_texts(old).isin(_texts(new))]
    if len(lacking):
        first = int(lacking["row"].iloc[0])
        yield Issue("warning", "replaced_lacks", source, older, first, rows=len(lacking), values={"newer": newer})


def _texts(rows):
    """Each row as one value, without where it stands."""
    columns = rows.drop(columns=[name for name in rows if name in NOT_OF_THE_LIST])
    return pd.MultiIndex.from_frame(columns.astype("str").fillna("")) if len(columns.columns) else rows.index
