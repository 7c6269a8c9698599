"""The question columns of a survey's export: what each asks, and the heading that it gets with us."""

import html
import re
from collections import Counter
from dataclasses import dataclass

from kmu_eval.intake.grid import clean

BREAKING_TAG = re.compile(r"</?(?:br|p|div|li|ul|ol|tr|td|h\d)\b[^<>]*>", re.IGNORECASE)
TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


@dataclass(frozen=True)
class Question:
    """One question column of a file.

    Parameters
    ----------
    position : int
        Place of the column in the file, from 0.
    text : str
        What is asked.
    code : str
        The tool's own name of the column.
    part : str
        The row of a grid, or the option, that the column is about.
    section : str
        Title of the section of the form, where the tool writes it before the text.

    Examples
    --------
    >>> Question(3, "How was it?", "q1[SQ001]", "Room").heading
    '(q1[SQ001]) How was it? [Room]'
    >>> Question(3, "", "q1").heading
    'q1'
    """

    position: int
    text: str = ""
    code: str = ""
    part: str = ""
    section: str = ""

    @property
    def heading(self):
        """Code in brackets where there is a text too, text, part; ``Column 4`` where the file says nothing."""
        said = self._said
        if not said or said == self.code:
            return self.code or f"Column {self.position + 1}"
        return f"({self.code}) {said}" if self.code else said

    @property
    def is_named(self):
        """Whether the file says anything of the column."""
        return bool(self.code or self._said)

    @property
    def _said(self):
        return " ".join(filter(None, [self.text, self.part and f"[{self.part}]"]))


def plain(text):
    """A heading without HTML, on one line.

    Examples
    --------
    >>> plain("<strong>Was</strong> war<br>gut &amp; was\\nnicht?")
    'Was war gut & was nicht?'
    """
    return clean(html.unescape(TAG.sub("", BREAKING_TAG.sub(" ", text))))


def split_part(text):
    """Text and what stands in square brackets at its end.

    Examples
    --------
    >>> split_part("Wie war [alles in allem] der Tag? [Essen [mittags]]")
    ('Wie war [alles in allem] der Tag?', 'Essen [mittags]')
    >>> split_part("Wie war der Tag?")
    ('Wie war der Tag?', '')
    """
    depth = 0
    for i in range(len(text) - 1, -1, -1) if text.endswith("]") else ():
        depth += {"]": 1, "[": -1}.get(text[i], 0)
        if depth == 0:
            return text[:i].strip(), text[i + 1 : -1].strip()
    return text, ""


def split_shared(texts, mark):
    """Each text at its first mark, where another text begins alike; else nothing and the whole text.

    Examples
    --------
    >>> split_shared(["Tag 1: Raum", "Tag 1: Essen", "Fazit: gut?"], ": ")
    [('Tag 1', 'Raum'), ('Tag 1', 'Essen'), ('', 'Fazit: gut?')]
    """
    parts = [text.partition(mark) for text in texts]
    shared = Counter(before for before, _, after in parts if before and after)
    return [
        (before, after) if after and shared[before] > 1 else ("", text)
        for text, (before, _, after) in zip(texts, parts, strict=True)
    ]


def unique_headings(questions, taken):
    """The headings of questions, each once and none of those that are taken: the second is told as ' (2)'.

    Examples
    --------
    >>> unique_headings([Question(1, "Other"), Question(2, "Other"), Question(3, "name")], {"name"})
    ['Other', 'Other (2)', 'name (2)']
    """
    taken, headings, wanted = set(taken), [], {question.heading for question in questions}
    for question in questions:
        heading, number = question.heading, 2
        while heading in taken or (heading != question.heading and heading in wanted):
            heading, number = f"{question.heading} ({number})", number + 1
        taken.add(heading)
        headings.append(heading)
    return headings
