"""The synthetic programme as prepared tables in memory."""

from types import MappingProxyType

import numpy as np
import pandas as pd

from kmu_eval import tables, vocabulary
from kmu_eval.claiming import labels as claim_labels
from kmu_eval.sample.claims import sample_claims
from kmu_eval.sample.code_book import sample_code_book
from kmu_eval.sample.comparing import sample_comparing
from kmu_eval.sample.events import PERIOD, TOPICS
from kmu_eval.sample.truth import count_truth
from kmu_eval.sample.world import draw_world

PROGRAMME = "Beispielzentrum Digitalisierung"
ZONE = "Europe/Berlin"


def simulate(seed=1, scale=1.0, persons_per_firm=1.58, effects=None):
    """A synthetic programme with known truth, as prepared tables; no file is written.

    Surveys are drawn when they are first asked for.

    Parameters
    ----------
    seed : int
    scale : float
        1 is the published case with about 50,000 participations; people and firms grow with it, the number of events
        (1,020 at scale 1) and their size with its square root.
    persons_per_firm : float
        Enterprise participants per firm; the number of firms stays the same.
    effects : Effects, optional
        What is to be true, where that is not `Effects()`.

    Returns
    -------
    tables : Tables
    truth : Truth

    Examples
    --------
    >>> tables, truth = simulate(seed=1, scale=0.1)
    >>> truth.enterprises, truth.enterprise_participants, truth.sme_representatives
    (1205, 1904, 1234)
    """
    world = draw_world(seed, scale, persons_per_firm, effects)
    prepared = world_tables(world, scale)
    return prepared, count_truth(prepared, world, scale, persons_per_firm)


def world_tables(world, scale):
    """The prepared tables of a world that was drawn."""
    frames = {
        "events": tables.typed(_columns(world.events), "events", ZONE),
        "participations": _participations(world.participations),
        "head_counts": tables.typed(_columns(world.head_counts), "head_counts", ZONE),
        "participants": _people(len(world.home)),
        "organisations": tables.typed(_organisations(world), "organisations", ZONE),
    }
    rules, read = tables.CountingRules(*PERIOD), _reader(frames, world)
    declared = {"code_book": sample_code_book(), "comparing": sample_comparing(), "claims": sample_claims()}
    return tables.Tables(read, rules, _origin(), targets(scale), **declared)


def _reader(frames, world):
    def read(name):
        if name in ("respondents", "responses"):
            return getattr(world.surveys, name)
        return frames[name] if name in frames else tables.empty(name, ZONE)

    return read


def targets(scale=1.0):
    """The targets of the programme: rows of ``targets.csv``."""
    source = "Zuwendungsantrag 2018 (synthetisch)"
    people = {
        "attendances": 40000,
        "enterprises": 12500,
        "smes": 7500,
        "sme_representatives": 10000,
        "advisers_reached": 4000,
        "advisers_trained": 3000,
    }
    scaled = {"events": round(900 * np.sqrt(scale))} | {word: round(number * scale) for word, number in people.items()}
    return tuple({"indicator": word, "target": float(number), "source": source} for word, number in scaled.items())


def _origin():
    from kmu_eval.sample.files import topic_labels

    labels = {**claim_labels(sample_claims()), **sample_code_book().labels, **topic_labels(TOPICS)}
    return tables.Origin(PROGRAMME, synthetic=True, languages=("de", "en"), labels=MappingProxyType(labels))


def _columns(frame):
    return {name: frame[name].to_numpy() for name in frame}


def _participations(rows):
    columns = {"participant": rows["person"], "event": rows["event"], "organisation": rows["organisation"]}
    words = {
        name: pd.Categorical.from_codes(rows[name], categories=list(vocabulary.CLOSED[name]))
        for name in ("role", "registered", "attended", "completed", "channel")
    }
    return tables.typed(columns | words, "participations", ZONE)


def _people(count):
    rule = pd.Categorical.from_codes(np.zeros(count, dtype=np.int8), categories=list(vocabulary.PERSON_RULE))
    pseudonyms = [f"person-{number:08d}" for number in range(count)]
    return tables.typed({"pseudonym": pseudonyms, "person_rule": rule}, "participants", ZONE)


def _organisations(world):
    organisations = world.organisations
    pseudonyms = np.array([f"organisation-{number:08d}" for number in range(len(organisations))], dtype=object)
    columns = {name: organisations[name].array for name in organisations}
    return {"pseudonym": pseudonyms, **columns, "sme_date": _last_listed(world)}


def _last_listed(world):
    """The last day on which a list tells what an organisation is, where it tells enough for its status."""
    listed = world.participations[world.participations["organisation"] >= 0]
    day = world.events["date"].iloc[listed["event"]].groupby(listed["organisation"].to_numpy()).max()
    return day.reindex(range(len(world.organisations))).where(world.organisations["sme"] != "unknown").array
