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


def _slip(text, place):
    """One slip of the pen: two letters swapped, one left out, written twice, or another in its place."""
    before, letter, after = text[:place], text[place], text[place + 1 :]
    way = (len(text) + place) % 4
    return (
        before[:-1]
        + (
            letter + before[-1] + after,
            before[-1] + after,
            before[-1] + letter * 2 + after,
            before[-1] + ("n" if letter != "n" else "m") + after,
        )[way]
    )


def _typo(stem, form):
    return f"{_slip(stem, len(stem) // 2)} {form}"


def _two_edits(stem, form):
    return f"{_slip(_slip(stem, len(stem) // 2), len(stem) // 4)} {form}"


def _department(stem, form):
    return f"{stem} {form}, Abt. Vertrieb"


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


def _extra_word(stem, form):
    first, *rest = stem.split()
    return " ".join([first, "Regio", *rest, form])


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
    _two_edits,
    _department,
    _extra_word,
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
