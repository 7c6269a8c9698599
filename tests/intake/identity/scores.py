"""How well spellings were told apart, against the truth: pairs counted from a table, never enumerated."""

import pandas as pd

from kmu_eval.intake.prepare import linked
from kmu_eval.sample import make_sample

FIELDS = ["file", "row", "person", "organisation", "spelling", "signature"]


def pairs(counts):
    return int((counts * (counts - 1) // 2).sum())


def precision_and_recall(true, found):
    """Of the pairs taken for the same, and of those that are."""
    table = pd.DataFrame({"true": list(true), "found": list(found)})
    both, named, same = (pairs(table.groupby(by).size()) for by in (["true", "found"], ["found"], ["true"]))
    return both / max(named, 1), both / max(same, 1)


def spellings(linkages, true, kind, linkage="default"):
    """Different spellings, with whom they truly name, whom they were taken for, and how they were changed."""
    cluster = pd.Series(getattr(linkages, linkage).codes[: len(true)]).groupby(linkages.keys.codes[: len(true)]).first()
    rows = pd.DataFrame({"key": linkages.keys.codes[: len(true)], "true": true.to_numpy(), "kind": kind.to_numpy()})
    rows = rows[(rows["key"] >= 0) & (rows["true"] >= 0)].drop_duplicates(["key", "true"])
    return rows.assign(found=rows["key"].map(cluster))


def recall_by_kind(found):
    """By kind of change: the share of changed spellings that were taken for the same as the unchanged one."""
    right = found[found["kind"] == ""].drop_duplicates("true").set_index("true")["found"]
    changed = found[(found["kind"] != "") & found["true"].isin(right.index)]
    same = changed["found"] == changed["true"].map(right)
    return same.groupby(changed["kind"]).agg(["mean", "size"])


def made(folder, **sample):
    """A sample written and told apart: who is who, and the truth of each row."""
    truth = make_sample(folder, **sample)
    found = linked(folder)
    rows = found.rows[["file", "row"]].merge(truth.written[FIELDS].astype({"row": "int64"}), how="left", validate="1:1")
    return found, rows, truth
