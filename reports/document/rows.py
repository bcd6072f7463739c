"""The rows that a report is made of, read once: seven queries, however long the plan."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Prefetch

from commitments.models import (
    ChangeKind,
    Commitment,
    NarrativePoint,
    PlanChange,
    ReportingPeriod,
    State,
    StatusUpdate,
    UpdatePoint,
)


@dataclass
class Rows:
    """Everything that `build` needs, by commitment where it belongs to one; none that was added to the plan later."""

    period: ReportingPeriod
    earlier: ReportingPeriod | None
    commitments: list[Commitment]
    narrative: list[NarrativePoint]
    # Approved updates so far, by commitment and then by period in their order; points only of the two that are printed.
    approved: dict[int, dict[int, StatusUpdate]] = field(default_factory=lambda: defaultdict(dict))
    waiting: dict[int, str] = field(default_factory=dict)  # state of this period's unapproved update, by commitment
    changes: dict[int, list[PlanChange]] = field(default_factory=lambda: defaultdict(list))
    points: dict[int, list[UpdatePoint]] = field(default_factory=lambda: defaultdict(list))

    def update(self, commitment: Commitment, period: ReportingPeriod | None) -> StatusUpdate | None:
        """The approved update of a commitment in a period; none if there is none."""
        return self.approved[commitment.pk].get(period.pk) if period else None

    def latest_before(self, commitment: Commitment, period: ReportingPeriod) -> StatusUpdate | None:
        """The last approved update of a commitment in an earlier period; none if there is none."""
        earlier = (each for each in self.approved[commitment.pk].values() if each.period.month < period.month)
        return max(earlier, key=lambda each: each.period.month, default=None)

    def points_of(self, update: StatusUpdate, kind: str) -> list[UpdatePoint]:
        """The bullets of an update's list, in order."""
        return [point for point in self.points[update.pk] if point.kind == kind]


def rows_of(period: ReportingPeriod) -> Rows:
    """Reads the rows of a period's report from one database, in a number of queries that doesn't depend on their number."""
    earlier = period.previous()
    rows = Rows(
        period=period,
        earlier=earlier,
        commitments=list(
            Commitment.objects.in_the_plan()
            .filter(strategy=period.strategy_id)
            .select_related("priority__executive_lead", "theme__parent", "lead")
            .in_report_order()
        ),
        narrative=list(
            period.narrative.filter(accepted=True)
            .select_related("priority")
            .prefetch_related(Prefetch("commitments", queryset=Commitment.objects.in_report_order()))
        ),
    )
    updates = StatusUpdate.objects.filter(
        commitment__strategy=period.strategy_id, period__month__lte=period.month
    ).select_related("period")
    for update in updates.order_by("period__month"):
        if update.state == State.APPROVED:
            rows.approved[update.commitment_id][update.period_id] = update
        elif update.period_id == period.pk:
            rows.waiting[update.commitment_id] = update.state
    standing = PlanChange.objects.standing().filter(commitment__strategy=period.strategy_id)
    for change in standing.select_related("period"):
        rows.changes[change.commitment_id].append(change)
    rows.commitments = [
        each for each in rows.commitments if not _was_added_later(rows.changes.get(each.pk, []), period)
    ]
    printed = UpdatePoint.objects.filter(
        update__state=State.APPROVED, update__period__in=[period.pk, *([earlier.pk] if earlier else [])]
    )
    for point in printed.order_by("update_id", "kind", "position"):
        rows.points[point.update_id].append(point)
    return rows


def _was_added_later(changes: list[PlanChange], period: ReportingPeriod) -> bool:
    """Whether the ledger says that a commitment was added in a period after the report's, and in none before."""
    months = [change.period.month for change in changes if change.kind == ChangeKind.ADDED and change.period]
    return bool(months) and min(months) > period.month
