"""What is wrong with a ``claims.toml``, told with place, what is allowed and the nearest known word."""

from types import MappingProxyType

from kmu_eval import vocabulary
from kmu_eval.claiming import (
    COMPARISON_RELATIONS,
    NEED_TOLERANCE,
    NUMBER_RELATIONS,
    SHARE_RELATIONS,
    SUBJECTS,
    TAKE_TOLERANCE,
)
from kmu_eval.programme.comparison_faults import EVENT_COLUMNS
from kmu_eval.programme.findings import unknown

FILE_NAME = "claims.toml"
OF_ANSWERS = (*EVENT_COLUMNS, "country", "channel", "role")
"""Columns by which answers can be limited."""
OF_COUNTS = (*OF_ANSWERS, "organisation_type", "size_class", "sector", "state")
"""Columns by which counts can be limited."""
_OF_SUBJECT = MappingProxyType(
    {
        "indicator": ("where", "of_where"),
        "item": ("where", "option", "wave", "measure"),
        "comparison": ("outcome",),
        None: (),
    }
)
"""Which keys belong to what a claim is held against."""
_RELATIONS = MappingProxyType(
    {
        "count": NUMBER_RELATIONS,
        "net_promoter": NUMBER_RELATIONS,
        **dict.fromkeys(("share_of_count", "top_share", "chosen"), (*NUMBER_RELATIONS, *SHARE_RELATIONS)),
        "difference": COMPARISON_RELATIONS,
        None: (vocabulary.NOT_TESTABLE,),
    }
)
_LEAST = MappingProxyType({"net_promoter": -1})


def of_the_claims(claims, programme, items):
    """What the file says that cannot be, though its form is right.

    Parameters
    ----------
    claims : mapping of str to ClaimRule
    programme : Programme
    items : Items

    Yields
    ------
    (str, dict)
        A finding of a `ProgrammeError`.
    """
    book = {item.word: item for item in items.code_book.items}
    for word, rule in claims.items():
        where, claim = f"{FILE_NAME}, claims.{word}", rule.claim(word)
        yield from _about_faults(rule, claim, where)
        yield from _named_faults(claim, programme, book, where)
        yield from _column_faults(claim, programme, where)


def _about_faults(rule, claim, where):
    """Faults of what belongs together; of a claim about two things nothing more can be said."""
    if not claim.sentences:
        yield "no_sentence", {"where": where}
    subjects = [name for name in SUBJECTS if getattr(claim, name)]
    if len(subjects) > 1:
        yield "two_subjects", {"where": where, "found": ", ".join(subjects)}
        return
    if claim.kind is None and claim.relation != vocabulary.NOT_TESTABLE:
        yield "no_subject", {"where": where, "allowed": ", ".join(SUBJECTS)}
        return
    yield from _relation_faults(claim, where)
    others = {key for keys in _OF_SUBJECT.values() for key in keys} - {*_OF_SUBJECT[claim.subject]}
    for key in sorted(others & rule.model_fields_set):
        yield "key_out_of_place", {"where": f"{where}.{key}", "found": claim.subject or claim.relation}


def _relation_faults(claim, where):
    if claim.relation not in _RELATIONS[claim.kind]:
        held = claim.subject or "-"
        held += ", of_where" if claim.kind == "share_of_count" else ""
        told = {"found": claim.relation, "held": held, "fitting": ", ".join(_RELATIONS[claim.kind])}
        yield "relation_misfit", {"where": f"{where}.relation", **told}
        return
    yield from _number_faults(claim, "value", NUMBER_RELATIONS, NUMBER_RELATIONS, where)
    yield from _number_faults(claim, "tolerance", NEED_TOLERANCE, TAKE_TOLERANCE, where)
    if claim.value is not None and not _possible(claim):
        least = _LEAST.get(claim.kind, 0)
        yield "value_out_of_range", {"where": f"{where}.value", "found": claim.value, "least": least}


def _number_faults(claim, key, needing, taking, where):
    given = getattr(claim, key) is not None
    if given and claim.relation not in taking:
        yield "key_out_of_place", {"where": f"{where}.{key}", "found": claim.relation}
    if not given and claim.relation in needing:
        yield "missing_key", {"where": f"{where}.{key}"}


def _possible(claim):
    most = float("inf") if claim.kind == "count" else 1
    return _LEAST.get(claim.kind, 0) <= claim.value <= most


def _named_faults(claim, programme, book, where):
    """Items, options, comparisons and outcomes that there are not, or that cannot be measured so."""
    if claim.item and claim.item not in book:
        yield unknown("unknown_word", claim.item, book, f"{where}.item")
    elif claim.item:
        yield from _item_faults(claim, book[claim.item], where)
    if claim.comparison and claim.comparison not in programme.comparisons:
        yield unknown("unknown_word", claim.comparison, programme.comparisons, f"{where}.comparison")
    if claim.outcome and claim.outcome not in programme.outcomes:
        yield unknown("unknown_word", claim.outcome, programme.outcomes, f"{where}.outcome")
    if claim.subject == "comparison" and not claim.outcome:
        yield "missing_key", {"where": f"{where}.outcome"}


def _item_faults(claim, item, where):
    options = [option.word for option in item.options]
    if claim.option and not options:
        yield "claim_no_options", {"where": f"{where}.option", "item": item.word}
    elif claim.option and claim.option not in options:
        yield unknown("unknown_word", claim.option, options, f"{where}.option")
    elif options and not claim.option:
        yield "claim_which_option", {"where": f"{where}.option", "item": item.word, "options": ", ".join(options)}
    elif not options and claim.measure == "top_share" and not any(answer.top for answer in item.answers):
        yield "claim_no_top_answers", {"where": f"{where}.item", "item": item.word}
    if claim.measure == "net_promoter" and not item.recommendation:
        yield "claim_no_recommendation", {"where": f"{where}.measure", "item": item.word}


def _column_faults(claim, programme, where):
    allowed = OF_ANSWERS if claim.item else OF_COUNTS
    for key in ("where", "of_where"):
        for column, word in (getattr(claim, key) or {}).items():
            if column not in allowed:
                yield unknown("unknown_word", column, allowed, f"{where}.{key}")
                continue
            words = _words(column, programme.programme.period)
            if words and word not in words:
                yield unknown("unknown_word", word, words, f"{where}.{key}.{column}")
    for column, word in claim.where.items():
        if word != (claim.of_where or {}).get(column, word):
            yield "no_part_of_it", {"where": f"{where}.where.{column}", "found": word}


def _words(column, period):
    """The words of a column as far as they are known before any list is read."""
    if column == "year":
        return [str(year) for year in range(period.start.year, period.end.year + 1)]
    return vocabulary.CLOSED.get(column)
