"""Labels, messages and number formats in German and English.

The texts stand side by side in ``words.toml`` (labels, headings, phrases), ``captions.toml`` (texts of figures),
``report.toml`` (texts of the report), ``questions.toml`` (what ``kmu-eval init`` and ``kmu-eval review`` ask) and
``messages.toml`` (what the commands, errors and the issue list say), so that a person who reads both languages can
review them without reading code.
"""

import datetime
import re
from functools import cache
from importlib.resources import files
from string import Formatter

LANGUAGES = ("de", "en")
LEAST_P = 0.001
"""Smaller p-values are told as smaller than this."""


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


def wording(item, wave, language, labels=None):
    """The wording of an item in a wave; where the wave has none of its own, or is none, the general one.

    Parameters
    ----------
    item : str
    wave : str or None
    language : str
    labels : mapping of (str, str, str) to str, optional
        Those of the code book: the column of a wave's wording is ``item/`` and the wave.

    Returns
    -------
    str

    Examples
    --------
    >>> labels = {("item", "sure", "en"): "Are you sure?", ("item/post", "sure", "en"): "Are you sure now?"}
    >>> wording("sure", "post", "en", labels), wording("sure", "pre", "en", labels)
    ('Are you sure now?', 'Are you sure?')
    """
    own = (labels or {}).get((f"item/{wave}", item, language))
    return own or label("item", item, language, labels)


def column(name, language):
    """The heading of a column.

    Examples
    --------
    >>> column("mode", "en")
    'Mode'
    """
    texts = _texts("words")["column"].get(name)
    return texts[language] if texts else name


def heading(name, language):
    """The heading of a column in a table that is read by itself: of any result column.

    Examples
    --------
    >>> heading("mode", "en"), heading("ci_low", "de")
    ('Mode', 'Intervall, unten')
    """
    texts = _texts("report")["heading"].get(name)
    return texts[language] if texts else column(name, language)


def column_inline(name, language):
    """The heading of a column within a sentence: English nouns lose their capital.

    Examples
    --------
    >>> column_inline("mode", "en"), column_inline("mode", "de")
    ('mode', 'Durchführung')
    """
    heading = column(name, language)
    return heading[:1].lower() + heading[1:] if language == "en" else heading


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


def report(key, language, **values):
    """A text of the report from ``report.toml``, its named places filled.

    Examples
    --------
    >>> report("figure", "de")
    'Abbildung'
    """
    return _texts("report")[key][language].format(**values)


def question(key, language, **values):
    """A text of ``kmu-eval init`` or ``review`` from ``questions.toml``, its named places filled.

    Examples
    --------
    >>> question("head_target", "de")
    'Ziel'
    """
    return _texts("questions")[key][language].format(**values)


def definition(indicator, language):
    """What an indicator counts, in a sentence.

    Examples
    --------
    >>> definition("events", "de")
    'Veranstaltungen, bei denen nachweislich jemand anwesend war'
    """
    return _texts("words")["definition"][indicator][language]


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


def retold(told, language):
    """A message that was told in English, in another language; one that is not known stands as it is.

    Examples
    --------
    >>> retold("The folder 'lists' is not empty. Choose a new name.", "de")
    "Der Ordner 'lists' ist nicht leer. Einen neuen Namen wählen."
    """
    telling = sorted(
        _texts("messages").values(), key=lambda texts: len(re.sub(r"\{\w+\}", "", texts["en"])), reverse=True
    )
    for texts in telling if language != "en" else ():
        if found := re.fullmatch(_blanks(texts["en"]), told, re.DOTALL):
            values = found.groupdict()
            hint = f" {retold(values['hint'].strip(), language)}" if values.get("hint") else ""
            return texts[language].format(**{**values, "hint": hint})
    return told


def _blanks(template):
    """A pattern that finds the values of a template's named places; a name that stands twice has one value."""
    pattern, names = "", set()
    for literal, name, *_ in Formatter().parse(template):
        place = f"(?P={name})" if name in names else f"(?P<{name}>.*)"
        pattern += re.escape(literal) + (place if name else "")
        names.add(name)
    return pattern


def rule(text, language, answer=str, labels=None):
    """A counting rule as results state it, in a language.

    Parameters
    ----------
    text : str
        Clauses in English, divided by ``; ``; one that is not known stands as it is.
    language : str
    answer : callable
        Takes the word of an answer, returns how it is called.
    labels : mapping of (str, str, str) to str, optional
        The programme's own labels of groups.

    Returns
    -------
    str

    Examples
    --------
    >>> rule("registered = yes, 2019-03-01 to 2022-02-28; role adviser", "de")
    'angemeldet = ja, 01.03.2019 bis 28.02.2022; Rolle Beratende'
    """
    clauses = text.split("; ")
    return text if language == "en" else "; ".join(_clause(clause, language, answer, labels) for clause in clauses)


def stated(text, key):
    """What a clause of a counting rule states, by the names of its places; nothing where the rule has no such clause.

    Examples
    --------
    >>> stated("top answers / valid answers; top: agree/strongly_agree", "top"), stated("role adviser", "top")
    ({'words': 'agree/strongly_agree'}, {})
    """
    template = _places(_texts("words")["rule"][key]["en"])
    found = [re.fullmatch(template, clause) for clause in text.split("; ")]
    return next((each.groupdict() for each in found if each), {})


def refusal(text, language):
    """Why a comparison was not adjusted, as its rule says; empty where the rule names no reason.

    Examples
    --------
    >>> refusal("wave post; answers on it: 41 of 100, at least 50 are asked for: not adjusted", "en")
    'only 41 of 100 answers are comparable, at least 50 are asked for'
    """
    for clause in text.split("; "):
        for reason in ("support_short", "parameters"):
            if found := re.fullmatch(_places(_texts("words")["rule"][reason]["en"]), clause):
                return phrase(f"refused_{reason}", language, **found.groupdict())
    return ""


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


def _clause(clause, language, answer, labels):
    for texts in _texts("words")["rule"].values():
        if found := re.fullmatch(_places(texts["en"]), clause):
            named, how = found.groupdict(), (language, found, answer, labels)
            return texts[language].format(**{name: _value(name, value, *how) for name, value in named.items()})
    return clause


def _places(template):
    """A pattern that finds the values of a template's named places, a single word, or a clause or group of several."""
    found = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>\\S+)", re.escape(template))
    return re.sub(r"(\(\?P<(?:clause|group_1|group_2)>)\\S\+", r"\1.+", found)


def _value(name, value, language, found, answer, labels):
    if name == "clause":
        return _clause(value, language, answer, labels)
    if name == "by":
        return column(value, language)
    if name in ("group_1", "group_2"):
        return label(found["by"], value, language, labels)
    if name in ("start", "end"):
        return day(datetime.date.fromisoformat(value), language)
    if name in ("employees", "turnover", "balance", "points", "km", "detour", "speed"):
        return number(float(value), language, len(value.partition(".")[2]))
    if name == "types":
        return ", ".join(label("organisation_type", word, language) for word in value.split("/"))
    if name == "columns":
        return ", ".join(column(word, language) for word in value.split("/"))
    if name in ("wave_1", "wave_2"):
        return label("wave", value, language)
    if name == "words":
        return ", ".join(map(answer, value.split("/")))
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
    return format_decimal(round(float(value), decimals) + 0.0, format=pattern, locale=language)


def signed(value, language, decimals=0, plus=False):
    """A number with a true minus sign and no negative nought; above 0 with its plus sign, if asked for.

    Examples
    --------
    >>> signed(-3.14, "de", 1), signed(-0.01, "en", 1), signed(0.64, "en", 1, plus=True)
    ('−3,1', '0.0', '+0.6')
    """
    if value is None or value != value:
        return number(value, language)
    found = round(float(value), decimals) + 0.0
    return ("+" if plus and found > 0 else "") + number(found, language, decimals).replace("-", "\N{MINUS SIGN}")


def p_value(value, language):
    """A p-value with its letter; below one in a thousand no more than that.

    Examples
    --------
    >>> p_value(0.347, "de"), p_value(0.0432, "en"), p_value(0.00002, "en")
    ('p = 0,35', 'p = 0.043', 'p < 0.001')
    """
    small = value < LEAST_P
    return f"p {'<' if small else '='} {number(LEAST_P if small else value, language, 3 if value < 0.1 else 2)}"


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
