"""CODEBOOK.md, rendered from the tables."""

from kmu_eval import vocabulary
from kmu_eval.schema.columns import KINDS
from kmu_eval.schema.prepared import PREPARED
from kmu_eval.schema.results import RESULT_COLUMNS


def codebook():
    """CODEBOOK.md: every prepared and result column with kind, unit and meaning, in Markdown.

    Examples
    --------
    >>> codebook().splitlines()[0]
    '# Code book'
    """
    tables = [_section(f"`{t.name}`: {t.row}", t.columns) for t in PREPARED.values()]
    results = _section("Result tables: columns used by any of them", RESULT_COLUMNS.values())
    words = "\n".join(f"- `{name}`: {', '.join(values)}" for name, values in vocabulary.CLOSED.items())
    return (
        "# Code book\n\nMade from `kmu_eval/schema/` by `make codebook`; a test fails when it is stale.\n\n"
        + "\n".join([*tables, results])
        + f"\n## Closed words\n\n{words}\n\n## Indicators\n\n"
        + "\n".join(f"- `{name}`" for name in vocabulary.INDICATOR)
        + "\n"
    )


def _section(title, columns):
    head = "| column | type | unit | key | meaning |\n|---|---|---|---|---|\n"
    rows = "".join(
        f"| `{c.name}` | {KINDS[c.kind]} | {c.unit} | {'key' if c.key else ''} | {c.meaning} |\n" for c in columns
    )
    return f"## {title}\n\n{head}{rows}"
