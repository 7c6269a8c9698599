"""Advisers reached and trained, their bodies, and how many complete what they start."""

import numpy as np

from kmu_eval.measures.counting import counted, is_word, numbers
from kmu_eval.measures.groups import grouping
from kmu_eval.measures.kernels import add_up, share
from kmu_eval.measures.per_event import event_cells
from kmu_eval.measures.reach import indicators, reach
from kmu_eval.measures.rows import result, texts, words

_ADVISERS = ("advisers_reached", "advisers_trained")


def advisers(tables):
    """Advisers reached by any event, and those trained.

    Parameters
    ----------
    tables : Tables

    Returns
    -------
    DataFrame
        indicator, unit, n_events, estimate, lower, upper, rule. Trained: a counted attendance at an event of the kind
        training that is not known to have been left incomplete.

    Examples
    --------
    >>> import kmu_eval
    >>> advisers(kmu_eval.simulate(seed=1, scale=0.01)[0]).indicator.tolist()
    ['advisers_reached', 'advisers_trained']
    """
    found = indicators(tables)
    found = found[found["indicator"].isin(_ADVISERS)].reset_index(drop=True)
    return found.assign(
        indicator=found["indicator"].cat.set_categories(_ADVISERS), unit=found["unit"].cat.remove_unused_categories()
    )


def adviser_bodies(tables):
    """Advisers reached and trained, and their organisations, by type of organisation.

    Parameters
    ----------
    tables : Tables

    Returns
    -------
    DataFrame
        organisation_type, indicator, unit, n_events, estimate, lower, upper, distinct_total, sum_of_parts, rule.

    Examples
    --------
    >>> import kmu_eval
    >>> adviser_bodies(kmu_eval.simulate(seed=1, scale=0.01)[0]).columns[0]
    'organisation_type'
    """
    return reach(tables, "organisation_type", (*_ADVISERS, "adviser_organisations")).drop(columns="n_missing")


def completion(tables, by=(), round_events=False):
    """The share of those present who completed the training.

    Parameters
    ----------
    tables : Tables
    by : str or sequence of str
        Grouping columns, as in `kmu_eval.measures.reach.reach`.
    round_events : bool
        Round each event's share to whole per cent before averaging, as some published tables do.

    Returns
    -------
    DataFrame
        The grouping columns, indicator, unit, n (present whose completion is known), n_events (events with such),
        n_missing (trainings without), estimate (completed / n, all events together), event_average (mean of the
        events' own shares), rule. A share of nothing is missing.

    Raises
    ------
    MeasureError
        If a grouping column is unknown.

    Notes
    -----
    A head count enters where both its numbers are known and no more completed than were present.

    Examples
    --------
    >>> import kmu_eval
    >>> table = completion(kmu_eval.simulate(seed=1, scale=0.01)[0], ["year"])
    >>> list(table.columns[:4])
    ['year', 'indicator', 'unit', 'n']
    """
    groups = grouping(tables, by)
    return _table(tables, groups, _shares(tables, groups, round_events), round_events)


def _shares(tables, groups, round_events):
    cells = event_cells(tables, groups)
    n, completed = completed_by_cell(tables, cells)
    with_any = (n > 0) & (cells.event >= 0)
    shares = share(completed, n)
    shares = np.round(100 * shares) / 100 if round_events else shares
    return {
        "n": _by_group(cells, groups, n),
        "n_events": _by_group(cells, groups, with_any),
        "n_missing": _by_group(cells, groups, ~with_any & _trainings(tables, cells)),
        "estimate": share(_by_group(cells, groups, completed), _by_group(cells, groups, n)),
        "event_average": share(
            add_up(cells.group, groups.size, np.where(with_any, shares, 0.0)), _by_group(cells, groups, with_any)
        ),
    }


def completed_by_cell(tables, cells):
    """Those present whose completion is known, and those of them who completed, by cell."""
    came, completed = counted(tables), tables.participations["completed"]
    heads, heads_completed = (numbers(tables.head_counts[name]) for name in ("attended", "completed"))
    usable = heads[1] & heads_completed[1] & (heads_completed[0] <= heads[0])
    n = cells.add(came & is_word(completed, "yes", "no"), usable, heads[0])
    return n, cells.add(came & is_word(completed, "yes"), usable, heads_completed[0])


def _trainings(tables, cells):
    training = np.append(is_word(tables.events["kind"], "training"), False)[cells.event]
    heads, known = numbers(tables.head_counts["attended"])
    return training & (cells.add(counted(tables), (heads > 0) | ~known) > 0)


def _by_group(cells, groups, values):
    return add_up(cells.group, groups.size, values).astype(np.int64)


def _table(tables, groups, found, round_events):
    shown = groups.shown()
    frame = groups.frame(shown)
    rule = f"{tables.rules.sentence}; completion known; completed / present"
    rule += "; each event's share rounded to whole per cent" if round_events else ""
    told = {
        "indicator": words(["completions"] * len(shown), ["completions"]),
        "unit": words(["attendances"] * len(shown), ["attendances"]),
        "rule": texts([rule] * len(shown)),
    }
    numbers_shown = {name: values[shown] for name, values in found.items()}
    return result({**{name: frame[name].array for name in frame}, **told, **numbers_shown}, groups.columns)
