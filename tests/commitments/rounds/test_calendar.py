"""The text of a calendar, by RFC 5545."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as some
from icalendar import Calendar

from commitments.rounds.calendar import Entry, ics

NOW = datetime(2022, 9, 1, 12, 30, tzinfo=UTC)
ENTRY = Entry(
    uid="updates-7@tracker.example.nhs.uk",
    day=date(2022, 9, 5),
    summary="CCC: 2 updates due; September 2022, both",
    description="BD-01 Open the “new” hospital\nBD-02 Hire nurses, and keep them; all of them: every single one",
    url="https://tracker.example.nhs.uk/",
)


def test_calendar_is_folded_escaped_and_stamped():
    assert ics("Strategy Tracker", [ENTRY], NOW).split(b"\r\n") == [
        *(b"BEGIN:VCALENDAR", b"VERSION:2.0", b"PRODID:-//Strategy Tracker//Due dates//EN", b"METHOD:PUBLISH"),
        *(b"NAME:Strategy Tracker", b"X-WR-CALNAME:Strategy Tracker", b"REFRESH-INTERVAL;VALUE=DURATION:PT6H"),
        *(b"BEGIN:VEVENT", b"SUMMARY:CCC: 2 updates due\\; September 2022\\, both"),
        *(b"DTSTART;VALUE=DATE:20220905", b"DTEND;VALUE=DATE:20220906", b"DTSTAMP:20220901T123000Z"),
        b"UID:updates-7@tracker.example.nhs.uk",
        "DESCRIPTION:BD-01 Open the “new” hospital\\nBD-02 Hire nurses\\, and kee".encode(),
        b" p them\\; all of them: every single one",
        *(b"TRANSP:TRANSPARENT", b"URL:https://tracker.example.nhs.uk/", b"END:VEVENT", b"END:VCALENDAR", b""),
    ]


def test_calendar_without_entries_is_one_all_the_same():
    text = ics("Strategy Tracker", [], NOW)

    assert (text.startswith(b"BEGIN:VCALENDAR\r\n"), b"VEVENT" in text) == (True, False)


words = some.text(some.characters(exclude_categories=("Cs", "Cc")) | some.just("\n"), max_size=300)


@given(summary=words, description=words)
def test_words_of_any_kind_come_back_and_no_line_is_too_long(summary, description):
    text = ics("Strategy Tracker", [Entry("1@x", date(2022, 9, 5), summary, description, "https://x/")], NOW)

    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert (str(event.get("summary", "")), str(event.get("description", ""))) == (summary, description)
    assert max(len(line) for line in text.split(b"\r\n")) <= 75
    assert b"\n" not in text.replace(b"\r\n", b"")
