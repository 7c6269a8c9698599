"""What is claimed: sentences from a report or the press, each with the number that it stands or falls by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

NUMBER_RELATIONS = ("more_than", "at_least", "fewer_than", "about", "almost")
"""Of a number against a value."""
SHARE_RELATIONS = ("most", "all")
"""Of a share without one."""
COMPARISON_RELATIONS = ("equivalent", "not_worse", "better", "worse")
NEED_TOLERANCE = ("about", "almost")
TAKE_TOLERANCE = (*NEED_TOLERANCE, "all")
SUBJECTS = ("indicator", "item", "comparison")
"""What a claim is held against, of which it names one or none."""


def _none():
    return MappingProxyType({})


@dataclass(frozen=True)
class Claim:
    """A sentence, and what data must show for it to hold.

    Parameters
    ----------
    word : str
        Its name in ``claims.toml``.
    sentences : mapping of str to str
        By language.
    relation : str
        One of `kmu_eval.vocabulary.CLAIM_RELATION`.
    source : str
        Where it was said.
    indicator, item, comparison : str
        What it is held against: one of them, or none.
    option, wave, measure : str
        Of an item: the option that is counted, when it was asked, and ``top_share`` or ``net_promoter``.
    outcome : str
        Of a comparison.
    where : mapping of str to str
        By column the word to which the number is limited.
    of_where : mapping of str to str, optional
        Makes a count a share: of the count with this limit, that with ``where`` as well.
    value : float, optional
        What the relation compares with: a count, or a share between 0 and 1.
    tolerance : float, optional
        How far off still holds, as a share of the value; of *all*, the share that may differ.
    needed : mapping of str to str
        By language what would have to be known to test it.

    Examples
    --------
    >>> online = Claim("moved", {"en": "Most events were online."}, "most", indicator="events", of_where={})
    >>> online.subject, online.kind
    ('indicator', 'share_of_count')
    """

    word: str
    sentences: Mapping[str, str]
    relation: str
    source: str = ""
    indicator: str = ""
    item: str = ""
    comparison: str = ""
    option: str = ""
    wave: str = "post"
    measure: str = "top_share"
    outcome: str = ""
    where: Mapping[str, str] = field(default_factory=_none)
    of_where: Mapping[str, str] | None = None
    value: float | None = None
    tolerance: float | None = None
    needed: Mapping[str, str] = field(default_factory=_none)

    @property
    def subject(self):
        """Which of the three it is held against; None if none."""
        return next((name for name in SUBJECTS if getattr(self, name)), None)

    @property
    def kind(self):
        """What is worked out for it, one of `kmu_eval.vocabulary.CLAIM_MEASURE`; None if nothing is."""
        of_items = "chosen" if self.option else self.measure
        of_counts = "count" if self.of_where is None else "share_of_count"
        return {"indicator": of_counts, "item": of_items, "comparison": "difference", None: None}[self.subject]


def labels(claims):
    """Labels by (column, word, language), as figures and sentences look them up: what is claimed, and what is needed.

    Examples
    --------
    >>> labels([Claim("moved", {"en": "Most events were online."}, "not_testable", needed={"en": "a list of them"})])
    {('claim', 'moved', 'en'): 'Most events were online.', ('needed', 'moved', 'en'): 'a list of them'}
    """
    told = [(name, claim.word, getattr(claim, texts)) for claim in claims for name, texts in _TEXTS.items()]
    return {(name, word, language): text for name, word, texts in told for language, text in texts.items()}


_TEXTS = MappingProxyType({"claim": "sentences", "needed": "needed"})


def stored(claims):
    """Claims as they lie in the manifest."""
    return [{name: _plain(value) for name, value in vars(claim).items()} for claim in claims]


def from_stored(given):
    """The claims of a manifest.

    Examples
    --------
    >>> some = (Claim("moved", {"en": "Most were online."}, "most", indicator="events", of_where={"year": "2021"}),)
    >>> from_stored(stored(some)) == some
    True
    """
    return tuple(Claim(**each) for each in given)


def _plain(value):
    return dict(value) if isinstance(value, Mapping) else value
