"""The draft as text: ``programme.toml`` with comments, and ``targets.csv``."""

import csv
import io
import json
import re

from kmu_eval import words

_BARE = frozenset({"from", "value", "words", "otherwise", "format", "decimal", "missing", *words.LANGUAGES})
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
    lines += [f"# {interview.say('toml_left_out', where=_told(found.where))}" for found in draft.left_out]
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
    yield f"name = {_toml(about['name'])}" if about["name"] else f'# name = "…"{wanting}'
    yield f"languages = {_toml(languages)}"
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
        yield f"{key} = {_toml(texts)}"


def _labels(sources):
    if sources:
        yield ""
        yield "[labels.source]"
    for source in sources:
        title = dict.fromkeys(words.LANGUAGES, source.found.title)
        yield f"{source.found.name} = {_toml(title)}"


def _source(source, interview):
    found = source.found
    yield from _comments(source, interview)
    yield f"[sources.{found.name}]"
    yield f"table = {_toml(source.table)}"
    yield f"files = {_toml(found.globs[0] if len(found.globs) == 1 else list(found.globs))}"
    if found.sheet:
        yield f"sheet = {_toml(found.sheet)}"
    if found.export:
        yield "export = true"
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
        yield f"# {interview.say('toml_unused', headings=_told(', '.join(source.unused)))}"


def _rule(rule):
    """A rule as short as it can be: one bare heading where there is nothing else to say."""
    given = {**rule, "from": rule["from"][0]} if len(rule.get("from", ())) == 1 else rule
    return _toml(given["from"] if list(given) == ["from"] else given)


def _toml(value):
    if isinstance(value, dict):
        bare = set(value) <= _BARE
        return "{ " + ", ".join(f"{key if bare else _toml(key)} = {_toml(each)}" for key, each in value.items()) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _told(text):
    """A text inside a comment: on one line."""
    return re.sub(r"[\x00-\x1f\x7f]+", " ", text)
