"""The prepared tables of one programme, each column with its declared type."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

import numpy as np
import pandas as pd

from kmu_eval.claiming import Claim
from kmu_eval.code_book import NO_SURVEYS, CodeBook
from kmu_eval.comparing import NOTHING_COMPARED, Comparing
from kmu_eval.errors import MeasureError
from kmu_eval.schema import PREPARED
from kmu_eval.target_group import EUROPEAN, TargetGroup


@dataclass(frozen=True)
class CountingRules:
    """What makes an attendance count.

    Parameters
    ----------
    period_start, period_end : str
        First and last day of funding, ISO; attendance outside was set aside when the tables were prepared.
    minimum_stay : int, optional
        Minutes that a participant must have been present; rows without minutes (paper lists) always count.
    linkage : str
        Who was taken for the same; one of ``vocabulary.LINKAGE``.
    target_group : TargetGroup
        Whom ``smes`` counts; their status was set when the tables were prepared.

    Examples
    --------
    >>> CountingRules("2020-01-01", "2020-12-31").sentence
    'attended = yes, 2020-01-01 to 2020-12-31, no minimum stay'
    """

    period_start: str
    period_end: str
    minimum_stay: int | None = None
    linkage: str = "default"
    target_group: TargetGroup = EUROPEAN

    @property
    def sentence(self):
        """The rule in one sentence, as it stands in the column ``rule`` of every result."""
        stay = "no minimum stay"
        if self.minimum_stay:
            stay = f"minimum stay {self.minimum_stay} minutes, lists without minutes count"
        return f"attended = yes, {self.period_start} to {self.period_end}, {stay}{self.linked}"

    @property
    def linked(self):
        """What the sentence adds where another linkage than the default decides who is the same."""
        return "" if self.linkage == "default" else f", {self.linkage} linkage"


@dataclass(frozen=True)
class Origin:
    """Where numbers come from, carried along to every figure.

    Parameters
    ----------
    programme : str
        Name of the programme.
    synthetic : bool
        Whether the data are made up; every figure then says so.
    languages : tuple of str
        The programme's languages, its own first.
    smallest_cell : int
        Groups with fewer are not shown.
    labels : mapping of (str, str, str) to str
        The programme's own labels: (column, word, language) to text.
    """

    programme: str
    synthetic: bool = False
    languages: tuple[str, ...] = ("en",)
    smallest_cell: int = 5
    labels: MappingProxyType = field(default_factory=lambda: MappingProxyType({}))

    @property
    def language(self):
        """The programme's own language."""
        return self.languages[0]


@dataclass(frozen=True, eq=False)
class Tables:
    """The prepared tables, each read when first asked for.

    Parameters
    ----------
    read : callable
        Takes a table's name, returns its frame.
    rules : CountingRules
        What makes an attendance count.
    origin : Origin
        Where the numbers come from.
    targets : tuple of dict
        Rows of ``targets.csv``: indicator, target, source.
    linkages : mapping of str to callable
        `read` under each linkage that the tables are there in.
    code_book : CodeBook
        The items of the surveys.
    comparing : Comparing
        Outcomes with their margins, and what comparisons must keep.
    claims : tuple of Claim
        What is claimed of the programme.

    Examples
    --------
    >>> import kmu_eval
    >>> tables = kmu_eval.simulate(seed=1, scale=0.01)[0]
    >>> list(tables.head_counts.columns)
    ['event', 'role', 'registered', 'attended', 'completed']
    """

    read: Callable[[str], pd.DataFrame] = field(repr=False)
    rules: CountingRules
    origin: Origin
    targets: tuple = ()
    linkages: Mapping[str, Callable[[str], pd.DataFrame]] = field(default_factory=dict, repr=False)
    code_book: CodeBook = field(default=NO_SURVEYS, repr=False)
    comparing: Comparing = NOTHING_COMPARED
    claims: tuple[Claim, ...] = ()

    @cached_property
    def events(self):
        """One row per event."""
        return self.read("events")

    @cached_property
    def participations(self):
        """One row per participant and event."""
        return self.read("participations")

    @cached_property
    def head_counts(self):
        """One row per count of heads."""
        return self.read("head_counts")

    @cached_property
    def participants(self):
        """One row per person."""
        return self.read("participants")

    @cached_property
    def organisations(self):
        """One row per firm or body."""
        return self.read("organisations")

    @cached_property
    def links(self):
        """One row per kept row of a raw list."""
        return self.read("links")

    @cached_property
    def respondents(self):
        """One row per person and wave of a survey."""
        return self.read("respondents")

    @cached_property
    def responses(self):
        """One row per answer."""
        return self.read("responses")

    def with_rules(self, **changes):
        """The same tables under other counting rules, such as ``minimum_stay=30``."""
        return replace(self, rules=replace(self.rules, **changes))

    def with_linkage(self, linkage):
        """The same programme with others taken for the same: ``strict``, ``default`` or ``wide``.

        Raises
        ------
        MeasureError
            Where the tables are not there under this linkage.
        """
        if linkage != self.rules.linkage and linkage not in self.linkages:
            known = sorted({*self.linkages, self.rules.linkage})
            raise MeasureError(("unknown_word", {"found": linkage, "known": known, "where": "linkage"}))
        read = self.linkages.get(linkage, self.read)
        return replace(self, read=read, rules=replace(self.rules, linkage=linkage))


def in_memory(
    frames, rules, origin, targets=(), linkages=None, code_book=NO_SURVEYS, comparing=NOTHING_COMPARED, claims=()
):
    """Tables from frames that are already there.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        Frames by table name; a missing one counts as empty.
    rules : CountingRules
    origin : Origin
    targets : tuple of dict
    linkages : mapping of str to mapping of str to DataFrame, optional
        By linkage the frames that differ from those of the default.
    code_book : CodeBook, optional
    comparing : Comparing, optional
    claims : tuple of Claim, optional

    Returns
    -------
    Tables

    Examples
    --------
    >>> rules = CountingRules("2020-01-01", "2020-12-31")
    >>> heads = typed({"event": [0], "attended": [12]}, "head_counts")
    >>> tables = in_memory({"head_counts": heads}, rules, Origin("Centre"))
    >>> len(tables.head_counts), len(tables.participations)
    (1, 0)
    """

    def reader(given):
        return lambda name: given[name] if name in given else empty(name)

    others = {linkage: reader({**frames, **changed}) for linkage, changed in (linkages or {}).items()}
    read = reader(dict(frames))
    linkages = {rules.linkage: read, **others} if others else {}
    return Tables(read, rules, origin, targets, linkages, code_book, comparing, claims)


def empty(name, zone="Europe/Berlin"):
    """A prepared table without rows, each column with its declared type.

    Examples
    --------
    >>> empty("participants").columns.tolist()
    ['pseudonym', 'person_rule']
    """
    return typed({}, name, zone)


def typed(values, name, zone="Europe/Berlin"):
    """A prepared table from columns of plain values, each brought to its declared type.

    Parameters
    ----------
    values : mapping of str to sequence
        Columns by name; a missing one is filled with missing values (references with -1).
    name : str
        Name of the prepared table.
    zone : str
        Time zone of clock times.

    Returns
    -------
    DataFrame
        The table's columns, in order.

    Examples
    --------
    >>> typed({"event": [0], "attended": [12]}, "head_counts").dtypes["attended"]
    Int32Dtype()
    """
    rows = max((len(column) for column in values.values()), default=0)
    columns = {c.name: _typed_column(values.get(c.name), c, rows, zone) for c in PREPARED[name].columns}
    return pd.DataFrame(columns, copy=False)


def missing_integers(rows):
    """An integer column of which nothing is known; its zeros take up no memory until they are read.

    Examples
    --------
    >>> missing_integers(2)
    <IntegerArray>
    [<NA>, <NA>]
    Length: 2, dtype: Int32
    """
    return pd.arrays.IntegerArray(np.zeros(rows, np.int32), np.ones(rows, bool))


def _typed_column(values, column, rows, zone):
    if values is None:
        if column.kind == "integer":
            return missing_integers(rows)
        values = np.full(rows, -1) if column.kind == "reference" else [None] * rows
    if column.kind == "reference":
        return np.asarray(values, dtype=np.int32)
    if column.kind == "word":
        return _words(values, column)
    if column.kind == "time":
        times = pd.to_datetime(pd.Series(values))
        times = times.dt.tz_localize(zone) if times.dt.tz is None else times.dt.tz_convert(zone)
        return times.dt.as_unit("s").array
    if column.kind == "date":
        return pd.to_datetime(pd.Series(values)).dt.as_unit("s").array
    return pd.array(values, dtype={"integer": "Int32", "text": "str"}[column.kind])


def _words(values, column):
    if column.words:
        return pd.Categorical(values, categories=list(column.words))
    if isinstance(getattr(values, "dtype", None), pd.CategoricalDtype):
        return pd.Categorical(values)
    return pd.Categorical(values, categories=sorted({v for v in values if v is not None and v == v}))
