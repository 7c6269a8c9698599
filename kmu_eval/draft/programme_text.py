"""The draft as text: ``programme.toml`` with comments, and ``targets.csv``."""

import csv
import io
import json
import re

from kmu_eval import words

_BARE = frozenset({"from", "value", "words", "otherwise", "format", "decimal", "missing", *words.LANGUAGES})
_BARE |= {"word", "top", "dont_know", "texts", "headings", "pattern"}
"""Keys that are ours; texts of lists stand in quotes."""


def programme_text(draft, interview, file, answered):
    """The text of ``programme.toml``.

    Parameters
    ----------
    draft : Draft
    interview : Interview
    file : str
        Name of the workbook of questions.
    answered : bool
        Whether the workbook's answers are in it.

    Returns
    -------
    str
    """
    top = interview.say("toml_answered" if answered else "toml_made", file=file)
    lines = [f"# {top}", "", *_about(draft.about, interview, file), *_staff(draft.about, interview)]
    lines += _labels(draft.sources)
    lines += [f"# {interview.say('toml_left_out', where=one_line(found.where))}" for found in draft.left_out]
    for source in draft.sources:
        lines += ["", *_source(source, interview)]
    return "\n".join(lines) + "\n"


def targets_text(targets):
    """The text of ``targets.csv``.

    Parameters
    ----------
    targets : list of (str, str, str)
        Indicator, target, source.

    Examples
    --------
    >>> targets_text([("smes", "7500", "Antrag; 2018")])
    'indicator,target,source\\nsmes,7500,Antrag; 2018\\n'
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([("indicator", "target", "source"), *targets])
    return out.getvalue()


def _about(about, interview, file):
    languages = [interview.language, *(each for each in words.LANGUAGES if each != interview.language)]
    wanting = f"   # {interview.say('toml_open', file=file)}"
    yield "[programme]"
    yield f"name = {toml_of(about['name'])}" if about["name"] else f'# name = "…"{wanting}'
    yield f"languages = {toml_of(languages)}"
    period = f"period = {{ start = {about['start']}, end = {about['end']} }}"
    yield period if about["start"] and about["end"] else f"# period = {{ start = …, end = … }}{wanting}"


def _staff(about, interview):
    given = {key: about[key].split("; ") for key in ("email_domains", "organisations") if about[key]}
    if "email_domains" in given:
        domains = re.split(r"[;,\s]+", about["email_domains"])
        given["email_domains"] = [domain.rpartition("@")[2].casefold() for domain in domains]
    if given:
        yield ""
        yield f"[counting.own_staff]   # {interview.say('toml_staff')}"
    for key, texts in given.items():
        yield f"{key} = {toml_of(texts)}"


def _labels(sources):
    if sources:
        yield ""
        yield "[labels.source]"
    for source in sources:
        title = dict.fromkeys(words.LANGUAGES, source.found.title)
        yield f"{source.found.name} = {toml_of(title)}"


def _source(source, interview):
    found = source.found
    yield from _comments(source, interview)
    yield f"[sources.{found.name}]"
    yield f"table = {toml_of(source.table)}"
    yield f"files = {toml_of(found.globs[0] if len(found.globs) == 1 else list(found.globs))}"
    if found.sheet:
        yield f"sheet = {toml_of(found.sheet)}"
    if found.export:
        yield "export = true"
    if source.wave:
        yield f"wave = {toml_of(source.wave)}"
    if source.events:
        yield f"events = {toml_of(source.events)}"
    if source.rules:
        yield ""
        yield f"[sources.{found.name}.columns]"
    for column, rule in source.rules.items():
        note = f"   # {interview.say('toml_doubtful')}" if column in source.doubtful else ""
        yield f"{column} = {_rule(rule)}{note}"


def _comments(source, interview):
    found, rows = source.found, words.number(len(source.found.cells), interview.language)
    sure = interview.say("sure" if source.sure else "unsure")
    table = interview.say(f"table_{source.table}")
    values = {"table": table, "sure": sure, "rows": rows, "header_row": found.looks[0].reading.get("header_row")}
    yield "# " + interview.say("toml_export" if found.export else "toml_list", export=found.export, **values)
    if source.unused:
        yield f"# {interview.say('toml_unused', headings=one_line(', '.join(source.unused)))}"


def _rule(rule):
    """A rule as short as it can be: one bare heading where there is nothing else to say."""
    given = {**rule, "from": rule["from"][0]} if len(rule.get("from", ())) == 1 else rule
    return toml_of(given["from"] if list(given) == ["from"] else given)


def toml_of(value):
    """A value as TOML writes it on one line.

    Examples
    --------
    >>> toml_of(["a", {"value": 1, "top": True}])
    '["a", { value = 1, top = true }]'
    """
    if isinstance(value, dict):
        bare = set(value) <= _BARE
        return (
            "{ " + ", ".join(f"{key if bare else toml_of(key)} = {toml_of(each)}" for key, each in value.items()) + " }"
        )
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(toml_of, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def one_line(text):
    """A text inside a comment."""
    return re.sub(r"[\x00-\x1f\x7f]+", " ", text)
