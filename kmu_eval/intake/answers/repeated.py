"""Answers that several exports of one survey hold, and answers that were begun and not sent off."""

import pandas as pd

from kmu_eval.intake.answers.headings import MARK
from kmu_eval.intake.grid import KEPT
from kmu_eval.intake.issues import by_file

NO_TIME = "1980-01-01"
"""LimeSurvey's day of anonymous answers: none."""
TOLD_BY_TOOL = ("tool_id", "tool_time", "complete")
_FEWEST, _MUCH = 3, 0.5


def told_by_tool(cells):
    """What a tool says of each answer beside its content.

    Parameters
    ----------
    cells : DataFrame of str
        Rows of an export, with the columns respondent, started, submitted, complete.

    Returns
    -------
    dict of str to Series
        ``tool_id``, the tool's own number; ``tool_time``, when it was begun and sent off, empty where the tool does
        not say; ``complete``, yes, no or empty.
    """
    times = cells["started"] + "|" + cells["submitted"]
    nothing = times.str.replace("|", "").eq("") | times.str.contains(NO_TIME, regex=False)
    return {"tool_id": cells["respondent"], "tool_time": times.mask(nothing, ""), "complete": cells["complete"]}


def without_repeated(rows):
    """Set aside what another row of the same survey says as well, and what was only begun.

    Parameters
    ----------
    rows : DataFrame
        Rows read: source, file, row, fate, tool_id, tool_time, complete, and a column for each question.

    Returns
    -------
    rows : DataFrame
        With their fate: ``duplicate_response`` where a row of the same source has the tool's number and times, and no
        fewer answers; ``no_answer`` where somebody began, answered nothing and did not send it off.
    issues : list of Issue
    """
    questions = rows[[name for name in rows if name.startswith(MARK)]]
    kept, given = rows["fate"] == KEPT, (questions.fillna("") != "").sum(axis=1)
    empty = kept & (rows["complete"] == "no") & (given == 0)
    repeated = _repeated(rows[kept & ~empty], given)
    fate = rows["fate"].mask(empty, "no_answer").mask(rows.index.isin(repeated), "duplicate_response")
    rows = rows.assign(fate=fate)
    unfinished = (fate == KEPT) & (rows["complete"] == "no")
    return rows, [
        *by_file(rows[empty], "note", "answers_only_begun", "complete"),
        *by_file(rows[unfinished], "note", "answers_not_sent_off", "complete"),
        *by_file(rows[fate == "duplicate_response"], "warning", "answers_repeated", "respondent"),
        *by_file(_likely(rows[fate == KEPT]), "error", "answers_likely_repeated", "respondent"),
    ]


def _repeated(rows, given):
    """Rows whose tool's number and times another row of the source has; the one with most answers, the last, stays."""
    rows = rows.assign(given=given).sort_values(["given", "file", "row"], kind="stable")
    timed = rows[(rows["tool_id"] != "") & (rows["tool_time"] != "")]
    return timed.index[timed.duplicated(["source", "tool_id", "tool_time"], keep="last")]


def _likely(rows):
    """Rows without times whose number and answers stand in another file too, where that holds for half of a file."""
    untimed = rows[(rows["tool_id"] != "") & (rows["tool_time"] == "")]
    texts = untimed[[name for name in rows if name.startswith(MARK)]].fillna("").astype("str")
    key = [untimed["source"], untimed["tool_id"], pd.util.hash_pandas_object(texts, index=False)]
    again = untimed.groupby(key)["file"].transform("nunique") > 1
    of_file = again.groupby([untimed["source"], untimed["file"]]).transform("mean") if len(again) else again
    enough = again & (of_file >= _MUCH) & (again.groupby(untimed["file"]).transform("sum") >= _FEWEST)
    return untimed[enough]
