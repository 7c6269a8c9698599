"""What is true in the synthetic programme: its sizes and its effects."""

from dataclasses import dataclass, field
from math import sqrt

from kmu_eval.sample.survey_effects import SurveyEffects


@dataclass(frozen=True)
class Effects:
    """The parameters that the data are drawn with, so that tests can look for them again.

    Parameters
    ----------
    no_show_in_person, no_show_online : float
        Share of those registered who do not come, at an average event (hybrid as online).
    no_show_event_sd : float
        Standard deviation between events of the logit of that share.
    online_size, introductory_size : float
        How many times as many people an online (or hybrid), an introductory event draws.
    size_event_sd : float
        Standard deviation between events of the logarithm of how many people it draws.
    near_share : float
        Share of the people at an event in person who come from the region around the venue.
    walk_in_in_person, walk_in_online : float
        Share of attendances without registration.
    surveys : SurveyEffects
        Who answers, and what they think.
    """

    no_show_in_person: float = 0.25
    no_show_online: float = 0.38
    no_show_event_sd: float = 0.4
    online_size: float = 1.2
    introductory_size: float = 1.3
    size_event_sd: float = 0.5
    near_share: float = 0.7
    walk_in_in_person: float = 0.05
    walk_in_online: float = 0.015
    surveys: SurveyEffects = field(default_factory=SurveyEffects)


@dataclass(frozen=True)
class Sizes:
    """How many of each are reached; see `sizes`."""

    events: int
    firms: int
    enterprise_participants: int
    sme_representatives: int
    advisers: int
    trained: int
    both: int
    bodies: int
    others: int
    unnamed: int


def sizes(scale=1.0, persons_per_firm=1.58):
    """The sizes at one scale: people and firms grow with it, events and their size with its square root.

    Parameters
    ----------
    scale : float
        1 is the published case: 12,0xx firms, 4,8xx advisers.
    persons_per_firm : float
        Enterprise participants per firm, at least 1.

    Returns
    -------
    Sizes

    Examples
    --------
    >>> sizes().enterprise_participants, sizes(0.1).firms
    (19039, 1205)
    """
    if not (scale > 0 and persons_per_firm >= 1):
        raise ValueError(f"scale {scale} must be above 0 and persons_per_firm {persons_per_firm} at least 1")
    firms = max(round(12_050 * scale), 8)
    persons = round(firms * persons_per_firm)
    advisers = max(round(4_830 * scale), 8)
    return Sizes(
        events=max(round(1_020 * sqrt(scale)), 40),
        firms=firms,
        enterprise_participants=persons,
        sme_representatives=round(persons * 0.6482),
        advisers=advisers,
        trained=round(advisers * 0.6087),
        both=round(advisers * 0.013),
        bodies=max(round(920 * scale), 5),
        others=max(round(310 * scale), 3),
        unnamed=max(round(45 * scale), 2),
    )
