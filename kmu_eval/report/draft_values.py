"""What the markers of a draft can stand for: names with the texts that they are filled with, worked out when asked."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from types import MappingProxyType

from kmu_eval import sentences, words
from kmu_eval.measures.comparisons import comparison
from kmu_eval.measures.demand import no_shows
from kmu_eval.measures.options import options
from kmu_eval.measures.rates import response_rates
from kmu_eval.measures.reach import indicators, reach
from kmu_eval.measures.sensitivity import sensitivity
from kmu_eval.measures.top_shares import top_share
from kmu_eval.report.sheet import sheet
from kmu_eval.sentences.contrasts import number as difference
from kmu_eval.sentences.spoken import share as share_with_interval
from kmu_eval.small_cells import hide
from kmu_eval.small_comparisons import hide_compared
from kmu_eval.speech import Speech

_WAVES = ("post", "follow_up", "pre")
"""An item's share is of the first of these in which somebody answered."""


@dataclass(frozen=True)
class Filling:
    """What a marker is filled with.

    Parameters
    ----------
    text : str
        As people write it.
    number : float, optional
        In full, where it is one number that is shown.
    rule : str
        How it was counted.
    """

    text: str
    number: float | None = None
    rule: str = ""


def of_indicators(project, speech):
    """``indicators.NAME`` and its parts: actual, range, lower, upper, target, percent, verdict, label, ..."""
    made = sheet(project, speech.language)
    return {
        f"{row['indicator']}{part}": partial(_constant, filling)
        for (_, row), (_, cells) in zip(made.numbers.iterrows(), made.cells.iterrows(), strict=True)
        for part, filling in _of_indicator(row, cells, speech).items()
    }


def of_programme(project, speech):
    """``programme.name``, ``programme.start``, ``programme.end`` and ``programme.data``."""
    days = {"start": project.rules.period_start, "end": project.rules.period_end}
    told = {name: speech.day(datetime.date.fromisoformat(day)) for name, day in days.items()}
    told |= {"name": project.origin.programme}
    told |= {"data": speech.phrase("synthetic")} if project.origin.synthetic else {}
    return {name: partial(_constant, Filling(text)) for name, text in told.items()}


def of_shares(project, speech):
    """``shares.ITEM``, ``shares.ITEM.OPTION`` and their parts interval, n, label: top answers, or options chosen."""
    found = {}
    for item in project.code_book.items:
        if item.multiple:
            rows = cache(partial(_option_rows, project, item.word))
            named = {f"{item.word}.{option.word}": option.word for option in item.options}
        elif any(answer.top for answer in item.answers):
            rows = cache(partial(_top_rows, project, item.word))
            named = {item.word: item.word}
        else:
            continue
        for name, word in named.items():
            found |= {f"{name}{part}": partial(_share, rows, word, part, speech) for part in ("", *_SHARE_PARTS)}
    return found


def of_comparisons(project, speech):
    """``comparisons.NAME.OUTCOME``, a sentence, and its parts unadjusted, adjusted, verdict."""
    found = {}
    for each in project.comparing.comparisons:
        rows = cache(partial(comparison, project, each.word))
        for outcome in project.comparing.outcomes:
            name = f"{each.word}.{outcome.word}"
            found[name] = partial(_sentence, rows, outcome.word, speech)
            for part in ("unadjusted", "adjusted", "verdict"):
                found[f"{name}.{part}"] = partial(_difference, rows, outcome.word, part, speech)
    return found


def of_sentences(project, speech):
    """``sentences.NAME``: those that notebooks begin with."""
    origin, language = project.origin, speech.language
    told: dict[str, Callable] = {
        "smes_reached": lambda: sentences.smes_reached(indicators(project), origin, language),
        "advisers_trained": lambda: sentences.advisers_trained(indicators(project), origin, language),
        "move_online": lambda: sentences.move_online(
            reach(project, ["year", "mode"], ("events", "attendances")), no_shows(project, ["mode"]), origin, language
        ),
        "how_sure": lambda: sentences.how_sure(sensitivity(project), origin, language),
        "data_quality": lambda: sentences.data_quality(project.ledger, project.issue_counts, language),
        "who_answered": lambda: sentences.who_answered(response_rates(project), origin, language),
    }
    return {name: partial(_said, say) for name, say in told.items()}


ROOTS = MappingProxyType(
    {
        "indicators": of_indicators,
        "shares": of_shares,
        "comparisons": of_comparisons,
        "sentences": of_sentences,
        "programme": of_programme,
    }
)
"""What a marker's first word may be, and what then follows."""


def _constant(filling):
    """A filling that is there already, or None where the programme declares nothing of the kind."""
    return filling


def _said(say):
    return Filling(say())


def _of_indicator(row, cells, speech):
    rule, shown = row["rule"], row["hidden"] == "no"
    number = row["estimate"] if shown else None
    texts = {
        **{"": speech.number(row["estimate"]) if shown else speech.hidden(), ".range": cells["actual"]},
        **{f".{end}": speech.bound(row[end]) for end in ("lower", "upper")},
        **{f".{name}": cells[name] for name in ("target", "percent", "verdict", "n", "definition", "rule", "source")},
        ".label": row["label"],
    }
    exact = {"": number, ".lower": row["lower"], ".upper": row["upper"], ".target": row["target"]}
    exact |= {".percent": row["share_of_target"]}
    lacking = {".target", ".percent", ".verdict"} if row["target"] != row["target"] else set()
    found = {part: Filling(text, _known(exact.get(part)), rule) for part, text in texts.items()}
    return {part: None if part in lacking else filling for part, filling in found.items()}


def _known(number):
    return None if number is None or number != number else float(number)


_SHARE_PARTS = (".interval", ".n", ".label")


def _top_rows(project, item):
    for wave in _WAVES:
        table = top_share(project, item, wave=wave)
        if table["n"].iloc[0] > 0:
            break
    return hide(table.set_axis([item]), project.origin.smallest_cell, ("n", "n_asked"))


def _option_rows(project, item):
    for wave in _WAVES:
        table = options(project, item, wave=wave)
        if (table["n"] > 0).any():
            break
    shown = hide(table, project.origin.smallest_cell, ("n", "n_asked"))
    return shown.set_axis(shown["option"].astype("str"))


def _share(rows, word, part, speech):
    row = rows().loc[word]
    rule = speech.rule(row["rule"], row["item"])
    if part == ".label":
        is_option = "option" in row
        return Filling(speech.label("option" if is_option else "item", f"{row['item']}/{word}" if is_option else word))
    if part == ".interval":
        return Filling(share_with_interval(row, speech), _known(row["estimate"]), rule)
    number = row["estimate" if part == "" else "n"]
    told = speech.percent if part == "" else speech.number
    return Filling(told(number) if row["hidden"] == "no" else speech.hidden(), _known(number), rule)


def _sentence(rows, outcome, speech):
    return Filling(sentences.compared(rows(), speech.origin, speech.language, [outcome]))


def _difference(rows, outcome, part, speech):
    shown = hide_compared(rows(), speech.origin.smallest_cell)
    shown = shown[(shown["outcome"] == outcome) & (shown["part"] == "difference")].set_index("estimator")
    row = shown.loc["unadjusted" if part == "unadjusted" else "adjusted"].copy()
    rule = words.rule(row["rule"], speech.language) if isinstance(row["rule"], str) else ""
    if row["hidden"] != "no":
        return Filling(speech.hidden(), None, "")
    if part == "verdict":
        return Filling(speech.label("verdict", row["verdict"]), None, rule)
    row["estimator"] = part
    return Filling(difference(row, speech.language), _known(row["estimate"]), rule)


def speech_of(project, language):
    """How a draft is filled in a language."""
    return Speech(language, project.origin)
