"""Tables of comparisons by hand, as the measures give them."""

from types import MappingProxyType

import numpy as np
import pandas as pd

from kmu_eval.tables import Origin
from tests.figures import surveys

NAN = float("nan")
TOP = "top answers / valid answers"
REFUSED = f"{TOP}; answers on it: 41 of 100, at least 50 are asked for: not adjusted"
TOO_FEW = f"{TOP}; 9 parameters, 3 are allowed for so few events: not adjusted"
MORE = {
    "recommend": {"de": "Würden Sie uns empfehlen?", "en": "Would you recommend us?"},
    "clear": {"de": "Wie klar war es?", "en": "How clear was it?"},
}
LABELS = {("item", word, lang): text for word, texts in MORE.items() for lang, text in texts.items()}
ORIGIN = Origin(
    "Zentrum", synthetic=True, languages=("de", "en"), labels=MappingProxyType({**surveys.BOOK.labels, **LABELS})
)


def block(outcome, estimator, groups, difference, **more):
    """Both groups and their difference: each n, events, estimate and the ends of its interval."""
    order, names = ["online", "in_person"], ["n", "n_events", "estimate", "ci_low", "ci_high"]
    of_difference = {**dict.fromkeys(["margin_pp", "p_value", "p_adjusted", "least_p"], NAN), "verdict": None}
    of_difference |= {key: more.pop(key) for key in of_difference if key in more}
    frame = pd.DataFrame([*groups, difference], columns=names)
    frame.insert(0, "mode", pd.Categorical([*order, None], order, ordered=True))
    given = {"item": outcome, "estimator": estimator, "part": ["group", "group", "difference"], "outcome": outcome}
    given |= {"measure": "top_share", "unit": "answers", "ci_level": 0.95, "rule": TOP, **more}
    frame = frame.assign(**given, **{key: [None, None, value] for key, value in of_difference.items()})
    return frame[["mode", *given, *names, *of_difference]]


def together(*blocks):
    """Blocks in one table, with the types of the measures."""
    table = pd.concat(blocks, ignore_index=True)
    numbers = dict.fromkeys(["margin_pp", "p_value", "p_adjusted", "least_p", "estimate", "ci_low", "ci_high"], float)
    words = ["equivalent", "small_difference", "better", "worse", "inconclusive", "refused"]
    return table.astype(numbers).assign(verdict=pd.Categorical(table["verdict"], words))


def primary(verdict, low, high, events=(40, 30), adjusted=True, p_value=NAN, least_p=NAN):
    """A primary outcome whose interval is given in points around its middle."""
    ends = ((low + high) / 200, low / 100, high / 100)
    groups = [(800, events[0], 0.8, 0.7, 0.9), (720, events[1], 0.8 - ends[0], 0.65, 0.88)]
    difference = (1520, sum(events), *ends)
    told = {"margin_pp": 10.0, "p_value": p_value, "least_p": least_p}
    given = block("useful", "unadjusted", groups, (1520, sum(events), 0.065, 0.035, 0.098), verdict="better", **told)
    made = block("useful", "adjusted", groups, difference, verdict=verdict, **told)
    return together(given, made) if adjusted else together(made.assign(estimator="unadjusted"))


def secondary(**more):
    """A net promoter score, with a p-value corrected for several."""
    groups, difference = [(90, 12, 0.5, 0.4, 0.6), (60, 11, 0.3, 0.2, 0.4)], (150, 23, 0.2, 0.05, 0.35)
    told = {"measure": "net_promoter", "p_value": 0.01, "p_adjusted": 0.0432, **more}
    return together(*(block("recommend", each, groups, difference, **told) for each in ("unadjusted", "adjusted")))


def mean(**more):
    """A mean, with a margin but no verdict."""
    groups, difference = [(90, 12, 4.2, 4.0, 4.4), (60, 11, 4.1, 3.9, 4.3)], (150, 23, 0.1, -0.2, 0.4)
    return together(block("clear", "unadjusted", groups, difference, measure="mean", margin_pp=0.5, **more))


def refused(rule=REFUSED, events=(40, 30), n=(700, 600)):
    """A primary outcome of which nothing is adjusted."""
    groups = [(n[0], events[0], NAN, NAN, NAN), (n[1], events[1], NAN, NAN, NAN)]
    nothing = block("useful", "adjusted", groups, (sum(n), sum(events), NAN, NAN, NAN), verdict="refused", rule=rule)
    given = primary("better", 2, 18, events).query("estimator == 'unadjusted'")
    return together(given, nothing.assign(margin_pp=[NAN, NAN, 10.0]))


def small():
    """A secondary outcome that three people of one group answered."""
    groups = [(8117, 12, 0.8123, 0.71, 0.91), (3, 2, 0.6734, 0.2, 0.9)]
    nothing, difference = [(7117, 10, NAN, NAN, NAN), (3, 2, NAN, NAN, NAN)], (8120, 14, 0.1389, -0.21, 0.41)
    told = {"p_value": 0.4711, "p_adjusted": 0.4822}
    given = block("hard", "unadjusted", groups, difference, **told)
    return together(
        given, block("hard", "adjusted", nothing, (7120, 12, NAN, NAN, NAN), verdict="refused", rule=REFUSED)
    )


def everything():
    """All of them, one below the other."""
    return together(primary("equivalent", -3.9, 6), secondary(), mean(), small())


def cells(kept=("yes", "no", "yes"), n=((17, 253), (86, 30), (40, 3)), share=0.83, rule=TOP):
    """The joint cells of year and difficulty, each with both groups."""
    rows = len(kept)
    return pd.DataFrame(
        {
            "year": np.repeat([str(2019 + row) for row in range(rows)], 2),
            "difficulty": ["introductory"] * 2 * rows,
            "mode": pd.Categorical(["online", "in_person"] * rows, ["online", "in_person"], ordered=True),
            "outcome": "useful",
            "kept": np.repeat(list(kept), 2),
            "unit": "answers",
            "n": np.ravel(n),
            "n_events": np.where(np.ravel(n) > 0, 7, 0),
            "share_kept": share,
            "rule": rule,
        }
    )


def came():
    """Who came online and in person, by role and by size; of advisers in person there are three."""
    groups = [
        ("role", "enterprise", 400, 300, 0.78),
        ("role", "adviser", 60, 3, 0.42),
        ("role", "other", 52, 20, -0.12),
    ]
    groups += [
        ("role", None, 11, 22, NAN),
        ("size_class", "micro", 300, 100, 0.5),
        ("size_class", "small", 90, 110, -0.5),
    ]
    frame = pd.DataFrame(groups, columns=["group_column", "group", "n_first", "n_second", "normalised_difference"])
    stated = frame[frame["group"].notna()].groupby("group_column")[["n_first", "n_second"]].transform("sum")
    shares = {f"share_{place}": frame[f"n_{place}"] / stated[f"n_{place}"] for place in ("first", "second")}
    return frame.assign(first="online", second="in_person", unit="attendances", **shares, rule="counted")


def spreads(aspects=("no_show", "minutes"), quartiles=("event_q1", "event_median", "event_q3")):
    """Values of both modes, and of three people at hybrid events."""
    values = {"no_show": 0.26, "minutes": 97.0, "km_to_venue": 61.0, "far_from_venue": 0.21, "km_saved": 16100.0}
    rows = [(mode, aspect, n, values[aspect]) for mode, n in surveys.GROUPS.items() for aspect in aspects]
    frame = pd.DataFrame(rows, columns=["mode", "aspect", "n", "estimate"])
    spread = {name: frame["estimate"] * part for name, part in zip(quartiles, (0.5, 0.9, 1.5), strict=True)}
    modes = pd.Categorical(frame["mode"], surveys.MODES)
    return frame.assign(mode=modes, unit="attendances", n_events=12, n_missing=1, **spread, rule="counted")
