"""Zoom's attendee report of a webinar: a head, then hosts, panelists, attendees and others, each under a header."""

from itertools import pairwise

from kmu_eval.intake.exports.attendees import HOST, Seen, export_rows, stay
from kmu_eval.intake.exports.devices import person
from kmu_eval.intake.exports.export import Export
from kmu_eval.intake.exports.sections import alone, digits, plain, record, records, texts
from kmu_eval.intake.grid import KEPT

HOSTS, PANELISTS, ATTENDEES, OTHERS = "hostdetails", "panelistdetails", "attendeedetails", "otherattended"
SECTIONS = (HOSTS, PANELISTS, ATTENDEES, OTHERS)
NAMES = ("username", "usernameoriginalname", "firstname", "lastname")
STATED = {
    "registered": ("registered", "registrants"),
    "cancelled": ("cancelled",),
    "attended": ("uniqueviewers",),
    "total_users": ("totalusers",),
    "minutes": ("actualdurationminutes",),
}


def recognise(rows):
    """Whether the leading rows are those of an attendee report of a webinar."""
    leading = texts(rows)
    if leading and alone(leading[0][1]).casefold() == "attendee report":
        return True
    pairs = pairwise([row for _, row in leading])
    return any(_section(title) and "jointime" in map(plain, header) for title, header in pairs)


def read(rows):
    """The people of all sections; hosts and panelists are set aside."""
    filled = texts(rows)
    starts = [i for i, (_, row) in enumerate(filled) if _section(row)]
    seen = []
    for first, last in pairwise([*starts, len(filled)]):
        title = filled[first][1][0]
        for number, found in records(filled[first + 1 : last], title, NAMES):
            seen.append(_seen(number, found, plain(title)))
    head = _head(filled[: starts[0] if starts else None])
    stated = {name: next((head[h] for h in headers if h in head), "") for name, headers in STATED.items()}
    return export_rows(seen, _event(head), stated)


def _section(row):
    return plain(alone(row)) in SECTIONS


def _head(filled):
    """The report's own row of numbers by its headers."""
    for (_, headers), (_, values) in pairwise(filled):
        names = [plain(text) for text in headers]
        if {"topic", "webinarid"} <= set(names):
            return record(names, values)
    return {}


def _event(head):
    texts_of = {"tool_id": "webinarid", "title": "topic", "opened": "actualstarttime"}
    event = {name: head.get(header, "") for name, header in texts_of.items()}
    return {**event, "tool_id": digits(event["tool_id"])}


def _seen(number, found, section):
    times = stay(found.get("jointime", ""), found.get("leavetime", ""), found.get("timeinsessionminutes", ""))
    who = person(_name(found), found.get("email", ""))
    if section == OTHERS:  # those who dialled in: Zoom knows no more of them than a number
        who = {"name": "", "email": "", "device": _name(found)}
    words = {"registered": _registered(found) if section == ATTENDEES else "", "attended": _attended(found, section)}
    return Seen(number, {**who, **words, **times}, HOST if section in (HOSTS, PANELISTS) else KEPT)


def _name(found):
    display = found.get("usernameoriginalname") or found.get("username", "")
    return f"{found.get('firstname', '')} {found.get('lastname', '')}".strip() or display


def _registered(found):
    """Rows of further joins name neither time nor approval: they say nothing."""
    status = found.get("approvalstatus", "").casefold()
    if status.startswith(("cancel", "denied", "declined")):
        return "no"
    return "yes" if status == "approved" or found.get("registrationtime") else ""


def _attended(found, section):
    if section == OTHERS:
        return "yes"
    stated = found.get("attended", "").casefold()
    return stated if stated in ("yes", "no") else ""


EXPORT = Export("zoom_webinar", "participations", recognise, read)
