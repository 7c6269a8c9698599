"""Chapters as one pandoc-Markdown text, as documents take it."""

import re

from kmu_eval import words
from kmu_eval.report.blocks import Picture, Prose

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~^$@&\"'!=])")
_LISTED, _NUMBERED = re.compile(r"^([-+:%])"), re.compile(r"^(\(?\w{1,9})([.)])")
"""What at the beginning of a line would make it an item of a list, or of a definition."""


def escape(text):
    """Plain text as Markdown that shows just this text.

    Examples
    --------
    >>> print(escape("Müller & Söhne <GmbH>, *5 > 3*"), escape("1. Quartal"))
    Müller \\& Söhne \\<GmbH\\>, \\*5 \\> 3\\* 1\\. Quartal
    """
    plain = _MARKS.sub(r"\\\1", re.sub(r"[\r\n\t ]+", " ", text).strip(" "))
    return _NUMBERED.sub(r"\1\\\2", _LISTED.sub(r"\\\1", plain))


def to_markdown(chapters, language):
    """The text of a report.

    Parameters
    ----------
    chapters : sequence of Chapter
    language : str

    Returns
    -------
    str
        Pictures lie in ``figures/``; each has its caption, source and alt text.

    Examples
    --------
    >>> from kmu_eval.report.blocks import Chapter
    >>> print(to_markdown([Chapter("Reached", (Prose("60 persons\\nfrom 12 firms", listed=True),))], "en"))
    # Reached
    <BLANKLINE>
    - 60 persons
    - from 12 firms
    <BLANKLINE>
    """
    first = next((place for place, chapter in enumerate(chapters) if chapter.annex), None)
    parts = []
    for place, chapter in enumerate(chapters):
        parts += [f"# {escape(words.report('annex', language))}"] if place == first else []
        parts += [f"{'##' if chapter.annex else '#'} {escape(chapter.heading)}"]
        parts += [_block(block, language) for block in chapter.blocks]
    return "\n\n".join(parts) + "\n"


def _block(block, language):
    if isinstance(block, Prose):
        return _prose(block)
    return _picture(block.figure, language) if isinstance(block, Picture) else _table(block)


def _prose(block):
    lines = [escape(line) for line in block.text.splitlines() if line.strip()]
    return "\n".join(f"- {line}" for line in lines) if block.listed else "\n\n".join(lines)


def _picture(figure, language):
    caption = escape(f"{figure.captions[language]} {figure.sources[language]}")
    alt = re.sub(r"[\r\n\t ]+", " ", figure.alts[language]).replace("\\", "\\\\").replace('"', '\\"')
    return f'![{caption}](figures/{figure.name}.{language}.png){{#{figure.name} alt="{alt}"}}'


def _table(table):
    heads, rows = [_cell(head) for head in table.heads], [[_cell(cell) for cell in row] for row in table.rows]
    widths = [max(3, *(_wide(row[place]) for row in (heads, *rows))) for place in range(len(heads))]
    rules = ["-" * (width - 1) + (":" if place in table.numeric else "-") for place, width in enumerate(widths)]
    lines = [f"| {' | '.join(row)} |" for row in (heads, rules, *rows)]
    return "\n".join([*lines, "", f": {escape(table.caption)}"])


def _cell(text):
    return escape(text) or "\N{NO-BREAK SPACE}"


def _wide(text, most=40):
    """How much room a column gets beside the others: by its text, within limits, and never less than a long word."""
    longest = max((len(word) for word in text.split(" ")), default=0)
    return min(max(longest, len(text) if len(text) <= most else most), 60)
