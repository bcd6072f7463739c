"""One commitment in two periods: what became of its words, of where it stands, and of what was reported of it. No queries."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from commitments.comparing.differences import Piece, has_changed, words
from commitments.comparing.said import Said, said_in
from commitments.comparing.update import Listed, listed
from commitments.models import (
    ChangeKind,
    Outcome,
    PlanChange,
    PointKind,
    ReportingPeriod,
    StatusUpdate,
    wording_at,
)
from commitments.models.standings import Reported
from commitments.register.rows import Told
from commitments.standing.cells import NOT_THEN, nothing_told
from commitments.standing.movement import Movement, Standing, movement
from commitments.standing.status_words import Status


class Change(StrEnum):
    """What can have changed from one period to another, in the order in which an executive asks."""

    WORSE = "Worse"
    BETTER = "Better"
    PAUSED = "Paused"
    ENDED = "Ended"
    NEW = "Rated for the first time"
    STANDING = "Other change of stage or rating"
    REWORDED = "Reworded"
    ADDED = "Added to the plan"
    MOVED = "Moved in the plan"
    # Of those of which nothing of the above can be said:
    REPORTED = "No update then, one now"
    WORDS = "Only the words of the update"


_OF_MOVEMENT = {
    Movement.WORSE: Change.WORSE,
    Movement.BETTER: Change.BETTER,
    Movement.PAUSED: Change.PAUSED,
    Movement.ENDED: Change.ENDED,
    Movement.NEW: Change.NEW,
}
_OF_LEDGER = {
    ChangeKind.REWORDED: Change.REWORDED,
    ChangeKind.ADDED: Change.ADDED,
    ChangeKind.CARRIED: Change.ADDED,
    ChangeKind.MOVED: Change.MOVED,
    ChangeKind.MERGED: Change.ENDED,
    ChangeKind.STOPPED: Change.ENDED,
}


@dataclass(frozen=True)
class Pair:
    """Two periods, the earlier one first; the strategy's words for stages and ratings; whether any was given in the earlier one."""

    then: ReportingPeriod
    now: ReportingPeriod
    called: dict[str, Status]
    rated_then: bool


@dataclass(frozen=True)
class Found:
    """What the database holds of a commitment in two periods.

    `then` and `now` are rows with the columns of standing_in the period, `now` with the commitment's own; the updates are approved
    ones, with their points; `changes` those that count; `answers` are to its next steps by their keys, up to the later period.
    """

    then: Any
    now: Any
    update_then: StatusUpdate | None
    update_now: StatusUpdate | None
    changes: list[PlanChange]
    answers: dict[int, Outcome]


@dataclass(frozen=True)
class Came:
    """What came of a next step, in which period that was said, and why."""

    answer: str
    period: str
    note: str


@dataclass(frozen=True)
class Texts:
    """What two updates say, beside each other. Where only one says something, it is told as it is: the other took nothing back.

    `came` goes with those lines of `next` that stood there then.
    """

    then: bool
    now: bool
    reason: tuple[Piece, ...]
    progress: Listed
    next: Listed
    came: tuple[Came | None, ...]

    @property
    def differ(self) -> bool:
        """Whether the later update says anything else, or for the first time, than the earlier one."""
        return self.now and any(has_changed(each) for each in (self.reason, self.progress.lines, self.next.lines))


@dataclass(frozen=True)
class ThenAndNow:
    """A commitment in two periods: its words in pieces, what the ledger of the plan says, where it stood, what was reported."""

    key: int
    ref: str
    priority: tuple[int, str]
    wording: tuple[Piece, ...]
    news: tuple[str, ...]
    then: Told
    now: Told
    moved: str
    texts: Texts
    changes: tuple[Change, ...]


def then_and_now(found: Found, pair: Pair) -> ThenAndNow:
    """What a commitment was in the earlier and is in the later of two periods, and in which ways that differs."""
    then, now = _told(found, found.then, pair.then, pair), _told(found, found.now, pair.now, pair)
    moved = movement(_standing(found.then), _standing(found.now)) if pair.rated_then else None
    between = [each for each in found.changes if each.period and pair.then.month < each.period.month <= pair.now.month]
    texts = _texts(found)
    changes = {_OF_LEDGER[ChangeKind(each.kind)] for each in between} | set(_of_standing(then, now, moved))
    if not changes and texts.differ:
        changes = {Change.WORDS if texts.then else Change.REPORTED}
    return ThenAndNow(
        key=found.now.pk,
        ref=found.now.ref,
        priority=(found.now.priority_id, found.now.priority__name),
        wording=_wording(found, then, pair),
        news=tuple(_news(each, found.now.merged_into__ref) for each in between),
        then=then,
        now=now,
        moved=str(moved or ""),
        texts=texts,
        changes=tuple(each for each in Change if each in changes),
    )


def _told(found: Found, row: Any, period: ReportingPeriod, pair: Pair) -> Told:
    """Where a commitment stood in one of the periods, or why nobody knows."""
    if row.stage or row.rating:
        lead = row.lead_rating if row.lead_rating != row.rating else ""
        ended = "No update needed" if row.reported == Reported.ENDED else ""
        return Told(pair.called.get(row.stage), pair.called.get(row.rating), pair.called.get(lead), ended)
    if row.reported == Reported.APPROVED:
        return Told(instead="No stage or rating given")
    joined = [each.period.month for each in found.changes if each.kind == ChangeKind.ADDED and each.period]
    # Of one that was added nobody knows when, all that is sure is that it stands in the plan of the later period.
    joined_in = min(joined, default=pair.now.month if period == pair.now else None)
    published, waiting = found.now.in_published_plan, row.reported == Reported.AWAITING
    return Told(instead=nothing_told(period.month, published=published, joined_in=joined_in, waiting=waiting))


def _standing(row: Any) -> Standing:
    return Standing(row.stage, row.rating)


def _of_standing(then: Told, now: Told, moved: Movement | None) -> Iterator[Change]:
    """The change of stage or rating, if there is one that can be told."""
    if (then.stage, then.rating, then.lead_rating) == (now.stage, now.rating, now.lead_rating):
        return
    if moved in _OF_MOVEMENT:
        yield _OF_MOVEMENT[moved]
    elif (then.stage or then.rating) and (now.stage or now.rating):
        yield Change.STANDING


def _texts(found: Found) -> Texts:
    then, now = found.update_then, found.update_now
    before = said_in(then) if then else Said()
    after = said_in(now) if now else before
    steps = [point.pk for point in then.points.all() if point.kind == PointKind.NEXT] if then else []
    return Texts(
        then=then is not None,
        now=now is not None,
        reason=words(before.reason, after.reason),
        progress=listed(PointKind.PROGRESS, before, after),
        next=listed(PointKind.NEXT, before, after),
        came=tuple(_came(found.answers.get(step)) for step in steps),
    )


def _came(answer: Outcome | None) -> Came | None:
    return Came(answer.get_answer_display(), answer.update.period.label, answer.note) if answer else None


def _wording(found: Found, then: Told, pair: Pair) -> tuple[Piece, ...]:
    """The words of the two periods; those of the later one alone where it wasn't in the plan before."""
    before, now = (wording_at(found.changes, found.now.wording, each.month) for each in (pair.then, pair.now))
    return words(now if then.instead == NOT_THEN else before, now)


def _news(change: PlanChange, other: str | None) -> str:
    """A change of the plan in a sentence or two; `other` is the ref of what it was merged into."""
    said = {
        ChangeKind.ADDED: "Added to the plan in {when}.",
        ChangeKind.CARRIED: "Carried into the plan in {when}.",
        ChangeKind.REWORDED: "Reworded in {when}."
        if change.old
        else "Reworded in {when}; the words before are not known.",
        ChangeKind.MOVED: "Moved in {when} from {old} to {new}." if change.old and change.new else "Moved in {when}.",
        ChangeKind.MERGED: "Merged into {other} in {when}." if other else "Merged in {when}.",
        ChangeKind.STOPPED: "Stopped in {when}.",
    }[ChangeKind(change.kind)]
    when = change.period.label if change.period else ""
    sentence = said.format(when=when, old=change.old, new=change.new, other=other)
    return f"{sentence} Reason: {change.reason}" if change.reason else sentence
