"""A programme opened: its prepared tables, its ledger and its issues."""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from kmu_eval import claiming, code_book, comparing, storage, tables
from kmu_eval.errors import Absent, ProgrammeError
from kmu_eval.intake import manifest as manifests
from kmu_eval.vocabulary import SEVERITY

FOLDER_VARIABLE = "KMU_EVAL_PROGRAMME"


@dataclass(frozen=True, eq=False)
class Project(tables.Tables):
    """The prepared tables of a programme folder, with what was found in its raw files.

    Parameters
    ----------
    folder : Path
        The folder with the prepared tables.
    """

    folder: Path = Path()

    @cached_property
    def ledger(self):
        """Rows read = rows kept + rows set aside: columns source, file, outcome, reason, rows."""
        types = {**dict.fromkeys(["source", "file", "outcome", "reason"], "str"), "rows": "int64"}
        return pd.read_csv(self.folder / "ledger.csv", dtype=types, keep_default_na=False)

    @cached_property
    def issues(self):
        """The faults found, most consequential first, a row each; see `intake.issues`."""
        text = ["severity", "rule", "source", "file", "column", "value", "message"]
        types = {**dict.fromkeys(text, "str"), "row": "Int64", "rows": "int64"}
        return pd.read_csv(self.folder / "issues.csv", dtype=types, keep_default_na=False, na_values={"row": [""]})

    @cached_property
    def manifest(self):
        """What the tables were prepared from, under which rules and by what code; see `intake.manifest`."""
        return manifests.read_manifest(self.folder)

    def need(self, *names):
        """The project itself, if each of these tables has rows.

        Raises
        ------
        Absent
            Naming the first table without rows; a notebook then stops cleanly.
        """
        lacking = next((name for name in names if getattr(self, name).empty), None)
        if lacking is not None:
            raise Absent(("absent", {"table": lacking}))
        return self

    def need_any(self, *names):
        """The project itself, if one of these tables has rows.

        Raises
        ------
        Absent
            Naming them all; a notebook then stops cleanly.
        """
        if all(getattr(self, name).empty for name in names):
            raise Absent(("absent", {"table": " / ".join(names)}))
        return self

    def need_items(self, *words):
        """The project itself, if ``items.toml`` has each of these items or themes.

        Raises
        ------
        Absent
            Naming the first that it has not; a notebook then stops cleanly.
        """
        asked = {word for item in self.code_book.items for word in (item.word, item.theme)}
        lacking = next((word for word in words if word not in asked), None)
        if lacking is not None:
            raise Absent(("not_asked", {"item": lacking}))
        return self

    def need_comparison(self, word):
        """The project itself, if ``programme.toml`` declares a comparison of this name, and outcomes.

        Raises
        ------
        Absent
            Naming the comparison; a notebook then stops cleanly.
        """
        if word not in {each.word for each in self.comparing.comparisons} or not self.comparing.outcomes:
            raise Absent(("not_compared", {"comparison": word}))
        return self

    def need_claims(self):
        """The project itself, if ``claims.toml`` holds a claim.

        Raises
        ------
        Absent
            A notebook then stops cleanly.
        """
        if not self.claims:
            raise Absent(("nothing_claimed", {"file": "claims.toml"}))
        return self

    def overdue(self, today):
        """The day until which the raw lists were to be kept, if it is past and they are still there; else None."""
        until = self.manifest["keep_until"]
        past = until is not None and until < today.isoformat()
        return until if past and (self.folder.parent / "raw").is_dir() else None

    @property
    def issue_counts(self):
        """How many issues of each severity, and how many rows they concern: columns severity, issues, rows."""
        by_severity = self.issues.groupby("severity", observed=False)["rows"].agg(["size", "sum"])
        counts = by_severity.reindex(list(SEVERITY), fill_value=0).rename(columns={"size": "issues", "sum": "rows"})
        return counts.rename_axis("severity").reset_index()


def open_project(folder=None, *, prepared=False, progress=lambda step: None):
    """Open a programme folder; prepare it first when its raw files, its rules or the code have changed.

    Parameters
    ----------
    folder : path, optional
        The programme folder, or (a researcher's copy) a folder that holds the prepared tables only. Without it, the
        folder that the environment variable ``KMU_EVAL_PROGRAMME`` names, else ``data/sample`` beside the notebooks.
    prepared : bool
        Take the prepared tables as they are, without looking at raw files.
    progress : callable
        Told what is being read.

    Returns
    -------
    Project

    Raises
    ------
    ProgrammeError
        Where there is neither a ``programme.toml`` nor prepared tables, or some of these are lacking.
    IntakeError
        Where raw files cannot be read.
    """
    folder = Path(folder) if folder is not None else default_folder()
    place = folder if (folder / manifests.FILE_NAME).exists() else folder / manifests.FOLDER_NAME
    manifest = manifests.read_manifest(place)
    if manifest is None and (prepared or not (folder / "programme.toml").exists()):
        raise ProgrammeError(("not_prepared" if prepared else "no_programme", {"folder": str(folder)}))
    if not prepared and (folder / "programme.toml").exists() and not manifests.is_current(folder, manifest):
        from kmu_eval.intake.prepare import prepare

        place = prepare(folder, progress)
        manifest = manifests.read_manifest(place)
    return _opened(place, manifest)


def forget(folder, **named):
    """Set all rows of a person aside, now and at every later preparation; who it is is kept as a pseudonym alone.

    Parameters
    ----------
    folder : path
        The programme folder.
    **named : str
        ``email``; or ``name`` with ``organisation`` or ``event``.

    Returns
    -------
    DataFrame
        The rows in the raw lists, and answers that give the person's address: columns file, row. They stay there until
        somebody deletes them.

    Raises
    ------
    IntakeError
        Where the person is not named well enough, or earlier ones were forgotten under another key.
    """
    from kmu_eval import programme as programmes
    from kmu_eval.intake import forgotten, pseudonyms

    listed, answered = _places_of_people(open_project(folder))
    key = pseudonyms.find_key(programmes.load(folder).privacy.public_key)
    forgotten.forget(folder, key, forgotten.Person(**named))
    still_listed, set_aside = _places_of_people(open_project(folder))
    gone = listed.difference(still_listed, sort=False).append(set_aside.difference(answered, sort=False))
    return gone.to_frame(index=False)


def _places_of_people(project):
    """Rows of lists that are counted, and of answers that are set aside as forgotten."""
    issues = project.issues
    return [_places(project.links), _places(issues[issues["rule"] == "answer_forgotten"])]


def _places(rows):
    return pd.MultiIndex.from_frame(rows[["file", "row"]].astype({"file": "str", "row": "int64"}))


def write_review(folder):
    """Write ``review.xlsx``: the doubtful pairs of a programme folder, with names, for a person to decide.

    Parameters
    ----------
    folder : path

    Returns
    -------
    Told
        What to tell, as messages.
    """
    from kmu_eval.intake import reviewing

    return reviewing.write_review(folder)


def take_review(folder, answers, day):
    """Take the answers of ``review.xlsx`` into ``overrides.csv``; they hold from the next preparation on.

    Parameters
    ----------
    folder, answers : path
    day : date
        The day of the decisions.

    Returns
    -------
    Told
        What to tell, as messages.
    """
    from kmu_eval.intake import reviewing

    return reviewing.take_review(folder, answers, day)


def default_folder():
    """The folder named by the environment, else the sample beside the notebooks; refused where neither is there."""
    named = os.environ.get(FOLDER_VARIABLE)
    folder = Path(named) if named else Path("../data/sample")
    if not folder.is_dir():
        raise ProgrammeError(("no_folder", {"folder": str(folder), "variable": FOLDER_VARIABLE}))
    return folder


def key_place():
    """Where the pseudonym key lies, as the commands tell it."""
    from kmu_eval.intake.pseudonyms import key_path

    return str(key_path())


def _opened(place, manifest):
    if wanting := manifests.lacking(place, manifest):
        raise ProgrammeError(("tables_lacking", {"folder": str(place), "names": ", ".join(wanting)}))
    rules, origin = manifests.rules_of(manifest), manifests.origin_of(manifest)
    declared = (
        code_book.from_stored(manifest["code_book"]),
        comparing.from_stored(manifest["comparing"]),
        claiming.from_stored(manifest["claims"]),
    )
    opened = storage.from_folder(place, rules, origin, tuple(manifest["targets"]), *declared)
    return Project(opened.read, rules, origin, opened.targets, opened.linkages, *declared, folder=place)
