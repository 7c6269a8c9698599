"""The surveys of the synthetic programme: who answered what, and the prepared tables of it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from kmu_eval import tables, vocabulary
from kmu_eval.sample.answers import NOT_ASKED, Asking, columns, draw_answers
from kmu_eval.sample.respondents import draw_respondents
from kmu_eval.sample.surveyed import draw_surveyed
from kmu_eval.sample.views import draw_views

STREAM = 3
"""The random numbers of surveys are apart from those of the lists, which are the same with and without surveys."""


@dataclass(frozen=True, eq=False)
class Surveys:
    """All that is true of the surveys.

    Parameters
    ----------
    surveyed : DataFrame
        By event and wave the share of those present who answer.
    views : dict of (str, str) to View
        By item and wave how it is seen.
    rows : DataFrame
        One row per respondent; see `draw_respondents`. ``broken_off``: who stopped half way.
    codes : array of int8
        The answers by respondent and column; see `draw_answers`.
    """

    surveyed: pd.DataFrame
    views: dict
    rows: pd.DataFrame
    codes: np.ndarray

    @cached_property
    def respondents(self):
        """The prepared table."""
        rows, (number, rule) = self.rows, _pairing(self.rows)
        words = {
            "role": pd.Categorical.from_codes(rows["told_role"], list(vocabulary.ROLE)),
            "channel": pd.Categorical.from_codes(rows["told_channel"], list(vocabulary.CHANNEL)),
        }
        values = {"event": rows["told_event"], "pairing": number, "pairing_rule": rule, "wave": rows["wave"]}
        return tables.typed(values | words | {"date": rows["day"].to_numpy()}, "respondents")

    @cached_property
    def responses(self):
        """The prepared table: by respondent, in the order of the code book."""
        words, places = _categories()
        order = np.lexsort([places["option"], places["item"]])
        respondent, column = np.nonzero(self.codes[:, order] != NOT_ASKED)
        column = order[column]
        answer = places["answer"][column, self.codes[respondent, column]]
        codes = {"item": places["item"][column], "option": places["option"][column], "answer": answer}
        values = {name: pd.Categorical.from_codes(each, words[name]) for name, each in codes.items()}
        return tables.typed({"respondent": respondent, **values}, "responses")


def draw_surveys(seed, world):
    """Draw the surveys of a world; the same for the same seed.

    Parameters
    ----------
    seed : int
    world : World

    Returns
    -------
    Surveys
    """
    rng = np.random.default_rng([seed, STREAM])
    surveyed, views = draw_surveyed(rng, world.events, world.effects.surveys), draw_views(rng, world)
    rows = draw_respondents(rng, world, surveyed)
    stopping = rows["limesurvey"] & (rng.random(len(rows)) < world.effects.surveys.break_off)
    rows = rows.assign(broken_off=stopping)
    of_persons, unnamed = rng.normal(size=len(world.home)), rng.normal(size=len(rows))
    about = np.where(rows["person"] >= 0, of_persons[rows["person"]], unnamed)
    return Surveys(surveyed, views, rows, draw_answers(rng, Asking(rows, world, views, about)))


def _pairing(rows):
    """One number for all answers of a person who gave a code, and what the code tells."""
    coded = (rows["code"] != "").to_numpy()
    number = np.full(len(rows), -1)
    number[coded] = np.unique(rows["person"].to_numpy()[coded], return_inverse=True)[1]
    rule = np.where(rows["slipped"], *vocabulary.PAIRING_RULE[::-1]).astype(object)
    return number, np.where(coded, rule, None)


def _categories():
    """The words of each column in the order of the code book; by column of the matrix the places among them."""
    asked = columns()
    of_answers = [item.words for item, _ in asked]
    words = {
        "item": list(dict.fromkeys(item.word for item, _ in asked)),
        "option": list(dict.fromkeys(option for _, option in asked if option)),
        "answer": list(dict.fromkeys(word for each in of_answers for word in each)),
    }
    answer = np.full((len(asked), max(map(len, of_answers)) + 1), -1)
    for column, each in enumerate(of_answers):
        answer[column, : len(each)] = [words["answer"].index(word) for word in each]
    places = {
        "item": np.array([words["item"].index(item.word) for item, _ in asked]),
        "option": np.array([words["option"].index(option) if option else -1 for _, option in asked]),
    }
    return words, places | {"answer": answer}
