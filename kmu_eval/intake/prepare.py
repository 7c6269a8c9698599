"""From a programme folder to its prepared tables: the intake, step by step."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from kmu_eval import programme as programmes
from kmu_eval.intake.answers import build_surveys, overfull_events
from kmu_eval.intake.checks import check_tables
from kmu_eval.intake.events import build_events
from kmu_eval.intake.forgotten import forgotten_answers, forgotten_rows, read_forgotten
from kmu_eval.intake.grid import KEPT
from kmu_eval.intake.head_counts import build_head_counts
from kmu_eval.intake.identity.keys import normalised_addresses
from kmu_eval.intake.identity.overrides import read_overrides, unused_decisions
from kmu_eval.intake.issues import Issue, issue_table
from kmu_eval.intake.ledger import ledger_table
from kmu_eval.intake.linked import Linked, Rules, link_rows
from kmu_eval.intake.manifest import (
    FILE_NAME,
    FOLDER_NAME,
    hash_inputs,
    manifest_text,
    read_manifest,
    unread_files,
)
from kmu_eval.intake.participations import place_rows
from kmu_eval.intake.placing import place_exports, with_absences
from kmu_eval.intake.pseudonyms import find_key
from kmu_eval.intake.raw_files import find_files, read_all
from kmu_eval.intake.registry import WHAT, read_registry, write_registry
from kmu_eval.intake.stays import read_stays
from kmu_eval.intake.targets import read_targets
from kmu_eval.storage import write_table
from kmu_eval.vocabulary import LINKAGE


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
    programme, rules = _rules(folder)
    targets, items = read_targets(folder), programmes.load_items(folder, tuple(programme.sources))
    programmes.refuse_unknown_items(programme, items)
    claims = programmes.load_claims(folder, programme, items)
    files = find_files(folder, programme)
    rows, issues, readings = read_all(folder, programme, files, progress)
    placed = _place(rows, programme, rules, read_forgotten(folder, rules.key))
    frames, others, fates, found = _build(placed, rows, items)
    check_tables(frames)
    before = read_manifest(folder / FOLDER_NAME)
    changed = before is not None and before["key"]["fingerprint"] != rules.key.fingerprint
    issues += [Issue("warning", "key_changed")] if changed else []
    unread = unread_files(folder, programme.globs)
    issues += [*found, *_told_anyway(programme, rules.key)]
    issues += unused_decisions(rules.decisions, placed.linked.organisations, placed.linked.participants)
    issues += [Issue("warning", "unread_file", file=path) for path in unread]
    issues += write_registry(rules.key, {what: frames[f"{what}s"]["pseudonym"] for what in WHAT})
    inputs = hash_inputs(folder, sorted({path for paths in files.values() for path in paths}))
    counts = {name: len(frame) for name, frame in frames.items()}
    declared = (targets, items.code_book, claims)
    texts = {
        "ledger.csv": ledger_table(fates).to_csv(index=False, lineterminator="\n"),
        "issues.csv": issue_table(issues, programme.origin.language).to_csv(index=False, lineterminator="\n"),
        FILE_NAME: manifest_text(folder, programme, inputs, readings, rules.key, counts, *declared),
    }
    return _write(folder / FOLDER_NAME, {"": frames, **others}, texts)


def linked(folder):
    """Who is who in a programme folder, with the names: for those who decide on doubtful pairs.

    Parameters
    ----------
    folder : path

    Returns
    -------
    Linked
    """
    folder = Path(folder)
    programme, rules = _rules(folder)
    rows, _, _ = read_all(folder, programme, find_files(folder, programme), lambda step: None)
    return _place(rows, programme, rules, read_forgotten(folder, rules.key)).linked


def _rules(folder):
    programme = programmes.load(folder)
    key = find_key(programme.privacy.public_key)
    decisions, named = read_overrides(folder, key), read_registry(key)
    return programme, Rules(key, decisions, named, programme.rules.target_group)


def _addresses(found):
    """By e-mail address the row of participants, of those whose address is that of one person."""
    of_one = pd.DataFrame(
        {"email": normalised_addresses(found.rows["email"]), "code": found.participants.default.codes}
    )
    of_one = of_one[(of_one["email"] != "") & (of_one["code"] >= 0)].drop_duplicates()
    return of_one[~of_one["email"].duplicated(keep=False)].set_index("email")["code"]


@dataclass(frozen=True)
class _Placed:
    """Events, and the rows of lists with their event and who they name."""

    events: pd.DataFrame
    event_rows: pd.DataFrame
    lists: pd.DataFrame
    answers: pd.DataFrame
    heads: pd.DataFrame
    head_counts: pd.DataFrame
    linked: Linked
    references: pd.Series
    issues: tuple


def _place(rows, programme, rules, forgotten):
    zone, staff = programme.programme.timezone, programme.counting.own_staff
    events, event_rows, references, of_events = build_events(rows["events"], programme.rules, zone)
    listed, of_exports = place_exports(rows["participations"], event_rows)
    lists, of_lists = place_rows(listed, references, staff)
    lists, found = _linked(lists, rows["organisations"], events["date"], rules, forgotten)
    answers, of_answers = _without_forgotten(rows["responses"], lists, rules.key, forgotten)
    heads, of_heads = place_rows(rows["head_counts"], references, staff)
    head_counts, of_counts = build_head_counts(heads, lists)
    issues = (*of_events, *of_exports, *of_lists, *of_answers, *of_heads, *of_counts)
    return _Placed(events, event_rows, lists, answers, heads, head_counts, found, references, issues)


def _linked(lists, listed, dates, rules, forgotten):
    """The rows with who is who; people who are to be forgotten are set aside, and the others told apart anew."""
    found = link_rows(lists, listed, dates, rules)
    gone = forgotten_rows(found.rows, found.participants.default, rules.key, forgotten)
    if not gone.any():
        return lists, found
    lists = lists.assign(fate=lists["fate"].mask(lists.index.isin(found.rows.index[gone]), "forgotten"))
    return lists, link_rows(lists, listed, dates, rules)


def _without_forgotten(answers, lists, key, forgotten):
    """Answers of people who are to be forgotten set aside, each told with its row until it is deleted in the file."""
    if not forgotten or answers.empty:
        return answers, []
    gone = (answers["fate"] == KEPT) & forgotten_answers(answers, lists, key, forgotten)
    told = [Issue("note", "answer_forgotten", *row) for row in answers.loc[gone, ["source", "file", "row"]].to_numpy()]
    return answers.assign(fate=answers["fate"].mask(gone, "forgotten")), told


def _build(placed, rows, items):
    """Prepared tables, those that other linkages change, the fate of every row, and the issues found on the way."""
    lists, kept = placed.lists, placed.linked.rows
    stays, of_stays = read_stays(kept, placed.events)
    tables, further, of_bodies = placed.linked.tables("default", stays)
    tables, of_absent = _with_absences(tables, lists)
    others = {name: placed.linked.tables(name, stays)[0] for name in LINKAGE if name != "default"}
    others = {name: _with_absences(frames, lists)[0] for name, frames in others.items()}
    known = _addresses(placed.linked)
    surveys = build_surveys(placed.answers, items, placed.events, placed.references, known)
    frames = {"events": placed.events, "head_counts": placed.head_counts, **tables}
    frames |= {"respondents": surveys.respondents, "responses": surveys.responses}
    fate = _fate_of_further_rows(lists["fate"], kept, further)
    read = (placed.event_rows, lists.assign(fate=fate), placed.heads, rows["organisations"], surveys.rows)
    of_people = [*placed.linked.issues(), *_unattended(kept), *of_stays, *of_absent]
    issues = [*placed.issues, *of_bodies, *of_people, *surveys.issues, *overfull_events(frames)]
    return frames, others, pd.concat([frame[["source", "file", "fate"]] for frame in read]), issues


def _with_absences(tables, lists):
    participations, issues = with_absences(tables["participations"], lists)
    return {**tables, "participations": participations}, issues


def _fate_of_further_rows(fate, kept, further):
    """Rows that went into the participation of an earlier row: a stay that was joined, else a duplicate."""
    stay = kept["join"].notna() | kept["leave"].notna()
    told = fate.mask(fate.index.isin(kept.index[further & ~stay]), "duplicate_participation")
    return told.mask(fate.index.isin(kept.index[further & stay]), "joined_stay")


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
        for place, tables in frames.items():
            (new / place).mkdir(exist_ok=True)
            for name, frame in tables.items():
                write_table(frame, new / place / f"{name}.parquet", name)
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
