"""What was asked of whom: the items of a programme as the figures of a report take them."""

from dataclasses import dataclass

from kmu_eval.code_book import Item
from kmu_eval.measures.rates import response_rates
from kmu_eval.vocabulary import WAVE


@dataclass(frozen=True)
class Asked:
    """The items that a wave asked.

    Parameters
    ----------
    wave : str
    items : tuple of Item
        In the order of the code book.
    """

    wave: str
    items: tuple[Item, ...]

    @property
    def scales(self):
        """Words of the items on a scale with a top answer, by theme; those without a theme, or on another, alone."""
        groups = {}
        for item in self.items:
            if not (item.multiple or item.recommendation) and any(answer.top for answer in item.answers):
                groups.setdefault(_figure(item), []).append(item.word)
        return list(groups.values())

    def without(self, words):
        """The same but for some items."""
        return Asked(self.wave, tuple(item for item in self.items if item.word not in words))

    @property
    def options(self):
        """Words of the items with several options."""
        return [item.word for item in self.items if item.multiple]

    @property
    def recommendations(self):
        """Words of the items of recommendation."""
        return [item.word for item in self.items if item.recommendation]


def _figure(item):
    """Items of one theme and one scale stand in one figure, others alone."""
    return (item.theme, item.words) if item.theme else (item.word,)


def asked(tables):
    """What each wave asked.

    Parameters
    ----------
    tables : Tables

    Returns
    -------
    list of Asked
        Waves without an answer are left out.

    Examples
    --------
    >>> import kmu_eval
    >>> [each.wave for each in asked(kmu_eval.simulate(seed=1, scale=0.01)[0])]
    ['pre', 'post', 'follow_up']
    """
    found = [Asked(wave, _items(tables, wave)) for wave in WAVE] if len(tables.responses) else []
    return [each for each in found if each.items]


def _items(tables, wave):
    rates = response_rates(tables, wave=wave)
    of_wave = set(rates.loc[rates["rate"] == "item_nonresponse", "item"])
    return tuple(item for item in tables.code_book.items if item.word in of_wave)
