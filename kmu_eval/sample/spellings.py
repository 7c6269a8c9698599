"""How people misspell their firm: each kind of variant is a rule on the name as it stands in the register."""

from kmu_eval.sample.names import without_umlauts

_FORMS = {
    "GmbH": "G.m.b.H.",
    "GmbH & Co. KG": "GmbH & Co.KG",
    "e. K.": "eK",
    "UG (haftungsbeschränkt)": "UG",
    "AG": "Aktiengesellschaft",
    "OHG": "oHG mbH",
    "KG": "Kommanditgesellschaft",
}
_SHORT = {"technik": "techn.", "beratung": "berat.", "betrieb": "betr.", "bau": "b.", "handel": "hdl.", "dienst": "d."}


def _legal_form(stem, form):
    return f"{stem} {_FORMS.get(form, 'GbR')}"


def _no_legal_form(stem, form):
    return stem


def _case(stem, form):
    return f"{stem} {form}".upper()


def _umlaut(stem, form):
    return without_umlauts(f"{stem} {form}")


def _missing_postcode(stem, form):
    return f"{stem} {form}"


def _blanks(stem, form):
    return f" {stem}  {form}"


def _typo(stem, form):
    middle = len(stem) // 2
    return f"{stem[: middle - 1]}{stem[middle]}{stem[middle - 1]}{stem[middle + 1 :]} {form}"


def _typography(stem, form):
    return f"{stem} {form}".replace("&", "und").replace("-", "\N{EN DASH}")


def _abbreviation(stem, form):
    for long, short in _SHORT.items():
        stem = stem.replace(long, short)
    return f"{stem} {form}"


def _brand(stem, form):
    return stem.split()[0]


def _word_order(stem, form):
    first, *rest = stem.split()
    return " ".join([*rest, first, form])


_RULES = (
    _legal_form,
    _no_legal_form,
    _case,
    _umlaut,
    _missing_postcode,
    _blanks,
    _typo,
    _typography,
    _abbreviation,
    _brand,
    _word_order,
)
KINDS = tuple(rule.__name__.lstrip("_") for rule in _RULES)
"""The kinds of variant, as they stand in ``Truth.written``."""


def spelled(stem, form, kind=""):
    """A firm's name as written on a list.

    Parameters
    ----------
    stem, form : str
        The name and its legal form (may be empty).
    kind : str
        One of `KINDS`, or empty for the name as it should be.

    Returns
    -------
    str

    Examples
    --------
    >>> spelled("Möller Maschinenbau", "GmbH"), spelled("Möller Maschinenbau", "GmbH", "word_order")
    ('Möller Maschinenbau GmbH', 'Maschinenbau Möller GmbH')
    >>> spelled("Möller Maschinenbau", "GmbH", "umlaut"), spelled("Möller Maschinenbau", "GmbH", "legal_form")
    ('Moeller Maschinenbau GmbH', 'Möller Maschinenbau G.m.b.H.')
    """
    text = _RULES[KINDS.index(kind)](stem, form) if kind else f"{stem} {form}"
    return text if kind == "blanks" else text.strip()
