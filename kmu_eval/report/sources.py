"""What the numbers of a report were made from: its files, and the programs that counted."""

from kmu_eval.report.blocks import Prose, TextTable

_DIGITS = 12


def made_from(project, speech):
    """The files read, each with its rows, and what counted them.

    Parameters
    ----------
    project : Project
    speech : Speech

    Yields
    ------
    Prose or TextTable
    """
    versions = project.manifest["versions"]
    told = {"version": versions["kmu_eval"], "python": versions["python"], "pandas": versions["pandas"]}
    yield Prose(speech.report("made_with", **told))
    heads = tuple(speech.report(f"head_{key}") for key in ("file", "kept", "aside", "hash"))
    rows = tuple(_row(file, digest, project.ledger, speech) for file, digest in project.manifest["inputs"].items())
    yield TextTable(speech.report("inputs_caption"), heads, rows, frozenset({1, 2}))


def _row(file, digest, ledger, speech):
    """Companions such as targets.csv are no lists and have no rows."""
    of_file = ledger[ledger["file"] == file]
    rows = [of_file.loc[of_file["outcome"] == word, "rows"].sum() for word in ("kept", "set_aside")]
    told = [speech.number(n) for n in rows] if len(of_file) else ["", ""]
    return (file, *told, digest[:_DIGITS])
