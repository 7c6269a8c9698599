"""What was claimed and what the data say of it, in sentences to paste."""

from dataclasses import replace

import pytest

from kmu_eval import sentences
from tests.figures.claimed import ORIGIN, claimed


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_sort_of_claim_is_told(language, snapshot):
    assert sentences.claims(claimed(), ORIGIN, language) == snapshot


@pytest.mark.parametrize("language", ["de", "en"])
def test_made_up_data_support_nothing(language, snapshot):
    told = sentences.claims(claimed("firms", "advice", synthetic=True), replace(ORIGIN, synthetic=True), language)
    assert told == snapshot


def test_few_are_neither_shown_nor_counted_among_the_verdicts():
    told = sentences.claims(claimed("few", "useful"), ORIGIN)
    assert told.splitlines()[0] == "Claims: 2, of these supported 1."
    assert told.splitlines()[1] != told.splitlines()[2]
    assert "75" not in told
    assert sentences.claims(claimed("few"), ORIGIN).splitlines()[0] == "Claims: 1, of these < 5."


def test_without_claims_that_is_told():
    assert sentences.claims(claimed("none of them"), ORIGIN) == "There are no claims."
