"""The closed words: every value that a word column may hold, in the order in which it is shown."""

from types import MappingProxyType

TERNARY = ("yes", "no", "unknown")
MODE = ("in_person", "online", "hybrid")
CHANNEL = ("in_person", "online")
CHANNELS = ("only_in_person", "only_online", "both")
"""By which channels an organisation was reached."""
KIND = ("talk", "workshop", "consultation", "training", "conference", "roadshow", "other")
INTERACTIVE_KINDS = frozenset({"workshop", "consultation", "training"})
DIFFICULTY = ("introductory", "intermediate", "advanced")
ROLE = ("enterprise", "adviser", "other")
ORGANISATION_TYPE = (
    "enterprise",
    "self_employed",
    "chamber",
    "association",
    "consultancy",
    "public",
    "research",
    "other",
)
BUSINESS_TYPES = frozenset({"enterprise", "self_employed"})
SIZE_CLASS = ("micro", "small", "medium", "medium_or_large", "large")
SME = ("yes", "yes_by_head_count", "no", "unknown")
SMES = frozenset({"yes", "yes_by_head_count"})
"""Those of them that are counted as SMEs."""
SME_SIZES = frozenset({"micro", "small", "medium"})
SECTOR = (
    "agriculture",
    "manufacturing",
    "construction",
    "trade",
    "transport",
    "hospitality",
    "information",
    "finance",
    "professional_services",
    "other_services",
    "health",
    "education",
    "public_administration",
)
STATE = ("BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH")
PERSON_RULE = (
    *("e_mail", "name_and_organisation", "name_and_event", "unnamed"),
    *("same_address", "near_address", "second_address", "same_organisation", "same_event", "doubtful", "decided"),
)
"""What told who a row names: the fields of its own key, or what linked that key to another."""
ORGANISATION_RULE = (
    *("name_and_postcode", "unnamed"),
    *("same_name", "word_order", "one_edit", "same_domain", "only_postcode", "same_place", "doubtful", "decided"),
)
LINKAGE = ("strict", "default", "wide")
"""Who is taken for the same: exact keys only; by the stated rules; the doubtful pairs as well."""
TRACE_STEP = (
    *("rows_read", "set_aside", "rows_kept", "merged", "participations", "events"),
    *("outside", "not_counted", "head_counts", "already_counted", "estimate"),
)
"""What a number is made of, from the rows read to the estimate."""
NOT_COUNTED = (
    *("not_registered", "registration_unknown", "absent", "attendance_unknown", "too_short"),
    *("other_role", "role_unknown", "no_sme", "sme_unknown", "other_mode", "mode_unknown"),
    *("other_kind", "kind_unknown", "not_completed", "unnamed", "no_organisation", "no_event"),
)
"""Why a participation is not counted, or an event unknown."""
WAVE = ("pre", "post", "follow_up")
PAIRING_RULE = ("same_code", "one_edit")
"""What told that two respondents of different waves are one: the code that they made up, or a slip in it."""
ANSWER_MEANING = ("answer", "dont_know", "missing")
"""What a row of a distribution counts: an answer on the scale, *don't know*, or that an item was left out."""
SHARE_BASE = ("valid", "asked")
"""What a share is of: the answers on the scale, or all who were asked."""
RESPONSE_RATE = ("events_surveyed", "answers_per_attendance", "item_nonresponse")
ASPECT = (
    *("no_show", "minutes", "first_time", "returned"),
    *("km_to_venue", "far_from_venue", "km_to_nearest_venue", "far_from_nearest_venue", "km_saved", "hours_saved"),
    *("reached", "reached_of_far"),
)
"""What is told of taking part, and of the way there."""
ACTIVITY = ("messages", "poll_votes", "raised_hands", "any")
"""What somebody did at an event online, as far as its list tells."""
CHANGE = ("better", "same", "worse")
MATCHED = ("yes", "no")
PERIODS = ("year", "quarter", "month")
SEVERITY = ("error", "warning", "note")
TARGET_VERDICT = ("reached", "missed", "open")
OUTCOME_MEASURE = ("top_share", "mean", "net_promoter")
"""What is compared of an item's answers."""
ESTIMATOR = ("unadjusted", "on_common_support", "adjusted")
"""Whether a comparison takes all answers, those of events that have their like in the other group, or adjusts these."""
COMPARISON_PART = ("group", "difference")
NOT_TESTABLE = "not_testable"
"""The verdict where data cannot answer the question."""
COMPARISON_VERDICT = (
    *("equivalent", "small_difference", "better", "worse", "inconclusive"),
    *("refused", NOT_TESTABLE),
)
"""What a difference says against its margin; refused: nothing is adjusted, as too little is alike in both groups."""
CLAIM_RELATION = (
    *("more_than", "at_least", "fewer_than", "about", "almost", "most", "all"),
    *("equivalent", "not_worse", "better", "worse", NOT_TESTABLE),
)
"""What a claim says of a number, or of a comparison; not_testable: what no data can show."""
CLAIM_MEASURE = ("count", "share_of_count", "top_share", "chosen", "net_promoter", "difference")
"""What a claim is held against."""
CLAIM_VERDICT = ("supported", "contradicted", "inconclusive", NOT_TESTABLE, "demonstration")
"""What data say of a claim; demonstration: made-up data, which say nothing."""
UNTESTED = (
    *("declared", "no_events", "no_lists", "none_counted", "no_answers", "few_events", "no_groups"),
    *("not_adjusted", "secondary"),
)
"""Why a claim is not tested."""
TIPPING = MappingProxyType(
    {
        "reached": "whatever those silent say the whole is not below the threshold",
        "missed": "whatever those silent say the whole is below the threshold",
        "below": "those who answered are already below the threshold",
        "crowded": "more answers than attendances",
    }
)
"""What the rule of a tipping point says of its value, so that it is hidden with it."""
SET_ASIDE = (
    "blank_row",
    "total_row",
    "label_row",
    "declared",
    "outside_period",
    "own_staff",
    "duplicate_participation",
    "joined_stay",
    "duplicate_event",
    "duplicate_response",
    "no_answer",
    "host",
    "repeated_section",
    "forgotten",
    "replaced",
    "not_evaluated",
    "unusable",
)

CLOSED = {
    "mode": MODE,
    "channel": CHANNEL,
    "channels": CHANNELS,
    "kind": KIND,
    "interactive": TERNARY,
    "difficulty": DIFFICULTY,
    "role": ROLE,
    "organisation_type": ORGANISATION_TYPE,
    "size_class": SIZE_CLASS,
    "sector": SECTOR,
    "state": STATE,
    "sme": SME,
    "autonomous": TERNARY,
    "publicly_controlled": TERNARY,
    "aggregated": TERNARY,
    "registered": TERNARY,
    "attended": TERNARY,
    "completed": TERNARY,
    "person_rule": PERSON_RULE,
    "organisation_rule": ORGANISATION_RULE,
    "linkage": LINKAGE,
    "step": TRACE_STEP,
    "wave": WAVE,
    "pairing_rule": PAIRING_RULE,
    "meaning": ANSWER_MEANING,
    "base": SHARE_BASE,
    "rate": RESPONSE_RATE,
    "aspect": ASPECT,
    "activity": ACTIVITY,
    "change": CHANGE,
    "matched": MATCHED,
    "measure": OUTCOME_MEASURE,
    "estimator": ESTIMATOR,
    "part": COMPARISON_PART,
    "kept": MATCHED,
    "relation": CLAIM_RELATION,
    "held_against": CLAIM_MEASURE,
    "on_these_data": CLAIM_VERDICT,
    "untested": UNTESTED,
}

INDICATOR = (
    "events",
    "events_online",
    "registrations",
    "attendances",
    "participants",
    "organisations",
    "enterprise_participants",
    "enterprises",
    "smes",
    "sme_representatives",
    "advisers_reached",
    "advisers_trained",
    "adviser_organisations",
)
