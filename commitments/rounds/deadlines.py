"""When an update is due, and whether it is late. Pure: now is an argument, and a day is a day in London.

A due date marks late and refuses nothing; only closing a round refuses.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from commitments.rounds.working_days import is_working_day, working_days_before, working_days_between

LONDON = ZoneInfo("Europe/London")
REMINDED_BEFORE = (10, 5, 1)  # working days before an update is due on which those who owe it are reminded
REMINDED_LATE_EVERY = 5  # working days, once it is late


def day_in_london(now: datetime) -> date:
    """The date in London at an instant. Raises ValueError for a time that does not say of which zone it is."""
    if now.utcoffset() is None:
        raise ValueError("An instant needs a time zone.")
    return now.astimezone(LONDON).date()


def due_on(all_due_on: date | None, extended_to: date | None) -> date | None:
    """The day on which an update is due: that of its round or, where that is later, its own extension."""
    return max((day for day in (all_due_on, extended_to) if day), default=None)


def is_late(due: date | None, now: datetime) -> bool:
    """Whether a due day had ended by an instant, for what was not handed in by then. Without a due day nothing is late."""
    return due is not None and day_in_london(now) > due


def due_in_words(due: date | None, now: datetime) -> str:
    """How far off a due day is: 'due in 3 working days', 'due today', 'late by 2 working days'; 'no due date' without one."""
    if due is None:
        return "no due date"
    today = day_in_london(now)
    days, working = (due - today).days, abs(working_days_between(today, due))
    if days == 0:
        return "due today"
    if days == 1:
        return "due tomorrow"
    far = counted(working, "working day") if working else counted(abs(days), "day")
    return f"due in {far}" if days > 0 else f"late by {far}"


def is_reminder_day(due: date | None, today: date) -> bool:
    """Whether those who owe what is due then are reminded today: 10, 5 and 1 working days before, and every 5 when it is late."""
    if due is None or not is_working_day(today):
        return False
    if today <= due:
        return any(working_days_before(due, days) == today for days in REMINDED_BEFORE)
    return working_days_between(due, today) % REMINDED_LATE_EVERY == 0


def counted(number: int, one: str, several: str = "") -> str:
    """A number with its noun: '1 working day', '2 working days', '3 people'."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"
