"""Lists of joins and leaves: what Microsoft Teams wrote in 2020, and still writes of live events."""

from kmu_eval.intake.exports.attendees import HOST, HOST_ROLES, JOINED_STAY, Seen, export_rows, stay
from kmu_eval.intake.exports.devices import person
from kmu_eval.intake.exports.export import Export
from kmu_eval.intake.exports.pairs import JOINED, LEFT, TIME, Passage, action_of, pair
from kmu_eval.intake.exports.sections import cell, plain, record, texts, unpadded
from kmu_eval.intake.grid import KEPT

LIVE = ("participantid", "fullname", "utceventtimestamp", "action")


def recognise_joins(rows):
    """Whether the leading rows are a list of joins and leaves: three columns, then an action and a time in each row."""
    leading = [unpadded(row) for _, row in texts(rows)]
    body = leading[1:]
    return bool(body) and len(leading[0]) == 3 and not TIME.fullmatch(leading[0][2]) and all(map(_is_passage, body))


def read_joins(rows):
    """A row for each join, with the leave that follows it; the rows of those leaves are set aside."""
    filled = texts(rows)[1:]
    passages = [Passage(n, cell(row, 0), action_of(cell(row, 1)), cell(row, 2)) for n, row in filled]
    who = {passage.row: person(passage.who) for passage in passages}
    return _stays(passages, who, {})


def recognise_live(rows):
    """Whether the leading rows hold the header of a live event's attendees."""
    return any(set(LIVE) <= set(map(plain, row)) for _, row in texts(rows))


def read_live(rows):
    """A row for each join with the leave that follows it, as in the list of joins and leaves."""
    filled = texts(rows)
    at = next(i for i, (_, row) in enumerate(filled) if set(LIVE) <= set(map(plain, row)))
    headers = [plain(text) for text in filled[at][1]]
    found = {number: record(headers, row) for number, row in filled[at + 1 :]}
    passages = [
        Passage(n, _key(each), action_of(each.get("action", "")), each.get("utceventtimestamp", ""))
        for n, each in found.items()
    ]
    hosts = {n: HOST for n, each in found.items() if plain(each.get("role", "")) in HOST_ROLES}
    return _stays(passages, {n: person(each.get("fullname", "")) for n, each in found.items()}, hosts)


def _key(found):
    """One participant may be there on two devices at once: each has its session."""
    return "\n".join(found.get(header, "") for header in ("participantid", "sessionid", "fullname"))


def _is_passage(row):
    return len(row) == 3 and bool(action_of(row[1])) and TIME.fullmatch(row[2]) is not None


def _stays(passages, who, hosts):
    leaves = pair(passages)
    paired = set(leaves.values())
    seen = []
    for passage in passages:
        leave = leaves.get(passage) or (passage if passage.action == LEFT else None)
        times = stay(passage.time if passage.action == JOINED else "", leave.time if leave else "")
        fate = hosts.get(passage.row, JOINED_STAY if passage in paired else KEPT)
        seen.append(Seen(passage.row, {**who[passage.row], "attended": "yes", **times}, fate))
    return export_rows(seen, {"tool_id": "", "title": "", "opened": ""}, {})


EXPORTS = (
    Export("teams_joins", "participations", recognise_joins, read_joins),
    Export("teams_live_event", "participations", recognise_live, read_live, zone="UTC"),
)
