"""Which names are no names: unnamed devices, telephone numbers, what a tool calls somebody it does not know."""

import re

TELEPHONE = r"(?:phone|tel\.?|telefon|anrufer|caller)? ?[+(*]?\d[\d*x ()/.+-]{4,}"
MAKES = r"i ?phone|i ?pad|i ?pod|i ?mac|mac ?book|galaxy|android|smartphone"
KINDS = r"tablet|handy|notebook|laptop|desktop|pc"
WORD = r"(?:pro|air|plus|max|mini|se|x[rs]?|ultra|tab|note|[a-z]{,2}\d+\w*)"
MODEL = rf"(?: ?{WORD}(?: {WORD})*)?(?: ?\(\d+\))?"
NUMBER = r"(?: ?[(#_]?\d+\)?)?"
DEVICES = (
    TELEPHONE,
    rf"(?:samsung |apple )?(?:{MAKES}|{KINDS}){MODEL}",
    rf"(?:{MAKES}|{KINDS}){MODEL} (?:von|de|di|of) .+",
    rf"\S+(?: \S+)?s (?:{MAKES}){MODEL}",
    rf"\S+(?: \S+)?(?:['’´`] ?s?|-) ?(?:{MAKES}|{KINDS}){MODEL}",
    r"(?:desktop|laptop|win|pc)-[a-z0-9]{4,}",
    r"(?:sm|mi|lg)-[a-z]?\d\w*",
    r"(?:huawei|xiaomi|redmi|oneplus|pixel|nokia|surface)(?: (?:pro|go|note|p|mate|\w*\d\w*))*",
    rf"call-?in[ _-]?user{NUMBER}",
    rf"(?:zoom|teams|unknown|anonymous)[ -]?(?:user|participant){NUMBER}",
    rf"(?:zoom|teams|unbekannter?|anonymer?)[ -]?(?:(?:be)?nutzer|teilnehmer){NUMBER}",
    rf"(?:anonym(?:ous|e[rn]?)?|unbekannte?r?|unknown|user|zoom|gast|guest|teilnehmer(?:in)?|participant|attendee)"
    rf"(?: user)?{NUMBER}",
    r"n/?a|k\. ?a\.|[-–.?*_ ]+",
)
DEVICE = re.compile("|".join(f"(?:{device})" for device in DEVICES))


def is_device(name):
    """Whether a name is that of a device, a telephone number or a stand-in, so that nobody is named.

    Parameters
    ----------
    name : str
        Clean text.

    Returns
    -------
    bool

    Examples
    --------
    >>> [is_device(name) for name in ("iPhone von Anna", "+49 30 1234567", "Gast", "Anna Gast")]
    [True, True, True, False]
    """
    return DEVICE.fullmatch(name.casefold()) is not None


def is_address(text):
    """Whether a text looks like an e-mail address.

    Examples
    --------
    >>> is_address("anna@firma.de"), is_address("anna")
    (True, False)
    """
    return re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text) is not None


def person(name, email=""):
    """The columns name, email and device of a row; an address names its owner, whatever the device is called.

    Examples
    --------
    >>> person("iPad (2)")
    {'name': '', 'email': '', 'device': 'iPad (2)'}
    """
    unnamed = is_device(name) and not is_address(email)
    return {"name": "" if unnamed else name, "email": "" if unnamed else email, "device": name if unnamed else ""}
