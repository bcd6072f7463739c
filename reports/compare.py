"""Two documents of a report: what one says and the other does not, place by place, with words struck and added. Pure."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from commitments.comparing.differences import Difference, Line, Piece, bullets
from reports.document import Document
from reports.document.front import Erratum
from reports.document.measured import Measured
from reports.document.parts import Cell, Change, Claim, Glance, Tally, Word
from reports.document.parts import Line as Row

Said = Iterator[tuple[str, str]]  # a place of the report, and a text that stands there


@dataclass(frozen=True)
class Changed:
    """A text of a place that was added, removed or changed, in pieces."""

    place: str
    pieces: tuple[Piece, ...]

    @property
    def old(self) -> str:
        """What stood there; empty for what was added."""
        return _without(self.pieces, Difference.ADDED)

    @property
    def new(self) -> str:
        """What stands there now; empty for what was removed."""
        return _without(self.pieces, Difference.REMOVED)


def changes(before: Document, after: Document) -> tuple[Changed, ...]:
    """What `after` says otherwise than `before`, in the order of `after`; what only `before` has comes last."""
    old, new = _by_place(before), _by_place(after)
    return tuple(
        changed for place in {**new, **old} for changed in _between(place, old.get(place, []), new.get(place, []))
    )


def errata(before: Document, after: Document) -> tuple[Erratum, ...]:
    """The same as the lines of an errata page."""
    return tuple(Erratum(each.place, each.old, each.new) for each in changes(before, after))


def _between(place: str, old: list[str], new: list[str]) -> Iterator[Changed]:
    if old == new:
        return
    for line in bullets([(text, 0) for text in old], [(text, 0) for text in new]):
        if line.what != Difference.SAME:
            yield Changed(place, _pieces(line))


def _pieces(line: Line) -> tuple[Piece, ...]:
    if line.what == Difference.CHANGED:
        return line.pieces
    return tuple(Piece(line.what, piece.text) for piece in line.pieces)


def _without(pieces: tuple[Piece, ...], what: Difference) -> str:
    return "".join(piece.text for piece in pieces if piece.what != what).strip()


def _by_place(document: Document) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for place, text in _said(document):
        found[place].append(text)
    return found


def _said(document: Document) -> Said:
    """Every text of a report that a correction may touch, with its place, in the report's order."""
    yield from _front(document)
    yield from _narrative(document)
    if document.prints("questions"):
        for question in document.questions:
            yield "What the board asked", " ".join((*question.text, *question.answer))
    if document.prints("glance"):
        yield from _glance(document.glance)
    yield from _tables(document)
    yield from _after_the_tables(document)


def _front(document: Document) -> Said:
    yield "Title", f"{document.strategy}: {document.title}, {document.period}"
    for meeting in document.meetings:
        yield "Meetings", ", ".join(filter(None, (meeting.committee, meeting.held, meeting.purpose)))
    for fact in document.cover:
        for text in fact.paragraphs:
            yield f"Cover: {fact.name}", text
    for text in document.introduction:
        yield "Introduction", text
    for text in document.about_markers:
        yield "A note on the report", text
    if document.prints("key"):
        for entry in document.key:
            yield "Key to stages and ratings", f"{entry.word}: {entry.meaning}"


def _narrative(document: Document) -> Said:
    for highlights in document.highlights:
        for claim in highlights.claims:
            yield f"Highlights: {highlights.priority}" if highlights.priority else "Highlights", _claim(claim)
    for claim in document.challenges:
        yield "Challenges", _claim(claim)
    for claim in document.key_activities:
        yield "Key activities in the next period", _claim(claim)


def _claim(claim: Claim) -> str:
    return f"{claim.text} ({', '.join(claim.refs)})" if claim.refs else claim.text


def _glance(glance: Glance) -> Said:
    place = "At a glance"
    for tally in glance.tallies:
        yield place, _tally(tally, (*glance.stages, *glance.ratings))
    for moved in glance.movements:
        yield place, f"{moved.word}: {moved.number}"
    if glance.kept:
        yield place, glance.kept.words
    for note in glance.notes:
        yield place, note


def _tally(tally: Tally, columns: tuple[Word, ...]) -> str:
    numbers = [f"{number} {word.word}" for number, word in zip(tally.stages + tally.ratings, columns, strict=True)]
    return f"{tally.name}: {tally.commitments}, of these {', '.join(numbers)}"


def _tables(document: Document) -> Said:
    for chapter in document.chapters:
        yield f"{chapter.name}: heading", " | ".join(filter(None, (chapter.name, chapter.strapline)))
        for group in chapter.groups:
            for row in group.lines:
                yield f"{row.ref}: place", ", ".join(filter(None, (chapter.name, group.theme, group.sub_theme)))
                yield from _row(row, chapter.columns)
        for each in chapter.completed_earlier:
            yield f"{each.ref}: completed earlier", f"{each.wording} {each.marker} ({each.period})"


def _row(row: Row, columns: tuple[str, ...]) -> Said:
    yield f"{row.ref}: wording", f"{row.wording} {row.marker}".strip()
    statuses = [word.word for word in (row.stage, row.rating) if word]
    if row.executive_rating:
        statuses.append(f"executive lead: {row.executive_rating.word}")
    if statuses:
        yield f"{row.ref}: stage and rating", ", ".join(statuses)
    for text in row.reason.splitlines():
        yield f"{row.ref}: reason", text
    for column, cell in zip(columns, row.cells, strict=True):
        for text in _cell(cell):
            yield f"{row.ref}: {column}", text


def _cell(cell: Cell) -> list[str]:
    return [text for point in cell.points for text in (point.text, *point.under)] or [cell.instead]


def _after_the_tables(document: Document) -> Said:
    if document.prints("measures"):
        for measure in document.measures:
            yield from _measure(measure)
    if document.prints("changes"):
        for change in document.changes:
            yield f"{change.ref}: changes to the plan", _change(change)
    if document.prints("acronyms"):
        for acronym in document.acronyms:
            yield "Acronyms used", f"{acronym.short}: {acronym.long}"


def _measure(measure: Measured) -> Said:
    place = f"Measure: {measure.name}"
    for name, words in measure.facts:
        yield place, f"{name}: {words}"
    for reading in measure.readings:
        yield place, f"{reading.read_on}: {reading.value}{f' ({reading.note})' if reading.note else ''}"
    for text in measure.said:
        yield place, text


def _change(change: Change) -> str:
    parts = (change.kind, change.old, change.new, change.reason, change.agreed_at)
    return ". ".join(filter(None, parts))
