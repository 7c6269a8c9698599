"""Rows of surveys to respondents and responses: what was asked is looked up in the code book, never guessed."""

from kmu_eval.intake.answers.overfull import overfull_events
from kmu_eval.intake.answers.surveys import Surveys, build_surveys

__all__ = ["Surveys", "build_surveys", "overfull_events"]
