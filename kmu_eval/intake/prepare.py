"""From a programme folder to its prepared tables: the intake, step by step."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from kmu_eval import programme as programmes
from kmu_eval.intake.checks import check_tables
from kmu_eval.intake.events import build_events
from kmu_eval.intake.forgotten import read_forgotten, without_forgotten
from kmu_eval.intake.grid import KEPT
from kmu_eval.intake.head_counts import build_head_counts
from kmu_eval.intake.identity import identify_organisations, identify_participants, normalised, normalised_names
from kmu_eval.intake.issues import Issue, issue_table
from kmu_eval.intake.ledger import ledger_table
from kmu_eval.intake.manifest import (
    FILE_NAME,
    FOLDER_NAME,
    hash_inputs,
    manifest_text,
    read_manifest,
    unread_files,
)
from kmu_eval.intake.organisations import build_organisations
from kmu_eval.intake.participations import build_participations, place_rows
from kmu_eval.intake.placing import place_exports, with_absences
from kmu_eval.intake.pseudonyms import find_key
from kmu_eval.intake.raw_files import find_files, read_all
from kmu_eval.intake.stays import read_stays
from kmu_eval.intake.targets import read_targets
from kmu_eval.storage import write_table


def prepare(folder, progress: Callable[[str], None] = lambda step: None):
    """Prepare a programme folder: read its raw files, write ``prepared/`` beside them.

    Parameters
    ----------
    folder : path
        The programme folder.
    progress : callable
        Told the file that is being read.

    Returns
    -------
    Path
        The folder with the prepared tables, ``ledger.csv``, ``issues.csv`` and ``manifest.json``.

    Raises
    ------
    ProgrammeError, IntakeError
        With all faults found.
    """
    folder = Path(folder)
    programme = programmes.load(folder)
    targets = read_targets(folder)
    key = find_key(programme.privacy.public_key)
    files = find_files(folder, programme)
    rows, issues, readings = read_all(folder, programme, files, progress)
    frames, fates, found = _build(rows, programme, key, read_forgotten(folder, key))
    check_tables(frames)
    before = read_manifest(folder / FOLDER_NAME)
    changed = before is not None and before["key"]["fingerprint"] != key.fingerprint
    issues += [Issue("warning", "key_changed")] if changed else []
    unread = unread_files(folder, programme.globs)
    issues += [*found, *_told_anyway(programme, key), *(Issue("warning", "unread_file", file=path) for path in unread)]
    inputs = hash_inputs(folder, sorted({path for paths in files.values() for path in paths}))
    counts = {name: len(frame) for name, frame in frames.items()}
    texts = {
        "ledger.csv": ledger_table(fates).to_csv(index=False, lineterminator="\n"),
        "issues.csv": issue_table(issues, programme.origin.language).to_csv(index=False, lineterminator="\n"),
        FILE_NAME: manifest_text(folder, programme, inputs, readings, key, counts, targets),
    }
    return _write(folder / FOLDER_NAME, frames, texts)


def _build(rows, programme, key, forgotten):
    """Prepared tables, the fate of every row, and the issues found on the way."""
    zone, staff = programme.programme.timezone, programme.counting.own_staff
    events, event_rows, references, of_events = build_events(rows["events"], programme.rules, zone)
    listed, of_exports = place_exports(rows["participations"], event_rows)
    lists, of_lists = place_rows(listed, references, staff)
    lists = without_forgotten(lists, key, forgotten)
    heads, of_heads = place_rows(rows["head_counts"], references, staff)
    head_counts, of_counts = build_head_counts(heads, lists)
    kept = lists[lists["fate"] == KEPT]
    bodies, organisations, of_bodies = _organisations(kept, rows["organisations"], events["date"], key)
    stays, of_stays = read_stays(kept, events)
    tables = build_participations(kept, identify_participants(kept, key), bodies, stays)
    participations, participants, links, duplicate = tables
    participations, of_absent = with_absences(participations, lists)
    fate = _fate_of_further_rows(lists["fate"], kept, duplicate)
    frames = {"events": events, "participations": participations, "head_counts": head_counts}
    frames |= {"participants": participants, "organisations": organisations, "links": links}
    answers, of_answers = _not_evaluated(rows["responses"])
    read = (event_rows, lists.assign(fate=fate), heads, rows["organisations"], answers)
    of_people = [*_shared_addresses(kept), *_unattended(kept), *of_stays, *of_absent]
    issues = [*of_events, *of_exports, *of_lists, *of_heads, *of_counts, *of_bodies, *of_people, *of_answers]
    return frames, pd.concat([frame[["source", "file", "fate"]] for frame in read]), issues


def _not_evaluated(answers):
    """Answers, of which nothing is prepared yet, and what is told of that."""
    kept = answers[answers["fate"] == KEPT]
    by_file = kept.groupby(["source", "file"], observed=True)
    told = [Issue("note", "answers_not_evaluated", *place, rows=len(rows)) for place, rows in by_file]
    return answers.assign(fate=answers["fate"].replace(KEPT, "not_evaluated")), told


def _fate_of_further_rows(fate, kept, further):
    """Rows that went into the participation of an earlier row: a stay that was joined, else a duplicate."""
    stay = kept["join"].notna() | kept["leave"].notna()
    told = fate.mask(fate.index.isin(kept.index[further & ~stay]), "duplicate_participation")
    return told.mask(fate.index.isin(kept.index[further & stay]), "joined_stay")


def _organisations(kept, listed, dates, key):
    """Which organisation each kept row names, the table of organisations, and the issues."""
    named = kept.assign(date=dates.reindex(kept["place"]).to_numpy(), listed=False, sme=None)
    listed = listed[listed["fate"] == KEPT].assign(date=pd.NaT, listed=True)
    mentions = pd.concat([named, listed], ignore_index=True)
    identified = identify_organisations(mentions, key)
    organisations, issues = build_organisations(mentions, identified)
    return identified.codes[: len(kept)], organisations, issues


def _shared_addresses(kept):
    named = pd.DataFrame({"email": normalised(kept["email"]), "name": normalised_names(kept["name"])})
    named = named[(named["email"] != "") & (named["name"] != "")].drop_duplicates()
    shared = int((named.groupby("email", observed=True).size() > 1).sum())
    return [Issue("warning", "shared_address", column="email", rows=shared)] if shared else []


def _unattended(kept):
    known = (kept["attended"] != "unknown").any()
    return (
        [Issue("warning", "attendance_unknown", column="attended", rows=len(kept))] if len(kept) and not known else []
    )


def _told_anyway(programme, key):
    """What is no fault and yet nobody should miss."""
    rules = {"key_created": key.created, "made_up": programme.programme.synthetic}
    return [Issue("note", rule) for rule, holds in rules.items() if holds]


def _write(target, frames, texts):
    """Written aside and moved into place: the earlier tables stay until the new ones are whole."""
    with TemporaryDirectory(prefix=".prepared-", dir=target.parent) as aside:
        new = Path(aside, "new")
        new.mkdir()
        for name, frame in frames.items():
            write_table(frame, new / f"{name}.parquet", name)
        for name, text in texts.items():
            (new / name).write_text(text, encoding="utf-8", newline="\n")
        _move_into_place(new, target, Path(aside, "old"))
    return target


def _move_into_place(new, target, old):
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if not (target / FILE_NAME).exists():
            if old.exists():
                old.rename(target)
            raise
