"""Zoom's participants report of a meeting: with or without a row about it, or flat, as administrators get it."""

import re
from itertools import pairwise

from kmu_eval.intake.exports.attendees import HOST, Seen, export_rows, stay
from kmu_eval.intake.exports.devices import is_address, person
from kmu_eval.intake.exports.export import Export
from kmu_eval.intake.exports.sections import digits, plain, record, texts
from kmu_eval.intake.grid import KEPT

NAME = "nameoriginalname"
DURATIONS = ("durationminutes", "totaldurationminutes")
IDS = ("meetingid", "id")


def recognise(rows):
    """Whether the leading rows hold the header of a participants report of a meeting."""
    return _header_at(texts(rows)) is not None


def read(rows):
    """One row for each join; who opened the meeting is set aside where the file names its host's address."""
    filled = texts(rows)
    at = _header_at(filled)
    headers = _headers(filled[at][1])
    name = headers.index(NAME)
    meetings, people = headers[:name], headers[name:]
    block = _block(filled[:at])
    body = filled[at + 1 :]
    facts = [record(meetings, row) if name else block for _, row in body]
    several = len(_meetings(facts)) > 1
    seen = [
        _seen(number, record(people, row[name:]), meeting, several)
        for (number, row), meeting in zip(body, facts, strict=True)
    ]
    return export_rows(seen, *_about(facts or [block]))


def _headers(row):
    """Headers to compare; the number that tells apart two of one name is taken off."""
    return [re.sub(r"\d$", "", plain(text)) for text in row]


def _header_at(filled):
    for i, (_, row) in enumerate(filled):
        headers = _headers(row)
        if NAME in headers and set(DURATIONS) & set(headers[headers.index(NAME) :]):
            return i
    return None


def _block(filled):
    """What the rows above the table say of the meeting."""
    for (_, headers), (_, values) in pairwise(filled):
        names = [plain(text) for text in headers]
        if "topic" in names and set(IDS) & set(names):
            return record(names, values)
    return {}


def _meetings(facts):
    return {(_id(each), each.get("topic", ""), each.get("starttime", "")) for each in facts}


def _about(facts):
    """The meeting and its numbers, if the rows are about one; an administrator's file may hold many."""
    meetings = _meetings(facts)
    if len(meetings) != 1:
        return {"tool_id": "", "title": "", "opened": ""}, {}
    ((tool_id, title, opened),) = meetings
    stated = {"attended": facts[0].get("participants", ""), "minutes": facts[0].get("durationminutes", "")}
    return {"tool_id": tool_id, "title": title, "opened": opened}, stated


def _id(facts):
    return digits(next((facts[header] for header in IDS if header in facts), ""))


def _seen(number, found, meeting, several):
    email = found.get("useremail") or found.get("email", "")
    waited = found.get("inwaitingroom", "").casefold() == "yes"
    minutes = next((found[header] for header in DURATIONS if header in found), "")
    # A stay in the waiting room is no stay at the event.
    times = stay("", "") if waited else stay(found.get("jointime", ""), found.get("leavetime", ""), minutes)
    cells = {**person(found.get(NAME, ""), email), "attended": "no" if waited else "yes", **times}
    if several:
        cells["event"] = _id(meeting)  # the file as a whole belongs to no event
    host = is_address(email) and email.casefold() == meeting.get("useremail", "").casefold()
    return Seen(number, cells, HOST if host else KEPT)


EXPORT = Export("zoom_meeting", "participations", recognise, read)
