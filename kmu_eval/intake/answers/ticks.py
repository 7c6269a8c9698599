"""Columns of one option each: which texts say that it was chosen, which that it was not, and which say neither."""

from kmu_eval.code_book import CHOSEN, NOT_CHOSEN
from kmu_eval.intake.answers.cells import BLANK, LEFT_OUT, UNDECLARED, beside
from kmu_eval.intake.answers.headings import MARK, forms
from kmu_eval.intake.exports import SURVEYS
from kmu_eval.intake.exports.questions import split_part
from kmu_eval.intake.grid import clean

YES = frozenset({"1", "y", "yes", "j", "ja", "x", "✓", "✔", "☑", "☒", "true", "wahr", "checked", "selected", "quoted"})
YES |= {"gewählt", "ausgewählt", "angekreuzt", "genannt"}
NO = frozenset({"", "0", "n", "no", "nein", "☐", "false", "falsch", "unchecked", "not checked", "not selected"})
NO |= {"not quoted", "nicht gewählt", "nicht ausgewählt", "nicht angekreuzt", "nicht genannt"}
"""What tools write into the column of an option that was chosen, or was not, small letters."""
_TOLD = ("Ja", "Nein", "Yes", "No")
_CODES = {CHOSEN: 1, NOT_CHOSEN: 0, "": LEFT_OUT}


def signs_of(tool):
    """The signs of a tool of its own, with the code of each; none where it writes one of the words of all.

    Examples
    --------
    >>> signs_of("sosci")
    {'1': 0, '2': 1, '-9': -1, '': -1}
    """
    ticks = next((each.ticks for each in SURVEYS if each.name == tool), {})
    return {text: _CODES[said] for text, said in ticks.items()}


def ticked(rule, labels, signs, counted):
    """What a text says of an option with a column of its own.

    Parameters
    ----------
    rule : ItemRule
    labels : collection of str
        Texts that mean the option itself.
    signs : mapping of str to int
        From `signs_of`.
    counted : bool
        Whether the columns hold a 2 as well: a 1 may then mean either, and so does a 0.

    Returns
    -------
    callable
        1 where it was chosen, 0 where not, or a code beside these; a blank cell leaves it open, unless ``missing``
        lists it.
    """
    words = {**dict.fromkeys(NO, 0), **dict.fromkeys(YES, 1)}
    words = {text: code for text, code in words.items() if not (text.isdigit() and (signs or counted))}
    declared = {"": BLANK, **signs, **{text: 1 for text in labels if text.casefold() not in NO}}
    declared |= dict.fromkeys(map(clean, rule.not_chosen), 0) | no_answer(rule)
    return lambda text: declared[text] if text in declared else words.get(text.casefold(), UNDECLARED)


def listed(rule, chosen, declared):
    """The same where the code book lists the texts of the column: one that it does not list leaves the option out.

    Parameters
    ----------
    rule : ItemRule
    chosen : tuple of str
        Texts that mean that this option was chosen.
    declared : tuple of str
        All texts that it lists for the column.

    Returns
    -------
    callable
    """
    known = {"": BLANK, **dict.fromkeys(declared, 0), **dict.fromkeys(chosen, 1), **no_answer(rule)}
    return lambda text: known.get(text, LEFT_OUT)


def no_answer(rule):
    """The texts that mean that an option was left out, or not asked; a blank one only where ``missing`` lists it."""
    return {text: code for text, code in beside(rule).items() if text or "" in rule.missing}


def labels_of(option, column):
    """Texts that mean the option itself: its wordings, its texts, and what the heading of its column calls it.

    Examples
    --------
    >>> from kmu_eval.programme.items import OptionRule
    >>> labels_of(OptionRule(de="Zeit"), "? (needs[1]) Was? [Freie Zeit]")
    ['Zeit', 'Was? [Freie Zeit]', 'Freie Zeit']
    """
    said = forms(column.removeprefix(MARK))[-1]
    called = [text for text in (said, split_part(said)[1]) if text and not text.isdigit()]
    return [*map(clean, option.spellings), *called]


def known_texts(rule, option, signs):
    """The texts of a column that are told where another stands there."""
    said = [text for text in signs if text] or _TOLD
    return tuple(text for text in (*option.spellings, *rule.not_chosen, *rule.missing, *said) if text)
