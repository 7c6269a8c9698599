"""What surveys ask: the question columns of all their files, those of one question taken together."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kmu_eval.draft.contents import is_mail, is_when
from kmu_eval.draft.headings import likeness
from kmu_eval.draft.meanings import looks_missing
from kmu_eval.intake.answers.cells import LEFT_OUT
from kmu_eval.intake.answers.headings import forms
from kmu_eval.intake.answers.ticks import signs_of
from kmu_eval.intake.exports.limesurvey import CODE
from kmu_eval.intake.exports.questions import split_part
from kmu_eval.intake.exports.responses import TECHNICAL

RARE = 3
"""A text of fewer respondents than this may name one of them: it is never shown."""
_PERSONAL = ("name", "first_name", "last_name", "email", "organisation", "device", "postcode")
_HEADING = 80
_NUMBER = re.compile(r"_(\d+a?)$")


@dataclass(frozen=True)
class Asked:
    """One question column of one or more files.

    Parameters
    ----------
    code : str
        The tool's own name of it, or an empty text.
    text : str
        What is asked, or an empty text.
    headings : tuple of str
        As the files have them.
    where : tuple of str
        The lists that have it.
    rows : mapping of str to int
        By text the number of answers, in order of appearance; blank ones and those that say that nothing is stated are
        left out.
    missing : tuple of str
        Texts that say that nothing is stated.
    tools : tuple of str
        Whose exports have it; an empty text where a list is none.
    """

    code: str
    text: str
    headings: tuple
    where: tuple
    rows: Mapping
    missing: tuple
    tools: tuple = ()

    @property
    def heading(self):
        """How a person knows it."""
        return self.text or self.code

    @property
    def base(self):
        """What it has in common with the other columns of its group: code and text without what is in brackets."""
        code = re.sub(r"\[[^\]]*\]$", "", self.code)
        if code != self.code:
            return (code,)
        if self.text:
            return (split_part(self.text)[0],) if self.part else ()
        return (_NUMBER.sub("", self.code),) if self._is_numbered else ()

    @property
    def part(self):
        """The row of a grid, or the option, that it is about."""
        code = re.search(r"\[([^\]]*)\]$", self.code) or (_NUMBER.search(self.code) if self._is_numbered else None)
        return split_part(self.text)[1] or (code[1] if code else "")

    @property
    def _is_numbered(self):
        """Whether the variables of one question are known by their numbers alone, as those of SoSci without labels."""
        return not self.text and any(map(signs_of, self.tools))

    @cached_property
    def total(self):
        """How many answers there are."""
        return sum(self.rows.values())

    @property
    def frequent(self):
        """The texts that so many gave that none of them is named."""
        return [text for text, count in self.rows.items() if count >= RARE]


def questions_of(found, used):
    """The headings of a list that may be questions: not what the tool says, nor what names people or days.

    Parameters
    ----------
    found : FoundList
    used : collection of str
        Headings that other columns are made from.

    Returns
    -------
    list of str
    """
    technical = {*TECHNICAL} if found.export else set()
    others = [heading for heading in found.values if heading not in technical and heading not in used]
    return [heading for heading in others if not _is_personal(heading, found.values[heading])]


def _is_personal(heading, values):
    named = any(likeness(heading, column) >= _HEADING for column in _PERSONAL) and len(heading.split()) < 4
    return named or values.share(is_mail) > 0.5 or values.share(is_when) > 0.5


def gather_questions(lists):
    """The question columns of all surveys; one that several files have, by its text, else by its code, is one.

    Parameters
    ----------
    lists : list of (FoundList, list of str)
        Each with the headings of its questions.

    Returns
    -------
    list of Asked
        In order of appearance.
    """
    columns = [(found, heading, *_named(heading)) for found, headings in lists for heading in headings]
    texts, groups = defaultdict(set), defaultdict(list)
    for _, _, code, text in columns:
        texts[code] |= {text} - {""}
    for found, heading, code, text in columns:
        known = sorted(texts[code]) if code else []
        groups[text or (known[0] if len(known) == 1 else code)].append((found, heading, code, text))
    return [_together(group, {code for code, known in texts.items() if len(known) < 2}) for group in groups.values()]


def _named(heading):
    """Code and text of a heading."""
    found = forms(heading)
    if len(found) == 3:
        return found[1], found[2]
    return (heading, "") if CODE.fullmatch(heading) and re.search(r"[\d\[_]", heading) else ("", found[0])


def _together(group, clear):
    texts = [text for *_, text in group if text]
    codes = [code for _, _, code, _ in group if code in clear or not texts]
    cells = Counter()
    for found, heading, *_ in group:
        cells.update(text for text in found.cells[heading] if text)
    where = tuple(dict.fromkeys(found.where for found, *_ in group))
    known = texts or codes[0] in clear
    tools = tuple(dict.fromkeys(found.export for found, *_ in group))
    missing = tuple(text for text in cells if looks_missing(text) or _is_missing_sign(text, tools))
    stated = {text: count for text, count in cells.items() if known and text not in missing}
    headings = tuple(dict.fromkeys(heading for _, heading, *_ in group))
    return Asked(codes[0] if codes else "", texts[0] if texts else "", headings, where, stated, missing, tools)


def _is_missing_sign(text, tools):
    return any(signs_of(tool).get(text) == LEFT_OUT for tool in tools)
