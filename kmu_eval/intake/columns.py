"""Text to values: each column by its one stated format, each distinct text once."""

import datetime
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from kmu_eval.intake.grid import KEPT, clean
from kmu_eval.intake.issues import Issue
from kmu_eval.schema import INTAKE
from kmu_eval.vocabulary import TERNARY

FORMS = {
    "date": (("%Y-%m-%d",), ("%d.%m.%Y",), ("%d.%m.%y",), ("%d/%m/%Y",), ("%m/%d/%Y",)),
    "time": (
        ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"),
        ("%d.%m.%Y %H:%M",),
        ("%d/%m/%Y %H:%M",),
        ("%m/%d/%Y %H:%M",),
    ),
}
"""The forms of dates and clock times that are recognised; ISO, as workbooks hold them, first."""
OF_THE_COLUMN = frozenset({"ambiguous_date"})
"""Faults of a column as a whole: one issue, not one for each text."""
LARGEST = 10**9
LOOKS_MISSING = frozenset({"k. a.", "k.a.", "n/a", "na", "-", "--", "?", "none", "null", "unbekannt", "keine angabe"})


@dataclass(frozen=True)
class Parsed:
    """What became of the distinct texts of a column: values, and the faults by text."""

    values: list
    faults: dict


def read_columns(raw, source, zone):
    """The rows of a raw table in our columns, typed.

    Parameters
    ----------
    raw : RawTable
    source : Source
        The source's part of ``programme.toml``.
    zone : str
        Time zone of clock times.

    Returns
    -------
    frame : DataFrame
        Columns source, file, row, fate, then every intake column of the source's table; one row per row read.
    issues : list of Issue
    """
    table, fate = INTAKE[source.table], _declared(raw, source)
    kept = fate == KEPT
    frame = {"source": raw.source, "file": raw.file, "row": raw.cells.index.to_numpy(), "fate": fate.to_numpy()}
    issues = []
    for column in table.columns:
        rule = source.columns.get(column.name)
        texts = _texts(raw.cells, rule) if rule else pd.Series("", index=raw.cells.index, dtype="str")
        parsed, codes = _parse_distinct(texts.where(kept, ""), column, rule, zone)
        frame[column.name] = _gather(parsed.values, codes, column)
        issues += _issues(raw, column, rule, parsed.faults, texts.where(kept, ""))
    return pd.DataFrame(frame), issues


def _declared(raw, source):
    """Rows that the programme sets aside by a declared value of one of the file's columns."""
    hit = pd.Series(False, index=raw.cells.index)
    for header, values in source.set_aside.items():
        hit |= raw.cells[header].isin([clean(value) for value in values])
    return raw.fate.mask(hit & (raw.fate == KEPT), "declared")


def _texts(cells, rule):
    if rule.value is not None:
        return pd.Series(rule.value, index=cells.index, dtype="str")
    if len(rule.from_) == 1:
        return cells[rule.from_[0]]
    parts = [cells[header].where(~cells[header].isin(rule.missing), "") for header in rule.from_]
    return parts[0].str.cat(parts[1:], sep=" ").str.replace(r" +", " ", regex=True).str.strip()


def _parse_distinct(texts, column, rule, zone):
    codes, distinct = pd.factorize(texts)
    distinct = [str(text) for text in distinct]
    if rule is None:
        return Parsed([None] * len(distinct), {}), codes
    mapped = [_mapped(text, rule) for text in distinct]
    stated = [text not in ("", *rule.missing, *rule.words) for text in distinct]
    lost = [text for text, value, told in zip(distinct, mapped, stated, strict=True) if told and value is None]
    parsed = PARSERS[column.kind](distinct, mapped, column, rule, zone)
    no_match = dict.fromkeys(lost, ("error", "no_match", {"pattern": rule.pattern}))
    return Parsed(parsed.values, {**no_match, **parsed.faults}), codes


def _mapped(text, rule):
    """The text after pattern, words and contains; None where it is missing or the pattern does not fit."""
    if text in rule.words:
        return rule.words[text] or None
    if text == "" or text in rule.missing:
        return None
    if rule.pattern is not None:
        found = re.search(rule.pattern, text)
        text = clean(found.group(1) or "") if found else ""
        if not text or text in rule.words:
            return rule.words.get(text, rule.otherwise) or None
    return _undeclared(text, rule)


def _undeclared(text, rule):
    part = next((word for part, word in rule.contains if part.casefold() in text.casefold()), None)
    declares = rule.words or rule.contains or rule.pattern is None
    return part or (rule.otherwise if rule.otherwise is not None and declares else text) or None


def _parse_text(distinct, mapped, column, rule, zone):
    faults = {
        text: ("warning", "looks_missing", {})
        for text, value in zip(distinct, mapped, strict=True)
        if value is not None and value.casefold() in LOOKS_MISSING
    }
    if column.name == "postcode":
        short = [t for t, value in zip(distinct, mapped, strict=True) if re.fullmatch(r"\d{4}", value or "")]
        faults = {**dict.fromkeys(short, ("warning", "postcode_short", {})), **faults}
    return Parsed(mapped, faults)


def _parse_word(distinct, mapped, column, rule, zone):
    allowed = column.words or (rule.words and {*rule.words.values(), *(word for _, word in rule.contains)})
    known = sorted({*rule.words, *map(str, allowed or ())} - {""})
    faults, values = {}, []
    for text, word in zip(distinct, mapped, strict=True):
        good = word is None or not allowed or word in allowed or word == rule.otherwise
        values.append(word if good else None)
        if not good:
            faults[text] = ("error", "unknown_value", {"known": known})
        elif not column.words and word == text and text.casefold() in LOOKS_MISSING:
            faults[text] = ("warning", "looks_missing", {})
    return Parsed(values, faults)


def _parse_integer(distinct, mapped, column, rule, zone):
    values = [None if number is None else _whole(number, rule.decimal) for number in mapped]
    faults = {}
    for text, number, value in zip(distinct, mapped, values, strict=True):
        if number is not None and value is None:
            unclear = not rule.decimal and re.fullmatch(r"\d{1,3}([.,]\d{3})+", number)
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


def _parse_when(distinct, mapped, column, rule, zone):
    """Dates and clock times in one form; a column that fits several, or mixes them, is not read."""
    forms = _forms({text for text in mapped if text is not None}, column.kind, rule.format)
    pairs = list(zip(distinct, mapped, strict=True))
    if len(forms) > 1:
        fault = ("error", "ambiguous_date", {"formats": ", ".join(form for form, *_ in forms)})
        return Parsed([None] * len(mapped), {text: fault for text, given in pairs if given is not None})
    values = [None if given is None else _when(given, forms[0]) for given in mapped]
    fault = ("error", "no_date", {"format": forms[0][0]})
    faults = {text: fault for (text, given), value in zip(pairs, values, strict=True) if given and value is None}
    if column.kind == "time":
        values, hours = _localised(values, zone)
        faults |= {text: ("error", hour, {"zone": zone}) for text, hour in zip(distinct, hours, strict=True) if hour}
    return Parsed(values, faults)


def _forms(given, kind, stated):
    """The forms that a column may have: the stated one or ISO; the one that fits all texts; else each that fits any."""
    iso, *_ = FORMS[kind]
    if stated:
        return [(stated, *iso)]
    fitting = [form for form in FORMS[kind] if given and all(_when(text, form) for text in given)]
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


PARSERS = {
    "text": _parse_text,
    "word": _parse_word,
    "integer": _parse_integer,
    "date": _parse_when,
    "time": _parse_when,
}


def _gather(values, codes, column):
    """The values of the distinct texts, back on every row; a missing yes or no is the word unknown."""
    if column.words == TERNARY:
        values = ["unknown" if value is None else value for value in values]
    return np.array([*values, None], dtype=object)[codes] if len(values) else np.empty(0, dtype=object)


def _issues(raw, column, rule, faults, texts):
    """One issue for each faulty text; a text in which a pattern or a part was sought may name people: never shown."""
    free = rule is not None and (rule.pattern is not None or rule.contains)
    whole = [text for text, (_, fault, _) in faults.items() if fault in OF_THE_COLUMN]
    for together in [*([whole] if whole else []), *([text] for text in faults if text not in whole)]:
        text, (severity, fault, values) = "…" if free else together[0], faults[together[0]]
        rows = texts.index[texts.isin(together)]
        shown = text if len(text) <= 60 else text[:59] + "…"
        yield Issue(severity, fault, raw.source, raw.file, int(rows[0]), column.name, shown, len(rows), values)
