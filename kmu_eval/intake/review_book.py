"""``review.xlsx``: the doubtful pairs, a row each, yellow cells for the decision; the same bytes each time."""

import datetime
import io
from dataclasses import dataclass
from textwrap import wrap

from kmu_eval import words
from kmu_eval.intake.identity.override import DECISION

FILE_NAME = "review.xlsx"
CREATED = datetime.datetime(2020, 1, 1, 12, 0)
MARK = "kmu-eval review"
HIDDEN = ("pair", "was_decision", "was_who", "was_why")
SHOWN = {"what": 13, "first": 40, "second": 40, "supports": 27, "opposes": 27, "attendances": 13, "moves": 13}
FILLED = {"decision": 14, "who": 14, "why": 32}
HEAD = (*HIDDEN, *SHOWN, *FILLED, "when")
PLACE = {name: place for place, name in enumerate(HEAD)}
FIRST_ROW = 3
_WIDTHS = {**SHOWN, **FILLED, "when": 12}
_LINE, _TITLE_LINES, _TOP_LINES, _HEAD_LINES = 15, 1, 3, 2
_TOP_TO = "opposes"


@dataclass(frozen=True)
class Typed:
    """What a person wrote into the yellow cells of one pair, as it stands there."""

    decision: str = ""
    who: str = ""
    why: str = ""


def review_book(pairs, typed, fingerprint, language):
    """The workbook as bytes.

    Parameters
    ----------
    pairs : DataFrame
        From `review_pairs`.
    typed : mapping of (str, str, str) to Typed
        Answers that were not taken in yet, by pair; they stand in place of what was decided.
    fingerprint : str
        Of the pseudonym key.
    language : str

    Returns
    -------
    bytes
    """
    import xlsxwriter

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"created": CREATED})
        writer = _Writer(book, language)
        writer.head(fingerprint, len(pairs))
        for row, pair in enumerate(pairs.to_dict("records"), start=FIRST_ROW):
            writer.pair(row, pair, typed)
    return content.getvalue()


class _Writer:
    """Writes the one sheet of the workbook."""

    def __init__(self, book, language):
        self.language = language
        self.sheet = book.add_worksheet(self.say("sheet"))
        wrapped = {"text_wrap": True, "valign": "top"}
        self.plain = book.add_format({"top": 4, "top_color": "#BFBFBF", **wrapped})
        self.number = book.add_format({"top": 4, "top_color": "#BFBFBF", "align": "center", "valign": "top"})
        self.head_format = book.add_format({"bold": True, "bottom": 1, **wrapped})
        self.warning = book.add_format({"bold": True, "font_color": "#C00000", "valign": "vcenter"})
        self.top = book.add_format({"italic": True, **wrapped})
        self.yellow = book.add_format(
            {"bg_color": "#FFF2CC", "border": 1, "border_color": "#BFBFBF", "num_format": "@", **wrapped}
        )

    def say(self, key, **values):
        return words.question(f"review_{key}", self.language, **values)

    def head(self, fingerprint, count):
        sheet = self.sheet
        sheet.set_column(0, len(HIDDEN) - 1, None, None, {"hidden": True})
        for name, width in _WIDTHS.items():
            sheet.set_column(PLACE[name], PLACE[name], width)
            sheet.write_string(FIRST_ROW - 1, PLACE[name], self.say(name), self.head_format)
        sheet.write_string(0, 0, f"{MARK} {fingerprint}")
        for row, (key, form, lines) in enumerate(
            [("title", self.warning, _TITLE_LINES), ("top", self.top, _TOP_LINES), ("", None, _HEAD_LINES)]
        ):
            sheet.set_row(row, _LINE * lines)
            if key:
                sheet.merge_range(row, len(HIDDEN), row, PLACE[_TOP_TO], "", form)
                sheet.write_string(row, len(HIDDEN), self.say(key), form)
        sheet.freeze_panes(FIRST_ROW, 0)
        sheet.autofilter(FIRST_ROW - 1, len(HIDDEN), FIRST_ROW - 1 + count, len(HEAD) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(FIRST_ROW - 1)

    def pair(self, row, pair, typed):
        """One pair: what was decided is written hidden as well, so that a change of it can be told."""
        key = pair["what"], pair["first"], pair["second"]
        was = Typed(self.say(pair["decision"]) if pair["decision"] else "", pair["who"], pair["why"])
        now = typed.get(key, was)
        texts = {"what": self.say(pair["what"]), "when": _day(pair["when"], self.language)}
        texts |= {side: self._side(pair, side) for side in ("first", "second")}
        texts |= {name: "\n".join(self.say(word) for word in pair[name]) for name in ("supports", "opposes")}
        filled = {name: getattr(now, name) for name in FILLED}
        self.sheet.set_row(row, _LINE * _lines({**texts, **filled}))
        for place, text in enumerate(("|".join(key), was.decision, was.who, was.why)):
            self._text(row, place, text, None)
        for name, text in texts.items():
            self._text(row, PLACE[name], text, self.plain)
        for name in ("attendances", "moves"):
            self.sheet.write_number(row, PLACE[name], pair[name], self.number)
        for name, text in filled.items():
            self._text(row, PLACE[name], text, self.yellow)
        choices = [self.say(each) for each in DECISION]
        place = PLACE["decision"]
        self.sheet.data_validation(row, place, row, place, {"validate": "list", "source": choices})

    def _text(self, row, place, text, form):
        if text:
            self.sheet.write_string(row, place, text, form)
        else:
            self.sheet.write_blank(row, place, None, form)

    def _side(self, pair, side):
        told = [pair[f"{name}_{side}"] for name in ("name", "organisation", "postcode", "email")]
        told[0] = told[0] or self.say("no_name")
        numbers = {name: words.number(pair[f"{name}_{side}"], self.language) for name in _SIZES}
        return "\n".join([*filter(None, told), self.say("sizes", **numbers)])


_SIZES = ("rows", "events", "attendances")


def _day(text, language):
    return words.day(datetime.date.fromisoformat(text), language) if text else ""


def _lines(texts):
    """Lines of the tallest cell: not every program makes a row as tall as its text."""
    return max(sum(len(wrap(part, _WIDTHS[name])) or 1 for part in text.split("\n")) for name, text in texts.items())
