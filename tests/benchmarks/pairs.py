"""How well names were linked: pairs of spellings of one firm, counted without listing them."""

import numpy as np
import pandas as pd


def pairwise(truth, found):
    """Precision, recall and F1 over all pairs of spellings.

    Examples
    --------
    >>> pairwise([1, 1, 1, 2], [5, 5, 6, 6])
    {'precision': 0.5, 'recall': 0.3333333333333333, 'f1': 0.4}
    """
    truth, found = pd.factorize(np.asarray(truth))[0], pd.factorize(np.asarray(found))[0]
    both = truth.astype(np.int64) * (found.max(initial=0) + 1) + found
    right, there, told = (_pairs(codes) for codes in (both, truth, found))
    return {
        "precision": right / told if told else 1.0,
        "recall": right / there if there else 1.0,
        "f1": 2 * right / (told + there) if told + there else 1.0,
    }


def _pairs(codes):
    times = np.unique(codes, return_counts=True)[1]
    return int((times * (times - 1) // 2).sum())


def recall_by_kind(frame, found):
    """Share of the further spellings of each kind that stand with the first spelling of their firm."""
    first = frame["kind"] == "first"
    home = pd.Series(np.asarray(found)[first], index=frame.loc[first, "firm"])
    further = frame[~first]
    with_it = np.asarray(found)[~first] == home.reindex(further["firm"]).to_numpy()
    return pd.Series(with_it, index=further["kind"].to_numpy()).groupby(level=0).mean()
