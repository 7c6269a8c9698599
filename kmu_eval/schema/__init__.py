"""What the tables are: columns with type, unit, key and meaning. CODEBOOK.md is rendered from here."""

from kmu_eval.schema.codebook import codebook
from kmu_eval.schema.columns import ACTIVITY, KINDS, NONE, SME_FIGURES, Column, Table
from kmu_eval.schema.prepared import PREPARED
from kmu_eval.schema.raw import INTAKE, PERSONAL
from kmu_eval.schema.results import RESULT_COLUMNS, by_columns, wave_of, waves_of

__all__ = [
    "ACTIVITY",
    "INTAKE",
    "KINDS",
    "NONE",
    "PERSONAL",
    "PREPARED",
    "RESULT_COLUMNS",
    "SME_FIGURES",
    "Column",
    "Table",
    "by_columns",
    "codebook",
    "wave_of",
    "waves_of",
]
