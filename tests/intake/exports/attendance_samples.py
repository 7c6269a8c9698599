"""Made-up exports, written from the columns in shared/formats/FORMATS.md; nobody in them exists."""

import csv
import io

WEBINAR_2020 = """Attendee Report,
Report Generated:,"Apr 09, 2020 8:50 PM"
Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registered,# Cancelled,Unique Viewers,Total Users
"Digital, aber wie?",328-972-509,"Mar 28, 2020 8:07 AM", 95, 4, 1,2,6
Host Details,
Attended,User Name,Email,Join Time,Leave Time,Time in Session (minutes),Country/Region Name
Yes,Zentrum,zentrum@example.org,"Mar 28, 2020 08:07:27","Mar 28, 2020 09:42:00",95,Germany
Panelist Details,
Attended,User Name,Email,Join Time,Leave Time,Time in Session (minutes),Country/Region Name
Yes,"Lang, Eva",eva@example.org,"Mar 28, 2020 08:10:00","Mar 28, 2020 09:40:00",90,Germany
No,Otto Fern,otto@example.org,--,--,--,--
Attendee Details,
Attended,First Name,Last Name,Email,Registration Time,Approval Status,Join Time,Leave Time,\
Time in Session (minutes),Country
Yes,Anna,"Groß, Dr.",anna@example.org,"Mar 20, 2020 10:00:00",approved,"Mar 28, 2020 08:30:00","Mar 28,\
 2020 08:50:10",21,--
Yes,Anna,"Groß, Dr.",anna@example.org,NA,NA,"Mar 28, 2020 08:45:00","Mar 28, 2020 09:40:00",55,--
No,Bert,Klein,bert@example.org,"Mar 21, 2020 11:00:00",approved,--,--,--,--
No,Cora,Kurz,cora@example.org,"Mar 22, 2020 11:00:00",cancelled by self,--,--,--,--
Other Attended,
User Name,Join Time,Leave Time,Time in Session (minutes),Country/Region Name
4930*****25,"Mar 28, 2020 8:30 AM","Mar 28, 2020 9:18 AM",48,Germany
"""
WEBINAR_2025 = """Attendee Report,,,,,,,,,,,,,
Report Generated:,04/26/2026 08:00:00 PM,,,,,,,,,,,,
Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registrants,# Cancelled,Enable Registration,\
Unique Viewers,,,,,,
Kunden finden,876 5432 1098,04/26/2026 10:45:17 AM,61,2,0,Yes,1,,,,,,
Host Details,,,,,,,,,,,,,
Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest,\
Country/Region Name,,,,,,
Yes,Zentrum,zentrum@example.org,04/26/2026 10:45:17 AM,04/26/2026 11:46:00 AM,61,No,Germany,,,,,,
Attendee Details,,,,,,,,,,,,,
Attended,User Name (Original Name),First Name,Last Name,Email,Phone,Registration Time,Approval Status,Join Time,\
Leave Time,Time in Session (minutes),Is Guest,Country/Region Name,Source Name
Yes,Annas iPad,Anna,Groß,anna@example.org,+49 30 1,04/20/2026 09:00:00 AM,approved,04/26/2026 10:50:00 AM,\
04/26/2026 11:40:00 AM,50,Yes,Germany,--
No,--,Bert,,bert@example.org,,04/21/2026 09:00:00 AM,approved,--,--,--,--,--,
Yes,iPhone,,,,,,,04/26/2026 10:51:00 AM,04/26/2026 11:00:00 AM,9,Yes,Germany,
Other Attended,,,,,,,,,,,,,
"""
MEETING = """\ufeffName (original name),Email,Join time,Leave time,Duration (minutes),In waiting room\r
"Groß, Anna",anna@example.org,04/12/2022 09:58:01 AM,04/12/2022 10:00:00 AM,2,Yes\r
"Groß, Anna",anna@example.org,04/12/2022 10:00:00 AM,04/12/2022 10:59:01 AM,60,No\r
Bert (Bert Klein),,04/12/2022 10:01:00 AM,04/12/2022 10:30:00 AM,29,No\r
Bert (Bert Klein),,04/12/2022 10:31:00 AM,04/12/2022 11:00:00 AM,29,No\r
iPhone von Cora,,04/12/2022 10:02:00 AM,04/12/2022 10:30:00 AM,28,No\r
"""
MEETING_WITH_BLOCK = """Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants,
944 1234 5678,"Sprechstunde, offen",04/12/2022 09:55:00 AM,04/12/2022 11:00:00 AM,zentrum@example.org,65,3,

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest
Zentrum,Zentrum@example.org,04/12/2022 09:55:00 AM,04/12/2022 11:00:00 AM,65,No
Anna Groß,anna@example.org,04/12/2022 10:00:00 AM,04/12/2022 10:59:01 AM,60,Yes
Bert Klein,,04/12/2022 10:01:00 AM,04/12/2022 10:30:00 AM,29,Yes
"""
MEETING_NEW_BLOCK = """Topic,ID,Duration (minutes),Start time,End time,Participants
Sprechstunde,944 1234 5678,65,04/12/2022 09:55:00 AM,04/12/2022 11:00:00 AM,3

Name (original name),Email,Total duration (minutes),Guest
Anna Groß,anna@example.org,60,Yes
"""
FLAT = (
    "Topic,MeetingID,User_Name,User_Email_1,Department,Group,HasZoomRooms,Creation_Time,Start_Time,End_Time,"
    "Duration_Minutes_1,Participants,NameOriginalName,User_Email_2,Join_Time,Leave_Time,Duration_Minutes_2,Guest\n"
    "Sprechstunde,944 12,Zentrum,z@example.org,,,No,T0,T1,T2,65,2,Zentrum,z@example.org,T1,T2,65,No\n"
    "Sprechstunde,944 12,Zentrum,z@example.org,,,No,T0,T1,T2,65,2,Anna Groß,,T3,T4,60,Yes\n"
)
FLAT_OF_TWO = FLAT + "Workshop,955 13,Zentrum,z@example.org,,,No,T0,T5,T6,65,2,Bert Klein,,T5,T6,60,Yes\n"
JOINS = """Full Name\tUser Action\tTimestamp
Groß Anna\tJoined before\t11/12/2020, 12:27:24
Groß Anna\tLeft\t11/12/2020, 12:45:18
Klein Bert\tLeft\t11/12/2020, 12:50:00
Klein Bert\tJoined\t11/12/2020, 12:28:09
Groß Anna\tJoined\t11/12/2020, 13:00:00
493012345678\tJoined\t11/12/2020, 12:30:00
Kurz Cora\tLeft\t11/12/2020, 12:31:00
"""
REPORT = """1. Summary
Meeting title\tErfahrungen, geteilt
Attended participants\t4
Start time\t7/22/26, 7:00:00 PM
End time\t7/22/26, 8:01:00 PM
Meeting duration\t1h 1m
Average attendance time\t30m

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole
Zentrum\t7/22/26, 7:00:00 PM\t7/22/26, 8:01:00 PM\t1h 1m\tzentrum@example.org\tzentrum@example.org\tOrganizer
Lang, Eva\t7/22/26, 7:01:00 PM\t7/22/26, 8:00:00 PM\t40m 30s\t\teva@example.org\tPresenter
Anna Groß (Guest)\t7/22/26, 7:02:11 PM\t7/22/26, 8:00:00 PM\t57m 49s\t\t\tAttendee
iPad\t7/22/26, 7:03:00 PM\t7/22/26, 7:10:00 PM\t7m\t\t\tAttendee
Otto Fern\t7/22/26, 7:03:00 PM\t7/22/26, 7:58:00 PM\t20m 31s\totto@example.org\totto@example.org\tAttendee

3. In-Meeting activities
Name\tJoin time\tLeave time\tDuration\tEmail\tRole
Zentrum\t7/22/26, 7:00:00 PM\t7/22/26, 8:01:00 PM\t1h 1m\tzentrum@example.org\tOrganizer
Lang, Eva\t7/22/26, 7:01:00 PM\t7/22/26, 7:20:00 PM\t19m\t\tPresenter
Lang, Eva\t7/22/26, 7:38:30 PM\t7/22/26, 8:00:00 PM\t21m 30s\t\tPresenter
Anna Groß (Guest)\t7/22/26, 7:02:11 PM\t7/22/26, 8:00:00 PM\t57m 49s\t\tAttendee
iPad\t7/22/26, 7:03:00 PM\t7/22/26, 7:10:00 PM\t7m\t\tAttendee
"""
REPORT_GERMAN = """1. Zusammenfassung
Besprechungstitel\t2026
Teilnehmer\t2
Startzeit\t06.10.26, 18:00:00
Endzeit\t06.10.26, 19:00:00

2. Teilnehmer
Name\tErste Teilnahme\tLetzter Austritt\tDauer der Besprechung\tE-Mail\tTeilnehmer-ID (UPN)\tRolle
Zentrum\t06.10.26, 18:00:00\t06.10.26, 19:00:00\t1 Std. 0 Min.\tzentrum@example.org\tzentrum@example.org\tOrganisator
Anna Groß\t06.10.26, 18:01:00\t06.10.26, 19:00:00\t59 Min. 0 Sek.\t\t\tReferent

3. Aktivitäten in der Besprechung
Name\tBeitreten\tVerlassen\tDauer\tE-Mail\tRolle
Zentrum\t06.10.26, 18:00:00\t06.10.26, 19:00:00\t1 Std. 0 Min.\tzentrum@example.org\tOrganisator
Anna Groß\t06.10.26, 18:01:00\t06.10.26, 19:00:00\t59 Min. 0 Sek.\t\tReferent
"""
REPORT_OF_ONE_TABLE = """Meeting Summary
Total Number of Participants\t2
Meeting Title\tSprechstunde
Meeting Start Time\t4/12/2021, 10:00:00 AM

Full Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole\tParticipant ID (UPN)
Zentrum\t4/12/2021, 10:00:00 AM\t4/12/2021, 11:00:00 AM\t1h\tz@example.org\tOrganizer\tz@example.org
Anna Groß\t4/12/2021, 10:05:00 AM\t4/12/2021, 11:00:00 AM\t55m\t\tAttendee\tanna@example.org
"""
LIVE = """SessionId,ParticipantId,FullName,UserAgent,UtcEventTimestamp,Action,Role
s1,p1,Anna Groß,"Mozilla/5.0 (X11, Linux)",2020-11-12 10:00:00,Joined,Attendee
s2,p1,Anna Groß,Mobile,2020-11-12 10:10:00,Joined,Attendee
s1,p1,Anna Groß,"Mozilla/5.0 (X11, Linux)",2020-11-12 10:30:00,Left,Attendee
s3,p2,Zentrum,Desktop,2020-11-12 09:50:00,Joined,Organizer
s2,p1,Anna Groß,Mobile,2020-11-12 10:20:00,Left,Attendee
s4,,Anonymous,Desktop,2020-11-12 10:05:00,Joined,Attendee
"""
DASHBOARD_HEAD = (
    "Name,Moderator,Activity Score,Talk Time,Webcam Time,Messages,Reactions,Poll Votes,Raise Hands,Join,Left,Duration"
)
DASHBOARD_HEAD_GERMAN = (
    "Name,Moderator,Activity Score,Redezeit,Webcamzeit,Nachrichten,Reactions,Abstimmungen,Gehobene Hände,"
    "Teilnahme,Verlassen,Duration"
)


def dashboard(*people, head=DASHBOARD_HEAD, polls=(), anonymous=(), nobody="Anonymous"):
    """The user data of BigBlueButton's dashboard, as it is put together there: no quote or comma is ever marked."""
    last = (nobody, *[""] * 11, *anonymous)
    fields = [",".join(f'"{field}"' for field in row) for row in (*people, last)]
    return "\r\n".join([",".join((head, *polls)), *fields])


DASHBOARD = dashboard(
    ("Zentrum", "TRUE", "0", "00:20:00", "01:00:00", "9", "0", "0", "0", "3/2/2022, 01:55:00 PM", "-", "01:10:00"),
    ("Anna Groß", "FALSE", "7.5", "00:02:10", "-", "4", "1", "2", "1", "3/2/2022, 02:00:10 PM",
     "3/2/2022, 03:00:00 PM", "00:49:31"),
    ("Bert Klein", "FALSE", "0", "-", "-", "0", "0", "0", "0", "3/2/2022, 02:05:09 PM", "3/2/2022, 02:35:09 PM",
     "00:30:00"),
    ("iPad", "FALSE", "1", "-", "-", "1", "0", "0", "0", "3/2/2022, 02:05:09 PM", "3/2/2022, 02:10:09 PM",
     "00:05:00"),
)  # fmt: skip
DASHBOARD_GERMAN = dashboard(
    ("Zentrum", "TRUE", "0", "-", "-", "3", "0", "0", "0", "2.3.2022, 13:55:00", "2.3.2022, 15:05:00", "01:10:00",
     "-", "-"),
    ("Anna \"Ännchen\" Groß", "FALSE", "3,5", "00:02:10", "00:50:00", "2", "0", "2", "0", "2.3.2022, 14:00:00",
     "2.3.2022, 15:00:00", "01:00:00", "ja, \"sehr\"", "Kundenpost"),
    ("Klein, Bert", "FALSE", "0,5", "-", "-", "0", "0", "0", "1", "2.3.2022, 14:00:00", "2.3.2022, 15:00:00",
     "01:00:00", "-", "-"),
    head=DASHBOARD_HEAD_GERMAN,
    polls=("Nützlich, alles in allem?", "Was ist \"gute\" Werbung?"),
    anonymous=("ja\r\nnein\r\nweiß \"noch\" nicht", ""),
    nobody="Anonym",
)  # fmt: skip
SAMPLES = {
    "zoom_webinar": (WEBINAR_2020, WEBINAR_2025),
    "zoom_meeting": (MEETING, MEETING_WITH_BLOCK, MEETING_NEW_BLOCK, FLAT, FLAT_OF_TWO),
    "teams_report": (REPORT, REPORT_GERMAN, REPORT_OF_ONE_TABLE),
    "teams_joins": (JOINS,),
    "teams_live_event": (LIVE,),
    "bigbluebutton": (DASHBOARD, DASHBOARD_GERMAN),
}


def grid(text, delimiter=None):
    """The cells of a sample, as the intake reads a file."""
    delimiter = delimiter or ("\t" if "\t" in text else ",")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def told(rows, *columns):
    """By row its fate and what stands in some columns."""
    cells = rows.cells[list(columns)].to_numpy().tolist()
    return {row: (fate, *texts) for row, fate, texts in zip(rows.cells.index, rows.fate, cells, strict=True)}
