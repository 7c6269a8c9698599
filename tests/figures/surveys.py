"""Tables of survey results by hand, as the measures give them; of their groups hybrid is too small to be shown."""

from types import MappingProxyType

import numpy as np
import pandas as pd

from kmu_eval.code_book import Answer, CodeBook, Item, Option
from kmu_eval.tables import Origin

MODES = ["in_person", "online", "hybrid"]
WORDINGS = {
    "useful": {"de": "Die Veranstaltung war für meinen Betrieb nützlich.", "en": "The event was useful for my firm."},
    "hard": {
        "de": "Für unseren Betrieb ist es schwer, den richtigen Einstieg in die Digitalisierung zu finden.",
        "en": "For our firm it is hard to find the right start into digitalisation.",
    },
}
AGREEMENT = (("strongly_disagree", "gar nicht", "not at all"), ("disagree", "eher nicht", "rather not"))
AGREEMENT += (
    ("neither", "teils, teils", "in part"),
    ("agree", "eher ja", "rather"),
    ("strongly_agree", "voll", "fully"),
)
SCALE = tuple(Answer(word, {"de": de, "en": en}, place + 1.0) for place, (word, de, en) in enumerate(AGREEMENT))
OPTIONS = tuple(Option(word, {"de": word.title(), "en": word}) for word in ("zeit", "geld", "wissen"))
BOOK = CodeBook(
    (
        *(
            Item(word, texts, (*SCALE, Answer("dont_know", dont_know=True)), (), "event")
            for word, texts in WORDINGS.items()
        ),
        Item("needs", {"de": "Was brauchen Sie?", "en": "What do you need?"}, (), OPTIONS, "needs"),
        Item("recommend", {"de": "Würden Sie uns empfehlen?", "en": "Would you recommend us?"}, recommendation=True),
    )
)
ORIGIN = Origin("Zentrum", synthetic=True, languages=("de", "en"), labels=MappingProxyType(BOOK.labels))
GROUPS = {"in_person": 200, "online": 100, "hybrid": 3}
BASE = {"ci_level": 0.95, "method": "jackknife", "rule": "valid answers"}
TOP = {"rule": "top answers / valid answers; top: agree/strongly_agree; wave post"}
ENDS = {"ci_low": 0.7, "ci_high": 0.9}


def grouped(rows, by="mode"):
    """The rows for each group, the grouping column first."""
    frame = pd.DataFrame([{by: mode, **row} for mode, n in GROUPS.items() for row in rows(n)])
    return _categories(frame.assign(**{by: pd.Categorical(frame[by], categories=MODES)}))


def whole(rows, n=300):
    """The rows of all together."""
    return _categories(pd.DataFrame(rows(n)))


def _categories(frame):
    words = [item.word for item in BOOK.items]
    return frame.assign(item=pd.Categorical(frame["item"], categories=words)) if "item" in frame else frame


def distribution(items=("useful", "hard")):
    """10, 10, 20, 30 and 30 per cent of the valid answers; 4 per cent do not know, 6 left the item out."""

    def rows(n):
        asked = round(n / 0.9)
        counts = {"n": n, "n_asked": asked, "n_dont_know": 1, "n_missing": 1, "n_events": 12, "rule": "valid answers"}
        for item in items:
            base = {"theme": "event", "item": item, "option": None}
            for place, (answer, share) in enumerate(zip(SCALE, (0.1, 0.1, 0.2, 0.3, 0.3), strict=True)):
                found = {"answer": answer.word, "position": place + 1, "meaning": "answer", "base": "valid"}
                yield {**base, **found, "answers": share * n, **counts, "estimate": share if n else np.nan}
            for meaning, share in (("dont_know", 0.04), ("missing", 0.06)):
                found = {"answer": None, "position": None, "meaning": meaning, "base": "asked"}
                yield {**base, **found, "answers": share * asked, **counts, "estimate": share if n else np.nan}

    return rows


def top_share(items=("useful", "hard")):
    """80 per cent (70 to 90) give a top answer to the first item, 70 to the second."""

    def rows(n):
        for place, item in enumerate(items):
            base = {"theme": "event", "item": item, "unit": "answers", "n": n, "n_events": 12, "n_missing": 1}
            yield {**base, "estimate": 0.8 - place / 10, **ENDS, **BASE, **TOP}

    return rows


def options(n):
    for option, share in (("zeit", 0.2), ("geld", 0.6), ("wissen", 0.4)):
        base = {"theme": "needs", "item": "needs", "option": option, "n": n, "n_asked": n, "n_events": 12}
        yield {**base, "answers": share * n, "estimate": share, "ci_low": share - 0.1, "ci_high": share + 0.1, **BASE}


def net_promoter(n):
    shares = {"promoters": 0.5, "passives": 0.3, "detractors": 0.2, "estimate": 0.3, "ci_low": -0.1, "ci_high": 0.4}
    yield {"item": "recommend", "unit": "answers", "n": n, "n_events": 12, "n_missing": 1, **shares, **BASE}


def changes(n):
    base = {"item": "useful", "n": n, "n_events": 12, **BASE}
    for change, share in (("better", 0.5), ("same", 0.3), ("worse", 0.2)):
        yield {**base, "change": change, "unit": "pairs", "answers": share * n, "estimate": share, **ENDS}
    yield {**base, "change": None, "unit": "points", "answers": None, "estimate": 0.42, "ci_low": -0.11, "ci_high": 0.9}


def weighted(n):
    more = {"weighted": 0.75, "weighted_low": 0.6, "weighted_high": 0.85, "weights_deff": 1.2}
    yield {**next(top_share(["useful"])(n)), **more}


def tipping(n):
    counts = {"theme": "event", "item": "useful", "n": n, "n_attendances": 4 * n, "n_silent": 3 * n}
    yield {**counts, "estimate": 0.8, "threshold": 0.5, "tipping_share": 0.4, "tipping_pp": 40.0, **TOP}


def rates(n):
    yield {
        "rate": "events_surveyed",
        "item": None,
        "unit": "events",
        "n": 4,
        "answers": 3,
        "estimate": 0.75,
        "rule": "x",
    }
    base = {"rate": "answers_per_attendance", "item": None, "unit": "attendances", "rule": "x"}
    yield {**base, "n": 4 * n, "answers": n, "estimate": 0.25}
    for item, share in (("useful", 0.02), ("hard", 0.1)):
        base = {"rate": "item_nonresponse", "item": item, "unit": "respondents", "rule": "x"}
        yield {**base, "n": n, "answers": share * n, "estimate": share}


def came():
    """Who answered and who came, by mode and by role."""
    groups = [("mode", "in_person", 200, 300), ("mode", "online", 97, 690), ("mode", "hybrid", 3, 10)]
    groups += [("role", "enterprise", 240, 900), ("role", "adviser", 60, 100)]
    frame = pd.DataFrame(groups, columns=["group_column", "group", "n", "n_attendances"])
    shares = {"estimate": frame["n"] / 300, "share_of_attendances": frame["n_attendances"] / 1000}
    difference = 100 * (shares["estimate"] - shares["share_of_attendances"])
    return frame.assign(**shares, difference_pp=difference, rule="counted")


MATCHED = pd.DataFrame({"wave": ["post", "follow_up", "pre"], "n": [400, 90, 3], "estimate": [0.2, 0.9, 1.0]})
