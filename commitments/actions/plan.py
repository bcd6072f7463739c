"""The commitments of a plan: added, moved, merged, stopped, put in order."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Lower

from commitments.actions import RefusedError
from commitments.actions.changes import (
    Occasion,
    Seen,
    audit,
    held,
    hold,
    next_position,
    refuse_ended,
    refuse_occasion,
    settle,
    write_down,
)
from commitments.actions.ordering import exchange
from commitments.dates import Span
from commitments.models import ChangeKind, Commitment, PeriodState, Post, StatusUpdate, Strategy, User
from commitments.plan.happenings import REORDERED
from commitments.plan.places import Place, next_ref, place
from commitments.rounds.owing import owing_in
from commitments.text import one_line, shortened


@dataclass(frozen=True)
class NewCommitment:
    """What is asked of a commitment that is added; with no ref, it gets the next free one of its priority."""

    wording: str
    place: Place
    ref: str = ""
    lead: Post | None = None
    due: Span | None = None


@transaction.atomic
def add_commitment(*, strategy: Strategy, new: NewCommitment, occasion: Occasion, by: User) -> Commitment:
    """Adds a commitment to a plan that was published without it, behind the others of its priority, with its draft in an open round.

    Raises RefusedError for a ref that the strategy has already, whatever its case, without words, and without a reason.
    """
    hold(strategy)
    refuse_occasion(occasion, strategy)
    wording = one_line(new.wording)
    if not wording:
        raise RefusedError("Enter the words of what is added.")
    priority, due = new.place.priority, new.due
    made = Commitment.objects.create(
        strategy=strategy,
        priority=priority,
        theme=new.place.theme,
        ref=_free(strategy, one_line(new.ref) or next_ref(priority)),
        wording=wording,
        in_published_plan=False,
        lead=new.lead,
        position=next_position(priority),
        due_on=due.starts_on if due else None,
        due_precision=due.precision.value if due else "",
        due_words=due.words if due else "",
    )
    write_down(made, ChangeKind.ADDED, occasion, by, new=wording)
    for period in strategy.periods.filter(state=PeriodState.OPEN):
        if owing_in(period).filter(pk=made.pk).exists():
            StatusUpdate.objects.create(commitment=made, period=period)
    return made


@transaction.atomic
def move(*, commitment: Commitment, to: Place, occasion: Occasion, seen: Seen, by: User) -> Commitment:
    """Puts a commitment in another priority or theme of its plan, behind the others there.

    Raises StaleError where it is not as seen; RefusedError for the place where it is, and once it was stopped or merged.
    """
    now = held(commitment, seen)
    refuse_ended(now)
    refuse_occasion(occasion, now.strategy)
    old = place(now.priority, now.theme)
    if (to.priority, to.theme) == (now.priority, now.theme):
        raise RefusedError(f"It stands in “{old}” already. Choose another place, or leave this page.")
    settle(now, to)
    write_down(now, ChangeKind.MOVED, occasion, by, old=old, new=to.words)
    return now


@transaction.atomic
def merge(*, commitment: Commitment, into: Commitment, occasion: Occasion, seen: Seen, by: User) -> Commitment:
    """Makes a commitment part of another one of its plan; its updates stay, and it owes no new one.

    Raises StaleError where it is not as seen; RefusedError for itself, and where either was stopped or merged already.
    """
    now = held(commitment, seen)
    refuse_ended(now)
    refuse_occasion(occasion, now.strategy)
    other = Commitment.objects.in_force().filter(strategy=now.strategy_id, pk=into.pk).exclude(pk=now.pk).first()
    if other is None:
        raise RefusedError(f"{now.ref} can’t be merged into {into.ref}. Choose another that is still in the plan.")
    now.merged_into = other
    now.save(update_fields=["merged_into"])
    write_down(now, ChangeKind.MERGED, occasion, by, old=str(now), new=str(other))
    return now


@transaction.atomic
def stop(*, commitment: Commitment, occasion: Occasion, seen: Seen, by: User) -> Commitment:
    """Says that a commitment will not be gone on with; its updates stay, and it owes no new one.

    Raises StaleError where it is not as seen; RefusedError for one that was stopped or merged already.
    """
    now = held(commitment, seen)
    refuse_ended(now)
    refuse_occasion(occasion, now.strategy)
    write_down(now, ChangeKind.STOPPED, occasion, by, old=now.wording)
    return now


@transaction.atomic
def reorder(*, commitment: Commitment, by: User, up: bool) -> Commitment:
    """Lets a commitment change places with the one before it in its priority and theme, or the one after it. The ledger tells it not.

    Raises RefusedError for the first and the last one.
    """
    hold(commitment.strategy)
    now = Commitment.objects.select_related("strategy__organisation", "priority").get(pk=commitment.pk)
    before, after = exchange(now, neighbours(now), up=up, called=now.ref)
    audit(now, REORDERED, by, before={"place": before}, after={"place": after})
    return now


def neighbours(commitment: Commitment) -> list[Commitment]:
    """A commitment and those that stand with it in its priority and theme, in order."""
    rows = Commitment.objects.in_the_plan().filter(priority=commitment.priority_id, theme=commitment.theme_id)
    return list(rows.order_by("position", "id"))


def _free(strategy: Strategy, ref: str) -> str:
    if len(ref) > 30:
        raise RefusedError("The ref must be 30 characters or fewer.")
    # As the database's own constraint compares refs, which is not how iexact does on every engine.
    there = strategy.commitments.alias(small=Lower("ref")).filter(small=Lower(Value(ref))).first()
    if there is None:
        return ref
    if not strategy.commitments.in_the_plan().filter(pk=there.pk).exists():
        raise RefusedError(f"{there.ref} was the ref of something that was added by mistake. Choose another ref.")
    raise RefusedError(f"{there.ref} is there already: “{shortened(there.wording)}” Choose another ref.")
