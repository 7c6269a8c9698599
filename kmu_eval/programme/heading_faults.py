"""Headings of an ``items.toml`` that several items claim, or that are those of a source that there is not."""

from collections import defaultdict

from kmu_eval.programme.findings import unknown
from kmu_eval.vocabulary import WAVE

FILE_NAME = "items.toml"


def headings_twice(items):
    """Headings that several items of one wave claim, each told once with its waves; those of a source by themselves.

    Parameters
    ----------
    items : Items

    Yields
    ------
    (str, dict)
        A finding of a `ProgrammeError`.
    """
    for source in ("", *dict.fromkeys(source for _, rule in _worded(items) for source in rule.headings if source)):
        found = defaultdict(list)
        for wave in WAVE:
            for heading, names in _claims(items, wave, source).items():
                if len(names) > 1:
                    found[heading, ", ".join(names)].append(wave)
        for (heading, names), waves in found.items():
            where = f"{FILE_NAME}{_of(source, waves)}"
            yield "heading_of_two", {"where": where, "found": heading, "items": names}


def _of(source, waves):
    of_source = f", source {source}" if source else ""
    return of_source + (f", wave {', '.join(waves)}" if len(waves) < len(WAVE) else "")


def _claims(items, wave, source):
    """By heading the items and options that it would mean in files of a wave."""
    claimed = defaultdict(list)
    for name, item in items.items.items():
        for heading in item.headings_in(wave, source) if wave in item.waves else ():
            claimed[heading].append(name)
        for word, option in item.options.items() if wave in item.waves else ():
            for heading in option.headings_of(source):
                claimed[heading].append(f"{name}.options.{word}")
    return claimed


def headings_of_no_source(items, sources):
    """Headings of a source that the programme does not have.

    Parameters
    ----------
    items : Items
    sources : sequence of str
        The names of the programme's sources.

    Yields
    ------
    (str, dict)
        A finding of a `ProgrammeError`.
    """
    for where, rule in _worded(items):
        for source in rule.headings:
            if source and source not in sources:
                yield unknown("unknown_word", source, tuple(sources), f"{FILE_NAME}, {where}.headings")


def _worded(items):
    """Everything that has headings, and where it stands."""
    for name, item in items.items.items():
        yield f"items.{name}", item
        yield from ((f"items.{name}.options.{word}", option) for word, option in item.options.items())
        yield from ((f"items.{name}.wording_by_wave.{wave}", rule) for wave, rule in item.wording_by_wave.items())
