"""``programme.toml``: what a programme is and how its raw files are to be read."""

import re
import tomllib
from pathlib import Path

from pydantic import ValidationError

from kmu_eval.errors import ProgrammeError
from kmu_eval.programme.claims import load_claims
from kmu_eval.programme.comparison_faults import of_their_items
from kmu_eval.programme.faults import of_the_content, of_the_form
from kmu_eval.programme.items import Items, load_items
from kmu_eval.programme.models import FILE_NAME, ColumnRule, Limits, OwnStaff, Programme, Source
from kmu_eval.words import LANGUAGES

__all__ = [
    "FILE_NAME",
    "ColumnRule",
    "Items",
    "Limits",
    "OwnStaff",
    "Programme",
    "Source",
    "language_of",
    "load",
    "load_claims",
    "load_items",
    "refuse_unknown_items",
]


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
        raise ProgrammeError(*of_the_form(error)) from None
    if findings := list(of_the_content(programme)):
        raise ProgrammeError(*findings)
    return programme


def language_of(folder):
    """The programme's own language, also where the rest of the file is faulty; None where it cannot be made out."""
    try:
        given = _read(folder).get("programme", {})
        language = given["languages"][0] if "languages" in given else None
    except (ProgrammeError, AttributeError, KeyError, IndexError, TypeError):
        text = Path(folder, FILE_NAME).read_bytes().decode("utf-8", errors="replace")
        found = re.search(r"(?m)^\s*lang\w*\s*=\s*\[\W*(\w+)", text)
        language = found and found[1]
    return language if language in LANGUAGES else None


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


def refuse_unknown_items(programme, items):
    """Check that what is compared is asked.

    Parameters
    ----------
    programme : Programme
    items : Items

    Raises
    ------
    ProgrammeError
        Names each outcome whose item is none of ``items.toml``, with the nearest one.
    """
    if findings := [*of_their_items(programme, {item.word: item for item in items.code_book.items})]:
        raise ProgrammeError(*findings)
