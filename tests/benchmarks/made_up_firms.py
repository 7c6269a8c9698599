"""Made-up names of firms in several spellings, with the truth: which spellings are one firm. As many as wanted."""

from functools import cache

import numpy as np
import pandas as pd

from kmu_eval.sample.names import _lists, _words, without_umlauts
from kmu_eval.sample.places import places

SEVERAL, THIRD = 0.25, 0.4
FORM_TOO = 0.3
RELATED = 0.04
SPREAD = 0.75

HEADS = (
    "Acker Alten Amsel Anger Apfel Asch Bär Berg Birn Blumen Brau Breiten Brunn Dach Dorn Dürr Eber Eisen Engel Fäh "
    "Fink Flach Frei Gänse Garten Gold Grün Hager Hammer Heu Hirsch Hoch Hölzl Hopf Igel Kalk Kessel Kiefer Korn Krum "
    "Küh Lauter Leder Löwen Mühl Nieder Nuss Ober Öl Pfann Rau Reh Ritter Röhr Sand Schäf Schön Silber Sper Stahl "
    "Sträß Tauben Teich Trauten Unter Vogel Wachs Weber Wein Wies Winter Wölf Zaun Ziegel"
)
TAILS = (
    "auer bach bacher bauer beck berger brand dörfer eder egger feld felder gruber hauser hofer huber inger kamp "
    "lechner loher mann maier müller reiter ried rieder schläger stätter stein steiner thaler wieser"
)
COINED = (
    "Alpha Arbo Avis Bio Cala Cura Deko Eco Elba Fera Gala Helio Iso Juno Kara Lumi Mavi Nova Omni Pura Quanta Rhena "
    "Sola Terra Ultra Vela Vita Xeno Zeno"
)
ENDINGS = "can con dor fix form gen lux mar med met nex plan pro quell san sys tec tek therm tron vent via viva werk"
OTHERWISE = {
    "GmbH": ("Gesellschaft mit beschränkter Haftung", "G.m.b.H.", "mbH", "gmbh"),
    "GmbH & Co. KG": ("GmbH u. Co. KG", "GmbH & Co KG", "GmbH und Co. KG", "GmbH + Co. KG"),
    "e. K.": ("e.K.", "eK", "e. Kfm.", "eingetragener Kaufmann"),
    "UG (haftungsbeschränkt)": ("UG", "UG haftungsbeschränkt", "Unternehmergesellschaft (haftungsbeschränkt)", "ug"),
    "AG": ("Aktiengesellschaft", "A.G.", "ag", "AG."),
    "OHG": ("oHG", "O.H.G.", "offene Handelsgesellschaft", "ohg"),
    "KG": ("Kommanditgesellschaft", "K.G.", "kg", "KG."),
}
PATTERNS = {"last trade": 0.42, "brand trade": 0.22, "trade last": 0.08, "trade last & last": 0.18, "trade place": 0.1}
LETTERS = np.array(list("abcdefghijklmnopqrstuvwxyz"))


def make(names, seed=1):
    """Distinct spellings of made-up firms: about a quarter of the firms have two or three.

    Parameters
    ----------
    names : int
        How many spellings.
    seed : int

    Returns
    -------
    DataFrame
        In any order: ``name``, ``postcode``, ``firm`` (its number), ``kind`` ("first", or how a further spelling came
        about).
    """
    rng = np.random.default_rng(seed)
    firms = _firms(rng, int(names * 0.78) + 50)
    first = _framed(firms["stem"] + _blank(firms["form"]), firms, "first")
    further = _further(rng, firms)
    spellings = pd.concat([first, further], ignore_index=True).drop_duplicates(["name", "postcode"])
    wanted = spellings.sort_values("firm", kind="stable").head(names)
    if len(wanted) < names:
        raise ValueError(f"only {len(wanted)} spellings came out distinct")
    return wanted.sample(frac=1, random_state=seed).reset_index(drop=True).astype({"name": "str", "postcode": "str"})


def _blank(form):
    return np.where(form != "", " " + form, "")


def _framed(name, firms, kind):
    columns = {"name": name, "postcode": firms["postcode"], "firm": firms["firm"], "kind": kind}
    return pd.DataFrame(columns).reset_index(drop=True)


@cache
def _parts():
    """Lists of words: the sample's surnames and brands, which are few, and many more put together."""
    joined = {
        "last": [head + tail for head in HEADS.split() for tail in TAILS.split()],
        "brand": [head + tail for head in COINED.split() for tail in ENDINGS.split()],
    }
    common = {"last": _words("last"), "brand": _words("brands")}
    trades = np.array(" ".join(_lists()["trades"].values()).split(), dtype=object)
    where = [head + tail for head in _words("place_heads") for tail in _words("place_tails")]
    many = {name: np.array(words, dtype=object) for name, words in joined.items()}
    return common, many, trades, np.array(where, dtype=object)


def _firms(rng, number):
    """Firms whose names differ, written without umlauts and in lower case, within their postcode.

    Some stand beside a firm of the same people with another trade.
    """
    common, many, trades, where = _parts()
    postcode = _postcodes(rng, int(number * 1.08))
    size = len(postcode)

    def drawn(name):
        return np.where(rng.random(size) < 0.35, rng.choice(common[name], size), rng.choice(many[name], size))

    pattern = rng.choice(len(PATTERNS), size, p=list(PATTERNS.values()))
    last, second, brand, trade = drawn("last"), drawn("last"), drawn("brand"), rng.choice(trades, size)
    model = np.maximum(np.arange(size) - (rng.random(size) < RELATED), 0)
    pattern, postcode, last, second, brand = (each[model] for each in (pattern, postcode, last, second, brand))
    place = rng.permutation(np.resize(where, len(places().postcode)))[postcode]
    written = [last + " " + trade, brand + " " + trade, trade + " " + last, trade + " " + last + " & " + second]
    stem = pd.Series(np.choose(pattern, [*written, trade + " " + place]))
    form = np.where(rng.random(size) < 0.08, "", rng.choice(np.array(_lists()["forms"], dtype=object), size))
    firms = pd.DataFrame({"stem": stem, "form": form, "brand": np.where(pattern == 1, brand, "")})
    firms["postcode"] = places().postcode[postcode]
    again = pd.DataFrame({"stem": _plain(stem), "postcode": postcode}).duplicated()
    firms = firms[~again.to_numpy()].head(number).reset_index(drop=True)
    return firms.assign(firm=np.arange(len(firms)))


def _plain(stems):
    return pd.Series([" ".join(sorted(without_umlauts(stem).lower().split())) for stem in stems])


def _postcodes(rng, size):
    """Numbers of postcodes: a state's share as it has inhabitants, within it some with many and many with few."""
    weight = places().weight * rng.lognormal(0, SPREAD, len(places().weight))
    return rng.choice(len(weight), size, p=weight / weight.sum())


def _further(rng, firms):
    """Further spellings: kinds are drawn until one fits the name; beside it the legal form may be left out."""
    several = firms[rng.random(len(firms)) < SEVERAL]
    left = pd.concat([several, several[rng.random(len(several)) < THIRD]], ignore_index=True)
    found = []
    for _ in range(30):
        kind = rng.choice(list(KINDS), len(left), p=[share for share, _ in KINDS.values()])
        name = pd.Series("", left.index, dtype=object)
        for each, (_, write) in KINDS.items():
            those = np.flatnonzero(kind == each)
            name.iloc[those] = write(rng, left.iloc[those])
        fits = (name != left["stem"] + _blank(left["form"])) & (name != "")
        found.append(_framed(name[fits], left[fits], kind[fits]))
        left = left[~fits].reset_index(drop=True)
    return pd.concat(found, ignore_index=True)


def _with_form(rng, firms, stems):
    """Stems with the firm's legal form, which is left out now and then; as before where the stem is."""
    stems = pd.Series(stems, firms.index, dtype=object)
    form = np.where(rng.random(len(firms)) < FORM_TOO, "", _blank(firms["form"]))
    return (stems + form).where(stems != firms["stem"], "").to_numpy(dtype=object)


def _form(rng, firms):
    number = rng.integers(0, 6, len(firms))
    written = [
        f"{stem} {OTHERWISE[form][n]}" if form and n < 4 else stem
        for stem, form, n in zip(firms["stem"], firms["form"], number, strict=True)
    ]
    return np.array(written, dtype=object)


def _upper(rng, firms):
    return pd.Series(_with_form(rng, firms, firms["stem"] + " ")).str.replace("  ", " ").str.strip().str.upper()


def _umlauts(rng, firms):
    return _with_form(rng, firms, [without_umlauts(stem) for stem in firms["stem"]])


def _typo(edit):
    return lambda rng, firms: _with_form(rng, firms, _edited(rng, firms["stem"], [edit] * len(firms)))


def _two_edits(rng, firms):
    once = _edited(rng, firms["stem"], rng.choice(list(EDITS), len(firms)))
    return _with_form(rng, firms, _edited(rng, once, rng.choice(list(EDITS), len(firms))))


EDITS = {
    "transposition": lambda text, i, letter: text[:i] + text[i + 1 : i + 2] + text[i : i + 1] + text[i + 2 :],
    "substitution": lambda text, i, letter: text[:i] + letter + text[i + 1 :],
    "deletion": lambda text, i, letter: text[:i] + text[i + 1 :],
    "insertion": lambda text, i, letter: text[:i] + letter + text[i:],
}


def _edited(rng, texts, edits):
    places, letters = rng.random(len(edits)), rng.choice(LETTERS, len(edits))
    return [
        EDITS[edit](text, int(place * len(text)), str(letter)).strip()
        for text, edit, place, letter in zip(texts, edits, places, letters, strict=True)
    ]


def _and(rng, firms):
    words = rng.choice(np.array([" und ", " u. ", " + ", "&"], dtype=object), len(firms))
    return _with_form(rng, firms, [s.replace(" & ", word) for s, word in zip(firms["stem"], words, strict=True)])


def _hyphen(rng, firms):
    words = rng.choice(np.array(["-", " - ", " – "], dtype=object), len(firms))
    joined = [s if "&" in s else s.replace(" ", word, 1) for s, word in zip(firms["stem"], words, strict=True)]
    return _with_form(rng, firms, joined)


def _order(rng, firms):
    """The first word goes to the end, or the last to the front."""
    words = [stem.split() for stem in firms["stem"]]
    turned = [
        " ".join([*w[1:], w[0]] if "&" in w or n else [w[-1], *w[:-1]])
        for w, n in zip(words, rng.integers(0, 2, len(words)), strict=True)
    ]
    return _with_form(rng, firms, turned)


def _abbreviation(rng, firms):
    """The trade cut short with a full stop."""
    trades = set(_parts()[2])
    cut = [
        " ".join(word[: 3 + n] + "." if word in trades and len(word) > 4 + n else word for word in stem.split())
        for stem, n in zip(firms["stem"], rng.integers(0, 4, len(firms)), strict=True)
    ]
    return _with_form(rng, firms, cut)


def _brand_only(rng, firms):
    return np.where(firms["brand"] != "", _with_form(rng, firms, firms["brand"]), "")


KINDS = {
    "legal form": (0.16, _form),
    "upper case": (0.08, _upper),
    "umlauts": (0.13, _umlauts),
    **{edit: (0.05, _typo(edit)) for edit in EDITS},
    "two edits": (0.07, _two_edits),
    "and": (0.1, _and),
    "hyphen": (0.08, _hyphen),
    "word order": (0.07, _order),
    "abbreviation": (0.06, _abbreviation),
    "brand only": (0.05, _brand_only),
}
