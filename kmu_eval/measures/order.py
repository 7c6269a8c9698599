"""Two groups in a stated order: the first less the second."""

from kmu_eval.errors import MeasureError
from kmu_eval.measures.combinations import choose


def in_order(order, by, words):
    """The places of two words of a column.

    Parameters
    ----------
    order : sequence of str
        The first group, and the second, which is taken from it.
    by : str
        The column.
    words : sequence of str
        All words of the column.

    Returns
    -------
    list of int

    Raises
    ------
    MeasureError
        If a word is unknown, or there are not two different ones.

    Examples
    --------
    >>> in_order(("online", "in_person"), "mode", ("in_person", "online", "hybrid"))
    [1, 0]
    """
    order = choose([order] if isinstance(order, str) else list(order), words, by)
    if len(order) != 2 or len(set(order)) != 2:
        raise MeasureError(("two_groups", {"where": by, "found": ", ".join(order)}))
    return [words.index(word) for word in order]
