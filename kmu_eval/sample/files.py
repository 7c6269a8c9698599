"""Writing the programme folder: programme.toml, targets and the raw lists in their dialects."""

import tomllib
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd

from kmu_eval.sample.claims import claims_text
from kmu_eval.sample.code_book import items_text

FEEDBACK_STREAM = 4
_WRITTEN = ["source", "file", "row", "person", "event", "organisation", "spelling", "signature", "set_aside"]


def make_sample(folder, seed=1, scale=1.0, persons_per_firm=1.58):
    """Write a programme folder with raw lists, from the same draw as `simulate`; the same bytes on every run.

    Parameters
    ----------
    folder : path
        Is made if it is not there; files of an earlier sample are replaced.
    seed, scale, persons_per_firm
        As of `simulate`.

    Returns
    -------
    Truth
        With what exact keys count, and the true person and firm of each row written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     truth = make_sample(folder, scale=0.01)
    >>> truth.written["file"].nunique()
    15
    """
    from kmu_eval.sample.feedback import write_feedback
    from kmu_eval.sample.simulation import world_tables
    from kmu_eval.sample.truth import count_truth
    from kmu_eval.sample.world import draw_world

    folder = Path(folder)
    (folder / "raw").mkdir(parents=True, exist_ok=True)
    world = draw_world(seed, scale, persons_per_firm)
    prepared = world_tables(world, scale)
    (folder / "programme.toml").write_bytes(_programme().encode("utf-8"))
    (folder / "items.toml").write_bytes(items_text().encode("utf-8"))
    (folder / "claims.toml").write_bytes(claims_text().encode("utf-8"))
    _write_targets(folder, prepared.targets)
    written, keys = _write_raw(folder, seed, world, prepared.origin, scale)
    truth = count_truth(prepared, world, scale, persons_per_firm)
    truth = replace(truth, exact_key_participants=keys[0], exact_key_organisations=keys[1], written=written)
    return replace(truth, answered=write_feedback(folder, np.random.default_rng([seed, FEEDBACK_STREAM]), world))


def topic_labels(topics):
    """The labels of the topics as ``programme.toml`` declares them: (column, word, language) to text."""
    labels = tomllib.loads(_programme())["labels"]["topic"]
    return MappingProxyType({("topic", word, lang): labels[word][lang] for word in topics for lang in ("de", "en")})


def _programme():
    return files("kmu_eval.sample").joinpath("programme.toml").read_text(encoding="utf-8")


def _write_targets(folder, targets):
    lines = [f"{row['indicator']},{row['target']:.0f},{row['source']}\n" for row in targets]
    (folder / "targets.csv").write_bytes(("indicator,target,source\n" + "".join(lines)).encode("utf-8"))


def _write_raw(folder, seed, world, origin, scale):
    from kmu_eval.sample import entries as rows

    rng = np.random.default_rng([seed, 1])
    from kmu_eval.sample import extras, keys, lists, reports, workbooks

    entries = extras.with_extras(rng, rows.draw_entries(rng, world), origin.programme, scale)
    events = pd.concat([world.events, extras.late_event(world.events)], ignore_index=True)
    titles, tools = workbooks.draw_titles(rng, events), np.random.default_rng([seed, 2])
    reported = reports.choose_reported(tools, events, entries, titles)
    workbooks.write_events(folder, events.assign(title=titles, tool_id=reported["tool_id"]), origin)
    lists.write_head_counts(folder, world.head_counts, world.events)
    training = entries["training"]
    written = [
        lists.write_registrations(folder, reports.without_reported(entries, reported)[~training]),
        workbooks.write_trainings(folder, entries[training], origin.programme),
        reports.write_reports(folder, tools, entries, reported),
    ]
    return pd.concat(written)[_WRITTEN].reset_index(drop=True), keys.exact_key_counts(entries)
