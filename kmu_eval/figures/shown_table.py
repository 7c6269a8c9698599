"""A result table to be read rather than drawn: small groups hidden, the same text everywhere."""

from dataclasses import dataclass, field

import pandas as pd

from kmu_eval.figures.table_text import as_text
from kmu_eval.small_cells import hide


@dataclass(frozen=True, eq=False)
class ShownTable:
    """A table that shows itself as text, small groups already hidden."""

    table: pd.DataFrame = field(repr=False)

    def __repr__(self):
        return as_text(self.table)


def table(result, origin, base=("n", "estimate", "lower", "upper", "new")):
    """Show a result table that has no figure of its own.

    Parameters
    ----------
    result : DataFrame
        A result table.
    origin : Origin
    base : tuple of str
        The columns that hold counts of people or organisations; a row with a small one is hidden.

    Returns
    -------
    ShownTable

    Examples
    --------
    >>> from kmu_eval.tables import Origin
    >>> table(pd.DataFrame({"times": ["1", "2"], "estimate": [40, 3]}), Origin("Centre"))
    times  estimate  hidden
    1            40  no
    2                small
    """
    return ShownTable(hide(result, origin.smallest_cell, base))
