"""Small exports of survey tools, MADE UP from the columns that ../shared/formats/FORMATS.md gives: no real answer."""

import csv
from pathlib import Path

MADE_UP = Path(__file__).parent / "made_up_surveys"


def rows_of(name):
    with (MADE_UP / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


LIMESURVEY_CODES = rows_of("limesurvey_codes")
LIMESURVEY_TEXTS = rows_of("limesurvey_texts")
LIMESURVEY_BOTH = rows_of("limesurvey_both")
LIMESURVEY_ENGLISH = rows_of("limesurvey_english")
LIMESURVEY_WITHOUT_TECHNICAL = rows_of("limesurvey_without_technical")
MICROSOFT_ENGLISH = rows_of("microsoft_english")
MICROSOFT_GERMAN = rows_of("microsoft_german")
MICROSOFT_QUIZ = rows_of("microsoft_quiz")
GOOGLE_FORM = rows_of("google_form")
GOOGLE_SHEET = rows_of("google_sheet")
INDICO = rows_of("indico")
TYPEFORM = rows_of("typeform")
TYPEFORM_CUT = rows_of("typeform_cut")
QUALTRICS = rows_of("qualtrics")
QUALTRICS_TWO_ROWS = [*QUALTRICS[:2], *QUALTRICS[3:]]
QUALTRICS_ONE_ROW = [QUALTRICS[0], *QUALTRICS[3:]]
QUALTRICS_LEGACY = rows_of("qualtrics_legacy")
SURVEYMONKEY = rows_of("surveymonkey")
SURVEYMONKEY_NEWER = rows_of("surveymonkey_newer")
SOSCI = rows_of("sosci")
SOSCI_WITHOUT_LABELS = [SOSCI[0], *SOSCI[2:]]

SAMPLES = {
    "limesurvey": [
        *(LIMESURVEY_CODES, LIMESURVEY_TEXTS, LIMESURVEY_BOTH, LIMESURVEY_ENGLISH),
        LIMESURVEY_WITHOUT_TECHNICAL,
    ],
    "microsoft_forms": [MICROSOFT_ENGLISH, MICROSOFT_GERMAN, MICROSOFT_QUIZ],
    "google_forms": [GOOGLE_FORM, GOOGLE_SHEET],
    "indico": [INDICO],
    "typeform": [TYPEFORM, TYPEFORM_CUT],
    "qualtrics": [QUALTRICS, QUALTRICS_TWO_ROWS, QUALTRICS_ONE_ROW, QUALTRICS_LEGACY],
    "surveymonkey": [SURVEYMONKEY, SURVEYMONKEY_NEWER],
    "sosci": [SOSCI, SOSCI_WITHOUT_LABELS],
}
HEADS = {"qualtrics": [3, 2, 1, 2], "surveymonkey": [2, 2], "sosci": [2, 1]}
"""Rows of the header, where it is not one."""

REGISTRATIONS = [
    [text.split("|") for text in lines]
    for lines in (
        ("Nr|Datum|Vorname|Nachname|E-Mail|Firma", "1|01.03.2020|Kim|Groß|k@x.de|Groß AG"),
        ("ID|Name|E-Mail|Firma|Wie haben Sie von uns erfahren?|Other", "1|Kim|k@x.de|||"),
        (
            "Zeitstempel|Vorname|Nachname|E-Mail-Adresse|Firma|Ich stimme der Speicherung zu.",
            "15.10.2025 09:05:47|Kim|Groß|k@x.de|Groß AG|ja",
        ),
        (
            "ID|Startzeit|Fertigstellungszeit|E-Mail|Name|Firma|Datenschutzhinweise",
            "1|9.10.24 11:02|9.10.24 11:03|k@x.de|Kim|Groß AG|gelesen",
        ),
        ("1. Name|2. Firma|Tel. privat|Str. und Nr.", "Kim|Groß AG||"),
        ("Full Name|User Action|Timestamp", "Kim Groß|Joined|11/12/2020, 12:27:24"),
        ("Timestamp|Event|User", "login|a|b"),
        ("Order #|Order Date|First Name|Last Name|Email|Attendee Status", "1|2026-09-26||||"),
        ("", "|"),
        (),
    )
]
"""No surveys."""
