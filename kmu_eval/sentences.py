"""The answer of a notebook in a sentence or two, filled from result tables."""

from kmu_eval import words
from kmu_eval.small_cells import hide


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


def smes_reached(indicators, origin, language="en"):
    """How many SME representatives, enterprises and SMEs were reached, with ranges.

    Parameters
    ----------
    indicators : DataFrame
        Columns indicator, unit, estimate, lower, upper.
    origin : Origin
        Its ``smallest_cell`` is obeyed.
    language : str

    Returns
    -------
    str

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> counted = {"indicator": ["sme_representatives", "smes", "enterprise_participants", "enterprises"]}
    >>> counted |= {"unit": ["participants", "organisations"] * 2, "estimate": [60, 3, 80, 12]}
    >>> counted |= {"lower": counted["estimate"], "upper": [90, 9, 80, 12]}
    >>> smes_reached(pd.DataFrame(counted), Origin("Centre"))
    'Reached: 60 (possible: 60 to 90) representatives of < 5 SMEs; in all 80 persons from 12 enterprises.'
    """
    names = ("sme_representatives", "smes", "enterprise_participants", "enterprises")
    return words.phrase("answer_smes_reached", language, **_ranges(indicators, names, origin, language))


def advisers_trained(indicators, origin, language="en"):
    """How many advisers were reached and trained, with ranges, from how many organisations.

    Parameters
    ----------
    indicators : DataFrame
        Columns indicator, unit, estimate, lower, upper.
    origin : Origin
        Its ``smallest_cell`` is obeyed.
    language : str

    Returns
    -------
    str

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> counted = {"indicator": ["advisers_reached", "advisers_trained", "adviser_organisations"]}
    >>> counted |= {"estimate": [80, 30, 12], "lower": [80, 30, 12], "upper": [95, 30, 12]}
    >>> advisers_trained(pd.DataFrame(counted), Origin("Centre"))
    'Reached: 80 (possible: 80 to 95) advisers from 12 organisations; trained: 30.'
    """
    names = ("advisers_reached", "advisers_trained", "adviser_organisations")
    return words.phrase("answer_advisers_trained", language, **_ranges(indicators, names, origin, language))


def move_online(events_by_mode, no_shows_by_mode, origin, language="en"):
    """Which share of events and attendances was online each year, and the no-show shares by mode.

    Parameters
    ----------
    events_by_mode : DataFrame
        Columns year, mode, indicator (events, attendances), unit, estimate.
    no_shows_by_mode : DataFrame
        Columns mode, unit, n, estimate.
    origin : Origin
        Its ``smallest_cell`` is obeyed.
    language : str

    Returns
    -------
    str
        Events whose mode is not known belong to all events of their year, and how many they are is told. A share of
        attendances is left out where it would tell a small group; so are years in which no mode is known, and modes
        without registrations.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> held = pd.DataFrame({"year": "2020", "mode": ["in_person", "online", None] * 2})
    >>> held["indicator"] = ["events"] * 3 + ["attendances"] * 3
    >>> held["unit"], held["estimate"] = held["indicator"], [1, 2, 1, 20, 70, 10]
    >>> stayed_away = pd.DataFrame({"mode": ["online"], "unit": "registrations", "n": [90], "estimate": [0.3]})
    >>> move_online(held, stayed_away, Origin("Centre"))
    'Held online: 2020 50% of 4 events (70% of attendances; mode of 1 not known). No-shows: online 30% of 90.'
    """
    shown = hide(events_by_mode, origin.smallest_cell)
    by_year = shown.groupby("year", observed=True, sort=True)
    years = [_online_of_year(year, rows, language) for year, rows in by_year if _known_modes(rows)]
    asked = no_shows_by_mode[no_shows_by_mode["n"] > 0]
    absent = [_absent(row, origin, language) for row in hide(asked, origin.smallest_cell, ("n",)).itertuples()]
    told = {"held_online": years, "no_shows": absent}
    return " ".join(words.phrase(key, language, rows=", ".join(rows)) for key, rows in told.items() if rows)


def how_sure(sensitivity, origin, language="en", indicators=("sme_representatives", "advisers_trained")):
    """How far numbers move with the linkage and the minimum stay, and what incomplete lists leave open, a line each.

    Parameters
    ----------
    sensitivity : DataFrame
        Columns linkage, minimum_stay_minutes, indicator, unit, estimate, lower, upper.
    origin : Origin
        Its ``smallest_cell`` is obeyed.
    language : str
    indicators : sequence of str
        Of which numbers.

    Returns
    -------
    str
        Only what moves a number is told of it.

    Examples
    --------
    >>> import pandas as pd
    >>> from kmu_eval.tables import Origin
    >>> counted = {"linkage": ["strict", "default", "default"], "minimum_stay_minutes": [None, None, 30]}
    >>> counted |= {"indicator": "smes", "unit": "organisations", "estimate": [104, 100, 90]}
    >>> table = pd.DataFrame({**counted, "lower": counted["estimate"], "upper": [124, 120, 110]})
    >>> print(how_sure(table, Origin("Centre"), indicators=["smes"]))
    SMEs: 100; 100 to 104 by who is taken for the same; 90 to 100 by the minimum stay; 100 to 120 because lists are \
incomplete.
    """
    shown = hide(sensitivity, origin.smallest_cell).astype({"indicator": "str", "linkage": "str"})
    return "\n".join(_how_sure(shown[shown["indicator"] == name], name, origin, language) for name in indicators)


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


def _how_sure(rows, indicator, origin, language):
    linkage = "default" if (rows["linkage"] == "default").any() else rows["linkage"].iloc[0]
    stays, of_linkage = rows["minimum_stay_minutes"].astype("float64").fillna(0), rows["linkage"] == linkage
    least = stays == stays.iloc[0]
    base = rows[least & of_linkage].iloc[0]
    ends = {"sure_by_linkage": rows.loc[least, "estimate"], "sure_by_stay": rows.loc[of_linkage, "estimate"]}
    ends["sure_of_lists"] = base[["lower", "upper"]].astype("float64")
    name, parts = words.label("indicator", indicator, language, origin.labels), [_hidden(origin, language)]
    if base["hidden"] == "no":
        told = [_moves(key, found, origin, language) for key, found in ends.items()]
        told = [part for part in told if part] or [words.phrase("sure_exact", language)]
        told += [words.phrase("sure_one_linkage", language)] if rows["linkage"].nunique() == 1 else []
        parts = [words.number(base["estimate"], language), *told]
    return words.phrase("answer_how_sure", language, indicator=name, parts="; ".join(parts))


def _moves(key, found, origin, language):
    """From the least to the most, if they differ; what is hidden among them leaves the end open that it is at."""
    low, high = found.min(), found.max()
    if low == high and found.notna().all():
        return ""
    ends = {"low": words.number(low, language), "high": words.number(high, language)}
    ends |= {"low": _hidden(origin, language)} if found.isna().any() else {}
    return words.phrase(key, language, **ends)


def _events(rows):
    return rows[rows["indicator"] == "events"]


def _known_modes(rows):
    events = _events(rows)
    return events.loc[events["mode"].notna(), "estimate"].sum() > 0


def _online_of_year(year, rows, language):
    events, attendances = _events(rows), rows[rows["indicator"] == "attendances"]
    numbers = {"year": year, "events": _online(events, language), "n": words.number(events["estimate"].sum(), language)}
    unknown, notes = events.loc[events["mode"].isna(), "estimate"].sum(), []
    if (attendances["hidden"] == "no").all() and attendances["estimate"].sum() > 0:
        notes.append(words.phrase("of_attendances", language, share=_online(attendances, language)))
    if unknown:
        notes.append(words.phrase("mode_not_known", language, n=words.number(unknown, language)))
    told = words.phrase("online_of_year", language, **numbers)
    return f"{told} ({'; '.join(notes)})" if notes else told


def _online(rows, language):
    return words.percent(rows.loc[rows["mode"] == "online", "estimate"].sum() / rows["estimate"].sum(), language)


def _absent(row, origin, language):
    known = isinstance(row.mode, str)
    mode = words.label("mode", row.mode, language, origin.labels) if known else words.phrase("missing", language)
    if row.hidden != "no":
        return f"{mode} {_hidden(origin, language)}"
    share, n = words.percent(row.estimate, language), words.number(row.n, language)
    return words.phrase("no_show_of_mode", language, mode=mode, share=share, n=n)


def _written(numbers, language):
    return {name: words.number(number, language) for name, number in numbers.items()}


def _ranges(indicators, names, origin, language):
    """Per indicator '12,341 (possible: 12,341 to 18,020)'; the number alone where the range is a point."""
    shown = hide(indicators.astype({"indicator": "str"}), origin.smallest_cell).set_index("indicator")
    return {name: _range(shown.loc[name], origin, language) for name in names}


def _range(row, origin, language):
    if row["hidden"] != "no":
        return _hidden(origin, language)
    number, low, high = (words.number(row[name], language) for name in ("estimate", "lower", "upper"))
    hidden = row["upper"] != row["upper"]
    high = _hidden(origin, language) if hidden else high
    return number if number == high else words.phrase("range", language, number=number, low=low, high=high)


def _hidden(origin, language):
    return words.phrase("hidden", language, smallest=origin.smallest_cell)
