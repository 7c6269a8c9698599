"""A made-up LimeSurvey and a made-up form that ask almost the same, with many answers each."""

import csv
import io
import random

AGREEMENT = ["stimme gar nicht zu", "stimme eher nicht zu", "teils/teils", "stimme eher zu", "stimme voll und ganz zu"]
NEEDS = ["Zeit", "Geld, Förderung", "Werkzeuge"]
LIMESURVEY = [
    *("id", "submitdate", "lastpage", "startlanguage", "seed"),
    "G01Q01. Die Veranstaltung war nützlich.",
    "G01Q02. Die Inhalte waren verständlich.",
    "G02Q01[SQ001]. Was brauchen Sie? [Zeit]",
    "G02Q01[SQ002]. Was brauchen Sie? [Geld, Förderung]",
    "G02Q01[SQ003]. Was brauchen Sie? [Werkzeuge]",
    "G02Q01[other]. Was brauchen Sie? [Sonstiges]",
    "G03Q01. Wie weit sind Sie?",
    "G04Q01. Was möchten Sie uns sagen?",
    "G05Q01. Ihr persönlicher Code",
]
FORMS = [
    *("ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name"),
    "Die Veranstaltung war nützlich.",
    "Die Inhalte waren verständlich.",
    "Was brauchen Sie?",
    "Würden Sie uns weiterempfehlen?",
    "Wer hat Sie eingeladen?",
    "Welche Farbe passt?",
    "Welche Note geben Sie uns?",
]
SECRETS = ["Quasimodo", "Pfefferkorn", "Xanthippe", "Ludmilla", "quietsch.example", "MA14KO"]


def _csv(rows, delimiter):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


def limesurvey(count=60, seed=1):
    chance, rows = random.Random(seed), [LIMESURVEY]
    for number in range(count):
        needs = [chance.choice(["Ja", "Nein"]) for _ in range(3)]
        other = "Rat von Xanthippe" if number == 7 else ""
        useful = chance.choice([*AGREEMENT, "weiß nicht"])
        steps = chance.choice(["Stufe 1: Neugier", "Stufe 2: erste Schritte", "Stufe 3: Alltag"])
        words = f"Frau Quasimodo sprach gut ({number})"
        about = [number, "2020-03-01 10:00:00", 1, "de", number]
        code = f"MA14KO{number:02}"
        answers = [useful, chance.choice(AGREEMENT), *needs, other, "Ludmilla weiß es" if number == 9 else steps]
        rows.append([*about, *answers, words, code])
    return _csv(rows, ",")


def forms(count=50, seed=2):
    chance, rows = random.Random(seed), [FORMS]
    for number in range(count):
        chosen = [need for need in NEEDS if chance.random() < 0.5]
        name = f"Pfefferkorn {number}"
        about = [number, "2020-04-13 11:02", "2020-04-13 11:05", f"p{number}@quietsch.example", name]
        invited = chance.choice(["Pfefferkorn 3", "Pfefferkorn 4"])
        colour = chance.choice(["rot", "grün", "blau"])
        answers = [chance.choice(AGREEMENT), chance.choice(AGREEMENT), "".join(f"{each};" for each in chosen)]
        rows.append([*about, *answers, chance.randrange(11), invited, colour, chance.randint(1, 5)])
    return _csv(rows, ";")


SOSCI = {
    "CASE": "Interview-Nummer (fortlaufend)",
    "QUESTNNR": "Fragebogen, der im Interview verwendet wurde",
    "STARTED": "Zeitpunkt zu dem das Interview begonnen hat",
    "NE01": "Was brauchen Sie?: Ausweichoption (negativ) oder Anzahl ausgewählter Optionen",
    "NE01_01": "Was brauchen Sie?: Zeit",
    "NE01_02": "Was brauchen Sie?: Geld",
    "NE01_03": "Was brauchen Sie?: Sonstiges",
    "NE01_03a": "Was brauchen Sie?: Sonstiges (offene Eingabe)",
    "ZU01_01": "Zufrieden: Raum",
    "ZU01_02": "Zufrieden: Essen",
    "FINISHED": "Wurde die Befragung abgeschlossen?",
}


def sosci(count=40, seed=3, lacking=(), labels=True):
    chance, rows = random.Random(seed), [list(SOSCI), *([list(SOSCI.values())] if labels else [])]
    for number in range(count):
        ticks = ["-9"] * 3 if number == 5 else [chance.choice("12") for _ in range(3)]
        other = f"Rat von Xanthippe {number}" if ticks[2] == "2" else "-9"
        rated = [chance.choice(["1", "2", "3", "4", "5"]), chance.choice(["4", "5"] if number else ["-9"])]
        rows.append([number, "post", "2020-03-01 10:00:00", ticks.count("2"), *ticks, other, *rated, 1])
    kept = [place for place, code in enumerate(SOSCI) if code not in lacking]
    return _csv([[row[place] for place in kept] for row in rows], "\t")
