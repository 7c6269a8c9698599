"""The workbook of doubtful pairs written into a programme folder, and its answers taken into ``overrides.csv``."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from kmu_eval import programme as programmes
from kmu_eval import words
from kmu_eval.errors import IntakeError
from kmu_eval.intake.aside import replace_file
from kmu_eval.intake.identity.contradictions import inconsistencies
from kmu_eval.intake.identity.override import FILE_NAME as OVERRIDES
from kmu_eval.intake.identity.override import with_decisions
from kmu_eval.intake.identity.overrides import load_overrides, write_overrides
from kmu_eval.intake.identity.review import review_pairs
from kmu_eval.intake.prepare import linked
from kmu_eval.intake.pseudonyms import find_key
from kmu_eval.intake.review_answers import decided_in, read_review
from kmu_eval.intake.review_book import FILE_NAME, review_book

MOST_PAIRS = 3000


@dataclass(frozen=True)
class Told:
    """What was done, as messages: keys of ``messages.toml`` with what their texts name; and in what language."""

    messages: tuple
    language: str


def write_review(folder, most=MOST_PAIRS):
    """Write ``review.xlsx`` into a programme folder; nothing is written where there is no pair.

    Parameters
    ----------
    folder : path
    most : int
        Open pairs at most; those of least consequence are left out.

    Returns
    -------
    Told

    Raises
    ------
    IntakeError
        Where the file is there and holds answers that a new one would lose.
    """
    folder = Path(folder)
    key, language = _about(folder)
    overrides = load_overrides(folder, key)
    typed = _typed(folder / FILE_NAME, key, overrides)
    pairs = review_pairs(linked(folder), overrides, typed)
    shown = _most(pairs, typed, most)
    if lost := set(typed) - set(_pairs_of(shown)):
        raise IntakeError(("review_in_the_way", {"where": FILE_NAME, "rows": len(lost)}))
    if len(shown):
        replace_file(folder / FILE_NAME, review_book(shown, typed, key.fingerprint, language))
    return Told(tuple(_written(folder, shown, len(typed), len(pairs) - len(shown), language)), language)


def _written(folder, shown, carried, left_out, language):
    decided = int((shown["decision"] != "").sum())
    counts = {"open": len(shown) - decided, "decided": decided}
    if not len(shown):
        return [("review_none", {})]
    told = [("review_written", {"path": FILE_NAME, **_numbers(counts, language)})]
    told += [("review_left_out", _numbers({"rows": left_out}, language))] if left_out else []
    told += [("review_carried", _numbers({"rows": carried}, language))] if carried else []
    return [*told, ("review_next", {"folder": typed_path(folder), "path": typed_path(folder / FILE_NAME)})]


def _numbers(counts, language):
    return {name: words.number(count, language) for name, count in counts.items()}


def typed_path(path):
    """A path as it is typed after a command.

    Examples
    --------
    >>> typed_path("lists"), typed_path("my lists")
    ('lists', '"my lists"')
    """
    return f'"{path}"' if " " in str(path) else str(path)


def _about(folder):
    programme = programmes.load(folder)
    return find_key(programme.privacy.public_key), programme.origin.language


def _typed(path, key, overrides):
    """Answers in the workbook that is there and wait, by pair; refused where it is none of ours, or of another key."""
    if not path.exists():
        return {}
    try:
        answers = read_review(path)
    except IntakeError as error:
        raise IntakeError(*error.findings, ("review_foreign", {"where": path.name})) from None
    waiting = answers.waiting(overrides)
    if waiting and answers.fingerprint != key.fingerprint:
        raise IntakeError(("review_foreign", {"where": path.name}))
    return waiting


def _most(pairs, typed, most):
    """The first open pairs, and all that are decided or answered."""
    waits = (pairs["decision"] == "") & ~pd.Series(_pairs_of(pairs), dtype=object).isin(list(typed))
    return pairs[~waits | (waits.cumsum() <= most)].reset_index(drop=True)


def _pairs_of(pairs):
    return list(zip(pairs["what"], pairs["first"], pairs["second"], strict=True))


def take_review(folder, path, day):
    """Take the answers of a workbook into ``overrides.csv``.

    Parameters
    ----------
    folder, path : path
    day : date
        The day of the decisions.

    Returns
    -------
    Told

    Raises
    ------
    IntakeError
        With every answer that is lacking, not allowed, or contradicts others; nothing is written then.
    """
    folder = Path(folder)
    key, language = _about(folder)
    before, answers = load_overrides(folder, key), read_review(path)
    decided = decided_in(answers, key, day)
    withdrawn = answers.withdrawn & {each.pair for each in before}
    if not decided and not withdrawn:
        raise IntakeError(("review_nothing_new", {"where": answers.file}))
    after = with_decisions(before, decided, withdrawn)
    if findings := list(inconsistencies(after)):
        raise IntakeError(*findings)
    write_overrides(folder, after)
    counts = {"decided": len(set(after) - set(before)), "withdrawn": len(withdrawn), "rows": len(after)}
    place = {"path": OVERRIDES, "folder": typed_path(folder)}
    return Told((("review_taken", {**place, **_numbers(counts, language)}),), language)
