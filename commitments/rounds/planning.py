"""A round planned back from the meeting that receives its report. Pure.

Everything is counted in working days of England, so that nothing falls due when nobody is at work.
"""

from dataclasses import dataclass
from datetime import date

from commitments.rounds.deadlines import counted
from commitments.rounds.working_days import working_days_before

APPROVALS_BEFORE_PAPERS = 5  # working days for the report to be made of what was approved
UPDATES_BEFORE_APPROVALS = 10  # working days in which executives read what was handed in
OPENS_BEFORE_UPDATES = 20  # working days in which updates are written


@dataclass(frozen=True)
class RoundDates:
    """The days of a round, in their order."""

    opens_on: date
    updates_due_on: date
    approvals_due_on: date
    papers_due_on: date


def planned_back(held_on: date, papers_working_days: int) -> RoundDates:
    """The days of a round whose report goes to a meeting on that day, with papers due that many working days before it."""
    papers = working_days_before(held_on, papers_working_days)
    approvals = working_days_before(papers, APPROVALS_BEFORE_PAPERS)
    updates = working_days_before(approvals, UPDATES_BEFORE_APPROVALS)
    opens = working_days_before(updates, OPENS_BEFORE_UPDATES)
    return RoundDates(opens, updates, approvals, papers)


def explained(dates: RoundDates, papers_working_days: int) -> dict[str, str]:
    """How each day was counted, by its name, with its day of the week."""
    rules = {
        "opens_on": (OPENS_BEFORE_UPDATES, "updates are due"),
        "updates_due_on": (UPDATES_BEFORE_APPROVALS, "approvals are due"),
        "approvals_due_on": (APPROVALS_BEFORE_PAPERS, "papers are due"),
        "papers_due_on": (papers_working_days, "the meeting"),
    }
    return {
        name: f"{getattr(dates, name):%A}, {counted(number, 'working day')} before {then}."
        for name, (number, then) in rules.items()
    }
