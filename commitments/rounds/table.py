"""The table of a round: every commitment of its plan with who owes its update, how far that has come, and by when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, QuerySet, Subquery, TextChoices
from django.utils import timezone
from django.utils.text import Truncator

from commitments.dashboard import Count, Part, Table, Tally
from commitments.dates import Precision, in_words
from commitments.models import (
    AuditEvent,
    Commitment,
    Extension,
    PeriodState,
    ReportingPeriod,
    State,
    StatusUpdate,
)
from commitments.models.prepared import Prepared
from commitments.models.standings import About
from commitments.rounds.deadlines import due_in_words, due_on, is_late
from commitments.rounds.owing import UNTOUCHED, owing_in
from commitments.standing.shares import per_cents
from commitments.standing.status_words import Status

# What `_entry` reads: plain values, because whole commitments with their priorities, posts and people take several times as long.
_COLUMNS = (
    *("pk", "ref", "words_then", "priority_id", "priority__name", "lead_id", "lead__title", "extended_to", "owes"),
    *(f"lead__{role}__{field}" for role in ("holder", "deputy") for field in ("name", "email", "is_active")),
)
CHARACTERS = 90  # of a wording: enough to know it again
NOBODY = "none"  # asks for what no post leads, and for posts that nobody holds


class Progress(TextChoices):
    """How far the update of a commitment has come in a round."""

    NOT_STARTED = "not_started", "Not started"
    DRAFT = "draft", "Draft"
    RETURNED = "returned", "Returned"
    SUBMITTED = "submitted", "Submitted"
    APPROVED = "approved", "Approved"
    NOT_OWED = "not_owed", "Not owed"


@dataclass(frozen=True)
class Overview:
    """The numbers of a round: how many updates have come how far, in all and by priority."""

    figures: tuple[tuple[Progress, Count], ...]
    late: Count
    tallies: Table
    lacking: int  # owed, and without a draft


@dataclass(frozen=True)
class Fact:
    """A day of a round: what happens on it, and how far off it is where that matters."""

    what: str
    on: date | None
    words: str = ""


OWED = {Progress.NOT_STARTED, Progress.DRAFT, Progress.RETURNED}


@dataclass(frozen=True)
class Entry:
    """A row of the table."""

    ref: str
    wording: str
    priority_id: int
    priority: str
    post_id: int | None
    post: str
    people: tuple[str, ...]  # who holds and deputises the post, those with closed accounts left out
    progress: Progress
    has_update: bool
    due: str  # in words; empty where nothing is owed any more
    is_extended: bool
    is_late: bool
    changed: str  # what was done with the update last: 'Submitted on 5 September 2022 by Dan Kowalski'


def entries(period: ReportingPeriod, now: datetime) -> list[Entry]:
    """The table of a period at an instant, in the order of the plan: three queries."""
    updates = {update.commitment_id: update for update in _updates(period)}
    changed = _changes(update.event for update in updates.values())
    return [_entry(row, period, updates.get(row.pk), changed, now) for row in _rows(About(period)).rows()]


def round_facts(period: ReportingPeriod, now: datetime) -> list[Fact]:
    """The days of a round in their order, with those of its meetings: one query."""
    opened = period.state == PeriodState.OPEN
    begins = [Fact("Opens" if period.state == PeriodState.PLANNED else "Opened", period.opens_on)]
    facts = [
        *(
            begins if period.opens_on or period.state == PeriodState.PLANNED else []
        ),  # once it has begun, it needs no day
        _due("Updates due", period.updates_due_on, now, counts=opened),
        _due("Approvals due", period.approvals_due_on, now, counts=opened),
    ]
    for meeting in period.meetings.select_related("committee"):
        if meeting.papers_due_on:
            facts.append(Fact(f"Papers due, {meeting.committee}", meeting.papers_due_on))
        if meeting.held_precision == Precision.DAY:
            facts.append(Fact(str(meeting.committee), meeting.held_on))
    return facts


def overview(found: list[Entry]) -> Overview:
    """The numbers of a table."""
    return Overview(
        figures=tuple(counts(found)),
        late=Count(sum(entry.is_late for entry in found), urlencode({"late": "on"})),
        tallies=tallies(found),
        lacking=sum(entry.progress in OWED and not entry.has_update for entry in found),
    )


def counts(found: list[Entry]) -> list[tuple[Progress, Count]]:
    """How many updates have come how far, each with the query that lists them; what there is none of is left out."""
    numbers = [(progress, [entry for entry in found if entry.progress == progress]) for progress in Progress]
    return [(progress, Count(len(each), urlencode({"state": progress}))) for progress, each in numbers if each]


def tallies(found: list[Entry]) -> Table:
    """Numbers by priority, with a bar for each."""
    columns = [progress for progress, _count in counts(found)]
    names = {entry.priority_id: entry.priority for entry in found}
    lines = [_tally(name, found, columns, key) for key, name in names.items()]
    return Table(tuple(Status("", each.label) for each in columns), (*lines, _tally("All", found, columns)))


def _due(what: str, day: date | None, now: datetime, *, counts: bool) -> Fact:
    """A due day; how far off it is counts while the round is open."""
    if day is None or not counts:
        return Fact(what, day)
    return Fact(what, day, "passed" if is_late(day, now) else due_in_words(day, now))


@lru_cache(maxsize=64)
def _rows(about: About) -> Prepared:
    """The commitments of a period's plan with who leads each, whether it owes an update, and until when where it has more time."""
    period = about.period
    extended = Extension.objects.filter(period=period, commitment=OuterRef("pk")).values("due_on")[:1]
    rows = Commitment.objects.in_plan_of(period).worded_in(period).in_report_order()
    rows = rows.annotate(extended_to=Subquery(extended), owes=Exists(owing_in(period).filter(pk=OuterRef("pk"))))
    return Prepared(lambda: rows.values_list(*_COLUMNS, named=True))


def _updates(period: ReportingPeriod) -> QuerySet[Any, Any]:
    """The period's updates with `is_untouched` and `event`, the key of the last thing that was done with each."""
    theirs = AuditEvent.objects.filter(thing=StatusUpdate._meta.model_name, thing_id=OuterRef("pk"))
    found = StatusUpdate.objects.filter(period=period).annotate(
        is_untouched=ExpressionWrapper(UNTOUCHED, BooleanField()),
        event=Subquery(theirs.order_by("-at", "-pk").values("pk")[:1]),
    )
    return found.values_list("commitment_id", "state", "return_note", "is_untouched", "event", named=True)


def _changes(keys: Iterable[int | None]) -> dict[int | None, str]:
    """What was done, when and by whom, in words, by the keys of events."""
    fields = ("pk", "what", "at", "by__name", "by__email")
    found = AuditEvent.objects.filter(pk__in=[key for key in keys if key]).order_by().values_list(*fields)
    return {
        key: f"{what.capitalize()} on {in_words(timezone.localdate(at))} by {name or email}"
        for key, what, at, name, email in found
    }


def _entry(row: Any, period: ReportingPeriod, update: Any, changed: dict[int | None, str], now: datetime) -> Entry:
    """The entry of a commitment; django-stubs can't see the columns of these rows."""
    progress = _progress(row, update)
    owed = progress in OWED and period.state == PeriodState.OPEN
    due = due_on(period.updates_due_on, row.extended_to)
    return Entry(
        ref=row.ref,
        wording=_short(row.words_then),
        priority_id=row.priority_id,
        priority=row.priority__name,
        post_id=row.lead_id,
        post=row.lead__title or "",
        people=_people(row),
        progress=progress,
        has_update=update is not None,
        due=due_in_words(due, now) if owed else "",
        is_extended=owed and row.extended_to is not None,
        is_late=owed and is_late(due, now),
        changed=changed.get(update.event, "") if update else "",
    )


def _short(wording: str) -> str:
    """A wording, cut where it is long. The letters of a plain one need not be counted one by one."""
    if wording.isascii():
        return wording if len(wording) <= CHARACTERS else f"{wording[: CHARACTERS - 1]}…"
    return Truncator(wording).chars(CHARACTERS)


def _progress(row: Any, update: Any) -> Progress:
    if update is not None and update.state != State.DRAFT:
        return Progress.APPROVED if update.state == State.APPROVED else Progress.SUBMITTED
    if not row.owes:
        return Progress.NOT_OWED
    if update is None or update.is_untouched:
        return Progress.NOT_STARTED
    return Progress.RETURNED if update.return_note else Progress.DRAFT


def _people(row: Any) -> tuple[str, ...]:
    holder, deputy = (
        row.lead__holder__name or row.lead__holder__email,
        row.lead__deputy__name or row.lead__deputy__email,
    )
    names = (holder, row.lead__holder__is_active), (f"{deputy}, deputy", row.lead__deputy__is_active)
    return tuple(name for name, is_active in names if is_active)


def _tally(title: str, found: list[Entry], columns: list[Progress], priority: int | None = None) -> Tally:
    rows = [entry for entry in found if priority in (None, entry.priority_id)]
    asked = {"priority": priority} if priority is not None else {}
    numbers = [sum(entry.progress == progress for entry in rows) for progress in columns]
    shares = per_cents(numbers)
    return Tally(
        name=title,
        total=Count(len(rows), urlencode(asked)),
        counts=tuple(
            Count(number, urlencode(asked | {"state": progress.value}))
            for number, progress in zip(numbers, columns, strict=True)
        ),
        bar=tuple(Part(f"round-{progress}", share) for progress, share in zip(columns, shares, strict=True) if share),
    )
