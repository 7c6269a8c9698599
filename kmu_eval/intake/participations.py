"""Rows of attendance lists to participations, participants and links."""

import re

import numpy as np
import pandas as pd

from kmu_eval.intake.events import OUTSIDE, find_events
from kmu_eval.intake.grid import KEPT, clean
from kmu_eval.intake.identity import normalised
from kmu_eval.intake.issues import by_file
from kmu_eval.intake.placing import of_export
from kmu_eval.intake.stays import minutes_present
from kmu_eval.schema import ACTIVITY, NONE, PREPARED
from kmu_eval.tables import typed

ID = re.compile(r"(?=.*\d)[\w./-]{1,20}")
MOST_IDS = 5
KEYS = ("event", "participant", "single")
KEY_KINDS = ("e_mail", "name_and_organisation", "name_and_event")
WORDS = ("role", "registered", "attended", "completed", "channel")
DONE = tuple(column.name for column in ACTIVITY)
LARGEST = np.iinfo(np.int32).max


def place_rows(rows, references, own_staff):
    """Rows with the event that they belong to; those outside the period and of the programme's own staff set aside.

    Parameters
    ----------
    rows : DataFrame
        Rows read, with fate and the intake columns.
    references : Series
        Event id to row of events.
    own_staff : OwnStaff

    Returns
    -------
    rows : DataFrame
        With the column ``place`` (row of events) and the fate of each row.
    issues : list of Issue
    """
    rows = rows.assign(place=find_events(rows["event"], references))
    kept, outside = rows["fate"] == KEPT, rows["place"] == OUTSIDE
    staff = kept & ~outside & _own_staff(rows, own_staff)
    unknown = kept & rows["event"].notna() & (rows["place"] == NONE)
    issues = [
        *by_file(rows[kept & rows["event"].isna() & ~of_export(rows)], "error", "row_without_event", "event"),
        *_unknown_events(rows[unknown]),
        *by_file(rows[staff], "note", "own_staff", "email"),
    ]
    fate = rows["fate"].mask(kept & outside, "outside_period").mask(staff, "own_staff")
    return rows.assign(fate=fate), issues


def _unknown_events(rows):
    """One issue per file, with the ids; what does not look like an id may be a name in the wrong column."""
    for file, found in rows.groupby("file", sort=True, observed=True):
        ids = sorted({text for text in found["event"] if ID.fullmatch(text)})
        shown = ", ".join(ids[:MOST_IDS]) + (", …" if len(ids) > MOST_IDS else "")
        yield from by_file(found.assign(file=file), "error", "unknown_event", "event", ids=shown or "…")


def _own_staff(rows, own_staff):
    if "email" not in rows:
        return False
    domain = normalised(rows["email"]).str.rsplit("@", n=1).str[-1]
    ours = [clean(name).casefold() for name in own_staff.organisations]
    domains = [clean(name).casefold().lstrip("@") for name in own_staff.email_domains]
    return domain.isin(domains) | normalised(rows["organisation"]).isin(ours)


def build_participations(rows, persons, organisations, stays=None):
    """Participations: one row per participant and event; several rows of one person at one event become one.

    Parameters
    ----------
    rows : DataFrame
        Placed rows that were kept.
    persons : Identified
        Per row who it is.
    organisations : Identified
        Per row the organisation; it may go on with further rows.
    stays : DataFrame, optional
        From `read_stays`: several stays of one person give the minutes present together.

    Returns
    -------
    participations, participants, links : DataFrame
    duplicate : ndarray of bool
        Per row whether it is a further row of one person at one event.
    """
    coded = _coded(rows, persons.codes, organisations.codes[: len(rows)])
    if stays is not None and stays["join"].notna().any():
        coded["minutes"] = _with_stays(coded, stays)
    merged, place = _one_per_event(coded)
    participants = {"pseudonym": persons.pseudonyms, "person_rule": _rule_of_each(persons)}
    links = _links(rows, persons, organisations, place)
    return _participations(merged), typed(participants, "participants"), links, ~_first_rows(rows, place)


def _coded(rows, participants, organisations):
    """References and words as whole numbers; the earlier word is the stronger (yes before no before unknown)."""
    columns = {"event": rows["place"].to_numpy(), "participant": participants, "organisation": organisations}
    for name in WORDS:
        codes = pd.Categorical(rows[name], categories=list(PREPARED["participations"][name].words)).codes
        columns[name] = np.where(codes < 0, np.int64(127), codes)
    minutes = rows["minutes"].astype("Int64")
    columns |= {"minutes": minutes.fillna(-1).to_numpy(dtype=np.int64), "single": _apart(rows, participants)}
    columns |= {name: rows[name].astype("Int64").array for name in DONE if rows[name].notna().any()}
    return pd.DataFrame(columns, index=rows.index)


def _apart(rows, participants):
    """What keeps rows apart that name nobody: each is one of its own, except a device that came several times."""
    devices, _ = pd.factorize(normalised(rows["device"]).where(lambda text: text != ""))
    known = rows["place"].to_numpy() >= 0
    alone = np.where((devices >= 0) & known, -devices - 1, np.arange(1, len(rows) + 1))
    return np.where((participants < 0) | ~known, alone, 0)


def _with_stays(coded, stays):
    """Per row the minutes that its person was present at its event, by all stays together; else as stated."""
    who = coded.groupby(list(KEYS), sort=False, observed=True).ngroup().to_numpy()
    minutes = minutes_present(who, stays["join"], stays["leave"], stays["start"], stays["end"])
    present = minutes.reindex(who).fillna(-1).to_numpy(dtype=np.int64)
    return np.where(present >= 0, present, coded["minutes"])


def _one_per_event(coded):
    """Merge rows of one named participant at one event; returns them and, per row, its place among them.

    What was done in several stays is added up; the numbers that no row knows are no columns.
    """
    strongest = {"organisation": "max", **dict.fromkeys(WORDS, "min"), "minutes": "max"}
    groups = coded.groupby(list(KEYS), sort=False, observed=True)
    done = [name for name in DONE if name in coded]
    merged, group = groups.agg(strongest), groups.ngroup().to_numpy()
    merged = merged.join(groups[done].sum(min_count=1)).reset_index() if done else merged.reset_index()
    content = merged.drop(columns="single").sort_values([*KEYS[:2], *strongest, *done], kind="stable")
    place = np.empty(len(merged), dtype=np.int64)
    place[content.index.to_numpy()] = np.arange(len(merged))
    return content.reset_index(drop=True), place[group]


def _participations(merged):
    columns = {name: merged[name].to_numpy() for name in ("participant", "event", "organisation")}
    for name in WORDS:
        words = list(PREPARED["participations"][name].words)
        codes = merged[name].to_numpy()
        columns[name] = pd.Categorical.from_codes(np.where(codes == 127, -1, codes), categories=words)
    columns["minutes"] = merged["minutes"].astype("Int32").mask(merged["minutes"] < 0)
    columns |= {name: merged[name].clip(upper=LARGEST) for name in DONE if name in merged}
    return typed(columns, "participations")


def _first_rows(rows, place):
    names = ["source", "file", "row"]
    ordered = pd.DataFrame({"place": place, **{name: rows[name].to_numpy() for name in names}})
    first = ordered.sort_values(["place", *names]).drop_duplicates("place").index
    return np.isin(np.arange(len(rows)), first)


def _links(rows, persons, organisations, place):
    links = pd.DataFrame({"source": rows["source"], "file": rows["file"], "row": rows["row"]})
    rules = {"person_rule": persons.rules, "organisation_rule": organisations.rules[: len(rows)]}
    links = links.assign(participation=place, **{name: rule.to_numpy() for name, rule in rules.items()})
    links = links.sort_values(["source", "file", "row"])
    return typed({name: links[name].to_numpy() for name in links}, "links")


def _rule_of_each(persons):
    """The fields by which each participant is known: the kind of the key that gave the pseudonym."""
    kinds = persons.rules.isin(KEY_KINDS).to_numpy() & (persons.codes >= 0)
    rules = pd.Series(persons.rules.to_numpy()[kinds], index=persons.codes[kinds])
    return rules[~rules.index.duplicated()].sort_index().to_numpy()
