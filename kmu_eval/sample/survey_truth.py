"""What is true of the surveys: what all who attended would have answered on average, and who belongs to whom."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from kmu_eval.sample.answers import LEFT_OUT, NOT_ASKED, STARTED, offered, option_shares
from kmu_eval.sample.code_book import sample_code_book
from kmu_eval.sample.views import CHANNELS, attendances
from kmu_eval.vocabulary import MODE, PAIRING_RULE, WAVE

_VALUES = ("top_share", "mean", "net_share")


@dataclass(frozen=True, eq=False)
class SurveyTruth:
    """What surveys must find, each within its error.

    Parameters
    ----------
    items : DataFrame
        One row per item, option and wave: ``top_share`` (of a multiple choice item the share of those choosing the
        option), ``mean`` of the values and ``net_share`` (recommendation only) that all would have answered on average
        who attended a surveyed event and are asked the item; ``n``, how many these are. The same with ``_all`` of all
        attendances, surveyed or not.
    by_mode : DataFrame
        ``n``, ``top_share``, ``mean``, ``net_share`` of those at surveyed events by ``mode``.
    respondents : dict of str to int
        Number of respondents by wave.
    answers, left_out : int
        Rows of ``responses`` with and without an answer.
    pairs : DataFrame
        Respondents of two waves who are one person and both gave a code: ``person``, ``earlier`` and ``later`` (rows of
        ``respondents``), their waves, ``same_event``, and ``rule``, what tells it: the same code, or a slip in one.
    """

    items: pd.DataFrame = field(repr=False)
    by_mode: pd.DataFrame = field(repr=False)
    respondents: dict
    answers: int
    left_out: int
    pairs: pd.DataFrame = field(repr=False)


def count_survey_truth(world):
    """The truth of the surveys of a world.

    Returns
    -------
    SurveyTruth
    """
    surveys, by_event = world.surveys, _by_event(world)
    keys = ["item", "option", "wave"]
    asked = int((surveys.codes != NOT_ASKED).sum())
    left_out = int((surveys.codes == LEFT_OUT).sum())
    return SurveyTruth(
        items=_averages(by_event, keys, "n").merge(_averages(by_event, keys, "n_all"), on=keys, how="right"),
        by_mode=_averages(by_event, [*keys, "mode"], "n"),
        respondents={wave: int((surveys.rows["wave"] == wave).sum()) for wave in WAVE},
        answers=asked - left_out,
        left_out=left_out,
        pairs=_pairs(surveys.rows),
    )


def _by_event(world):
    """One row per item, option, wave, event and channel: how many are asked, and what they answer on average."""
    parts = [part for item in sample_code_book().items for part in _parts(world, item)]
    mode = np.repeat(world.events["mode"].to_numpy(), CHANNELS)
    return pd.concat([part.assign(mode=pd.Categorical(mode, MODE)) for part in parts], ignore_index=True)


def _parts(world, item):
    shares = _of_options(world, item) if item.multiple else ()
    for option, share, seen in shares:
        wave = "follow_up" if item.word == "applied_what" else "post"
        yield _part(world, item, option.word, wave, seen, {"top_share": share})
    for (word, wave), view in world.surveys.views.items():
        if word == item.word:
            yield _part(world, item, None, wave, True, _of_scale(item, view.expected))


def _of_scale(item, expected):
    scale = [answer for answer in item.answers if not answer.dont_know]
    top = np.array([answer.top for answer in scale], float)
    values = np.array([answer.value for answer in scale])
    net = np.where(values > 8, 1, np.where(values < 7, -1, 0)) if item.recommendation else np.full(len(scale), np.nan)
    return {"top_share": expected @ top, "mean": expected @ values, "net_share": expected @ net}


def _of_options(world, item):
    """Each option, its share by cell, and whether it was offered there."""
    by_event = np.repeat(option_shares(world, item), CHANNELS, axis=0)
    if item.word == "applied_what":
        started = world.surveys.views["applied", "follow_up"].expected[:, STARTED:].sum(axis=1)
        by_event = np.column_stack([by_event * started[:, None], 1 - started])
    for option, share in zip(item.options, by_event.T, strict=True):
        yield option, share, np.repeat(offered(world.events, item.word, option.word), CHANNELS)


def _part(world, item, option, wave, seen, values):
    number = attendances(world, item.word, wave) * seen
    surveyed = np.repeat(world.surveys.surveyed[wave].to_numpy() > 0, CHANNELS)
    columns = {"item": item.word, "option": option or "", "wave": wave, "n": number * surveyed, "n_all": number}
    return pd.DataFrame(columns | dict.fromkeys(_VALUES, np.nan) | values)


def _averages(by_event, keys, number):
    """Averages over attendances."""
    suffix = number.removeprefix("n")
    weighted = by_event[list(_VALUES)].mul(by_event[number], axis=0)
    sums = weighted.assign(n=by_event[number]).groupby([by_event[key] for key in keys], sort=False, observed=True)
    sums = sums.sum(min_count=1)
    found = sums[list(_VALUES)].div(sums["n"].where(sums["n"] > 0), axis=0)
    return found.assign(n=sums["n"]).add_suffix(suffix).reset_index()


def _pairs(rows):
    coded = rows[rows["code"] != ""]
    those = coded[["person", "wave", "code", "event"]].assign(row=coded.index)
    both = those.merge(those, on="person", suffixes=("_earlier", "_later"))
    order = both[["wave_earlier", "wave_later"]].apply(lambda column: column.map(WAVE.index))
    both = both[order["wave_earlier"] < order["wave_later"]]
    rule = np.where(both["code_earlier"] == both["code_later"], *PAIRING_RULE)
    both = both.assign(same_event=both["event_earlier"] == both["event_later"], rule=rule)
    named = both.rename(columns={"row_earlier": "earlier", "row_later": "later"})
    kept = ["person", "earlier", "later", "wave_earlier", "wave_later", "same_event", "rule"]
    return named[kept].reset_index(drop=True)
