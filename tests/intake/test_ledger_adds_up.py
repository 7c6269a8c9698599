"""Whatever happens to the bytes of a list, or to the order of its rows, no row is lost and no number moves."""

import csv
import io

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from kmu_eval.errors import KmuEvalError
from kmu_eval.intake.prepare import prepare

SOURCES = """
[counting.own_staff]
email_domains = ["zentrum.de"]

[sources.events]
table = "events"
files = "raw/events.csv"
columns = { event = "Nr", date = "Datum", capacity = "Plätze" }

[sources.lists]
table = "participations"
files = "raw/list-*.csv"
set_aside = { Status = ["storniert"] }

[sources.lists.columns]
event = "Nr"
name = "Name"
email = "Mail"
organisation = "Firma"
postcode = "PLZ"
size_class = { from = "MA", words = { "1-9" = "micro", "10-49" = "small" } }
attended = { from = "Da", words = { ja = "yes", nein = "no" } }
minutes = "Minuten"

[sources.heads]
table = "head_counts"
files = "raw/heads.csv"
columns = { event = "Nr", attended = "Anzahl", role = { from = "Rolle", words = { B = "adviser" } } }

[sources.firms]
table = "organisations"
files = "raw/firms.csv"
columns = { organisation = "Firma", postcode = "PLZ", size_class = { from = "MA", words = { "1-9" = "micro" } } }
"""
HEADINGS = {
    "events": "Nr;Datum;Plätze\n",
    "list": "Nr;Name;Mail;Firma;PLZ;MA;Da;Minuten;Status\n",
    "heads": "Nr;Anzahl;Rolle\n",
    "firms": "Firma;PLZ;MA\n",
}
NEEDED = {name: set(line.strip().split(";")) for name, line in HEADINGS.items()}
FILES = {
    "raw/events.csv": HEADINGS["events"] + "E1;01.02.2020;20\nE2;2.3.2020;\n\nE3;01.01.2019;5\n",
    "raw/list-1.csv": "Liste 2020;\n"
    + HEADINGS["list"]
    + 'E1;Anna Kern;anna@kern.de;"Kern ""Nord""\nGmbH";50667;1-9;ja;60;\n'
    + "E1;Anna Kern;ANNA@kern.de;Kern;50667;1-9;;;\n;;;;;;;;\n"
    + "E3;Otto;;Alt AG;10115;10-49;ja;;\nE1;Eva;eva@zentrum.de;;;;ja;;\nE2;Ida;;Weg;01067;;nein;;storniert\n",
    "raw/list-2.csv": HEADINGS["list"] + "E2;Uwe;uwe@neu.de;Neu KG;04109;1-9;ja;45;\nE9;Jö;;Neu KG;04109;1-9;ja;;\n",
    "raw/heads.csv": HEADINGS["heads"] + "E1;30;B\nE2;12;\nSumme;42;\n",
    "raw/firms.csv": HEADINGS["firms"] + "Kern;50667;1-9\nGroß AG;80331;250+\n",
}


def kind(name):
    return name.removeprefix("raw/").removesuffix(".csv").split("-")[0]


def rows_below_the_headings(name, data):
    """Counted with Python's csv reader alone."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if wide else ["utf-8-sig", "cp1252"]:
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    place = next(i for i, row in enumerate(rows) if NEEDED[kind(name)] <= {" ".join(cell.split()) for cell in row})
    return len(rows) - place - 1


def ledger(place):
    table = pd.read_csv(place / "ledger.csv", keep_default_na=False)
    return table.groupby("file", observed=True)["rows"].sum().to_dict()


def tables(place):
    names = ("events", "participations", "participants", "organisations", "head_counts")
    return {name: (place / f"{name}.parquet").read_bytes() for name in names}


changes = st.tuples(
    st.sampled_from(["delete", "again", "flip", "insert", "cut"]),
    st.floats(0, 1, exclude_max=True) | st.floats(0.6, 1, exclude_max=True),
    st.integers(1, 40),
    st.sampled_from([*b'";\n\r \t,|#=-.019aZ\0', 0x80, 0xC3, 0xFF]),
)


def changed(data, changes):
    for what, where, length, byte in changes:
        at = int(where * len(data))
        if what == "delete":
            data = data[:at] + data[at + length :]
        elif what == "again":
            data = data[: at + length] + data[at:]
        elif what == "cut":
            data = data[:at]
        else:
            data = data[:at] + bytes([byte]) + data[at + (what == "flip") :]
    return data


def outcome(folder):
    """The prepared tables, or what our own error says of the lists."""
    try:
        return prepare(folder), []
    except KmuEvalError as error:
        return None, error.findings


@settings(max_examples=100)
@given(name=st.sampled_from(sorted(FILES)), change=st.lists(changes, min_size=1, max_size=2))
def test_the_ledger_adds_up_whatever_happened_to_a_list(name, change, tmp_path_factory, write_folder):
    files = {path: text.encode() for path, text in FILES.items()}
    files[name] = changed(files[name], change)
    folder = write_folder(tmp_path_factory.mktemp("changed"), SOURCES, files)
    place, findings = outcome(folder)
    if place is None:
        assert findings
        assert all(name in str(values) for _, values in findings)
        return
    counted = {path: rows for path in files if (rows := rows_below_the_headings(path, files[path]))}
    assert ledger(place) == counted


def lines(*cells):
    return st.tuples(*map(st.sampled_from, cells)).map(lambda row: ";".join(row) + "\n")


EVENTS, PEOPLE = ["E1", "E2", "E3", "E9"], ["Anna Kern", "ANNA KERN", "Otto", ""]
MAILS, FIRMS = ["anna@kern.de", "Anna@Kern.de", "b@zentrum.de", ""], ["Kern GmbH", "KERN GmbH", "Weg", ""]
given_rows = st.fixed_dictionaries(
    {
        "events": st.lists(
            lines(EVENTS[:3], ["01.02.2020", "2.3.2020", "31.12.2019", ""], ["20", "30", ""]), max_size=5
        ),
        "heads": st.lists(lines(EVENTS, ["3", "30", ""], ["B", "", "x"]), max_size=4),
        "firms": st.lists(lines(FIRMS, ["50667", "01067", ""], ["1-9", "250+", ""]), max_size=4),
        "list": st.lists(
            lines(
                *(EVENTS, PEOPLE, MAILS, FIRMS, ["50667", "01067", ""], ["1-9", "10-49", ""]),
                *(["ja", "nein", "", "?"], ["60", "15", "", "1.000"], ["", "storniert"]),
            ),
            max_size=10,
        ),
    }
)


def spread(rows, first):
    """The files of a folder; the rows of the lists in two of them."""
    files = {f"raw/{name}.csv": HEADINGS[name] + "".join(rows[name]) for name in ("events", "heads", "firms")}
    halves = {"raw/list-1.csv": rows["list"][:first], "raw/list-2.csv": rows["list"][first:]}
    return files | {
        name: HEADINGS["list"] + "".join([*half, f"{name};;;;;;;;storniert\n"]) for name, half in halves.items()
    }


@settings(max_examples=25)
@given(rows=given_rows, first=st.integers(0, 10), then=st.integers(0, 10), random=st.randoms())
def test_neither_the_order_of_rows_nor_the_file_they_stand_in_moves_a_number(
    rows, first, then, random, tmp_path_factory, write_folder
):
    folder = tmp_path_factory.mktemp("order")
    place = prepare(write_folder(folder, SOURCES, spread(rows, first)))
    before, read = tables(place), sum(ledger(place).values())
    assert read == sum(map(len, rows.values())) + 2
    shuffled = {name: random.sample(each, len(each)) for name, each in rows.items()}
    assert tables(prepare(write_folder(folder, SOURCES, spread(shuffled, then)))) == before
    assert sum(ledger(place).values()) == read
