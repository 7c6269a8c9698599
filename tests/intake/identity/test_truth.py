"""Linkage against the truth of the sample: precision and recall of pairs of different spellings, distinct totals."""

import pytest

from tests.intake.identity import scores

ALONE = ("legal_form", "no_legal_form", "typography", "umlaut", "typo", "word_order", "missing_postcode", "department")
IF_ONE_FITS = ("two_edits", "abbreviation", "brand")
BEYOND = ("extra_word",)
"""No rule looks for it by name and postcode: only what a shared e-mail domain bears out is linked."""


@pytest.fixture(scope="module", params=[1.02, 1.6])
def made(request, tmp_path_factory):
    return scores.made(tmp_path_factory.mktemp("sample"), persons_per_firm=request.param)


def test_organisations_with_postcode(made):
    linked, rows, _ = made
    found = scores.spellings(linked.organisations, rows["organisation"], rows["spelling"])
    placed = found[(linked.organisations.keys.fields["postcode"] != "").to_numpy()[found["key"]]]
    assert len(placed) > 15_000
    precision, recall = scores.precision_and_recall(placed["true"], placed["found"])
    assert precision >= 0.99
    assert recall >= 0.90
    precision, recall = scores.precision_and_recall(found["true"], found["found"])
    assert precision >= 0.99
    assert recall >= 0.90


def test_recall_of_organisations_by_kind(made):
    linked, rows, _ = made
    found = scores.spellings(linked.organisations, rows["organisation"], rows["spelling"])
    recall = scores.recall_by_kind(found)["mean"]
    assert set(recall.index) == {*ALONE, *IF_ONE_FITS, *BEYOND}
    assert (recall[list(ALONE)] > 0.93).all()
    assert (recall[list(IF_ONE_FITS)] > 0.75).all()
    assert recall[list(BEYOND)].between(0.4, 0.9).all()


def test_persons(made):
    linked, rows, _ = made
    found = scores.spellings(linked.participants, rows["person"], rows["signature"])
    precision, recall = scores.precision_and_recall(found["true"], found["found"])
    stayed = rows[rows["organisation"] >= 0].groupby("person")["organisation"].nunique() == 1
    spelled = found[found["true"].map(stayed).eq(True)]
    assert precision >= 0.995
    assert recall >= 0.97
    assert scores.precision_and_recall(spelled["true"], spelled["found"])[1] > max(recall, 0.98)


def test_distinct_totals(made):
    linked, rows, _ = made
    for what, name in (("organisations", "organisation"), ("participants", "person")):
        true = rows.loc[rows[name] >= 0, name].nunique()
        counts = [len(getattr(getattr(linked, what), each).pseudonyms) for each in ("strict", "default", "wide")]
        assert abs(counts[1] / true - 1) < 0.01
        assert counts == sorted(counts, reverse=True)
        assert counts[0] > 1.02 * true
