"""What stands under a heading: how well it fits one of our columns."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kmu_eval.draft.meanings import looks_missing, meaning
from kmu_eval.intake.values import FORMS
from kmu_eval.schema import ACTIVITY
from kmu_eval.vocabulary import CLOSED

_MAIL = re.compile(r"[^@\s;,]+@[^@\s;,]+\.[^@\s;,]+")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(:\d{2})?")
_MILLIONS = re.compile(r"\d{1,5}([.,]\d{1,2})?|\d{1,3}[.,]\d{3}([.,]\d{1,2})?")
"""A longer number is one of euros: it is not taken for millions."""
_MANY = 60
"""A column of more distinct words than this is free text."""
_LONGEST_TIME = 25


@dataclass(frozen=True)
class Values:
    """The distinct texts of a column with their numbers of rows; blank and missing ones are left out."""

    rows: Mapping[str, int]

    @property
    def total(self):
        """Rows that state something."""
        return sum(self.rows.values())

    def share(self, holds):
        """The share of the rows whose text fulfils a condition; 0 where no row states anything."""
        return sum(count for text, count in self.rows.items() if holds(text)) / self.total if self.total else 0.0


def values_of(series):
    """The `Values` of a column of text."""
    counts = series.value_counts()
    return Values({text: int(n) for text, n in sorted(counts.items()) if text and not looks_missing(text)})


def fit(column, values):
    """How well values fit one of our columns.

    Parameters
    ----------
    column : str
        One of our intake columns, or ``first_name`` or ``last_name``.
    values : Values

    Returns
    -------
    float
        0 to 1.

    Examples
    --------
    >>> fit("email", Values({"a@b.example": 3, "Meier": 1}))
    0.75
    """
    if not values.total:
        return 0.0
    if column == "registered" and values.share(is_when) > 0.5:
        return 1.0
    if column in CLOSED:
        whole = values.share(is_whole) if column in ("registered", "attended", "completed") else 0.0
        return max(_closed(column, values), whole)
    holds = _CHECKS.get(column)
    return values.share(holds) if holds else values.share(_is_wording)


def date_forms(values):
    """The forms of dates that all values have; where none fits all, the one that fits most of them.

    Returns
    -------
    tuple of (list of str, bool)
        The forms, and whether they fit all values.
    """
    return _forms("date", values)


def time_forms(values):
    """The same for days with a clock time."""
    return _forms("time", values)


def fits_all(values, form):
    """Whether all values are days (with clock times) of one form."""
    return values.share(lambda text: _fits(text, (form,))) == 1


def is_clock(text):
    """Whether a text is a time of day without a day."""
    return bool(_CLOCK.fullmatch(text))


def is_when(text):
    """Whether a text is a day, with or without a clock time, in any of the forms."""
    return any(_fits(text, form) for kind in ("date", "time") for form in FORMS[kind])


def is_whole(text):
    """Whether a text is a whole number, with or without marks of thousands."""
    return bool(re.fullmatch(r"\d{1,9}|\d{1,3}([.,]\d{3})+", text))


def is_mail(text):
    """Whether a text is an e-mail address."""
    return bool(_MAIL.fullmatch(text))


def _closed(column, values):
    if len(values.rows) > _MANY and column != "size_class":
        return 0.0
    return values.share(lambda text: meaning(column, text)[0] != "")


def _is_wording(text):
    return any(map(str.isalpha, text)) and not is_mail(text) and not is_when(text)


def _forms(kind, values):
    """Of each family of forms that fits all values its most usual member; else the one that fits most of them."""
    families = {family: values.share(lambda text, family=family: _fits(text, family)) for family in FORMS[kind]}
    members = {
        each: values.share(lambda text, each=each: _fits(text, (each,))) for family in families for each in family
    }
    whole = [max(family, key=members.__getitem__) for family, share in families.items() if share == 1]
    best = max(members, key=members.__getitem__)
    return (whole, True) if whole else ([best] if members[best] else [], False)


def day_of(text, form):
    """The day that a text states in a form, or None."""
    try:
        return datetime.datetime.strptime(text, form).date()
    except ValueError:
        return None


@cache
def _fits(text, form):
    if not text[-1:].isalnum() or not any(map(str.isdigit, text)) or len(text) > _LONGEST_TIME:
        return False
    return any(day_of(text, each) is not None for each in form)


def _is_time(text):
    return is_clock(text) or any(_fits(text, form) for form in FORMS["time"])


_CHECKS = {
    "email": is_mail,
    "postcode": lambda text: bool(re.fullmatch(r"(D-)?\d{4,5}", text)),
    **dict.fromkeys(("date", "sme_date"), lambda text: any(_fits(text, form) for form in FORMS["date"])),
    "employees_awu": lambda text: bool(re.fullmatch(r"\d{1,6}([.,]\d{1,2})?|\d{1,3}[.,]\d{3}", text)),
    **dict.fromkeys(
        ("turnover_million_eur", "balance_sheet_million_eur"), lambda text: bool(_MILLIONS.fullmatch(text))
    ),
    **dict.fromkeys(("start", "end", "join", "leave"), _is_time),
    **dict.fromkeys(("days", "capacity", "minutes", *(column.name for column in ACTIVITY)), is_whole),
    **dict.fromkeys(("event", "device", "country", "tool_id"), lambda text: not is_mail(text)),
}
