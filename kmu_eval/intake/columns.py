"""The columns of a file to ours: by heading, constant, pattern and declared words, each distinct text once."""

import re

import numpy as np
import pandas as pd

from kmu_eval.intake.grid import KEPT, clean
from kmu_eval.intake.issues import Issue
from kmu_eval.intake.text_columns import or_none
from kmu_eval.intake.values import OF_THE_COLUMN, Parsed, may_be_faulty, parse
from kmu_eval.schema import INTAKE
from kmu_eval.vocabulary import TERNARY


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
    frame = {"source": raw.source, "file": raw.file, "row": raw.cells.index.to_numpy(), "fate": fate.array}
    issues = []
    for column in table.columns:
        rule = source.columns.get(column.name)
        if rule is None:
            frame[column.name] = np.full(len(kept), "unknown" if column.words == TERNARY else None, dtype=object)
            continue
        texts = _texts(raw.cells, rule)
        texts = texts if kept.all() else texts.where(kept, "")
        frame[column.name], faults = _parse_column(texts, column, rule, zone)
        issues += _issues(raw, column, rule, faults, texts)
    return pd.DataFrame(frame), issues


def _declared(raw, source):
    """Rows that the programme sets aside by a declared value of one of the file's columns."""
    if not source.set_aside:
        return raw.fate
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


def _parse_column(texts, column, rule, zone):
    """The value on every row, and the faults by text; each distinct text is looked at once, or not at all."""
    if column.kind == "text" and _is_plain(rule):
        odd = texts[may_be_faulty(texts, column)].unique().tolist()
        return or_none(texts), parse(odd, odd, column, rule, zone).faults
    codes, distinct = pd.factorize(texts)
    parsed = _parse_distinct([str(text) for text in distinct], column, rule, zone)
    return _gather(parsed.values, codes, column), parsed.faults


def _parse_distinct(distinct, column, rule, zone):
    mapped = [text or None for text in distinct] if _is_plain(rule) else [_mapped(text, rule) for text in distinct]
    stated = [text not in ("", *rule.missing, *rule.words) for text in distinct]
    lost = [text for text, value, told in zip(distinct, mapped, stated, strict=True) if told and value is None]
    parsed = parse(distinct, mapped, column, rule, zone)
    no_match = dict.fromkeys(lost, ("error", "no_match", {"pattern": rule.pattern}))
    return Parsed(parsed.values, {**no_match, **parsed.faults})


def _is_plain(rule):
    """Whether texts stand for themselves, so that none of a million need be looked at."""
    return not (rule.words or rule.missing or rule.contains) and rule.pattern is rule.otherwise is None


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
        rows, first = texts.isin(together).sum(), texts.index[texts == together[0]][0]
        shown = text if len(text) <= 60 else text[:59] + "…"
        values = {**values, "column": " + ".join(rule.from_) or column.name}
        yield Issue(severity, fault, raw.source, raw.file, int(first), column.name, shown, int(rows), values)
