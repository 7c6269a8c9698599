"""What the synthetic programme compares, as its ``programme.toml`` declares it."""

import tomllib
from importlib.resources import files

from kmu_eval.comparing import Comparing, Comparison, Outcome


def sample_comparing():
    """Outcomes and comparisons of the synthetic programme."""
    declared = tomllib.loads(files("kmu_eval.sample").joinpath("programme.toml").read_text(encoding="utf-8"))
    outcomes = [Outcome(word, **_texts(rule)) for word, rule in declared["outcomes"].items()]
    comparisons = [Comparison(word, **_tuples(rule)) for word, rule in declared["comparisons"].items()]
    return Comparing(tuple(outcomes), tuple(comparisons))


def _texts(rule):
    return _tuples({**rule, "date": rule["date"].isoformat()} if "date" in rule else rule)


def _tuples(rule):
    return {name: tuple(value) if isinstance(value, list) else value for name, value in rule.items()}
