"""The user data of BigBlueButton's learning dashboard: one row for each person, with what he or she did there.

Every field but those of the header is in quotes, and no quote or comma inside is marked; columns are told by place, for
their labels are in the viewer's language. Answers to polls are never read.
"""

import re
from datetime import datetime

from kmu_eval.errors import IntakeError
from kmu_eval.intake.exports.attendees import HOST, Seen, export_rows, stay
from kmu_eval.intake.exports.devices import person
from kmu_eval.intake.exports.export import Export
from kmu_eval.intake.exports.pairs import FORMS
from kmu_eval.intake.exports.sections import plain, texts
from kmu_eval.intake.grid import KEPT

NAME, MODERATOR, SCORE, TALK, WEBCAM, MESSAGES, REACTIONS, VOTES, HANDS, JOIN, LEFT, DURATION = range(12)
WIDTH = 12
LABELS = frozenset({("messages", "pollvotes", "raisehands"), ("nachrichten", "abstimmungen", "gehobenehände")})
TRUTH = {"TRUE": True, "WAHR": True, "FALSE": False, "FALSCH": False}
CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
"""A workbook's cells come without seconds."""
NOTHING = "-"
DAY = 24 * 60 * 60
"""Seconds after which the clock of a duration starts again."""
ROW_END = re.compile(r'"\r?\n"')
MOST_SHOWN = 10


def recognise(rows):
    """Whether the leading rows are a header by its labels, or rows of people by what stands at which place."""
    filled = [row for _, row in texts(rows)]
    if not filled or len(filled[0]) < WIDTH:
        return False
    labels = tuple(plain(filled[0][place]) for place in (MESSAGES, VOTES, HANDS))
    return labels in LABELS or any(map(_is_person, filled[1:]))


def part(text, delimiter):
    """The rows of a text as the dashboard writes it, whose fields end only where `","` or the end of a row stands.

    Examples
    --------
    >>> part('Name,Moderator\\r\\n"Anna "Ännchen" Groß","FALSE"\\r\\n"Bert, K.","TRUE"', ",")
    [['Name', 'Moderator'], ['Anna "Ännchen" Groß', 'FALSE'], ['Bert, K.', 'TRUE']]
    """
    header, _, body = text.partition("\n")
    body = body.strip("\r\n")
    if delimiter != "," or not re.fullmatch('".*"', body, re.DOTALL):
        return None
    return [header.rstrip("\r").split(","), *(row.split('","') for row in ROW_END.split(body[1:-1]))]


def read(rows):
    """One row for each person; moderators are set aside, and the row of anonymous answers is none of a person."""
    people = _people(texts(rows)[1:])
    forms = _forms({row[place] for _, row in people for place in (JOIN, LEFT)} - {NOTHING, ""})
    seen = [_seen(number, row, forms) for number, row in people]
    return export_rows(seen, {"tool_id": "", "title": "", "opened": ""}, {})


def _is_person(row):
    if len(row) < WIDTH or row[MODERATOR] not in TRUTH:
        return False
    times, counts = (TALK, WEBCAM, DURATION), (MESSAGES, REACTIONS, VOTES, HANDS)
    clocks = all(row[place] == NOTHING or CLOCK.fullmatch(row[place]) for place in times)
    return clocks and all(row[place].isdecimal() for place in counts)


def _people(filled):
    """All rows but that of anonymous answers, in which only the last columns have something to say.

    A name that holds the mark between two fields moves all that follow: nothing of such a row can be believed.
    """
    nameless = [number for number, row in filled if len(row) >= WIDTH and not any(row[1:WIDTH])]
    people = [(number, row) for number, row in filled if [number] != nameless]
    shifted = [number for number, row in people if not _is_person(row)]
    if shifted:
        rows = ", ".join(map(str, shifted[:MOST_SHOWN])) + (", …" if len(shifted) > MOST_SHOWN else "")
        raise IntakeError(("shifted_rows", {"where": "", "rows": rows, "width": WIDTH}))
    return people


def _seen(number, row, forms):
    done = {"messages": row[MESSAGES], "poll_votes": row[VOTES], "raised_hands": row[HANDS]}
    cells = {**person(row[NAME]), "attended": "yes", **_times(row, forms), **done}
    return Seen(number, cells, HOST if TRUTH[row[MODERATOR]] else KEPT)


def _times(row, forms):
    """The stated duration, which leaves out absences, but not more than lies between first coming and last going.

    Two devices at once are added up in it, and after a day it starts again: then there is only coming and going.
    """
    join, left = ("" if row[place] == NOTHING else row[place] for place in (JOIN, LEFT))
    stated, between = _seconds(row[DURATION]), _between(join, left, forms)
    if stated is None or (between is not None and between >= DAY):
        return stay(join, left)
    seconds = stated if between is None else min(stated, between)
    return stay("", "", str((seconds + 30) // 60))


def _seconds(text):
    """Seconds of a duration such as "00:59:30"; None where it is none.

    Examples
    --------
    >>> _seconds("00:59:30"), _seconds("00:59"), _seconds("-")
    (3570, 3540, None)
    """
    found = CLOCK.fullmatch(text)
    if found is None:
        return None
    hours, minutes, seconds = map(int, found.groups("0"))
    return 3600 * hours + 60 * minutes + seconds


def _between(join, left, forms):
    """Seconds from coming to going; where day and month may change places the shorter way is the right one."""
    if not (join and left):
        return None
    lengths = [(datetime.strptime(left, form) - datetime.strptime(join, form)).total_seconds() for form in forms]
    return min((int(seconds) for seconds in lengths if seconds >= 0), default=None)


def _forms(times):
    """The forms that read all times of the file."""
    return [form for form in FORMS if all(_reads(text, form) for text in times)]


def _reads(text, form):
    try:
        return bool(datetime.strptime(text, form))
    except ValueError:
        return False


EXPORT = Export("bigbluebutton", "participations", recognise, read, part=part)
