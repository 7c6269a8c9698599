"""The rows of the raw lists as people wrote them: names, e-mail addresses, spellings, and what is left blank."""

import numpy as np
import pandas as pd

from kmu_eval import vocabulary
from kmu_eval.sample import names
from kmu_eval.sample.attendance import NO
from kmu_eval.sample.signatures import signed
from kmu_eval.sample.spellings import KINDS, spelled

NOT_STATED = "k. A."
BANDS = {"micro": "1-9", "small": "10-49", "medium": "50-249", "medium_or_large": "50-499", "large": "ab 250"}
ROLES = {"enterprise": "Unternehmen", "adviser": "Beratung/Multiplikation", "other": "Sonstige"}
WALKED_IN = "vor Ort"
_MISSPELLED, _OFFICE_BOX, _ONE_ADDRESS = 0.05, 0.004, 0.9
_PAPER_YEAR, _PAPER_EVENTS, _NO_MAIL = 2019, 0.08, 0.008


def draw_entries(rng, world):
    """One row per participation, in text, as it goes into a list.

    Parameters
    ----------
    rng : numpy Generator
    world : World

    Returns
    -------
    DataFrame
        ``person``, ``event``, ``organisation`` (numbers), ``spelling``, ``signature``, ``set_aside`` (empty),
        ``training``, ``attended``, ``completed`` (places in the vocabulary) and the texts.
    """
    rows = world.participations
    people = names.draw_people(rng, rows, len(world.home))
    firms = names.draw_firms(rng, world.organisations)
    entries = rows.assign(
        set_aside="",
        training=(world.events["kind"] == "training").to_numpy()[rows["event"]],
        number=world.events["event"].to_numpy(dtype=object)[rows["event"]],
        date=world.events["date"].to_numpy()[rows["event"]],
        first=_of_person(people["first"], rows),
        last=_of_person(people["last"], rows),
        email=_addresses(rng, rows, world.home, people, firms),
    )
    entries = signed(rng, entries.assign(email=_with_boxes(rng, entries, firms)))
    entries = entries.assign(**_firm_as_written(rng, entries, firms))
    entries = entries.assign(**_about_organisation(entries, world.organisations), **_on_the_list(rng, entries, world))
    return _without_some_mail(rng, entries)


def _of_person(texts, rows):
    person = rows["person"].to_numpy()
    return np.where(person >= 0, texts.to_numpy(dtype=object)[person], "")


def _addresses(rng, rows, home, people, firms):
    person = rows["person"].to_numpy()
    at_home = (rows["organisation"] < 0) | _with_one_address(rng, rows, len(home))
    organisation = np.where(at_home, home[person], rows["organisation"])
    wanted = pd.DataFrame({"person": person, "organisation": organisation})
    pairs = wanted[person >= 0].drop_duplicates()
    known = pairs.assign(address=names.draw_addresses(rng, pairs, people, firms))
    address = wanted.merge(known, how="left")["address"].fillna("").to_numpy(dtype=object)
    style = rng.random(len(rows))
    address = np.where(style < 0.03, [text.title() for text in address], address)
    return np.where(style > 0.99, [text.upper() for text in address], address)


def _with_one_address(rng, rows, people):
    """Most who come for a firm and for another body give one address; who changed the employer gives the new one."""
    person = rows["person"].to_numpy()
    both = (rows["role"].groupby(person).transform("nunique") > 1).to_numpy() & (person >= 0)
    return both & (rng.random(people) < _ONE_ADDRESS)[person]


def _with_boxes(rng, entries, firms):
    """In a few firms all colleagues give the same address, that of the office."""
    organisation = entries["organisation"].to_numpy()
    office = (rng.random(len(firms)) < _OFFICE_BOX)[organisation] & (organisation >= 0) & (entries["person"] >= 0)
    box = "info@" + firms["domain"].to_numpy(dtype=object)[organisation]
    return np.where(office & (entries["email"] != ""), box, entries["email"])


def _firm_as_written(rng, entries, firms):
    count = len(entries)
    kinds = np.array(["", *KINDS], dtype=object)[
        np.where(rng.random(count) < _MISSPELLED, rng.integers(1, len(KINDS) + 1, count), 0)
    ]
    organisation = entries["organisation"].to_numpy()
    kinds = np.where(entries["person"] >= 0, kinds, "")
    stem, form = firms["stem"].to_numpy(), firms["form"].to_numpy()
    texts = [spelled(stem[n], form[n], k) if n >= 0 else "" for n, k in zip(organisation, kinds, strict=True)]
    right = [spelled(stem[n], form[n]) if n >= 0 else "" for n in organisation]
    unchanged = (np.array(texts) == np.array(right)) & (kinds != "missing_postcode") | (organisation < 0)
    return {"firm": texts, "spelling": np.where(unchanged, "", kinds)}


def _about_organisation(entries, organisations):
    from kmu_eval.words import label

    organisation = entries["organisation"].to_numpy()
    texts = {
        "type": organisations["organisation_type"].map(lambda word: label("organisation_type", word, "de")),
        "postcode": organisations["postcode"],
        "state": organisations["state"].astype(object).map(lambda word: label("state", word, "de"), na_action="ignore"),
        "sector": organisations["sector"].map(lambda word: label("sector", word, "de"), na_action="ignore"),
        "size": organisations["size_class"].map(BANDS),
    }
    stated = {name: column.astype(object).fillna(NOT_STATED).to_numpy() for name, column in texts.items()}
    named = {name: np.where(organisation >= 0, text[organisation], "") for name, text in stated.items()}
    return named | {"postcode": np.where(entries["spelling"] == "missing_postcode", "", named["postcode"])}


def _on_the_list(rng, entries, world):
    before = entries["date"].to_numpy() - rng.integers(1, 36, len(entries)).astype("timedelta64[D]")
    noted = np.array(pd.Series(before).dt.strftime("%d.%m.%Y"), dtype=object)
    online = (world.events["mode"] == "online").to_numpy()[entries["event"]]
    by_tool = np.array(["anwesend", "abwesend", NOT_STATED], dtype=object)[entries["attended"]]
    by_hand = np.array(["ja", "nein", NOT_STATED], dtype=object)[entries["attended"]]
    return {
        "registered_on": np.where(entries["registered"] == NO, WALKED_IN, noted),
        "present": np.where(online, by_tool, by_hand),
        "role_text": np.array([ROLES[word] for word in vocabulary.ROLE], dtype=object)[entries["role"]],
        "access": np.array([WALKED_IN, "online"], dtype=object)[entries["channel"]],
    }


def _without_some_mail(rng, entries):
    """E-mail left out at some events of the paper year and here and there; never where names alone would mislead."""
    paper = rng.random(int(entries["event"].max()) + 1) < _PAPER_EVENTS
    on_paper = paper[entries["event"]] & (entries["date"].dt.year == _PAPER_YEAR)
    left_out = on_paper | (rng.random(len(entries)) < _NO_MAIL)
    left_out &= ~entries["training"] & (entries["organisation"] >= 0) & (entries["person"] >= 0)
    names_alone = pd.DataFrame(
        {"first": entries["first"], "last": entries["last"], "firm": [firm_key(text) for text in entries["firm"]]}
    )
    people = entries["person"].groupby([names_alone[name] for name in names_alone]).transform("nunique")
    left_out &= (people == 1) & (entries["signature"] == "")
    return entries.assign(email=np.where(left_out, np.where(on_paper, "", NOT_STATED), entries["email"]))


def firm_key(text):
    """A firm's name with upper case, composed characters and blanks made alike.

    Examples
    --------
    >>> firm_key(" MÖLLER  Bau ")
    'möller bau'
    """
    import unicodedata

    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
