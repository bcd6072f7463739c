"""An update on its way to the board: submitted, returned, approved."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from commitments.actions import RefusedError
from commitments.models import AuditEvent, Rating, State, StatusUpdate, User
from commitments.text import normalised


@transaction.atomic
def submit(*, update: StatusUpdate, by: User, now: datetime | None = None) -> StatusUpdate:
    """Hands a draft in for approval.

    Raises RefusedError unless it is a draft with a stage, and a reason where the board will ask for one.
    """
    update = _locked(update)
    _refuse_unless_it_may_become(update, State.SUBMITTED)
    if not update.stage:
        raise RefusedError("Choose a stage before you submit this update.")
    if update.needs_reason() and not update.reason:
        rated_low = update.rating in Rating.needing_reason
        status = update.get_rating_display() if rated_low else update.get_stage_display()
        raise RefusedError(f"Say why this is {status.lower()} and what will be done.")
    update.state, update.submitted_by, update.submitted_at = State.SUBMITTED, by, now or timezone.now()
    update.return_note = ""
    return _saved(update, by, "submitted", "state", "submitted_by", "submitted_at", "return_note")


@transaction.atomic
def approve(*, update: StatusUpdate, by: User, now: datetime | None = None) -> StatusUpdate:
    """Approves a submitted update, so that reports may print it. Raises RefusedError for any other."""
    update = _locked(update)
    _refuse_unless_it_may_become(update, State.APPROVED)
    update.state, update.approved_by, update.approved_at = State.APPROVED, by, now or timezone.now()
    return _saved(update, by, "approved", "state", "approved_by", "approved_at")


@transaction.atomic
def return_to_author(*, update: StatusUpdate, by: User, note: str) -> StatusUpdate:
    """Gives a submitted update back as a draft, with a note that says what is wanted. Raises RefusedError without one."""
    update = _locked(update)
    if update.state != State.SUBMITTED:
        raise RefusedError(
            f"This update is {update.get_state_display().lower()}; only a submitted one can be returned."
        )
    if not normalised(note).strip():
        raise RefusedError("Say what the author should change.")
    update.state, update.return_note = State.DRAFT, note
    return _saved(update, by, "returned", "state", "return_note")


def _locked(update: StatusUpdate) -> StatusUpdate:
    """The update as the database has it now, held until the transaction ends (SQLite holds the whole database)."""
    held = StatusUpdate.objects.select_for_update(of=("self",))
    return held.select_related("commitment__strategy__organisation", "period").get(pk=update.pk)


def _refuse_unless_it_may_become(update: StatusUpdate, state: State) -> None:
    if not State(update.state).may_become(state):
        raise RefusedError(
            f"This update is {update.get_state_display().lower()} and can’t become {state.label.lower()}."
        )


def _saved(update: StatusUpdate, by: User, what: str, *fields: str) -> StatusUpdate:
    update.revision += 1
    update.save(update_fields=[*fields, "revision"])
    AuditEvent.objects.record(
        by=by,
        organisation=update.commitment.strategy.organisation,
        what=what,
        thing=update,
        after={"state": update.state, "revision": update.revision},
    )
    return update
