"""A round corrected: its days, why it is delayed, its meetings; and one that was planned by mistake, deleted."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from commitments.actions import RefusedError
from commitments.actions.period_dates import refuse_disorder
from commitments.actions.periods import held, said
from commitments.dates import Precision, in_words, span_in_words
from commitments.models import AuditEvent, Committee, Meeting, PeriodState, ReportingPeriod, User
from commitments.rounds.working_days import working_days_before
from commitments.text import normalised

_OF_A_ROUND = {"meetings", "reminders", "extensions"}  # what goes with a round that is deleted


@dataclass(frozen=True)
class RoundDays:
    """The days of a round as a form has them, and the month that it was due in with why it is later."""

    opens_on: date | None
    updates_due_on: date | None
    approvals_due_on: date | None
    scheduled_for: date | None
    delay_reason: str

    @classmethod
    def of(cls, period: ReportingPeriod) -> "RoundDays":
        """As they are now."""
        return cls(**{name: getattr(period, name) for name in cls.__dataclass_fields__})

    def mark(self) -> str:
        """By which a form says what it was made of: other days have another."""
        return sha256(repr(self).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class MeetingDays:
    """A meeting as a form has it; without a day for the papers, they are counted back from the meeting."""

    committee: Committee
    held_on: date
    held_precision: Precision
    papers_due_on: date | None


class ChangedDaysError(RefusedError):
    """A round was changed after the person had read it."""


@transaction.atomic
def change_days(*, period: ReportingPeriod, days: RoundDays, read: str, by: User) -> ReportingPeriod:
    """Corrects the days of a round, and says or takes back why it is delayed.

    `read` is the mark of what it said when the person read it. Raises ChangedDaysError where it says something else by now, and
    RefusedError for days out of order, an open round without a day for its updates, and a delay without its month or its reason.
    """
    period = held(period)
    there = RoundDays.of(period)
    if there.mark() != read:
        raise ChangedDaysError(
            "Somebody else has changed this round since you opened the page. Look at its days above, then save again."
        )
    _refuse_days(period, days)
    before = vars(there)
    for name, value in vars(days).items():
        setattr(period, name, value)
    period.save(update_fields=list(before))
    after = vars(RoundDays.of(period))
    changed = [name for name in after if after[name] != before[name]]
    if changed:
        _record(
            period, by, "corrected", {name: before[name] for name in changed}, {name: after[name] for name in changed}
        )
    return period


@transaction.atomic
def add_meeting(*, period: ReportingPeriod, days: MeetingDays, by: User) -> Meeting:
    """A further meeting that receives the report of a period. Raises RefusedError as `change_meeting` does."""
    period = held(period)
    meeting = Meeting(period=period)
    _write(meeting, days)
    _record(period, by, "meeting added", None, _plain(meeting))
    return meeting


@transaction.atomic
def change_meeting(*, meeting: Meeting, days: MeetingDays, by: User) -> Meeting:
    """Corrects a meeting.

    Raises RefusedError for one that is gone, for a committee of another organisation or that meets on that day already, and for
    papers due after the meeting.
    """
    meeting = _held(meeting)
    before = _plain(meeting)
    _write(meeting, days)
    _record(meeting.period, by, "meeting changed", before, _plain(meeting))
    return meeting


@transaction.atomic
def remove_meeting(*, meeting: Meeting, by: User) -> None:
    """Takes a meeting away. Raises RefusedError for one that has received a report or asked something of it."""
    meeting = _held(meeting)
    before = _plain(meeting)
    try:
        meeting.delete()
    except ProtectedError as error:
        raise RefusedError(
            "This meeting has received a report, or asked something of it, so it stays. You can correct its date."
        ) from error
    _record(meeting.period, by, "meeting removed", before, None)


@transaction.atomic
def delete_round(*, period: ReportingPeriod, by: User) -> None:
    """Takes a round away that was planned by mistake, with its meetings.

    Raises RefusedError for one that has begun, and where anything is kept of it: an update, a highlight, a change of the plan.
    """
    period = held(period)
    if period.state != PeriodState.PLANNED:
        raise RefusedError(f"The round of {period} is {said(period)}. Only a planned one can be deleted.")
    if kept_of(period):
        raise RefusedError(f"Something is kept of {period} already, so it stays. You can correct its days.")
    meetings = [f"{each}, {each.held_on}" for each in period.meetings.select_related("committee")]
    _record(period, by, "deleted", {"label": period.label, "month": period.month, "meetings": meetings}, None)
    try:
        period.delete()
    except ProtectedError as error:
        raise RefusedError(f"Something is kept of {period} already, so it stays. You can correct its days.") from error


def kept_of(period: ReportingPeriod) -> bool:
    """Whether anything is kept of a period that would be lost with it; what a meeting received or asked hangs on the meeting."""
    relations = [each for each in period._meta.related_objects if each.get_accessor_name() not in _OF_A_ROUND]
    return any(_has_rows(each.related_model, {each.field.name: period}) for each in relations)


def _has_rows(model: Any, lookup: dict[str, Any]) -> bool:
    return bool(model.objects.filter(**lookup).exists())


def _refuse_days(period: ReportingPeriod, days: RoundDays) -> None:
    refuse_disorder(days.opens_on, days.updates_due_on, days.approvals_due_on)
    if period.state == PeriodState.OPEN and days.updates_due_on is None:
        raise RefusedError("Say by when updates are due: the round is open.")
    reason = normalised(days.delay_reason).strip()
    is_late = days.scheduled_for is not None and days.scheduled_for < period.month
    if days.scheduled_for and days.scheduled_for > period.month:
        raise RefusedError(f"{period} can’t have been due in a later month. Enter that month, or an earlier one.")
    if is_late and not reason:
        raise RefusedError("Say why the round is delayed: the report tells the board.")
    if reason and not is_late:
        raise RefusedError("Say in which earlier month the round was due, or leave the reason empty.")


def _held(meeting: Meeting) -> Meeting:
    """The meeting as the database has it now, its round held until the transaction ends."""
    period = held(meeting.period)
    now = period.meetings.select_related("committee").filter(pk=meeting.pk).first()
    if now is None:
        raise RefusedError("Somebody else has removed this meeting meanwhile.")
    now.period = period
    return now


def _write(meeting: Meeting, days: MeetingDays) -> None:
    committee, is_day = days.committee, days.held_precision == Precision.DAY
    if committee.organisation_id != meeting.period.strategy.organisation_id:
        raise RefusedError("This committee is of another organisation. Choose one of your own.")
    if meeting.period.meetings.filter(committee=committee, held_on=days.held_on).exclude(pk=meeting.pk).exists():
        raise RefusedError(f"The {committee} has a meeting on that date in this round already.")
    papers = days.papers_due_on
    if papers is None and is_day:
        papers = working_days_before(days.held_on, committee.papers_working_days)
    if papers and is_day and papers > days.held_on:
        raise RefusedError(f"Papers are due after the meeting. Choose a day up to {in_words(days.held_on)}.")
    meeting.committee, meeting.held_on, meeting.held_precision = committee, days.held_on, days.held_precision.value
    meeting.papers_due_on = papers
    meeting.save()


def _plain(meeting: Meeting) -> dict[str, Any]:
    day = span_in_words(meeting.held_on, Precision(meeting.held_precision))
    return {"meeting": f"{meeting.committee}, {day}", "papers_due_on": meeting.papers_due_on}


def _record(
    period: ReportingPeriod, by: User, what: str, before: dict[str, Any] | None, after: dict[str, Any] | None
) -> None:
    organisation = period.strategy.organisation
    AuditEvent.objects.record(by=by, organisation=organisation, what=what, thing=period, before=before, after=after)
