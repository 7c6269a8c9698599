"""Any small programme: rows in any order, anything missing that may be missing."""

from hypothesis import strategies as st

from kmu_eval import vocabulary as words
from kmu_eval.tables import CountingRules, Origin, in_memory, typed

EVENTS, PERSONS, BODIES = 5, 5, 4


def _words(words, rows):
    return st.lists(st.sampled_from([*words, None]), min_size=rows, max_size=rows)


def _numbers(low, high, rows):
    return st.lists(st.one_of(st.none(), st.integers(low, high)), min_size=rows, max_size=rows)


def _references(size, rows):
    return st.lists(st.integers(-1, size - 1), min_size=rows, max_size=rows)


_OF_EVENTS = {
    "date": _words(["2020-01-05", "2020-01-06", "2020-02-29", "2020-12-31"], EVENTS),
    "mode": _words(words.MODE, EVENTS),
    "kind": _words(["talk", "training", "training"], EVENTS),
    "interactive": _words(words.TERNARY, EVENTS),
    "difficulty": _words(words.DIFFICULTY, EVENTS),
    "topic": _words(["x", "y"], EVENTS),
    "country": _words(["DE", "NA"], EVENTS),
    "capacity": _numbers(0, 9, EVENTS),
}
_OF_BODIES = {
    "organisation_type": _words(["enterprise", "chamber"], BODIES),
    "size_class": _words(["micro", "medium_or_large"], BODIES),
    "sector": _words(["trade", "health"], BODIES),
    "state": _words(["BE", "SN"], BODIES),
    "sme": _words(words.SME, BODIES),
    "postcode": _words(["10115", "01067", "1067", "A1010"], BODIES),
}
_WORDS = {name: words.CLOSED[name] for name in ("role", "registered", "attended", "completed", "channel")}


def _participations(draw):
    pairs = draw(st.lists(st.tuples(st.integers(-1, PERSONS - 1), st.integers(-1, EVENTS - 1)), max_size=18))
    pairs = [pair for i, pair in enumerate(pairs) if min(pair) < 0 or pair not in pairs[:i]]
    participant, event = ([pair[side] for pair in pairs] for side in (0, 1))
    columns = {name: draw(_words(of_column, len(pairs))) for name, of_column in _WORDS.items()}
    columns |= {"organisation": draw(_references(BODIES, len(pairs))), "minutes": draw(_numbers(0, 60, len(pairs)))}
    return {"participant": participant, "event": event, **columns}


def _head_counts(draw):
    rows = draw(st.integers(0, 4))
    numbers = {name: draw(_words([0, 1, 2, 7], rows)) for name in ("registered", "attended", "completed")}
    return {"event": draw(_references(EVENTS, rows)), "role": draw(_words(words.ROLE, rows)), **numbers}


@st.composite
def programmes(draw):
    frames = {
        "events": {"event": list("abcde"), **draw(st.fixed_dictionaries(_OF_EVENTS))},
        "participations": _participations(draw),
        "head_counts": _head_counts(draw),
        "participants": {"pseudonym": list("pqrst")},
        "organisations": {"pseudonym": list("wxyz"), **draw(st.fixed_dictionaries(_OF_BODIES))},
    }
    rules = CountingRules("2020-01-01", "2020-12-31", draw(st.sampled_from([None, 30])))
    targets = [{"indicator": name, "target": draw(st.integers(0, 20)), "source": "grant"} for name in words.INDICATOR]
    made = {name: typed(columns, name) for name, columns in frames.items()}
    return in_memory(made, rules, Origin("Centre"), tuple(targets))
