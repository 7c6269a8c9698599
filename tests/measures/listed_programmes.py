"""Any small programme with the lists it was read from: links, a ledger, a linkage in which more are the same."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from kmu_eval import vocabulary
from kmu_eval.tables import Tables, typed
from tests.measures.small_programmes import PERSONS, programmes

SOURCES = (("lists", "a.csv"), ("lists", "b.csv"), ("tools", "a.csv"))


@dataclass(frozen=True, eq=False)
class Listed(Tables):
    """Tables with a ledger, as a project has them."""

    ledger: pd.DataFrame = field(default=None, repr=False)


def _links(draw, participations):
    times = draw(st.lists(st.integers(1, 3), min_size=participations, max_size=participations))
    place = [participation for participation, n in enumerate(times) for _ in range(n)]
    rows = [
        (
            *draw(st.sampled_from(SOURCES)),
            draw(st.integers(2, 99)),
            participation,
            draw(st.sampled_from([*vocabulary.PERSON_RULE, None])),
            draw(st.sampled_from([*vocabulary.ORGANISATION_RULE, None])),
        )
        for participation in place
    ]
    names = ["source", "file", "row", "participation", "person_rule", "organisation_rule"]
    return typed({name: [row[i] for row in rows] for i, name in enumerate(names)}, "links")


def _ledger(draw, links):
    """The rows of each file: those linked, the further ones of a participation set aside; and some never linked."""
    further = links.duplicated("participation")
    kept = links[["source", "file"]].astype("str").assign(outcome="kept", reason="")
    kept.loc[further, ["outcome", "reason"]] = "set_aside", "duplicate_participation"
    counted = kept.groupby(list(kept), observed=True).size().rename("rows").reset_index()
    aside = [
        (*place, "set_aside", reason, draw(st.integers(1, 9)))
        for place in SOURCES
        for reason in draw(st.sets(st.sampled_from(["blank_row", "own_staff"])))
    ]
    events = [("events", "e.csv", "kept", "", 5), ("events", "e.csv", "set_aside", "blank_row", 3)]
    return pd.concat([counted, pd.DataFrame([*aside, *events], columns=list(counted) if len(counted) else None)])


def merged(participations, links, same):
    """The tables in which persons are taken for the same; their rows at one event become one."""
    person = participations["participant"].to_numpy()
    moved = participations.assign(participant=np.where(person < 0, -1, same[person]).astype(np.int32))
    pairs = moved[["participant", "event"]].to_numpy()
    first = {}
    place = [first.setdefault(tuple(pair) if min(pair) >= 0 else i, i) for i, pair in enumerate(pairs)]
    left = sorted(set(place))
    new = np.array([left.index(i) for i in place], np.int32)
    rows = moved.iloc[left].reset_index(drop=True)
    return {"participations": rows, "links": links.assign(participation=new[links["participation"].to_numpy()])}


@st.composite
def listed_programmes(draw):
    tables = draw(programmes())
    names = ("events", "participations", "head_counts", "participants", "organisations")
    frames = {name: tables.read(name) for name in names}
    frames["links"] = _links(draw, len(frames["participations"]))
    same = np.array(draw(st.lists(st.integers(0, PERSONS - 1), min_size=PERSONS, max_size=PERSONS)))
    wide = {**frames, **merged(frames["participations"], frames["links"], same)}
    linkages = {"default": frames.__getitem__, "wide": wide.__getitem__}
    ledger = _ledger(draw, frames["links"])
    return Listed(frames.__getitem__, tables.rules, tables.origin, (), linkages, ledger=ledger)
