"""The whole way once: the shipped lists, prepared and counted, against the truth they were made from."""

import csv
from pathlib import Path

import openpyxl
import pytest

import kmu_eval as kmu

SAMPLE = Path(__file__).parents[1] / "data" / "sample"
STATED_OVERCOUNT = {"participants": 0.02, "organisations": 0.05, "adviser_organisations": 0.16}
EXACT = ("registrations", "attendances", "events_online", "advisers_trained")
TRUE = ("participants", "organisations", "enterprise_participants", "enterprises", "smes", "sme_representatives")


def rows_below_header(path):
    """Rows of a raw file as the csv module and openpyxl read them; the workbooks have titles on top."""
    if path.suffix == ".csv":
        encoding = "utf-8-sig" if path.name == "Roadshow.csv" else "cp1252"
        with path.open(encoding=encoding, newline="") as lines:
            return sum(1 for _ in csv.reader(lines, delimiter=";")) - 1
    header_row = {"Veranstaltungen.xlsx": 3, "Schulungen.xlsx": 2}[path.name]
    return openpyxl.load_workbook(path, read_only=True).worksheets[0].max_row - header_row


@pytest.fixture(scope="module")
def truth():
    return kmu.simulate(seed=1)[1]


@pytest.fixture(scope="module")
def project():
    return kmu.open_project(SAMPLE)


@pytest.fixture(scope="module")
def counted(project):
    return kmu.indicators(project).astype({"indicator": "str"}).set_index("indicator")["estimate"]


@pytest.fixture(scope="module")
def simulated():
    return kmu.indicators(kmu.simulate(seed=1)[0]).astype({"indicator": "str"}).set_index("indicator")["estimate"]


@pytest.mark.parametrize("indicator", EXACT)
def test_what_no_spelling_touches_comes_out_exactly(indicator, counted, simulated):
    assert counted[indicator] == simulated[indicator]


def test_attendances_and_registrations_are_the_truth(counted, truth):
    assert counted["attendances"] == truth.attendances == 35_906
    assert counted["registrations"] == truth.registrations == 54_947


@pytest.mark.parametrize("indicator", [*TRUE, "advisers_reached", "adviser_organisations"])
def test_exact_keys_overcount_by_no_more_than_is_stated(indicator, counted, truth):
    stated = STATED_OVERCOUNT.get(indicator, STATED_OVERCOUNT["organisations"])
    assert getattr(truth, indicator) <= counted[indicator] <= (1 + stated) * getattr(truth, indicator)


def test_measures_of_the_simulation_are_its_truth(simulated, truth):
    assert {name: simulated[name] for name in TRUE} == {name: getattr(truth, name) for name in TRUE}


def test_the_published_totals_are_the_truth_behind_the_sample(truth):
    """Both published sets of totals at once: 19,000 from 12,000 and 12,300; 4,800 and almost 3,000."""
    assert 19_000 <= truth.enterprise_participants < 19_100
    assert 12_000 <= truth.enterprises < 12_100
    assert 12_300 <= truth.sme_representatives < 12_400
    assert 4_800 <= truth.advisers_reached < 4_900
    assert 2_900 <= truth.advisers_trained < 3_000


def test_every_row_read_is_kept_or_set_aside_for_a_reason_that_was_written(project):
    aside = project.ledger[project.ledger["outcome"] == "set_aside"]
    reasons = set(aside["reason"])
    of_lists = {"own_staff", "duplicate_participation", "outside_period", "total_row"}
    assert reasons == of_lists | {"host", "joined_stay", "repeated_section", "no_answer"}
    rows = project.ledger.groupby("file")["rows"].sum().to_dict()
    lists = {f"raw/{path.name}": rows_below_header(path) for path in (SAMPLE / "raw").iterdir() if path.is_file()}
    assert {file: count for file, count in rows.items() if file.count("/") == 1} == lists


def test_every_row_of_a_report_is_in_the_ledger_as_it_was_written(project, tmp_path):
    written = kmu.make_sample(tmp_path / "sample").written
    expected = written[written["source"].eq("tools")].groupby(["file", "set_aside"]).size()
    found = project.ledger[project.ledger["file"].str.contains("/online/")].set_index(["file", "reason"])["rows"]
    assert found.sort_index().to_dict() == expected.to_dict()


def test_minutes_present_are_known_where_a_tool_reported(project):
    minutes = project.participations.loc[project.participations["minutes"].notna()]
    assert (minutes["attended"] == "yes").all()
    assert 1500 < len(minutes) < 2500
    assert minutes["minutes"].between(1, 600).all()


def test_no_sample_stay_is_longer_than_its_event(project):
    rows = project.participations[project.participations["minutes"].notna()]
    events = project.events.iloc[rows["event"]]
    length = (events["end"] - events["start"]).dt.total_seconds().to_numpy() / 60
    assert (rows["minutes"].to_numpy(dtype=float) <= length + 0.5).all()


def test_errors_there_are_none_but_the_answer_that_is_spelled_otherwise(project):
    assert set(project.issues.loc[project.issues["severity"] == "error", "rule"]) <= {"undeclared_answer"}
