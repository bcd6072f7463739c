"""What was reported of a commitment, period by period, and how its words changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from commitments.dates import in_words
from commitments.models import (
    ChangeKind,
    Commitment,
    PeriodState,
    PlanChange,
    PointKind,
    ReportingPeriod,
    Stage,
    State,
    StatusUpdate,
    UpdatePoint,
    User,
)
from commitments.rounds.deadlines import day_in_london
from commitments.standing.cells import NO_NEXT_STEP, NO_PROGRESS, Cell, cell, nothing_told
from commitments.standing.status_words import Status

Words = dict[str, Status]


@dataclass(frozen=True)
class Evidence:
    """A line of evidence: a sentence, or an address that leads elsewhere."""

    text: str
    is_link: bool


@dataclass(frozen=True)
class Told:
    """What was approved of a commitment in a period, by whom and when; the executive's rating where it differs from the lead's."""

    stage: Status | None
    rating: Status | None
    executive_rating: Status | None
    on_behalf_of: str
    steps: tuple[str, ...]  # 'Submitted by Ann Hill on 3 March 2022'
    reason: tuple[str, ...]
    progress: Cell
    next: Cell
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Entry:
    """A period of a commitment: what was told, or why nothing was; and what the last one told had said would come next."""

    period: ReportingPeriod
    told: Told | None
    instead: str = ""
    promised_in: str = ""
    promised: Cell | None = None


def entries(
    commitment: Commitment,
    changes: list[PlanChange],
    periods: Iterable[ReportingPeriod],
    page: ReportingPeriod,
    words: Words,
) -> list[Entry]:
    """The periods of a commitment, the newest first, in two queries. Rounds that have not begun are left out, but this page's.

    `changes` are those of the commitment that count; `periods` the strategy's, the oldest first.
    """
    handed_in = commitment.updates.exclude(state=State.DRAFT).select_related(
        "on_behalf_of", "submitted_by", "approved_by"
    )
    updates = {update.period_id: update for update in handed_in}
    points = _points(commitment)
    joined = [change.period.month for change in changes if change.kind == ChangeKind.ADDED and change.period]
    joined_in = min(joined, default=page.month)
    known: list[Entry] = []
    last: Entry | None = None
    for period in periods:
        update = updates.get(period.pk)
        if period.state == PeriodState.PLANNED and period != page and update is None:
            continue
        if update and update.state == State.APPROVED:
            last = _entry(period, _told(update, points[update.pk], words), last)
            known.append(last)
        else:
            waiting, published = update is not None, commitment.in_published_plan
            instead = nothing_told(period.month, published=published, joined_in=joined_in, waiting=waiting)
            known.append(Entry(period, None, _ended(last) or _left(changes, period, words) or instead))
    return known[::-1]


def _points(commitment: Commitment) -> dict[int, list[UpdatePoint]]:
    """The bullets of a commitment's approved updates, by update, in order."""
    found: dict[int, list[UpdatePoint]] = defaultdict(list)
    for point in UpdatePoint.objects.filter(update__commitment=commitment, update__state=State.APPROVED):
        found[point.update_id].append(point)
    return found


def _entry(period: ReportingPeriod, told: Told, last: Entry | None) -> Entry:
    if last is None or last.told is None or not last.told.next.points:
        return Entry(period, told)
    return Entry(period, told, promised_in=last.period.label, promised=last.told.next)


def _ended(last: Entry | None) -> str:
    """What is said after the period in which a commitment ended; empty where it goes on."""
    stage = last.told.stage if last and last.told else None
    return f"{stage.word} since {last.period.label}" if last and stage and stage.code in Stage.ended else ""


def _left(changes: list[PlanChange], period: ReportingPeriod, words: Words) -> str:
    """What is said once the ledger has stopped or merged a commitment; empty where it goes on."""
    by_then = [change for change in changes if change.period is None or change.period.month <= period.month]
    kinds = [change.kind for change in by_then if change.kind in ChangeKind.ending]
    return f"{words[kinds[-1]].word} by a change of the plan" if kinds else ""


def _told(update: StatusUpdate, points: list[UpdatePoint], words: Words) -> Told:
    def listed(kind: PointKind) -> list[tuple[str, int]]:
        return [(point.text, point.depth) for point in points if point.kind == kind]

    differs = update.executive_rating != update.rating
    return Told(
        stage=words.get(update.stage),
        rating=words.get(update.rating),
        executive_rating=words.get(update.executive_rating) if differs else None,
        on_behalf_of=update.on_behalf_of.title if update.on_behalf_of else "",
        steps=tuple(_steps(update)),
        reason=tuple(line for line in update.reason.splitlines() if line.strip()),
        progress=cell(listed(PointKind.PROGRESS), NO_PROGRESS),
        next=cell(listed(PointKind.NEXT), NO_NEXT_STEP),
        evidence=tuple(Evidence(text, _is_link(text)) for text, _depth in listed(PointKind.EVIDENCE)),
    )


def _steps(update: StatusUpdate) -> Iterator[str]:
    """How an update came to be approved, a step each.

    Nobody approves what they handed in, so what one account did both of was brought in, approved already.
    """
    if update.approved_at and update.submitted_by_id and update.submitted_by_id == update.approved_by_id:
        yield _step("Imported", update.approved_by, update.approved_at)
        return
    if update.submitted_at:
        yield _step("Submitted", update.submitted_by, update.submitted_at)
    if update.approved_at:
        yield _step("Approved", update.approved_by, update.approved_at)


def _step(what: str, by: User | None, at: datetime) -> str:
    """'Submitted by Ann Hill on 3 March 2022'."""
    return f"{what} by {by} on {in_words(day_in_london(at))}"


def _is_link(text: str) -> bool:
    """Whether a text is one web address and nothing else."""
    if not text.startswith(("https://", "http://")) or " " in text:
        return False
    try:
        return bool(urlsplit(text).hostname)
    except ValueError:  # such as 'https://['
        return False
