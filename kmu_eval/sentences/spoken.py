"""How numbers are told within a sentence."""

from kmu_eval import words


def hidden(origin, language):
    """What stands for the number of a small group.

    Examples
    --------
    >>> from kmu_eval.tables import Origin
    >>> hidden(Origin("Centre"), "en")
    '< 5'
    """
    return words.phrase("hidden", language, smallest=origin.smallest_cell)
