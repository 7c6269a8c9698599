"""The programme folder: what the raw lists hold, in their dialects, and that they are the simulated programme."""

import csv
import tomllib
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from kmu_eval.sample import make_sample, simulate
from kmu_eval.sample.lists import REGISTRATIONS
from kmu_eval.vocabulary import INDICATOR

SHIPPED = Path(__file__).parents[2] / "data" / "sample"
LISTS = {
    "programme.toml",
    "items.toml",
    "claims.toml",
    "targets.csv",
    "raw/Veranstaltungen.xlsx",
    "raw/Schulungen.xlsx",
    "raw/Roadshow.csv",
    "raw/Anmeldungen-2019.csv",
    "raw/Anmeldungen-2020.csv",
    "raw/Anmeldungen-2021.csv",
    "raw/Anmeldungen-2022.csv",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    return folder, make_sample(folder)


@pytest.fixture(scope="module")
def truth(made):
    return made[1]


@pytest.fixture(scope="module")
def programme(made):
    return tomllib.loads((made[0] / "programme.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def registrations(made):
    lists = [_read(path) for path in sorted(made[0].glob("raw/Anmeldungen-*.csv"))]
    return pd.concat(lists, ignore_index=True)


@pytest.fixture(scope="module")
def trainings(made):
    return CalamineWorkbook.from_path(made[0] / "raw/Schulungen.xlsx").get_sheet_by_index(0).to_python()


def _read(path):
    with path.open(encoding="cp1252", newline="") as lines:
        header, *rows = csv.reader(lines, delimiter=";")
    return pd.DataFrame(rows, columns=header)


def _bytes(folder):
    return {str(p.relative_to(folder).as_posix()): p.read_bytes() for p in Path(folder).rglob("*") if p.is_file()}


def _shipped_bytes():
    return {name: content for name, content in _bytes(SHIPPED).items() if not name.startswith("prepared/")}


def test_shipped_sample_is_a_fresh_one(made):
    fresh, shipped = _bytes(made[0]), _shipped_bytes()
    assert set(fresh) == set(shipped)
    assert [name for name, content in shipped.items() if fresh[name] != content] == []
    assert {name for name in fresh if not name.startswith(("raw/online/", "raw/feedback/"))} == LISTS


def test_folder_is_small(made):
    assert sum(map(len, _bytes(made[0]).values())) < 12_000_000


def test_same_bytes_on_every_run(tmp_path):
    for name in ("one", "other"):
        make_sample(tmp_path / name, seed=4, scale=0.02)
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "other")


@pytest.mark.parametrize("name", ["Veranstaltungen", "Schulungen"])
def test_workbooks_carry_no_time_of_writing(made, name):
    with zipfile.ZipFile(made[0] / f"raw/{name}.xlsx") as parts:
        core = parts.read("docProps/core.xml").decode()
        assert core.count("2022-02-28T12:00:00Z") == 2
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 31, 0, 0, 0)}


def test_truth_is_that_of_the_simulation(truth):
    simulated = simulate()[1]
    for total in ("attendances", "registrations", "enterprise_participants", "sme_representatives", "advisers_trained"):
        assert getattr(truth, total) == getattr(simulated, total)


def test_overcount_of_exact_keys_is_moderate(truth):
    assert 1.02 < truth.exact_key_participants / truth.participants < 1.05
    assert 1.04 < truth.exact_key_organisations / truth.organisations < 1.08


def test_registration_lists_are_written_as_said(made, registrations):
    for path in made[0].glob("raw/Anmeldungen-*.csv"):
        content = path.read_bytes()
        assert content.count(b"\r\n") == content.count(b"\n")
        with pytest.raises(UnicodeDecodeError):
            content.decode("utf-8")
    assert list(registrations.columns) == list(REGISTRATIONS)
    assert registrations["PLZ"].str.fullmatch(r"\d{5}|k\. A\.|").all()
    assert registrations["PLZ"].str.startswith("0").any()
    assert set(registrations["Beschäftigte"]) == {"1-9", "10-49", "50-249", "50-499", "ab 250", "k. A.", ""}


def _present(registrations, trainings, written):
    came = registrations["Teilnahme"].isin(["ja", "anwesend"]).to_numpy()
    kept = (written.loc[written["source"] == "registrations", "set_aside"] == "").to_numpy()
    stays = written[(written["set_aside"] == "joined_stay") & written["source"].eq("tools")]
    reported = len(stays.drop_duplicates(["event", "person"]))
    return int((came & kept).sum()) + int(sum(row[6] == 1 for row in trainings[2:-1])) + reported


def test_where_a_tool_reported_the_list_leaves_attendance_open(truth, registrations):
    written = truth.written
    reported = set(written.loc[written["source"].eq("tools"), "event"])
    listed = written[written["source"] == "registrations"].reset_index(drop=True)
    named = listed["event"].isin(reported) & (listed["person"] >= 0) & (listed["set_aside"] == "")
    assert (registrations["Teilnahme"] == "").equals(named)
    assert 50 < len(reported) < 120


def test_reports_in_the_dialects_of_their_tools(made):
    texts = {path.name: path.read_bytes() for path in sorted(made[0].glob("raw/online/*.csv"))}
    webinars = [text for name, text in texts.items() if name.endswith("Attendee Report.csv")]
    meetings = [text for name, text in texts.items() if name.startswith("participants_")]
    teams = [text for name, text in texts.items() if name.startswith("meetingAttendanceReport")]
    assert len(webinars) + len(meetings) + len(teams) == len(texts)
    assert min(map(len, (webinars, meetings, teams))) > 10
    assert all(text.startswith(b"Attendee Report,") for text in webinars)
    assert all(text.startswith("\ufeffMeeting ID,".encode()) for text in meetings)
    assert all(text.startswith(b"\xff\xfe") and "2. Teilnehmer" in text.decode("utf-16") for text in teams)


def test_reported_rows_stand_where_the_truth_says(made, truth):
    rows = truth.written[truth.written["source"].eq("tools")]
    for file, of_file in rows.groupby("file"):
        encoding = "utf-16" if "meetingAttendance" in file else "utf-8-sig"
        lines = (made[0] / file).read_text(encoding=encoding).splitlines()
        assert all("@" in lines[row - 1] for row in of_file["row"])


def test_attendances_of_the_lists_are_the_simulated_ones(truth, registrations, trainings):
    assert _present(registrations, trainings, truth.written) == truth.attendances - truth.heads


def test_registrations_of_the_lists_are_the_simulated_ones(truth, registrations, trainings, made):
    kept = (truth.written.loc[truth.written["source"] == "registrations", "set_aside"] == "").to_numpy()
    registered = int((kept & (registrations["Angemeldet am"] != "vor Ort").to_numpy()).sum()) + len(trainings) - 3
    heads = pd.read_csv(made[0] / "raw/Roadshow.csv", sep=";", encoding="utf-8-sig")
    assert registered + heads["Angemeldet"].sum() == truth.registrations
    assert heads["Anwesend"].sum() == truth.heads


def test_written_rows_stand_where_the_truth_says(truth, made, registrations):
    rows = truth.written
    assert rows.loc[rows["source"] == "registrations"].groupby("file")["row"].min().eq(2).all()
    assert len(registrations) == (rows["source"] == "registrations").sum()
    kinds = rows.loc[rows["spelling"] != "", "spelling"].value_counts()
    assert {"legal_form", "umlaut", "missing_postcode", "word_order", "brand", "typo"} <= set(kinds.index)


def test_rows_to_be_set_aside(truth, registrations):
    reasons = truth.written.loc[truth.written["source"] == "registrations", "set_aside"].to_numpy()
    staff = registrations["E-Mail"].str.endswith("@zentrum.example") | (
        registrations["Firma"] == "Beispielzentrum Digitalisierung"
    )
    assert (staff.to_numpy() == (reasons == "own_staff")).all()
    late = registrations["Veranstaltung"] == "2022-9001"
    assert (late.to_numpy() == (reasons == "outside_period")).all()
    assert late.sum() == 18
    named = registrations["E-Mail"].str.contains("@")
    who = {"mail": registrations["E-Mail"].str.casefold(), "last": registrations["Nachname"].str.casefold()}
    again = registrations.assign(**who)[named].duplicated(["Veranstaltung", "mail", "last", "Vorname"])
    twice = [reason for reason, second in zip(reasons[named], again, strict=True) if second and reason != "own_staff"]
    assert twice == ["duplicate_participation"] * 60


def test_no_two_people_share_a_key_at_an_event(truth, registrations):
    """Else exact keys would take two people for one, and attendances would not come out exactly."""
    rows = registrations[(truth.written.loc[truth.written["source"] == "registrations", "set_aside"] == "").to_numpy()]
    mail = rows["E-Mail"].where(rows["E-Mail"].str.contains("@"), "").str.casefold()
    name = (rows["Vorname"] + " " + rows["Nachname"]).str.casefold()
    firm = rows["Firma"].str.split().str.join(" ").str.casefold()
    key = (mail + "|").where(mail != "", firm) + name
    unnamed = (mail == "") & (name.str.strip() == "")
    assert unnamed.sum() == truth.unnamed
    assert not pd.DataFrame({"event": rows["Veranstaltung"], "key": key})[~unnamed].duplicated().any()


def test_some_lists_have_no_mail(registrations):
    without = ~registrations["E-Mail"].str.contains("@")
    year = registrations["Veranstaltung"].str[:4]
    assert without.groupby(year).mean()["2019"] > 3 * without.groupby(year).mean()["2021"]
    assert 0.005 < without.mean() < 0.05


def test_mail_is_never_real(registrations, trainings):
    mail = registrations.loc[registrations["E-Mail"].str.contains("@"), "E-Mail"].str.casefold()
    assert mail.str.fullmatch(r"[a-z0-9.\-]+@[a-z0-9.\-]+\.example").all()
    assert all(row[2].casefold().endswith(".example") for row in trainings[2:-1])


def test_training_list_ends_with_its_sums(trainings):
    title, header, *rows, total = trainings
    assert "synthetische Daten" in title[0]
    assert header[-2:] == ["anwesend", "Zertifikat"]
    assert total[0] == "Summe"
    for column in (6, 7):
        assert total[column] == sum(row[column] or 0 for row in rows)
    assert {row[7] for row in rows} == {0, 1, ""}


def test_events_workbook(made, programme, truth):
    title, blank, header, *rows = (
        CalamineWorkbook.from_path(made[0] / "raw/Veranstaltungen.xlsx")
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)
    )
    assert title[0].startswith("Veranstaltungsübersicht")
    assert not any(blank)
    assert header[:3] == ["Nr.", "Titel", "Datum"]
    assert len(rows) == truth.events + 1
    assert {type(row[2]).__name__ for row in rows} == {"date"}
    assert any(row[12].startswith("0") for row in rows)


def test_topics_can_be_told_from_titles(made, programme):
    rows = CalamineWorkbook.from_path(made[0] / "raw/Veranstaltungen.xlsx").get_sheet_by_index(0).to_python()[3:]
    rules = programme["sources"]["events"]["columns"]["topic"]["contains"]
    found = [next(word for text, word in rules if text.casefold() in row[1].casefold()) for row in rows]
    assert [programme["labels"]["topic"][word]["de"] for word in found] == [row[9] for row in rows]


def test_programme_knows_every_word_of_the_lists(programme, registrations):
    columns = programme["sources"]["registrations"]["columns"]
    for name in ("organisation_type", "sector", "state", "size_class", "role", "attended", "channel"):
        known = {*columns[name]["words"], *columns[name].get("missing", []), ""}
        assert set(registrations[columns[name]["from"]]) <= known, name


def test_targets_file(made):
    targets = pd.read_csv(made[0] / "targets.csv")
    assert list(targets.columns) == ["indicator", "target", "source"]
    assert set(targets["indicator"]) <= set(INDICATOR)


def test_a_second_sample_replaces_the_first(tmp_path):
    make_sample(tmp_path, seed=1, scale=0.02)
    make_sample(tmp_path, seed=2, scale=0.01)
    make_sample(tmp_path / "clean", seed=2, scale=0.01)
    second = {name: content for name, content in _bytes(tmp_path).items() if not name.startswith("clean")}
    assert second == _bytes(tmp_path / "clean")
