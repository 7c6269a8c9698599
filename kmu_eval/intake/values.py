"""Texts to values: each column by its kind and its one stated format."""

import datetime
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

FORMS = {
    "date": (("%Y-%m-%d",), ("%d.%m.%Y",), ("%d.%m.%y",), ("%d/%m/%Y",), ("%m/%d/%Y",)),
    "time": (
        ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d, %H:%M:%S"),
        ("%d.%m.%Y %H:%M", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y, %H:%M:%S", "%d.%m.%y, %H:%M:%S"),
        ("%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y, %H:%M:%S", "%d/%m/%y, %H:%M:%S", "%d/%m/%Y, %I:%M:%S %p"),
        (
            "%m/%d/%Y %H:%M",
            "%m/%d/%Y %H:%M:%S",
            "%m/%d/%Y, %H:%M:%S",
            "%m/%d/%y, %H:%M:%S",
            "%m/%d/%Y %I:%M %p",
            "%m/%d/%Y %I:%M:%S %p",
            "%m/%d/%Y, %I:%M:%S %p",
            "%m/%d/%y, %I:%M:%S %p",
        ),
        ("%b %d, %Y %H:%M:%S", "%b %d, %Y %I:%M:%S %p", "%b %d, %Y %I:%M %p"),
    ),
}
"""The forms of dates and clock times that are recognised; ISO, as workbooks hold them, first."""
OF_THE_COLUMN = frozenset({"ambiguous_date", "mixed_dates"})
"""Faults of a column as a whole: one issue, not one for each text."""
LARGEST = 10**9
MILLIONS = "million euros"
MOST_MILLIONS = 10**6
"""No enterprise turns over as much: a larger number is one of euros."""
THOUSANDS = r"\d{1,3}([.,]\d{3})+"
"""A number that is another one when its marks are those of thousands or of a decimal."""
LOOKS_MISSING = frozenset({"k. a.", "k.a.", "n/a", "na", "-", "--", "?", "none", "null", "unbekannt", "keine angabe"})
SHORT_POSTCODE = r"\d{4}"


@dataclass(frozen=True)
class Parsed:
    """What became of the distinct texts of a column: values, and the faults by text."""

    values: list
    faults: dict


def parse(distinct, mapped, column, rule, zone):
    """The values of the distinct texts of a column.

    Parameters
    ----------
    distinct : list of str
        The texts as they stand in the file.
    mapped : list of str or None
        What pattern, words and contains made of them; None where missing.
    column : Column
        Its kind says how they are read.
    rule : ColumnRule
    zone : str
        Time zone of clock times.

    Returns
    -------
    Parsed
    """
    when = (_parse_when, (distinct, mapped, column, rule, zone))
    by_kind = {
        "text": (_parse_text, (distinct, mapped, column)),
        "word": (_parse_word, (distinct, mapped, column, rule)),
        "integer": (_parse_integer, (distinct, mapped, rule)),
        "number": (_parse_number, (distinct, mapped, column, rule)),
        "date": when,
        "time": when,
    }
    parser, given = by_kind[column.kind]
    return parser(*given)


def may_be_faulty(texts, column):
    """Per row, whether a text that stands for itself needs a closer look; all others are what they are.

    Parameters
    ----------
    texts : Series of str
    column : Column

    Returns
    -------
    Series of bool
    """
    odd = texts.str.lower().isin(LOOKS_MISSING)
    return odd | texts.str.fullmatch(SHORT_POSTCODE) if column.name == "postcode" else odd


def days_of(text):
    """The days that a clock time may be on, by any of the known forms; more than one where day and month can change.

    Examples
    --------
    >>> sorted(day.isoformat() for day in days_of("05/04/2022, 09:30:00"))
    ['2022-04-05', '2022-05-04']
    """
    return {when.date() for form in FORMS["time"] if (when := _when(text, form)) is not None}


def _parse_text(distinct, mapped, column):
    faults = {
        text: ("warning", "looks_missing", {})
        for text, value in zip(distinct, mapped, strict=True)
        if value is not None and value.casefold() in LOOKS_MISSING
    }
    if column.name == "postcode":
        short = [t for t, value in zip(distinct, mapped, strict=True) if re.fullmatch(SHORT_POSTCODE, value or "")]
        faults = {**dict.fromkeys(short, ("warning", "postcode_short", {})), **faults}
    return Parsed(mapped, faults)


def _parse_word(distinct, mapped, column, rule):
    allowed = column.words or (rule.words and {*rule.words.values(), *(word for _, word in rule.contains)})
    known = sorted({*rule.words, *map(str, allowed or ())} - {""})
    faults, values = {}, []
    for text, word in zip(distinct, mapped, strict=True):
        good = word is None or not allowed or word in allowed or word == rule.otherwise
        values.append(word if good else None)
        if word == text and text.casefold() in LOOKS_MISSING and not (good and column.words):
            faults[text] = ("warning", "looks_missing", {})
        elif not good:
            faults[text] = ("error", "unknown_value", {"known": known})
    return Parsed(values, faults)


def _parse_integer(distinct, mapped, rule):
    values = [None if number is None else _whole(number, rule.decimal) for number in mapped]
    faults = {}
    for text, number, value in zip(distinct, mapped, values, strict=True):
        if number is not None and value is None:
            unclear = not rule.decimal and re.fullmatch(THOUSANDS, number)
            faults[text] = ("error", "ambiguous_number" if unclear else "no_integer", {})
    return Parsed(values, faults)


def _whole(number, decimal):
    """The whole number that a text states, or None; thousands are read only where the decimal mark is declared."""
    if re.fullmatch(r"\d{1,9}", number):
        return int(number)
    if decimal is None:
        return None
    whole, _, fraction = number.partition(decimal)
    mark = {",": ".", ".": ","}[decimal]
    stated = re.fullmatch(rf"\d{{1,3}}({re.escape(mark)}\d{{3}})*|\d{{1,9}}", whole) and set(fraction) <= {"0"}
    value = int(whole.replace(mark, "")) if stated else LARGEST
    return value if value < LARGEST else None


def _parse_number(distinct, mapped, column, rule):
    values, faults = [], {}
    for text, number in zip(distinct, mapped, strict=True):
        value, fault = (None, "") if number is None else _decimal(number, column, rule)
        values.append(value)
        faults |= {text: ("error", fault, {})} if fault else {}
    return Parsed(values, faults)


def _decimal(number, column, rule):
    """The number that a text states, or None and the fault: "12,5" can be read one way only, "1.234" two ways."""
    if not rule.decimal and re.fullmatch(THOUSANDS, number):
        return None, "ambiguous_number"
    mark = rule.decimal or max(",.", key=number.rfind)
    whole, _, fraction = number.partition(mark)
    other = re.escape({",": ".", ".": ","}[mark])
    stated = re.fullmatch(rf"\d{{1,3}}({other}\d{{3}})*|\d+", whole) and re.fullmatch(r"\d*", fraction)
    if not stated:
        return None, "no_number"
    value = float(f"{re.sub(r'[.,]', '', whole)}.{fraction or 0}") / (rule.divide_by or 1)
    too_many = column.unit == MILLIONS and value > MOST_MILLIONS
    return (None, "not_in_millions") if too_many else (value, "")


def _parse_when(distinct, mapped, column, rule, zone):
    """Dates and clock times in one form; a column that fits several, or mixes them, is not read."""
    forms = _forms({text for text in mapped if text is not None}, column.kind, rule.format)
    pairs = list(zip(distinct, mapped, strict=True))
    if len(forms) > 1:
        return _of_several_forms({text: given for text, given in pairs if given is not None}, len(pairs), forms)
    values = [None if given is None else _when(given, forms[0]) for given in mapped]
    fault = ("error", "no_date", {"format": forms[0][0]})
    faults = {text: fault for (text, given), value in zip(pairs, values, strict=True) if given and value is None}
    if column.kind == "time":
        values, hours = _localised(values, zone)
        faults |= {text: ("error", hour, {"zone": zone}) for text, hour in zip(distinct, hours, strict=True) if hour}
    return Parsed(values, faults)


def _of_several_forms(given, distinct, forms):
    """Nothing is read; told first is a text that does not have the usual form, if there is one."""
    usual = max(forms, key=lambda form: sum(_when(text, form) is not None for text in given.values()))
    others = [text for text, value in given.items() if _when(value, usual) is None]
    fault = ("error", "ambiguous_date", {"formats": ", ".join(form for form, *_ in forms)})
    if others:
        fault = ("error", "mixed_dates", {"format": usual[0]})
    return Parsed([None] * distinct, dict.fromkeys([*others, *given], fault))


def _forms(given, kind, stated):
    """The forms that a column may have: the stated one or ISO; those that fit all texts, one where all say the same
    days (05/05/2020); else each that fits any text.
    """
    iso, *_ = FORMS[kind]
    if stated:
        return [(stated, *iso)]
    fitting = [form for form in FORMS[kind] if given and all(_when(text, form) for text in given)]
    if all(len({_when(text, form) for form in fitting}) == 1 for text in given):
        fitting = fitting[:1]
    return fitting or [form for form in FORMS[kind] if any(_when(text, form) for text in given)] or [iso]


def _when(text, form):
    for each in form:
        try:
            return datetime.datetime.strptime(text, each)
        except ValueError:
            continue
    return None


def _localised(values, zone):
    """Clock times in the zone; the hour that summer time skips or repeats gives a missing value and a fault."""
    times, faults = [], []
    for value in values:
        local = value and value.replace(tzinfo=ZoneInfo(zone))
        fault = local and _clock_change(local)
        times.append(None if fault else local)
        faults.append(fault)
    return times, faults


def _clock_change(local):
    there_and_back = local.astimezone(datetime.UTC).astimezone(local.tzinfo)
    if there_and_back.replace(tzinfo=None) != local.replace(tzinfo=None):
        return "hour_skipped"
    return "hour_twice" if local.utcoffset() != local.replace(fold=1).utcoffset() else None
