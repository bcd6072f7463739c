"""Commitments and what hangs on them into the rows of a plan."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F

from commitments.models import (
    ChangeKind,
    Commitment,
    Milestone,
    NarrativeKind,
    NarrativePoint,
    PlanChange,
    PointKind,
    StatusUpdate,
    Strategy,
    UpdatePoint,
)
from commitments.workbook.plan import Bullet, CommitmentRow, MilestoneRow, NarrativeRow, PlanChangeRow, UpdateCells


def collect_commitments(strategy: Strategy, changes: Iterable[PlanChange]) -> tuple[CommitmentRow, ...]:
    """The commitments in report order, with what was said of each in every period; `changes` are the strategy's."""
    reworded = {change.commitment_id for change in changes if change.kind == ChangeKind.REWORDED}
    supporting, updates = _supporting(strategy), _updates(strategy)
    found = Commitment.objects.in_the_plan().filter(strategy=strategy).in_report_order()
    return tuple(
        CommitmentRow(
            ref=row.ref,
            priority=row.priority.name,
            wording=row.wording,
            **_theme(row),
            published_wording=row.published_wording,
            reworded=row.pk in reworded,
            added=not row.in_published_plan,
            lead=row.lead.title if row.lead else "",
            supporting=tuple(supporting[row.pk]),
            due=row.due,
            updates=updates[row.pk],
        )
        for row in found.select_related("priority", "theme__parent", "lead")
    )


def collect_changes(changes: Iterable[PlanChange]) -> tuple[PlanChangeRow, ...]:
    """The wording ledger. A rewording that is known by its marker alone is that marker, and no row."""
    return tuple(
        PlanChangeRow(
            ref=change.commitment.ref,
            kind=change.kind,
            period=change.period.label if change.period else "",
            old=change.old,
            new=change.new,
            reason=change.reason,
            agreed_at=change.agreed_at,
        )
        for change in changes
        if change.kind != ChangeKind.REWORDED or change.words_are_known()
    )


def collect_milestones(strategy: Strategy) -> tuple[MilestoneRow, ...]:
    """The milestones by commitment, in report order, and date; those without one last."""
    commitments = Commitment.objects.filter(strategy=strategy).in_report_order()
    order = {pk: place for place, pk in enumerate(commitments.values_list("pk", flat=True))}
    found = Milestone.objects.filter(commitment__strategy=strategy).select_related("commitment")
    rows = sorted(found.order_by(F("due_on").asc(nulls_last=True), "id"), key=lambda row: order[row.commitment_id])
    return tuple(MilestoneRow(row.commitment.ref, row.title, row.due, row.done_on) for row in rows)


def collect_narrative(strategy: Strategy) -> tuple[NarrativeRow, ...]:
    """Highlights, challenges and key activities, period by period; none that is proposed only."""
    refs = defaultdict(list)
    links = NarrativePoint.commitments.through.objects.filter(narrativepoint__period__strategy=strategy)
    for pk, ref in links.order_by("id").values_list("narrativepoint_id", "commitment__ref"):
        refs[pk].append(ref)
    kinds = list(NarrativeKind.values)
    found = NarrativePoint.objects.filter(period__strategy=strategy, accepted=True).select_related("period", "priority")
    rows = sorted(found, key=lambda row: (row.period.month, kinds.index(row.kind), row.position, row.pk))
    return tuple(
        NarrativeRow(
            period=row.period.label,
            kind=row.kind,
            text=row.text,
            priority=row.priority.name if row.priority else "",
            refs=tuple(refs[row.pk]),
        )
        for row in rows
    )


def _theme(commitment: Commitment) -> dict[str, str]:
    theme = commitment.theme
    if theme is None:
        return {}
    return {"theme": theme.parent.name, "sub_theme": theme.name} if theme.parent else {"theme": theme.name}


def _supporting(strategy: Strategy) -> dict[int, list[str]]:
    titles = defaultdict(list)
    links = Commitment.supporting.through.objects.filter(commitment__strategy=strategy)
    for pk, title in links.order_by("id").values_list("commitment_id", "post__title"):
        titles[pk].append(title)
    return titles


def _updates(strategy: Strategy) -> dict[int, dict[str, UpdateCells]]:
    """What was said of each commitment, by its primary key and the period's label; nothing where nothing was."""
    lists: dict[tuple[int, str], list[Bullet]] = defaultdict(list)
    points = UpdatePoint.objects.filter(update__commitment__strategy=strategy).order_by("position")
    for update, kind, text, depth in points.values_list("update_id", "kind", "text", "depth"):
        lists[update, kind].append(Bullet(text, depth))
    found: dict[int, dict[str, UpdateCells]] = defaultdict(dict)
    updates = StatusUpdate.objects.filter(commitment__strategy=strategy).select_related("period")
    for row in updates.order_by("period__month"):
        cells = UpdateCells(
            progress=tuple(lists[row.pk, PointKind.PROGRESS]),
            next=tuple(lists[row.pk, PointKind.NEXT]),
            evidence=tuple(lists[row.pk, PointKind.EVIDENCE]),
            stage=row.stage,
            rating=row.rating,
            reason=row.reason,
        )
        if not cells.is_empty():
            found[row.commitment_id][row.period.label] = cells
    return found
