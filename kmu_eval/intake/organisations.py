"""What the lists say of each firm or body, brought to one row."""

import pandas as pd

from kmu_eval.intake.issues import Issue
from kmu_eval.intake.sme import BASIS, FIGURES, size_class_of, sme_status
from kmu_eval.schema import PREPARED
from kmu_eval.tables import typed
from kmu_eval.target_group import EUROPEAN, TargetGroup

ATTRIBUTES = tuple(c.name for c in PREPARED["organisations"].columns if c.name not in ("pseudonym", "sme", "sme_date"))
STATED = ("size_class", *FIGURES, "autonomous", "publicly_controlled")
"""What is stated for a day of its own, if a list names one, and makes the day of the status."""


def build_organisations(mentions, identified, group: TargetGroup = EUROPEAN):
    """The table of organisations: of each attribute the latest that a list tells.

    Parameters
    ----------
    mentions : DataFrame
        Kept rows with date, listed (whether from a list of organisations, which wins) and attributes.
    identified : Identified
        Per row of `mentions` which organisation it is.
    group : TargetGroup
        Whose thresholds make the status.

    Returns
    -------
    organisations : DataFrame
        One row per pseudonym.
    issues : list of Issue
        One per attribute on which lists disagree.
    """
    known = mentions.assign(organisation=identified.codes)[identified.codes >= 0]
    day = pd.to_datetime(known["sme_date"]).fillna(known["date"])
    whole = known["aggregated"].where(known["aggregated"] == "yes", "no")
    known = _with_size_class(known.assign(day=day, aggregated=whole))
    names, rows = dict.fromkeys([*ATTRIBUTES, *STATED, "sme"]), range(len(identified.pseudonyms))
    latest = {name: _latest(known, name).reindex(rows) for name in names}
    values = pd.DataFrame({name: found[name].astype(object) for name, found in latest.items()})
    values = _with_size_class(values.assign(aggregated=_aggregated(latest)))
    told = values["sme"].notna()
    columns = {"pseudonym": identified.pseudonyms, **values[list(ATTRIBUTES)]}
    columns["sme"] = values["sme"].where(told, sme_status(values[list(BASIS)], group))
    columns["sme_date"] = latest["sme"]["day"].where(told, _day(values, latest, group))
    return typed(columns, "organisations"), [*_disagreements(known)]


def _with_size_class(rows):
    """A number of employees says in which class they are, whatever else is said of it."""
    if not rows["employees_awu"].notna().any():
        return rows
    by_number = size_class_of(rows["employees_awu"].astype("float64"))
    return rows.assign(size_class=by_number.where(by_number.notna(), rows["size_class"]))


def _told(known, name, columns):
    return known.loc[known[name].notna() & (known[name] != "unknown"), list(dict.fromkeys(columns))]


def _latest(known, name):
    """Per organisation the row of the latest value, with its day (ties: the last by alphabet)."""
    order = ["organisation", "listed", "day" if name in (*STATED, "sme") else "date", name, "aggregated"]
    ordered = _told(known, name, [*order, "day"]).sort_values(order, kind="stable", na_position="first")
    return ordered.drop_duplicates("organisation", keep="last").set_index("organisation")


def _disagreements(known):
    for name in ATTRIBUTES:
        distinct = _told(known, name, ["organisation", name]).drop_duplicates()
        disagreeing = int((distinct.groupby("organisation", observed=True).size() > 1).sum())
        if disagreeing:
            yield Issue("warning", "lists_disagree", column=name, rows=disagreeing)


def _rest_on(latest, column):
    """Of each figure known, what stands in another column of its row; a class does not count beside a number."""
    found = pd.DataFrame({name: latest[name][column] for name in ("size_class", *FIGURES)})
    return found.assign(size_class=found["size_class"].where(latest["employees_awu"]["employees_awu"].isna()))


def _aggregated(latest):
    """Whether every figure that is known comes from a row whose figures hold those of linked enterprises."""
    rows = _rest_on(latest, "aggregated")
    return (rows.isna() | (rows == "yes")).all(axis=1).map({True: "yes", False: "no"})


def _day(values, latest, group):
    """The latest day of the entries that a status rests on: the sort of the body, where that alone decides."""
    days = _rest_on(latest, "day").assign(
        **{name: latest[name]["day"] for name in ("autonomous", "publicly_controlled")}
    )
    sort = values["organisation_type"]
    other = sort.notna() & ~sort.isin(group.organisation_types)
    return days.max(axis=1).mask(other, latest["organisation_type"]["day"])
