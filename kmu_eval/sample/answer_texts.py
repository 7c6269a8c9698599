"""Answers as the survey tools write them: codes, full texts, or digits of a form."""

import numpy as np

from kmu_eval.code_book import CHOSEN
from kmu_eval.sample.answers import NOT_ASKED
from kmu_eval.sample.code_book import item_rules, scale_rules
from kmu_eval.sample.entries import ROLES, WALKED_IN
from kmu_eval.sample.questionnaires import ABOUT, FORMS
from kmu_eval.vocabulary import ROLE

NOT_USED = "weiß ich nicht – hab's nicht genutzt"
NOT_USED_TYPOGRAPHIC = NOT_USED.replace("'", "’")
"""Spelled with another apostrophe in the form of 2022: no declared answer, which the list of issues must tell."""
_DIGITS = {"understandable": ("5", "4", "3", "2", "1"), "practical": ("1", "2", "3", "4", "5")}
_CHANNELS = (WALKED_IN, "online")
_BLANKS = ("",) * -NOT_ASKED


def heading(style, code, text):
    """A heading as a tool writes it.

    Examples
    --------
    >>> heading("both", "G01Q02", "Wie war es?")
    'G01Q02. Wie war es?'
    """
    return {"codes": code, "both": f"{code}. {text}"}.get(style, text)


def item_heading(style, item, option, wave):
    """The heading of an item, or of one option of it, in a wave."""
    rule = item_rules()[item.word]
    asked = rule.get("wording_by_wave", {}).get(wave, rule)["de"]
    if style == FORMS:
        return asked
    of = rule if option is None else rule["options"][option]
    code, *texts = of["headings"]
    text = asked if option is None else f"{asked} [{of['de']}]"
    return heading(style, code, texts[0] if texts else text)


def item_texts(style, item, codes):
    """The cells of an item that is answered on a scale; blank where it was left out or not asked.

    Parameters
    ----------
    style : str
    item : Item
    codes : array of int

    Returns
    -------
    list of str
    """
    return np.array([*_of_scale(style, item), *_BLANKS], dtype=object)[codes].tolist()


def _of_scale(style, item):
    known = {answer["word"]: answer for answer in scale_rules()[item_rules()[item.word]["scale"]]["answers"]}
    if style == "codes":
        return [known[word].get("texts", [word])[0] for word in item.words]
    labels = [known[word]["de"] for word in item.words]
    if style == FORMS and item.recommendation:
        return list(item.words)
    if style == FORMS and item.word in _DIGITS:
        return [*_DIGITS[item.word], labels[-1]]
    return [*labels[:-1], NOT_USED] if style == FORMS and item.word == "participatory" else labels


def option_texts(style, item, codes):
    """The cells of one option that has a column of its own."""
    chosen, not_chosen = ("Y", "") if style == "codes" else ("Ja", "Nein")
    texts = {word: chosen if word == CHOSEN else not_chosen for word in item.words}
    return np.array([*texts.values(), *_BLANKS], dtype=object)[codes].tolist()


def joined_texts(item, codes):
    """The cells of a multiple choice item in one column: the texts of those chosen, each followed by a semicolon."""
    options = item_rules()[item.word]["options"]
    texts = [options[option.word].get("texts", [options[option.word]["de"]])[0] for option in item.options]
    return ["".join(f"{text};" for text, code in zip(texts, row, strict=True) if code == 1) for row in codes]


def about_texts(style, name, rows, events):
    """The cells of what is asked besides the items."""
    if name == "event":
        return np.append(events["event"].to_numpy(dtype=object), "")[rows["told_event"]].tolist()
    if name == "code":
        return rows["code_as_written"].tolist()
    words = [ROLES[word] for word in ROLE] if name == "role" else list(_CHANNELS)
    shown = [f"A{number}" for number in range(1, len(words) + 1)] if style == "codes" else words
    return np.array([*shown, ""], dtype=object)[rows[f"told_{name}"]].tolist()


def about_heading(style, name):
    """The heading of what is asked besides the items."""
    return heading(style, *ABOUT[name])
