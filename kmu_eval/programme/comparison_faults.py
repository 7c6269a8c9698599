"""What is wrong with the outcomes and comparisons that a programme declares."""

from kmu_eval import vocabulary
from kmu_eval.programme.findings import unknown
from kmu_eval.programme.models import FILE_NAME

EVENT_COLUMNS = (*vocabulary.PERIODS, "mode", "kind", "interactive", "difficulty", "topic", "series")
"""Known of an event before anybody comes: what can confound a comparison."""
SPLITTING = (*EVENT_COLUMNS, "channel", "role")


def of_the_comparisons(programme):
    """Findings about outcomes and comparisons.

    Parameters
    ----------
    programme : Programme

    Yields
    ------
    (str, dict)
        A finding of a `ProgrammeError`.
    """
    for name, outcome in programme.outcomes.items():
        yield from _outcome_faults(outcome, f"{FILE_NAME}, outcomes.{name}")
    for name, comparison in programme.comparisons.items():
        yield from _column_faults(comparison, f"{FILE_NAME}, comparisons.{name}")
        yield from _order_faults(comparison, f"{FILE_NAME}, comparisons.{name}")


def _outcome_faults(outcome, where):
    """A margin without its reason and its day is no declared one."""
    if outcome.margin_pp is not None and not (outcome.reason.strip() and outcome.date):
        yield "margin_undated", {"where": where}
    if outcome.primary and outcome.margin_pp is None:
        yield "primary_without_margin", {"where": where}
    if outcome.measure != "top_share" and (outcome.top or outcome.of_dont_know):
        yield "only_of_shares", {"where": where}


def _column_faults(comparison, where):
    if comparison.by not in SPLITTING:
        yield unknown("unknown_word", comparison.by, SPLITTING, f"{where}.by")
    for key in ("confounders", "strata"):
        for column in getattr(comparison, key):
            if column not in EVENT_COLUMNS:
                yield unknown("unknown_word", column, EVENT_COLUMNS, f"{where}.{key}")
            if column == comparison.by:
                yield "confounded_by_itself", {"where": f"{where}.{key}", "found": column}


def _order_faults(comparison, where):
    allowed = vocabulary.CLOSED.get(comparison.by) if comparison.by in SPLITTING else None
    for word in comparison.order if allowed else ():
        if word not in allowed:
            yield unknown("unknown_word", word, allowed, f"{where}.order")
    if len(set(comparison.order)) < 2:
        yield "two_groups", {"where": f"{where}.order", "found": ", ".join(comparison.order)}


def of_their_items(programme, items):
    """Findings about outcomes whose item is none of ``items.toml``, or cannot be measured as declared.

    Parameters
    ----------
    programme : Programme
    items : mapping of str to Item

    Yields
    ------
    (str, dict)
        A finding of a `ProgrammeError`.
    """
    for outcome in programme.comparing.outcomes:
        where = f"{FILE_NAME}, outcomes.{outcome.word}"
        if not items:
            yield "no_items_to_compare", {"where": f"{where}.item"}
            continue
        if outcome.item not in items:
            yield unknown("unknown_word", outcome.item, items, f"{where}.item")
            continue
        known = items[outcome.item].scale_words
        if key := outcome.misfit(items[outcome.item]):
            yield key, {"item": outcome.item}
        for word in outcome.top:
            if word not in known:
                yield unknown("unknown_word", word, known, f"{where}.top")
