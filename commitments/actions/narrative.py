"""Highlights, challenges and key activities of a period: proposed, added, edited, accepted, ordered, deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from commitments.actions import RefusedError
from commitments.models import (
    AuditEvent,
    Commitment,
    NarrativeKind,
    NarrativePoint,
    Priority,
    ReportingPeriod,
    User,
)
from commitments.text import one_line

LONGEST = 2000  # characters of a point


@dataclass(frozen=True)
class PointWords:
    """What a point says: its list, its words, the priority that it is of (or none) and the commitments that it rests on."""

    kind: NarrativeKind
    text: str
    priority: Priority | None = None
    commitments: Sequence[Commitment] = ()
    public: bool = True


class ChangedPointError(RefusedError):
    """A point was changed after the person had read it."""


@transaction.atomic
def add_point(*, period: ReportingPeriod, words: PointWords, by: User, accepted: bool) -> NarrativePoint:
    """Adds a point at the end of its list; one that is not accepted yet is a proposal, which no report prints.

    Raises RefusedError for one without words, or that is there already, or that rests on another strategy.
    """
    _hold(period)
    _refuse_unless_it_can_stand(words, period)
    theirs = NarrativePoint.objects.filter(period=period, kind=words.kind)
    if theirs.filter(text=one_line(words.text)).exists():
        raise RefusedError(f"This {NarrativeKind(words.kind).label.lower()} is there already.")
    last = theirs.aggregate(last=Max("position"))["last"] or 0
    point = NarrativePoint.objects.create(
        period=period,
        kind=words.kind,
        text=words.text,
        priority=words.priority,
        position=last + 1,
        proposed_by=by,
        accepted=accepted,
        public=words.public,
    )
    point.commitments.set(words.commitments)
    _record(point, by, "added" if accepted else "proposed", after=_plain(point))
    return point


@transaction.atomic
def edit_point(*, point: NarrativePoint, words: PointWords, revision: int, by: User) -> NarrativePoint:
    """Changes a point, which is accepted by that. One that goes to another list goes to its end.

    Raises ChangedPointError where it is no longer the revision that was read, and RefusedError as in adding.
    """
    point = _held(point)
    if revision != point.revision:
        raise ChangedPointError("Somebody else changed this meanwhile. Compare the two, then save again.")
    _refuse_unless_it_can_stand(words, point.period)
    before = _plain(point)
    if words.kind != point.kind:
        others = NarrativePoint.objects.filter(period=point.period, kind=words.kind)
        point.position = (others.aggregate(last=Max("position"))["last"] or 0) + 1
    point.kind, point.text, point.priority, point.public = words.kind, words.text, words.priority, words.public
    point.accepted = True
    point.revision += 1
    point.save(update_fields=["kind", "text", "priority", "public", "accepted", "position", "revision"])
    point.commitments.set(words.commitments)
    _record(point, by, "changed", before, _plain(point))
    return point


@transaction.atomic
def accept_point(*, point: NarrativePoint, by: User) -> NarrativePoint:
    """Accepts a proposal as it is, so that reports may print it; one that is accepted stays so."""
    point = _held(point)
    if not point.accepted:
        point.accepted = True
        point.revision += 1
        point.save(update_fields=["accepted", "revision"])
        _record(point, by, "accepted", {"accepted": False}, {"accepted": True})
    return point


@transaction.atomic
def move_point(*, point: NarrativePoint, up: bool, by: User) -> NarrativePoint:
    """Moves a point one place up or down among those that it stands with; at the end nothing happens."""
    point = _held(point)
    rows = list(NarrativePoint.objects.filter(period=point.period, kind=point.kind).order_by("position", "id"))
    peers = [row for row in rows if _stand_together(row, point)]
    place = peers.index(point) + (-1 if up else 1)
    if not 0 <= place < len(peers):
        return point
    here, there = rows.index(point), rows.index(peers[place])
    rows[here], rows[there] = rows[there], rows[here]
    for position, row in enumerate(rows, start=1):
        row.position = position
    NarrativePoint.objects.bulk_update(rows, ["position"])
    _record(point, by, "moved up" if up else "moved down", after={"position": there + 1})
    return rows[there]


@transaction.atomic
def delete_point(*, point: NarrativePoint, by: User) -> None:
    """Takes a point away; what it said stays in the audit."""
    point = _held(point)
    _record(point, by, "deleted", before=_plain(point))
    point.delete()


def _stand_together(one: NarrativePoint, other: NarrativePoint) -> bool:
    """Whether two points of a list are printed in one block: highlights stand by priority."""
    return one.kind != NarrativeKind.HIGHLIGHT or one.priority_id == other.priority_id


def _hold(period: ReportingPeriod) -> None:
    """Lets one transaction at a time change the narrative of a period, so that places are given out once."""
    ReportingPeriod.objects.select_for_update(no_key=True).get(pk=period.pk)


def _held(point: NarrativePoint) -> NarrativePoint:
    """The point as the database has it now, held until the transaction ends. Raises RefusedError for one that is gone."""
    _hold(point.period)
    found = NarrativePoint.objects.filter(pk=point.pk).select_related("period__strategy__organisation", "priority")
    now = found.first()
    if now is None:
        raise RefusedError("Somebody else has deleted this meanwhile.")
    return now


def _refuse_unless_it_can_stand(words: PointWords, period: ReportingPeriod) -> None:
    text = one_line(words.text)
    if not text:
        raise RefusedError("Enter the words.")
    if len(text) > LONGEST:
        raise RefusedError(f"The words must be {LONGEST:,} characters or fewer.")
    of: list[Priority | Commitment] = [*words.commitments, *([words.priority] if words.priority else [])]
    if any(each.strategy_id != period.strategy_id for each in of):
        raise RefusedError("It can only be of this strategy’s priorities and commitments.")


def _plain(point: NarrativePoint) -> dict[str, Any]:
    """What a point says, as plain values."""
    return {
        "kind": point.kind,
        "text": point.text,
        "priority": point.priority.name if point.priority else "",
        "commitments": [each.ref for each in point.commitments.order_by("position", "id")],
        "public": point.public,
        "accepted": point.accepted,
    }


def _record(
    point: NarrativePoint,
    by: User,
    what: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    organisation = point.period.strategy.organisation
    AuditEvent.objects.record(by=by, organisation=organisation, what=what, thing=point, before=before, after=after)
