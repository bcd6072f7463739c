"""The words of a commitment: changed, and a mistaken change undone."""

from collections.abc import Callable

from django.db import transaction

from commitments.actions import RefusedError
from commitments.actions.changes import Occasion, Seen, held, refuse_ended, refuse_occasion, settle, write_down
from commitments.models import ChangeKind, Commitment, PlanChange, User
from commitments.plan.places import places
from commitments.plan.undoing import empty_updates, last_change, why_not
from commitments.text import one_line


@transaction.atomic
def reword(*, commitment: Commitment, wording: str, occasion: Occasion, seen: Seen, by: User) -> Commitment:
    """Gives a commitment other words; what was published stays as it is.

    Raises StaleError where it is not as seen; RefusedError for no words, the same words, and a commitment that was stopped or merged.
    """
    now = held(commitment, seen)
    refuse_ended(now)
    refuse_occasion(occasion, now.strategy)
    new = one_line(wording)
    if not new:
        raise RefusedError("Enter the new words.")
    if new == now.wording:
        raise RefusedError("These are the words that it has already. Change them, or leave this page.")
    old, now.wording = now.wording, new
    now.save(update_fields=["wording"])
    write_down(now, ChangeKind.REWORDED, occasion, by, old=old, new=new)
    return now


@transaction.atomic
def undo(*, commitment: Commitment, reason: str, seen: Seen, by: User) -> PlanChange:
    """Takes back the last change of a commitment, and gives the entry of the ledger that says so.

    The ledger is append-only, so the mistake stays in it, followed by an entry of the same kind and period with old and new the
    other way round, which names what it undoes; neither counts any more (PlanChange.objects.standing). A rewording gives the old
    words back. A move leads back to the end of the old place. An addition can't be deleted, because the ledger names the
    commitment: it is in no plan, round or report any more (Commitment.objects.in_the_plan), its empty drafts are deleted, and its
    ref is not given again.

    Raises StaleError where the commitment is not as seen; RefusedError where there is nothing to undo or something rests on it.
    """
    now = held(commitment, seen)
    change = last_change(now)
    if change is None:
        raise RefusedError("There is no change to undo.")
    if sentence := why_not(change, now):
        raise RefusedError(f"This can’t be undone. {sentence}")
    if not one_line(reason):
        raise RefusedError("Say what the mistake was.")
    if step := _STEPS.get(change.kind):
        step(now, change)
    occasion = Occasion(f"Undone: {reason}", period=change.period)
    return write_down(now, change.kind, occasion, by, old=change.new, new=change.old, undoes=change)


def _give_words_back(commitment: Commitment, change: PlanChange) -> None:
    commitment.wording = one_line(change.old)
    commitment.save(update_fields=["wording"])


def _move_back(commitment: Commitment, change: PlanChange) -> None:
    found = [each for each in places(commitment.strategy) if each.words == change.old]
    if len(found) != 1:
        raise RefusedError(
            f"This can’t be undone. “{change.old}” is not the name of one place any more: move it there."
        )
    settle(commitment, found[0])


def _part(commitment: Commitment, _change: PlanChange) -> None:
    commitment.merged_into = None
    commitment.save(update_fields=["merged_into"])


def _take_out(commitment: Commitment, _change: PlanChange) -> None:
    for update in empty_updates(commitment):
        update.delete()


_STEPS: dict[str, Callable[[Commitment, PlanChange], None]] = {
    ChangeKind.REWORDED: _give_words_back,
    ChangeKind.MOVED: _move_back,
    ChangeKind.MERGED: _part,
    ChangeKind.ADDED: _take_out,
}
