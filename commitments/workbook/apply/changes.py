"""The wording ledger: what a file says happened to the plan since it was published, and what this import changes itself.

Plan changes are append-only, so each is compared with what is there and made once.
"""

from collections import defaultdict
from collections.abc import Iterable

from commitments.models import ChangeKind, Commitment, PeriodState, PlanChange, ReportingPeriod, Strategy
from commitments.text import normalised, one_line
from commitments.workbook.apply.account import Account, tally_of
from commitments.workbook.apply.frame import Frame
from commitments.workbook.apply.register import Drift, Register
from commitments.workbook.plan import Plan, PlanChangeRow
from commitments.workbook.reading.findings import quoted

_SHEET = "Plan changes"


def bring_changes(plan: Plan, frame: Frame, register: Register, account: Account) -> None:
    """Adds the changes that are not in the ledger yet: the file's rows, then this import's own, then those known by less."""
    ledger = _Ledger(PlanChange.objects.filter(commitment__strategy=frame.strategy), account)
    rows = [change for row in plan.plan_changes if (change := _from_row(row, frame, register, account))]
    account.stop_if_refused()
    for change in sorted(rows, key=_is_bare_rewording):
        ledger.add(change)
    now = _open_period(frame.periods.values())
    for drift in register.drifts:
        if not ledger.explains(drift):
            ledger.append(_change(drift.commitment, drift.kind, period=now, old=drift.old, new=drift.new))
    for row, commitment in register.pairs:
        original = one_line(row.published_wording)
        if original and original != commitment.wording and not ledger.knows_rewording(commitment):
            ledger.add(_change(commitment, ChangeKind.REWORDED, old=original, new=commitment.wording))
        if row.reworded:
            ledger.add(_change(commitment, ChangeKind.REWORDED))
    ledger.write()


def audit_drifts(register: Register, strategy: Strategy, account: Account) -> None:
    """Writes down who changed the words and places of commitments that were there."""
    for drift in register.drifts:
        what = "wording" if drift.kind == ChangeKind.REWORDED else "place"
        account.record(strategy, drift.kind.value, drift.commitment, before={what: drift.old}, after={what: drift.new})


class _Ledger:
    """The changes that are there and those to be added, each once."""

    def __init__(self, there: Iterable[PlanChange], account: Account) -> None:
        self._account = account
        self._in_order: list[PlanChange] = []
        self._new: dict[int, list[PlanChange]] = defaultdict(list)
        self._known: dict[int, set[tuple[object, ...]]] = defaultdict(set)
        self._reworded: set[int] = set()
        self._unchanged = 0
        for change in there:
            self._note(change)

    def add(self, change: PlanChange) -> None:
        """Adds a change unless it is there. One that is known by its marker alone is there with any rewording."""
        bare = _is_bare_rewording(change)
        if _fields(change) in self._known[change.commitment_id] or (bare and self.knows_rewording(change.commitment)):
            self._unchanged += 1
        else:
            self.append(change)

    def append(self, change: PlanChange) -> None:
        """Adds a change even where the same happened before: words may go to and fro."""
        change.by = self._account.by
        self._new[change.commitment_id].append(change)
        self._in_order.append(change)
        self._note(change)

    def knows_rewording(self, commitment: Commitment) -> bool:
        """Whether the ledger says that a commitment was reworded."""
        return commitment.pk in self._reworded

    def explains(self, drift: Drift) -> bool:
        """Whether the file itself brings a new entry for what this import changes."""
        return any(
            change.kind == drift.kind and (drift.kind == ChangeKind.MOVED or one_line(change.new) == drift.new)
            for change in self._new[drift.commitment.pk]
        )

    def write(self) -> None:
        """Saves what was added."""
        PlanChange.objects.bulk_create(self._in_order)
        tally = tally_of(PlanChange)
        tally.new, tally.unchanged = len(self._in_order), self._unchanged
        self._account.count(tally)

    def _note(self, change: PlanChange) -> None:
        self._known[change.commitment_id].add(_fields(change))
        if change.kind == ChangeKind.REWORDED:
            self._reworded.add(change.commitment_id)


def _fields(change: PlanChange) -> tuple[object, ...]:
    return change.kind, change.period_id, change.old, change.new, change.reason, change.agreed_at


def _is_bare_rewording(change: PlanChange) -> bool:
    return change.kind == ChangeKind.REWORDED and not change.words_are_known()


def _from_row(row: PlanChangeRow, frame: Frame, register: Register, account: Account) -> PlanChange | None:
    commitment, period = register.find(row.ref), frame.period(row.period)
    if commitment is None:
        account.refuse(_SHEET, f"there is no commitment {quoted(row.ref)}")
        return None
    if row.period and period is None:
        account.refuse(_SHEET, f"{row.ref}: there is no period {quoted(row.period)}")
    change = _change(commitment, ChangeKind(row.kind), period=period, old=row.old, new=row.new)
    change.reason, change.agreed_at = normalised(row.reason).strip(), one_line(row.agreed_at)
    if change.kind == ChangeKind.REWORDED and change.old and change.old == change.new:
        account.refuse(_SHEET, f"{row.ref}: the old and the new wording are the same")
    return change


def _change(
    commitment: Commitment, kind: ChangeKind, *, period: ReportingPeriod | None = None, old: str = "", new: str = ""
) -> PlanChange:
    """A change in the form in which the database holds it, so that it can be compared."""
    return PlanChange(
        commitment=commitment, kind=kind.value, period=period, old=normalised(old).strip(), new=normalised(new).strip()
    )


def _open_period(periods: Iterable[ReportingPeriod]) -> ReportingPeriod | None:
    """The period that is open, the latest if several are; none if none is."""
    found = [period for period in periods if period.state == PeriodState.OPEN]
    return max(found, key=lambda period: period.month, default=None)
