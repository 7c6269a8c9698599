"""What ``programme.toml`` can say."""

import datetime
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from kmu_eval.comparing import MOST_CONFOUNDERS, Comparing, Comparison, Outcome
from kmu_eval.tables import CountingRules, Origin
from kmu_eval.target_group import BUSINESSES, EUROPEAN, TargetGroup
from kmu_eval.vocabulary import ORGANISATION_TYPE, OUTCOME_MEASURE, WAVE

FILE_NAME = "programme.toml"


class Part(BaseModel):
    """A table of a file that people write: other keys than those named are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


_Decimal = Annotated[float, Field(strict=True, allow_inf_nan=False)]


class Period(Part):
    """First and last day of funding."""

    start: datetime.date
    end: datetime.date


class About(Part):
    """What the programme is called, when it ran and which languages it speaks, its own first."""

    name: str
    period: Period
    synthetic: bool = False
    languages: tuple[Literal["de", "en"], ...] = Field(default=("de", "en"), min_length=1)
    timezone: str = "Europe/Berlin"


class OwnStaff(Part):
    """Whom to set aside as the programme's own people."""

    email_domains: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()


class Target(Part):
    """Whom the programme is for, where that is not the SMEs of 2003/361/EC; what is not named is not asked for."""

    employees_below: _Decimal = Field(ge=1)
    turnover_million_eur_at_most: _Decimal | None = Field(default=None, ge=0.01)
    balance_sheet_million_eur_at_most: _Decimal | None = Field(default=None, ge=0.01)
    organisation_types: tuple[Literal[ORGANISATION_TYPE], ...] = Field(default=BUSINESSES, min_length=1)


class Counting(Part):
    """What makes an attendance count, and whom the programme is for."""

    minimum_stay: Annotated[int, Field(gt=0)] | None = None
    own_staff: OwnStaff = OwnStaff()
    target_group: Target | None = None


class Privacy(Part):
    """What is shown, and the key of synthetic data."""

    smallest_cell: int = Field(default=5, ge=1)
    public_key: str | None = None
    keep_until: datetime.date | None = None


class DeclaredOutcome(Part):
    """An item as it is compared, and the margin within which two groups count as equal."""

    item: str = Field(min_length=1)
    measure: Literal[OUTCOME_MEASURE] = "top_share"
    wave: Literal[WAVE] = "post"
    top: tuple[str, ...] = ()
    of_dont_know: bool = False
    margin_pp: _Decimal | None = Field(default=None, ge=0.1)
    reason: str = ""
    date: datetime.date | None = None
    primary: bool = False


class DeclaredComparison(Part):
    """Two groups of events, and what they must have in common before a number is adjusted."""

    by: str = Field(min_length=1)
    order: tuple[str, str]
    confounders: tuple[str, ...] = Field(default=(), max_length=MOST_CONFOUNDERS)
    least_events: int = Field(default=2, ge=2)
    least_share: _Decimal = Field(default=0.5, ge=0, le=1)
    strata: tuple[str, ...] = ()


class Limits(Part):
    """How large a raw file may be; what is larger is refused before a parser sees it."""

    megabytes: int = Field(default=1000, ge=1)
    unpacked_megabytes: int = Field(default=4000, ge=1)
    ratio: int = Field(default=200, ge=1)
    cells: int = Field(default=50_000_000, ge=1)
    line_characters: int = Field(default=1_000_000, ge=1)


class ColumnRule(Part):
    """How one of our columns is made from the columns of a file."""

    from_: tuple[str, ...] = Field(default=(), alias="from")
    value: str | None = None
    pattern: str | None = None
    words: dict[str, str] = {}
    contains: tuple[tuple[str, str], ...] = ()
    otherwise: str | None = None
    format: str | None = None
    decimal: Literal[",", "."] | None = None
    divide_by: _Decimal | None = Field(default=None, ge=1)
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


Texts = Annotated[tuple[str, ...], BeforeValidator(_as_list), Field(min_length=1)]


class Source(Part):
    """One kind of raw file and the prepared table that it feeds; ``export``: as a tool wrote it, known by its content.

    ``complete``: an export names all who were there, so that those registered whom it does not name stayed away.
    ``section``: the title above the table, where a file holds several. ``header_rows``: how many rows of headings stand
    one above the other. ``label_rows``: how many rows right below explain the headings.
    ``replaces``: by file, the older exports of the same list whose rows it holds. ``wave``: when a survey was made.
    """

    table: Literal["events", "participations", "head_counts", "organisations", "responses"]
    files: Texts
    sheet: str | None = None
    section: str | None = Field(default=None, min_length=1)
    header_row: int | None = Field(default=None, ge=1)
    header_rows: int = Field(default=1, ge=1, le=9)
    label_rows: int = Field(default=0, ge=0, le=9)
    delimiter: Literal[";", ",", "\t", "|"] | None = None
    encoding: Literal["utf-8", "utf-16", "cp1252"] | None = None
    set_aside: dict[str, tuple[str, ...]] = {}
    export: bool = False
    complete: bool = True
    events: dict[str, str] = {}
    replaces: dict[str, Texts] = {}
    wave: Literal[WAVE] = "post"
    columns: dict[str, Annotated[ColumnRule, BeforeValidator(_as_rule)]] = {}

    @property
    def headers(self):
        """Every header that the rules name, in order."""
        named = [header for rule in self.columns.values() for header in rule.from_]
        return tuple(dict.fromkeys([*named, *self.set_aside]))


class Programme(Part):
    """The whole of ``programme.toml``."""

    programme: About
    counting: Counting = Counting()
    privacy: Privacy = Privacy()
    limits: Limits = Limits()
    labels: dict[str, dict[str, dict[str, str]]] = {}
    outcomes: dict[str, DeclaredOutcome] = {}
    comparisons: dict[str, DeclaredComparison] = {}
    sources: dict[str, Source]

    @property
    def globs(self):
        """The patterns of files of all sources."""
        return [glob for source in self.sources.values() for glob in source.files]

    @property
    def rules(self):
        """What makes an attendance count, as the measures need it."""
        period, counting = self.programme.period, self.counting
        group = TargetGroup(**counting.target_group.model_dump()) if counting.target_group else EUROPEAN
        start, end = period.start.isoformat(), period.end.isoformat()
        return CountingRules(start, end, counting.minimum_stay, target_group=group)

    @property
    def comparing(self):
        """What is compared, as the measures need it."""
        outcomes = tuple(Outcome(word, **_outcome(each)) for word, each in self.outcomes.items())
        comparisons = tuple(Comparison(word, **each.model_dump()) for word, each in self.comparisons.items())
        return Comparing(outcomes, comparisons)

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


def _outcome(declared):
    return {**declared.model_dump(), "date": declared.date.isoformat() if declared.date else ""}
