"""What the tools of the online events wrote: reports of Zoom webinars, Zoom meetings and Microsoft Teams.

A reported event has its attendance in the report alone: the registration list leaves it open there.
"""

import csv
import io

import numpy as np
import pandas as pd

from kmu_eval.sample.attendance import NO, YES

FOLDER = "raw/online"
_SHARE, _FIRST_DAY, _AGAIN, _TWO_DEVICES = 0.35, np.datetime64("2020-03-16"), 0.22, 0.3
_TOOLS = {"talk": "zoom_webinar", "conference": "zoom_webinar", "workshop": "zoom_meeting", "consultation": "teams"}
_HOST = ("Frieda Zentrum-Adler", "frieda.zentrum-adler@zentrum.example")
_WEBINAR = ("Attended", "First Name", "Last Name", "Email", "Registration Time", "Approval Status")
_STAY = ("Join Time", "Leave Time", "Time in Session (minutes)", "Country/Region Name")
_TEAMS = ("Name", "Beitreten", "Verlassen", "Dauer", "E-Mail", "Rolle")
_TEAMS_PEOPLE = ("Name", "Erster Beitritt", "Letztes Verlassen", "Dauer der Besprechung", "E-Mail")


def choose_reported(rng, events, entries, titles):
    """The events that a tool reported, with the tool and its id.

    Parameters
    ----------
    rng : numpy Generator
    events : DataFrame
    entries : DataFrame
        Rows of the lists, with those to be set aside.
    titles : list of str
        By event.

    Returns
    -------
    DataFrame
        Rows of `events` with ``title``, ``tool`` and ``tool_id``: held online, everybody with an address and known
        to have come or not, so that the report alone can tell it.
    """
    named = entries[(entries["set_aside"] == "") & (entries["person"] >= 0)]
    known = named["email"].str.contains("@") & named["attended"].isin([YES, NO])
    whole = known.groupby(named["event"]).all().reindex(range(len(events)), fill_value=False)
    asked = events.assign(title=titles, tool=events["kind"].map(_TOOLS))
    alone = ~asked.duplicated(["title", "date"], keep=False)
    fit = whole & alone & asked["tool"].notna() & (asked["mode"] == "online") & (asked["date"] >= _FIRST_DAY)
    drawn = fit & (rng.random(len(asked)) < _SHARE)
    chosen = asked[drawn] if drawn.any() else asked[fit].head(1)
    ids = rng.choice(np.arange(81_000_000_000, 89_999_999_999, 7_919), len(chosen), replace=False)
    return chosen.assign(tool_id=np.where(chosen["tool"] == "teams", "", ids.astype(str)))


def without_reported(entries, reported):
    """The entries of the lists, attendance left open where a report tells it."""
    told = _told(entries, reported)
    return entries.assign(present=entries["present"].mask(told, ""))


def write_reports(folder, rng, entries, reported):
    """Write one report for each reported event, in the dialect of its tool.

    Parameters
    ----------
    folder : Path
    rng : numpy Generator
    entries : DataFrame
        With the attendance.
    reported : DataFrame
        From `choose_reported`.

    Returns
    -------
    DataFrame
        The rows of people written, with ``source``, ``file``, ``row`` and why intake must set them aside.
    """
    (folder / FOLDER).mkdir(exist_ok=True)
    for earlier in (folder / FOLDER).glob("*.csv"):
        earlier.unlink()
    people, written = entries[_told(entries, reported)], []
    for event in reported.itertuples():
        here = people[people["event"] == event.Index]
        file, encoding, rows = _WRITERS[event.tool](event, here, _stays(rng, event, here))
        text = _separated([row for row, _ in rows], "\t" if event.tool == "teams" else ",")
        (folder / file).write_bytes(text.encode(encoding))
        written += [
            {"source": "tools", "file": file, "row": number, **about}
            for number, (_, about) in enumerate(rows, start=1)
            if about
        ]
    return pd.DataFrame(written).assign(spelling="")


def _told(entries, reported):
    named = (entries["set_aside"] == "") & (entries["person"] >= 0)
    return named & entries["event"].isin(reported.index)


def _stays(rng, event, people):
    """Per person present one stay, sometimes two: after a break, or on two devices at once."""
    stays = {}
    for row in people[people["attended"] == YES].itertuples():
        join = event.start + pd.Timedelta(seconds=int(rng.integers(-600, 900)))
        leave = event.end + pd.Timedelta(seconds=int(rng.integers(-1200, 400)))
        stays[row.Index] = [(join, leave)]
        if rng.random() < _AGAIN:
            middle = join + (leave - join) * float(rng.uniform(0.3, 0.6))
            again = (
                middle - pd.Timedelta(minutes=10) if rng.random() < _TWO_DEVICES else middle + pd.Timedelta(minutes=4)
            )
            stays[row.Index] = [(join, middle.floor("s")), (again.floor("s"), leave)]
    return stays


def _about(row, reason):
    who = {"person": row.person, "event": row.event, "organisation": -1}
    return who | {"signature": row.signature, "set_aside": reason}


def _host(event):
    return {"person": -1, "event": event.Index, "organisation": -1, "signature": "", "set_aside": "host"}


def _webinar(event, people, stays):
    times = [f"{time:%b %d, %Y %H:%M:%S}" for time in (event.start, event.end)]
    minutes = round((event.end - event.start).total_seconds() / 60)
    head = ["Topic", "Webinar ID", "Actual Start Time", "Actual Duration (minutes)", "# Registered", "# Cancelled"]
    values = [event.title, f"{event.tool_id[:3]} {event.tool_id[3:7]} {event.tool_id[7:]}", times[0], minutes]
    rows = [(["Attendee Report", ""], None), (["Report Generated:", times[1]], None), (head, None)]
    rows += [([*values, len(people), 0], None), (["Host Details", ""], None)]
    rows += [
        (["Attended", "User Name", "Email", *_STAY], None),
        (["Yes", *_HOST, *times, minutes, "Germany"], _host(event)),
    ]
    rows += [(["Attendee Details", ""], None), ([*_WEBINAR, *_STAY], None)]
    for row in people.itertuples():
        rows += _attendee(row, stays.get(row.Index))
    return f"{FOLDER}/{event.tool_id} - Attendee Report.csv", "utf-8", rows


def _attendee(row, stays):
    who = [row.first, row.last, row.email]
    registered = [f"{row.registered_on} 09:00:00", "approved"] if row.registered == YES else ["--", "--"]
    if not stays:
        yield ["No", *who, *registered, "--", "--", "--", "--"], _about(row, "duplicate_participation")
    for number, (join, leave) in enumerate(stays or ()):
        known = registered if number == 0 else ["NA", "NA"]
        times = [f"{time:%b %d, %Y %H:%M:%S}" for time in (join, leave)]
        yield ["Yes", *who, *known, *times, _minutes(join, leave), "Germany"], _about(row, "joined_stay")


def _minutes(join, leave):
    return -int(-(leave - join).total_seconds() // 60)


def _meeting(event, people, stays):
    times = [f"{time:%m/%d/%Y %I:%M:%S %p}" for time in (event.start, event.end)]
    minutes = _minutes(event.start, event.end)
    head = ["Meeting ID", "Topic", "Start Time", "End Time", "User Email", "Duration (Minutes)", "Participants"]
    values = [event.tool_id, event.title, *times, _HOST[1], minutes, len(stays) + 1]
    columns = ["Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)", "Guest"]
    rows = [(head, None), (values, None), ([], None), (columns, None)]
    for row in people.itertuples():
        for join, leave in stays.get(row.Index, ()):
            when = [f"{time:%m/%d/%Y %I:%M:%S %p}" for time in (join, leave)]
            name = f"{row.first} {row.last}"
            rows.append(([name, row.email, *when, _minutes(join, leave), "Yes"], _about(row, "joined_stay")))
    return f"{FOLDER}/participants_{event.tool_id}.csv", "utf-8-sig", rows


def _teams(event, people, stays):
    start, end = (f"{time:%d.%m.%y, %H:%M:%S}" for time in (event.start, event.end))
    length = _duration(event.start, event.end)
    rows = [(["1. Zusammenfassung"], None), (["Besprechungstitel", event.title], None)]
    rows += [(["Teilnehmer", len(stays) + 1], None), (["Startzeit", start], None), (["Endzeit", end], None)]
    rows += [([], None), (["2. Teilnehmer"], None), ([*_TEAMS_PEOPLE, "Teilnehmer-ID (UPN)", "Rolle"], None)]
    host = [_HOST[0], start, end, length, _HOST[1]]
    present = [row for row in people.itertuples() if row.Index in stays]
    rows.append(([*host, _HOST[1], "Organisator"], {**_host(event), "set_aside": "repeated_section"}))
    for row in present:
        join, leave = stays[row.Index][0][0], stays[row.Index][-1][1]
        when = [f"{join:%d.%m.%y, %H:%M:%S}", f"{leave:%d.%m.%y, %H:%M:%S}", _duration(join, leave)]
        name = f"{row.first} {row.last}"
        rows.append(([name, *when, row.email, row.email, "Referent"], _about(row, "repeated_section")))
    rows += [([], None), (["3. Aktivitäten in der Besprechung"], None), (list(_TEAMS), None)]
    rows.append(([*host, "Organisator"], _host(event)))
    for row in present:
        for join, leave in stays[row.Index]:
            when = [f"{join:%d.%m.%y, %H:%M:%S}", f"{leave:%d.%m.%y, %H:%M:%S}", _duration(join, leave)]
            name = f"{row.first} {row.last}"
            rows.append(([name, *when, row.email, "Referent"], _about(row, "joined_stay")))
    return f"{FOLDER}/meetingAttendanceReport {event.event}.csv", "utf-16", rows


def _duration(join, leave):
    minutes, seconds = divmod(int((leave - join).total_seconds()), 60)
    return f"{minutes} Min. {seconds} Sek."


_WRITERS = {"zoom_webinar": _webinar, "zoom_meeting": _meeting, "teams": _teams}


def _separated(rows, delimiter):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue()
