"""Whom a programme is for: small and medium enterprises by 2003/361/EC, unless it declares another target group."""

from dataclasses import dataclass

from kmu_eval.vocabulary import BUSINESS_TYPES, ORGANISATION_TYPE

BUSINESSES = tuple(word for word in ORGANISATION_TYPE if word in BUSINESS_TYPES)


@dataclass(frozen=True)
class TargetGroup:
    """The thresholds of a target group; without arguments those of the Recommendation, Article 2(1) of its Annex.

    Parameters
    ----------
    employees_below : float
        Annual work units that an organisation stays below.
    turnover_million_eur_at_most, balance_sheet_million_eur_at_most : float, optional
        One of the two must hold; None: not asked.
    organisation_types : tuple of str
        Types counted at all.

    Examples
    --------
    >>> TargetGroup().sentence
    'organisation known to be an SME (2003/361/EC, by head count where turnover is not known)'
    >>> TargetGroup(500, 50, None).sentence.removeprefix("organisation known to be in the target group ")
    '(fewer than 500 employees, turnover at most 50 million euros, by head count where it is not known)'
    """

    employees_below: float = 250
    turnover_million_eur_at_most: float | None = 50
    balance_sheet_million_eur_at_most: float | None = 43
    organisation_types: tuple[str, ...] = BUSINESSES

    @property
    def limits(self):
        """By column, the most that turnover and balance sheet may be; only those that are asked for."""
        turnover, balance = self.turnover_million_eur_at_most, self.balance_sheet_million_eur_at_most
        given = {"turnover_million_eur": turnover, "balance_sheet_million_eur": balance}
        return {column: limit for column, limit in given.items() if limit is not None}

    @property
    def sentence(self):
        """The rule in clauses, as they stand in the column ``rule`` of results."""
        if self == EUROPEAN:
            return "organisation known to be an SME (2003/361/EC, by head count where turnover is not known)"
        staff = f"fewer than {self.employees_below:.15g} employees"
        group = f"organisation known to be in the target group ({staff}{self._money})"
        others = sorted(self.organisation_types) != sorted(BUSINESSES)
        return f"{group}; types of organisation: {'/'.join(self.organisation_types)}" if others else group

    @property
    def _money(self):
        names = {"turnover_million_eur": "turnover", "balance_sheet_million_eur": "balance sheet total"}
        asked = [f"{names[column]} at most {limit:.15g} million euros" for column, limit in self.limits.items()]
        unknown = "it is not known" if len(asked) == 1 else "neither is known"
        return f", {' or '.join(asked)}, by head count where {unknown}" if asked else ""


EUROPEAN = TargetGroup()
"""The small and medium enterprises of Recommendation 2003/361/EC."""
