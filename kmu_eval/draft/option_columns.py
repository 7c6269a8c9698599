"""Options with a column of their own each, as the tools write them."""

import re

from kmu_eval.draft.kinds import OPTIONS, Choice, Kind
from kmu_eval.intake.answers.ticks import NO, YES, signs_of

_OTHER = frozenset({"other", "sonstiges", "andere", "anderes", "other (please specify)"})


def column_options(columns, personal):
    """Options with a column of their own each; None where the columns hold more than yes and no.

    Parameters
    ----------
    columns : list of Asked
        Of one group.
    personal : callable

    Returns
    -------
    Kind or None
    """
    counted, signs = any(_is_count(each, columns) for each in columns), _signs(columns)
    columns = [each for each in columns if not (_is_count(each, columns) or _is_beside(each, columns))]
    ticked = [each for each in columns if not is_other(each)]
    if len(ticked) < 2 or not any(each.total for each in ticked) or not _are_ticked(ticked, signs):
        return None
    return Kind(OPTIONS, counted or not signs, choices=tuple(_choice(each, signs) for each in columns))


def _choice(asked, signs):
    free = is_other(asked) and not (asked.rows and _are_ticked([asked], signs))
    return Choice(asked.part, headings=tuple(filter(None, (asked.code, asked.text))), free=free)


def is_other(asked):
    """Whether a column holds what people write where none of the options fits."""
    return asked.part.casefold() in _OTHER


def _signs(columns):
    """The signs of the tool, where all columns are of one that has signs of its own."""
    tools = {tool for each in columns for tool in each.tools}
    return signs_of(*tools) if len(tools) == 1 else {}


def _is_count(asked, columns):
    """Whether a column says how many of the others were chosen, as SoSci does under the code that theirs begin with."""
    return bool(asked.code) and any(each.code.startswith(f"{asked.code}_") for each in columns)


def _is_beside(asked, columns):
    """Whether a column holds what was written beside an option."""
    written = re.fullmatch(r"(.+_\d+)a", asked.code)
    return asked.part.endswith("comment") or bool(written and written[1] in {each.code for each in columns})


def _are_ticked(columns, signs):
    if signs:
        texts = {text for each in columns for text in each.rows}
        return texts <= {*signs} and any(signs[text] == 1 for text in texts)
    return all(map(_is_ticked, columns))


def _is_ticked(asked):
    texts = {text.casefold() for text in asked.rows}
    return texts <= {*YES, *NO, asked.part.casefold()} and len(texts - NO) < 2
