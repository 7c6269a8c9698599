"""A report draft whose numbers are marked: filled from the results, listed, and the unmarked ones pointed out.

``{{ indicators.smes }}`` stands for a number, ``{{ indicators.smes.range }}`` for a part of what is known of it,
``{{ "4.0" }}`` for a text that the author answers for. First words: those of `draft_values.ROOTS`, claims, and what
else is given. What stands in code is left as it is.
"""

import re
from dataclasses import dataclass, field
from functools import cache, partial
from types import MappingProxyType

import pandas as pd

from kmu_eval.errors import KmuEvalError
from kmu_eval.report.draft_claims import of_claims
from kmu_eval.report.draft_text import bare_numbers, language_of_draft, markers, unclosed
from kmu_eval.report.draft_values import ROOTS, Filling, speech_of
from kmu_eval.words import LANGUAGES

_ROOTS = MappingProxyType({**ROOTS, "claims": of_claims})
_QUOTED = re.compile(r"([\"'„“])(.*)[\"'“”]", re.DOTALL)
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~^$@&])")


@dataclass(frozen=True, eq=False)
class FilledDraft:
    """A draft whose markers are filled.

    Parameters
    ----------
    text : str
        Markdown; what was filled in is plain text in it.
    numbers : DataFrame
        A row per marker: line, marker, text, number, rule.
    bare : DataFrame
        A row per number that nobody marked: line, number, text (of the line).
    language : str
    """

    text: str = field(repr=False)
    numbers: pd.DataFrame = field(repr=False)
    bare: pd.DataFrame = field(repr=False)
    language: str


def fill(text, project, language=None, more=None, file="draft"):
    """Fill the markers of a draft.

    Parameters
    ----------
    text : str
        Markdown.
    project : Project
    language : str, optional
        Else that of its front matter (``lang: en``), else the programme's own.
    more : mapping of str to callable, optional
        Further first words: each takes project and speech, and returns by name a callable that gives a `Filling`.
    file : str
        What messages call it.

    Returns
    -------
    FilledDraft

    Raises
    ------
    KmuEvalError
        With every marker that is unknown, with line and nearest known one, or that does not end.

    Examples
    --------
    >>> import kmu_eval
    >>> programme = kmu_eval.simulate(seed=1, scale=0.01)[0]
    >>> made = fill('Industry {{ "4.0" }}: {{ indicators.events.target }} events, 7 talks.', programme, "en")
    >>> made.text, made.bare["number"].tolist()
    ('Industry 4.0: 90 events, 7 talks.', ['7'])
    """
    stated = language or language_of_draft(text)
    language = stated if stated in LANGUAGES else project.origin.language
    found = markers(text)
    known = cache(partial(_names, {**_ROOTS, **(more or {})}, project, speech_of(project, language)))
    answers = [_answer(each, known, {*_ROOTS, *(more or {})}, file) for each in found]
    findings = [("draft_open", {"where": f"{file}, {line}"}) for line in unclosed(text)]
    findings += [finding for _, faults in answers for finding in faults]
    if findings:
        raise KmuEvalError(*findings)
    fillings = [filling for filling, _ in answers]
    bare = bare_numbers(text, _years(project.rules))
    columns = ["line", "number", "text"]
    return FilledDraft(
        _filled(text, found, fillings), _listed(found, fillings), pd.DataFrame(bare, columns=columns), language
    )


def _names(roots, project, speech, root):
    return roots[root](project, speech)


def _answer(marker, known, roots, file):
    """What a marker is filled with, and what is wrong with it."""
    where = f"{file}, {marker.line}"
    if quoted := _QUOTED.fullmatch(marker.inside):
        return Filling(quoted[2]), []
    root, _, name = marker.inside.partition(".")
    if root not in roots:
        return None, [_unknown(root, sorted(roots), where)]
    names = known(root)
    if name not in names:
        return None, [_unknown(marker.inside, [f"{root}.{each}" for each in names], where)]
    try:
        filling = names[name]()
        return filling, [] if filling else [("draft_nothing", {"where": where, "found": marker.inside})]
    except KmuEvalError as error:
        return None, [("draft_no_value", {"where": where, "marker": marker.inside}), *error.findings]


def _unknown(found, known, where):
    if not known:
        return "draft_nothing", {"where": where, "found": found}
    return "draft_unknown", {"where": where, "found": found, "known": known}


def _filled(text, found, fillings):
    parts, end = [], 0
    for marker, filling in zip(found, fillings, strict=True):
        parts += [text[end : marker.start], _plain(filling.text)]
        end = marker.end
    return "".join([*parts, text[end:]])


def _plain(text):
    """Markdown that shows the text as it is: no markup, no HTML, lines where they were."""
    return _MARKUP.sub(r"\\\1", text).replace("\n", "\\\n")


def _listed(found, fillings):
    rows = [
        (marker.line, marker.inside, filling.text, filling.number, filling.rule)
        for marker, filling in zip(found, fillings, strict=True)
    ]
    listed = pd.DataFrame(rows, columns=["line", "marker", "text", "number", "rule"])
    return listed.astype({"number": "float64"})


def _years(rules):
    return range(int(rules.period_start[:4]), int(rules.period_end[:4]) + 1)
