"""The tables of respondents and responses."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kmu_eval.intake.answers.headings import MARK
from kmu_eval.intake.answers.pairing import pair
from kmu_eval.intake.answers.reading import Reading
from kmu_eval.intake.answers.repeated import without_repeated
from kmu_eval.intake.answers.responses import read_items
from kmu_eval.intake.events import OUTSIDE, find_events
from kmu_eval.intake.grid import KEPT
from kmu_eval.intake.identity.keys import normalised_addresses
from kmu_eval.intake.issues import Issue, by_file
from kmu_eval.schema import NONE
from kmu_eval.tables import empty, typed
from kmu_eval.vocabulary import PAIRING_RULE, WAVE


@dataclass(frozen=True)
class Surveys:
    """What became of the rows of surveys.

    Parameters
    ----------
    respondents, responses : DataFrame
        The prepared tables.
    rows : DataFrame
        The rows read, with their fate.
    issues : tuple of Issue
    """

    respondents: pd.DataFrame
    responses: pd.DataFrame
    rows: pd.DataFrame
    issues: tuple


def build_surveys(rows, items, events, references, known):
    """Respondents and their responses.

    Parameters
    ----------
    rows : DataFrame
        Rows read: source, file, row, fate, wave, tool (whose export the file is, or an empty text), the columns of the
        intake, and a column for each question.
    items : Items
        Without any, the rows are read and not evaluated.
    events : DataFrame
        The prepared events.
    references : Series
        Event id to row of events.
    known : Series
        By e-mail address the row of participants, of those whose address is that of one person.

    Returns
    -------
    Surveys
    """
    if not items.items:
        return _not_evaluated(rows)
    rows, of_repeats = without_repeated(rows)
    rows, issues = _placed(rows, references)
    kept = _in_order(rows[rows["fate"] == KEPT])
    respondents, of_pairs = _respondents(kept, known)
    responses, of_items = read_items(Reading(kept, items, events))
    return Surveys(respondents, responses, rows, (*of_repeats, *issues, *of_pairs, *of_items))


def _not_evaluated(rows):
    """Answers without a code book, and what is told of that."""
    kept = rows[rows["fate"] == KEPT]
    by_source = kept.groupby(["source", "file"], observed=True)
    told = tuple(Issue("note", "answers_not_evaluated", *place, rows=len(found)) for place, found in by_source)
    rows = rows.assign(fate=rows["fate"].replace(KEPT, "not_evaluated"))
    return Surveys(empty("respondents"), empty("responses"), rows, told)


def _placed(rows, references):
    """With the event of each row; those outside the period set aside, those without an event told."""
    rows = rows.assign(place=find_events(rows["event"], references))
    kept, outside = rows["fate"] == KEPT, rows["place"] == OUTSIDE
    lost = kept & rows["event"].notna() & (rows["place"] == NONE)
    open_rows = kept & rows["event"].isna()
    issues = [
        *by_file(rows[lost], "error", "response_of_unknown_event", "event"),
        *by_file(rows[open_rows], "warning", "response_without_event", "event"),
        *by_file(rows[kept & outside], "note", "response_outside", "event"),
    ]
    return rows.assign(fate=rows["fate"].mask(kept & outside, "outside_period")), issues


def _in_order(kept):
    """The rows in an order of their content: neither that of the files, nor that in which people answered."""
    of_row = {"wave": [WAVE.index(wave) for wave in kept["wave"]], "day": pd.to_datetime(kept["date"])}
    texts = kept[sorted(name for name in kept if name.startswith(MARK))].fillna("")
    content = pd.util.hash_pandas_object(kept[["role", "channel", "code", "email"]].join(texts), index=False)
    order = np.lexsort([content, of_row["day"], of_row["wave"], kept["place"]])
    return kept.iloc[order].reset_index(drop=True)


def _respondents(kept, known):
    numbers, slipped = pair(kept["code"], kept["wave"], kept["place"])
    rule = np.where(numbers < 0, None, np.where(slipped, PAIRING_RULE[1], PAIRING_RULE[0]))
    participant = normalised_addresses(kept["email"]).map(known).fillna(NONE)
    columns = {"event": kept["place"].to_numpy(), "participant": participant.to_numpy()}
    columns |= {"pairing": numbers, "pairing_rule": rule}
    columns |= {name: kept[name].to_numpy() for name in ("wave", "role", "channel", "date")}
    return typed(
        {name: column.to_numpy() if hasattr(column, "to_numpy") else column for name, column in columns.items()},
        "respondents",
    ), list(_of_codes(kept, numbers, slipped))


def _of_codes(kept, numbers, slipped):
    """Slips that were bridged, and codes that tell nothing, as their event is not known."""
    if slipped.any():
        yield Issue("note", "codes_bridged", column="code", rows=int(slipped.sum()))
    unused = kept["code"].notna().to_numpy() & (numbers < 0) & (kept["place"] < 0).to_numpy()
    yield from by_file(kept[unused], "warning", "code_without_event", "code")
