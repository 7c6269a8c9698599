"""The lists as text files: registrations per year for Windows programs, head counts with a byte order mark."""

import csv
import io

import pandas as pd

REGISTRATIONS = {
    "Veranstaltung": "number",
    "Nachname": "last",
    "Vorname": "first",
    "E-Mail": "email",
    "Firma": "firm",
    "Art der Organisation": "type",
    "PLZ": "postcode",
    "Bundesland": "state",
    "Branche": "sector",
    "Beschäftigte": "size",
    "Teilnahme als": "role_text",
    "Angemeldet am": "registered_on",
    "Teilnahme": "present",
    "Zugang": "access",
}
"""Headers of the registration lists, and the entries' columns below them."""


def write_registrations(folder, entries):
    """Write ``Anmeldungen-<year>.csv``: cp1252, semicolons, CRLF.

    Returns
    -------
    DataFrame
        The entries written, with ``file`` and ``row``.
    """
    written = []
    for year, rows in entries.groupby(entries["date"].dt.year):
        name = f"raw/Anmeldungen-{year}.csv"
        text = _semicolons(REGISTRATIONS, rows[list(REGISTRATIONS.values())].itertuples(index=False))
        (folder / name).write_bytes(text.encode("cp1252"))
        written.append(rows.assign(source="registrations", file=name, row=range(2, len(rows) + 2)))
    return pd.concat(written)


def write_head_counts(folder, head_counts, events):
    """Write ``Roadshow.csv``: UTF-8 with a byte order mark, semicolons, CRLF."""
    numbers = events["event"].to_numpy()[head_counts["event"]]
    counts = [["" if pd.isna(n) else str(n) for n in head_counts[name]] for name in ("registered", "attended")]
    text = _semicolons(["Veranstaltung", "Angemeldet", "Anwesend"], zip(numbers, *counts, strict=True))
    (folder / "raw/Roadshow.csv").write_bytes(text.encode("utf-8-sig"))


def _semicolons(header, rows):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()
