"""How each of our columns is made from a list: its rule for ``programme.toml``, asking where it is doubtful."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from kmu_eval import words
from kmu_eval.draft.contents import date_forms, day_of, fits_all, is_clock, is_when, time_forms
from kmu_eval.draft.interview import Question
from kmu_eval.draft.meanings import MISSING, choices, is_truth, looks_missing, meaning
from kmu_eval.schema import INTAKE

MOST_WORDS = 30
"""A column with more words than this that mean nothing to us is free text: none of them is shown."""
_THOUSANDS = re.compile(r"\d{1,3}([.,]\d{3})+")


@dataclass(frozen=True, eq=False)
class Column:
    """One of our columns and the headings that hold it, with what its questions need.

    Parameters
    ----------
    found : FoundList
    table, name : str
    headers : tuple of str
    date : tuple of str
        The heading of the day and its form, for clock times that stand beside it.
    personal : callable
        Whether a text stands in a personal column of any list: such a text is never shown.
    """

    found: object
    table: str
    name: str
    headers: tuple
    date: tuple
    personal: Callable

    @property
    def values(self):
        """The distinct texts that are stated."""
        return self.found.values[self.headers[0]]

    @property
    def schema(self):
        """What the column is in our tables."""
        return INTAKE[self.table][self.name]


def rule_of(column, interview):
    """The rule of a column.

    Parameters
    ----------
    column : Column
    interview : Interview

    Returns
    -------
    dict
        As it stands in ``programme.toml``.
    """
    maker = _MAKERS.get(column.schema.kind, _of_text)
    if column.schema.kind == "word" and not column.schema.words:
        maker = _of_text
    rule = maker(column, interview)
    missing = [text for text in _missing(column, interview) if text not in rule.get("words", {})]
    return {**rule, **({"missing": missing} if missing else {})}


def _of_text(column, _):
    return {"from": list(column.headers)}


def _of_number(column, interview):
    unclear = [text for text in column.values.rows if _THOUSANDS.fullmatch(text)]
    if not unclear:
        return {"from": list(column.headers)}
    options = tuple((mark, interview.say(f"decimal_{name}")) for mark, name in ((",", "comma"), (".", "dot")))
    text = interview.say("decimal", heading=column.headers[0], example=unclear[0])
    suggestion = "," if "." in unclear[0] else "."
    question = Question(_key("decimal", column), "columns", column.found.where, text, "", suggestion, options)
    return {"from": list(column.headers), "decimal": interview.ask(question)}


def _of_date(column, interview):
    return _when(column, interview, date_forms)


def _of_time(column, interview):
    if column.values.share(is_clock) > 0.5 and column.date:
        header, form = column.date
        return {"from": [header, *column.headers], "format": f"{form} %H:%M"}
    return _when(column, interview, time_forms)


def _when(column, interview, forms_of):
    forms, whole = forms_of(column.values)
    if not forms:
        return {"from": list(column.headers)}
    if len(forms) == 1 and whole:
        return {"from": list(column.headers), **({"format": forms[0]} if fits_all(column.values, forms[0]) else {})}
    return {"from": list(column.headers), "format": interview.ask(_form_question(column, interview, forms))}


def _form_question(column, interview, forms):
    """Which form the days have; where none fits all, the usual one is suggested, and the others are refused later."""
    texts = [text for text in column.values.rows if day_of(text, forms[0])]
    example = next((text for text in texts if len({day_of(text, form) for form in forms}) > 1), texts[0])
    options = tuple((form, _reading(example, form, interview)) for form in forms)
    text = interview.say("form", heading=column.headers[0], example=example)
    return Question(_key("form", column), "columns", column.found.where, text, "", forms[0], options)


def _reading(example, form, interview):
    from babel.dates import format_date

    day = day_of(example, form)
    spoken = format_date(day, format="long", locale=interview.language) if day else "–"
    return interview.say("day_form", day=spoken, example=_as_people_write(form))


def _as_people_write(form):
    names = {"%Y": "2020", "%y": "20", "%m": "12", "%d": "31", "%H": "14", "%M": "30", "%S": "00"}
    return re.sub("%[YymdHMS]", lambda found: names[found[0]], form)


def _of_words(column, interview):
    """Words with their meanings; where days stand in a column of yes or no, a day means yes."""
    days = column.name == "registered" and column.values.share(is_when) > 0.5
    texts = {text: n for text, n in column.values.rows.items() if not (days and is_when(text))}
    given = {text: interview.ask(_word_question(column, interview, text, n)) for text, n in _shown(column, texts)}
    rule = {"from": list(column.headers)}
    rule["words"] = {text: word for text, word in given.items() if word not in ("", MISSING)}
    told_missing = [text for text, word in given.items() if word == MISSING]
    rule = {key: value for key, value in rule.items() if value}
    return {**rule, **({"otherwise": "yes"} if days else {}), **({"missing": told_missing} if told_missing else {})}


def _shown(column, texts):
    """The texts whose meaning is asked or told: never one that may name a person, nor free text."""
    known = {text: n for text, n in texts.items() if meaning(column.name, text)[1]}
    others = {text: n for text, n in texts.items() if text not in known and not column.personal(text)}
    others = others if len(others) <= MOST_WORDS else {}
    return [(text, n) for text, n in texts.items() if text in known or text in others]


def _word_question(column, interview, text, rows):
    word, sure = meaning(column.name, text)
    options = tuple((each, _label(column.name, each, interview)) for each in (*choices(column.name), MISSING))
    hint = interview.say("rows", rows=words.number(rows, interview.language))
    asked = interview.say("word", text=text, heading=column.headers[0])
    key = f"word|{column.name}|{text}"
    return Question(key, "words", column.found.where, asked, hint, word, options, sure=sure)


def _label(column, word, interview):
    if word == MISSING or is_truth(column):
        own = word != MISSING and column in ("registered", "attended", "completed")
        return interview.say(f"{column}_{word}" if own else word)
    return words.label(column, word, interview.language)


def _missing(column, interview):
    """The texts that most likely state nothing, unless a person says that they do."""
    found = {text for header in column.headers for text in column.found.cells[header].unique() if looks_missing(text)}
    options = tuple((word, interview.say(word)) for word in (MISSING, "stated"))
    for text in sorted(found):
        asked = interview.say("looks_missing", text=text)
        question = Question(f"missing|{text}", "words", column.found.where, asked, "", MISSING, options, sure=True)
        if interview.ask(question) == MISSING:
            yield text


def _key(what, column):
    return f"{what}|{column.found.name}|{column.name}"


_MAKERS = {
    "word": _of_words,
    **dict.fromkeys(("integer", "number"), _of_number),
    "date": _of_date,
    "time": _of_time,
    "text": _of_text,
}
