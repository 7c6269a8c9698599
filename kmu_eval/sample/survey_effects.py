"""What is true of the surveys of the synthetic programme: who answers, and what they think."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True)
class Opinion:
    """What all who attended think of one item that is answered on a scale.

    Opinions lie on a scale with standard deviation 1, cut into answers; effects are shifts on it.

    Parameters
    ----------
    shares : tuple of float
        Share of each answer from least to most, among all attendances of those asked.
    interactive, introductory, advanced, online_meetings : float
        Shift at interactive events, at introductory and advanced ones, at those on online meetings.
    per_year : float
        Shift from one calendar year to the next.
    event_variance : float
        Share of the variance that lies between events of the same kind: the intraclass correlation.
    dont_know, left_out : float
        Share of *don't know* among the answers, and of those who leave the item out.
    """

    shares: tuple[float, ...]
    interactive: float = 0.0
    introductory: float = 0.0
    advanced: float = 0.0
    online_meetings: float = 0.0
    per_year: float = 0.0
    event_variance: float = 0.07
    dont_know: float = 0.0
    left_out: float = 0.02


@dataclass(frozen=True)
class Choice:
    """What all who attended choose of a multiple choice item.

    Parameters
    ----------
    shares : mapping of str to float
        Share of those answering who choose each option, at an event that is not introductory.
    introductory : mapping of str to float
        By option how much larger the share is at an introductory event.
    left_out : float
        Share of those who leave the item out.
    """

    shares: Mapping[str, float]
    introductory: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    left_out: float = 0.03


def _opinions():
    statement = {"event_variance": 0.03}
    return MappingProxyType(
        {
            "useful": Opinion(
                (0.01, 0.03, 0.11, 0.40, 0.45), 0.10, 0.10, -0.20, 0.0, 0.12, dont_know=0.02, left_out=0.01
            ),
            "understandable": Opinion((0.01, 0.04, 0.12, 0.38, 0.45), 0.0, 0.30, -0.35, per_year=0.05, dont_know=0.02),
            "practical": Opinion((0.02, 0.06, 0.20, 0.40, 0.32), 0.35, 0.0, -0.10, 0.20, 0.10, dont_know=0.04),
            "participatory": Opinion((0.04, 0.11, 0.20, 0.36, 0.29), 0.70, 0.0, 0.0, 0.10, 0.15, dont_know=0.04),
            "recommend": Opinion(
                (0.004, 0.003, 0.006, 0.01, 0.015, 0.03, 0.04, 0.12, 0.215, 0.235, 0.322),
                *(0.20, 0.05, -0.10, 0.10, 0.12),
                left_out=0.04,
            ),
            "wants_to_develop": Opinion((0.003, 0.007, 0.04, 0.35, 0.60), dont_know=0.02, **statement),
            "starting_point_hard": Opinion((0.04, 0.10, 0.21, 0.38, 0.27), 0.0, 0.25, dont_know=0.05, **statement),
            "strategy_before_channels": Opinion((0.04, 0.12, 0.24, 0.37, 0.23), dont_know=0.06, **statement),
            "soft_factors": Opinion((0.05, 0.14, 0.26, 0.35, 0.20), dont_know=0.06, left_out=0.03, **statement),
            "practical_examples": Opinion((0.01, 0.05, 0.14, 0.40, 0.40), dont_know=0.04, left_out=0.03, **statement),
            "applied": Opinion((0.20, 0.25, 0.33, 0.22), 0.45, 0.0, 0.0, 0.0, 0.05),
        }
    )


def _confidence():
    shares = {
        "pre": (0.10, 0.27, 0.35, 0.21, 0.07),
        "post": (0.03, 0.09, 0.26, 0.41, 0.21),
        "follow_up": (0.03, 0.11, 0.28, 0.39, 0.19),
    }
    return MappingProxyType({wave: Opinion(each, left_out=0.01) for wave, each in shares.items()})


def _choices():
    barriers = {
        "time": 0.56,
        "money": 0.34,
        "skills": 0.31,
        "starting_point": 0.44,
        "data_protection": 0.23,
        "staff": 0.29,
    }
    needs = {"introductory": 0.50, "practical_examples": 0.47, "exchange": 0.35}
    needs |= {"individual_advice": 0.28, "funding_info": 0.24, "tools": 0.38}
    topics = {"strategy": 0.43, "social_media": 0.34, "leadership": 0.31, "knowledge": 0.26}
    topics |= {"ai": 0.18, "online_meetings": 0.30, "change": 0.22}
    done = {"strategy": 0.42, "channels": 0.30, "online_meetings": 0.45, "feedback": 0.36, "knowledge": 0.24}
    return MappingProxyType(
        {
            "barriers": Choice(MappingProxyType(barriers)),
            "needs": Choice(MappingProxyType(needs), MappingProxyType({"introductory": 0.12})),
            "entry_topics": Choice(MappingProxyType(topics), left_out=0.04),
            "applied_what": Choice(MappingProxyType(done), left_out=0.02),
        }
    )


@dataclass(frozen=True)
class SurveyEffects:
    """The parameters that surveys are drawn with.

    Parameters
    ----------
    surveyed_in_person, surveyed_online, surveyed_training : float
        Share of the events (hybrid as online) and of the trainings at which there is a survey.
    surveyed_first_year : float
        How many times as often in the first year.
    followed_up : mapping of str to float
        Share of the surveyed events of a kind that are followed up.
    response_in_person, response_online, response_hybrid : float
        Share of those present who answer at an average event that is not interactive.
    response_interactive : float
        How many times as many answer at an interactive event. Who answers at an event is chance: it depends on mode
        and kind alone, so that weights by them repair it.
    response_event_sd : float
        Standard deviation between events of the logarithm of that share.
    response_pre, response_follow_up : float
        Share of those present who answer before a training, and half a year later.
    online : float
        True effect of taking part online on every opinion: none, given kind, topic, difficulty and year. Taking part
        online is still answered differently, as those events were of other kinds, easier and later.
    event_common : float
        Correlation between items of how one event is seen.
    person_variance : float
        Share of the variance within events that one person's answers have in common.
    opinions : mapping of str to Opinion
    confidence : mapping of str to Opinion
        By wave.
    choices : mapping of str to Choice
        ``applied_what`` as those choose who started something.
    break_off : float
        Share of those who start an answer in LimeSurvey and stop before its end.
    code_missing, code_slip : float
        Share of those asked for a code who give none, and of codes with a slip.
    event_missing, group_missing : float
        Share of answers that name no event, no role, no channel.
    """

    surveyed_in_person: float = 0.62
    surveyed_online: float = 0.75
    surveyed_training: float = 0.92
    surveyed_first_year: float = 0.9
    followed_up: Mapping[str, float] = field(
        default_factory=lambda: MappingProxyType({"training": 1.0, "workshop": 0.9, "talk": 0.35})
    )
    response_in_person: float = 0.33
    response_online: float = 0.24
    response_hybrid: float = 0.28
    response_interactive: float = 1.2
    response_event_sd: float = 0.3
    response_pre: float = 0.5
    response_follow_up: float = 0.16
    online: float = 0.0
    event_common: float = 0.8
    person_variance: float = 0.35
    opinions: Mapping[str, Opinion] = field(default_factory=_opinions)
    confidence: Mapping[str, Opinion] = field(default_factory=_confidence)
    choices: Mapping[str, Choice] = field(default_factory=_choices)
    break_off: float = 0.03
    code_missing: float = 0.08
    code_slip: float = 0.04
    event_missing: float = 0.01
    group_missing: float = 0.02
