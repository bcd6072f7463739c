"""The wording ledger of a strategy: what its page shows of every change of the plan."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from commitments.comparing.differences import Piece, words
from commitments.dates import in_words
from commitments.models import ChangeKind, Commitment, PlanChange, Strategy

# What an entry that undoes another is called.
_UNDOING = {
    ChangeKind.ADDED: "Addition undone",
    ChangeKind.REWORDED: "Rewording undone",
    ChangeKind.MOVED: "Move undone",
    ChangeKind.MERGED: "Merge undone",
    ChangeKind.STOPPED: "Stop undone",
}
_IN_WORDS = {ChangeKind.ADDED, ChangeKind.REWORDED, ChangeKind.STOPPED}
BY_COMMITMENT = "commitment"
NO_PERIOD = "none"


@dataclass(frozen=True)
class Entry:
    """A change of the plan. Words come in pieces where they were struck or added; a place or another commitment as `old` and `new`.

    `wording` are the words of today, none where the change says them itself; `lacks_old` where nobody knows the words before.
    """

    key: int
    ref: str
    wording: str
    what: str
    was_undone: bool
    period: str
    pieces: tuple[Piece, ...]
    old: str
    new: str
    reason: str
    agreed_at: str
    by: str
    on: date
    lacks_old: bool

    @property
    def record(self) -> str:
        """Where it was agreed and reported, who recorded it and when, in sentences."""
        agreed = [f"Agreed at {self.agreed_at}."] * bool(self.agreed_at)
        reported = [f"Reported in {self.period}."] * bool(self.period)
        return " ".join([*agreed, *reported, f"Recorded by {self.by} on {in_words(self.on)}."])


def changes_of(strategy: Strategy, asked: dict[str, str]) -> QuerySet[PlanChange]:
    """The changes of a plan with all that `entry` reads: one query, the newest first or by commitment.

    `asked` may narrow them down to a kind, a period and a priority (by their keys), and may name an order.
    """
    rows = PlanChange.objects.filter(commitment__strategy=strategy)
    wanted: dict[str, Any] = {
        "kind": asked.get("kind"),
        "period": asked.get("period") if asked.get("period") != NO_PERIOD else None,
        "commitment__priority": asked.get("priority"),
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    if asked.get("period") == NO_PERIOD:
        rows = rows.filter(period=None)
    loaded = rows.select_related("commitment", "period", "by", "undone_by")
    if asked.get("order") == BY_COMMITMENT:
        return loaded.order_by("commitment__priority__position", "commitment__position", "commitment_id", "-id")
    return loaded.order_by("-id")


def changes_since(commitment: Commitment, key: int) -> list[Entry]:
    """What happened to a commitment after the change of that key, in order."""
    rows = commitment.changes.filter(pk__gt=key).select_related("commitment", "period", "by", "undone_by")
    return [entry(change) for change in rows.order_by("id")]


def entry(change: PlanChange) -> Entry:
    """A change of `changes_of` as the page shows it."""
    kind = ChangeKind(change.kind)
    lacks_old = kind == ChangeKind.REWORDED and not change.old
    told = kind in _IN_WORDS and not lacks_old
    wording = change.commitment.wording
    return Entry(
        key=change.pk,
        ref=change.commitment.ref,
        wording="" if wording in {change.old, change.new} or kind == ChangeKind.MERGED else wording,
        what=_UNDOING.get(kind, kind.label) if change.undoes_id else kind.label,
        was_undone=hasattr(change, "undone_by"),
        period=change.period.label if change.period else "",
        pieces=words(change.old, change.new) if told else (),
        old="" if told else change.old,
        new="" if told else change.new,
        reason=change.reason,
        agreed_at=change.agreed_at,
        by=str(change.by),
        on=timezone.localdate(change.recorded_at),
        lacks_old=lacks_old,
    )
