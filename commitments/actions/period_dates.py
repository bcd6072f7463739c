"""The dates of rounds: planned back from a meeting, and put off for everybody or for one commitment."""

from datetime import date
from typing import Any

from django.db import transaction

from commitments.actions import RefusedError
from commitments.actions.periods import held, said
from commitments.dates import Precision, in_words, month_in_words
from commitments.models import (
    AuditEvent,
    Commitment,
    Committee,
    Extension,
    Meeting,
    PeriodState,
    ReportingPeriod,
    State,
    StatusUpdate,
    Strategy,
    User,
    slugs,
)
from commitments.rounds.planning import RoundDates
from commitments.text import normalised
from commitments.workbook.apply.strategy import free_slug

_DATES = ("opens_on", "updates_due_on", "approvals_due_on")


@transaction.atomic
def plan_period(
    *,
    strategy: Strategy,
    period: ReportingPeriod | None,
    month: date,
    dates: RoundDates,
    committee: Committee,
    held_on: date,
    by: User,
) -> ReportingPeriod:
    """Gives a planned round its dates and the meeting that receives its report; with no period, makes the round of that month.

    Raises RefusedError for a round that has begun, for a month that has a round already, for a committee of another organisation, and
    for dates that are out of order.
    """
    refuse_disorder(dates.opens_on, dates.updates_due_on, dates.approvals_due_on)
    if dates.papers_due_on > held_on:
        raise RefusedError("Papers are due after the meeting. Choose an earlier day for the papers.")
    if committee.organisation_id != strategy.organisation_id:
        raise RefusedError("This committee is of another organisation. Choose one of your own.")
    found = _of_month(strategy, month) if period is None else _planned(held(period))
    before = _said_of(found)
    for name in _DATES:
        setattr(found, name, getattr(dates, name))
    found.save(update_fields=None if found.pk is None else _DATES)
    meeting = _meeting(found, committee, held_on, dates.papers_due_on)
    after = _said_of(found) | {"meeting": f"{committee}, {held_on}", "papers_due_on": meeting.papers_due_on}
    _record(found, by, "planned", before=before, after=after)
    return found


@transaction.atomic
def extend_period(
    *, period: ReportingPeriod, updates_due_on: date, approvals_due_on: date | None, by: User
) -> ReportingPeriod:
    """Gives an open round other due dates, for everybody.

    Raises RefusedError for a round that is not open, for dates out of order, and where these are its dates already.
    """
    period = _open(held(period))
    refuse_disorder(period.opens_on, updates_due_on, approvals_due_on)
    if (period.updates_due_on, period.approvals_due_on) == (updates_due_on, approvals_due_on):
        raise RefusedError("These are the dates of the round already.")
    before = _said_of(period)
    period.updates_due_on, period.approvals_due_on = updates_due_on, approvals_due_on
    period.save(update_fields=["updates_due_on", "approvals_due_on"])
    _record(period, by, "extended", before=before, after=_said_of(period))
    return period


@transaction.atomic
def extend_commitment(
    *, period: ReportingPeriod, commitment: Commitment, due_on: date, reason: str, by: User
) -> Extension:
    """Gives the update of one commitment a later due date than all others have, and says why.

    Raises RefusedError for a round that is not open, for an update that is not owed or is handed in already, for a day that is no
    later than everybody's, and without a reason.
    """
    period = _open(held(period))
    if not normalised(reason).strip():
        raise RefusedError("Say why this update may come later.")
    if period.updates_due_on and due_on <= period.updates_due_on:
        raise RefusedError(f"Choose a day after {in_words(period.updates_due_on)}, when all updates are due.")
    if not StatusUpdate.objects.filter(period=period, commitment=commitment, state=State.DRAFT).exists():
        raise RefusedError(f"The update of {commitment.ref} is not owed, or is handed in already.")
    before = Extension.objects.filter(period=period, commitment=commitment).first()
    extension, _made = Extension.objects.update_or_create(
        period=period, commitment=commitment, defaults={"due_on": due_on, "reason": reason}
    )
    told = {"ref": commitment.ref, "due_on": due_on, "reason": extension.reason}
    _record(period, by, "extended", before={"due_on": before.due_on} if before else None, after=told)
    return extension


def _planned(period: ReportingPeriod) -> ReportingPeriod:
    if period.state != PeriodState.PLANNED:
        raise RefusedError(f"The round of {period} is {said(period)}. Only a planned one is planned from a meeting.")
    return period


def _open(period: ReportingPeriod) -> ReportingPeriod:
    if period.state != PeriodState.OPEN:
        raise RefusedError(f"The round of {period} is {said(period)}. Only an open one can be extended.")
    return period


def _of_month(strategy: Strategy, month: date) -> ReportingPeriod:
    """A new round, not saved yet, while nobody else can make one."""
    Strategy.objects.select_for_update(no_key=True).get(pk=strategy.pk)
    label, first = month_in_words(month), month.replace(day=1)
    there = list(strategy.periods.all())
    if any(each.month == first or each.label == label for each in there):
        raise RefusedError(f"There is a round of {label} already. Choose it, or another month.")
    slug = free_slug(label, taken={*slugs.PERIOD, *(each.slug for each in there)}, otherwise="period", length=60)
    return ReportingPeriod(strategy=strategy, label=label, slug=slug, month=first)


def _meeting(period: ReportingPeriod, committee: Committee, held_on: date, papers_due_on: date) -> Meeting:
    """The meeting of a committee that receives a period's report, on that day: the one that is there, moved, or a new one."""
    there = list(period.meetings.filter(committee=committee))
    same = next((each for each in there if each.held_on == held_on), there[0] if len(there) == 1 else None)
    meeting = same or Meeting(period=period, committee=committee)
    meeting.held_on, meeting.held_precision, meeting.papers_due_on = held_on, Precision.DAY, papers_due_on
    meeting.save()
    return meeting


def refuse_disorder(opens_on: date | None, updates_due_on: date | None, approvals_due_on: date | None) -> None:
    """Raises RefusedError for days of a round that are not in their order."""
    if opens_on and updates_due_on and updates_due_on < opens_on:
        raise RefusedError("Updates are due before the round opens. Choose a later day for the updates.")
    if updates_due_on and approvals_due_on and approvals_due_on < updates_due_on:
        raise RefusedError("Approvals are due before updates are. Choose a later day for the approvals.")


def _said_of(period: ReportingPeriod) -> dict[str, Any]:
    return {name: getattr(period, name) for name in _DATES}


def _record(period: ReportingPeriod, by: User, what: str, **values: Any) -> None:
    AuditEvent.objects.record(by=by, organisation=period.strategy.organisation, what=what, thing=period, **values)
