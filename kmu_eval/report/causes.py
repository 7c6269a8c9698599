"""What differs between two runs beside their numbers: inputs, rules, code; and which numbers each can move."""

from dataclasses import dataclass

from kmu_eval import words
from kmu_eval.report.changelog import changelog, entries
from kmu_eval.report.manifest import DECLARED_BY_KEY

EVERYTHING = frozenset({"indicators", "comparisons", "claims"})
"""But for targets, which are moved by their own line alone."""
OF_ANSWERS = frozenset({"comparisons", "claims"})
"""What answers to surveys, and rules about them, can move: no count of those reached."""
_RULES_OF_ANSWERS = ("items.toml: ", "programme.toml: outcomes.", "programme.toml: comparisons.")


@dataclass(frozen=True)
class Cause:
    """Something that changed between two runs.

    Parameters
    ----------
    kind : str
        ``input``, ``rule`` or ``code``.
    moves : frozenset of str
        Which results it can move.
    key : str
        Of its text in ``messages.toml``.
    values : tuple of (str, str)
        What the text names.
    """

    kind: str
    moves: frozenset
    key: str
    values: tuple = ()

    def text(self, language):
        """The cause in a sentence."""
        return words.message(self.key, language, **dict(self.values))


def causes(earlier, later, language):
    """All that differs between two runs beside their numbers.

    Parameters
    ----------
    earlier, later : dict
        Manifests of runs.
    language : str
        Of the numbers in the texts.

    Returns
    -------
    list of Cause

    Examples
    --------
    >>> run = {"inputs": {}, "targets": {}, "kmu_eval": "0.1.0", "code": {}, "packages": {}}
    >>> runs = [{**run, "rules": {"programme.toml: counting.minimum_stay": stay}} for stay in (15, 30)]
    >>> [cause.text("en") for cause in causes(*runs, "en")]
    ['Rule programme.toml: counting.minimum_stay: 15 before, now 30.']
    """
    return [
        *_inputs(earlier, later, language),
        *_rules(earlier, later),
        *_targets(earlier, later),
        *_code(earlier, later),
    ]


def _inputs(earlier, later, language):
    was, now = earlier["inputs"], later["inputs"]
    for file in sorted(({*was, *now}) - DECLARED_BY_KEY):
        before, after = was.get(file), now.get(file)
        if before is None or after is None or before["sha256"] != after["sha256"]:
            moves = _moved_by_rows(before, after, (earlier, later))
            yield Cause("input", moves, *_of_file(file, before, after, language))


def _of_file(file, before, after, language):
    """Whether a file is new, gone or changed, and by how many rows that are counted."""
    numbers = {name: words.number(_kept(rows), language) for name, rows in (("was", before), ("now", after))}
    values = {"file": file, **numbers, "by": words.signed(_kept(after) - _kept(before), language, plus=True)}
    if before is None or after is None:
        return "input_added" if before is None else "input_gone", tuple(values.items())
    return "input_changed" if "rows" in after else "input_rewritten", tuple(values.items())


def _kept(file):
    return sum(rows["kept"] for rows in (file or {}).get("rows", {}).values())


def _moved_by_rows(before, after, runs):
    sources = {source for file in (before, after) for source in (file or {}).get("rows", {})}
    tables = {run["rules"].get(f"programme.toml: sources.{source}.table") for source in sources for run in runs}
    return OF_ANSWERS if tables and tables <= {"responses", None} and "responses" in tables else EVERYTHING


def _rules(earlier, later):
    was, now = earlier["rules"], later["rules"]
    for key in sorted({*was, *now}):
        if was.get(key) != now.get(key):
            values = (("rule", key), ("was", _told(was.get(key))), ("now", _told(now.get(key))))
            yield Cause("rule", _moved_by_rule(key, (earlier, later)), "rule_changed", values)


def _told(value):
    if value is None or isinstance(value, bool):
        return "–" if value is None else str(value).lower()
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _moved_by_rule(key, runs):
    if key.startswith("claims.toml: "):
        return frozenset({"claims"})
    source = key.removeprefix("programme.toml: sources.").partition(".")[0]
    tables = {run["rules"].get(f"programme.toml: sources.{source}.table") for run in runs}
    of_answers = key.startswith(_RULES_OF_ANSWERS) or ("responses" in tables and tables <= {"responses", None})
    return OF_ANSWERS if of_answers else EVERYTHING


def _targets(earlier, later):
    was, now = earlier["targets"], later["targets"]
    for name in sorted({*was, *now}):
        if was.get(name) != now.get(name):
            values = (("rule", f"targets.csv: {name}"), ("was", _told(was.get(name))), ("now", _told(now.get(name))))
            yield Cause("rule", frozenset({"targets"}), "rule_changed", values)


def _code(earlier, later):
    was, now = earlier["kmu_eval"], later["kmu_eval"]
    if was != now or earlier["code"] != later["code"]:
        told = " ".join(entries(changelog(), was, now))
        key = "code_changed" if was != now else "code_changed_within"
        values = (("was", was), ("now", now), ("entries", told or "–"))
        yield Cause("code", EVERYTHING, key, values)
    packages = earlier["packages"], later["packages"]
    for name in sorted({*packages[0], *packages[1]}):
        if packages[0].get(name) != packages[1].get(name):
            values = (("name", name), ("was", _told(packages[0].get(name))), ("now", _told(packages[1].get(name))))
            yield Cause("code", EVERYTHING, "package_changed", values)
