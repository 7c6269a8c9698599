"""The workbook of questions: a sheet for each part, yellow cells to fill in, drop-downs, the same bytes each time."""

import datetime
import io
import re
from textwrap import wrap

from kmu_eval import words
from kmu_eval.draft.interview import PARTS
from kmu_eval.vocabulary import INDICATOR

CREATED = datetime.datetime(2020, 1, 1, 12, 0)
HEAD = ("head_where", "head_question", "head_answer", "head_hint")
TARGETS_HEAD = ("head_indicator", "head_target", "head_source")
KEY, WHERE, QUESTION, ANSWER, HINT = range(5)
FIRST_ROW = 3
_WIDTHS = {WHERE: 26, QUESTION: 58, ANSWER: 44, HINT: 60}
_EXPLAINED_ROW = 34
_LINE, _LETTERS_PER_WIDTH = 15, 1.0
"""Height of a line, and how many letters surely fit into a column per unit of its width."""


def question_book(interview, answered, targets, file):
    """The workbook as bytes.

    Parameters
    ----------
    interview : Interview
    answered : mapping of str to str
        What a person answered before, by key of the question.
    targets : mapping of str to (str, str)
        Target and source by indicator, as stated before.
    file : str
        Its name, for the explanation.

    Returns
    -------
    bytes
    """
    import xlsxwriter

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"created": CREATED})
        _Writer(book, interview, file).write(answered, targets)
    return content.getvalue()


class _Writer:
    """Writes the sheets of one workbook."""

    def __init__(self, book, interview, file):
        self.book, self.say, self.language, self.file = book, interview.say, interview.language, file
        self.questions = interview.questions
        wrapped = {"text_wrap": True, "valign": "top"}
        self.plain = book.add_format(wrapped)
        self.bold = book.add_format({"bold": True, "bottom": 1, **wrapped})
        self.top = book.add_format({"italic": True, **wrapped})
        yellow = {"bg_color": "#FFF2CC", "border": 1, "border_color": "#BFBFBF", **wrapped}
        self.given = book.add_format({"num_format": "@", **yellow})
        self.day = book.add_format({"num_format": "dd.mm.yyyy" if self.language == "de" else "yyyy-mm-dd", **yellow})
        self.number = book.add_format(yellow)
        self.ranges = {}

    def write(self, answered, targets):
        first, *others = PARTS
        sheets = {part: self.book.add_worksheet(self.say(f"sheet_{part}")) for part in (first, "targets", *others)}
        self._choices(self.book.add_worksheet(self.say("sheet_choices")))
        for part in PARTS:
            of_part = [question for question in self.questions if question.sheet == part]
            self._part(sheets[part], part, of_part, answered)
        self._targets(sheets["targets"], targets)
        sheets[first].activate()

    def _choices(self, sheet):
        """All lists of choices, on a sheet of their own: a drop-down itself holds 255 letters only."""
        sheet.hide()
        name = self.say("sheet_choices")
        for choices in dict.fromkeys(question.choices for question in self.questions if question.choices):
            column = len(self.ranges)
            for row, (_, label) in enumerate(choices):
                sheet.write_string(row, column, label)
            letters = _letters(column)
            self.ranges[choices] = f"='{name}'!${letters}$1:${letters}${len(choices)}"

    def _head(self, sheet, part, head):
        sheet.set_column(KEY, KEY, None, None, {"hidden": True})
        for column, width in _WIDTHS.items():
            sheet.set_column(column, column, width)
        text = self.say(f"top_{part}", **({"file": self.file} if part == "programme" else {}))
        sheet.set_row(0, _EXPLAINED_ROW)
        sheet.merge_range(0, WHERE, 0, ANSWER, "", self.top)
        sheet.write_string(0, WHERE, text, self.top)
        for column, key in enumerate(head, start=WHERE):
            sheet.write_string(FIRST_ROW - 1, column, self.say(key), self.bold)
        sheet.freeze_panes(FIRST_ROW, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)

    def _part(self, sheet, part, questions, answered):
        self._head(sheet, part, HEAD)
        for row, question in enumerate(questions, start=FIRST_ROW):
            sheet.set_row(row, _LINE * _lines({WHERE: question.where, QUESTION: question.text, HINT: question.hint}))
            sheet.write_string(row, KEY, question.key)
            sheet.write_string(row, WHERE, question.where, self.plain)
            sheet.write_string(row, QUESTION, question.text, self.plain)
            self._answer(sheet, row, question, answered.get(question.key, question.suggested_label))
            sheet.write_string(row, HINT, question.hint, self.plain)
        if not questions:
            sheet.write_string(FIRST_ROW, WHERE, self.say("nothing_asked"), self.plain)

    def _answer(self, sheet, row, question, text):
        if question.form == "day":
            self._day(sheet, row, text)
        elif text:
            sheet.write_string(row, ANSWER, text, self.given)
        else:
            sheet.write_blank(row, ANSWER, None, self.given)
        if question.choices:
            sheet.data_validation(
                row, ANSWER, row, ANSWER, {"validate": "list", "source": self.ranges[question.choices]}
            )

    def _day(self, sheet, row, text):
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            sheet.write_datetime(row, ANSWER, datetime.datetime.fromisoformat(text), self.day)
        elif text:
            sheet.write_string(row, ANSWER, text, self.day)
        else:
            sheet.write_blank(row, ANSWER, None, self.day)

    def _targets(self, sheet, targets):
        self._head(sheet, "targets", TARGETS_HEAD)
        for row, indicator in enumerate(INDICATOR, start=FIRST_ROW):
            target, source = targets.get(indicator, ("", ""))
            sheet.write_string(row, KEY, f"target|{indicator}")
            sheet.write_string(row, WHERE, words.label("indicator", indicator, self.language), self.plain)
            if re.fullmatch(r"\d+(\.\d+)?", target):
                sheet.write_number(row, QUESTION, float(target), self.number)
            else:
                sheet.write_string(row, QUESTION, target, self.number)
            sheet.write_string(row, ANSWER, source, self.given)


def _lines(texts):
    """Lines of the tallest cell: not every program makes a row as tall as its text."""
    return max(
        sum(len(wrap(part, int(_WIDTHS[c] * _LETTERS_PER_WIDTH))) or 1 for part in text.split("\n"))
        for c, text in texts.items()
    )


def _letters(column):
    from xlsxwriter.utility import xl_col_to_name

    return xl_col_to_name(column)
