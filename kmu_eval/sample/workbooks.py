"""The lists as workbooks: the events, and the trainings of advisers with a row of sums."""

import datetime

import numpy as np
import pandas as pd

from kmu_eval.sample.attendance import UNKNOWN, YES
from kmu_eval.sample.entries import NOT_STATED
from kmu_eval.sample.places import NOWHERE, venue_names

_CREATED = datetime.datetime(2022, 2, 28, 12, 0)
_TITLES = {
    "strategy": ("Kommunikationsstrategie: erst der Plan, dann der Kanal", "Mit Strategie zur passenden Botschaft"),
    "social_media": ("Social Media im Betrieb", "Social Media ohne Streuverlust"),
    "leadership": ("Vertrauen und Führung auf Distanz", "Führung: Rückmeldung geben und nehmen"),
    "knowledge": ("Wissen teilen im Team", "Wissen sichern, wenn Erfahrene gehen"),
    "ai": ("Künstliche Intelligenz verständlich", "Chatbots und Künstliche Intelligenz im Kundendienst"),
    "online_meetings": ("Online-Meetings, die sich lohnen", "Online-Workshops lebendig moderieren"),
    "change": ("Wandel begleiten, Menschen mitnehmen", "Wandel im Alltag verankern"),
}
_FORMATS = {"in_person": ("Präsenz", "in Präsenz"), "online": ("online", "Online"), "hybrid": ("hybrid", "hybrid")}
_KINDS = {
    "talk": "Vortrag",
    "workshop": "Workshop",
    "consultation": "Sprechstunde",
    "training": "Schulung",
    "conference": "Konferenz",
    "roadshow": "Roadshow",
}
_DIFFICULTIES = {"introductory": "Einstieg", "intermediate": "Aufbau", "advanced": "Vertiefung"}
_WHEN, _WHAT = ("Datum", "Beginn", "Ende", "Tage"), ("Format", "Art", "Niveau", "Thema", "Reihe")
_EVENT_HEADERS = ("Nr.", "Titel", *_WHEN, *_WHAT, "Plätze", "PLZ", "Ort", "Zoom-Nr.")
_WHO = ("Name", "E-Mail", "Organisation", "Art der Organisation", "PLZ")
_TRAINING_HEADERS = ("Kursnummer", *_WHO, "anwesend", "Zertifikat")


def write_events(folder, events, origin):
    """Write ``Veranstaltungen.xlsx``: a title row, a blank row, then headers and one row per event, real dates.

    Parameters
    ----------
    folder : Path
    events : DataFrame
        With ``title`` and ``tool_id``.
    origin : Origin
        Name of the programme and labels of its topics.
    """
    rows = [_event_row(event, origin.labels) for event in events.itertuples()]
    with new_workbook(folder / "raw/Veranstaltungen.xlsx") as book:
        sheet = book.add_worksheet("Veranstaltungen")
        sheet.set_column(1, 1, 60)
        sheet.write_string(0, 0, f"Veranstaltungsübersicht {origin.programme} (synthetische Daten)")
        _write_rows(sheet, 2, [_EVENT_HEADERS, *rows], book.add_format({"num_format": "dd.mm.yyyy"}))


def write_trainings(folder, entries, programme):
    """Write ``Schulungen.xlsx``: a title row, headers, one row per person and training, and a row of sums.

    Returns
    -------
    DataFrame
        The entries written, with ``file`` and ``row``.
    """
    present, certified = _ones(entries["attended"]), _ones(entries["completed"])
    names = entries["last"] + ", " + entries["first"]
    texts = [entries[name] for name in ("number", "email", "firm", "type", "postcode")]
    rows = [list(row) for row in zip(texts[0], names, *texts[1:], present, certified, strict=True)]
    total = ["Summe", *[""] * 5, sum(n or 0 for n in present), sum(n or 0 for n in certified)]
    with new_workbook(folder / "raw/Schulungen.xlsx") as book:
        sheet = book.add_worksheet("Teilnehmende")
        sheet.set_column(1, 4, 30)
        sheet.write_string(0, 0, f"Schulungen für Beratende, {programme} (synthetische Daten)")
        _write_rows(sheet, 1, [_TRAINING_HEADERS, *rows, total], None)
    return entries.assign(source="trainings", file="raw/Schulungen.xlsx", row=range(3, len(entries) + 3))


def new_workbook(path):
    """A workbook to be filled, without the time of its writing."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    book.set_properties({"created": _CREATED, "comments": "Synthetische Daten"})
    return book


def _ones(words):
    return [None if word == UNKNOWN else int(word == YES) for word in words]


def draw_titles(rng, events):
    """The titles of the events, by kind and topic."""
    first = rng.random(len(events)) < 0.5
    pairs = zip(events["topic"], events["kind"], first, strict=True)
    return [f"{_KINDS[kind]}: {_TITLES[topic][int(which)]}" for topic, kind, which in pairs]


def _event_row(event, labels):
    towns = venue_names()[1]
    return [
        event.event,
        event.title,
        event.date,
        f"{event.start:%H:%M}",
        f"{event.end:%H:%M}",
        event.days,
        _FORMATS[event.mode][int(event.Index % 4 == 1)],
        _KINDS[event.kind],
        _DIFFICULTIES[event.difficulty],
        labels["topic", event.topic, "de"],
        event.series,
        NOT_STATED if pd.isna(event.capacity) else event.capacity,
        event.postcode,
        "online" if event.venue == NOWHERE else towns[event.venue],
        _as_zoom_writes(event.tool_id),
    ]


def _as_zoom_writes(tool_id):
    return f"{tool_id[:3]} {tool_id[3:7]} {tool_id[7:]}" if isinstance(tool_id, str) and tool_id else ""


def _write_rows(sheet, first, rows, date_format):
    for number, row in enumerate(rows, start=first):
        for column, value in enumerate(row):
            _write_cell(sheet, number, column, value, date_format)


def _write_cell(sheet, number, column, value, date_format):
    if isinstance(value, datetime.datetime):
        sheet.write_datetime(number, column, value, date_format)
    elif isinstance(value, str):
        sheet.write_string(number, column, value)
    elif value is not None and value == value:
        sheet.write_number(number, column, int(np.int64(value)))
