"""What a column and a table are, and the columns that several tables have."""

from dataclasses import dataclass
from types import MappingProxyType

from kmu_eval import vocabulary

KINDS = MappingProxyType(
    {
        "text": "str",
        "word": "category",
        "integer": "Int32",
        "number": "float64",
        "date": "datetime64[s]",
        "time": "datetime64[s, zone]",
        "reference": "int32",
    }
)


@dataclass(frozen=True)
class Column:
    """One column: its name, kind (a key of `KINDS`), meaning, unit, and whether it is part of the key."""

    name: str
    kind: str
    meaning: str
    unit: str = ""
    key: bool = False
    required: bool = False

    @property
    def words(self):
        """The closed words of the column, or an empty tuple where any word may stand."""
        return vocabulary.CLOSED.get(self.name, ()) if self.kind == "word" else ()


@dataclass(frozen=True)
class Table:
    """One table: its name, what one row is, and its columns."""

    name: str
    row: str
    columns: tuple

    @property
    def names(self):
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def __getitem__(self, name):
        return next(column for column in self.columns if column.name == name)


NONE = -1
"""The reference of a row that refers to nothing: no organisation named, an unnamed participant."""

EVENT_WORDS = (
    Column("mode", "word", "how the event was held"),
    Column("kind", "word", "what sort of event it was"),
    Column("interactive", "word", "whether those present take an active part; from the kind unless declared"),
    Column("difficulty", "word", "for whom it was meant"),
    Column("topic", "word", "what it was about, in the programme's own words"),
    Column("series", "word", "the series it belongs to, in the programme's own words"),
)
ORGANISATION_WORDS = (
    Column("organisation_type", "word", "what sort of body it is"),
    Column("size_class", "word", "employees: micro < 10, small < 50, medium < 250, large; or a band across 250"),
    Column("sector", "word", "branch of the economy"),
    Column("state", "word", "German state (Bundesland), ISO 3166-2 code"),
)
SME_FIGURES = (
    Column("employees_awu", "number", "staff; wins over a size class", "annual work units"),
    Column("turnover_million_eur", "number", "annual turnover", "million euros"),
    Column("balance_sheet_million_eur", "number", "annual balance sheet total", "million euros"),
    Column("autonomous", "word", "whether it has no partner and no linked enterprise (25 % or more, either way)"),
    Column("publicly_controlled", "word", "whether public bodies control 25 % or more of its capital or votes"),
    Column("aggregated", "word", "whether the row's figures hold those of partner and linked enterprises"),
    Column("sme_date", "date", "day for which this is stated; without it, the day of the event"),
)
"""What a raw list can say on which the status of an SME rests (2003/361/EC)."""
OUTCOMES = (
    Column("registered", "word", "whether registered beforehand"),
    Column("attended", "word", "whether present"),
    Column("completed", "word", "whether the training was completed"),
)
ACTIVITY = (
    Column("messages", "integer", "chat messages written online; missing where the list carries none", "messages"),
    Column("poll_votes", "integer", "votes in polls online; missing where the list carries none", "votes"),
    Column("raised_hands", "integer", "hands raised online; missing where the list carries none", "hands"),
)
HEADS = (
    Column("registered", "integer", "heads registered", "heads"),
    Column("attended", "integer", "heads present", "heads"),
    Column("completed", "integer", "heads who completed the training", "heads"),
)
