"""Labels, messages and number formats in German and English.

The texts stand side by side in ``words.toml`` (labels, headings, phrases), ``captions.toml`` (texts of figures),
``questions.toml`` (what ``kmu-eval init`` and ``kmu-eval review`` ask) and ``messages.toml`` (what the commands, errors
and the issue list say), so that a person who reads both languages can review them without reading code.
"""

import datetime
import re
from functools import cache
from importlib.resources import files

LANGUAGES = ("de", "en")


@cache
def _texts(name):
    import tomllib

    return tomllib.loads(files("kmu_eval").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def label(column, word, language, labels=None):
    """The label of a word of a column.

    Parameters
    ----------
    column : str
        The column, such as ``mode``.
    word : str
        One of its words; a word without a label (a year, a programme's own topic) stands for itself.
    language : str
        ``de`` or ``en``.
    labels : mapping of (str, str, str) to str, optional
        The programme's own labels; they win.

    Returns
    -------
    str

    Examples
    --------
    >>> label("mode", "in_person", "de"), label("year", "2020", "de")
    ('in Präsenz', '2020')
    """
    own = (labels or {}).get((column, word, language))
    texts = _texts("words")["label"].get(column, {}).get(word)
    return own or (texts[language] if texts else str(word))


def column(name, language):
    """The heading of a column.

    Examples
    --------
    >>> column("mode", "en")
    'Mode'
    """
    texts = _texts("words")["column"].get(name)
    return texts[language] if texts else name


def phrase(key, language, **values):
    """A phrase of figures and sentences, its named places filled.

    Examples
    --------
    >>> phrase("synthetic", "de")
    'synthetische Daten'
    """
    return _texts("words")["phrase"][key][language].format(**values)


def caption(figure, part, language, **values):
    """A text of a figure from ``captions.toml``, its named places filled.

    Examples
    --------
    >>> caption("targets", "title", "en")
    'Targets and results'
    """
    return _texts("captions")[figure][part][language].format(**values)


def question(key, language, **values):
    """A text of ``kmu-eval init`` or ``review`` from ``questions.toml``, its named places filled.

    Examples
    --------
    >>> question("head_target", "de")
    'Ziel'
    """
    return _texts("questions")[key][language].format(**values)


def message(key, language, **values):
    """A message of the commands, the errors or the issue list, its named places filled.

    Examples
    --------
    >>> message("did_you_mean", "en", known="hybrid")
    "Did you mean 'hybrid'?"

    Where ``found`` and ``known`` are given, the nearest known word and the allowed ones are filled in as well.

    >>> message("unknown_word", "en", found="onlin", known=["online", "hybrid"], where="events")
    "events: the word 'onlin' is not allowed. Did you mean 'online'? Allowed: online, hybrid."
    """
    if "found" in values and "known" in values:
        values = {**values, **_choices(values["found"], values["known"], language)}
    return _texts("messages")[key][language].format(**values)


def rule(text, language):
    """A counting rule as results state it, in a language.

    Parameters
    ----------
    text : str
        Clauses in English, divided by ``; ``; one that is not known stands as it is.
    language : str

    Returns
    -------
    str

    Examples
    --------
    >>> rule("registered = yes, 2019-03-01 to 2022-02-28; role adviser", "de")
    'angemeldet = ja, 01.03.2019 bis 28.02.2022; Rolle Beratende'
    """
    return text if language == "en" else "; ".join(_clause(clause, language) for clause in text.split("; "))


def nearest(found, known):
    """The known word most like the one found, or an empty text when none is near.

    Examples
    --------
    >>> nearest("onlin", ["online", "hybrid"])
    'online'
    >>> nearest("xyz", ["online", "hybrid"])
    ''
    """
    from rapidfuzz import fuzz, process, utils

    if not any(map(str.isalpha, str(found))) and str(found) not in map(str, known):
        return ""
    best = process.extractOne(
        str(found), list(map(str, known)), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=60
    )
    return best[0] if best else ""


def _clause(clause, language):
    for texts in _texts("words")["rule"].values():
        if found := re.fullmatch(_places(texts["en"]), clause):
            values = {name: _value(name, value, language, found) for name, value in found.groupdict().items()}
            return texts[language].format(**values)
    return clause


def _places(template):
    """A pattern that finds the values of a template's named places, a single word, or a clause or group of several."""
    found = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>\\S+)", re.escape(template))
    return re.sub(r"(\(\?P<(?:clause|group_1|group_2)>)\\S\+", r"\1.+", found)


def _value(name, value, language, found):
    if name == "clause":
        return _clause(value, language)
    if name == "by":
        return column(value, language)
    if name in ("group_1", "group_2"):
        return label(found["by"], value, language)
    if name in ("start", "end"):
        return day(datetime.date.fromisoformat(value), language)
    if name in ("employees", "turnover", "balance", "points"):
        return number(float(value), language, len(value.partition(".")[2]))
    if name == "types":
        return ", ".join(label("organisation_type", word, language) for word in value.split("/"))
    if name == "columns":
        return ", ".join(column(word, language) for word in value.split("/"))
    if name in ("wave_1", "wave_2"):
        return label("wave", value, language)
    if name == "words":
        return value.replace("/", ", ")
    return label(name, value, language)


def _choices(found, known, language, most=20):
    near = nearest(found, known)
    hint = " " + message("did_you_mean", language, known=near) if near else ""
    shown = [near] if near and len(known) > most else list(map(str, known))[:most]
    shown = [word if any(map(str.isalnum, word)) else f"'{word}'" for word in shown]
    return {"hint": hint, "allowed": ", ".join(shown) + (", …" if len(known) > len(shown) else "")}


def number(value, language, decimals=0):
    """A number as people write it.

    Examples
    --------
    >>> number(12345.6, "de"), number(12345.6, "en", 1), number(float("nan"), "de")
    ('12.346', '12,345.6', '–')
    """
    from babel.numbers import format_decimal

    if value is None or value != value:
        return "–"
    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    return format_decimal(round(float(value), decimals), format=pattern, locale=language)


def percent(share, language, decimals=0):
    """A share between 0 and 1 as a percentage.

    Examples
    --------
    >>> percent(0.255, "de", 1), percent(0.255, "en", 1)
    ('25,5\\xa0%', '25.5%')
    """
    if share is None or share != share:
        return "–"
    return number(100 * share, language, decimals) + {"de": "\N{NO-BREAK SPACE}%", "en": "%"}[language]


def day(date, language):
    """A day as people write it.

    Examples
    --------
    >>> import datetime
    >>> day(datetime.date(2022, 2, 28), "de"), day(datetime.date(2022, 2, 28), "en")
    ('28.02.2022', 'Feb 28, 2022')
    """
    from babel.dates import format_date

    return format_date(date, format="medium", locale=language)
