import pytest

from kmu_eval.intake.exports.registrations import asks_more, is_about_a_person


@pytest.mark.parametrize(
    "heading", ["Name", "Nachname *", "E-Mail:", "E-Mail-Adresse", "Organisation", "PLZ", "Ich stimme zu, dass ..."]
)
def test_who_one_is(heading):
    assert is_about_a_person(heading)


@pytest.mark.parametrize("heading", ["Namen nennen?", "Wie war der Ort?", "Other", "", "Ortstermin"])
def test_what_one_is_asked(heading):
    assert not is_about_a_person(heading)


def test_one_question_makes_a_survey():
    assert asks_more(["Name", "", "Wie war es?"])
    assert not asks_more(["Name", "", "Firma"])
