"""What the files of a programme declare that numbers depend on: each key with its value, for comparing two runs."""

import datetime
import hashlib
import json
import tomllib
from pathlib import Path

FILES = ("programme.toml", "items.toml", "claims.toml")
_SAYS_NOTHING = (
    ("programme", "name"),
    ("programme", "languages"),
    ("labels",),
    ("limits",),
    ("privacy", "public_key"),
    ("privacy", "keep_until"),
)
"""What moves no number, and the key."""
_FOR_PEOPLE = frozenset({"reason", "source", "needed"})
_OF_CLAIMS = frozenset({"de", "en"})
"""Elsewhere these are looked for in lists."""
_FROM_LISTS = frozenset({"words", "contains", "set_aside", "events", "replaces", "headings", "texts", "codes"})
"""Keys that hold words of raw lists, perhaps of a firm or a person: only a hash of them is kept."""
_OUR_OWN = ("counting", "own_staff")
_NAMED = 2
"""How deep a key is that a programme names itself, such as a source that is called events."""


def declared(folder):
    """Every key that numbers depend on, with its value.

    Parameters
    ----------
    folder : path
        The programme folder, its files already checked.

    Returns
    -------
    dict
        By ``file: key.key`` a number, a truth value or a text, in the order of names. What holds words of raw lists is
        a hash; keys, names and what only people read are left out.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as place:
    ...     text = '[counting]\\nminimum_stay = 30\\nown_staff.email_domains = ["centre.example"]'
    ...     written = Path(place, "programme.toml").write_text(text, encoding="utf-8")
    ...     declared(place)
    {'programme.toml: counting.minimum_stay': 30, 'programme.toml: counting.own_staff': 'sha256:37d2644b9325'}
    """
    found = {}
    for name in FILES:
        path = Path(folder, name)
        if path.exists():
            tree = tomllib.loads(path.read_text(encoding="utf-8-sig"))
            leaves = [(keys, value) for keys, value in _leaves(tree, ()) if not _only_told(name, keys)]
            found |= {f"{name}: {'.'.join(keys)}": value for keys, value in leaves}
    return dict(sorted(found.items()))


def _leaves(value, keys):
    if keys in _SAYS_NOTHING or (len(keys) > _NAMED and keys[-1] in _FOR_PEOPLE):
        return
    if keys == _OUR_OWN or (len(keys) > _NAMED and keys[-1] in _FROM_LISTS):
        yield keys, _hash(value)
    elif isinstance(value, dict):
        for key in value:
            yield from _leaves(value[key], (*keys, key))
    elif isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        yield from _in_order(value, keys)
    else:
        yield keys, _plain(value)


def _in_order(value, keys):
    """The parts of a list by their names, and these in their order, which counts as well."""
    names = [str(each.get("word", place)) for place, each in enumerate(value)]
    yield keys, ", ".join(names)
    for name, each in zip(names, value, strict=True):
        yield from _leaves({key: part for key, part in each.items() if key != "word"}, (*keys, name))


def _only_told(name, keys):
    return name == "claims.toml" and keys[-1] in _OF_CLAIMS


def _plain(value):
    if isinstance(value, list):
        return ", ".join(str(_plain(each)) for each in value)
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else value


def _hash(value):
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()[:12]}"
