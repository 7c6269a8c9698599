"""The survey measures of test_survey.py in plain pandas, which gets the same formulas for intervals on its sums.

On rows: all tables merged beforehand, every answer with all that is known of its respondent and event. From tables:
each measure starts where ours do, and merges the items and columns that it needs.
"""

import numpy as np
import pandas as pd

from kmu_eval.measures.estimates import mean, net_share, share

VALUES = {str(value): value for value in range(11)}
TOP = ["8", "9", "10"]
ITEMS = [f"item_{i:02}" for i in range(20)]
OPTIONS = [f"option_{i:02}" for i in range(20)]
WAVES = ("pre", "post")


class OnRows:
    """All tables merged beforehand."""

    def __init__(self, tables):
        who = tables.respondents.merge(tables.events[["mode", "kind"]], left_on="event", right_index=True)
        self.every = tables.responses.merge(who, left_on="respondent", right_index=True)
        self.post = self.every[self.every["wave"] == "post"]
        self.came = tables.head_counts.merge(tables.events[["mode", "kind"]], left_on="event", right_index=True)

    def rows(self, items=None, columns=(), waves=("post",)):
        """Answers, of at least these items."""
        return self.post if waves == ("post",) else self.every

    def who(self, columns=(), waves=("post",)):
        """Respondents, by their number."""
        return self.rows(waves=waves).drop_duplicates("respondent").set_index("respondent")

    def heads(self, columns=()):
        """Head counts."""
        return self.came


class FromTables:
    """Each measure merges for itself."""

    def __init__(self, tables):
        self.tables = tables

    def rows(self, items=None, columns=(), waves=("post",)):
        """Answers to these items, or to all."""
        given = self.tables.responses
        given = given if items is None else given[given["item"].isin(items)]
        return given.merge(self.who(columns, waves), left_on="respondent", right_index=True)

    def who(self, columns=(), waves=("post",)):
        """Respondents, by their number, with columns of their events."""
        who = self.tables.respondents[["event", "pairing", "wave"]]
        who = who[who["wave"].isin(waves)]
        return who.merge(self._of_events(columns), left_on="event", right_index=True) if columns else who

    def heads(self, columns=()):
        """Head counts, with columns of their events."""
        heads = self.tables.head_counts
        return heads.merge(self._of_events(columns), left_on="event", right_index=True) if columns else heads

    def _of_events(self, columns):
        return self.tables.events[list(columns)]


def by_pandas(given, names):
    """What is timed, by name: functions without arguments."""
    return {name: lambda of=MEASURES[name]: of(given) for name in names}


def _of(rows, item):
    return rows[rows["item"] == item]


def _valid(rows, item):
    given = _of(rows, item)
    return given[given["answer"].notna() & (given["answer"] != "dont_know")]


def _sums(given, yes, by):
    """Yeses and answers by event, a column for each group."""
    found = given.assign(yes=yes).groupby([*by, "event"], observed=True)["yes"].agg(["sum", "count"])
    return [found[name].unstack(by, fill_value=0).to_numpy(float) for name in ("sum", "count")]


def _tally(given):
    return given.rows().groupby(["item", "option", "event", "answer"], observed=True, dropna=False).size()


def _distribution(given):
    rows, found = given.rows(None, ["mode"]), []
    by, words = ("option", OPTIONS) if rows["option"].notna().any() else ("item", ITEMS)
    for word in words:
        each = rows[rows[by] == word]
        counts = each.groupby("mode", observed=True)["answer"].value_counts(dropna=False)
        counts = counts.rename("answers").reset_index()
        valid = each[each["answer"].notna() & (each["answer"] != "dont_know")]
        of_mode = valid.groupby("mode", observed=True)["event"].agg(n="size", n_events="nunique")
        counts = counts.merge(of_mode, left_on="mode", right_index=True)
        on_scale = counts["answer"].notna() & (counts["answer"] != "dont_know")
        asked = counts.groupby("mode", observed=True)["answers"].transform("sum")
        found.append(counts.assign(estimate=counts["answers"] / counts["n"].where(on_scale, asked)))
    return pd.concat(found)


def _top_share(given):
    return _tops(given.rows(ITEMS, ["mode"]), ["mode"])


def _tops(rows, by):
    found = []
    for item in ITEMS:
        each = _valid(rows, item)
        top = share(*_sums(each, each["answer"].isin(TOP), by))
        of_values = mean(*_sums(each, each["answer"].astype("object").map(VALUES), by), scale=(0, 10))
        found.append(np.array([top.estimate, top.low, of_values.estimate, of_values.low]).T)
    return found


def _options(given):
    rows, found = given.rows(["needs"], ["mode"]).dropna(subset="answer"), []
    for option in OPTIONS:
        each = rows[rows["option"] == option]
        made = share(*_sums(each, each["answer"] == "chosen", ["mode"]))
        found.append(np.array([made.estimate, made.low]).T)
    return found


def _net_promoter(given):
    rows, found = given.rows(ITEMS, ["mode"]), []
    for item in ITEMS:
        each = _valid(rows, item)
        value = each["answer"].astype("object").astype(int)
        (promoters, n), (detractors, _) = (_sums(each, yes, ["mode"]) for yes in (value >= 9, value <= 6))
        made = net_share(promoters, detractors, n)
        found.append(np.array([made.estimate, made.low]).T)
    return found


def _rates(given):
    who, heads, rows = given.who(), given.heads(), given.rows()
    there = heads[heads["event"].isin(who["event"])]
    answers, n = [who["event"].nunique(), len(who)], [heads["event"].nunique(), there["attended"].sum()]
    for _, each in rows.groupby("item", observed=True):
        left_out = each.groupby("respondent")["answer"].count() == 0
        answers, n = [*answers, left_out.sum()], [*n, len(left_out)]
    return np.array([answers, n]).T


def _who_answered(given):
    who, heads, found = given.who(["mode", "kind"]), given.heads(["mode", "kind"]), []
    for name in ("mode", "kind"):
        n, came = who[name].value_counts(sort=False), heads.groupby(name, observed=False)["attended"].sum()
        found.append(pd.DataFrame({"n": n, "n_attendances": came, "difference": n / n.sum() - came / came.sum()}))
    return found


def _paired(who):
    who = who[who["pairing"] >= 0]
    sides = [who[who["wave"] == wave].reset_index(names="row").set_index("pairing")["row"] for wave in WAVES]
    return sides[0].to_frame("earlier").join(sides[1].rename("later"), how="inner")


def _pre_post(given):
    paired, rows, found = _paired(given.who(waves=WAVES)), given.rows(ITEMS, waves=WAVES), []
    for item in ITEMS:
        each = _of(rows, item).set_index("respondent")
        value, event = each["answer"].astype("object").map(VALUES), each["event"]
        pair = pd.DataFrame({"event": event.loc[paired["later"]].to_numpy()})
        pair["moved"] = value.loc[paired["later"]].to_numpy() - value.loc[paired["earlier"]].to_numpy()
        pair = pair.dropna()
        for chosen in (pair["moved"] > 0, pair["moved"] == 0, pair["moved"] < 0):
            made = share(*_sums(pair, chosen, []))
            found.append([made.estimate, made.low])
        made = mean(*_sums(pair, pair["moved"], []), scale=(-10, 10))
        found.append([made.estimate, made.low])
    return found


def _matching(given):
    who = given.who(waves=WAVES)
    paired = len(_paired(who))
    return [[paired, n] for n in who["wave"].value_counts()[list(WAVES)]]


def _matched_or_not(given):
    paired, rows = _paired(given.who(waves=WAVES)), given.rows(ITEMS, waves=WAVES)
    return _tops(rows.assign(alone=~rows["respondent"].isin(paired.to_numpy().ravel())), ["alone", "wave"])


def _raked(given):
    came, who = given.heads(["mode", "kind"]), given.who(["mode", "kind"])[["mode", "kind"]].astype("object")
    who["weight"] = 1.0
    totals = {name: came.groupby(name, observed=True)["attended"].sum() for name in ("mode", "kind")}
    totals = {name: total / total.sum() * len(who) for name, total in totals.items()}
    for _ in range(20):
        for name, total in totals.items():
            who["weight"] *= who[name].map(total / who.groupby(name)["weight"].sum())
    rows = given.rows(ITEMS)
    return [_weighted(_valid(rows, item), who["weight"]) for item in ITEMS]


def _weighted(given, weight):
    w = given["respondent"].map(weight)
    w *= w.sum() / (w**2).sum()
    frame = pd.DataFrame({"event": given["event"], "n": w, "yes": w * given["answer"].isin(TOP)})
    sums = frame.groupby("event")[["yes", "n"]].sum()
    made = share(sums["yes"], sums["n"])
    return [made.estimate, made.low]


def _tipping(given):
    came, rows, found = given.heads().set_index("event")["attended"], given.rows(ITEMS), []
    for item in ITEMS:
        each = _of(rows, item)
        attended = came.loc[each["event"].unique()].sum()
        valid = each[each["answer"].notna() & (each["answer"] != "dont_know")]
        n, top = len(valid), valid["answer"].isin(TOP).sum()
        found.append([n, top, top / n, attended, (0.5 * attended - top) / (attended - n)])
    return found


MEASURES = {
    "tally": _tally,
    "distribution": _distribution,
    "top_share": _top_share,
    "options": _options,
    "net_promoter": _net_promoter,
    "response_rates": _rates,
    "who_answered": _who_answered,
    "pre_post": _pre_post,
    "matching": _matching,
    "matched_or_not": _matched_or_not,
    "raked": _raked,
    "tipping_point": _tipping,
}
