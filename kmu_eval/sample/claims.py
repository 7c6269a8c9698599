"""What is claimed of the synthetic programme, as its ``claims.toml`` says it."""

import tomllib
from importlib.resources import files

from kmu_eval.claiming import Claim

_LANGUAGES = ("de", "en")


def claims_text():
    """The text of ``claims.toml``."""
    return files("kmu_eval.sample").joinpath("claims.toml").read_text(encoding="utf-8")


def sample_claims():
    """The claims.

    Returns
    -------
    tuple of Claim

    Examples
    --------
    >>> [claim.relation for claim in sample_claims()][:2]
    ['more_than', 'almost']
    """
    return tuple(_claim(word, rule) for word, rule in tomllib.loads(claims_text())["claims"].items())


def _claim(word, rule):
    sentences = {language: rule[language] for language in _LANGUAGES}
    return Claim(word, sentences, **{name: value for name, value in rule.items() if name not in _LANGUAGES})
