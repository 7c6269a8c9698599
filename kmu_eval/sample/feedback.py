"""The files of the surveys, as LimeSurvey and Microsoft Forms wrote them."""

import numpy as np
import pandas as pd

from kmu_eval.sample.answer_texts import (
    NOT_USED,
    NOT_USED_TYPOGRAPHIC,
    about_heading,
    about_texts,
    heading,
    item_heading,
    item_texts,
    joined_texts,
    option_texts,
)
from kmu_eval.sample.feedback_files import write_forms, write_limesurvey
from kmu_eval.sample.questionnaires import FOLDER, FORMS, OPEN, QUESTIONNAIRES
from kmu_eval.sample.remarks import draw_remarks

_OTHER_APOSTROPHE_FROM = np.datetime64("2022-01-01")
_SMALL_LETTERS, _WITH_BLANKS = 0.08, 0.03


def write_feedback(folder, rng, world):
    """Write all files of the surveys.

    Parameters
    ----------
    folder : Path
    rng : numpy Generator
    world : World

    Returns
    -------
    DataFrame
        One row per answer sheet written: ``source``, ``file``, ``row`` (as a spreadsheet counts it), ``respondent``
        (row of the simulated respondents), ``complete``, ``undeclared`` (one answer is spelled as the code book does
        not know it) and ``remark``, the answer to the open question.
    """
    (folder / FOLDER).mkdir(exist_ok=True)
    for earlier in (folder / FOLDER).iterdir():
        earlier.unlink()
    rows = _in_order(_as_written(rng, world.surveys.rows))
    written = [part for each in QUESTIONNAIRES for part in _write(folder, each, rows, world)]
    return pd.concat(written, ignore_index=True)


def _as_written(rng, rows):
    """With the clock times, the code as it was typed, and a remark by some."""
    count, code = len(rows), rows["code"]
    style = rng.random(count)
    code = code.mask(style < _SMALL_LETTERS, code.str.lower())
    code = code.mask(style > 1 - _WITH_BLANKS, code.str[:2] + " " + code.str[2:4] + " " + code.str[4:])
    start = rows["day"] + pd.to_timedelta(rng.integers(7 * 3600, 22 * 3600, count), unit="s")
    end = start + pd.to_timedelta(rng.integers(60, 1200, count), unit="s")
    return rows.assign(code_as_written=code.str.strip(), start=start, end=end, remark=draw_remarks(rng, rows))


def _in_order(rows):
    return rows.sort_values(["start", "person"], kind="stable")


def _write(folder, questionnaire, rows, world):
    """Write the files of one questionnaire; of files without an answer the first only."""
    here = rows[questionnaire.is_for(rows, world.events)]
    number = questionnaire.file_of(world.events["date"].to_numpy()[here["event"]])
    for place, name in enumerate(questionnaire.files):
        of_file = here[number == place]
        if len(of_file) or place == 0:
            file = f"{FOLDER}/{name}"
            cells, undeclared = _cells(questionnaire, of_file, world)
            write = write_forms if questionnaire.style == FORMS else write_limesurvey
            write(folder / file, questionnaire, of_file, cells)
            columns = {"source": questionnaire.source, "file": file, "row": range(2, len(of_file) + 2)}
            columns |= {"respondent": of_file.index, "complete": ~of_file["broken_off"].to_numpy()}
            yield pd.DataFrame(columns | {"undeclared": undeclared, "remark": of_file["remark"].to_numpy()})


def _cells(questionnaire, rows, world):
    """By heading the cells of the file, and which rows hold a text that the code book does not know."""
    style, codes = questionnaire.style, world.surveys.codes[rows.index]
    cells = {about_heading(style, name): about_texts(style, name, rows, world.events) for name in questionnaire.about}
    for number, item, option in questionnaire.items:
        name = item_heading(style, item, option, questionnaire.wave)
        if style == FORMS and item.multiple:
            places = [each for each, other, _ in questionnaire.items if other is item]
            cells[name] = joined_texts(item, codes[:, places])
        else:
            cells[name] = (option_texts if item.multiple else item_texts)(style, item, codes[:, number])
    if questionnaire.wave == "post":
        cells[heading(style, *OPEN)] = rows["remark"].tolist()
    return _with_other_apostrophe(cells, world.events["date"].to_numpy()[rows["event"]])


def _with_other_apostrophe(cells, days):
    """The form of 2022 spells one answer with a typographic apostrophe."""
    undeclared, changed = np.zeros(len(days), bool), {}
    for name, texts in cells.items():
        other = (days >= _OTHER_APOSTROPHE_FROM) & (np.array(texts, dtype=object) == NOT_USED)
        changed[name] = np.where(other, NOT_USED_TYPOGRAPHIC, np.array(texts, dtype=object)).tolist()
        undeclared |= other
    return changed, undeclared
