"""The files of the surveys: read back by the readers of exports they hold what was simulated."""

import tomllib
import zipfile

import numpy as np
import pandas as pd
import pytest

from kmu_eval.intake.exports import SURVEYS
from kmu_eval.intake.exports.recognition import open_export
from kmu_eval.sample import make_sample
from kmu_eval.sample.answer_texts import NOT_USED, NOT_USED_TYPOGRAPHIC
from kmu_eval.sample.code_book import items_text

SCALE_OF_TOOLS = {".csv": ("limesurvey", "text"), ".xlsx": ("microsoft_forms", "xlsx")}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    return folder, make_sample(folder)


@pytest.fixture(scope="module")
def truth(made):
    return made[1]


@pytest.fixture(scope="module")
def surveys(truth):
    return truth.world.surveys


@pytest.fixture(scope="module")
def read(made):
    """By file what the reader of its tool finds."""
    folder, found = made[0], {}
    for path in sorted((folder / "raw/feedback").iterdir()):
        file = path.relative_to(folder).as_posix()
        export, rows, _ = open_export(path, SURVEYS, file, SCALE_OF_TOOLS[path.suffix][1])
        found[file] = (export.name, rows.cells)
    return found


@pytest.fixture(scope="module")
def programme(made):
    return tomllib.loads((made[0] / "programme.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def items():
    return tomllib.loads(items_text())


def test_items_toml_is_written(made):
    assert (made[0] / "items.toml").read_text(encoding="utf-8") == items_text()


def test_every_file_is_known_as_of_its_tool(read):
    assert len(read) == 12
    for file, (tool, _) in read.items():
        assert tool == SCALE_OF_TOOLS[file[file.rindex(".") :]][0], file


def test_files_are_moderate(made):
    sizes = [path.stat().st_size for path in (made[0] / "raw/feedback").iterdir()]
    assert sum(sizes) < 2_500_000
    assert max(sizes) < 1_000_000


def test_every_respondent_is_written_once(truth, surveys, read):
    answered = truth.answered
    assert sorted(answered["respondent"]) == list(range(len(surveys.rows)))
    assert answered.groupby("file").size().to_dict() == {file: len(cells) for file, (_, cells) in read.items()}
    for file, of_file in answered.groupby("file"):
        assert of_file["row"].tolist() == read[file][1].index.tolist()


def test_rows_name_event_wave_and_day(truth, surveys, read, programme):
    events = truth.world.events["event"].to_numpy()
    for (source, file), of_file in truth.answered.groupby(["source", "file"]):
        rows, cells = surveys.rows.loc[of_file["respondent"]], read[file][1]
        about = programme["sources"][source]
        told = cells[about["columns"]["event"]].tolist()
        assert told == [events[n] if n >= 0 else "" for n in rows["told_event"]]
        assert set(rows["wave"]) == {about["wave"]}
        assert cells["started"].str[:10].tolist() == rows["day"].dt.strftime("%Y-%m-%d").tolist()


def test_headings_of_the_sources_are_in_their_files(truth, read, programme):
    for (source, file), _ in truth.answered.groupby(["source", "file"]):
        rules = programme["sources"][source]["columns"].values()
        wanted = [rule if isinstance(rule, str) else rule.get("from") for rule in rules]
        assert {name for name in wanted if name} <= set(read[file][1].columns)


def test_roles_and_channels_are_declared(truth, surveys, read, programme):
    for (source, file), of_file in truth.answered.groupby(["source", "file"]):
        rows, columns = surveys.rows.loc[of_file["respondent"]], programme["sources"][source]["columns"]
        for name, words in (("role", ("enterprise", "adviser", "other")), ("channel", ("in_person", "online"))):
            if "from" in columns.get(name, {}):
                texts = read[file][1][columns[name]["from"]]
                told = [columns[name]["words"].get(text) for text in texts]
                assert told == [words[n] if n >= 0 else None for n in rows[f"told_{name}"]]


def test_trainings_are_of_advisers(surveys, truth):
    kind = truth.world.events["kind"].to_numpy()[surveys.rows["event"]]
    assert (surveys.rows.loc[kind == "training", "told_role"] == 1).all()


def test_incomplete_answers_have_no_day_of_submission(truth, read):
    for file, of_file in truth.answered.groupby("file"):
        submitted = read[file][1]["submitted"] != ""
        assert submitted.tolist() == of_file["complete"].tolist()
    assert 0.01 < 1 - truth.answered["complete"].mean() < 0.04


def _cells_of(read, items, item, source_files):
    """The cells of a single choice item, by the headings that items.toml names: code, or text."""
    rule = items["items"][item]
    names = [rule["de"], *rule.get("headings", [])]
    known = [*names, *(f"({one}) {other}" for one in names for other in names)]
    for file in source_files:
        cells = read[file][1]
        heading = next((name for name in known if name in cells), None)
        if heading:
            yield file, cells[heading]


def test_answers_on_a_scale_mean_what_was_simulated(truth, surveys, read, items):
    numbers = {item: number for number, item in enumerate(_column_names()) if "/" not in item}
    for item, number in numbers.items():
        meant = _meanings(items, item)
        for file, texts in _cells_of(read, items, item, read):
            of_file = truth.answered[truth.answered["file"] == file]
            codes, words = surveys.codes[of_file["respondent"], number], _words(items, item)
            expected = [words[code] if code >= 0 else "" for code in codes]
            found = [meant.get(text, "?") for text in texts]
            wrong = pd.Series(texts.to_numpy())[np.array(found) != np.array(expected)]
            assert set(wrong) <= {NOT_USED_TYPOGRAPHIC}, (item, file)


def _column_names():
    from kmu_eval.sample.answers import columns

    return [item.word if option is None else f"{item.word}/{option}" for item, option in columns()]


def _words(items, item):
    scale = items["scales"][items["items"][item]["scale"]]
    on_scale = [answer["word"] for answer in scale["answers"] if not answer.get("dont_know")]
    unsure = [answer["word"] for answer in scale["answers"] if answer.get("dont_know")]
    return on_scale[:: -1 if scale.get("direction") == "descending" else 1] + unsure


def _meanings(items, item):
    rule = items["items"][item]
    answers = items["scales"][rule["scale"]]["answers"]
    meant = {text: answer["word"] for answer in answers for text in (answer["de"], *answer.get("texts", ()))}
    return meant | rule.get("codes", {}) | {"": ""}


@pytest.mark.parametrize("item", ["barriers", "needs", "entry_topics", "applied_what"])
def test_options_mean_what_was_simulated(truth, surveys, read, items, item):
    rule, names = items["items"][item], _column_names()
    for file, (tool, cells) in read.items():
        of_file = truth.answered[truth.answered["file"] == file]
        for option, each in rule["options"].items():
            expected = surveys.codes[of_file["respondent"], names.index(f"{item}/{option}")] == 1
            if tool == "microsoft_forms" and rule["de"] in cells:
                texts = {each["de"], *each.get("texts", ())}
                found = [bool(texts & set(cell.split(";"))) for cell in cells[rule["de"]]]
                assert found == expected.tolist()
            elif tool == "limesurvey" and expected.any():
                column = next(name for name in cells if _is_of(name, each["headings"]))
                assert cells[column].isin(["Y", "Ja"]).tolist() == expected.tolist()


def _is_of(heading, known):
    return heading in known or any(heading.startswith(f"({code}) ") for code in known)


def test_an_option_added_half_way_is_in_the_later_files_only(read, items):
    text = items["items"]["barriers"]["options"]["staff"]["de"]
    by_tool = {"limesurvey": [], "microsoft_forms": []}
    for tool, cells in read.values():
        by_tool[tool] += [text in cell for cell in cells.get(items["items"]["barriers"]["de"], ())]
    assert any(by_tool["microsoft_forms"])
    assert not by_tool["limesurvey"]


def test_one_item_is_asked_in_other_words_before_and_after(truth, surveys, read, items):
    item = items["items"]["confidence"]
    expected = {wave: {item["wording_by_wave"].get(wave, item)["de"]} for wave in ("pre", "post", "follow_up")}
    waves, found = surveys.rows["wave"].loc[truth.answered["respondent"]].to_numpy(), {}
    for file, wave in zip(truth.answered["file"], waves, strict=True):
        found.setdefault(wave, set()).update(each for each in read[file][1] if "Betriebe zu diesem Thema" in each)
    assert {wave: {each.removeprefix("(CONF) ") for each in texts} for wave, texts in found.items()} == expected
    assert len(set.union(*expected.values())) == 3


def test_one_item_is_asked_the_other_way_round_in_forms(surveys, truth, read, items):
    """There 1 is the best answer of one item, and the worst of another."""
    file = next(name for name in read if "2021-1" in name)
    cells = read[file][1]
    useful = cells[items["items"]["useful"]["de"]] == "stimme voll zu"
    digits = {
        name: pd.to_numeric(cells[items["items"][name]["de"]], errors="coerce")
        for name in ("understandable", "practical")
    }
    assert digits["understandable"][useful].mean() < digits["understandable"][~useful].mean()
    assert digits["practical"][useful].mean() > digits["practical"][~useful].mean()


def test_one_answer_is_spelled_with_another_apostrophe(made, truth, read, items):
    counts = {NOT_USED: 0, NOT_USED_TYPOGRAPHIC: 0}
    for _, cells in read.values():
        for text in counts:
            counts[text] += int((cells == text).sum().sum())
    assert counts[NOT_USED_TYPOGRAPHIC] == truth.undeclared_answers
    assert 5 < truth.undeclared_answers < 30
    assert counts[NOT_USED] > 50
    assert NOT_USED in items["items"]["participatory"]["codes"]
    assert NOT_USED_TYPOGRAPHIC not in items_text()


def test_personal_codes_are_those_drawn(truth, surveys, read):
    for file, of_file in truth.answered.groupby("file"):
        cells, codes = read[file][1], surveys.rows.loc[of_file["respondent"], "code"]
        column = next((name for name in cells if name.endswith("Ihr persönlicher Code")), None)
        if column:
            assert cells[column].str.replace(" ", "").str.upper().tolist() == codes.tolist()
        else:
            assert (codes == "").all()


def test_remarks_name_persons_and_are_in_no_table(truth, read, made):
    remarks = set(truth.answered["remark"]) - {""}
    assert len(remarks) > 300
    tables = [getattr(truth.world.surveys, name).astype("str") for name in ("respondents", "responses")]
    words = {word for table in tables for column in table for word in table[column].unique()}
    assert not remarks & words
    written = {text for _, cells in read.values() for column in cells for text in cells[column].unique()}
    assert remarks <= written


def test_nobody_is_named_by_the_tools(read):
    for _, cells in read.values():
        assert not cells["email"].any()
        assert not cells["name"].any()


def test_workbooks_carry_no_time_of_writing(made):
    for path in (made[0] / "raw/feedback").glob("*.xlsx"):
        with zipfile.ZipFile(path) as parts:
            assert parts.read("docProps/core.xml").decode().count("2022-02-28T12:00:00Z") == 2


def test_rows_are_in_the_order_of_time(read):
    for _, cells in read.values():
        assert cells["started"].is_monotonic_increasing


@pytest.mark.parametrize("scale", [0.001, 0.02])
def test_small_samples_have_a_file_for_every_source(tmp_path, scale):
    truth = make_sample(tmp_path, seed=2, scale=scale)
    sources = tomllib.loads((tmp_path / "programme.toml").read_text(encoding="utf-8"))["sources"]
    for source in sources.values():
        if source["table"] == "responses":
            assert list(tmp_path.glob(source["files"]))
    assert len(truth.answered) == len(truth.world.surveys.rows)
    contents = [path.read_bytes() for path in (tmp_path / "raw/feedback").iterdir()]
    assert len(set(contents)) == len(contents)
