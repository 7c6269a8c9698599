"""A report as a programme would write it: German, figures, long and wide tables, a footnote, texts that break programs."""

from pathlib import Path

from kmu_eval.report.document import Document

FIGURES = Path(__file__).parents[2] / "figures"
PICTURES = ("targets.de.png", "compared_by_mode_online_or_in_person.de.png")
LONG_TITLE = ("Abschlussbericht über die Wirksamkeit der Unterstützungsangebote für kleine und mittlere Unternehmen " * 3)[:300]

TEXT = """
# Zusammenfassung

Das Zentrum erreichte „mehr als 12.000“ Vertreter:innen von KMU – das Ziel waren 10.000.[^1] Der Unterschied zwischen
online und Präsenz beträgt −1,2 Punkte (95-%-Intervall −3,4 bis +0,9; ≤ 5 gilt als gleich), siehe [](#abb-ziele) und
[](#tab-ziele). Große Übung für ß, ä, ö, ü, Ä, Ö, Ü, é, ł, ş.

[^1]: Gezählt nach Personen; wer mehrfach kam, zählt einmal. Müller & Söhne <GmbH> ist dabei.

## Was daraus folgt

- Workshops fortführen
- *Einführungen* häufiger anbieten, **kurz**

# Erreicht und geplant

![Ergebnisse gemessen an den Zielen. Quelle: Beispielzentrum · synthetische Daten; n = 36.443.](figures/targets.de.png){#abb-ziele alt="Punktdiagramm: sechs von sieben \\"Zielen\\" <erreicht> & offen."}

| Kennzahl | Ziel | Erreicht | Spanne | Anteil | Bewertung |
|:-----------|----:|----:|:----|----:|:-----|
| Veranstaltungen | 900 | 1.008 | 1.008–1.020 | 112 % | erreicht |
| Teilnahmen | 40.000 | 35.906 | 35.906–36.443 | 90 % | verfehlt |
| Unternehmen | 12.500 | 12.071 | 12.071–15.297 | 97 % | offen |
| KMU | 7.500 | 7.827 | 7.827–14.474 | 104 % | erreicht |
| Vertreter:innen von KMU | 10.000 | 12.355 | 12.355–20.627 | 124 % | erreicht |
| Beratende erreicht | 4.000 | 4.831 | 4.831–7.992 | 121 % | erreicht |
| Beratende geschult | 3.000 | 2.940 | 2.940–2.988 | 98 % | verfehlt |
| Müller & Söhne <GmbH> | – | 5 | – | – | ohne Ziel |
| =cmd\\|'/C calc'!A0 | – | 1 | – | – | <script>alert(1)</script> |
| +49 721 | – | 1 | – | – | \\@SUM(A1) |
| // kein Kommentar \\#let \\$5 \\_ \\* | – | 1 | – | – | ${jndi} #show: it |
| Übrige | – | 3 | – | – | – |

: Ziele und Ergebnisse. Quelle: Beispielzentrum, eigene Zählung · synthetische Daten. {#tab-ziele}

# Formate im Vergleich

![Online und Präsenz im Vergleich.](figures/compared_by_mode_online_or_in_person.de.png){#abb-vergleich alt="Punkte mit Intervallen je Ergebnis."}

## Breite Tabelle

| Veranstaltungsformat | Unternehmensbeteiligungsart | Nutzungsbereitschaft | Weiterempfehlungsabsicht | Kompetenzzuwachs | Veränderungsbereitschaft | Teilnahmevoraussetzungen | Digitalisierungsgrad |
|:---|:---|---:|---:|---:|---:|:---|:---|
| Selbstlernunterstützungsangebot | Einzelunternehmerinnen und Einzelunternehmer | 81 % | 77 % | 69 % | 55 % | Grundlagenkenntnisse der Unternehmenskommunikation | Digitalisierungsfortgeschrittene |
| Sprechstunde | Kleinstunternehmen | 80 % | 71 % | 60 % | 51 % | keine | Einsteiger |
| Multiplikatorenweiterbildungsveranstaltung | Industrie- und Handelskammern | 91 % | 90 % | 79 % | 65 % | Beratungserfahrung | gemischt |

: Antworten nach Format und Beteiligung {#tab-breit}

### Anmerkungen

Ein Verweis nach außen: <https://www.example.org/> und ein Absatz mit a < b && c > d.

# Lange Tabelle

"""


def long_table(rows=70):
    """More rows than a page holds."""
    lines = [f"| Gruppe {row} | {row * 137} | {'Erläuterung der Zählung ' * (1 + row % 4)} |" for row in range(1, rows + 1)]
    return "\n".join(["| Gruppe | Teilnahmen | Bemerkung |", "|:--|--:|:--|", *lines, "", ": Alle Gruppen {#tab-lang}", ""])


def media():
    """The pictures of the text by their names in it."""
    return {f"figures/{name}": (FIGURES / name).read_bytes() for name in PICTURES}


def sample(language="de", title="Bericht: Müller & Söhne <GmbH>"):
    """The report."""
    told = {"subtitle": "März 2019 bis Februar 2022", "source": "Beispielzentrum Digitalisierung · synthetische Daten"}
    return Document(title, language, TEXT + long_table(), media(), **told)
