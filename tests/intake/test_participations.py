import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from kmu_eval.intake.events import OUTSIDE
from kmu_eval.intake.identity import identify_organisations, identify_participants
from kmu_eval.intake.participations import DONE, build_participations, place_rows
from kmu_eval.intake.pseudonyms import Key
from kmu_eval.programme import OwnStaff
from kmu_eval.schema import INTAKE, PREPARED

KEY = Key(b"a key of the tests")
REFERENCES = pd.Series({"E1": 0, "E2": 1, "old": OUTSIDE})
OUTCOMES = {"registered": "unknown", "attended": "unknown", "completed": "unknown"}


def rows(*given, table="participations"):
    """Rows of lists: each a mapping of what it states; the rest is missing."""
    blank = dict.fromkeys(INTAKE[table].names) | (OUTCOMES if table == "participations" else {})
    read = [
        {"source": "list", "file": "raw/a.csv", "row": i, "fate": "kept", **blank, **each}
        for i, each in enumerate(given, 2)
    ]
    columns = ["source", "file", "row", "fate", *INTAKE[table].names]
    frame = pd.DataFrame(read, columns=columns)
    return frame.astype(dict.fromkeys(INTAKE[table].names, object)).astype({"row": "int64"})


def placed(*given, staff=None, issues=None, table="participations"):
    placed_rows, found = place_rows(rows(*given, table=table), REFERENCES, staff or OwnStaff())
    (issues if issues is not None else []).extend(found)
    return placed_rows


def built(*given):
    kept = placed(*given)
    return build_participations(kept, *identified(kept))


def identified(kept):
    organisations = identify_organisations(kept, KEY)
    return identify_participants(kept, KEY, organisations).default, organisations.default


def told(issues):
    return {language: [issue.text(language) for issue in issues] for language in ("de", "en")}


def test_rows_find_their_event(snapshot):
    issues = []
    after = placed({"event": "E2"}, {"event": "old"}, {"event": "E9"}, {"event": None}, {"event": "E1"}, issues=issues)
    assert after["place"].tolist() == [1, OUTSIDE, -1, -1, 0]
    assert after["fate"].tolist() == ["kept", "outside_period", "kept", "kept", "kept"]
    assert [(i.severity, i.rule, i.row) for i in issues] == [
        ("error", "row_without_event", 5),
        ("error", "unknown_event", 4),
    ]
    assert told(issues) == snapshot


def test_unknown_events_are_named_unless_they_may_be_people():
    issues = []
    given = ["V99", "V98", "V98", "Anna Kern", "Kern", "V1", "V2", "V3", "V4"]
    placed(*({"event": event} for event in given), issues=issues)
    assert (
        issues[0]
        .text("en")
        .startswith(
            "raw/a.csv, 2: rows that name an event which no list of events describes (V1, V2, V3, V4, V98, …): 9."
        )
    )


def test_own_staff_by_domain_and_by_organisation(snapshot):
    staff = OwnStaff(email_domains=("@Zentrum.de",), organisations=("Zentrum  Köln",))
    issues = []
    after = placed(
        {"event": "E1", "email": "anna@ZENTRUM.de"},
        {"event": "E1", "email": "anna@nichtzentrum.de"},
        {"event": "E1", "email": "anna@zentrum.de.example"},
        {"event": "E1", "organisation": "ZENTRUM KÖLN"},
        {"event": "E1", "organisation": "Zentrum Köln Nord"},
        {"event": "E1"},
        {"event": "old", "email": "anna@zentrum.de"},
        staff=staff,
        issues=issues,
    )
    expected = ["own_staff", "kept", "kept", "own_staff", "kept", "kept", "outside_period"]
    assert after["fate"].tolist() == expected
    assert [(i.severity, i.rule, i.rows, i.value) for i in issues] == [("note", "own_staff", 2, "")]
    assert told(issues) == snapshot


def test_own_staff_written_with_other_umlauts_and_blanks():
    staff = OwnStaff(organisations=("Zentrum Ko\u0308ln\u00a0",))
    assert placed({"event": "E1", "organisation": "Zentrum Köln"}, staff=staff)["fate"].tolist() == ["own_staff"]


def test_the_domain_of_an_address_is_what_stands_after_its_last_at():
    staff = OwnStaff(email_domains=("zentrum.de",))
    after = placed(
        {"event": "E1", "email": '"anna@home"@zentrum.de'}, {"event": "E1", "email": "zentrum.de@a.de"}, staff=staff
    )
    assert after["fate"].tolist() == ["own_staff", "kept"]


def test_rows_set_aside_before_stay_as_they_are():
    issues = []
    after = placed({"event": "E9", "fate": "blank_row"}, {"event": None, "fate": "declared"}, issues=issues)
    assert after["fate"].tolist() == ["blank_row", "declared"]
    assert issues == []


def test_several_rows_of_one_person_at_one_event_become_one_with_the_strongest_word():
    person = {"event": "E1", "email": "anna@a.de"}
    participations, participants, links, duplicate = built(
        {**person, "registered": "yes", "attended": "unknown", "role": "other", "minutes": 10, "organisation": "A"},
        {**person, "registered": "unknown", "attended": "yes", "role": "adviser", "minutes": 40},
        {**person, "registered": "no", "attended": "no", "completed": "no", "channel": "online"},
    )
    row = participations.iloc[0].to_dict()
    assert len(participations) == len(participants) == 1
    expected = {"registered": "yes", "attended": "yes", "completed": "no", "role": "adviser", "channel": "online"}
    assert expected.items() <= row.items()
    assert (row["minutes"], row["organisation"]) == (40, 0)
    assert duplicate.tolist() == [False, True, True]
    assert links["participation"].tolist() == [0, 0, 0]
    assert links["row"].tolist() == [2, 3, 4]


def test_what_one_person_did_in_several_stays_is_added_up_and_nothing_stays_nothing():
    person = {"event": "E1", "email": "anna@a.de"}
    found, *_ = built(
        {**person, "messages": 3, "poll_votes": 0},
        {**person, "messages": 4, "poll_votes": 0},
        {**person, "registered": "yes"},
        {"event": "E1", "email": "bert@b.de", "registered": "yes"},
    )
    assert found[list(DONE)].astype(object).where(found[list(DONE)].notna(), None).values.tolist() in (
        [[7, 0, None], [None] * 3],
        [[None] * 3, [7, 0, None]],
    )
    assert {str(found[name].dtype) for name in DONE} == {"Int32"}


def test_two_unnamed_who_differ_in_what_they_did_alone_stand_in_one_order():
    wrote, quiet = {"event": "E1", "messages": 7}, {"event": "E1", "messages": 0}
    pd.testing.assert_frame_equal(built(wrote, quiet)[0], built(quiet, wrote)[0])


def test_more_than_a_column_holds_is_as_much_as_it_holds():
    found, *_ = built(*[{"event": "E1", "email": "anna@a.de", "messages": 999_999_999}] * 3)
    assert found["messages"].tolist() == [2**31 - 1]


def test_one_person_at_two_events_is_one_participant_with_two_participations():
    participations, participants, _, duplicate = built({"event": "E2", "email": "a@a"}, {"event": "E1", "email": "a@a"})
    assert participations["event"].tolist() == [0, 1]
    assert participations["participant"].tolist() == [0, 0]
    assert (len(participants), duplicate.any()) == (1, False)


def test_the_unnamed_and_rows_of_unknown_events_are_never_merged():
    participations, participants, links, duplicate = built(
        {"event": "E1"}, {"event": "E1"}, {"event": "E9", "email": "a@a"}, {"event": "E9", "email": "a@a"}
    )
    assert participations["event"].tolist() == [-1, -1, 0, 0]
    assert sorted(participations["participant"]) == [-1, -1, 0, 0]
    assert (len(participants), duplicate.any()) == (1, False)
    assert sorted(links["participation"]) == [0, 1, 2, 3]


def test_missing_words_and_minutes_stay_missing():
    row = built({"event": "E1", "email": "a@a"})[0].iloc[0]
    assert pd.isna(row["role"])
    assert pd.isna(row["channel"])
    assert pd.isna(row["minutes"])
    assert (row["registered"], row["attended"], row["completed"]) == ("unknown",) * 3
    assert row["organisation"] == -1


def test_zero_minutes_are_not_missing():
    assert built({"event": "E1", "email": "a@a", "minutes": 0})[0]["minutes"].tolist() == [0]


def test_the_rule_that_told_who_it_is_stands_with_the_participant_and_with_the_row():
    _, participants, links, _ = built({"event": "E1", "email": "a@a"}, {"event": "E1", "name": "Anna"}, {"event": "E1"})
    assert sorted(participants["person_rule"]) == ["e_mail", "name_and_event"]
    assert links["person_rule"].tolist() == ["e_mail", "name_and_event", "unnamed"]


def test_no_rows():
    participations, participants, links, duplicate = built()
    assert [len(each) for each in (participations, participants, links, duplicate)] == [0, 0, 0, 0]
    assert list(participations.columns) == list(PREPARED["participations"].names)


def test_rows_are_not_written_into():
    given = rows({"event": "E1", "email": "a@a"}, {"event": "old"})
    before = given.copy()
    after, _ = place_rows(given, REFERENCES, OwnStaff(organisations=("x",)))
    build_participations(after, *identified(after))
    pd.testing.assert_frame_equal(given, before)


word = st.sampled_from(["yes", "no", "unknown"])
some = st.fixed_dictionaries(
    {
        "event": st.sampled_from(["E1", "E2", "E9", None]),
        "email": st.sampled_from([None, "a@a", "b@b"]),
        "organisation": st.sampled_from([None, "A", "B"]),
        "registered": word,
        "attended": word,
        "role": st.sampled_from([None, "enterprise", "adviser"]),
        "minutes": st.sampled_from([None, 0, 5, 90]),
        "messages": st.sampled_from([None, 0, 3]),
    }
)


@settings(max_examples=25)
@given(st.lists(some, max_size=8), st.randoms())
def test_the_order_of_rows_changes_nothing(given_rows, random):
    shuffled = random.sample(given_rows, len(given_rows))
    one, other = built(*given_rows), built(*shuffled)
    pd.testing.assert_frame_equal(one[0], other[0])
    pd.testing.assert_frame_equal(one[1], other[1])


@settings(max_examples=25)
@given(st.lists(some, max_size=8))
def test_what_was_done_adds_up_over_all_rows(given_rows):
    messages = built(*given_rows)[0]["messages"]
    stated = [row["messages"] for row in given_rows if row["messages"] is not None]
    assert messages.sum() == sum(stated)
    assert messages.notna().any() == bool(stated)


@settings(max_examples=25)
@given(st.lists(some, max_size=8))
def test_rows_kept_are_participations_and_duplicates_and_each_is_linked(given_rows):
    participations, _participants, links, duplicate = built(*given_rows)
    assert len(given_rows) == len(participations) + duplicate.sum() == len(links)
    assert set(links["participation"]) == set(range(len(participations)))
    named = participations[(participations["participant"] >= 0) & (participations["event"] >= 0)]
    assert not named.duplicated(["participant", "event"]).any()
    for name in ("attended", "registered"):
        said_yes = {
            (r["email"], r["event"])
            for r in given_rows
            if r[name] == "yes" and r["email"] and r["event"] in ("E1", "E2")
        }
        assert (named[name] == "yes").sum() == len(said_yes)
