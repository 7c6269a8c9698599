"""Spellings of organisations that differ in nothing but typography and legal form, at one postcode: units."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kmu_eval.intake.identity.clusters import stars
from kmu_eval.intake.identity.names import as_array, codes_of, firm_names, in_bytes
from kmu_eval.intake.identity.wording import Wording


@dataclass(frozen=True)
class Units:
    """Units, a place each in every array.

    Parameters
    ----------
    of_key : int array
        Per key its unit.
    first : int array
        The first key of each unit.
    cores, compacts : LargeStringArray
        The name without legal form, with and without blanks.
    form : ndarray of str
        The legal form stated, empty where none is.
    generic : ndarray of bool
        Whether the core says too little to be taken for another.
    postcode : int array
        Code of the postcode; -1 where it is missing.
    rivals : ndarray of bool
        Whether the same name at the same postcode also stands there with another legal form.
    """

    of_key: np.ndarray
    first: np.ndarray
    cores: pa.LargeStringArray
    compacts: pa.LargeStringArray
    form: np.ndarray
    generic: np.ndarray
    postcode: np.ndarray
    rivals: np.ndarray

    def __len__(self):
        return len(self.first)

    @property
    def links(self):
        """What makes keys one unit, as links between them."""
        return stars(self.of_key, "same_name")

    def compatible(self, first, second):
        """Whether units do not state different legal forms."""
        return (self.form[first] == self.form[second]) | (self.form[first] == "") | (self.form[second] == "")

    @cached_property
    def core(self):
        """The names as a list."""
        return self.cores.to_pylist()

    @cached_property
    def compact(self):
        """The names without blanks as a list."""
        return self.compacts.to_pylist()

    @cached_property
    def letter_masks(self):
        """Which letters each name has, a bit each; others than a to z share one."""
        of_byte = np.ones(256, np.uint32)
        of_byte[97:123] = np.left_shift(np.uint32(1), np.arange(1, 27, dtype=np.uint32))
        begin, letters = in_bytes(self.compacts)
        found, filled = np.zeros(len(self), np.uint32), np.flatnonzero(begin[1:] > begin[:-1])
        if len(filled):
            found[filled] = np.bitwise_or.reduceat(of_byte[letters[: begin[-1]]], begin[filled])
        return found

    @cached_property
    def length(self):
        """Letters of each name."""
        return pc.utf8_length(self.compacts).to_numpy().astype(np.int64)

    @cached_property
    def numbered(self):
        """Whether the name holds a digit."""
        return pc.match_substring_regex(self.cores, r"\pN").to_numpy(zero_copy_only=False)

    @cached_property
    def words(self):
        """The words of the names."""
        return Wording.of(self.cores)


def units_of(names, postcodes):
    """The units of spellings.

    Parameters
    ----------
    names, postcodes : sequence of str
        Empty where missing.

    Returns
    -------
    Units

    Notes
    -----
    Where all that is stated of one name at one postcode is one legal form, those that state none are meant by it; where
    two are stated, there are two units, and those that state none are a third. A generic name goes with its form.

    Examples
    --------
    >>> units_of(["Kern GmbH", "Kern", "KERN AG", "Wolf", "Wolf e.K."], ["1", "1", "1", "1", "1"]).of_key.tolist()
    [0, 1, 2, 3, 3]
    """
    with ThreadPoolExecutor() as threads:
        places = threads.submit(_places, postcodes)
        split = firm_names(names)
        compact, core = threads.map(codes_of, (split.compact, split.core))
        place = places.result()
    name = compact * (place.max(initial=0) + 2) + place + 1
    form, forms = pd.factorize(split.form, sort=True)
    least, most = _stated(name, form, forms)
    rivals = least < most
    meant = np.where(rivals | split.generic, form, np.where(most < 0, form, least))
    unit, _ = pd.factorize(name * (len(forms) + 1) + meant)
    first = _naming(unit, split.core, core)
    cores, compacts = (pc.take(texts, first) for texts in (split.core, split.compact))
    return Units(unit, first, cores, compacts, forms[meant[first]], split.generic[first], place[first], rivals[first])


def _naming(unit, cores, core):
    """The spelling that each unit goes by: of those whose blanks stand elsewhere the last by alphabet."""
    first = np.flatnonzero(~pd.Series(unit).duplicated().to_numpy())
    several = np.flatnonzero(np.isin(unit, np.unique(unit[core != core[first][unit]])))
    texts = cores.take(pa.array(several)).to_pylist()
    for _, key in sorted(zip(texts, several.tolist(), strict=True)):
        first[unit[key]] = key
    return first


def _stated(name, form, forms):
    """Per spelling the least and the greatest code of the legal forms stated with its name at its place; -1 if none."""
    stated = np.flatnonzero(forms[form] != "") if len(forms) else np.empty(0, np.int64)
    code, names = pd.factorize(name)
    least, most = np.full(len(names), len(forms)), np.full(len(names), -1)
    np.minimum.at(least, code[stated], form[stated])
    np.maximum.at(most, code[stated], form[stated])
    return np.where(most < 0, most, least)[code], most[code]


def _places(postcodes):
    """Codes of postcodes, of which only letters and digits count; -1 where missing."""
    plain = pc.replace_substring_regex(as_array(postcodes), r"^[Dd][- ]?(\d)|[^\pL\pN]", r"\1")
    return np.where(pc.equal(plain, "").to_numpy(zero_copy_only=False), -1, codes_of(plain))
