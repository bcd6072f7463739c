"""Everything that the page of an update shows and asks for, read from the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from commitments.models import Commitment, PointKind, ReportingPeriod, StatusUpdate, UpdatePoint
from commitments.standing.cells import NO_NEXT_STEP, NO_PROGRESS, Cell, cell
from commitments.standing.promises import earlier_update, promises
from commitments.standing.status_words import Status, status_words
from commitments.workbook.plan import Bullet
from commitments.writing.column import Column
from commitments.writing.written import Answered, Promise, Written


@dataclass(frozen=True)
class Said:
    """What an update says, as a page shows it; the executive's rating where it is another than the lead's."""

    stage: Status | None
    rating: Status | None
    executive_rating: Status | None
    reason: str
    progress: Cell
    next: Cell
    evidence: tuple[str, ...]


@dataclass
class Desk:
    """An update, saved or not yet, with what its page needs. Each part is read once, when it is first asked for."""

    update: StatusUpdate

    @property
    def commitment(self) -> Commitment:
        """The commitment that the update is of."""
        return self.update.commitment

    @property
    def period(self) -> ReportingPeriod:
        """The period that the update is of."""
        return self.update.period

    @cached_property
    def words(self) -> dict[str, Status]:
        """What the strategy calls its stages and ratings."""
        return status_words(self.period.strategy)

    @cached_property
    def earlier(self) -> StatusUpdate | None:
        """The approved update before this one."""
        return earlier_update(self.update)

    @cached_property
    def earlier_points(self) -> list[UpdatePoint]:
        """The bullets of the update before this one."""
        return list(self.earlier.points.all()) if self.earlier else []

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        """What was said to come next and is still open."""
        return promises(self.update, self.earlier)

    @cached_property
    def written(self) -> Written:
        """What the update says now."""
        return written_in(self.update, self.promises)

    @cached_property
    def said_before(self) -> Said | None:
        """What the update before this one says; none where there is none."""
        return _said(self.earlier, self.earlier_points, self.words) if self.earlier else None

    @cached_property
    def column(self) -> Column:
        """The column of the report that this update will be printed in."""
        chapter = Commitment.objects.filter(priority=self.commitment.priority_id)
        parents = list(chapter.exclude(theme=None).order_by().values_list("theme__parent", flat=True).distinct())
        levels = bool(parents) + any(parents)
        return Column(levels=levels, cells=3 if self.period.previous() else 2)

    def said(self) -> Said:
        """What the update itself says, for who may read it."""
        return _said(self.update, self.update.points.all(), self.words)


def update_of(commitment: Commitment, period: ReportingPeriod) -> StatusUpdate:
    """The update of a commitment in a period; one that is not saved where there is none yet."""
    there = StatusUpdate.objects.filter(commitment=commitment, period=period)
    found = there.select_related("submitted_by", "approved_by", "on_behalf_of").first() or StatusUpdate()
    found.commitment, found.period = commitment, period
    return found


def written_in(update: StatusUpdate, promises: Iterable[Promise]) -> Written:
    """What an update says, in two queries; none for one that is not saved."""
    if update.pk is None:
        return Written()
    keys = {each.key for each in promises}
    points = list(update.points.order_by("kind", "position"))
    carried, typed = _parted([point for point in points if point.kind == PointKind.NEXT], keys)
    answers = {
        outcome.point_id: Answered(outcome.answer, outcome.note, outcome.point_id in carried)
        for outcome in update.outcomes.all()
        if outcome.point_id in keys
    }
    return Written(
        stage=update.stage,
        rating=update.rating,
        reason=update.reason,
        progress=_bullets(point for point in points if point.kind == PointKind.PROGRESS),
        next=_bullets(typed),
        evidence=_bullets(point for point in points if point.kind == PointKind.EVIDENCE),
        answers=answers,
    )


def _parted(points: list[UpdatePoint], keys: set[int]) -> tuple[set[int], list[UpdatePoint]]:
    """The promises that are carried forward, by their keys, and the bullets that are not: a nested one goes with that above it."""
    carried: set[int] = set()
    typed: list[UpdatePoint] = []
    goes_along = False
    for point in points:
        if not point.depth:
            goes_along = point.carried_from_id in keys
        if goes_along and point.carried_from_id:
            carried.add(point.carried_from_id)
        elif not goes_along:
            typed.append(point)
    return carried, typed


def _bullets(points: Iterable[UpdatePoint]) -> tuple[Bullet, ...]:
    return tuple(Bullet(point.text, point.depth) for point in points)


def _said(update: StatusUpdate, points: Iterable[UpdatePoint], words: dict[str, Status]) -> Said:
    lists: dict[str, list[tuple[str, int]]] = {kind: [] for kind in PointKind.values}
    for point in sorted(points, key=lambda point: point.position):
        lists[point.kind].append((point.text, point.depth))
    return Said(
        stage=words.get(update.stage),
        rating=words.get(update.rating),
        executive_rating=words.get(update.executive_rating) if update.executive_rating != update.rating else None,
        reason=update.reason,
        progress=cell(lists[PointKind.PROGRESS], NO_PROGRESS),
        next=cell(lists[PointKind.NEXT], NO_NEXT_STEP),
        evidence=tuple(text for text, _depth in lists[PointKind.EVIDENCE]),
    )
