"""Days as the text of a calendar that programs such as Outlook subscribe to (RFC 5545). Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

MAKER = "-//Strategy Tracker//Due dates//EN"
READ_AGAIN = timedelta(hours=6)  # as often programs are asked to look for changes


@dataclass(frozen=True)
class Entry:
    """Something on a day. Its `uid` stays when its day changes, so that programs move it instead of adding another."""

    uid: str
    day: date
    summary: str
    description: str
    url: str


def ics(name: str, entries: list[Entry], now: datetime) -> bytes:
    """The text of a calendar of that name, stamped with the instant at which it was asked for."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, now))
    text: bytes = calendar.to_ical()
    return text


def _event(entry: Entry, now: datetime) -> Event:
    """A whole day that leaves its owner free."""
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", now)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    event.add("url", entry.url)
    event.add("transp", "TRANSPARENT")
    return event
