"""An update beside the text that was approved before it: what an executive looks at before approving."""

from collections.abc import Sequence
from dataclasses import dataclass

from commitments.comparing.differences import Difference, Line, Piece, bullets, words
from commitments.comparing.said import Said, said_in, said_then
from commitments.dates import in_words
from commitments.models import PointKind, StatusUpdate
from commitments.rounds.deadlines import counted, day_in_london
from commitments.standing.movement import Standing, movement
from commitments.standing.promises import earlier_update
from commitments.standing.status_words import Status


@dataclass(frozen=True)
class Column:
    """Stage, the lead's rating and an executive's own where it differs."""

    stage: Status | None
    rating: Status | None
    executive_rating: Status | None


@dataclass(frozen=True)
class Listed:
    """One list of an update against the same list before: its lines, what became of them in a sentence, and whether none was kept."""

    lines: tuple[Line, ...]
    summary: str
    apart: bool


@dataclass(frozen=True)
class Comparison:
    """An update against what was approved before: `since` names that, and is empty where nothing was."""

    since: str
    is_first: bool
    before: Column
    now: Column
    moved: str
    reason: tuple[Piece, ...]
    progress: Listed
    next: Listed
    evidence: tuple[str, ...]


def comparison(update: StatusUpdate, called: dict[str, Status]) -> Comparison:
    """Compares an update with what was approved of it before it was reopened, or else with the last approved update.

    `called` are the strategy's words for stages and ratings. At most four queries.
    """
    since, before = _before(update)
    now = said_in(update)
    moved = movement(_standing(before), _standing(now)) if before else None
    before = before or Said()
    return Comparison(
        since=since,
        is_first=not since,
        before=_column(before, called),
        now=_column(now, called),
        moved=str(moved or ""),
        reason=words(before.reason, now.reason),
        progress=listed(PointKind.PROGRESS, before, now, since),
        next=listed(PointKind.NEXT, before, now, since),
        evidence=tuple(text for text, _depth in now.bullets(PointKind.EVIDENCE)),
    )


def _before(update: StatusUpdate) -> tuple[str, Said | None]:
    """What was approved before, and when that was in words; nothing where nothing was."""
    text = update.approved_texts.order_by("number").last()
    if text:
        return in_words(day_in_london(text.approved_at)), said_then(text.content)
    earlier = earlier_update(update)
    return (earlier.period.label, said_in(earlier)) if earlier else ("", None)


def _standing(said: Said) -> Standing:
    return Standing(said.stage, said.executive_rating or said.rating)


def _column(said: Said, called: dict[str, Status]) -> Column:
    own = said.executive_rating if said.executive_rating != said.rating else ""
    return Column(called.get(said.stage), called.get(said.rating), called.get(own))


def listed(kind: str, before: Said, now: Said, since: str = "") -> Listed:
    """One list of what is said now against the same list before; summed up in a sentence where `since` names what was before."""
    lines = bullets(before.bullets(kind), now.bullets(kind))
    kept = {Difference.SAME, Difference.CHANGED} & {line.what for line in lines}
    return Listed(lines, _summary(lines, since) if since else "", apart=not kept)


def _summary(lines: Sequence[Line], since: str) -> str:
    """What became of a list: 'Since March 2022: 2 lines new, 1 changed, 3 the same, 4 removed.'; empty for an empty list."""
    number = {what: sum(line.what == what for line in lines) for what in Difference}
    if not any(number.values()):
        return ""
    said = {
        Difference.ADDED: "new",
        Difference.CHANGED: "changed",
        Difference.SAME: "the same",
        Difference.REMOVED: "removed",
    }
    (first, word), *rest = [(number[what], word) for what, word in said.items() if number[what]]
    parts = [f"{counted(first, 'line')} {word}", *(f"{many} {word}" for many, word in rest)]
    return f"Since {since}: {', '.join(parts)}."
