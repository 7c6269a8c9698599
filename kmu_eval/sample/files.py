"""Writing the programme folder: programme.toml, targets and the raw lists in their dialects."""

import tomllib
from importlib.resources import files
from types import MappingProxyType


def topic_labels(topics):
    """The labels of the topics as ``programme.toml`` declares them: (column, word, language) to text."""
    texts = tomllib.loads(files("kmu_eval.sample").joinpath("programme.toml").read_text(encoding="utf-8"))
    labels = texts["labels"]["topic"]
    return MappingProxyType({("topic", word, lang): labels[word][lang] for word in topics for lang in ("de", "en")})
