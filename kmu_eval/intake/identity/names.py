"""Names as they are compared: folded, without legal form, and the words that say too little."""

import re
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_FOLDED = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i"}
_SIGNS = {"'": "", "`": "", "&": " und ", "+": " und "}
_PIECE = 500_000
"""So many names at a time: Arrow's kernels leave other threads alone."""
_SHORT = 3
"""Words of so few letters are abbreviations in the lists of legal forms."""


@dataclass(frozen=True)
class FirmNames:
    """Names of firms and bodies, taken apart.

    Parameters
    ----------
    core : LargeStringArray
        Folded, without what says only that it is a firm, and of what kind.
    form : ndarray of str
        The legal form stated, as a key of ``lists.toml``; several joined; empty where none is.
    generic : ndarray of bool
        Whether the core holds words only that many firms have.
    """

    core: pa.LargeStringArray
    form: np.ndarray
    generic: np.ndarray

    @property
    def compact(self):
        """The core without blanks."""
        return pc.replace_substring(self.core, " ", "")


@cache
def lists():
    """The lists of ``lists.toml``."""
    return tomllib.loads(files("kmu_eval.intake.identity").joinpath("lists.toml").read_text(encoding="utf-8"))


def folded(texts):
    """Texts as names are compared: small letters, umlauts as two letters, no other marks, "&" as "und", no punctuation.

    Parameters
    ----------
    texts : sequence of str

    Returns
    -------
    LargeStringArray

    Examples
    --------
    >>> folded(["Müller & Söhne", "Café  O'Neill-Groß"]).to_pylist()
    ['mueller und soehne', 'cafe oneill gross']
    """
    plain = pc.utf8_lower(as_array(texts))
    other = pc.invert(pc.string_is_ascii(plain))
    if pc.any(other).as_py():
        plain = pc.replace_with_mask(plain, other, _in_plain_letters(plain.filter(other)))
    for sign, instead in _SIGNS.items():
        plain = pc.replace_substring(plain, sign, instead)
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(plain, r"[^\pL\pN]+", " "))


def _in_plain_letters(texts):
    for letter, letters in _FOLDED.items():
        texts = pc.replace_substring(texts, letter, letters)
    return pc.replace_substring_regex(pc.utf8_normalize(texts, "NFKD"), r"\p{M}+|[’´]", "")


def as_array(texts):
    """Texts as one Arrow array, missing ones empty."""
    array = texts if isinstance(texts, pa.Array | pa.ChunkedArray) else pa.array(texts, from_pandas=True)
    array = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    return pc.fill_null(array.cast(pa.large_string()), "")


def codes_of(texts):
    """A number for each text, the same for equal ones, from 0 in the order in which they come."""
    return as_array(texts).dictionary_encode().indices.to_numpy().astype(np.int64)


def in_bytes(texts):
    """Where each text of an array begins, with the end of the last, and the bytes of all."""
    begin = np.frombuffer(texts.buffers()[1], np.int64)[texts.offset :][: len(texts) + 1]
    return begin, np.frombuffer(texts.buffers()[2] or b"", np.uint8)


def firm_names(texts):
    """Take names of firms and bodies apart.

    Parameters
    ----------
    texts : sequence of str

    Returns
    -------
    FirmNames

    Examples
    --------
    >>> names = firm_names(["Müller G m b H & Co.KG", "Firma Mueller u. Sohn", "Kunst & Co", "Beratung GmbH"])
    >>> names.core.to_pylist(), names.form.tolist()
    (['mueller', 'mueller und sohn', 'kunst und co', 'beratung'], ['gmbh_co_kg', '', '', 'gmbh'])
    >>> names.generic.tolist()
    [False, False, False, True]
    """
    whole = as_array(texts)
    pieces = [whole.slice(start, _PIECE) for start in range(0, max(len(whole), 1), _PIECE)]
    with ThreadPoolExecutor() as threads:
        cores, forms, generic = zip(*threads.map(_taken_apart, pieces), strict=True)
    return FirmNames(pa.concat_arrays(cores), np.concatenate(forms), np.concatenate(generic))


def _taken_apart(texts):
    leading, parts = ("|".join(folded(lists()["words"][name]).to_pylist()) for name in ("leading", "parts"))
    plain = pc.replace_substring_regex(folded(texts), r" u (\pL\pL)", r" und \1")
    plain = pc.replace_substring_regex(plain, rf"^(?:{leading}) ", "")
    plain = pc.replace_substring_regex(plain, rf" (?:{parts})\b.*$", "")
    core = pc.replace_substring_regex(plain, rf"(?: (?:{_phrases()}))+$", "")
    return core, _forms(plain, core), is_generic(core)


@cache
def _forms_by_spelling():
    forms = [(text, name) for name, texts in lists()["legal_forms"].items() for text in texts]
    spelled = pc.replace_substring(folded([text for text, _ in forms]), " ", "").to_pylist()
    return dict(zip(spelled, (name for _, name in forms), strict=True))


@cache
def _phrases():
    """All legal forms as alternatives of one pattern, longest first."""
    texts = [
        text.replace("(", "").replace(")", "").split() for texts in lists()["legal_forms"].values() for text in texts
    ]
    words = list(dict.fromkeys(word for text in texts for word in text))
    letters = dict(zip(words, pc.replace_substring(folded(words), " ", "").to_pylist(), strict=True))
    found = {_phrase([_word(word, letters[word]) for word in text]) for text in texts}
    return "|".join(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


def _phrase(pieces):
    """The pattern of a legal form: a blank may stand between the letters of an abbreviation, "und" may be left out."""
    return " ?".join(pieces).replace("und ?", "(?:und )?")


def _word(word, letters):
    short = len(letters) <= _SHORT or "." in word or sum(letter.isupper() for letter in word) > 1
    return " ?".join(letters) if short and letters != "und" else letters


def _forms(plain, core):
    """The legal form that was taken off each name."""
    tails = _tails(plain, core).dictionary_encode()
    names = np.array([_form(tail) for tail in tails.dictionary.to_pylist()], dtype=object)
    return names[tails.indices.to_numpy()] if len(names) else np.empty(0, dtype=object)


def _tails(plain, core):
    """What each text has beyond the one that it begins with; by the bytes, since Arrow cuts all at the same place."""
    whole, kept = (pc.binary_length(texts).to_numpy() for texts in (plain, core))
    begin, letters = in_bytes(plain)
    lengths = whole - kept
    ends = np.cumsum(lengths)
    places = np.arange(lengths.sum()) + np.repeat(begin[:-1] + kept - (ends - lengths), lengths)
    letters = letters[places]
    offsets = np.append(0, ends).astype(np.int64)
    return pa.LargeStringArray.from_buffers(len(plain), pa.py_buffer(offsets), pa.py_buffer(letters))


def _form(tail):
    phrases = re.findall(rf" ({_phrases()})(?![^ ])", tail)
    known = _forms_by_spelling()
    spelled = (phrase.replace(" ", "") for phrase in phrases)
    return "+".join(sorted({known.get(text) or known.get(f"und{text}") or _with_und(text, known) for text in spelled}))


def _with_und(text, known):
    return next((name for each, name in known.items() if each.replace("und", "", 1) == text), text)


@cache
def _generic():
    forms = " ".join(text for texts in lists()["legal_forms"].values() for text in texts)
    return frozenset(" ".join(folded([lists()["words"]["generic"], forms]).to_pylist()).split()) | {""}


def is_generic(cores):
    """Whether all words of a name are such as many firms have."""
    encoded = pc.split_pattern(cores, " ")
    known = pc.is_in(encoded.flatten(), pa.array(sorted(_generic()), pa.large_string())).to_numpy(zero_copy_only=False)
    offsets = encoded.offsets.to_numpy()
    return np.minimum.reduceat(known, offsets[:-1]).astype(bool) if len(cores) else np.zeros(0, bool)


@cache
def companions():
    """Words that make another firm of a name, without saying what it does."""
    return frozenset(folded([lists()["words"]["companions"]])[0].as_py().split())


@cache
def surnames():
    """Frequent surnames, folded."""
    return frozenset(folded([lists()["words"]["surnames"]])[0].as_py().split())


def person_names(texts):
    """Names of persons as they are compared: folded, "Surname, First" as "First Surname", no titles.

    Parameters
    ----------
    texts : sequence of str

    Returns
    -------
    LargeStringArray

    Examples
    --------
    >>> person_names(["Groß, Anna", "Dr. Anna Gross", "Prof. Dr.-Ing. Karl Weber jun."]).to_pylist()
    ['anna gross', 'anna gross', 'karl weber jun']
    """
    turned = pc.replace_substring_regex(as_array(texts), r"^([^,]+?) ?, ?([^,]+)$", r"\2 \1")
    titles = "|".join(sorted(folded(lists()["words"]["titles"]).to_pylist(), key=len, reverse=True))
    plain = pc.replace_substring_regex(folded(turned), rf"\b(?:{titles})\b", " ")
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(plain, " +", " "))


@cache
def generations():
    """What tells father from son."""
    return frozenset(folded(lists()["words"]["generations"]).to_pylist())
