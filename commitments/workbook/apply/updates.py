"""What the file says of each commitment in each period, into status updates.

History is typed in: updates of closed periods arrive approved. What people are working on is theirs: in an open period an
import fills what is not there and drafts that nobody has touched, and leaves the rest.
"""

from collections import Counter
from typing import Any

from django.db.models import ProtectedError
from django.utils import timezone

from commitments.models import (
    Commitment,
    Outcome,
    PeriodState,
    PointKind,
    ReportingPeriod,
    Stage,
    State,
    StatusUpdate,
    Strategy,
    UpdatePoint,
)
from commitments.text import normalised
from commitments.workbook.apply.account import Account
from commitments.workbook.apply.frame import Frame
from commitments.workbook.apply.merging import Merge
from commitments.workbook.apply.points import Lists, PointLists
from commitments.workbook.apply.register import Register
from commitments.workbook.plan import CommitmentRow, UpdateCells
from commitments.workbook.reading.findings import quoted


def bring_updates(frame: Frame, register: Register, account: Account) -> None:
    """The updates of the plan, found by commitment and period; what differs from an update that is left is remarked on."""
    desk = _Desk(frame.strategy, account)
    for row, commitment in register.pairs:
        for label, cells in row.updates.items():
            period = frame.period(label)
            if period is None:
                account.refuse(row.where, f"there is no period {quoted(label)}")
            elif not cells.is_empty():
                desk.bring(row, commitment, period, cells)
    account.stop_if_refused()
    desk.write()


class _Desk:
    """Takes the cells of one update after the other."""

    def __init__(self, strategy: Strategy, account: Account) -> None:
        there = StatusUpdate.objects.filter(commitment__strategy=strategy)
        rows = there.select_for_update(of=("self",), no_key=True)
        self._merge = Merge(StatusUpdate, account, rows, key=lambda row: (row.commitment_id, row.period_id))
        self._points = PointLists(UpdatePoint.objects.filter(update__commitment__strategy=strategy))
        self._strategy = strategy
        self._account = account
        self._now = timezone.now()
        self._planned: Counter[str] = Counter()
        self._corrected: list[tuple[StatusUpdate, dict[str, Any], dict[str, Any]]] = []

    def bring(self, row: CommitmentRow, commitment: Commitment, period: ReportingPeriod, cells: UpdateCells) -> None:
        """Notes what one commitment's cells of one period change."""
        key = (commitment.pk, period.pk)
        update = self._merge.bring(key, {"commitment": commitment, "period": period, **self._arrival(period)})
        update.commitment, update.period = commitment, period
        values = _differing(update, cells)
        lists = self._points.differing(update, _lists(cells))
        if self._merge.is_new(update):
            self._planned[period.label] += period.state == PeriodState.PLANNED
        elif not values and not lists:
            return
        elif update.state == State.APPROVED and period.state == PeriodState.CLOSED:
            self._correct(update, values, lists)
        elif not _is_untouched_draft(update):
            self._account.remark(_left(update))
            return
        self._refuse_rating(row, update, cells)
        self._merge.put(update, **values)
        self._merge.touch(update)
        self._points.bring(update, lists)

    def write(self) -> None:
        """Saves the updates, their lists, and who corrected what."""
        self._merge.write()
        try:
            self._points.write()
        except ProtectedError as error:
            for each in error.protected_objects:
                if isinstance(each, Outcome):
                    what = f"the next step “{each.point}” has been answered in {each.update.period}, so it can’t be taken away"
                    self._account.refuse(each.update.commitment.ref, what)
            self._account.stop_if_refused()
        self._merge.count()
        for update, before, after in self._corrected:
            self._account.record(self._strategy, "corrected", update, before=before, after=after)
        for label, number in self._planned.items():
            if number:
                drafts = "1 update is a draft" if number == 1 else f"{number} updates are drafts"
                self._account.remark(f"{label} is planned and not open yet: its {drafts}.")

    def _arrival(self, period: ReportingPeriod) -> dict[str, Any]:
        """The workflow of an update that is new."""
        if period.state != PeriodState.CLOSED:
            return {"state": State.DRAFT}
        by, now = self._account.by, self._now
        return {
            "state": State.APPROVED,
            "submitted_by": by,
            "submitted_at": now,
            "approved_by": by,
            "approved_at": now,
        }

    def _refuse_rating(self, row: CommitmentRow, update: StatusUpdate, cells: UpdateCells) -> None:
        stage = cells.stage or update.stage
        if cells.rating and stage in Stage.ended:
            what = f"{update.period.label}: a commitment that is {Stage(stage).label.lower()} has no rating"
            self._account.refuse(row.where or update.commitment.ref, what)

    def _correct(self, update: StatusUpdate, values: dict[str, str], lists: Lists) -> None:
        """History is brought to what the file says, and it is written down what it said before."""
        before = {name: getattr(update, name) for name in values}
        before |= {kind.value: [bullet.text for bullet in self._points.of(update, kind)] for kind in lists}
        after = values | {kind.value: [bullet.text for bullet in said] for kind, said in lists.items()}
        self._corrected.append((update, before, after))
        # Whoever has this update open in a form must hear that it moved on.
        self._merge.put(update, revision=update.revision + 1)


def _lists(cells: UpdateCells) -> Lists:
    return {
        PointKind.PROGRESS: cells.progress,
        PointKind.NEXT: cells.next,
        PointKind.EVIDENCE: cells.evidence,
    }


def _differing(update: StatusUpdate, cells: UpdateCells) -> dict[str, str]:
    """The stage, rating and reason that the file changes. What has ended has no rating."""
    given = {"stage": cells.stage, "rating": cells.rating, "reason": normalised(cells.reason).strip()}
    values = {name: value for name, value in given.items() if value and value != getattr(update, name)}
    if cells.stage in Stage.ended:
        values |= {name: "" for name in ("rating", "executive_rating") if getattr(update, name)}
    return values


def _is_untouched_draft(update: StatusUpdate) -> bool:
    """Whether an import may fill it: nobody has saved it since it was made."""
    return update.state == State.DRAFT and update.revision == 0 and update.period.state != PeriodState.CLOSED


def _left(update: StatusUpdate) -> str:
    """Why an update that the file would change was left."""
    said = {State.DRAFT: "a draft", State.SUBMITTED: "submitted", State.APPROVED: "approved"}[State(update.state)]
    if update.period.state == PeriodState.CLOSED:
        why = f"is {said} here though its round is closed"
    elif update.state == State.DRAFT:
        why = "was edited here"
    else:
        why = f"is {said} here"
    return f"The update of {update} {why}; it stays as it is, and the file says something else."
