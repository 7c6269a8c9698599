"""The answer of a notebook in a sentence or two, filled from result tables."""

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
    return words.phrase("answer_data_quality", language, **_written(numbers, language))


def smes_reached(indicators, language="en"):
    """How many SME representatives, enterprises and SMEs were reached, with ranges.

    Parameters
    ----------
    indicators : DataFrame
        Columns indicator, estimate, lower, upper.
    language : str

    Returns
    -------
    str
    """
    names = ("sme_representatives", "smes", "enterprise_participants", "enterprises")
    return words.phrase("answer_smes_reached", language, **_ranges(indicators, names, language))


def advisers_trained(indicators, language="en"):
    """How many advisers were reached and trained, with ranges, from how many organisations.

    Parameters
    ----------
    indicators : DataFrame
        Columns indicator, estimate, lower, upper.
    language : str

    Returns
    -------
    str

    Examples
    --------
    >>> import pandas as pd
    >>> counted = {"indicator": ["advisers_reached", "advisers_trained", "adviser_organisations"]}
    >>> counted |= {"estimate": [80, 30, 12], "lower": [80, 30, 12], "upper": [95, 30, 12]}
    >>> advisers_trained(pd.DataFrame(counted))
    'Reached: 80 (possible: 80 to 95) advisers from 12 organisations; trained: 30.'
    """
    names = ("advisers_reached", "advisers_trained", "adviser_organisations")
    return words.phrase("answer_advisers_trained", language, **_ranges(indicators, names, language))


def move_online(events_by_mode, no_shows_by_mode, language="en"):
    """Which share of events and attendances was online each year, and the no-show shares by mode.

    Parameters
    ----------
    events_by_mode : DataFrame
        Columns year, mode, indicator (events, attendances), estimate.
    no_shows_by_mode : DataFrame
        Columns mode, n, estimate.
    language : str

    Returns
    -------
    str
    """
    years = ", ".join(_online_shares(events_by_mode, language))
    shares = no_shows_by_mode.dropna(subset=["estimate"])
    absent = [
        words.phrase(
            "no_show_of_mode",
            language,
            mode=words.label("mode", row.mode, language),
            share=words.percent(row.estimate, language),
            n=words.number(row.n, language),
        )
        for row in shares.itertuples()
    ]
    return words.phrase("answer_move_online", language, years=years, no_shows=", ".join(absent))


def worst_issues(issues, most=10):
    """The most consequential issues, a line each; their messages are in the programme's language.

    Parameters
    ----------
    issues : DataFrame
        Columns severity, message; most consequential first.
    most : int
        How many are shown; how many more there are is said.

    Returns
    -------
    str

    Examples
    --------
    >>> import pandas as pd
    >>> found = pd.DataFrame({"severity": ["error", "note"], "message": ["'viel' is no whole number.", "As cp1252."]})
    >>> print(worst_issues(found, most=1))
    error: 'viel' is no whole number.
    (+ 1)
    """
    lines = [f"{row.severity}: {row.message}" for row in issues.head(most).itertuples()]
    more = len(issues) - most
    return "\n".join([*lines, f"(+ {more})"] if more > 0 else lines)


def _online_shares(table, language):
    """Per year with events the share held online, of events and of attendances."""
    counts = table.pivot_table(index="year", columns=["indicator", "mode"], values="estimate", observed=False)
    for year, row in counts.iterrows():
        events, attendances = row["events"], row["attendances"]
        if events.sum():
            numbers = {
                "events": words.percent(events["online"] / events.sum(), language),
                "n": words.number(events.sum(), language),
                "attendances": words.percent(attendances["online"] / attendances.sum(), language),
                "year": year,
            }
            yield words.phrase("online_of_year", language, **numbers)


def _written(numbers, language):
    return {name: words.number(number, language) for name, number in numbers.items()}


def _ranges(indicators, names, language):
    """Per indicator '12,341 (possible: 12,341 to 18,020)'; the number alone where the range is a point."""
    rows = indicators.astype({"indicator": "str"}).set_index("indicator")
    return {name: _range(rows.loc[name], language) for name in names}


def _range(row, language):
    number, low, high = (words.number(row[name], language) for name in ("estimate", "lower", "upper"))
    return number if low == high else words.phrase("range", language, number=number, low=low, high=high)
