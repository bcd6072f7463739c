"""What the parts of a plan that have no entry in the ledger are called, and what happened to them, in words."""

from commitments.models import AuditEvent, Commitment, Priority, Theme
from commitments.text import shortened
from commitments.writing.happenings import Happening, told

MOST = 50  # of the newest
REORDERED = "reordered"
_LONGEST = 200  # characters of what somebody wrote that are told
CALLED = {
    "lead": "Lead",
    "supporting": "Supported by",
    "due": "Due",
    "as given": "As the plan says it",
    "name": "Name",
    "strapline": "Strapline",
    "context": "Context",
    "executive_lead": "Executive lead",
    "committee": "Overseen by",
    "place": "Place in the order",
    "reason": "Why",
}
# What the ledger tells, with the words and the reason; an import writes down what it changed there too.
_IN_THE_LEDGER = ("added", "reworded", "moved", "merged", "stopped", "undone", "carried")


def happenings(thing: Commitment | Priority | Theme, *, with_order: bool = True) -> list[Happening]:
    """What happened to a part of the plan beside what the ledger tells, the newest first, in one query.

    Without its order: not that it went up or down among its neighbours.
    """
    events = AuditEvent.objects.filter(thing=thing._meta.model_name, thing_id=thing.pk).select_related("by")
    if isinstance(thing, Commitment):
        events = events.exclude(what__in=_IN_THE_LEDGER)
    if not with_order:
        events = events.exclude(what=REORDERED)
    return [Happening(told(event), _said(event)) for event in events.order_by("-at", "-pk")[:MOST]]


def _said(event: AuditEvent) -> str:
    """What changed, as in 'Due: “March 2022” became “June 2022”.'."""
    parts = []
    for name, called in CALLED.items():
        before, after = (shortened(str(values.get(name, "")), _LONGEST) for values in (event.before, event.after))
        if before != after:
            parts.append(f"{called}: {_became(before, after)}")
    return " ".join(parts)


def _became(before: str, after: str) -> str:
    if before and after:
        return f"“{before}” became “{after}”."
    return f"“{before}” was taken away." if before else f"{after.rstrip('.')}."
