"""A table as text: rounded, the same on every machine and in every window."""

import hashlib

import pandas as pd

LONGEST, HEAD, DECIMALS = 60, 30, 4
RULE = "rule"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How text begins that a spreadsheet takes for a formula."""


def as_csv(table):
    """The table as CSV, rounded to four decimals.

    Examples
    --------
    >>> import pandas as pd
    >>> as_csv(pd.DataFrame({"mode": ["online", None], "estimate": [1 / 3, 2.0]}))
    'mode,estimate\\nonline,0.3333\\n,2\\n'
    """
    numeric = [name for name in table if pd.api.types.is_numeric_dtype(table[name].dtype)]
    shown = rounded(table)
    texts = safe(shown.drop(columns=numeric))
    return shown.assign(**{name: texts[name] for name in texts}).to_csv(index=False, lineterminator="\n")


def safe(table):
    """The table without text that a spreadsheet would take for a formula: an apostrophe stands before it.

    Examples
    --------
    >>> import pandas as pd
    >>> safe(pd.DataFrame({"topic": ["=1+1", "a=b"], "difference": [-1.0, 2.0]}))["topic"].tolist()
    ["'=1+1", 'a=b']
    """
    numeric = {name for name in table if pd.api.types.is_numeric_dtype(table[name].dtype)}
    return table.assign(**{name: [_harmless(value) for value in table[name]] for name in table if name not in numeric})


def _harmless(value):
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def as_text(table):
    """The table as text for a notebook; beyond 60 rows its head and a hash of the whole.

    Parameters
    ----------
    table : DataFrame

    Returns
    -------
    str
        Counting rules stand below the table, each once.

    Examples
    --------
    >>> import pandas as pd
    >>> print(as_text(pd.DataFrame({"mode": ["online"], "estimate": [0.25], "rule": ["attended = yes"]})))
    mode    estimate
    online      0.25
    rule: attended = yes
    """
    shown = rounded(table).drop(columns=RULE, errors="ignore")
    numeric = [c for c in shown if pd.api.types.is_numeric_dtype(table[c].dtype)]
    lines = _aligned(shown.head(HEAD) if len(shown) > LONGEST else shown, numeric)
    if len(shown) > LONGEST:
        digest = hashlib.sha256(as_csv(table).encode()).hexdigest()
        lines.append(f"... {len(shown)} rows, sha256 {digest}")
    return "\n".join(lines + [f"rule: {rule}" for rule in rules_of(table)])


def rules_of(table):
    """The counting rules named in the table, each once, in order."""
    return list(dict.fromkeys(table[RULE].dropna().astype(str))) if RULE in table else []


def rounded(table):
    """The table with every value as text: numbers to four decimals, missing values empty."""
    return pd.DataFrame({name: [_plain(value) for value in table[name]] for name in table}, dtype="str")


def _plain(value):
    if pd.isna(value):
        return ""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)
    text = f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _aligned(shown, numeric):
    columns = [_padded([name, *shown[name]], name in numeric) for name in shown]
    return ["  ".join(cells).rstrip() for cells in zip(*columns, strict=True)]


def _padded(cells, right):
    width = max(map(len, cells))
    return [cell.rjust(width) if right else cell.ljust(width) for cell in cells]
