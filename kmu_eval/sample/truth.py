"""What is true of a synthetic programme, counted in the plainest way."""

from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from kmu_eval.sample.effects import Effects
from kmu_eval.sample.survey_truth import count_survey_truth


@dataclass(frozen=True)
class Truth:
    """The totals that the measures must find, and the parameters that the data were drawn with.

    Parameters
    ----------
    seed, scale, persons_per_firm
        The arguments of `simulate`.
    events, events_online : int
        Events in the period; those of mode online.
    participations : int
        Persons on lists.
    registrations, attendances : int
        From lists and head counts together.
    heads : int
        Heads present at roadshows; contained in attendances.
    unnamed : int
        Attendances on lists without name and e-mail; contained in attendances.
    participants, organisations, enterprise_participants, enterprises, smes, sme_representatives, \
advisers_reached, advisers_trained, adviser_organisations : int
        Distinct and reached, as in ``vocabulary.INDICATOR``.
    effects : Effects
        The true parameters.
    exact_key_participants, exact_key_organisations : int or None
        What counting by exact keys finds in the raw lists as written; None where no lists were written.
    written : DataFrame or None
        One row per row of the raw lists: ``source``, ``file``, ``row`` (as a spreadsheet counts it), ``person``,
        ``event`` and ``organisation`` (rows of the simulated tables, -1 none), ``spelling`` (how the organisation's
        name was changed, empty if not), ``signature`` (how the person's was) and ``set_aside`` (why intake must set
        the row aside, empty if not).
    answered : DataFrame or None
        One row per answer sheet in the files of surveys, see `kmu_eval.sample.feedback.write_feedback`.
    world : World
        All that was drawn.
    """

    seed: int
    scale: float
    persons_per_firm: float
    events: int
    events_online: int
    participations: int
    registrations: int
    attendances: int
    heads: int
    unnamed: int
    participants: int
    organisations: int
    enterprise_participants: int
    enterprises: int
    smes: int
    sme_representatives: int
    advisers_reached: int
    advisers_trained: int
    adviser_organisations: int
    effects: Effects
    exact_key_participants: int | None = None
    exact_key_organisations: int | None = None
    written: pd.DataFrame | None = field(default=None, repr=False, compare=False)
    answered: pd.DataFrame | None = field(default=None, repr=False, compare=False)
    world: object = field(default=None, repr=False, compare=False)

    @property
    def undeclared_answers(self):
        """How many answers in the files are spelled as the code book does not know them."""
        return int(self.answered["undeclared"].sum())

    @cached_property
    def surveys(self):
        """What is true of the surveys, see `SurveyTruth`; counted when first asked for."""
        return count_survey_truth(self.world)


def count_truth(tables, world, scale, persons_per_firm):
    """Count the totals of `Truth` from prepared tables with plain pandas, apart from the measures.

    Returns
    -------
    Truth
    """
    rows, heads = tables.participations, tables.head_counts
    came = rows[rows["attended"] == "yes"]
    present = int(heads["attended"].sum())
    return Truth(
        seed=world.seed,
        scale=scale,
        persons_per_firm=persons_per_firm,
        events=len(tables.events),
        events_online=int((tables.events["mode"] == "online").sum()),
        participations=len(rows),
        registrations=int((rows["registered"] == "yes").sum() + heads["registered"].sum()),
        attendances=len(came) + present,
        heads=present,
        unnamed=int((came["participant"] < 0).sum()),
        participants=_distinct(came, "participant"),
        organisations=_distinct(came, "organisation"),
        effects=world.effects,
        world=world,
        **_enterprise_totals(came[came["role"] == "enterprise"], tables.organisations),
        **_adviser_totals(came[came["role"] == "adviser"], tables.events),
    )


def _enterprise_totals(came, organisations):
    known = came[came["organisation"] >= 0]
    of_smes = known[organisations["sme"].iloc[known["organisation"]].isin(["yes", "yes_by_head_count"]).to_numpy()]
    return {
        "enterprise_participants": _distinct(came, "participant"),
        "enterprises": _distinct(came, "organisation"),
        "smes": _distinct(of_smes, "organisation"),
        "sme_representatives": _distinct(of_smes, "participant"),
    }


def _adviser_totals(came, events):
    at_training = came[(events["kind"].iloc[came["event"]] == "training").to_numpy()]
    return {
        "advisers_reached": _distinct(came, "participant"),
        "advisers_trained": _distinct(at_training[at_training["completed"] != "no"], "participant"),
        "adviser_organisations": _distinct(came, "organisation"),
    }


def _distinct(rows, column):
    return int(rows.loc[rows[column] >= 0, column].nunique())
