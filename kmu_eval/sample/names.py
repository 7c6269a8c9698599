"""Names of people and firms, put together from the lists of ``names.toml``."""

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

import numpy as np
import pandas as pd

_FREE_MAIL = ("post.example", "mail.example", "brief.example")
_WORK_MAIL = 0.82
_NAMESAKES = 0.015
_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


@cache
def _lists():
    return tomllib.loads(files("kmu_eval.sample").joinpath("names.toml").read_text(encoding="utf-8"))


def _words(name):
    """The words of a list, written so that Windows' western code page can hold them."""
    return np.array(_lists()[name].translate(str.maketrans(_lists()["stand_ins"])).split(), dtype=object)


def without_umlauts(text):
    """German umlauts as two letters.

    Examples
    --------
    >>> without_umlauts("Bäckerei Groß")
    'Baeckerei Gross'
    """
    return text.translate(_FOLDED)


def draw_people(rng, participations, persons):
    """First and last name of each person; namesakes occur, but never at one organisation.

    Parameters
    ----------
    rng : numpy Generator
    participations : DataFrame
        ``person`` and ``organisation`` of every row.
    persons : int

    Returns
    -------
    DataFrame
        ``first`` and ``last``.
    """
    first, last = _words("first"), _words("last")
    people = pd.DataFrame({"first": rng.choice(first, persons), "last": rng.choice(last, persons)})
    pairs = participations.loc[participations["person"] >= 0, ["person", "organisation"]].drop_duplicates()
    named = pairs.assign(name=(people["first"] + " " + people["last"]).to_numpy()[pairs["person"]])
    namesakes = named.loc[named.duplicated(["organisation", "name"]), "person"].unique()
    double = people["last"].to_numpy(dtype=object, copy=True)
    second = [
        f"{last[n // len(last) % len(last)]}-{last[(n + n // len(last) + 1) % len(last)]}"
        for n in range(len(namesakes))
    ]
    double[namesakes] = second
    return people.assign(last=double)


def draw_firms(rng, organisations):
    """Name of each organisation: ``stem`` and legal ``form`` (empty for bodies), and its own ``domain``.

    A few firms have the name of another elsewhere, or nearly that of another at the same postcode.
    """
    stems = [
        _firm(rng, branch) if kind in ("enterprise", "self_employed") else _body(rng, kind)
        for kind, branch in zip(organisations["organisation_type"], organisations["branch"], strict=True)
    ]
    is_firm = organisations["organisation_type"].isin(["enterprise", "self_employed"]).to_numpy()
    form = np.where(is_firm, rng.choice(_lists()["forms"], len(stems)), "")
    form = np.where((organisations["organisation_type"] == "self_employed").to_numpy(), "", form)
    stems = _distinct(rng, pd.Series(stems))
    domain = _distinct_domains(stems)
    stems = _with_rivals(_with_namesakes(rng, stems, organisations, is_firm), organisations["postcode"], is_firm)
    return pd.DataFrame({"stem": stems, "form": form, "domain": domain})


def _distinct_domains(stems):
    """Domains of the names as first drawn: two firms of one name have two."""
    slugs = stems.map(slug)
    number = slugs.groupby(slugs).cumcount().astype(str).replace("0", "")
    return slugs + number + ".example"


def _with_namesakes(rng, stems, organisations, is_firm):
    """A few firms with the name of another one, at another postcode."""
    firms = rng.permutation(np.flatnonzero(is_firm))
    count = int(_NAMESAKES * len(firms))
    other, like = firms[:count], firms[count : 2 * count]
    postcode = organisations["postcode"].to_numpy(dtype=object)
    apart = (postcode[other] != postcode[like]) & pd.notna(postcode[other]) & pd.notna(postcode[like])
    named = stems.to_numpy(dtype=object, copy=True)
    named[other[apart]] = named[like[apart]]
    return pd.Series(named)


def _with_rivals(stems, postcodes, is_firm):
    """A few firms at the postcode of another whose name is one letter apart, as Müller and Möller are."""
    near = dict(pair.split("/") for pair in _lists()["near_surnames"].split())
    named = stems.to_numpy(dtype=object, copy=True)
    table = pd.DataFrame({"stem": named, "postcode": postcodes.to_numpy(dtype=object)})[is_firm].dropna()
    alike = table[table["stem"].str.split().str[0].isin(near) & ~table.duplicated("postcode")]
    free = table.drop(alike.index).drop_duplicates("postcode").reset_index().set_index("postcode")["index"]
    for stem, postcode in alike.itertuples(index=False):
        if postcode in free.index:
            first, rest = stem.split(maxsplit=1)
            named[free[postcode]] = f"{near[first]} {rest}"
    return pd.Series(named)


def _any(rng, words):
    return words[rng.integers(len(words))]


@cache
def _trades():
    return {branch: text.split() for branch, text in _lists()["trades"].items()}


@cache
def _parts():
    places = [head + tail for head in _words("place_heads") for tail in _words("place_tails")]
    return {"last": _words("last"), "brand": _words("brands"), "place": places}


def name_parts(name):
    """The words of which names are made: ``first``, ``last``, ``brand`` or ``place``."""
    return _words("first") if name == "first" else _parts()[name]


def _firm(rng, branch):
    parts = _parts()
    trade = _any(rng, _trades()[branch])
    pattern = rng.integers(10)
    if pattern < 6:
        return f"{_any(rng, parts['last'])} {trade}"
    if pattern < 8:
        return f"{_any(rng, parts['brand'])} {trade}"
    return f"{trade} {_any(rng, parts['last'])} & {_any(rng, parts['last'])}"


def _body(rng, kind):
    parts = {name: _any(rng, words) for name, words in _parts().items()}
    return _any(rng, _lists()["bodies"][kind]).format(branch=_any(rng, _trades()["construction"]), **parts)


def _distinct(rng, stems):
    places = _parts()["place"]
    while (again := stems.duplicated()).any():
        stems = stems.mask(again, stems + " " + pd.Series(rng.choice(places, len(stems))))
    return stems


def draw_addresses(rng, pairs, people, firms):
    """An e-mail address for each person and organisation: at work, or a private one that stays the same.

    Parameters
    ----------
    rng : numpy Generator
    pairs : DataFrame
        ``person`` and ``organisation`` (-1: none), without duplicates.
    people, firms : DataFrame
        As of `draw_people` and `draw_firms`.

    Returns
    -------
    Series
        Addresses, different for different people also when upper case is ignored.
    """
    at_work = (rng.random(len(people)) < _WORK_MAIL)[pairs["person"]] & (pairs["organisation"] >= 0).to_numpy()
    private = rng.choice(_FREE_MAIL, len(people))[pairs["person"]]
    work = firms["domain"].to_numpy(dtype=object)[pairs["organisation"]]
    box = [f"{slug(first)}.{slug(last)}" for first, last in zip(people["first"], people["last"], strict=True)]
    box, domain = np.array(box, dtype=object)[pairs["person"]], np.where(at_work, work, private)
    owned = pd.DataFrame({"person": pairs["person"].to_numpy(), "box": box, "domain": domain})
    owners = owned.drop_duplicates()
    number = owners.groupby(["box", "domain"]).cumcount().astype(str).replace("0", "")
    addresses = owners.assign(address=owners["box"] + number + "@" + owners["domain"])
    return owned.merge(addresses, how="left")["address"].to_numpy()


def slug(text):
    """A text as it stands in addresses.

    Examples
    --------
    >>> slug("Çelik & Söhne")
    'celik-soehne'
    """
    plain = unicodedata.normalize("NFKD", without_umlauts(text.lower())).encode("ascii", "ignore").decode()
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())
