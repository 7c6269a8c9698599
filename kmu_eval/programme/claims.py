"""``claims.toml``: what is claimed of the programme, and by which number each claim stands or falls."""

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from kmu_eval.claiming import Claim
from kmu_eval.errors import ProgrammeError
from kmu_eval.programme.claim_faults import FILE_NAME, of_the_claims
from kmu_eval.programme.faults import of_the_form
from kmu_eval.programme.models import Part
from kmu_eval.vocabulary import CLAIM_RELATION, INDICATOR, WAVE
from kmu_eval.words import LANGUAGES

_Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]


class NeededRule(Part):
    """What would have to be known to test a claim, by language."""

    de: str = ""
    en: str = ""


class ClaimRule(Part):
    """One claim: its sentence by language, who said it, what it is held against, and how."""

    de: str = ""
    en: str = ""
    source: str = ""
    indicator: Literal[INDICATOR] | None = None
    item: str | None = None
    comparison: str | None = None
    option: str | None = None
    wave: Literal[WAVE] = "post"
    measure: Literal["top_share", "net_promoter"] = "top_share"
    outcome: str | None = None
    where: dict[str, str] = {}
    of_where: dict[str, str] | None = None
    relation: Literal[CLAIM_RELATION]
    value: _Number | None = None
    tolerance: Annotated[_Number | None, Field(ge=0, le=1)] = None
    needed: NeededRule = NeededRule()

    def claim(self, word):
        """The claim as the measures need it.

        Parameters
        ----------
        word : str
            Its name.

        Returns
        -------
        Claim
        """
        texts = {"sentences": _by_language(self), "needed": _by_language(self.needed)}
        plain = {name: getattr(self, name) for name in _PLAIN}
        return Claim(word, **texts, **plain, **{name: getattr(self, name) or "" for name in _OPTIONAL})


_PLAIN = ("relation", "source", "wave", "measure", "where", "of_where", "value", "tolerance")
_OPTIONAL = ("indicator", "item", "comparison", "option", "outcome")


class Claims(Part):
    """The whole of ``claims.toml``."""

    claims: dict[str, ClaimRule] = {}


def load_claims(folder, programme, items):
    """Read and check a programme's ``claims.toml``.

    Parameters
    ----------
    folder : path
        The programme folder.
    programme : Programme
    items : Items

    Returns
    -------
    tuple of Claim
        None where there is no such file.

    Raises
    ------
    ProgrammeError
        With every fault of the file: unknown keys, relations, indicators, items, comparisons, columns and words with
        the nearest known one, a claim about two things, values and tolerances that are lacking or out of place.
    """
    path = Path(folder, FILE_NAME)
    if not path.exists():
        return ()
    try:
        given = Claims.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except UnicodeDecodeError:
        raise ProgrammeError(("not_utf8", {"file": FILE_NAME})) from None
    except tomllib.TOMLDecodeError as error:
        raise ProgrammeError(("toml_syntax", {"file": FILE_NAME, "fault": str(error)})) from None
    except ValidationError as error:
        raise ProgrammeError(*of_the_form(error, Claims, FILE_NAME)) from None
    if findings := list(of_the_claims(given.claims, programme, items)):
        raise ProgrammeError(*findings)
    return tuple(rule.claim(word) for word, rule in given.claims.items())


def _by_language(texts):
    return {language: getattr(texts, language) for language in LANGUAGES if getattr(texts, language)}
