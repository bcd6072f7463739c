"""The next steps that an update must answer: what was said to come, and what came of it."""

from collections import defaultdict
from collections.abc import Iterable

from commitments.models import Outcome, PointKind, State, StatusUpdate, UpdatePoint
from commitments.writing.written import Promise


def earlier_update(update: StatusUpdate) -> StatusUpdate | None:
    """The latest approved update of the same commitment in an earlier period; none where there is none."""
    earlier = StatusUpdate.objects.filter(
        commitment=update.commitment_id, period__month__lt=update.period.month, state=State.APPROVED
    )
    return earlier.select_related("period").order_by("-period__month").first()


def open_steps(update: StatusUpdate) -> list[UpdatePoint]:
    """The next steps of the earlier update, in order; what is nested under one is part of it.

    One that an update in between has answered is no longer open.
    """
    earlier = earlier_update(update)
    return _open_steps(update, earlier) if earlier else []


def promises(update: StatusUpdate, earlier: StatusUpdate | None) -> tuple[Promise, ...]:
    """The open steps as promises, with what is nested under each; `earlier` is the update's earlier one.

    In three queries, and one for each time that the oldest was carried forward.
    """
    steps = _open_steps(update, earlier) if earlier else []
    if earlier is None or not steps:
        return ()
    under: dict[int, list[str]] = defaultdict(list)
    above = 0
    for point in earlier.points.filter(kind=PointKind.NEXT).order_by("position"):
        if point.depth:
            under[above].append(point.text)
        else:
            above = point.pk
    times = _times_carried(steps)
    return tuple(Promise(step.pk, step.text, tuple(under[step.pk]), times[step.pk]) for step in steps)


def times_carried(point: UpdatePoint) -> int:
    """How often a next step had been said before: 2 means that it was missed twice."""
    return _times_carried([point])[point.pk]


def _open_steps(update: StatusUpdate, earlier: StatusUpdate) -> list[UpdatePoint]:
    steps = earlier.points.filter(kind=PointKind.NEXT, depth=0).order_by("position")
    answered = Outcome.objects.filter(point__in=steps)
    if update.pk:
        answered = answered.exclude(update=update)
    return list(steps.exclude(pk__in=answered.exclude(answer="").values("point")))


def _times_carried(points: Iterable[UpdatePoint]) -> dict[int, int]:
    """The times of each point by its key, in one query a step back: all chains are walked at once."""
    at = {point.pk: point.carried_from_id for point in points}
    times = dict.fromkeys(at, 0)
    while wanted := {key for key in at.values() if key}:
        before = dict(UpdatePoint.objects.filter(pk__in=wanted).values_list("pk", "carried_from"))
        times = {key: times[key] + bool(place) for key, place in at.items()}
        at = {key: before.get(place) if place else None for key, place in at.items()}
    return times
