"""Exports of the tools that online events and surveys are held with: one file a tool, one line here."""

from kmu_eval.intake.exports import (
    bigbluebutton,
    google_forms,
    indico,
    limesurvey,
    microsoft_forms,
    qualtrics,
    sosci,
    surveymonkey,
    teams,
    teams_joins,
    typeform,
    zoom_meeting,
    zoom_webinar,
)

ATTENDANCE = (zoom_webinar.EXPORT, zoom_meeting.EXPORT, teams.EXPORT, *teams_joins.EXPORTS, bigbluebutton.EXPORT)
"""Kinds of exports that name who was there."""
SURVEYS = (
    limesurvey.EXPORT,
    microsoft_forms.EXPORT,
    google_forms.EXPORT,
    indico.EXPORT,
    typeform.EXPORT,
    qualtrics.EXPORT,
    surveymonkey.EXPORT,
    sosci.EXPORT,
)
"""Kinds of exports that hold answers."""
