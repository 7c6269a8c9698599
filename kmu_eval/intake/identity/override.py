"""One decision of a person on a pair of keys, and what follows from several."""

from dataclasses import dataclass

from kmu_eval.intake.identity.decisions import Decisions

FILE_NAME = "overrides.csv"
WHAT = ("organisation", "participant")
DECISION = ("same", "different")


@dataclass(frozen=True)
class Override:
    """One decision on a pair of keys, and where it stands.

    Parameters
    ----------
    what : str
        ``organisation`` or ``participant``.
    first, second : str
        Pseudonyms of the keys, the smaller first.
    decision : str
        ``same`` or ``different``.
    who, when, why : str
        Who decided it, on what day (ISO), and for what reason.
    key : str
        Fingerprint of the pseudonym key.
    file : str
    line : int
    """

    what: str
    first: str
    second: str
    decision: str
    who: str
    when: str
    why: str
    key: str
    file: str = FILE_NAME
    line: int = 0

    @property
    def pair(self):
        """What it decides on."""
        return self.what, self.first, self.second


def decisions_of(overrides):
    """Decisions by what they are on.

    Examples
    --------
    >>> one = Override("organisation", "a", "b", "same", "AK", "2024-05-01", "one firm", "k")
    >>> decisions_of([one])["organisation"].same
    frozenset({('a', 'b')})
    """

    def pairs(what, decision):
        return frozenset((o.first, o.second) for o in overrides if (o.what, o.decision) == (what, decision))

    return {what: Decisions(*(pairs(what, decision) for decision in DECISION)) for what in WHAT}


def with_decisions(overrides, decided, withdrawn):
    """Decisions with newer ones in place of those on the same pairs, and without the withdrawn.

    Parameters
    ----------
    overrides, decided : sequence of Override
    withdrawn : set of (str, str, str)
        Pairs.

    Returns
    -------
    tuple of Override
        A newer one that says the same, by the same person for the same reason, keeps its day.
    """
    known = {each.pair: each for each in overrides}
    newer = {each.pair: _kept_or_newer(known.get(each.pair), each) for each in decided}
    revised = {pair: newer.get(pair, each) for pair, each in known.items() if pair not in withdrawn}
    return tuple((revised | newer).values())


def _kept_or_newer(old, new):
    same = old is not None and (old.decision, old.who, old.why) == (new.decision, new.who, new.why)
    return old if same else new
