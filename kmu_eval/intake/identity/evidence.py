"""What was found to link keys."""

from dataclasses import dataclass

from kmu_eval.intake.identity.clusters import Links


@dataclass(frozen=True)
class Evidence:
    """Links that are certain by the rules, and those that are doubtful."""

    certain: Links
    doubtful: Links
