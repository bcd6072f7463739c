"""What every change of the plan does: it waits its turn, refuses what it was not based on, and writes ledger and audit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from commitments.actions import RefusedError
from commitments.models import (
    AuditEvent,
    ChangeKind,
    Commitment,
    PeriodState,
    PlanChange,
    Priority,
    ReportingPeriod,
    Strategy,
    User,
)
from commitments.plan.happenings import CALLED
from commitments.plan.places import Place
from commitments.text import normalised, one_line


@dataclass(frozen=True)
class Occasion:
    """Why something was changed, at which meeting that was agreed, and the period whose report tells it."""

    reason: str
    agreed_at: str = ""
    period: ReportingPeriod | None = None


@dataclass(frozen=True)
class Seen:
    """A commitment as somebody saw it before they changed it: its words, and the key of the last change (nought for none)."""

    wording: str
    change: int

    @classmethod
    def of(cls, commitment: Commitment) -> "Seen":
        """As it is now."""
        last = commitment.changes.order_by("-id").values_list("pk", flat=True).first()
        return cls(commitment.wording, last or 0)


class StaleError(RefusedError):
    """Somebody else has changed the commitment meanwhile: both texts are to be shown."""


def hold(strategy: Strategy) -> None:
    """Lets one transaction at a time change a plan."""
    Strategy.objects.select_for_update(no_key=True).get(pk=strategy.pk)


def held(commitment: Commitment, seen: Seen) -> Commitment:
    """The commitment as the database has it, its plan held until the transaction ends. Raises StaleError where it is not as seen."""
    hold(commitment.strategy)
    rows = Commitment.objects.select_related("strategy__organisation", "priority", "theme__parent", "merged_into")
    now = rows.get(pk=commitment.pk)
    if Seen.of(now) != seen:
        raise StaleError(
            f"Somebody else has changed {now.ref} since you opened this page. Nothing of yours was saved. "
            "Look at what has changed, then save again if yours still holds."
        )
    return now


def refuse_other(now: Mapping[str, str], shown: Mapping[str, str]) -> None:
    """Raises RefusedError where something is not as a page showed it, with what it is now; both by the names of CALLED."""
    others = [
        f"{CALLED[name]}: {f'“{value}”' if value else 'nothing'}"
        for name, value in now.items()
        if value != normalised(shown.get(name, "")).strip()
    ]
    if others:
        raise RefusedError(
            f"Somebody else has changed this since you opened the page. It says now: {'; '.join(others)}. "
            "Nothing of yours was saved: save again if yours still holds."
        )


def refuse_ended(commitment: Commitment) -> None:
    """Raises RefusedError for a commitment that was stopped or merged."""
    if not Commitment.objects.in_force().filter(pk=commitment.pk).exists():
        raise RefusedError(f"{commitment.ref} was stopped or merged, so it can’t be changed. Undo that first.")


def refuse_occasion(occasion: Occasion, strategy: Strategy) -> None:
    """Raises RefusedError without a reason, and without a period of the strategy that is not closed (where it has any period)."""
    if not one_line(occasion.reason):
        raise RefusedError("Say why the plan is changed.")
    if occasion.period is None:
        if strategy.periods.exists():
            raise RefusedError("Choose the period whose report tells this change.")
        return
    period = (
        ReportingPeriod.objects.select_for_update(no_key=True).filter(strategy=strategy, pk=occasion.period.pk).first()
    )
    if period is None or period.state == PeriodState.CLOSED:
        raise RefusedError(f"The round of {occasion.period.label} is closed. Choose another period.")


def settle(commitment: Commitment, to: Place) -> None:
    """Puts a commitment in a place of its plan, behind all others of that priority."""
    commitment.priority, commitment.theme = to.priority, to.theme
    commitment.position = next_position(to.priority)
    commitment.save(update_fields=["priority", "theme", "position"])


def next_position(priority: Priority) -> int:
    """The position behind every commitment of a priority."""
    highest: int | None = priority.commitments.aggregate(highest=Max("position"))["highest"]
    return 1 if highest is None else highest + 1


def write_down(
    commitment: Commitment,
    kind: ChangeKind | str,
    occasion: Occasion,
    by: User,
    *,
    old: str = "",
    new: str = "",
    undoes: PlanChange | None = None,
) -> PlanChange:
    """Adds an entry to the ledger, and the audit event of the change: `old` and `new` are words."""
    change = PlanChange.objects.create(
        commitment=commitment,
        kind=ChangeKind(kind),
        period=occasion.period,
        old=old,
        new=new,
        reason=occasion.reason,
        agreed_at=occasion.agreed_at,
        by=by,
        undoes=undoes,
    )
    audit(commitment, "undone" if undoes else str(kind), by, before={"words": old}, after=_said(change, new))
    return change


def audit(commitment: Commitment, what: str, by: User, *, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Writes down who changed a commitment."""
    organisation = commitment.strategy.organisation
    AuditEvent.objects.record(by=by, organisation=organisation, what=what, thing=commitment, before=before, after=after)


def _said(change: PlanChange, new: str) -> dict[str, str]:
    undone = {"undone": change.undoes.get_kind_display().lower()} if change.undoes else {}
    return {"words": new, "reason": change.reason, "agreed at": change.agreed_at} | undone
