"""A report as a programme would write it, with figures, long and wide tables, and texts that break programs."""

from pathlib import Path

from kmu_eval.report.document import Document

HERE = Path(__file__).parent
FIGURES = HERE.parents[1] / "figures"
PICTURES = ("targets.de.png", "compared_by_mode_online_or_in_person.de.png")
LONG_TITLE = ("Abschlussbericht über die Wirksamkeit der Angebote für kleine und mittlere Unternehmen " * 4)[:300]


def long_table(rows=70):
    """More rows than a page holds."""
    remarks = ["Erläuterung der Zählung " * (1 + row % 4) for row in range(1, rows + 1)]
    lines = [f"| Gruppe {row} | {row * 137} | {remark} |" for row, remark in enumerate(remarks, start=1)]
    head = ["| Gruppe | Teilnahmen | Bemerkung |", "|:--|--:|:--|"]
    return "\n".join([*head, *lines, "", ": Alle Gruppen {#tab-lang}", ""])


def media():
    """The pictures of the text by their names in it."""
    return {f"figures/{name}": (FIGURES / name).read_bytes() for name in PICTURES}


def sample(language="de", title="Bericht: Müller & Söhne <GmbH>"):
    """The report."""
    told = {"subtitle": "März 2019 bis Februar 2022", "source": "Beispielzentrum Digitalisierung · synthetische Daten"}
    text = (HERE / "sample.md").read_text(encoding="utf-8")
    return Document(title, language, f"{text}\n{long_table()}", media(), **told)
