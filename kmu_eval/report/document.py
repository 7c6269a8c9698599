"""A document: one text in Markdown and its pictures, from which Word, PDF and a page are made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kmu_eval.errors import KmuEvalError
from kmu_eval.report import faults, pandoc
from kmu_eval.report.numbering import numbered
from kmu_eval.report.pictures import with_alts
from kmu_eval.words import LANGUAGES

_TAGS = {"de": "de-DE", "en": "en-GB"}


@dataclass(frozen=True, eq=False)
class Document:
    """What a document says, before it is Word, PDF or a page.

    Parameters
    ----------
    title : str
        Plain text.
    language : str
        ``de`` or ``en``.
    markdown : str
        Pandoc's Markdown: headings from ``#``, paragraphs, tables with captions, pictures
        ``![caption](figures/name.png){#name alt="..."}``, footnotes. HTML in it is plain text. Captions are numbered;
        an empty link ``[](#name)`` to a table or picture is filled with its number.
    media : mapping of str to bytes
        The pictures (PNG) by the names that the text calls them.
    subtitle, source : str
        Below the title; the source also at the foot of each page.

    Raises
    ------
    KmuEvalError
        For a picture without alt text or that is not there, a link to nowhere, a heading that leaves a level out, an
        unknown language, no title; all faults at once.

    Examples
    --------
    >>> Document("Bericht", "de", "# Wer kam?\\n\\nViele.")
    Document(title='Bericht', language='de')
    """

    title: str
    language: str
    markdown: str = field(repr=False)
    media: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    subtitle: str = field(default="", repr=False)
    source: str = field(default="", repr=False)

    def __post_init__(self):
        found = [*faults.of_words(self.title, self.language, LANGUAGES), *faults.of_tree(self._read, self.media)]
        if found:
            raise KmuEvalError(*found)

    @property
    def tag(self):
        """The language as documents declare it: ``de-DE``."""
        return _TAGS[self.language]

    @cached_property
    def tree(self):
        """Pandoc's tree of the text, its captions numbered, title and language told."""
        told = {"title": self.title, "subtitle": self.subtitle, "source": self.source, "lang": self.tag}
        meta = {key: {"t": "MetaString", "c": pandoc.legal(value)} for key, value in told.items() if value}
        return {**numbered(self._read, self.language), "meta": meta}

    @cached_property
    def _read(self):
        return with_alts(pandoc.tree_of(self.markdown))
