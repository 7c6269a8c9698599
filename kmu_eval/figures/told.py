"""What is told of estimates from surveys: value, interval, n and events."""

from kmu_eval.figures.lines import Column


def sentence(found, wording):
    """A row in words: its share, the interval, n and how many events are behind it."""
    row = found.iloc[0]
    if row["hidden"] != "no":
        return wording.hidden(row["hidden"])
    interval = wording.interval(row)
    share = f"{wording.share(row)} ({interval})" if interval else wording.share(row)
    return f"{share}, {base(row, wording)}"


def base(row, wording):
    """How many answers an estimate comes from, and from how many events."""
    n = wording.count(row)
    if row.get("n_events") is None:
        return wording.shared("n", n=n)
    return wording.shared("n_of_events", n=n, events=wording.number(row["n_events"]))


def numbers(lines, wording):
    """The columns of numbers beside dots or bars: share, interval, n and events."""
    rows = [line.row for line in lines.rows]
    head = wording.shared("interval_head", level=level_of(rows[0], wording))
    return [
        Column(wording.shared("share_head"), [wording.share(row) for row in rows]),
        Column(head, [wording.interval(row) for row in rows]),
        *bases(rows, wording),
    ]


def bases(rows, wording):
    """The columns that say what estimates come from: n, and events where the table tells them."""
    columns = [Column(wording.shared("n_head"), [wording.count(row) for row in rows])]
    if "n_events" in rows[0]:
        columns.append(Column(wording.shared("events_head"), [wording.number(row["n_events"]) for row in rows]))
    return columns


def level(table, wording):
    """The level of the table's intervals."""
    return level_of(table.iloc[0], wording) if len(table) else ""


def level_of(row, wording):
    """The level of a row's interval in per cent."""
    return wording.number(100 * row["ci_level"])
