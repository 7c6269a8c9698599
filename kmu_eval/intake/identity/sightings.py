"""What the lists say of keys and of clusters of keys: how they are written, how often, with what beside them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kmu_eval.intake.identity.domains import MOST_NAMES, domains_of
from kmu_eval.intake.identity.keys import normalised_addresses


@dataclass(frozen=True)
class Sightings:
    """Rows of lists, as far as they tell of whom they name.

    Parameters
    ----------
    rows : DataFrame
        A row per row: name, organisation, postcode, email as written; event; domain (a firm's own, else empty);
        person and body (cluster, -1 where there is none); came (whether it is an attendance).
    """

    rows: pd.DataFrame

    def at(self, places):
        """The rows at some places."""
        return Sightings(self.rows.iloc[places])

    def commonest(self, codes, column):
        """The commonest writing for each code: Series by code; the first in the alphabet of several."""
        texts = self.rows[column].astype("str").to_numpy(dtype=object)
        table = pd.DataFrame({"code": codes, "text": texts})[self.rows[column].notna().to_numpy() & (texts != "")]
        count = table.groupby(["code", "text"], sort=True, observed=True).size().reset_index(name="rows")
        ordered = count.sort_values(["code", "rows", "text"], ascending=[True, False, True])
        return ordered.drop_duplicates("code").set_index("code")["text"]

    def together(self, codes, column):
        """What stands in a column beside each code: Series of frozenset by code."""
        table = pd.DataFrame({"code": codes, "found": self.rows[column].to_numpy()})
        table = table[~table["found"].isin(["", -1]) & table["found"].notna()].drop_duplicates()
        return table.groupby("code", sort=True, observed=True)["found"].agg(frozenset)

    def sizes(self, codes):
        """Rows, events and attendances of each code: columns rows, events, attendances."""
        table = self.rows.assign(code=codes)
        by_code = table[table["listed"].eq(False)].groupby("code", sort=True, observed=True)
        came = table[table["came"]].drop_duplicates(["code", "person", "event"]).groupby("code", sort=True)
        sizes = {"rows": by_code.size(), "events": by_code["event"].nunique(), "attendances": came.size()}
        return pd.DataFrame(sizes).fillna(0).astype("int64")


def sightings(linked):
    """What the rows of linked lists tell.

    Parameters
    ----------
    linked : Linked

    Returns
    -------
    Sightings
        Rows of lists, followed by the rows of lists of organisations.
    """
    mentions, count = linked.mentions, len(linked.rows)
    person = np.full(len(mentions), -1, dtype=np.int64)
    person[:count] = linked.participants.default.codes
    unnamed = np.arange(len(mentions)) + person.max(initial=0) + 1
    columns = {name: mentions[name].to_numpy(dtype=object) for name in ("name", "organisation", "postcode", "email")}
    columns |= {"event": mentions["event"].to_numpy(dtype=object), "listed": np.arange(len(mentions)) >= count}
    columns |= {"domain": _own_domains(mentions["email"], linked.organisations.keys)}
    columns |= {"person": np.where(person < 0, unnamed, person), "body": linked.organisations.default.codes}
    columns |= {"came": (mentions["attended"] == "yes").to_numpy(dtype=bool)}
    return Sightings(pd.DataFrame(columns))


def _own_domains(emails, keys):
    """The domain of each row's address; empty where it is a free mailer's, or of so many names that it is nobody's."""
    domains = np.array(domains_of(normalised_addresses(emails)).to_pylist(), dtype=object)
    named = keys.pairs_with(domains, "domain")
    names = named.assign(name=keys.fields["name"].to_numpy(dtype=object)[named["key"]])
    count = names.groupby("domain", observed=True)["name"].nunique()
    return np.where(np.isin(domains.astype(str), count.index[count > MOST_NAMES].astype(str)), "", domains)
