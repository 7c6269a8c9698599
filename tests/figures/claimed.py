"""A table of claims by hand, as the measure gives it: one of each sort."""

from types import MappingProxyType

import pandas as pd

from kmu_eval.tables import Origin

COLUMNS = (
    *("claim", "wave", "item", "option", "relation", "held_against", "where", "of_where", "outcome", "measure"),
    *("indicator", "unit", "n", "numerator", "n_events", "estimate", "value", "tolerance", "n_first", "n_second"),
    *("ci_low", "ci_high", "ci_level", "lower", "upper", "margin_pp", "verdict", "on_these_data", "untested"),
    *("source", "rule"),
)
INTERVAL = {"ci_low": 0.7231, "ci_high": 0.8769, "ci_level": 0.95}
COMPARED = "top answers / valid answers; wave post; mode: online less in_person"
ROWS = (
    {
        **{
            "claim": "firms",
            "relation": "almost",
            "held_against": "count",
            "indicator": "enterprises",
            "value": 1300.0,
        },
        **{"unit": "organisations", "estimate": 1234.0, "lower": 1234.0, "upper": 1400.0, "tolerance": 0.1},
        **{"verdict": "inconclusive", "source": "Blog, 2022", "where": "mode=online"},
    },
    {
        **{"claim": "online", "relation": "most", "held_against": "share_of_count", "indicator": "events"},
        **{"where": "mode=online", "of_where": "year=2021", "unit": "events", "n": 365, "numerator": 306},
        **{"estimate": 306 / 365, "lower": 306 / 365, "upper": 306 / 365, "verdict": "supported"},
    },
    {
        **{"claim": "perhaps", "relation": "more_than", "held_against": "share_of_count", "indicator": "attendances"},
        **{"where": "mode=online", "of_where": "", "unit": "attendances", "n": 900, "numerator": 300, "value": 0.5},
        **{"estimate": 1 / 3, "lower": 0.3, "upper": 0.4, "verdict": "contradicted"},
    },
    {
        **{"claim": "useful", "relation": "at_least", "held_against": "top_share", "item": "useful", "wave": "post"},
        **{"unit": "answers", "n": 90, "n_events": 12, "estimate": 0.8, "value": 0.333, "verdict": "supported"},
        **INTERVAL,
    },
    {
        **{"claim": "time", "relation": "most", "held_against": "chosen", "item": "needs", "option": "time"},
        **{"unit": "respondents", "n": 90, "n_events": 12, "estimate": 0.8, "verdict": "supported", **INTERVAL},
    },
    {
        **{"claim": "again", "relation": "more_than", "held_against": "net_promoter", "item": "recommend"},
        **{"unit": "answers", "n": 90, "n_events": 12, "estimate": 0.8, "value": -0.2, "verdict": "supported"},
        **INTERVAL,
    },
    {
        **{"claim": "alike", "relation": "equivalent", "held_against": "difference", "item": "useful"},
        **{"measure": "top_share", "unit": "answers", "n": 90, "n_events": 12, "n_first": 50, "n_second": 40},
        **{"estimate": -0.021, "ci_low": -0.055, "ci_high": 0.012, "ci_level": 0.95, "margin_pp": 10.0},
        **{"verdict": "supported", "rule": COMPARED},
    },
    {
        **{"claim": "unlike", "relation": "better", "held_against": "difference", "item": "useful", "unit": "answers"},
        **{"verdict": "not_testable", "untested": "not_adjusted", "rule": COMPARED},
    },
    {
        **{"claim": "few", "relation": "most", "held_against": "top_share", "item": "useful", "unit": "answers"},
        **{"n": 4, "n_events": 2, "estimate": 0.75, "verdict": "supported", **INTERVAL},
    },
    {"claim": "advice", "relation": "not_testable", "verdict": "not_testable", "untested": "declared"},
)
SENTENCES = {
    "firms": {"de": "Fast 1.300 Müller & Söhne <GmbH> waren dabei.", "en": "Almost 1,300 firms took part."},
    "online": {"de": "Die meisten Veranstaltungen waren online.", "en": "Most events were online."},
    "advice": {"de": "Erst die Strategie, dann die Kanäle.", "en": "Strategy comes before channels."},
}
TEXTS = {
    **{("claim", word, lang): text for word, texts in SENTENCES.items() for lang, text in texts.items()},
    ("needed", "advice", "de"): "ein Versuch",
    ("needed", "advice", "en"): "an experiment",
    ("item", "useful", "de"): "War es nützlich?",
    ("item", "useful", "en"): "Was it useful?",
    ("item/post", "useful", "en"): "Was it useful today?",
    ("option", "needs/time", "de"): "Zeit",
    ("option", "needs/time", "en"): "time",
}
ORIGIN = Origin("Zentrum", languages=("de", "en"), labels=MappingProxyType(TEXTS))


def claimed(*words, synthetic=False):
    """Those rows, all if none are named; of made-up data each tested one is a demonstration."""
    rows = [{**dict.fromkeys(COLUMNS), **row} for row in ROWS if not words or row["claim"] in words]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    numbers = ("value", "tolerance", "estimate", "ci_low", "ci_high", "ci_level", "lower", "upper", "margin_pp")
    table = table.astype(dict.fromkeys(numbers, float)).assign(on_these_data=table["verdict"])
    counts = ("n", "numerator", "n_events", "n_first", "n_second")
    table = table.astype(dict.fromkeys(counts, "Int64"))
    tested = table["verdict"] != "not_testable"
    return table.assign(verdict=table["verdict"].mask(tested, "demonstration")) if synthetic else table
