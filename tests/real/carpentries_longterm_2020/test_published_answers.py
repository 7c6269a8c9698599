"""Every published number of the long-term surveys, by ``programme.toml`` and ``items.toml`` alone.

Two years under one code book: 2019 the statements were answered in words, 2020 in numbers, and some questions have
other headings. Rules and traps: SOURCE.md beside the data. The data are read from ``shared/real`` beside the repository
and never copied into it.
"""

import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

import kmu_eval as kmu
from kmu_eval.tables import in_memory

HERE = Path(__file__).parent
DATA = HERE.parents[3] / "shared" / "real" / "carpentries_longterm_2020"
FILES = {
    "2019": "20200326-longterm-other_questions-no-open.csv",
    "2020": "2020-12-long-term-other_questions-no-open.csv",
}
ANSWERS = {
    "workshops attended 1": ("workshops", "one"),
    "workshops attended 2": ("workshops", "two"),
    "workshops attended 3+": ("workshops", "three_or_more"),
    "0-6 months ago": ("last_workshop", "half_a_year"),
    "6 months - 1 year ago": ("last_workshop", "a_year"),
    "more than 1 year ago": ("last_workshop", "longer"),
    "last workshop Data Carpentry": ("kind_of_workshop", "data"),
    "Software Carpentry": ("kind_of_workshop", "software"),
    "Library Carpentry": ("kind_of_workshop", "library"),
    "I don't know": ("kind_of_workshop", "dont_know"),
    "more confident now": ("confidence", "more"),
    "equally confident": ("confidence", "equally"),
    "less confident": ("confidence", "less"),
    "has recommended Yes": ("recommended", "yes"),
    "No": ("recommended", "no"),
    "don't remember": ("recommended", "dont_know"),
    **{f"recommendation score {score}": ("recommend", str(score)) for score in range(11)},
}
"""By published label the item and the answer."""
STATEMENTS = {
    "research productivity": ("productivity", "impact_research_productivity"),
    "motivation to learn": ("motivation", "impact_motivation_learning"),
    "professional recognition": ("recognition", "impact_professional_recognition"),
    "confidence with data": ("data_confidence", "impact_increase_confidence"),
    "reproducible": ("reproducible", "impact_increase_reproducibility"),
    "career": ("career", "impact_career_advancement"),
    "coding practice": ("coding", "impact_improve_coding_practice"),
}
"""By published label the item and the column of both files."""
AGREEMENT = {
    "Strongly disagree": "strongly_disagree",
    "Disagree": "disagree",
    "Neutral": "neutral",
    "Agree": "agree",
    "Strongly agree": "strongly_agree",
}
STATED = re.compile(r"Likert (?P<year>\d{4}) (?P<what>.+) = (?P<number>\d)")
COUNTED = re.compile(r"(?P<what>.+) (?P<year>\d{4})")

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="shared/real/carpentries_longterm_2020 is not there")


def published():
    if not DATA.exists():
        return []
    rows = pd.read_csv(DATA / "published.csv", dtype=str, keep_default_na=False)
    return list(zip(rows["metric"], rows["published_value"].astype(int), strict=True))


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("carpentries") / "programme"
    (folder / "raw").mkdir(parents=True)
    for name in FILES.values():
        shutil.copy(DATA / name, folder / "raw")
    for name in ("programme.toml", "items.toml"):
        shutil.copy(HERE / name, folder)
    return kmu.open_project(folder)


@pytest.fixture(scope="module")
def counts(project):
    """Answers by year, item and answer; single choice only."""
    years = project.respondents["date"].dt.year.astype("str")
    rows = project.responses[project.responses["option"].isna()]
    return rows.groupby([years.loc[rows["respondent"]].to_numpy(), "item", "answer"], observed=False).size()


def net_promoter_score(counts, year):
    scores = counts[year]["recommend"][[str(score) for score in range(11)]]
    return 100 * (scores[["9", "10"]].sum() - scores[[str(score) for score in range(7)]].sum()) / scores.sum()


def ours(metric, project, counts):
    if metric == "responses total":
        return len(project.respondents)
    if found := STATED.fullmatch(metric):
        answer = list(AGREEMENT.values())[int(found["number"]) - 1]
        return counts[found["year"], STATEMENTS[found["what"]][0], answer]
    found = COUNTED.fullmatch(metric)
    if found["what"] == "respondents":
        return (project.respondents["date"].dt.year == int(found["year"])).sum()
    if found["what"] == "NPS":
        return round(net_promoter_score(counts, found["year"]))
    return counts[found["year"], *ANSWERS[found["what"]]]


@pytest.mark.parametrize(("metric", "value"), published())
def test_published_value(metric, value, project, counts):
    assert ours(metric, project, counts) == value


def test_every_published_value_is_compared():
    assert len(published()) == 85


def test_the_net_promoter_score_before_rounding(counts):
    """By hand from the published scores: 2020 (49 - 8) of 87, 2019 (93 - 9) of 134."""
    assert net_promoter_score(counts, "2020") == pytest.approx(4100 / 87)
    assert net_promoter_score(counts, "2019") == pytest.approx(8400 / 134)


@pytest.mark.parametrize(("year", "score", "n"), [(2020, 4100 / 87, 87), (2019, 8400 / 134, 134)])
def test_the_net_promoter_score_by_the_measure(project, year, score, n):
    inside = (project.respondents["date"].dt.year == year).to_numpy()
    frames = {
        "respondents": project.respondents,
        "responses": project.responses[inside[project.responses["respondent"]]],
    }
    tables = in_memory(frames, project.rules, project.origin, code_book=project.code_book)
    found = kmu.net_promoter(tables, "recommend", wave=project.respondents["wave"].iloc[0]).iloc[0]
    assert (100 * found["estimate"], found["n"]) == (pytest.approx(score), n)
    assert found["ci_low"] < found["estimate"] < found["ci_high"]


@pytest.mark.parametrize(("item", "column"), STATEMENTS.values())
def test_words_one_year_and_numbers_the_next_are_one_item(item, column, counts):
    texts = {year: pd.read_csv(DATA / file, dtype=str, keep_default_na=False)[column] for year, file in FILES.items()}
    plain = {
        "2019": texts["2019"].map(AGREEMENT),
        "2020": texts["2020"].map(dict(zip("12345", AGREEMENT.values(), strict=True))),
    }
    for year, words in plain.items():
        found = counts[year][item][list(AGREEMENT.values())]
        assert found.to_dict() == words.value_counts().reindex(list(AGREEMENT.values()), fill_value=0).to_dict()


def test_what_reads_na_is_an_item_left_out(project):
    """n varies by item: 176 and 87 were asked, 135 and 87 answered on their career."""
    career = project.responses.query("item == 'career'")
    assert (len(career), career["answer"].notna().sum()) == (263, 135 + 87)


def test_options_of_one_year_only_were_not_offered_in_the_other(project):
    rows = project.responses.query("item == 'adopted'")
    asked = rows.groupby("option", observed=True).size()
    names = ["automation", "version_control", "version_control_online", "version_control_either"]
    assert asked[names].tolist() == [263, 176, 176, 87]
    chosen = rows[rows["answer"] == "chosen"].groupby("option", observed=True).size()
    assert chosen[names].tolist() == [89 + 47, 42, 34, 17]


def test_every_respondent_is_a_cluster_of_its_own_and_that_is_told(project):
    assert (project.respondents["event"] == -1).all()
    told = project.issues.query("rule == 'response_without_event'")
    assert told["rows"].tolist() == [176, 87]
    assert told["message"].str.contains("a cluster of its own").all()


def test_what_people_wrote_under_other_counts_as_other_in_both_years(project):
    """In 2019 their texts stand in the file, in 2020 the publishers put the word: 10, 2 and 2 cells that hold it."""
    rows = project.responses[project.responses["option"] == "other"]
    years = project.respondents["date"].dt.year.loc[rows["respondent"]].to_numpy()
    chosen = (rows["answer"] == "chosen").groupby([rows["item"].astype("str"), years]).sum()
    assert chosen.unstack().loc[["adopted", "content", "help"]].to_numpy().tolist() == [[6, 10], [7, 2], [8, 2]]
    told = project.issues.query("rule == 'taken_as_other'").set_index("column")
    assert told["rows"].to_dict() == {"adopted": 6, "content": 7, "help": 8}
    assert (told["severity"] == "note").all()
    assert not (project.issues["rule"] == "doubtful_other").any()


def test_only_free_texts_are_not_in_the_code_book(project):
    """Two questions of 2019 have texts but no Other: these are told by number, never by text."""
    issues, told = project.issues, {"taken_as_other", "undeclared_answers"}
    assert set(issues["rule"]) == {*told, "response_without_event", "question_not_in_code_book"}
    free = issues.query("rule == 'undeclared_answers'")
    assert set(free["file"]) == {f"raw/{FILES['2019']}"}
    assert set(free["column"]) == {"community", "learning"}
    assert set(issues.loc[issues["rule"].isin(told), "value"]) == {"…"}
