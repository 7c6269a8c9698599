"""What was read, and the worst that was found."""

from kmu_eval import words


def data_quality(ledger, issue_counts, language="en"):
    """How many rows were read, kept and set aside, and how many issues were found.

    Parameters
    ----------
    ledger : DataFrame
        Columns outcome, rows.
    issue_counts : DataFrame
        Columns severity, issues.
    language : str

    Returns
    -------
    str

    Examples
    --------
    >>> import pandas as pd
    >>> ledger = pd.DataFrame({"outcome": ["kept", "set_aside"], "rows": [1200, 34]})
    >>> counts = pd.DataFrame({"severity": ["error", "warning", "note"], "issues": [0, 2, 5]})
    >>> data_quality(ledger, counts)
    '1,234 rows read, 1,200 kept, 34 set aside with a reason. Errors: 0, warnings: 2, notes: 5.'
    """
    rows = ledger.groupby("outcome", observed=True)["rows"].sum()
    issues = dict(zip(issue_counts["severity"], issue_counts["issues"], strict=True))
    kept, aside = int(rows.get("kept", 0)), int(rows.get("set_aside", 0))
    numbers = {"read": kept + aside, "kept": kept, "aside": aside, **issues}
    return words.phrase(
        "answer_data_quality", language, **{name: words.number(number, language) for name, number in numbers.items()}
    )


def worst_issues(issues, language="en", most=10):
    """The most consequential issues, a line each.

    Parameters
    ----------
    issues : DataFrame
        Columns severity, message; most consequential first.
    language : str
        That of the messages: the programme's own.
    most : int
        How many are shown; how many more there are is said.

    Returns
    -------
    str

    Examples
    --------
    >>> import pandas as pd
    >>> found = pd.DataFrame({"severity": ["error", "note"], "message": ["'viel' ist keine Zahl.", "Als cp1252."]})
    >>> print(worst_issues(found, "de", most=1))
    Fehler: 'viel' ist keine Zahl.
    (+ 1)
    """
    told = issues.head(most).itertuples()
    lines = [f"{words.label('severity', row.severity, language)}: {row.message}" for row in told]
    more = len(issues) - most
    return "\n".join([*lines, f"(+ {more})"] if more > 0 else lines)
