"""The targets of measures, and the days from which the limits of their charts are reckoned anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from commitments.actions import RefusedError
from commitments.actions.measures import figure, held, number_and_words, record, refuse_stale
from commitments.dates import in_words
from commitments.models import MeasureKind, Rebase, SuccessMeasure, Target, User
from commitments.text import one_line

LONGEST_REASON = 500  # characters


@dataclass(frozen=True)
class Goal:
    """What a target says: a number or words, and by when."""

    value: Decimal | str
    due_on: date | None = None


def plain_target(target: Target) -> dict[str, str]:
    """What a target says, likewise."""
    by = in_words(target.due_on) if target.due_on else ""
    return {"value": figure(target.value) or target.words, "due_on": by}


@transaction.atomic
def add_target(*, measure: SuccessMeasure, goal: Goal, by: User) -> Target:
    """Sets a target. Raises RefusedError where the measure has one for that date already."""
    now = held(measure)
    target = _aimed(Target(measure=now), goal)
    target.save()
    record(now, "target set", by, after=plain_target(target))
    return target


@transaction.atomic
def change_target(*, target: Target, goal: Goal, shown: Mapping[str, str], by: User) -> Target:
    """Changes a target. Raises RefusedError where it is not as shown, and where there is one for that date already."""
    now = held_target(target)
    before = plain_target(now)
    refuse_stale(before, shown)
    after = plain_target(_aimed(now, goal))
    if after != before:
        now.save(update_fields=["value", "words", "due_on"])
        record(now.measure, "target changed", by, before, after)
    return now


@transaction.atomic
def delete_target(*, target: Target, by: User) -> None:
    """Takes away a target."""
    now = held_target(target)
    record(now.measure, "target deleted", by, before=plain_target(now))
    now.delete()


@transaction.atomic
def reset_limits(*, measure: SuccessMeasure, day: date, reason: str, by: User) -> Rebase:
    """Lets the limits of a measure's chart be reckoned anew from a day (a rebase), because a lasting change has a known cause.

    Raises RefusedError without a reason, for a day that has no readings before it or none from it on, and for a second of one day.
    """
    now = held(measure)
    why = one_line(reason)
    if not why or len(why) > LONGEST_REASON:
        raise RefusedError(f"Say why the limits are reset, in at most {LONGEST_REASON} characters.")
    numbers = now.observations.filter(value__isnull=False)
    if not (numbers.filter(date__lt=day).exists() and numbers.filter(date__gte=day).exists()):
        raise RefusedError("Choose a date that has readings before it, and readings on or after it.")
    if now.rebases.filter(date=day).exists():
        raise RefusedError(f"The limits are reset from {in_words(day)} already.")
    made = Rebase.objects.create(measure=now, date=day, reason=why, by=by)
    record(now, "limits reset", by, after={"from": in_words(day), "reason": why})
    return made


@transaction.atomic
def delete_reset(*, rebase: Rebase, by: User) -> None:
    """Takes away a reset of the limits: those before it hold on."""
    measure = held(rebase.measure)
    now = measure.rebases.filter(pk=rebase.pk).first()
    if now is None:
        raise RefusedError("Somebody else has taken this reset away meanwhile.")
    record(measure, "reset of limits deleted", by, before={"from": in_words(now.date), "reason": now.reason})
    now.delete()


def held_target(target: Target) -> Target:
    """The target as the database has it, its plan held. Raises RefusedError for one that is gone."""
    measure = held(target.measure)
    now = measure.targets.filter(pk=target.pk).first()
    if now is None:
        raise RefusedError("Somebody else has deleted this target meanwhile.")
    now.measure = measure
    return now


def _aimed(target: Target, goal: Goal) -> Target:
    """The target with what a goal says. Raises RefusedError for a value that is none, and for a second one of a date."""
    measure = target.measure
    if measure.kind and MeasureKind(measure.kind).is_numeric != isinstance(goal.value, Decimal):
        raise RefusedError(f"A target of {measure} is {'a number' if isinstance(goal.value, str) else 'in words'}.")
    target.value, target.words = number_and_words(goal.value)
    if target.value is None and not target.words:
        raise RefusedError("Enter the target.")
    target.due_on = goal.due_on
    if measure.targets.filter(due_on=goal.due_on).exclude(pk=target.pk).exists():
        when = f"by {in_words(goal.due_on)}" if goal.due_on else "without a date"
        raise RefusedError(f"There is a target {when} already. Change that one.")
    return target
