"""A figure: a picture with its table, captions, sources and alt texts."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from kmu_eval.errors import KmuEvalError
from kmu_eval.figures import style
from kmu_eval.figures.table_text import as_csv, as_text, rules_of
from kmu_eval.figures.wording import Wording
from kmu_eval.schema import wave_of
from kmu_eval.words import caption

FIGURES_VARIABLE = "KMU_EVAL_FIGURES"
"""The environment variable that names the folder of published figures."""
_UNDATED = {"svg": {"Date": None, "Creator": None}, "png": {"Software": None}}
_DRAWN = ("estimate", "upper", "n", "n_first", "n_second", "cumulative", "rows")
"""Columns of which a figure needs one above 0 to have something to draw."""


@dataclass(frozen=True, eq=False)
class Figure:
    """A picture, the table it draws, and the words that belong to it.

    Parameters
    ----------
    name : str
        Stem of the files' names.
    table : DataFrame
        What is drawn, small groups already hidden.
    captions, sources, alts : mapping of str to str
        By language.
    rules : mapping of str to list of str
        By language the counting rules of the numbers drawn.
    draw : callable
        Takes a language, returns a matplotlib figure.
    languages : tuple of str
        The languages it is saved in; the first is the one it is displayed in.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> from kmu_eval.figures import no_shows
    >>> counted = {"mode": ["online"], "indicator": ["no_shows"], "n": [200], "n_missing": [4], "estimate": [0.25]}
    >>> no_shows(pd.DataFrame(counted), Origin("Centre"))
    Figure('no_shows_by_mode', 1 row)
    """

    name: str
    table: pd.DataFrame = field(repr=False)
    captions: Mapping[str, str]
    sources: Mapping[str, str]
    alts: Mapping[str, str]
    rules: Mapping[str, list]
    draw: Callable = field(repr=False)
    languages: tuple[str, ...]

    def __repr__(self):
        rows = len(self.table)
        return f"Figure({self.name!r}, {rows} row{'s' * (rows != 1)})"

    @property
    def text(self):
        """The rounded table as text; beyond 60 rows its head and a hash of the whole."""
        return as_text(self.table)

    def png(self, language):
        """The picture as PNG: the same bytes on each run of one machine."""
        return self.pictures(language, "png")["png"]

    def svg(self, language):
        """The picture as SVG, letters as outlines: the same bytes on each run of one machine."""
        return self.pictures(language, "svg")["svg"]

    def pictures(self, language, *kinds):
        """The picture in several kinds of file, drawn once.

        Parameters
        ----------
        language : str
        *kinds : str
            ``svg``, ``png``.

        Returns
        -------
        dict of str to bytes
        """
        with style.context():
            sheet = self.draw(language)
            return {kind: _saved(sheet, kind) for kind in kinds}

    def save(self, folder):
        """Write the pictures, the table and the words.

        Parameters
        ----------
        folder : path
            Created if absent.

        Returns
        -------
        list of Path
            ``<name>.csv``, and for each language ``<name>.<language>.svg``, ``.png`` and ``.md``.

        Raises
        ------
        KmuEvalError
            If a source or an alt text is missing.
        """
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        contents = self.files()
        for name, content in contents.items():
            (folder / name).write_bytes(content)
        return [folder / name for name in contents]

    def files(self):
        """What `save` writes, by the names of the files.

        Returns
        -------
        dict of str to bytes

        Raises
        ------
        KmuEvalError
            If a source or an alt text is missing.
        """
        self._refuse_unless_complete()
        contents = {f"{self.name}.csv": as_csv(self.table).encode()}
        for language in self.languages:
            for kind, picture in self.pictures(language, "svg", "png").items():
                contents[f"{self.name}.{language}.{kind}"] = picture
            contents[f"{self.name}.{language}.md"] = self._words(language).encode()
        return contents

    def publish(self):
        """Save into the folder that the environment names, if it names one.

        Returns
        -------
        Figure
            Itself, so that a notebook's cell shows it.
        """
        if os.environ.get(FIGURES_VARIABLE):
            self.save(os.environ[FIGURES_VARIABLE])
        return self

    def _words(self, language):
        told = [("alt", self.alts[language]), *(("rule", text) for text in self.rules[language])]
        labelled = [f"{caption('shared', f'{part}_label', language)}: {text}" for part, text in told]
        return "\n\n".join([self.captions[language], self.sources[language], *labelled]) + "\n"

    def _refuse_unless_complete(self):
        wanting = [
            (f"figure_without_{part}", {"name": self.name, "spoken": language})
            for language in self.languages
            for part, texts in (("source", self.sources), ("alt", self.alts))
            if not texts.get(language, "").strip()
        ]
        if wanting:
            raise KmuEvalError(*wanting)

    def _repr_mimebundle_(self, include=None, exclude=None):
        from base64 import b64encode

        picture = b64encode(self.png(self.languages[0])).decode()
        return {"image/png": picture, "text/plain": self.text}, {"image/png": {"width": 630}}


def _saved(sheet, kind):
    from io import BytesIO

    stream = BytesIO()
    sheet.savefig(stream, format=kind, metadata=_UNDATED[kind])
    return stream.getvalue()


def compose(key, table, origin, paint, facts, suffix=""):
    """A figure from its parts.

    Parameters
    ----------
    key : str
        Its entry in ``captions.toml``, and the stem of its name.
    table : DataFrame
        What is drawn, small groups already hidden.
    origin : Origin
        Where the numbers come from.
    paint : callable
        Takes the table and a `Wording`, returns a matplotlib figure.
    facts : callable
        Takes the table and a `Wording`, returns the values that its texts name.
    suffix : str
        What tells figures of one family apart.

    Returns
    -------
    Figure
    """

    def speaking(language):
        plain = Wording(language, origin, key, wave=wave_of(table))
        return replace(plain, facts=facts(table, plain))

    wordings = {language: speaking(language) for language in origin.languages}
    return Figure(
        name="_".join(part for part in (key, suffix) if part),
        table=table,
        captions={language: _caption(table, wording) for language, wording in wordings.items()},
        sources={language: wording.source for language, wording in wordings.items()},
        alts={language: _alt(table, wording) for language, wording in wordings.items()},
        rules={language: _rules(table, wording) for language, wording in wordings.items()},
        draw=lambda language: _drawn(paint, table, speaking(language)),
        languages=tuple(origin.languages),
    )


def _caption(table, wording):
    """The caption, and what stands for hidden numbers, if there are any."""
    kinds = [kind for kind in ("small", "total") if "hidden" in table and (table["hidden"] == kind).any()]
    notes = [wording.hidden_note(kind) for kind in kinds]
    return " ".join([wording.caption("caption"), *notes])


def _alt(table, wording):
    return wording.caption("alt") if _has_something(table) else wording.shared("empty_alt")


def _rules(table, wording):
    """The counting rules, their answers by the labels of the item that comes first."""
    items = table.drop_duplicates("rule").set_index("rule")["item"] if {"rule", "item"} <= {*table} else {}
    return [wording.rule(text, items.get(text)) for text in rules_of(table)]


def _has_something(table):
    """Whether there is any number but 0, a hidden one, or a reason for none; a page of zeros shows nothing."""
    numbers = table[[column for column in _DRAWN if column in table]].astype("float64")
    hidden = (table["hidden"] != "no").any() if "hidden" in table else False
    told = table["untested"].notna().any() if "untested" in table else False
    return bool(hidden or told or (numbers > 0).any(axis=None))


def _drawn(paint, table, wording):
    from kmu_eval.figures.page import empty_page, settle

    with style.context():
        return settle(paint(table, wording) if _has_something(table) else empty_page(wording))
