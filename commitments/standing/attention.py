"""What an executive looks at first, and why.

Drawn from approved updates alone; of one that is not approved it counts only whether it was handed in.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, TextChoices

from commitments.models import (
    Commitment,
    Extension,
    PeriodState,
    PointKind,
    Rating,
    ReportingPeriod,
    Stage,
    State,
    StatusUpdate,
    UpdatePoint,
)
from commitments.models.commitment import CommitmentQuerySet
from commitments.models.standings import Reported
from commitments.rounds.deadlines import day_in_london, due_on, is_late
from commitments.rounds.owing import owing_in
from commitments.standing.status_words import Status
from commitments.writing.help import Sameness, sameness


class Reason(TextChoices):
    """Why a commitment needs attention, the most serious first."""

    RED = "red", "Red"
    AMBER_TWICE = "amber_twice", "Amber in two periods running"
    PAUSED = "paused", "Paused"
    NO_UPDATE = "no_update", "Late or no update"
    MISSED_TWICE = "missed_twice", "Next step missed twice"
    UNCHANGED = "unchanged", "Unchanged text"
    DISAGREEMENT = "disagreement", "Executive and lead disagree"


@dataclass(frozen=True)
class Repeated:
    """How many lines of an update stood in the approved one before it, and the key of that one's period."""

    lines: Sameness
    since: int


@dataclass(frozen=True)
class Signals:
    """What is seen in a period beside the standings, by the keys of commitments."""

    late: dict[int, date | None]  # when the update was due
    missed_twice: dict[int, str]  # the first such next step
    unchanged: dict[int, Repeated]


# What `reasons` and `signals` read of a commitment, with the columns of standing_in and with_latest_before.
COLUMNS = (
    *("pk", "stage", "rating", "lead_rating", "stage_before", "rating_before", "reported"),
    *("update_id", "last_update_id"),
)
Rows = Iterable[Any]  # commitments with these columns, which django-stubs can't see


def in_words(words: dict[str, Status]) -> dict[Reason, str]:
    """What each reason is called where stages and ratings are called so."""
    told = {reason: str(reason.label) for reason in Reason}
    return told | {
        Reason.RED: words[Rating.RED].word,
        Reason.AMBER_TWICE: f"{words[Rating.AMBER].word} in two periods running",
        Reason.PAUSED: words[Stage.PAUSED].word,
    }


def reasons(row: Any, period: ReportingPeriod, seen: Signals) -> tuple[Reason, ...]:
    """Why a commitment needs attention in a period, the most serious reason first; empty where it doesn't.

    That nothing is reported counts from when it was due, or else from when the round was closed.
    """
    silent = row.reported == Reported.NONE and period.state == PeriodState.CLOSED
    holds = {
        Reason.RED: row.rating == Rating.RED,
        Reason.AMBER_TWICE: row.rating == row.rating_before == Rating.AMBER,
        Reason.PAUSED: row.stage == Stage.PAUSED,
        Reason.NO_UPDATE: silent or row.pk in seen.late,
        Reason.MISSED_TWICE: row.pk in seen.missed_twice,
        Reason.UNCHANGED: row.pk in seen.unchanged,
        Reason.DISAGREEMENT: row.lead_rating not in ("", row.rating),
    }
    return tuple(reason for reason in Reason if holds[reason])


def signals(rows: Rows, period: ReportingPeriod, now: datetime) -> Signals:
    """What is seen of some commitments in a period at an instant: three queries, two while nothing can be late."""
    rows = list(rows)
    waited_for = any(row.reported in (Reported.NONE, Reported.ENDED) for row in rows)
    late = late_in(period, now).values_list("pk", "extended_to") if waited_for else ()
    steps = missed_twice().filter(update__period=period, update__state=State.APPROVED)
    return Signals(
        late={key: due_on(period.updates_due_on, extended_to) for key, extended_to in late},
        missed_twice=dict(steps.order_by("-position").values_list("update__commitment", "text")),
        unchanged=unchanged(rows),
    )


def watched(rows: CommitmentQuerySet, now: datetime) -> dict[int, tuple[Reason, ...]]:
    """Those of some commitments that need attention where they stand, by their keys, and why: one query and the signals'."""
    period = rows.stands_in
    if period is None:
        return {}
    found = _read(rows, period)
    seen = signals(found, period, now)
    return {row.pk: why for row in found if (why := reasons(row, period, seen))}


def late_in(period: ReportingPeriod, now: datetime) -> QuerySet[Any]:
    """The commitments whose update was not handed in by the end of the day that it was due, and is not yet.

    Each with `extended_to`, where more time was given. Nothing is late in a round that has not begun.
    """
    due = period.updates_due_on
    extended = Subquery(Extension.objects.filter(period=period, commitment=OuterRef("pk")).values("due_on")[:1])
    if period.state == PeriodState.PLANNED or (due and not is_late(due, now)):
        return Commitment.objects.annotate(extended_to=extended).none()
    handed_in = StatusUpdate.objects.filter(period=period, commitment=OuterRef("pk")).exclude(state=State.DRAFT)
    owed = owing_in(period).exclude(Exists(handed_in)).annotate(extended_to=extended)
    passed = Q(extended_to__lt=day_in_london(now))
    return owed.filter(passed | Q(extended_to=None) if due else passed)


def missed_twice() -> QuerySet[UpdatePoint]:
    """The next steps that had been said twice before (see promises.times_carried)."""
    steps = UpdatePoint.objects.filter(kind=PointKind.NEXT, depth=0)
    return steps.filter(carried_from__carried_from__isnull=False)


def unchanged(rows: Rows) -> dict[int, Repeated]:
    """Those of some commitments whose update says what the approved one before it said: one query."""
    pairs = {row.pk: (row.update_id, row.last_update_id) for row in rows if row.update_id and row.last_update_id}
    lines: dict[int, list[str]] = defaultdict(list)
    periods: dict[int, int] = {}
    points = UpdatePoint.objects.filter(
        kind=PointKind.PROGRESS, update__in={key for pair in pairs.values() for key in pair}
    )
    for update, period, text in points.values_list("update", "update__period", "text"):
        lines[update].append(text)
        periods[update] = period
    found = {key: (sameness(lines[now], lines[before]), before) for key, (now, before) in pairs.items()}
    return {key: Repeated(same, periods[before]) for key, (same, before) in found.items() if same.is_unchanged}


def unchanged_in(rows: CommitmentQuerySet) -> list[int]:
    """The same for commitments that stand in a period, by their keys: two queries; none where they stand in none."""
    return [*unchanged(_read(rows, rows.stands_in))] if rows.stands_in else []


def _read(rows: CommitmentQuerySet, period: ReportingPeriod) -> list[Any]:
    plain = rows.with_latest_before(period).order_by().select_related(None).prefetch_related(None)
    return list(plain.values_list(*COLUMNS, named=True))
