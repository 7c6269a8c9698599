"""The rows of lists with who is who, and the tables that follow under each linkage."""

from dataclasses import dataclass

import pandas as pd

from kmu_eval.intake.grid import KEPT
from kmu_eval.intake.identity import Linkages, identify_organisations, identify_participants
from kmu_eval.intake.identity.decisions import NO_DECISIONS
from kmu_eval.intake.issues import Issue
from kmu_eval.intake.organisations import build_organisations
from kmu_eval.intake.participations import build_participations
from kmu_eval.target_group import EUROPEAN, TargetGroup

TABLES = ("participations", "participants", "organisations", "links")
"""The tables that differ from linkage to linkage."""


@dataclass(frozen=True)
class Rules:
    """What tells who is who, beside the rows.

    Parameters
    ----------
    key : Key
        The pseudonym key.
    decisions : mapping of str to Decisions
        By ``organisation`` and ``participant``, what persons decided.
    named : mapping of str to set of str
        By the same, pseudonyms that are in use.
    target_group : TargetGroup
        Whose thresholds make the status of an SME.
    """

    key: object
    decisions: dict
    named: dict
    target_group: TargetGroup = EUROPEAN

    def of(self, what):
        """Key, decisions and pseudonyms in use, for one of the two."""
        return self.decisions.get(what, NO_DECISIONS), self.named.get(what, frozenset())


@dataclass(frozen=True)
class Linked:
    """Kept rows of lists, told apart.

    Parameters
    ----------
    rows : DataFrame
        Kept rows of lists.
    mentions : DataFrame
        The same with ``date`` and ``listed``, followed by the rows of lists of organisations.
    organisations : Linkages
        Of `mentions`.
    participants : Linkages
        Of `rows`.
    target_group : TargetGroup
    """

    rows: pd.DataFrame
    mentions: pd.DataFrame
    organisations: Linkages
    participants: Linkages
    target_group: TargetGroup

    def tables(self, linkage, stays):
        """The tables under one linkage.

        Parameters
        ----------
        linkage : str
        stays : DataFrame
            Of `rows`, from `read_stays`.

        Returns
        -------
        frames : dict of str to DataFrame
            Those of `TABLES`.
        further : ndarray of bool
            Per row whether it is a further row of one participation.
        issues : list of Issue
        """
        bodies, persons = getattr(self.organisations, linkage), getattr(self.participants, linkage)
        organisations, issues = build_organisations(self.mentions, bodies, self.target_group)
        participations, participants, links, further = build_participations(self.rows, persons, bodies, stays)
        frames = (participations, participants, organisations, links)
        return dict(zip(TABLES, frames, strict=True)), further, issues

    def issues(self):
        """What is told of who is who: addresses of several persons, and pairs that nobody has decided.

        Yields
        ------
        Issue
        """
        keys = self.participants.keys
        addresses = keys.pairs_with(self.participants.default.codes, "person")
        addresses = addresses.assign(email=keys.fields["email"].to_numpy()[addresses["key"]])
        addresses = addresses[addresses["email"] != ""].drop_duplicates(["email", "person"])
        if shared := int((addresses.groupby("email", observed=True).size() > 1).sum()):
            yield Issue("warning", "shared_address", column="email", rows=shared)
        for what in ("organisations", "participants"):
            if pairs := len(getattr(self, what).doubtful):
                yield Issue("note", f"doubtful_{what}", rows=pairs)


def link_rows(lists, listed, dates, rules):
    """Tell apart who the kept rows of lists name.

    Parameters
    ----------
    lists : DataFrame
        Placed rows of lists.
    listed : DataFrame
        Rows of lists of organisations.
    dates : Series
        Of the prepared events.
    rules : Rules

    Returns
    -------
    Linked
    """
    rows = lists[lists["fate"] == KEPT]
    named = rows.assign(date=dates.reindex(rows["place"]).to_numpy(), listed=False, sme=None)
    bodies = listed[listed["fate"] == KEPT].assign(date=pd.NaT, listed=True)
    mentions = pd.concat([named, bodies], ignore_index=True)
    organisations = identify_organisations(mentions, rules.key, *rules.of("organisation"))
    participants = identify_participants(rows, rules.key, organisations, *rules.of("participant"))
    return Linked(rows, mentions, organisations, participants, rules.target_group)
