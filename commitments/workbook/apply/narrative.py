"""Highlights, challenges and key activities into rows."""

from commitments.models import NarrativePoint, Priority, ReportingPeriod
from commitments.text import one_line
from commitments.workbook.apply.account import Account
from commitments.workbook.apply.frame import Frame
from commitments.workbook.apply.links import bring_links
from commitments.workbook.apply.merging import Merge
from commitments.workbook.apply.register import Register
from commitments.workbook.plan import NarrativeRow, Plan
from commitments.workbook.reading.findings import quoted

_SHEET = "Narrative"


def bring_narrative(plan: Plan, frame: Frame, register: Register, account: Account) -> None:
    """The points of the plan, found by period, kind, priority and text, with the commitments that they rest on."""
    there = NarrativePoint.objects.filter(period__strategy=frame.strategy)
    merge = Merge(
        NarrativePoint,
        account,
        there,
        key=lambda row: (row.period_id, row.kind, row.priority_id, row.text),
    )
    resting: list[tuple[NarrativePoint, list[int]]] = []
    for row in plan.narrative:
        found = _found(row, frame, account)
        commitments = [register.find(ref) for ref in row.refs]
        for ref, commitment in zip(row.refs, commitments, strict=True):
            if commitment is None:
                account.refuse(_SHEET, f"{quoted(row.text)}: there is no commitment {quoted(ref)}")
        if found:
            period, priority = found
            text = one_line(row.text)
            identity = {"period": period, "kind": row.kind, "priority": priority, "text": text}
            point = merge.bring((period.pk, row.kind, priority.pk if priority else None, text), identity)
            resting.append((point, [commitment.pk for commitment in commitments if commitment]))
    account.stop_if_refused()
    merge.place(lambda row: (row.period_id, row.kind))
    merge.write()
    _bring_refs(merge, frame, resting)
    merge.count()
    merge.remark_on_left()


def _found(row: NarrativeRow, frame: Frame, account: Account) -> tuple[ReportingPeriod, Priority | None] | None:
    period, priority = frame.period(row.period), frame.levels.priority(row.priority)
    if period is None:
        account.refuse(_SHEET, f"{quoted(row.text)}: there is no period {quoted(row.period)}")
    if row.priority and priority is None:
        account.refuse(_SHEET, f"{quoted(row.text)}: there is no priority {quoted(row.priority)}")
    return (period, priority) if period else None


def _bring_refs(merge: Merge[NarrativePoint], frame: Frame, resting: list[tuple[NarrativePoint, list[int]]]) -> None:
    links = NarrativePoint.commitments.through.objects.filter(narrativepoint__period__strategy=frame.strategy)
    changed = bring_links(links, "narrativepoint_id", "commitment_id", {point.pk: pks for point, pks in resting})
    for point, _pks in resting:
        if point.pk in changed:
            merge.touch(point)
