"""Which table a list feeds, and which heading holds which of our columns: by heading, content and shared ids."""

import pytest

from kmu_eval.draft.lists import gather, table_of
from kmu_eval.draft.looks import look_at
from kmu_eval.draft.matches import INTAKE_COLUMNS, match_columns, shared_ids
from tests.draft.person import write_lists

EVENTS = ["Nr.;Titel;Datum;Format;Art", "E1;Start;01.03.2020;online;Vortrag", "E2;Mitte;01.04.2020;Präsenz;Workshop"]
PEOPLE = ["Veranstaltung;Vorname;Nachname;Mail;Firma", "E1;Ödön;Zwölfinger;oz@z.example;Zwölfinger & Söhne"]


def found(folder, **lists):
    looks, _ = look_at(write_lists(folder, **lists))
    return {each.name: each for each in gather(folder, looks)}


def headings(each, event=None):
    return {name: match.headers for name, match in match_columns(each.values, INTAKE_COLUMNS, event).items()}


@pytest.mark.parametrize(
    ("lines", "table"),
    [
        (EVENTS, "events"),
        (["Event no.;Title;Date;Delivery;Seats", "E1;Start;2020-03-01;virtual;20"], "events"),
        (PEOPLE, "participations"),
        (["First name;Last name;Attended", "Ödön;Zwölfinger;yes"], "participations"),
        (["Veranstaltung;Angemeldet;Anwesend", "E1;30;20", "E2;;12"], "head_counts"),
        (["Event ID;Attendees", "E1;30"], "head_counts"),
        (["Firma;Beschäftigte;PLZ", "Zwölfinger & Söhne;10-49;50667"], "organisations"),
        (["Company;Sector;Employees", "Quietschbach;retail;1-9"], "organisations"),
        (["PLZ;Bundesland;Ort", "50667;Hessen;Köln"], ""),
    ],
)
def test_the_table(lines, table, tmp_path):
    [each] = found(tmp_path, liste=lines).values()
    assert table_of(each, None)[0] == table


def test_headings_in_german(tmp_path):
    matched = headings(found(tmp_path, liste=PEOPLE)["liste"])
    assert matched["name"] == ("Vorname", "Nachname")
    assert (matched["email"], matched["organisation"]) == (("Mail",), ("Firma",))


def test_the_figures_on_which_the_status_of_an_sme_rests(tmp_path):
    lines = ["Firma;Beschäftigte (VZÄ);Umsatz in Mio. €;Bilanzsumme;Eigenständig;Stand KMU"]
    lines += ["Zwölfinger & Söhne;12,5;3,1;1.234;ja;31.12.2019", "Quietschbach;240;60;2,5;nein;31.12.2019"]
    matched = headings(found(tmp_path, liste=lines)["liste"])
    expected = ["employees_awu", "turnover_million_eur", "balance_sheet_million_eur", "autonomous", "sme_date"]
    assert {name: matched[name] for name in expected} == dict(
        zip(expected, [(heading,) for heading in lines[0].split(";")[1:]], strict=True)
    )
    assert "size_class" not in matched


def test_a_turnover_in_euros_is_not_taken_for_millions(tmp_path):
    lines = ["Firma;PLZ;Umsatz", "Zwölfinger & Söhne;50667;2500000", "Quietschbach;50668;1.250.000"]
    assert "turnover_million_eur" not in headings(found(tmp_path, liste=lines)["liste"])


def test_name_and_first_name_are_one_name(tmp_path):
    lines = ["Veranstaltung;Name;Vorname;PLZ", "E1;Zwölfinger;Ödön;50667"]
    assert headings(found(tmp_path, liste=lines)["liste"])["name"] == ("Vorname", "Name")


def test_content_speaks_where_the_heading_does_not(tmp_path):
    lines = ["Nr.;Nachname;Angabe A;Angabe B;Angabe C"]
    lines += [
        "E1;Meier;am@x.example;50667;Handel",
        "E2;Kuhn;hk@y.example;01067;Bau",
        "E3;Ott;io@z.example;80331;Bildung",
    ]
    matched = match_columns(found(tmp_path, liste=lines)["liste"].values, INTAKE_COLUMNS)
    shown = {name: (match.headers[0], match.sure) for name, match in matched.items()}
    assert shown["email"] == ("Angabe A", True)
    assert shown["postcode"] == ("Angabe B", False)
    assert shown["sector"] == ("Angabe C", False)


def test_content_outweighs_a_heading_that_means_something_else(tmp_path):
    lines = ["Nr.;Datum;Format", "E1;2020-03-01;Vortrag", "E2;2020-04-01;Workshop"]
    matched = headings(found(tmp_path, liste=lines)["liste"])
    assert matched["kind"] == ("Format",)
    assert "mode" not in matched


def test_an_id_is_known_by_the_values_that_lists_share(tmp_path):
    events = ["Kürzel;Veranstaltung;Datum", "alpha;Strategie im Betrieb;2020-03-01", "beta;Führung;2020-04-01"]
    people = ["Vorname;Nachname;Wobei", "Ödön;Zwölfinger;alpha", "Ludmilla;Pfefferkorn;beta"]
    lists = found(tmp_path, events=events, people=people)
    ids = shared_ids([each.values for each in lists.values()])
    assert dict(zip(lists, map(ids.get, range(2)), strict=True)) == {"events": "Kürzel", "people": "Wobei"}
    assert headings(lists["events"], "Kürzel")["event"] == ("Kürzel",)


def test_files_of_the_same_headings_are_one_source_with_a_pattern(tmp_path):
    lists = found(tmp_path, **{"Anmeldungen-2019": PEOPLE, "Anmeldungen-2020": PEOPLE, "Termine": EVENTS})
    assert {name: each.globs for name, each in lists.items()} == {
        "anmeldungen": ("raw/Anmeldungen-*.csv",),
        "termine": ("raw/Termine.csv",),
    }


def test_a_pattern_that_would_name_another_file_is_not_used(tmp_path):
    lists = found(tmp_path, **{"Liste-2019": PEOPLE, "Liste-2020": PEOPLE, "Liste-Termine": EVENTS})
    assert lists["liste"].globs == ("raw/Liste-2019.csv", "raw/Liste-2020.csv")


def test_lists_that_name_no_event_stay_apart(tmp_path):
    lines = ["Vorname;Nachname", "Ödön;Zwölfinger"]
    lists = found(tmp_path, **{"Teilnehmende E1": lines, "Teilnehmende E2": [*lines, "Ludmilla;Pfefferkorn"]})
    assert list(lists) == ["teilnehmende_e1", "teilnehmende_e2"]
