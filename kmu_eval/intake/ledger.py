"""The ledger: for each source and file, rows read = rows kept + rows set aside, by reason."""

from kmu_eval.intake.grid import KEPT

COLUMNS = ("source", "file", "outcome", "reason", "rows")


def ledger_table(fates):
    """The ledger of all rows read.

    Parameters
    ----------
    fates : DataFrame
        One row per row read: source, file, fate.

    Returns
    -------
    DataFrame
        Columns source, file, outcome (kept or set_aside), reason, rows; the rows of a file add up to the rows read.

    Examples
    --------
    >>> import pandas as pd
    >>> fates = pd.DataFrame({"source": "list", "file": "a.csv", "fate": ["kept", "kept", "own_staff"]})
    >>> ledger_table(fates)[["outcome", "reason", "rows"]].values.tolist()
    [['kept', '', 2], ['set_aside', 'own_staff', 1]]
    """
    counted = fates.groupby(["source", "file", "fate"], observed=True).size().rename("rows").reset_index()
    kept = counted["fate"] == KEPT
    table = counted.assign(outcome=kept.map({True: "kept", False: "set_aside"}), reason=counted["fate"].mask(kept, ""))
    return table[list(COLUMNS)].sort_values(list(COLUMNS[:-1]), ignore_index=True)
