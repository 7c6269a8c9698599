"""Headings of lists of people: a form that asks for nothing else is a registration, no survey."""

import re

ABOUT_A_PERSON = re.compile(
    "name|vorname|nachname|familienname|first name|last name|full name|vor- und nachname|anrede|titel"
    "|e-?mail|e-?mail[ -]address|e-mail-adresse|mail|telefon|telefonnummer|phone|phone number|mobil"
    "|firma|unternehmen|organi[sz]ation|institution|company|arbeitgeber|employer|funktion|position|job title"
    "|branche|sector|anschrift|adresse|address|straße|strasse|street|plz|postleitzahl|zip|zip code|postcode"
    "|ort|stadt|city|land|country|bundesland|state|datenschutz.*|einwilligung.*|privacy.*|consent.*"
    "|ich stimme .*|ich willige .*|ich habe die datenschutz.*|i agree .*|i consent .*"
)


def is_about_a_person(heading):
    """Whether a heading asks who one is, or for consent to be listed.

    Examples
    --------
    >>> is_about_a_person("Vor- und Nachname"), is_about_a_person("Wie war der Vortrag?")
    (True, False)
    """
    return ABOUT_A_PERSON.fullmatch(heading.casefold().rstrip(" *:?")) is not None


def asks_more(headings):
    """Whether some of the headings ask for more than who one is."""
    return any(heading and not is_about_a_person(heading) for heading in headings)
