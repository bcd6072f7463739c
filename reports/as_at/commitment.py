"""The page of a commitment as a board saw it: all that a frozen document says of it. No queries."""

from dataclasses import dataclass
from typing import Any

from commitments.comparing.differences import Piece, words
from commitments.models import ChangeKind
from commitments.register.rows import Line
from commitments.standing.strip import Shape
from reports.as_at.dashboard import shapes
from reports.as_at.listing import line
from reports.as_at.plan import FrozenPlan, Row
from reports.document import Document
from reports.document.front import Question
from reports.document.parts import Cell, Change


@dataclass(frozen=True)
class Column:
    """A column of the report's table: its heading, and what stands in it."""

    heading: str
    cell: Cell


@dataclass(frozen=True)
class Changed:
    """A change of the plan in the period; its words in pieces, struck and added, where both are known."""

    change: Change
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Said:
    """A highlight, challenge or key activity that rests on the commitment."""

    kind: str
    text: str


@dataclass(frozen=True)
class Mark:
    """A period and where the commitment stood in it."""

    period: str
    shape: Shape


@dataclass(frozen=True)
class Seen:
    """A commitment as a board saw it. Empty is what the document doesn't say.

    `complete_in` is the earlier period in which it was complete, where nothing was reported since; then there are no columns.
    """

    line: Line
    reason: tuple[str, ...]
    attention: tuple[str, ...]
    complete_in: str
    columns: tuple[Column, ...]
    track: tuple[Mark, ...]
    changes: tuple[Changed, ...]
    narrative: tuple[Said, ...]
    questions: tuple[Question, ...]
    before: str
    after: str


def seen(plan: FrozenPlan, row: Row) -> Seen:
    """A commitment of a frozen plan, with the refs of those before and after it."""
    document, said = plan.document, row.line
    refs = [each.ref for each in plan.rows]
    place = refs.index(row.ref)
    return Seen(
        line=line(row, plan.words, ""),
        reason=tuple(text for text in (said.reason if said else "").splitlines() if text.strip()),
        attention=tuple(why.words for why in row.known.attention),
        complete_in=_complete_in(plan, row),
        columns=_columns(plan, row),
        track=tuple(Mark(period, shape) for period, shape in zip(document.periods, shapes(row), strict=True)),
        changes=tuple(_changed(each) for each in _printed(document, "changes") if each.ref == row.ref),
        narrative=tuple(_narrative(plan, row.ref)),
        questions=tuple(each for each in _printed(document, "questions") if row.ref in each.refs),
        before=refs[place - 1] if place else "",
        after=refs[place + 1] if place + 1 < len(refs) else "",
    )


def _printed(document: Document, section: str) -> tuple[Any, ...]:
    """What a section holds; nothing where the board did without it."""
    return getattr(document, section) if document.prints(section) else ()


def _columns(plan: FrozenPlan, row: Row) -> tuple[Column, ...]:
    """What the report's table has of it, under the headings of its priority's table."""
    if row.line is None:
        return ()
    headings = next(each.columns for each in plan.document.chapters if each.name == row.known.priority)
    return tuple(Column(heading, cell) for heading, cell in zip(headings, row.line.cells, strict=True))


def _complete_in(plan: FrozenPlan, row: Row) -> str:
    listed = (each for chapter in plan.document.chapters for each in chapter.completed_earlier)
    return next((each.period for each in listed if each.ref == row.ref), "")


def _changed(change: Change) -> Changed:
    return Changed(
        change, words(change.old, change.new) if change.kind == ChangeKind.REWORDED.label and change.old else ()
    )


def _narrative(plan: FrozenPlan, ref: str) -> list[Said]:
    document = plan.document
    told = [("Highlight", claim) for each in document.highlights for claim in each.claims]
    told += [("Challenge", claim) for claim in document.challenges]
    told += [("Key activity in the next period", claim) for claim in document.key_activities]
    return [Said(kind, claim.text) for kind, claim in told if ref in claim.refs]
