"""The success measures of a plan: added, changed, put in order, deleted."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from commitments.actions import RefusedError
from commitments.actions.changes import hold
from commitments.charts.building import as_text
from commitments.models import AuditEvent, MeasureKind, Post, Priority, Strategy, SuccessMeasure, User
from commitments.text import one_line


@dataclass(frozen=True)
class Definition:
    """What a measure is. Its baseline is a number or words, or neither."""

    priority: Priority
    name: str
    kind: MeasureKind
    unit: str = ""
    better: str = ""
    tolerance: Decimal | None = None
    baseline: Decimal | str | None = None
    post: Post | None = None


def plain(measure: SuccessMeasure) -> dict[str, str]:
    """What a measure is, as a page carries it and as it is written down."""
    return {
        "name": measure.name,
        "priority": measure.priority.name,
        "kind": measure.get_kind_display(),
        "unit": measure.unit,
        "better": measure.get_better_display(),
        "tolerance": figure(measure.tolerance),
        "baseline": figure(measure.baseline) or measure.baseline_words,
        "post": measure.post.title if measure.post else "",
    }


def figure(value: Decimal | None) -> str:
    """A number as it is typed: 82.4."""
    return "" if value is None else as_text(value)


@transaction.atomic
def add_measure(*, strategy: Strategy, definition: Definition, by: User) -> SuccessMeasure:
    """Adds a measure behind the others of its priority. Raises RefusedError for a name that its priority has already."""
    hold(strategy)
    measure = SuccessMeasure(position=_next_position(definition.priority))
    _define(measure, definition, strategy)
    measure.save()
    record(measure, "added", by, after=plain(measure))
    return measure


@transaction.atomic
def change_measure(
    *, measure: SuccessMeasure, definition: Definition, shown: Mapping[str, str], by: User
) -> SuccessMeasure:
    """Changes what a measure is; in another priority it goes behind the others. `shown` is what the page showed, as plain.

    Raises RefusedError where it is not as shown, for a name that is there, and for a kind that its values don't fit.
    """
    now = held(measure)
    before = plain(now)
    refuse_stale(before, shown)
    _refuse_other_values(now, definition.kind)
    if definition.priority != now.priority:
        now.position = _next_position(definition.priority)
    _define(now, definition, now.priority.strategy)
    after = plain(now)
    if after != before:
        now.save()
        names = [name for name in after if after[name] != before[name]]
        record(now, "changed", by, {name: before[name] for name in names}, {name: after[name] for name in names})
    return now


@transaction.atomic
def move_measure(*, measure: SuccessMeasure, up: bool, by: User) -> SuccessMeasure:
    """Lets a measure change places with the one before it in its priority, or after it. Raises RefusedError at the end."""
    now = held(measure)
    rows = list(SuccessMeasure.objects.filter(priority=now.priority_id).order_by("position", "id"))
    here = rows.index(now)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        raise RefusedError(f"It is {'first' if up else 'last'} already.")
    rows[here], rows[there] = rows[there], rows[here]
    for position, row in enumerate(rows, start=1):
        row.position = position
    SuccessMeasure.objects.bulk_update(rows, ["position"])
    record(now, "moved up" if up else "moved down", by, {"place": str(here + 1)}, {"place": str(there + 1)})
    return rows[there]


@transaction.atomic
def delete_measure(*, measure: SuccessMeasure, by: User) -> None:
    """Takes away a measure, with its targets. Raises RefusedError for one that has readings: the board may have seen them."""
    now = held(measure)
    if number := now.observations.count():
        raise RefusedError(
            f"It has {number} {'reading' if number == 1 else 'readings'}. Delete {'it' if number == 1 else 'them'} first."
        )
    record(now, "deleted", by, before=plain(now))
    now.delete()


def held(measure: SuccessMeasure) -> SuccessMeasure:
    """The measure as the database has it, its plan held until the transaction ends. Raises RefusedError for one that is gone."""
    hold(measure.priority.strategy)
    rows = SuccessMeasure.objects.select_related("priority__strategy__organisation", "post")
    now = rows.filter(pk=measure.pk).first()
    if now is None:
        raise RefusedError("Somebody else has deleted this measure meanwhile.")
    return now


def refuse_stale(now: Mapping[str, str], shown: Mapping[str, str]) -> None:
    """Raises RefusedError with what is there now where a page showed something else."""
    others = [f"“{value}”" if value else "nothing" for name, value in now.items() if value != shown.get(name)]
    if others:
        raise RefusedError(
            f"Somebody else has changed this since you opened the page. It says now: {', '.join(others)}. "
            "Nothing of yours was saved: save again if yours still holds."
        )


def number_and_words(value: Decimal | str | None) -> tuple[Decimal | None, str]:
    """A value as two columns keep it, of which at most one is filled."""
    return (None, value or "") if isinstance(value, str) or value is None else (value, "")


def record(
    measure: SuccessMeasure,
    what: str,
    by: User,
    before: Mapping[str, str] | None = None,
    after: Mapping[str, str] | None = None,
) -> None:
    """Writes down what somebody did to a measure, its readings, targets or limits: all of it is its history."""
    AuditEvent.objects.record(
        by=by,
        organisation=measure.priority.strategy.organisation,
        what=what,
        thing=measure,
        before=dict(before or {}),
        after=dict(after or {}),
    )


def _define(measure: SuccessMeasure, definition: Definition, strategy: Strategy) -> None:
    """Gives a measure what its definition says. Raises RefusedError for what can't be."""
    name, post = one_line(definition.name), definition.post
    if not name:
        raise RefusedError("Enter the name of the measure.")
    if definition.priority.strategy_id != strategy.pk:
        raise RefusedError("It can only be of a priority of this strategy.")
    if post and post.organisation_id != strategy.organisation_id:
        raise RefusedError(f"{post} is not a post of {strategy.organisation}.")
    # As the import compares names, whatever their case.
    others = SuccessMeasure.objects.filter(priority=definition.priority).exclude(pk=measure.pk)
    if name.casefold() in {each.casefold() for each in others.values_list("name", flat=True)}:
        raise RefusedError(f"{definition.priority} has a measure “{name}” already. Choose another name.")
    measure.priority, measure.name, measure.post = definition.priority, name, post
    measure.kind, measure.unit, measure.better = definition.kind, definition.unit, definition.better
    measure.tolerance = definition.tolerance
    measure.baseline, measure.baseline_words = number_and_words(definition.baseline)


def _refuse_other_values(measure: SuccessMeasure, kind: MeasureKind) -> None:
    """Raises RefusedError for a kind of numbers where values are words, or of words where they are numbers."""
    amiss = {"value__isnull": kind.is_numeric}
    for rows, what in ((measure.observations, "readings"), (measure.targets, "targets")):
        if rows.filter(**amiss).exists():
            values = "words" if kind.is_numeric else "numbers"
            raise RefusedError(
                f"Its {what} are {values}, which does not go with the kind {kind.label.lower()}. Delete them first, or add another measure."
            )


def _next_position(priority: Priority) -> int:
    highest: int | None = SuccessMeasure.objects.filter(priority=priority).aggregate(highest=Max("position"))["highest"]
    return 1 if highest is None else highest + 1
