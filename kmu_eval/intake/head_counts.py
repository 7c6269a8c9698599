"""Rows of head counts to head counts: attendances without names."""

from kmu_eval.intake.grid import KEPT
from kmu_eval.intake.issues import by_file
from kmu_eval.schema import NONE, PREPARED
from kmu_eval.tables import typed


def build_head_counts(rows, lists):
    """Head counts: one row per count; numbers that do not go together, and lists of the same people, are told.

    Parameters
    ----------
    rows : DataFrame
        Placed rows of head counts; only those kept go in.
    lists : DataFrame
        Placed rows of attendance lists.

    Returns
    -------
    head_counts : DataFrame
    issues : list of Issue
    """
    kept = rows[rows["fate"] == KEPT]
    names = PREPARED["head_counts"].names
    ordered = kept.assign(event=kept["place"]).sort_values(list(names), kind="stable")
    head_counts = typed({name: ordered[name] for name in names}, "head_counts")
    beside = kept[_beside_a_list(kept, lists[lists["fate"] == KEPT])]
    listed = by_file(beside, "warning", "list_and_heads", "event")
    return head_counts, [*_more(kept, "registered", "attended"), *_more(kept, "attended", "completed"), *listed]


def _more(rows, less, more):
    counts = rows[[less, more]].astype("Int64")
    over = (counts[more] > counts[less]).fillna(False).to_numpy(dtype=bool)
    return by_file(rows[over], "warning", f"more_{more}", more)


def _beside_a_list(heads, lists):
    """Whether the event also has a list of names in the same role, or in one that may be the same."""
    count = heads[["place", "role"]].assign(count=range(len(heads)))
    pairs = count.merge(lists[["place", "role"]].drop_duplicates(), on="place", suffixes=("", "_listed"))
    unknown = pairs["role"].isna() | pairs["role_listed"].isna()
    same = (pairs["place"] != NONE) & (unknown | (pairs["role"] == pairs["role_listed"]))
    return count["count"].isin(pairs.loc[same, "count"])
