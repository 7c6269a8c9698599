"""The chapters of a report as one text in pandoc's Markdown, as documents take it."""

from kmu_eval import words
from kmu_eval.report.blocks import Picture, Prose, Subheading
from kmu_eval.report.markdown import picture, plain, table


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
        parts += [f"# {plain(words.report('annex', language))}"] if place == first else []
        marks = "##" if chapter.annex else "#"
        parts += [f"{marks} {plain(chapter.heading)}"]
        parts += [_block(block, language, f"{marks}#") for block in chapter.blocks]
    return "\n\n".join(parts) + "\n"


def file_of(figure, language):
    """How a document's media call a figure."""
    return f"figures/{figure.name}.{language}.png"


def _block(block, language, marks):
    if isinstance(block, Subheading):
        return f"{marks} {plain(block.text)}"
    if isinstance(block, Prose):
        return _prose(block)
    if isinstance(block, Picture):
        return _picture(block.figure, language)
    return table(block.heads, block.rows, block.caption, right=block.numeric).rstrip("\n")


def _prose(block):
    lines = [plain(line) for line in block.text.splitlines() if line.strip()]
    return "\n".join(f"- {line}" for line in lines) if block.listed else "\n\n".join(lines)


def _picture(figure, language):
    caption = f"{figure.captions[language]} {figure.sources[language]}"
    return picture(file_of(figure, language), caption, figure.alts[language], figure.name).rstrip("\n")
