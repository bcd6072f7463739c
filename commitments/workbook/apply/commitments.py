"""Rows of the Commitments sheet into commitments, with those who support them and their milestones."""

from typing import Any

from commitments.models import ChangeKind, Commitment, Milestone
from commitments.text import one_line
from commitments.workbook.apply.account import Account
from commitments.workbook.apply.frame import Frame
from commitments.workbook.apply.links import bring_links
from commitments.workbook.apply.merging import Merge, filled
from commitments.workbook.apply.register import Register
from commitments.workbook.plan import CommitmentRow, MilestoneRow, Plan
from commitments.workbook.reading.findings import folded, quoted


def bring_commitments(plan: Plan, frame: Frame, account: Account) -> Register:
    """The commitments of the plan. One that stands here and not in the file is remarked on and stays."""
    register = Register(plan, frame, account)
    merge = register.merge
    added = {folded(row.ref) for row in plan.plan_changes if row.kind == ChangeKind.ADDED}
    for row in plan.commitments:
        commitment = register.enter(row)
        if commitment:
            merge.put(commitment, **_values(row, frame))
            if row.added or folded(commitment.ref) in added:
                merge.put(commitment, in_published_plan=False)
    account.stop_if_refused()
    merge.place(lambda commitment: commitment.priority_id)
    merge.write()
    _bring_supporting(register, frame)
    merge.count()
    merge.remark_on_left()
    return register


def bring_milestones(plan: Plan, frame: Frame, register: Register, account: Account) -> None:
    """The milestones of the plan, found by commitment and title."""
    there = Milestone.objects.filter(commitment__strategy=frame.strategy)
    merge = Merge(Milestone, account, there, key=lambda row: (row.commitment_id, folded(row.title)))
    for row in plan.milestones:
        commitment = register.find(row.ref)
        if commitment is None:
            account.refuse("Milestones", f"{row.title}: there is no commitment {quoted(row.ref)}")
            continue
        identity = {"commitment": commitment, "title": one_line(row.title)}
        milestone = merge.bring((commitment.pk, folded(row.title)), identity, done_on=row.done_on)
        merge.put(milestone, **_due(row))
    account.stop_if_refused()
    merge.write()
    merge.count()


def _bring_supporting(register: Register, frame: Frame) -> None:
    links = Commitment.supporting.through.objects.filter(commitment__strategy=frame.strategy)
    wanted = {
        commitment.pk: [frame.posts[folded(title)].pk for title in row.supporting] for row, commitment in register.pairs
    }
    changed = bring_links(links, "commitment_id", "post_id", wanted)
    for commitment in register.merge.named():
        if commitment.pk in changed:
            register.merge.touch(commitment)


def _values(row: CommitmentRow, frame: Frame) -> dict[str, Any]:
    given = {"published_wording": row.published_wording, "lead": frame.post(row.lead)}
    return filled(given) | _due(row)


def _due(row: CommitmentRow | MilestoneRow) -> dict[str, Any]:
    """All three columns or none: 'ongoing' takes a date away."""
    due = row.due
    return {"due_on": due.starts_on, "due_precision": due.precision, "due_words": due.words} if due else {}
