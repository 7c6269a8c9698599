"""What is wrong with a ``programme.toml``, told with place, what is allowed and the nearest known word."""

import datetime
import re
from pathlib import PurePosixPath
from types import MappingProxyType, UnionType
from typing import Any
from zoneinfo import available_timezones

from pydantic import BaseModel

from kmu_eval import vocabulary
from kmu_eval.programme.comparison_faults import of_the_comparisons
from kmu_eval.programme.findings import unknown
from kmu_eval.programme.models import FILE_NAME, Programme
from kmu_eval.schema import INTAKE, RESULT_COLUMNS
from kmu_eval.words import LANGUAGES

_NEEDED = MappingProxyType(
    {"string": "needs_text", "int": "needs_number", "bool": "needs_truth", "date": "needs_date", "too": "needs_entry"}
    | dict.fromkeys(("float", "finite"), "needs_decimal")
    | dict.fromkeys(("tuple", "list"), "needs_list")
    | dict.fromkeys(("dict", "model"), "needs_table")
)
"""What is told for each family of pydantic's faults."""


def of_the_form(error, model=Programme, file=FILE_NAME):
    """What is wrong with the form of the file: unknown and missing keys, words and values of the wrong kind.

    Parameters
    ----------
    error : ValidationError
        From ``model.model_validate``.
    model : type
    file : str

    Returns
    -------
    list of (str, dict)
        Findings of a `ProgrammeError`.
    """
    faults = error.errors()
    return [_finding(fault, model, file) for fault in faults if not _follows(fault, faults)]


def of_the_content(programme):
    """What the file says that cannot be, though its form is right.

    Parameters
    ----------
    programme : Programme

    Yields
    ------
    (str, dict)
        A finding of a `ProgrammeError`.
    """
    yield from _about_faults(programme)
    yield from of_the_comparisons(programme)
    yield from _source_faults(programme)


def _follows(fault, faults):
    """Whether a list is only called too short because what stands in it was refused already."""
    within = [other for other in faults if other["loc"][:-1][: len(fault["loc"])] == fault["loc"]]
    return fault["type"] == "too_short" and bool(within)


def _finding(fault, model, file):
    where = _where(fault["loc"], file)
    if fault["type"] == "extra_forbidden":
        return unknown("unknown_key", fault["loc"][-1], _keys_at(fault["loc"][:-1], model), where)
    if fault["type"] == "literal_error":
        known = [word.strip("' ") for word in fault["ctx"]["expected"].replace(" or ", ", ").split(", ")]
        return unknown("unknown_word", fault["input"], known, where)
    if fault["type"] == "missing":
        return "missing_key", {"where": where}
    if fault["type"].startswith("greater_than"):
        least = fault["ctx"].get("ge", fault["ctx"].get("gt", 0) + 1)
        return "too_small", {"where": where, "found": fault["input"], "least": least}
    if fault["type"].startswith("less_than"):
        return "too_large", {"where": where, "found": fault["input"], "most": fault["ctx"]["le"]}
    if fault["type"] == "too_long":
        return "too_many", {"where": where, "found": len(fault["input"]), "most": fault["ctx"]["max_length"]}
    if fault["type"] == "too_short" and fault["ctx"]["min_length"] > 1:
        return "needs_entries", {"where": where, "least": fault["ctx"]["min_length"]}
    needed = _NEEDED.get(fault["type"].split("_")[0], "bad_value")
    return needed, {"where": where, "found": fault["input"], "fault": fault["msg"]}


def _where(loc, file):
    return f"{file}, {'.'.join('from' if part == 'from_' else str(part) for part in loc if part not in ('', '[key]'))}"


def _keys_at(loc, model: Any):
    """The keys that are known at a place of the file, found by following the models."""
    for part in loc:
        if isinstance(model, type) and issubclass(model, BaseModel):
            model = {f.alias or name: f.annotation for name, f in model.model_fields.items()}[str(part)]
        else:
            model = [each for each in model.__args__ if each is not Ellipsis][-1]
        model = getattr(model, "__origin__", model) if hasattr(model, "__metadata__") else model
        model = model.__args__[0] if isinstance(model, UnionType) else model
    return [f.alias or name for name, f in model.model_fields.items()] if hasattr(model, "model_fields") else []


def _about_faults(programme):
    about, where = programme.programme, f"{FILE_NAME}, programme"
    if about.period.end < about.period.start:
        yield "period_reversed", {"where": where, "start": about.period.start, "end": about.period.end}
    if about.timezone not in available_timezones():
        yield unknown("unknown_word", about.timezone, sorted(available_timezones()), f"{where}.timezone")
    if programme.privacy.public_key is not None and not about.synthetic:
        yield "public_key", {"where": f"{FILE_NAME}, privacy.public_key"}
    yield from _label_faults(programme.labels, programme.sources)


def _label_faults(labels, sources):
    free = dict.fromkeys(column.name for column in RESULT_COLUMNS.values() if column.kind == "word")
    known = {**free, **vocabulary.CLOSED, "source": tuple(sources)}
    for column, words in labels.items():
        where, allowed = f"{FILE_NAME}, labels.{column}", known.get(column)
        if column not in known:
            yield unknown("unknown_key", column, sorted(known), f"{FILE_NAME}, labels")
        for word, texts in words.items():
            if allowed is not None and word not in allowed:
                yield unknown("unknown_word", word, allowed, where)
            for language in texts:
                if language not in LANGUAGES:
                    yield unknown("unknown_key", language, LANGUAGES, f"{where}.{word}")


def _source_faults(programme):
    for name, source in programme.sources.items():
        where, table = f"{FILE_NAME}, sources.{name}", INTAKE[source.table]
        for path in source.files:
            if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts or ":" in path or "\\" in path:
                yield "path_leaves", {"found": path, "where": f"{where}.files"}
            elif not path.strip() or any("**" in part and part != "**" for part in PurePosixPath(path).parts):
                yield "bad_glob", {"found": path, "where": f"{where}.files"}
        if source.export and source.table not in ("participations", "responses"):
            yield "export_table", {"where": f"{where}.export"}
        for column in table.columns:
            if column.required and not source.export and column.name not in source.columns:
                yield "missing_key", {"where": f"{where}.columns.{column.name}"}
        for column, rule in source.columns.items():
            if column not in table.names:
                yield unknown("unknown_column", column, table.names, f"{where}.columns")
            else:
                yield from _rule_faults(rule, table[column], f"{where}.columns.{column}")


def _rule_faults(rule, column, where):
    if bool(rule.from_) == (rule.value is not None):
        yield "from_or_value", {"where": where}
    for key, word in rule.results if column.words else ():
        if word not in column.words:
            yield unknown("unknown_word", word, column.words, f"{where}.{key}")
    if rule.pattern is not None and not _is_pattern(rule.pattern):
        yield "bad_pattern", {"where": f"{where}.pattern", "found": rule.pattern}
    if rule.divide_by is not None and column.kind != "number":
        yield "divides_no_number", {"where": f"{where}.divide_by"}
    if rule.format is not None and not _is_format(rule.format, column.kind):
        yield "bad_format", {"where": f"{where}.format", "found": rule.format}


def _is_pattern(pattern):
    try:
        return re.compile(pattern).groups == 1
    except re.error:
        return False


def _is_format(form, kind):
    """Whether a day (of clock times: and minute) written in the form is read back as the same."""
    some = datetime.datetime(2001, 12, 31, 23, 59 if kind == "time" else 0)
    try:
        read = datetime.datetime.strptime(some.strftime(form), form)
    except (ValueError, re.error):
        return False
    return read.replace(second=0) == some if kind == "time" else read.date() == some.date()
