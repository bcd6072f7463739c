"""What happened to an update, in words, from what was written down at the time."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from commitments.dates import in_words
from commitments.models import AuditEvent, StatusUpdate

_MOST = 1_000  # of the newest: an update that saves itself leaves many
_SAID = {"return_note": "What should change", "reopened_because": "Why"}


@dataclass(frozen=True)
class Happening:
    """One thing that somebody did: 'Submitted by Ann Hill on 3 March 2022 at 14:02', and what they said to it."""

    words: str
    said: str = ""


def happenings(update: StatusUpdate) -> list[Happening]:
    """The history of an update, the newest first, in one query. Saves of one person in a row are one happening."""
    if update.pk is None:
        return []
    events = AuditEvent.objects.filter(thing="statusupdate", thing_id=update.pk).select_related("by").defer("before")
    found: list[Happening] = []
    latest: AuditEvent | None = None
    for event in events.order_by("-at", "-pk")[:_MOST]:
        if latest and latest.what == event.what == "written" and latest.by_id == event.by_id:
            continue
        found.append(Happening(told(event), _said(event)))
        latest = event
    return found


def last_written(update: StatusUpdate) -> AuditEvent | None:
    """Who saved an update last, and when; none where nobody has."""
    events = AuditEvent.objects.filter(thing="statusupdate", thing_id=update.pk or 0, what="written")
    return events.select_related("by").order_by("-at", "-pk").first()


def at_in_words(at: datetime) -> str:
    """A moment as people here read it: '3 March 2022 at 14:02'."""
    local = timezone.localtime(at)
    return f"{in_words(local.date())} at {local:%H:%M}"


def told(event: AuditEvent) -> str:
    """One thing that somebody did: 'Submitted by Ann Hill on 3 March 2022 at 14:02'."""
    behalf = event.after.get("on behalf of")
    post = f" on behalf of the {behalf}" if behalf else ""
    return f"{event.what.capitalize()} by {event.by}{post} on {at_in_words(event.at)}"


def _said(event: AuditEvent) -> str:
    return " ".join(f"{label}: {event.after[name]}" for name, label in _SAID.items() if event.after.get(name))
