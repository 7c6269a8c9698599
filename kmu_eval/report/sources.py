"""What the numbers of a report were made from: its sources, and the programs that counted."""

from kmu_eval.report.blocks import Prose, TextTable


def made_from(project, speech):
    """The sources read, each with its files and rows, and what counted them.

    Parameters
    ----------
    project : Project
    speech : Speech

    Yields
    ------
    Prose or TextTable
        Names of files stay in the manifest: people put names of people into them.
    """
    versions = project.manifest["versions"]
    told = {"version": versions["kmu_eval"], "python": versions["python"], "pandas": versions["pandas"]}
    yield Prose(speech.report("made_with", **told))
    heads = tuple(speech.report(f"head_{key}") for key in ("source", "files", "kept", "aside"))
    of_sources = project.ledger.groupby("source", sort=False)
    rows = tuple(_row(source, ledger, speech) for source, ledger in of_sources)
    yield TextTable(speech.report("inputs_caption"), heads, rows, frozenset({1, 2, 3}))


def _row(source, ledger, speech):
    rows = [ledger.loc[ledger["outcome"] == word, "rows"].sum() for word in ("kept", "set_aside")]
    return (speech.label("source", source), *map(speech.number, (ledger["file"].nunique(), *rows)))
