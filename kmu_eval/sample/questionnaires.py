"""The questionnaires of the surveys: who got which, by which tool, and in which files its answers lie."""

from dataclasses import dataclass, field

import numpy as np

from kmu_eval.sample.answers import columns
from kmu_eval.sample.code_book import item_rules

FOLDER = "raw/feedback"
FORMS = "forms"
ABOUT = {
    "event": ("VERANST", "Veranstaltungsnummer"),
    "role": ("ROLLE", "In welcher Rolle haben Sie teilgenommen?"),
    "channel": ("ZUGANG", "Wie haben Sie teilgenommen?"),
    "code": ("CODE", "Ihr persönlicher Code"),
}
"""Code and text of what is asked besides the items."""
OPEN = ("G04Q01", "Was möchten Sie uns noch sagen?")
"""Code and text of the open question: its answers may name persons and are never evaluated."""


@dataclass(frozen=True)
class Questionnaire:
    """One questionnaire.

    Parameters
    ----------
    source : str
        The source in ``programme.toml``.
    wave : str
    training : bool or None
        Whether it is for trainings; None: for all.
    style : str
        ``forms``, or how LimeSurvey heads its columns: ``codes``, ``texts`` or ``both``.
    about : tuple of str
        What is asked besides the items, of `ABOUT`.
    files : dict of str to (str, str)
        By file the first and last day of the events that it is about.
    comma : str
        What divides the columns of a text file.
    """

    source: str
    wave: str
    training: bool | None
    style: str
    about: tuple[str, ...]
    files: dict = field(hash=False)
    comma: str = ","

    @property
    def items(self):
        """The columns of the matrix of answers that it asks, as numbers, each with item and option."""
        return [(number, *each) for number, each in enumerate(columns()) if self._asks(*each)]

    def _asks(self, item, option):
        rule = item_rules()[item.word]
        asked_of = rule.get("asked_of", {})
        fits = self.wave in rule.get("waves", (self.wave,))
        fits &= self.training is not True or "role" not in asked_of
        fits &= self.training is not False or "kind" not in asked_of
        added = option is not None and "from" in rule["options"][option]
        return fits and (not added or self.style == FORMS)

    def is_for(self, rows, events):
        """Which of the respondents got it: of its wave, and the events of its files."""
        place, dates = rows["event"].to_numpy(), events["date"].to_numpy()
        training = (events["kind"] == "training").to_numpy()[place]
        fits = (rows["wave"] == self.wave).to_numpy()
        if self.training is not None:
            fits = fits & (training == self.training)
        return fits & (self.file_of(dates[place]) >= 0)

    def file_of(self, days):
        """The number of the file for events of these days, -1 where none is."""
        found = np.full(len(days), -1)
        for number, (first, last) in enumerate(self.files.values()):
            found[(days >= np.datetime64(first)) & (days <= np.datetime64(last))] = number
        return found


_LIMESURVEY, _FORMS = ("2019-01-01", "2020-12-31"), ("2021-01-01", "2022-12-31")
_VISITOR = ("event", "role", "channel")
QUESTIONNAIRES = (
    Questionnaire(
        *("feedback_2019", "post", False, "codes", _VISITOR),
        {"results-survey271903.csv": ("2019-01-01", "2019-12-31")},
    ),
    Questionnaire(
        *("feedback_2020", "post", False, "texts", _VISITOR),
        {"results-survey384115.csv": ("2020-01-01", "2020-12-31")},
    ),
    Questionnaire(
        *("feedback_forms", "post", False, FORMS, _VISITOR),
        {
            "Feedback Veranstaltungen 2021-1.xlsx": ("2021-01-01", "2021-06-30"),
            "Feedback Veranstaltungen 2021-2.xlsx": ("2021-07-01", "2021-12-31"),
            "Feedback Veranstaltungen 2022.xlsx": ("2022-01-01", "2022-12-31"),
        },
    ),
    Questionnaire(
        *("feedback_before", "pre", True, "both", ("event", "code")), {"results-survey402277.csv": _LIMESURVEY}
    ),
    Questionnaire(
        *("feedback_before_forms", "pre", True, FORMS, ("event", "code")), {"Vor der Schulung 2021-2022.xlsx": _FORMS}
    ),
    Questionnaire(
        *("feedback_after", "post", True, "both", ("event", "channel", "code")),
        {"results-survey402278.csv": _LIMESURVEY},
    ),
    Questionnaire(
        *("feedback_after_forms", "post", True, FORMS, ("event", "channel", "code")),
        {"Nach der Schulung 2021-2022.xlsx": _FORMS},
    ),
    Questionnaire(
        *("feedback_follow_up", "follow_up", None, "both", (*_VISITOR, "code")),
        {
            "results-survey518660-2019.csv": ("2019-01-01", "2019-12-31"),
            "results-survey518660-2020.csv": ("2020-01-01", "2020-12-31"),
            "results-survey518660-2021.csv": ("2021-01-01", "2021-12-31"),
        },
        ";",
    ),
)
"""Every respondent has one of them."""
