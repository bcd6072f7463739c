"""An update on its way to the board: submitted, withdrawn, returned, approved, rated, reopened.

`site` is where the links of letters lead, such as https://tracker.example.nhs.uk; with none, no letter is sent.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from commitments.actions import RefusedError, notices, periods
from commitments.comparing.said import content
from commitments.models import (
    Answer,
    ApprovedText,
    AuditEvent,
    PeriodState,
    Rating,
    Stage,
    State,
    StatusUpdate,
    User,
)
from commitments.standing.promises import open_steps
from commitments.text import normalised

# What is done to an update, by the participle that says it: from which state it leads, and to which.
STEPS = {
    "submitted": (State.DRAFT, State.SUBMITTED),
    "withdrawn": (State.SUBMITTED, State.DRAFT),
    "returned": (State.SUBMITTED, State.DRAFT),
    "approved": (State.SUBMITTED, State.APPROVED),
    "reopened": (State.APPROVED, State.DRAFT),
    "rated": (State.SUBMITTED, State.SUBMITTED),
}
_ONLY = {State.DRAFT: "a draft", State.SUBMITTED: "a submitted one", State.APPROVED: "an approved one"}
_IS = {State.DRAFT: "a draft", State.SUBMITTED: "submitted", State.APPROVED: "approved"}
_SAID = {"executive_rating", "return_note", "reopened_because"}  # what an audit event repeats


class ChangedError(RefusedError):
    """An update was changed after the person had read it."""


@transaction.atomic
def submit(*, update: StatusUpdate, by: User, now: datetime | None = None, site: str = "") -> StatusUpdate:
    """Hands a draft in for approval, and writes to those who may approve it.

    Raises RefusedError unless it is a draft of a period that is not closed, with a stage, an answer to each earlier next step, and a
    reason where the board will ask for one.
    """
    update = held(update)
    _refuse_unless_it_can_be("submitted", update)
    for sentence in missing(update):
        raise RefusedError(sentence)
    update.submitted_by, update.submitted_at, update.return_note = by, now or timezone.now(), ""
    update = _stepped("submitted", update, by, "submitted_by", "submitted_at", "return_note")
    notices.tell_of_submitting(update=update, by=by, site=site)
    return update


def missing(update: StatusUpdate) -> list[str]:
    """What a draft still lacks before it can be submitted, a sentence each."""
    return list(missing_by_field(update).values())


def missing_by_field(update: StatusUpdate) -> dict[str, str]:
    """The same by what asks for it: 'stage', 'reason', and of each earlier next step by its key 'answer-7' or 'why-7'."""
    found = {}
    if not update.stage:
        found["stage"] = "Choose a stage before you submit this update."
    if update.needs_reason() and not update.reason:
        rated_low = update.rating in Rating.needing_reason
        status = update.get_rating_display() if rated_low else update.get_stage_display()
        found["reason"] = f"Say why this is {status.lower()} and what will be done."
    outcomes = {outcome.point_id: outcome for outcome in update.outcomes.all()}
    for step in open_steps(update):
        outcome = outcomes.get(step.pk)
        if outcome is None or not outcome.answer:
            found[f"answer-{step.pk}"] = f"Say what came of “{step.text}”."
        elif outcome.answer != Answer.DONE and not outcome.note:
            found[f"why-{step.pk}"] = f"Say why “{step.text}” was {outcome.get_answer_display().lower()}."
    return found


@transaction.atomic
def withdraw(*, update: StatusUpdate, by: User) -> StatusUpdate:
    """Takes a submitted update back as a draft. Raises RefusedError for any other."""
    update = held(update)
    _refuse_unless_it_can_be("withdrawn", update)
    return _stepped("withdrawn", update, by)


@transaction.atomic
def approve(
    *,
    update: StatusUpdate,
    by: User,
    now: datetime | None = None,
    rating: Rating | str | None = None,
    revision: int | None = None,
    site: str = "",
) -> StatusUpdate:
    """Approves a submitted update, so that reports may print it, and keeps what was approved word for word.

    `rating` is the executive's own beside the lead's: empty for none, left out to leave it as it is. `revision` is the one that was
    read; ChangedError is raised where it is another by now. Raises RefusedError for an update that isn't submitted, and for who typed any of it.
    """
    update = held(update)
    _refuse_unless_it_can_be("approved", update)
    _refuse_unless_it_was_read(update, revision)
    _refuse_own_text(update, by)
    if rating is not None and rating != update.executive_rating:
        update = _rated(update, by, rating)
    at = now or timezone.now()
    update.approved_by, update.approved_at = by, at
    because, update.reopened_because = update.reopened_because, ""
    update = _stepped("approved", update, by, "approved_by", "approved_at", "reopened_because")
    ApprovedText.objects.create(
        update=update,
        number=update.approved_texts.count() + 1,
        content=content(update),
        approved_by=by,
        approved_at=at,
        reopened_because=because,
    )
    notices.tell_of_approving(update=update, by=by, site=site)
    return update


@transaction.atomic
def return_to_author(
    *, update: StatusUpdate, by: User, note: str, revision: int | None = None, site: str = ""
) -> StatusUpdate:
    """Gives a submitted update back as a draft, with a note that says what is wanted, and writes to its people.

    Raises RefusedError without a note, and ChangedError where it is no longer the revision that was read.
    """
    update = held(update)
    _refuse_unless_it_can_be("returned", update)
    _refuse_unless_it_was_read(update, revision)
    if not normalised(note).strip():
        raise RefusedError("Say what the author should change.")
    update.return_note = note
    update = _stepped("returned", update, by, "return_note")
    notices.tell_of_returning(update=update, by=by, site=site)
    return update


@transaction.atomic
def rate(*, update: StatusUpdate, by: User, rating: Rating | str) -> StatusUpdate:
    """Gives a submitted update an executive's own rating beside the lead's; an empty one takes it away."""
    update = held(update)
    _refuse_unless_it_can_be("rated", update)
    return _rated(update, by, rating)


@transaction.atomic
def reopen(*, update: StatusUpdate, by: User, reason: str) -> StatusUpdate:
    """Makes an approved update a draft again. What was approved stays in its approved text. Raises RefusedError without a reason."""
    update = held(update)
    _refuse_unless_it_can_be("reopened", update)
    if not normalised(reason).strip():
        raise RefusedError("Say why this update is reopened.")
    update.approved_by, update.approved_at, update.reopened_because = None, None, reason
    return _stepped("reopened", update, by, "approved_by", "approved_at", "reopened_because")


def held(update: StatusUpdate) -> StatusUpdate:
    """The update as the database has it now, held until the transaction ends (SQLite holds the whole database).

    Its round is held first, as whoever opens or closes it does: so none is closed between the look at it and the write.
    """
    period = periods.held(update.period)
    now = StatusUpdate.objects.select_for_update(of=("self",)).select_related("commitment__strategy__organisation")
    found = now.get(pk=update.pk)
    found.period = period
    return found


def _refuse_unless_it_can_be(done: str, update: StatusUpdate) -> None:
    state, wanted = State(update.state), STEPS[done][0]
    if state != wanted:
        rest = " already" if state.value == done else f"; only {_ONLY[wanted]} can be {done}"
        raise RefusedError(f"This update is {_IS[state]}{rest}.")
    if update.period.state == PeriodState.CLOSED:
        raise RefusedError(f"The round of {update.period} is closed. The strategy team can open it again.")


def _refuse_unless_it_was_read(update: StatusUpdate, revision: int | None) -> None:
    if revision is not None and revision != update.revision:
        raise ChangedError("This update was changed after you opened it. Read it again before you decide.")


def _refuse_own_text(update: StatusUpdate, by: User) -> None:
    if update.typed_by.filter(pk=by.pk).exists():
        raise RefusedError("You typed some of this text, so somebody else has to approve it.")


def _rated(update: StatusUpdate, by: User, rating: Rating | str) -> StatusUpdate:
    if rating and update.stage not in Stage.rated:
        raise RefusedError(f"A commitment that is {update.get_stage_display().lower()} has no rating.")
    before, update.executive_rating = update.executive_rating, Rating(rating) if rating else ""
    return _saved("rated", update, by, "executive_rating", before={"executive_rating": before})


def _stepped(done: str, update: StatusUpdate, by: User, *fields: str) -> StatusUpdate:
    """The update in the state that a step leads to. A draft has no executive's rating: that was of the text as it was submitted."""
    update.state = STEPS[done][1]
    before: dict[str, Any] = {}
    if update.state == State.DRAFT and update.executive_rating:
        before, update.executive_rating = {"executive_rating": update.executive_rating}, ""
        fields = (*fields, "executive_rating")
    return _saved(done, update, by, "state", *fields, before=before)


def _saved(
    done: str, update: StatusUpdate, by: User, *fields: str, before: dict[str, Any] | None = None
) -> StatusUpdate:
    update.revision += 1
    update.save(update_fields=[*fields, "revision"])
    said = {name: value for name in fields if name in _SAID and (value := getattr(update, name))}
    AuditEvent.objects.record(
        by=by,
        organisation=update.commitment.strategy.organisation,
        what=done,
        thing=update,
        before=before,
        after={"state": update.state, "revision": update.revision} | said,
    )
    return update
