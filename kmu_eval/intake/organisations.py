"""What the lists say of each firm or body, brought to one row."""

import numpy as np
import pandas as pd

from kmu_eval.intake.issues import Issue
from kmu_eval.schema import PREPARED
from kmu_eval.tables import typed
from kmu_eval.vocabulary import BUSINESS_TYPES, SME_SIZES

ATTRIBUTES = tuple(c.name for c in PREPARED["organisations"].columns if c.name not in ("pseudonym", "sme"))


def build_organisations(mentions, identified):
    """The table of organisations: of each attribute the latest that a list tells.

    Parameters
    ----------
    mentions : DataFrame
        Kept rows with date, listed (whether from a list of organisations, which wins) and attributes.
    identified : Identified
        Per row of `mentions` which organisation it is.

    Returns
    -------
    organisations : DataFrame
        One row per pseudonym.
    issues : list of Issue
        One per attribute on which lists disagree.
    """
    known = mentions.assign(organisation=identified.codes)[identified.codes >= 0]
    issues = []
    columns = {"pseudonym": identified.pseudonyms}
    for name in (*ATTRIBUTES, "sme"):
        latest, disagreeing = _latest(known, name)
        columns[name] = latest.reindex(range(len(identified.pseudonyms))).astype(object).to_numpy()
        if disagreeing and name != "sme":
            issues.append(Issue("warning", "lists_disagree", column=name, rows=disagreeing))
    columns = {name: np.where(pd.isna(values), None, values) for name, values in columns.items()}
    columns["sme"] = _sme(columns)
    return typed(columns, "organisations"), issues


def _latest(known, name):
    """Per organisation the value with the latest date (ties: the last by alphabet), and how many have several."""
    columns = ["organisation", "listed", "date", name]
    told = known.loc[known[name].notna() & (known[name] != "unknown"), columns]
    distinct = told.drop_duplicates(["organisation", name])
    disagreeing = int((distinct.groupby("organisation", observed=True).size() > 1).sum())
    ordered = told.sort_values(columns, kind="stable", na_position="first")
    return ordered.drop_duplicates("organisation", keep="last").set_index("organisation")[name], disagreeing


def _sme(columns):
    """A list's own word; else by head count; bodies that are no business are no SMEs."""
    told, size, sort = (pd.Series(columns[name], dtype=object) for name in ("sme", "size_class", "organisation_type"))
    by_size = np.select([size.isin(SME_SIZES), size == "large"], ["yes", "no"], "unknown")
    business = sort.isna() | sort.isin(BUSINESS_TYPES)
    return told.where(told.notna(), np.where(business, by_size, "no"))
