"""``programme.toml``: what a programme is and how its raw files are to be read."""

import datetime
import re
import tomllib
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from kmu_eval import vocabulary
from kmu_eval.errors import ProgrammeError
from kmu_eval.schema import INTAKE, RESULT_COLUMNS
from kmu_eval.tables import CountingRules, Origin
from kmu_eval.words import LANGUAGES

FILE_NAME = "programme.toml"
_NEEDED = MappingProxyType(
    {"string": "needs_text", "int": "needs_number", "bool": "needs_truth", "date": "needs_date", "too": "needs_entry"}
    | dict.fromkeys(("tuple", "list"), "needs_list")
    | dict.fromkeys(("dict", "model"), "needs_table")
)
"""What is told for each family of pydantic's faults."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Period(_Part):
    """First and last day of funding."""

    start: datetime.date
    end: datetime.date


class About(_Part):
    """What the programme is called, when it ran and which languages it speaks, its own first."""

    name: str
    period: Period
    synthetic: bool = False
    languages: tuple[Literal["de", "en"], ...] = Field(default=("de", "en"), min_length=1)
    timezone: str = "Europe/Berlin"


class OwnStaff(_Part):
    """Whom to set aside as the programme's own people."""

    email_domains: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()


class Counting(_Part):
    """What makes an attendance count."""

    minimum_stay: Annotated[int, Field(gt=0)] | None = None
    own_staff: OwnStaff = OwnStaff()


class Privacy(_Part):
    """What is shown, and the key of synthetic data."""

    smallest_cell: int = Field(default=5, ge=1)
    public_key: str | None = None


class ColumnRule(_Part):
    """How one of our columns is made from the columns of a file."""

    from_: tuple[str, ...] = Field(default=(), alias="from")
    value: str | None = None
    pattern: str | None = None
    words: dict[str, str] = {}
    contains: tuple[tuple[str, str], ...] = ()
    otherwise: str | None = None
    format: str | None = None
    decimal: Literal[",", "."] | None = None
    missing: tuple[str, ...] = ()

    @property
    def results(self):
        """The words that this rule can give, with the key that gives each."""
        given = [("words", word) for word in self.words.values()]
        given += [("contains", word) for _, word in self.contains]
        single = [("value", self.value), ("otherwise", self.otherwise)]
        return given + [(key, word) for key, word in single if word is not None]


def _as_rule(given):
    """Bare headers stand for ``{ from = headers }``, and one header for a list of one."""
    rule = {"from": given} if isinstance(given, (str, list)) else given
    if isinstance(rule, dict) and isinstance(rule.get("from"), str):
        rule = {**rule, "from": [rule["from"]]}
    return rule


def _as_list(given):
    return [given] if isinstance(given, str) else given


class Source(_Part):
    """One kind of raw file and the prepared table that it feeds."""

    table: Literal["events", "participations", "head_counts", "organisations"]
    files: Annotated[tuple[str, ...], BeforeValidator(_as_list), Field(min_length=1)]
    sheet: str | None = None
    header_row: int | None = Field(default=None, ge=1)
    delimiter: Literal[";", ",", "\t", "|"] | None = None
    encoding: Literal["utf-8", "utf-16", "cp1252"] | None = None
    set_aside: dict[str, tuple[str, ...]] = {}
    columns: dict[str, Annotated[ColumnRule, BeforeValidator(_as_rule)]]

    @property
    def headers(self):
        """Every header that the rules name, in order."""
        named = [header for rule in self.columns.values() for header in rule.from_]
        return tuple(dict.fromkeys([*named, *self.set_aside]))


class Programme(_Part):
    """The whole of ``programme.toml``."""

    programme: About
    counting: Counting = Counting()
    privacy: Privacy = Privacy()
    labels: dict[str, dict[str, dict[str, str]]] = {}
    sources: dict[str, Source]

    @property
    def rules(self):
        """What makes an attendance count, as the measures need it."""
        period = self.programme.period
        return CountingRules(period.start.isoformat(), period.end.isoformat(), self.counting.minimum_stay)

    @property
    def origin(self):
        """Where numbers come from, as the figures need it."""
        labels = {
            (column, word, language): text
            for column, words in self.labels.items()
            for word, texts in words.items()
            for language, text in texts.items()
        }
        about = self.programme
        return Origin(
            about.name, about.synthetic, about.languages, self.privacy.smallest_cell, MappingProxyType(labels)
        )


def load(folder):
    """Read and check a programme's ``programme.toml``.

    Parameters
    ----------
    folder : path
        The programme folder.

    Returns
    -------
    Programme

    Raises
    ------
    ProgrammeError
        With every fault of the file: unknown keys, columns and words with the nearest known one, missing keys,
        paths that leave the folder.
    """
    given = _read(folder)
    try:
        programme = Programme.model_validate(given)
    except ValidationError as error:
        raise ProgrammeError(*(_finding(fault) for fault in error.errors() if not _follows(fault))) from None
    findings = [*_about_faults(programme), *_source_faults(programme)]
    if findings:
        raise ProgrammeError(*findings)
    return programme


def language_of(folder):
    """The programme's own language, also where the rest of the file is faulty; English when it is not told."""
    try:
        language = _read(folder)["programme"]["languages"][0]
    except (ProgrammeError, KeyError, IndexError, TypeError):
        return "en"
    return language if language in LANGUAGES else "en"


def _read(folder):
    path = Path(folder, FILE_NAME)
    if not path.exists():
        raise ProgrammeError(("no_programme", {"folder": str(folder)}))
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise ProgrammeError(("not_utf8", {"file": FILE_NAME})) from None
    except tomllib.TOMLDecodeError as error:
        raise ProgrammeError(("toml_syntax", {"file": FILE_NAME, "fault": str(error)})) from None


def _follows(fault):
    """Whether a list is only called too short because what stands in it was refused already."""
    return fault["type"] == "too_short" and bool(fault["input"])


def _finding(fault):
    where = _where(fault["loc"])
    if fault["type"] == "extra_forbidden":
        return _unknown("unknown_key", fault["loc"][-1], _keys_at(fault["loc"][:-1]), where)
    if fault["type"] == "literal_error":
        known = [word.strip("' ") for word in fault["ctx"]["expected"].replace(" or ", ", ").split(", ")]
        return _unknown("unknown_word", fault["input"], known, where)
    if fault["type"] == "missing":
        return "missing_key", {"where": where}
    if fault["type"].startswith("greater_than"):
        least = fault["ctx"].get("ge", fault["ctx"].get("gt", 0) + 1)
        return "too_small", {"where": where, "found": fault["input"], "least": least}
    needed = _NEEDED.get(fault["type"].split("_")[0], "bad_value")
    return needed, {"where": where, "found": fault["input"], "fault": fault["msg"]}


def _where(loc):
    return f"{FILE_NAME}, {'.'.join('from' if part == 'from_' else str(part) for part in loc)}"


def _unknown(key, found, known, where):
    return key, {"found": found, "known": tuple(known), "where": where}


def _keys_at(loc):
    """The keys that are known at a place of the file, found by following the models."""
    model: Any = Programme
    for part in loc:
        if isinstance(model, type) and issubclass(model, BaseModel):
            model = {f.alias or name: f.annotation for name, f in model.model_fields.items()}[str(part)]
        else:
            model = model.__args__[-1]
        model = getattr(model, "__origin__", model) if hasattr(model, "__metadata__") else model
    return [f.alias or name for name, f in model.model_fields.items()] if hasattr(model, "model_fields") else []


def _about_faults(programme):
    about, where = programme.programme, f"{FILE_NAME}, programme"
    if about.period.end < about.period.start:
        yield "period_reversed", {"where": where, "start": about.period.start, "end": about.period.end}
    if about.timezone not in available_timezones():
        yield _unknown("unknown_word", about.timezone, sorted(available_timezones()), f"{where}.timezone")
    if programme.privacy.public_key is not None and not about.synthetic:
        yield "public_key", {"where": f"{FILE_NAME}, privacy.public_key"}
    yield from _label_faults(programme.labels, programme.sources)


def _label_faults(labels, sources):
    free = dict.fromkeys(column.name for column in RESULT_COLUMNS.values() if column.kind == "word")
    known = {**free, **vocabulary.CLOSED, "source": tuple(sources)}
    for column, words in labels.items():
        where, allowed = f"{FILE_NAME}, labels.{column}", known.get(column)
        if column not in known:
            yield _unknown("unknown_key", column, sorted(known), f"{FILE_NAME}, labels")
        for word, texts in words.items():
            if allowed is not None and word not in allowed:
                yield _unknown("unknown_word", word, allowed, where)
            for language in texts:
                if language not in LANGUAGES:
                    yield _unknown("unknown_key", language, LANGUAGES, f"{where}.{word}")


def _source_faults(programme):
    for name, source in programme.sources.items():
        where, table = f"{FILE_NAME}, sources.{name}", INTAKE[source.table]
        for path in source.files:
            if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts or ":" in path or "\\" in path:
                yield "path_leaves", {"found": path, "where": f"{where}.files"}
            elif not path.strip() or any("**" in part and part != "**" for part in PurePosixPath(path).parts):
                yield "bad_glob", {"found": path, "where": f"{where}.files"}
        for column in table.columns:
            if column.required and column.name not in source.columns:
                yield "missing_key", {"where": f"{where}.columns.{column.name}"}
        for column, rule in source.columns.items():
            if column not in table.names:
                yield _unknown("unknown_column", column, table.names, f"{where}.columns")
            else:
                yield from _rule_faults(rule, table[column], f"{where}.columns.{column}")


def _rule_faults(rule, column, where):
    if bool(rule.from_) == (rule.value is not None):
        yield "from_or_value", {"where": where}
    for key, word in rule.results if column.words else ():
        if word not in column.words:
            yield _unknown("unknown_word", word, column.words, f"{where}.{key}")
    if rule.pattern is not None and not _is_pattern(rule.pattern):
        yield "bad_pattern", {"where": f"{where}.pattern", "found": rule.pattern}
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
