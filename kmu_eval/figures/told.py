"""What is told of estimates from surveys: value, interval, n and events."""

from functools import wraps

from kmu_eval.figures.lines import Column


def unless_hidden(tell):
    """What tells of the rows that a line draws, told of a small group that it is hidden."""

    @wraps(tell)
    def told(found, wording):
        hidden = found["hidden"].iloc[0]
        return tell(found, wording) if hidden == "no" else wording.hidden(hidden)

    return told


@unless_hidden
def sentence(found, wording):
    """A row in words: its share, the interval, n and how many events are behind it."""
    row = found.iloc[0]
    return f"{wording.share(row)}{wording.in_brackets(wording.interval(row))}, {wording.base(row)}"


def numbers(lines, wording):
    """The columns of numbers beside dots or bars: share, interval, n and events."""
    rows = [line.row for line in lines.rows]
    return [
        Column(wording.shared("share_head"), [wording.share(row) for row in rows]),
        intervals(rows, [wording.interval(row) for row in rows], wording),
        *bases(rows, wording),
    ]


def intervals(rows, texts, wording):
    """A column of intervals under their level."""
    return Column(wording.shared("interval_head", level=level_of(rows[0], wording)), texts)


def bases(rows, wording):
    """The columns that say what estimates come from: n, and events where the table tells them."""
    columns = [Column(wording.shared("n_head"), [wording.count(row) for row in rows])]
    if "n_events" in rows[0]:
        columns.append(Column(wording.shared("events_head"), [_events(row, wording) for row in rows]))
    return columns


def _events(row, wording):
    """The number of events; none where there are answers and their event is unknown."""
    return "–" if row["n"] > 0 and row["n_events"] == 0 else wording.number(row["n_events"])


def level(table, wording):
    """The level of the table's intervals."""
    return level_of(table.iloc[0], wording) if len(table) else ""


def level_of(row, wording):
    """The level of a row's interval in per cent."""
    return wording.number(100 * row["ci_level"])
