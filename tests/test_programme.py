import datetime

import pytest

from kmu_eval import programme
from kmu_eval.errors import ProgrammeError
from kmu_eval.schema import INTAKE
from kmu_eval.target_group import TargetGroup

EVENTS = """
[sources.events]
table = "events"
files = "raw/events.csv"
columns = { event = "Nr", date = "Datum" }
"""


def fault(folder):
    with pytest.raises(ProgrammeError) as error:
        programme.load(folder)
    return {language: error.value.text(language) for language in ("de", "en")}


def test_a_bare_header_stands_for_a_rule_and_one_file_for_a_list(tmp_path, write_folder):
    source = programme.load(write_folder(tmp_path, EVENTS)).sources["events"]
    assert source.files == ("raw/events.csv",)
    assert source.columns["event"] == programme.ColumnRule(**{"from": ("Nr",)})
    assert source.columns["event"].from_ == ("Nr",)


def test_one_header_in_a_table_stands_for_a_list_of_one(tmp_path, write_folder):
    text = EVENTS.replace('"Datum"', '{ from = "Datum", format = "%d.%m.%Y" }')
    assert programme.load(write_folder(tmp_path, text)).sources["events"].columns["date"].from_ == ("Datum",)


def test_headers_are_those_of_the_rules_and_of_set_aside_each_once(tmp_path, write_folder):
    text = EVENTS.replace(
        "columns = {", 'set_aside = { Status = ["storniert"], Nr = ["0"] }\ncolumns = { topic = "Nr",'
    )
    assert programme.load(write_folder(tmp_path, text)).sources["events"].headers == ("Nr", "Datum", "Status")


def test_defaults(tmp_path, write_folder):
    loaded = programme.load(write_folder(tmp_path, EVENTS))
    assert loaded.programme.timezone == "Europe/Berlin"
    assert (loaded.privacy.smallest_cell, loaded.counting.minimum_stay) == (5, None)
    assert loaded.rules.period_start == "2020-01-01"
    assert loaded.rules.sentence == "attended = yes, 2020-01-01 to 2020-12-31, no minimum stay"
    assert loaded.origin.language == "en"


def test_without_a_target_group_it_is_that_of_the_recommendation_and_what_is_not_named_is_not_asked(
    tmp_path, write_folder
):
    assert programme.load(write_folder(tmp_path, EVENTS)).rules.target_group == TargetGroup(250, 50, 43)
    text = EVENTS + "[counting.target_group]\nemployees_below = 500\n"
    group = programme.load(write_folder(tmp_path, text)).rules.target_group
    assert group == TargetGroup(500, None, None, ("enterprise", "self_employed"))
    text += 'balance_sheet_million_eur_at_most = 43.5\norganisation_types = ["association"]\n'
    group = programme.load(write_folder(tmp_path, text)).rules.target_group
    assert group == TargetGroup(500, None, 43.5, ("association",))


def test_a_byte_order_mark_before_programme_toml_is_read_over(tmp_path, write_folder):
    folder = write_folder(tmp_path, EVENTS)
    path = folder / "programme.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert programme.load(folder).programme.name == "Testprogramm"


def test_the_programmes_own_labels_reach_the_origin(tmp_path, write_folder):
    text = EVENTS + '[labels.topic]\nki = { de = "KI", en = "AI" }\n[labels.mode]\nonline = { de = "im Netz" }\n'
    text += '[labels.source]\nevents = { de = "Liste" }\n'
    labels = programme.load(write_folder(tmp_path, text)).origin.labels
    expected = {("topic", "ki", "de"): "KI", ("topic", "ki", "en"): "AI", ("mode", "online", "de"): "im Netz"}
    expected |= {("source", "events", "de"): "Liste"}
    assert dict(labels) == expected


FAULTS = {
    "unknown key at the top": EVENTS.replace("[sources.events]", "[privcy]\nsmallest_cell = 5\n[sources.events]"),
    "unknown key of privacy": EVENTS + "[privacy]\nsmallest_cel = 5\n",
    "unknown key of own staff": EVENTS + '[counting.own_staff]\nemail_domain = ["x.de"]\n',
    "unknown key of a source": EVENTS + 'shet = "A"\n',
    "unknown key of a column": EVENTS.replace('"Datum"', '{ from = "Datum", frmat = "%d.%m.%Y" }'),
    "answers in an unknown wave": '[sources.a]\ntable = "responses"\nfiles = "a.csv"\nwave = "pots"\n',
    "answers with an unknown column": '[sources.a]\ntable = "responses"\nfiles = "a.csv"\nexport = true\n'
    'columns = { evnt = "Nr" }\n',
    "replaced by nothing": EVENTS + 'replaces = { "raw/events.csv" = [] }\n',
    "unknown table": EVENTS.replace('table = "events"', 'table = "event"'),
    "unknown column": EVENTS.replace("columns = {", 'columns = { dificulty = "Niveau",'),
    "unknown word in words": EVENTS.replace(
        "columns = {", 'columns = { mode = { from = "M", words = { Netz = "onlin" } },'
    ),
    "unknown word in contains": EVENTS.replace(
        "columns = {", 'columns = { kind = { from = "Titel", contains = [["Vortrag", "tlak"]] },'
    ),
    "unknown word in otherwise": EVENTS.replace(
        "columns = {", 'columns = { kind = { from = "Titel", otherwise = "workshp" },'
    ),
    "unknown word as value": EVENTS.replace("columns = {", 'columns = { mode = { value = "hybrd" },'),
    "unknown delimiter": EVENTS + 'delimiter = "semicolon"\n',
    "unknown encoding": EVENTS + 'encoding = "latin1"\n',
    "unknown decimal mark": EVENTS.replace("columns = {", 'columns = { capacity = { from = "P", decimal = "comma" },'),
    "missing required column": EVENTS.replace(', date = "Datum"', ""),
    "missing sources": "",
    "a text for a whole number": EVENTS + '[counting]\nminimum_stay = "lang"\n',
    "missing table": EVENTS.replace('table = "events"', ""),
    "no file": EVENTS.replace('"raw/events.csv"', "[]"),
    "empty file name": EVENTS.replace('"raw/events.csv"', '""'),
    "impossible glob": EVENTS.replace('"raw/events.csv"', '"raw/**.csv"'),
    "absolute path": EVENTS.replace("raw/events.csv", "/etc/events.csv"),
    "path up": EVENTS.replace("raw/events.csv", "raw/../../events.csv"),
    "path with backslash": EVENTS.replace("raw/events.csv", "raw\\\\events.csv"),
    "path on a drive": EVENTS.replace("raw/events.csv", "C:/events.csv"),
    "pattern without a group": EVENTS.replace("columns = {", 'columns = { topic = { from = "T", pattern = "a+" },'),
    "pattern with two groups": EVENTS.replace("columns = {", 'columns = { topic = { from = "T", pattern = "(a)(b)" },'),
    "pattern that is none": EVENTS.replace("columns = {", 'columns = { topic = { from = "T", pattern = "(a" },'),
    "from and value": EVENTS.replace("columns = {", 'columns = { topic = { from = "T", value = "x" },'),
    "neither from nor value": EVENTS.replace("columns = {", "columns = { topic = { words = {} },"),
    "empty from": EVENTS.replace("columns = {", "columns = { topic = { from = [] },"),
    "format that is none": EVENTS.replace('"Datum"', '{ from = "Datum", format = "TT.MM.JJJJ" }'),
    "format without a year": EVENTS.replace('"Datum"', '{ from = "Datum", format = "%d.%m." }'),
    "format with a day twice": EVENTS.replace('"Datum"', '{ from = "Datum", format = "%d.%d.%Y" }'),
    "format of a clock time without a day": EVENTS.replace(
        "columns = {", 'columns = { start = { from = "Beginn", format = "%H:%M" },'
    ),
    "label of an unknown column": EVENTS + '[labels.topc]\nki = { de = "KI" }\n',
    "label of an unknown word": EVENTS + '[labels.mode]\nonlin = { de = "im Netz" }\n',
    "label in an unknown language": EVENTS + '[labels.mode]\nonline = { dt = "im Netz" }\n',
    "label of an unknown source": EVENTS + '[labels.source]\nevent = { de = "Liste" }\n',
    "smallest cell of zero": EVENTS + "[privacy]\nsmallest_cell = 0\n",
    "minimum stay of zero": EVENTS + "[counting]\nminimum_stay = 0\n",
    "target group without staff": EVENTS + "[counting.target_group]\nturnover_million_eur_at_most = 50\n",
    "target group of nobody": EVENTS + "[counting.target_group]\nemployees_below = 0\n",
    "target group without money": EVENTS + "[counting.target_group]\n"
    "employees_below = 500\nturnover_million_eur_at_most = 0\n",
    "target group in words": EVENTS + '[counting.target_group]\nemployees_below = "500"\n',
    "target group without end": EVENTS + "[counting.target_group]\nemployees_below = inf\n",
    "unknown key of the target group": EVENTS + "[counting.target_group]\nemployees_belw = 500\n",
    "unknown type of the target group": EVENTS
    + '[counting.target_group]\nemployees_below = 500\norganisation_types = ["enterprize"]\n',
    "a whole number divided": EVENTS.replace("columns = {", 'columns = { capacity = { from = "P", divide_by = 1000 },'),
    "divided by nothing": EVENTS.replace("columns = {", 'columns = { capacity = { from = "P", divide_by = 0 },'),
    "header row of zero": EVENTS + "header_row = 0\n",
    "public key of real data": EVENTS + '[privacy]\npublic_key = "abc"\n',
    "several at once": EVENTS.replace("raw/", "../").replace(', date = "Datum"', ', dat = "Datum"'),
}


@pytest.mark.parametrize("what", FAULTS)
def test_faults_of_sources_say_where_and_what_to_do(what, tmp_path, write_folder, snapshot):
    assert fault(write_folder(tmp_path, FAULTS[what])) == snapshot


OUTCOME = '[outcomes.useful]\nitem = "useful"\n'
COMPARISON = '[comparisons.modes]\nby = "mode"\norder = ["online", "in_person"]\n'
REASON = 'reason = "one in ten"\ndate = 2019-01-01\n'
COMPARISON_FAULTS = {
    "no item": "[outcomes.useful]\nprimary = false\n",
    "empty item": '[outcomes.useful]\nitem = ""\n',
    "unknown key of an outcome": OUTCOME + "margin = 10\n",
    "unknown measure": OUTCOME + 'measure = "average"\n',
    "unknown wave": OUTCOME + 'wave = "folow_up"\n',
    "margin without a reason": OUTCOME + "margin_pp = 10\ndate = 2019-01-01\n",
    "margin with an empty reason": OUTCOME + 'margin_pp = 10\nreason = " "\ndate = 2019-01-01\n',
    "margin without a day": OUTCOME + 'margin_pp = 10\nreason = "one in ten"\n',
    "margin without either": OUTCOME + "margin_pp = 10\n",
    "margin of nothing": OUTCOME + "margin_pp = 0\n" + REASON,
    "negative margin": OUTCOME + "margin_pp = -10\n" + REASON,
    "margin without end": OUTCOME + "margin_pp = inf\n" + REASON,
    "margin in words": OUTCOME + 'margin_pp = "10"\n' + REASON,
    "a day that is none": OUTCOME + 'margin_pp = 10\nreason = "x"\ndate = "1.5.2019"\n',
    "primary without a margin": OUTCOME + "primary = true\n",
    "primary in words": OUTCOME + 'primary = "yes, of course"\n',
    "unknown column": COMPARISON.replace('"mode"', '"mod"'),
    "a column of organisations": COMPARISON.replace('"mode"', '"sector"'),
    "unknown word in order": COMPARISON.replace('"online"', '"onlin"'),
    "both words unknown": COMPARISON.replace('"online", "in_person"', '"web", "hall"'),
    "two equal groups": COMPARISON.replace('"in_person"', '"online"'),
    "two equal topics": COMPARISON.replace('"mode"', '"topic"').replace('"in_person"', '"online"'),
    "one group": COMPARISON.replace(', "in_person"', ""),
    "three groups": COMPARISON.replace('"in_person"', '"in_person", "hybrid"'),
    "order in one text": COMPARISON.replace('["online", "in_person"]', '"online, in_person"'),
    "no order": '[comparisons.modes]\nby = "mode"\n',
    "no column": '[comparisons.modes]\norder = ["online", "in_person"]\n',
    "confounded by itself": COMPARISON + 'confounders = ["year", "mode"]\n',
    "unknown confounder": COMPARISON + 'confounders = ["dificulty"]\n',
    "confounded by who came": COMPARISON + 'confounders = ["role"]\n',
    "four confounders": COMPARISON + 'confounders = ["year", "topic", "kind", "difficulty"]\n',
    "one confounder in a text": COMPARISON + 'confounders = "year"\n',
    "strata of the column itself": COMPARISON + 'strata = ["mode"]\n',
    "unknown stratum": COMPARISON + 'strata = ["knd"]\n',
    "one event is enough": COMPARISON + "least_events = 1\n",
    "more than all answers": COMPARISON + "least_share = 40\n",
    "fewer than no answers": COMPARISON + "least_share = -0.1\n",
    "unknown key of a comparison": COMPARISON + 'confounder = ["year"]\n',
    "several at once": OUTCOME + "primary = true\nmargin_pp = 10\n" + COMPARISON.replace('"online"', '"onlin"'),
}


@pytest.mark.parametrize("what", COMPARISON_FAULTS)
def test_faults_of_outcomes_and_comparisons(what, tmp_path, write_folder, snapshot):
    assert fault(write_folder(tmp_path, COMPARISON_FAULTS[what] + EVENTS)) == snapshot


def test_topics_periods_and_series_may_have_any_words(tmp_path, write_folder):
    text = "".join(
        f'[comparisons.by_{by}]\nby = "{by}"\norder = ["a b", "2020-Q1"]\n' for by in ("topic", "year", "series")
    )
    made = programme.load(write_folder(tmp_path, text + EVENTS)).comparing
    assert [comparison.order for comparison in made.comparisons] == [("a b", "2020-Q1")] * len(made.comparisons)


def test_an_outcome_whose_item_nobody_asks_is_told_with_the_nearest(tmp_path, write_folder, snapshot):
    items = '[scales.yes]\nanswers = [{ word = "no" }, { word = "yes", top = true }]\n[items.usefull]\nscale = "yes"\n'
    folder = write_folder(tmp_path, OUTCOME + EVENTS, {"items.toml": items})
    with pytest.raises(ProgrammeError) as error:
        programme.refuse_unknown_items(programme.load(folder), programme.load_items(folder))
    assert {language: error.value.text(language) for language in ("de", "en")} == snapshot


def test_an_outcome_that_its_item_cannot_have_is_told_before_anything_is_read(tmp_path, write_folder, snapshot):
    items = '[scales.yes]\nanswers = [{ word = "no" }, { word = "yes", top = true }]\n[items.useful]\nscale = "yes"\n'
    folder = write_folder(tmp_path, OUTCOME + 'measure = "mean"\n' + EVENTS, {"items.toml": items})
    with pytest.raises(ProgrammeError) as error:
        programme.refuse_unknown_items(programme.load(folder), programme.load_items(folder))
    assert {language: error.value.text(language) for language in ("de", "en")} == snapshot


def test_an_outcome_without_any_items_is_told(tmp_path, write_folder, snapshot):
    folder = write_folder(tmp_path, OUTCOME + EVENTS)
    with pytest.raises(ProgrammeError) as error:
        programme.refuse_unknown_items(programme.load(folder), programme.load_items(folder))
    assert {language: error.value.text(language) for language in ("de", "en")} == snapshot


PERIOD = "period = { start = 2020-01-01, end = 2020-12-31 }"
ABOUT_FAULTS = {
    "a number for a text": f"name = 5\n{PERIOD}",
    "a text for a list": f'name = "x"\nlanguages = "de"\n{PERIOD}',
    "a text for a truth": f'name = "x"\nsynthetic = "vielleicht"\n{PERIOD}',
    "a text for a table": 'name = "x"\nperiod = "2020"',
    "period reversed": 'name = "x"\nperiod = { start = 2020-02-01, end = 2020-01-01 }',
    "period missing": 'name = "x"',
    "end missing": 'name = "x"\nperiod = { start = 2020-02-01 }',
    "impossible date": 'name = "x"\nperiod = { start = "2020-13-01", end = 2020-12-31 }',
    "unknown language": 'name = "x"\nlanguages = ["fr"]\nperiod = { start = 2020-01-01, end = 2020-12-31 }',
    "no language": 'name = "x"\nlanguages = []\nperiod = { start = 2020-01-01, end = 2020-12-31 }',
    "unknown time zone": 'name = "x"\ntimezone = "Europe/Berln"\nperiod = { start = 2020-01-01, end = 2020-12-31 }',
    "unknown key": 'nam = "x"\nperiod = { start = 2020-01-01, end = 2020-12-31 }',
}


@pytest.mark.parametrize("what", ABOUT_FAULTS)
def test_faults_of_the_programme_part(what, tmp_path, write_folder, snapshot):
    assert fault(write_folder(tmp_path, EVENTS, about=f"[programme]\n{ABOUT_FAULTS[what]}\n")) == snapshot


def test_every_required_column_of_every_table_is_asked_for(tmp_path, write_folder):
    for name, table in INTAKE.items():
        text = f'[sources.a]\ntable = "{name}"\nfiles = "a.csv"\ncolumns = {{}}\n'
        folder = write_folder(tmp_path, text)
        told = fault(folder)["en"] if any(c.required for c in table.columns) else str(programme.load(folder))
        assert all((f"columns.{c.name}: this is missing" in told) == c.required for c in table.columns), name


def test_all_faults_are_told_in_one_go(tmp_path, write_folder):
    text = fault(write_folder(tmp_path, FAULTS["several at once"]))["en"]
    assert len(text.splitlines()) == 3
    assert "Did you mean 'date'?" in text


def test_no_programme_toml_and_toml_that_is_none(tmp_path, write_folder, snapshot, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert fault("nowhere") == snapshot(name="none")
    assert fault(write_folder(tmp_path, "[sources\n")) == snapshot(name="syntax")
    (tmp_path / "programme.toml").write_bytes("name = 'Köln'".encode("cp1252"))
    assert fault(tmp_path) == snapshot(name="encoding")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('[programme]\nlanguages = ["de", "en"]', "de"),
        ('[programme]\nlanguages = ["fr"]', None),
        ('[programme]\nlanguages = "de"', None),
        ("[programme]\nlanguages = []", None),
        ("[programme]\nlanguages = [1]", None),
        ("programme = 3", None),
        ("[programme", None),
        ('[programme]\nname = "x"', None),
        ('[programme]\nname = „x“\nlanguages = ["de"]', "de"),
        ('[programme]\nname = "x\n  languages = [ "en", "de" ]', "en"),
    ],
)
def test_the_language_is_known_even_where_the_rest_is_faulty(text, language, tmp_path):
    (tmp_path / "programme.toml").write_text(text, encoding="utf-8")
    assert programme.language_of(tmp_path) == language


def test_dates_of_the_period_are_days(tmp_path, write_folder):
    period = programme.load(write_folder(tmp_path, EVENTS)).programme.period
    assert (period.start, period.end) == (datetime.date(2020, 1, 1), datetime.date(2020, 12, 31))
