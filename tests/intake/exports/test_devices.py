import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_eval.intake.exports.devices import is_device, person

NAMELESS = """\
iPhone|iPhone von Anna|iPhone de Marie|iPhone 11 Pro Max|iphone13|iPad|iPad (2)|Annas iPad|Anna's iPhone
Anna’s MacBook Air|Galaxy S10|Galaxy A52s 5G|Samsung Galaxy Tab S7|SM-G960F|HUAWEI P30|Android|Handy|PC
DESKTOP-AB12CD3|LAPTOP-7QK2|Call-In User|Call-in User 2|Call-In User_1|Zoom User|Zoom|Anonym|Anonymous
Anonymer Benutzer|Anonymous user|Gast|Gast 3|Guest|Guest (2)|Guest User|Unbekannter Benutzer|Unknown User
Unbekannt|Teilnehmer 4|Teilnehmerin|Participant|+49 30 1234567|+49 (0) 30/12 34-56|1301*****25|493012345678
(030) 123456|Telefon 4930123456|--|-"""
NAMED = """\
Anna Gast|Gast, Anna|Guest, John|Anna Groß|Klaus Handy|iPhone Reparatur Köln GmbH|Paddy|Anonyma Schmidt
Zoomer, Karl|Müller (iPhone)|Anna Groß (Gast)|Teilnehmerservice Nord|Galaxia Reisen|Nokia Siemens|Firma 24
Androklus|Phoebe|4you GmbH|"""


@pytest.mark.parametrize("name", NAMELESS.replace("\n", "|").split("|"))
def test_a_device_a_number_or_a_stand_in_names_nobody(name):
    assert is_device(name)
    assert person(name) == {"name": "", "email": "", "device": name}


@pytest.mark.parametrize("name", NAMED.replace("\n", "|").split("|"))
def test_a_name_that_only_looks_like_one_is_a_name(name):
    assert not is_device(name)
    assert person(name, "") == {"name": name, "email": "", "device": ""}


def test_an_address_names_its_owner_whatever_the_device_is_called():
    assert person("iPad", "anna@firma.de") == {"name": "iPad", "email": "anna@firma.de", "device": ""}
    assert person("iPad", "n/a") == {"name": "", "email": "", "device": "iPad"}


@given(st.text(max_size=60), st.text(max_size=20))
def test_what_is_given_stands_in_exactly_one_place(name, email):
    found = person(name, email)
    assert {found["name"], found["device"]} == {name, ""}
    assert not (found["device"] and found["email"])


@pytest.mark.parametrize("name", ["iPhone " + "1" * 500 + "!", "a " * 300 + "s iPad!", "1" * 500 + "!", "Gast" * 200])
def test_long_texts_are_soon_told_apart(name):
    """A pattern that tries every way to split such a text would never come to an end."""
    assert not is_device(name)
