"""A round is closed, and in the same instant somebody writes in it: does a write land in a round that is closed by then?"""

import json
import sys
from collections.abc import Callable
from threading import Thread

from django.core.management import call_command
from django.db import connection, transaction

from commitments.actions import RefusedError
from commitments.actions.periods import close_period
from commitments.actions.writing import hand_in, write
from commitments.models import AuditEvent, PeriodState, ReportingPeriod, StatusUpdate, User
from commitments.writing.written import Written
from tests.commitments.actions.steps import ACTIONS, ALLOWED, LATER, in_state
from tests.factories import StatusUpdateFactory, UserFactory

WAIT = 0.3  # seconds in which a write that nothing holds up is done
Write = Callable[[StatusUpdate, User], object]


def _written(update: StatusUpdate, by: User) -> object:
    return write(
        commitment=update.commitment,
        period=update.period,
        by=by,
        revision=update.revision,
        written=Written(stage="in_progress", rating="green", reason="Written as the round closed"),
    )


def _handed_in(update: StatusUpdate, by: User) -> object:
    written = Written(stage="in_progress", rating="green")
    return hand_in(commitment=update.commitment, period=update.period, by=by, revision=update.revision, written=written)


def unguarded(update: StatusUpdate, by: User) -> None:
    """Submits as a page does that looks at the round, and then saves."""
    now = StatusUpdate.objects.select_related("period").get(pk=update.pk)
    if now.period.state == PeriodState.CLOSED:
        raise RefusedError("The round is closed.")
    StatusUpdate.objects.filter(pk=update.pk).update(state="submitted", submitted_by=by, submitted_at=LATER)


# Every write that closing refuses, with the state of the update that it is tried on.
WRITES: dict[str, tuple[str, Write]] = {
    **{name: (state, ACTIONS[name]) for name, state in ALLOWED},
    "write": ("draft", _written),
    "hand in": ("draft", _handed_in),
}


def an_update(state: str) -> StatusUpdate:
    """An update of an open round in which another is owed."""
    update = in_state(state, period__state="open")
    StatusUpdateFactory(commitment__priority=update.commitment.priority, period=update.period)
    return StatusUpdate.objects.select_related("commitment__strategy", "period__strategy").get(pk=update.pk)


def lands_after_closing(state: str, save: Write) -> bool:
    """Whether a write that comes while somebody closes the round changes the update all the same."""
    update = an_update(state)
    before = _said(update)
    writing = Attempt(save, update, UserFactory())
    with transaction.atomic():
        close_period(period=update.period, by=UserFactory(), sure=True)
        writing.start()
        writing.join(WAIT)
    writing.join()
    assert ReportingPeriod.objects.get(pk=update.period_id).state == PeriodState.CLOSED
    return _said(update) != before or not writing.refused


def counted_by_closing(save: Write) -> dict[str, int]:
    """What closing says that it left, where it comes while somebody hands in one of two updates that are owed."""
    update = an_update("draft")
    closing = Attempt(lambda there, by: close_period(period=there.period, by=by, sure=True), update, UserFactory())
    with transaction.atomic():
        save(update, UserFactory())
        closing.start()
        closing.join(WAIT)
    closing.join()
    after: dict[str, int] = AuditEvent.objects.filter(what="closed").latest("pk").after
    return {name: after[name] for name in ("not submitted", "not approved")}


class Attempt(Thread):
    """A write in a thread, and so over a connection, of its own."""

    def __init__(self, save: Write, update: StatusUpdate, by: User) -> None:
        super().__init__()
        self.refused = ""
        self._save = save
        self._given = update, by

    def run(self) -> None:
        """Writes, and keeps the sentence where it is refused."""
        try:
            self._save(*self._given)
        except RefusedError as error:
            self.refused = str(error)
        finally:
            connection.close()


def _said(update: StatusUpdate) -> dict[str, object]:
    return StatusUpdate.objects.filter(pk=update.pk).values().get()


def outcome() -> dict[str, object]:
    """Which writes land in a closed round, and what closing counts."""
    landed = [name for name, (state, save) in WRITES.items() if lands_after_closing(state, save)]
    return {"landed": landed, "counted": counted_by_closing(WRITES["submit"][1])}


def main() -> None:
    """Prints the outcome in a new database, the one that DATABASE_URL names."""
    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps(outcome()))
