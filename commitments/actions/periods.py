"""Rounds: opened, closed, opened again; a wrong opening undone."""

from typing import Any

from django.db import transaction

from commitments.actions import RefusedError
from commitments.models import AuditEvent, PeriodState, ReportingPeriod, State, StatusUpdate, User
from commitments.rounds.deadlines import counted
from commitments.rounds.owing import UNTOUCHED, owing_in


@transaction.atomic
def open_period(*, period: ReportingPeriod, by: User) -> ReportingPeriod:
    """Opens a planned round, or a closed one again, and makes the drafts that are owed and not there, so that people can write.

    Raises RefusedError for a round that is open, and for a planned one that does not say when updates are due.
    """
    period = _held_to_become(period, PeriodState.OPEN, "opened")
    if period.state == PeriodState.PLANNED and period.updates_due_on is None:
        raise RefusedError("Say by when updates are due before you open the round.")
    what = "opened" if period.state == PeriodState.PLANNED else "opened again"
    return _moved(period, PeriodState.OPEN, by, what, {"drafts": _make_drafts(period)})


@transaction.atomic
def undo_opening(*, period: ReportingPeriod, by: User) -> ReportingPeriod:
    """Takes a wrong opening back: its drafts go, and the round is planned again.

    Raises RefusedError for a round that is not open, and once anybody has written anything in it.
    """
    period = _held_to_become(period, PeriodState.PLANNED, "put back")
    updates = StatusUpdate.objects.filter(period=period)
    keys = set(updates.select_for_update(of=("self",)).values_list("pk", flat=True))  # nobody writes meanwhile
    if written := len(keys) - updates.filter(UNTOUCHED).count():
        begun = counted(written, "update has", "updates have")
        raise RefusedError(f"{begun} been begun already. You can close the round instead, and nothing is lost.")
    updates.filter(pk__in=keys).delete()
    return _moved(period, PeriodState.PLANNED, by, "opening undone", {"drafts removed": len(keys)})


@transaction.atomic
def make_drafts(*, period: ReportingPeriod, by: User) -> int:
    """Makes the drafts that an open round lacks, such as those of commitments that were added since; gives their number.

    Raises RefusedError for a round that is not open, and where none is lacking.
    """
    period = held(period)
    if period.state != PeriodState.OPEN:
        raise RefusedError(f"The round of {period} is {said(period)}, so nobody owes an update in it.")
    made = _make_drafts(period)
    if not made:
        raise RefusedError("Every update that is owed has its draft already.")
    _record(period, by, "drafts made", after={"drafts": made})
    return made


@transaction.atomic
def close_period(*, period: ReportingPeriod, by: User, sure: bool = False) -> ReportingPeriod:
    """Closes an open round: nobody can write, submit or approve in it any more. Drafts stay as they are.

    Raises RefusedError for a round that is not open and, unless one is `sure`, while updates are not approved: it says how many.
    """
    period = _held_to_become(period, PeriodState.CLOSED, "closed")
    left = left_open(period)
    if any(left.values()) and not sure:
        raise RefusedError(f"{left_in_words(left)} Confirm that you want to close the round all the same.")
    return _moved(period, PeriodState.CLOSED, by, "closed", left)


def left_open(period: ReportingPeriod) -> dict[str, int]:
    """How many updates closing a round would leave as they are: 'not submitted' (of those that are owed) and 'not approved'."""
    updates = StatusUpdate.objects.filter(period=period)
    handed_in = updates.exclude(state=State.DRAFT)
    return {
        "not submitted": owing_in(period).exclude(pk__in=handed_in.values("commitment")).count(),
        "not approved": updates.filter(state=State.SUBMITTED).count(),
    }


def left_in_words(left: dict[str, int]) -> str:
    """What `left_open` counted, in a sentence or two; empty where nothing is left."""
    drafts, waiting = left["not submitted"], left["not approved"]
    sentences = [
        f"{counted(drafts, 'update is', 'updates are')} not submitted." if drafts else "",
        f"{counted(waiting, 'update is', 'updates are')} submitted but not approved." if waiting else "",
    ]
    return " ".join(filter(None, sentences))


def held(period: ReportingPeriod) -> ReportingPeriod:
    """The period as the database has it now, held until the transaction ends."""
    rows = ReportingPeriod.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("strategy__organisation").get(pk=period.pk)


def said(period: ReportingPeriod) -> str:
    """The state of a period within a sentence."""
    return period.get_state_display().lower()


def _held_to_become(period: ReportingPeriod, state: PeriodState, what: str) -> ReportingPeriod:
    period = held(period)
    if not PeriodState(period.state).may_become(state):
        raise RefusedError(f"The round of {period} is {said(period)}, so it can’t be {what}.")
    return period


def _make_drafts(period: ReportingPeriod) -> int:
    """Makes a draft for each commitment that owes an update and has none; gives their number."""
    lacking = owing_in(period).exclude(updates__period=period)
    drafts = [StatusUpdate(commitment=commitment, period=period) for commitment in lacking]
    return len(StatusUpdate.objects.bulk_create(drafts))


def _moved(period: ReportingPeriod, state: PeriodState, by: User, what: str, more: dict[str, int]) -> ReportingPeriod:
    before, period.state = period.state, state
    period.save(update_fields=["state"])
    _record(period, by, what, before={"state": before}, after={"state": state.value} | more)
    return period


def _record(period: ReportingPeriod, by: User, what: str, **values: dict[str, Any]) -> None:
    AuditEvent.objects.record(by=by, organisation=period.strategy.organisation, what=what, thing=period, **values)
