"""What happened to a measure, in words, from what was written down at the time."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from commitments.dates import in_words
from commitments.models import AuditEvent, SuccessMeasure
from commitments.writing.happenings import Happening, told

MOST = 50  # of the newest
_SHOWN = 3  # readings of an event that are told one by one
_NAMES = {
    "name": "Name",
    "priority": "Priority",
    "kind": "Kind",
    "unit": "Unit",
    "better": "Better",
    "tolerance": "Tolerance",
    "baseline": "Baseline",
    "post": "Post",
    "value": "Target",
    "due_on": "By",
    "note": "Note",
    "from": "From",
    "reason": "Reason",
    "place": "Place",
}


def happenings(measure: SuccessMeasure) -> list[Happening]:
    """The history of a measure, its readings, targets and resets, the newest first, in one query."""
    events = AuditEvent.objects.filter(thing="successmeasure", thing_id=measure.pk).select_related("by")
    return [Happening(told(event), _said(event)) for event in events.order_by("-at", "-pk")[:MOST]]


def _said(event: AuditEvent) -> str:
    """What changed: readings by their dates, all else by its name."""
    readings, others = _parted(event.before), _parted(event.after)
    said = [*_readings(readings[0], others[0]), *_facts(readings[1], others[1])]
    return " ".join(said)


def _parted(values: Mapping[str, Any]) -> tuple[dict[date, str], dict[str, str]]:
    """Readings, which are kept by their dates, and all else."""
    days: dict[date, str] = {}
    others: dict[str, str] = {}
    for name, value in values.items():
        try:
            days[date.fromisoformat(name)] = str(value)
        except ValueError:
            others[name] = str(value)
    return days, others


def _readings(before: Mapping[date, str], after: Mapping[date, str]) -> list[str]:
    days = sorted({*before, *after})
    if len(days) > _SHOWN:
        changed = f", {len(before)} of them changed" if before else ""
        return [f"{len(days)} readings from {in_words(days[0])} to {in_words(days[-1])}{changed}."]
    return [f"{in_words(day)}: {_became(before.get(day, ''), after.get(day, ''))}." for day in days]


def _facts(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    names = [name for name in _NAMES if (before.get(name) or after.get(name)) and before.get(name) != after.get(name)]
    return [f"{_NAMES[name]}: {_became(before.get(name, ''), after.get(name, ''))}." for name in names]


def _became(before: str, after: str) -> str:
    if before and after:
        return f"“{before}” became “{after}”"
    return after.rstrip(".") or f"“{before}” was taken away"
