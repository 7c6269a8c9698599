"""The manifest of a run: what went in, by which rules and code, and every number that came out."""

import hashlib
import json
from importlib.metadata import version
from pathlib import Path

from kmu_eval import __version__
from kmu_eval.errors import KmuEvalError
from kmu_eval.measures.comparisons import comparison
from kmu_eval.measures.reach import indicators
from kmu_eval.small_cells import hide
from kmu_eval.small_comparisons import hide_compared

FILE_NAME = "manifest.json"
KIND = "kmu_eval run"
DECLARED_BY_KEY = frozenset({"programme.toml", "items.toml", "claims.toml", "targets.csv"})
"""Inputs that are compared key by key, not by their hash."""
_NUMBERS = (
    "unit",
    "measure",
    "n",
    "n_events",
    "estimate",
    "lower",
    "upper",
    "ci_low",
    "ci_high",
    "verdict",
    "rule",
    "hidden",
)
_COUNTING = ("tables", "small_cells", "small_comparisons", "small_claims", "claiming", "target_group")
"""Single files of which numbers depend, beside the measures."""
_PACKAGES = ("numpy", "pandas", "scipy", "statsmodels")


def run_manifest(project, claims=None):
    """The manifest of a run.

    Parameters
    ----------
    project : Project
    claims : DataFrame, optional
        What became of each claim: claim, and any of n, estimate, lower, upper, ci_low, ci_high, verdict, rule, hidden.

    Returns
    -------
    dict
        kind, programme, language, kmu_eval (its version), code and packages, inputs (each file's hash and, by source,
        rows read, kept and set aside by reason), rules (every declared key), targets, results. No date, no path outside
        the folder, no key; what is small is hidden.
    """
    prepared = project.manifest
    return {
        "kind": KIND,
        "programme": project.origin.programme,
        "language": project.origin.language,
        "synthetic": project.origin.synthetic,
        "kmu_eval": __version__,
        "code": {"intake": prepared["code"], "measures": measures_hash()},
        "packages": {**_prepared_with(prepared), **{name: version(name) for name in _PACKAGES}},
        "inputs": _inputs(prepared["inputs"], project.ledger),
        "rules": {**prepared.get("declared", {}), "smallest_cell": project.origin.smallest_cell},
        "targets": {row["indicator"]: row["target"] for row in project.targets},
        "results": _results(project, claims),
    }


def manifest_text(manifest):
    """The manifest as it is written: the same text for the same run."""
    return json.dumps(manifest, indent=1, ensure_ascii=False, sort_keys=True, allow_nan=False) + "\n"


def read_run(place):
    """The manifest of a run.

    Parameters
    ----------
    place : path
        The folder that the run wrote, or its manifest.

    Raises
    ------
    KmuEvalError
        Where there is none, or it is not one of a run.
    """
    path = Path(place, FILE_NAME) if Path(place).is_dir() else Path(place)
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise KmuEvalError(("no_run", {"where": str(place), "file": FILE_NAME})) from None
    if not isinstance(found, dict) or found.get("kind") != KIND:
        raise KmuEvalError(("not_a_run", {"where": str(place), "file": FILE_NAME}))
    return found


def measures_hash():
    """SHA-256 of the code that counts."""
    package = Path(__file__).parents[1]
    single = [
        package / f"{name}.py"
        for name in ("tables", "small_cells", "small_comparisons", "small_claims", "claiming", "target_group")
    ]
    paths = sorted([*(package / "measures").rglob("*.py"), *single])
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()


def _prepared_with(prepared):
    return {name: each for name, each in prepared["versions"].items() if name != "kmu_eval"}


def _inputs(hashes, ledger):
    rows = {file: _rows(found) for file, found in ledger.groupby("file", observed=True)}
    return {file: {"sha256": digest, **rows.get(file, {})} for file, digest in sorted(hashes.items())}


def _rows(ledger):
    """By source how many rows of a file were read, kept and set aside."""
    return {"rows": {source: _of_source(found) for source, found in ledger.groupby("source", observed=True)}}


def _of_source(ledger):
    aside = ledger[ledger["outcome"] == "set_aside"].groupby("reason", observed=True)["rows"].sum()
    kept = int(ledger.loc[ledger["outcome"] == "kept", "rows"].sum())
    reasons = {str(reason): int(rows) for reason, rows in aside.items()}
    return {"read": kept + sum(reasons.values()), "kept": kept, "set_aside": reasons}


def _results(project, claims):
    smallest = project.origin.smallest_cell
    counted = hide(indicators(project), smallest)
    results = {"indicators": _numbers(counted, counted["indicator"]), "comparisons": {}}
    if not project.responses.empty and project.comparing.outcomes:
        for each in project.comparing.comparisons:
            results["comparisons"] |= _differences(comparison(project, each.word), each.word, smallest)
    return results if claims is None else {**results, "claims": _numbers(claims, claims["claim"])}


def _differences(table, word, smallest):
    shown = hide_compared(table, smallest)
    found = shown[shown["part"] == "difference"]
    names = [f"{word}.{row['outcome']}.{row['estimator']}" for _, row in found.iterrows()]
    return _numbers(found, names)


def _numbers(table, names):
    columns = [name for name in _NUMBERS if name in table]
    rows = table[columns].astype(object).to_dict("records")
    return {str(name): _plain(row) for name, row in zip(names, rows, strict=True)}


def _plain(row):
    return {name: _value(value) for name, value in row.items() if value == value and value is not None}


def _value(value):
    if isinstance(value, str):
        return value
    number = float(value)
    return int(number) if number.is_integer() else number
