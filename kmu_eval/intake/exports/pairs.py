"""Rows that say somebody joined or left, paired to stays."""

import datetime
import re
from dataclasses import dataclass

FORMS = tuple(
    f"{day}{comma} {clock}"
    for day in ("%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y", "%m/%d/%y", "%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d")
    for comma in (",", "")
    for clock in ("%H:%M:%S", "%I:%M:%S %p", "%H:%M")
)
"""Tried in turn to bring the rows of a file into the order of time, and for nothing else: of the days of one event,
which follow one another, day first and month first give the same order."""
TIME = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}:\d{2}.*")
"""How the times of such lists look, in whatever order of day and month."""
JOINED, LEFT = "joined", "left"
ACTIONS = (("joined", JOINED), ("left", LEFT), ("beigetreten", JOINED), ("verlassen", LEFT), ("teilgenommen", JOINED))


@dataclass(frozen=True)
class Passage:
    """A row that says that somebody joined or left.

    Parameters
    ----------
    row : int
    who : str
        What the file tells people apart by.
    action : str
        ``joined``, ``left`` or, unknown, an empty text.
    time : str
    """

    row: int
    who: str
    action: str
    time: str


def action_of(text):
    """Joined or left, in the words of a tool ("Joined before" is joined).

    Examples
    --------
    >>> action_of("Joined before"), action_of("Verlassen"), action_of("Muted")
    ('joined', 'left', '')
    """
    folded = text.casefold()
    return next((action for word, action in ACTIONS if folded.startswith(word)), "")


def pair(passages):
    """The leave of each join: the first after it that no earlier join of the same person has.

    Parameters
    ----------
    passages : list of Passage
        In the order of the file.

    Returns
    -------
    dict of Passage to Passage
        Joins without a leave, and leaves without a join, are not in it.
    """
    pairs, open_joins = {}, {}
    for passage in _in_time(passages):
        waiting = open_joins.setdefault(passage.who, [])
        if passage.action == JOINED:
            waiting.append(passage)
        elif passage.action == LEFT and waiting:
            pairs[waiting.pop(0)] = passage
    return pairs


def _in_time(passages):
    """In the order of time where one form reads all times, else as the file has them; at one time joins come first."""
    distinct = {passage.time for passage in passages}
    times = next((read for form in FORMS if (read := _times(distinct, form)) is not None), None)
    if times is None:
        return passages
    return sorted(passages, key=lambda passage: (times[passage.time], passage.action != JOINED))


def _times(texts, form):
    try:
        return {text: datetime.datetime.strptime(text, form) for text in texts}
    except ValueError:
        return None
