"""The line that runs along at the head of every page."""

_LONGEST = 90


def shortened(title):
    """A title cut at a blank where it would take more than a line.

    Examples
    --------
    >>> shortened("A report"), len(shortened("word " * 60))
    ('A report', 85)
    """
    if len(title) <= _LONGEST:
        return title
    cut = title[: _LONGEST - 1].rsplit(" ", 1)[0] if " " in title[: _LONGEST - 1] else title[: _LONGEST - 1]
    return f"{cut.rstrip()}…"
