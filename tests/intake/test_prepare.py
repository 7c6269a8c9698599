import json
import zipfile

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kmu_eval import storage
from kmu_eval.errors import IntakeError, ProgrammeError
from kmu_eval.intake import prepare as module
from kmu_eval.intake.prepare import prepare
from kmu_eval.measures.reach import indicators
from kmu_eval.project import open_project
from kmu_eval.schema import PREPARED
from kmu_eval.target_group import TargetGroup

SOURCES = """
[counting.own_staff]
email_domains = ["zentrum.de"]

[sources.events]
table = "events"
files = "raw/events.csv"

[sources.events.columns]
event = "Nr"
date = { from = "Datum", format = "%d.%m.%Y" }
kind = { from = "Art", words = { Vortrag = "talk", Workshop = "workshop" } }

[sources.lists]
table = "participations"
files = "raw/list-*.csv"
set_aside = { Status = ["storniert"] }

[sources.lists.columns]
event = "Nr"
name = ["Vorname", "Nachname"]
email = "Mail"
organisation = "Firma"
postcode = "PLZ"
role = { value = "enterprise" }
registered = { value = "yes" }
attended = { from = "Da", words = { ja = "yes", nein = "no" } }

[sources.heads]
table = "head_counts"
files = ["raw/heads.csv"]
columns = { event = "Nr", attended = "Anzahl" }

[sources.firms]
table = "organisations"
files = "raw/firms.csv"

[sources.firms.columns]
organisation = "Firma"
postcode = "PLZ"
size_class = { from = "MA", words = { "1-9" = "micro", "250+" = "large" } }
"""
EVENTS = "Nr;Datum;Art\nE1;01.02.2020;Vortrag\nE2;03.04.2020;Workshop\nE3;01.01.2019;Vortrag\nE4;05.06.2020;\n"
HEADER = "Nr;Vorname;Nachname;Mail;Firma;PLZ;Da;Status\n"
LIST_1 = HEADER + (
    "E1;Anna;Kern;anna@kern.de;Kern GmbH;50667;ja;\n"
    "E1;Anna;Kern;ANNA@kern.de;Kern GmbH;50667;;\n"
    "E1;;;;;;ja;\n"
    ";;;;;;;\n"
    "E3;Otto;Alt;otto@alt.de;Alt AG;10115;ja;\n"
    "E1;Eva;Team;eva@zentrum.de;Zentrum;50667;ja;\n"
    "E1;Ida;Weg;ida@weg.de;Weg;01067;ja;storniert\n"
)
LIST_2 = HEADER + "E2;Anna;Kern;anna@kern.de;Kern GmbH;50667;nein;\nE9;Uwe;Neu;;Neu KG;04109;ja;\n"
HEADS = "Nr;Anzahl\nE4;30\nSumme;30\n"
FIRMS = "Firma;PLZ;MA\nKern GmbH;50667;1-9\nGroß AG;80331;250+\n"
FILES = {
    "raw/events.csv": EVENTS,
    "raw/list-1.csv": LIST_1,
    "raw/list-2.csv": LIST_2,
    "raw/heads.csv": HEADS,
    "raw/firms.csv": FIRMS,
}


@pytest.fixture
def folder(tmp_path, write_folder):
    return write_folder(tmp_path / "programme", SOURCES, FILES)


def frames(place):
    return {name: storage.read_table(place / f"{name}.parquet", name) for name in PREPARED}


def prepared_bytes(place):
    files = sorted(path for path in place.rglob("*") if path.is_file() and path.name != "manifest.json")
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in files}


def ledger(place):
    table = pd.read_csv(place / "ledger.csv", keep_default_na=False)
    return {
        (file.removeprefix("raw/"), reason): rows
        for file, reason, rows in zip(table["file"], table["reason"], table["rows"], strict=True)
    }


def issues(place):
    return pd.read_csv(place / "issues.csv", keep_default_na=False)


def refused(folder):
    with pytest.raises((IntakeError, ProgrammeError)) as error:
        prepare(folder)
    return {language: error.value.text(language) for language in ("de", "en")}


def test_the_whole_way(folder):
    found = frames(prepare(folder))
    assert found["events"]["event"].tolist() == ["E1", "E2", "E4"]
    participations = found["participations"]
    assert sorted(participations["event"]) == [-1, 0, 0, 1]
    assert (participations["attended"] == "yes").sum() == 3
    assert (len(found["participants"]), len(found["organisations"])) == (2, 3)
    assert sorted(found["organisations"]["sme"]) == ["no", "unknown", "yes_by_head_count"]
    assert found["head_counts"][["event", "attended"]].to_numpy().tolist() == [[2, 30]]
    assert len(found["links"]) == 5


SME_SOURCE = """
[sources.firms]
table = "organisations"
files = "raw/firms.csv"

[sources.firms.columns]
organisation = "Firma"
postcode = "PLZ"
employees_awu = "VZÄ"
turnover_million_eur = { from = "Umsatz", decimal = ",", divide_by = 1000000 }
autonomous = { from = "Eigenständig", words = { ja = "yes", nein = "no" } }
sme_date = { from = "Stand", format = "%d.%m.%Y" }

[counting.target_group]
employees_below = 500
turnover_million_eur_at_most = 50
"""
SME_FIRMS = (
    "Firma;PLZ;VZÄ;Umsatz;Eigenständig;Stand\n"
    "Kern GmbH;50667;499,5;50.000.000;ja;31.12.2019\n"
    "Groß AG;80331;300;50.000.001;;31.12.2018\n"
    "Neu KG;04109;20;;nein;\n"
)


def test_the_status_of_an_sme_the_whole_way_under_another_target_group(folder, write_folder):
    sources = SOURCES[: SOURCES.index("[sources.firms]")] + SME_SOURCE
    write_folder(folder, sources, {"raw/firms.csv": SME_FIRMS})
    project = open_project(folder)
    found = project.organisations.sort_values("postcode")
    assert found["size_class"].tolist() == ["small", "large", "large"]
    assert found["sme"].tolist() == ["unknown", "yes", "no"]
    assert found["sme_date"].dt.strftime("%d.%m.%Y").fillna("").tolist() == ["", "31.12.2019", "31.12.2018"]
    assert project.rules.target_group == TargetGroup(500, 50, None)
    assert open_project(folder, prepared=True).rules == project.rules
    assert indicators(project).set_index("indicator")["rule"]["smes"].count("fewer than 500 employees") == 1


def test_the_ledger_adds_up_to_the_rows_read(folder):
    assert ledger(prepare(folder)) == {
        ("events.csv", ""): 3,
        ("events.csv", "outside_period"): 1,
        ("firms.csv", ""): 2,
        ("heads.csv", ""): 1,
        ("heads.csv", "total_row"): 1,
        ("list-1.csv", ""): 2,
        ("list-1.csv", "blank_row"): 1,
        ("list-1.csv", "declared"): 1,
        ("list-1.csv", "duplicate_participation"): 1,
        ("list-1.csv", "outside_period"): 1,
        ("list-1.csv", "own_staff"): 1,
        ("list-2.csv", ""): 2,
    }


def test_issues_are_listed_worst_first_in_the_programmes_language(folder, snapshot):
    assert issues(prepare(folder))[["severity", "rule", "message"]].to_numpy().tolist() == snapshot(name="en")
    text = (folder / "programme.toml").read_text(encoding="utf-8").replace('["en", "de"]', '["de"]')
    (folder / "programme.toml").write_text(text, encoding="utf-8")
    assert issues(prepare(folder))["message"].tolist() == snapshot(name="de")


def test_prepared_twice_gives_the_same_bytes(folder):
    first = prepared_bytes(prepare(folder))
    assert prepared_bytes(prepare(folder)) == first


def test_the_order_of_rows_and_the_names_of_files_change_no_table(folder):
    before = prepared_bytes(prepare(folder))
    for path in sorted((folder / "raw").glob("*.csv")):
        header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        totals = [row for row in rows if row.startswith("Summe")]
        path.write_text("".join([header, *[row for row in rows if row not in totals][::-1], *totals]), encoding="utf-8")
    (folder / "raw/list-1.csv").rename(folder / "raw/list-9.csv")
    after = prepared_bytes(prepare(folder))
    for name in set(PREPARED) - {"links"}:
        assert after[f"{name}.parquet"] == before[f"{name}.parquet"], name


def test_the_order_of_sources_changes_nothing(folder):
    before = prepared_bytes(prepare(folder))
    head, *sources = (folder / "programme.toml").read_text(encoding="utf-8").split("\n[sources.")
    lists = [part for part in sources if part.startswith("lists")]
    others = [part for part in sources if not part.startswith("lists")]
    text = "\n[sources.".join([head, *lists, *others[::-1]])
    (folder / "programme.toml").write_text(text, encoding="utf-8")
    assert prepared_bytes(prepare(folder)) == before


def test_the_manifest_names_inputs_rules_and_counts_but_no_key_and_no_place(folder, key_file):
    (folder / "targets.csv").write_text("indicator,target,source\nsmes,100,Bescheid\n", encoding="utf-8")
    text = (prepare(folder) / "manifest.json").read_text(encoding="utf-8")
    manifest = json.loads(text)
    assert set(manifest["inputs"]) == {"programme.toml", "targets.csv", *FILES}
    period = {"period_start": "2020-01-01", "period_end": "2020-12-31", "minimum_stay": None}
    period |= {"linkage": "default"}
    assert {name: manifest["rules"][name] for name in period} == period
    assert manifest["rules"]["target_group"]["employees_below"] == 250
    assert manifest["counts"]["events"] == 3
    assert manifest["readings"]["lists"]["raw/list-1.csv"]["header_row"] == 1
    assert manifest["targets"] == [{"indicator": "smes", "target": 100.0, "source": "Bescheid"}]
    assert str(folder) not in text
    assert str(key_file) not in text
    assert key_file.read_text(encoding="utf-8").strip() not in text


def test_pseudonyms_are_stable_under_one_key_and_others_under_another(folder, key_file):
    first = frames(prepare(folder))
    (folder / "raw/list-2.csv").write_text(HEADER + "E2;Zoe;Zander;zoe@z.de;Zander;50667;ja;\n", encoding="utf-8")
    second = frames(prepare(folder))
    assert set(first["participants"]["pseudonym"]) & set(second["participants"]["pseudonym"])
    key_file.write_text("quite another key of the tests", encoding="utf-8")
    third = frames(prepare(folder))
    assert not set(second["participants"]["pseudonym"]) & set(third["participants"]["pseudonym"])


# What is refused


def test_a_pattern_without_a_file(folder, snapshot):
    (folder / "raw/firms.csv").unlink()
    (folder / "raw/heads.csv").unlink()
    assert refused(folder) == snapshot


def test_the_same_content_twice(folder, snapshot):
    (folder / "raw/list-3.csv").write_text(LIST_2, encoding="utf-8")
    assert refused(folder) == snapshot


def test_the_same_content_twice_in_two_sources_of_one_table(folder, snapshot):
    more = HEADS_ONLY.replace("sources.heads", "sources.more").replace("heads.csv", "copy.csv")
    with (folder / "programme.toml").open("a", encoding="utf-8") as file:
        file.write(more)
    (folder / "raw/copy.csv").write_text(HEADS, encoding="utf-8")
    assert refused(folder) == snapshot


def test_one_file_can_feed_two_tables_and_two_sources_of_one_table(folder):
    text = (folder / "programme.toml").read_text(encoding="utf-8")
    more = (
        '\n[sources.head_of_events]\ntable = "head_counts"\nfiles = "raw/events.csv"\n'
        'columns = { event = "Nr", attended = { value = "3" } }\n'
        '\n[sources.advisers]\ntable = "head_counts"\nfiles = "raw/heads.csv"\n'
        'columns = { event = "Nr", registered = "Anzahl", role = { value = "adviser" } }\n'
    )
    (folder / "programme.toml").write_text(text + more, encoding="utf-8")
    assert len(frames(prepare(folder))["head_counts"]) == 1 + 3 + 1


def test_a_list_that_no_source_names_is_told(folder, snapshot):
    (folder / "raw/list-2.csv").rename(folder / "raw/Liste-2.csv")
    (folder / "elsewhere.xlsx").write_bytes(b"no matter")
    (folder / "raw/README.txt").write_bytes(b"no list")
    issues = pd.read_csv(prepare(folder) / "issues.csv")
    told = issues[issues["rule"] == "unread_file"]
    assert told["severity"].unique().tolist() == ["warning"]
    assert told["file"].tolist() == ["elsewhere.xlsx", "raw/Liste-2.csv"]
    assert told["message"].tolist() == snapshot


def test_a_new_list_that_no_source_names_is_noticed(folder):
    assert "unread_file" not in set(open_project(folder).issues["rule"])
    (folder / "raw/new.csv").write_text("a;b\n", encoding="utf-8")
    assert "unread_file" in set(open_project(folder).issues["rule"])


def test_lists_that_do_not_say_who_was_there(folder, snapshot):
    text = (folder / "programme.toml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith('attended = { from = "Da"')]
    (folder / "programme.toml").write_text("\n".join(lines), encoding="utf-8")
    issues = pd.read_csv(prepare(folder) / "issues.csv").set_index("rule")
    assert issues.loc["attendance_unknown", "severity"] == "warning"
    assert issues.loc["attendance_unknown", "message"] == snapshot


def test_made_up_data_are_told_as_such(folder, snapshot):
    text = (folder / "programme.toml").read_text(encoding="utf-8")
    assert "made_up" not in set(pd.read_csv(prepare(folder) / "issues.csv")["rule"])
    (folder / "programme.toml").write_text(
        text.replace("[programme]", "[programme]\nsynthetic = true"), encoding="utf-8"
    )
    issues = pd.read_csv(prepare(folder) / "issues.csv").set_index("rule")
    assert issues.loc["made_up", "message"] == snapshot


def test_a_link_out_of_the_folder(folder, tmp_path, snapshot):
    (tmp_path / "elsewhere.csv").write_text(LIST_2 + "E2;X;Y;;;;ja;\n", encoding="utf-8")
    (folder / "raw/list-link.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert refused(folder) == snapshot


def test_a_file_of_an_unknown_type(folder, snapshot):
    with zipfile.ZipFile(folder / "raw/heads.csv", "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<w:document/>")
    assert refused(folder) == snapshot


def test_the_faults_of_all_files_are_told_in_one_go(folder, snapshot):
    (folder / "raw/heads.csv").write_text("Nr;Zahl\nE4;30\n", encoding="utf-8")
    (folder / "raw/list-2.csv").write_text(LIST_2 + "E1;zu kurz\n", encoding="utf-8")
    (folder / "raw/firms.csv").write_text('Firma;PLZ;MA\n"Kern;50667;1-9\n', encoding="utf-8")
    assert refused(folder) == snapshot


def test_a_declared_header_row_that_holds_no_headers_loses_no_file_silently(folder):
    text = (folder / "programme.toml").read_text(encoding="utf-8")
    (folder / "programme.toml").write_text(
        text.replace('files = ["raw/heads.csv"]', 'files = "raw/heads.csv"\nheader_row = 2'), encoding="utf-8"
    )
    assert "'Anzahl' is missing" in refused(folder)["en"]


def test_lock_files_of_excel_and_prepared_tables_are_no_raw_files(folder):
    text = (folder / "programme.toml").read_text(encoding="utf-8").replace("raw/heads.csv", "**/heads*.csv")
    (folder / "programme.toml").write_text(text, encoding="utf-8")
    (folder / "raw/~$heads.csv").write_bytes(b"lock")
    place = prepare(folder)
    (place / "heads.csv").write_text("x", encoding="utf-8")
    assert len(frames(prepare(folder))["head_counts"]) == 1


def test_what_fails_leaves_the_earlier_tables_and_no_other_folder(folder):
    place = prepare(folder)
    before, listing = prepared_bytes(place), sorted(path.name for path in folder.iterdir())
    (folder / "raw/heads.csv").write_text("Nr;Zahl\nE4;30\n", encoding="utf-8")
    refused(folder)
    assert prepared_bytes(place) == before
    assert sorted(path.name for path in folder.iterdir()) == listing


@pytest.mark.parametrize("what", ["write_table", "check_tables", "manifest_text"])
def test_a_fault_of_ours_leaves_the_earlier_tables_too(what, folder, monkeypatch):
    place = prepare(folder)
    before, listing = prepared_bytes(place), sorted(path.name for path in folder.iterdir())

    def broken(*_):
        raise OSError("disk full")

    monkeypatch.setattr(module, what, broken)
    with pytest.raises(OSError, match="disk full"):
        prepare(folder)
    assert prepared_bytes(place) == before
    assert sorted(path.name for path in folder.iterdir()) == listing


def test_a_move_that_fails_puts_the_earlier_tables_back(folder, monkeypatch):
    place = prepare(folder)
    before = prepared_bytes(place)
    rename = module.Path.rename

    def broken(path, target):
        if path.name == "new":
            raise OSError("no permission")
        return rename(path, target)

    monkeypatch.setattr(module.Path, "rename", broken)
    with pytest.raises(OSError, match="no permission"):
        prepare(folder)
    monkeypatch.undo()
    assert prepared_bytes(place) == before


def test_progress_names_the_files(folder):
    seen = []
    prepare(folder, seen.append)
    assert sorted(seen) == sorted(path.removeprefix("raw/") for path in FILES)


# Small programmes


HEADS_ONLY = """
[sources.heads]
table = "head_counts"
files = "raw/heads.csv"
columns = { event = "Nr", attended = "Anzahl" }
"""


def test_a_programme_of_head_counts_only(tmp_path, write_folder):
    place = prepare(write_folder(tmp_path / "p", HEADS_ONLY, {"raw/heads.csv": HEADS}))
    found = frames(place)
    assert "attendance_unknown" not in set(pd.read_csv(place / "issues.csv")["rule"])
    assert found["head_counts"]["attended"].tolist() == [30]
    assert all(found[name].empty for name in set(PREPARED) - {"head_counts"})


def test_files_with_a_header_only(folder):
    for path in (folder / "raw").glob("*.csv"):
        path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    (folder / "raw/list-2.csv").unlink()
    found = frames(prepare(folder))
    assert all(frame.empty for frame in found.values())
    assert ledger(folder / "prepared") == {}


def test_lists_without_names(tmp_path, write_folder):
    source = '\n[sources.lists]\ntable = "participations"\nfiles = "raw/a.csv"\ncolumns = { event = "Nr" }\n'
    found = frames(prepare(write_folder(tmp_path / "p", source, {"raw/a.csv": "Nr\nE1\nE1\n"})))
    assert found["participations"]["participant"].tolist() == [-1, -1]


# Whatever stands in the lists


row = st.tuples(
    st.sampled_from(["E1", "E2", "E3", "E9", "", "Summe"]),
    st.sampled_from(["Anna", ""]),
    st.sampled_from(["Kern", "", "Total"]),
    st.sampled_from(["a@a.de", "b@zentrum.de", "k. A.", ""]),
    st.sampled_from(["Kern GmbH", "Summe", ""]),
    st.sampled_from(["50667", "1067", ""]),
    st.sampled_from(["ja", "nein", "vielleicht", "12", ""]),
    st.sampled_from(["storniert", ""]),
)
event = st.tuples(
    st.sampled_from(["E1", "E2", "E3", ""]),
    st.sampled_from(["01.02.2020", "31.12.2019", "31.06.2020", ""]),
    st.sampled_from(["Vortrag", "Vortag", ""]),
)


def as_text(header, rows):
    return header + "".join(";".join(each) + "\n" for each in rows)


@settings(max_examples=12)
@given(
    lists=st.lists(st.lists(row, max_size=6), min_size=1, max_size=2),
    events=st.lists(event, max_size=4),
    random=st.randoms(),
)
def test_the_ledger_adds_up_and_order_changes_nothing_whatever_is_read(
    lists, events, random, tmp_path_factory, write_folder
):
    folder = tmp_path_factory.mktemp("any")
    texts = {
        f"raw/list-{i}.csv": as_text(HEADER, [("E1", *"abcde", "", str(i)), *rows]) for i, rows in enumerate(lists)
    }
    files = {**FILES, **texts, "raw/events.csv": as_text("Nr;Datum;Art\n", events)}
    del files["raw/list-1.csv" if len(lists) == 1 else "raw/list-2.csv"]
    files.pop("raw/list-2.csv", None)
    place = prepare(write_folder(folder, SOURCES, files))
    counted = pd.read_csv(place / "ledger.csv").groupby("file", observed=True)["rows"].sum()
    for name, text in files.items():
        assert counted.get(name, 0) == len(text.splitlines()) - 1, name
    before, found = prepared_bytes(place), frames(place)
    kept = pd.read_csv(place / "ledger.csv", keep_default_na=False)
    kept = kept[kept["source"].eq("lists") & kept["reason"].isin(["", "duplicate_participation"])]
    assert len(found["links"]) == kept["rows"].sum()
    assert len(found["participations"]) == kept.loc[kept["reason"] == "", "rows"].sum()
    for name, text in texts.items():
        header, *rows = text.splitlines(keepends=True)
        if not any(line.startswith("Summe") or ";Summe;" in line or ";Total;" in line for line in rows):
            (folder / name).write_text(header + "".join(random.sample(rows, len(rows))), encoding="utf-8")
    after = prepared_bytes(prepare(folder))
    for name in ("events", "participations", "participants", "organisations", "head_counts"):
        assert after[f"{name}.parquet"] == before[f"{name}.parquet"], name
