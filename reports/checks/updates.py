"""Findings about updates: approved, with a stage and a reason, no past dates under Next, no endless rows. Pure."""

from collections.abc import Iterator

from commitments.dates_in_text import past_dates
from commitments.workbook.plan import Bullet
from commitments.writing.column import HALF_A_PAGE, Column, is_long
from reports.checks.finding import Finding, Fix, finding
from reports.checks.places import coming, lines, progress, said
from reports.document.desk import NOT_BEGUN, RETURNED, Desk, Handed
from reports.document.parts import Cell, Chapter, Line
from reports.document.values import Document

_SAID = {
    "submitted": "The update of {ref} is awaiting approval.",
    "draft": "The update of {ref} is a draft.",
    RETURNED: "The update of {ref} was returned to its author.",
    NOT_BEGUN: "The update of {ref} has not been begun.",
}
_APPROVED = "approved"
_NOTHING = Handed(NOT_BEGUN)


def about_updates(document: Document, desk: Desk) -> Iterator[Finding]:
    """What is found in the updates of a report, commitment by commitment."""
    for chapter, line in lines(document):
        update = desk.updates.get(line.ref, _NOTHING)
        if update.state == _APPROVED:
            yield from _approved(line, update, desk)
            yield from _long(chapter, line, desk)
        elif line.ref in desk.owing or update.state == "submitted":
            yield _not_approved(line.ref, update, desk)


def mends_update(ref: str, desk: Desk) -> tuple[Fix, Fix]:
    """Where an approved update is mended: reopened or, where its round is closed, in that round once it is open again; and read."""
    look = Fix("commitment", (*desk.address, ref), f"See {ref}")
    if desk.round_is_open:
        return Fix("update-reopen", (*desk.address, ref), f"Reopen the update of {ref}"), look
    return Fix("round-open", desk.address, "Open the round again"), look


def _not_approved(ref: str, update: Handed, desk: Desk) -> Finding:
    place = (*desk.address, ref)
    look = Fix("update-edit", place, f"Open the update of {ref}")
    fix = Fix("approval", place, f"Approve the update of {ref}") if update.state == "submitted" else look
    if not desk.round_is_open:
        fix = Fix("round-open", desk.address, "Open the round again")
    return finding("update", _SAID[update.state].format(ref=ref), where=ref, about=ref, fix=fix, look=look)


def _approved(line: Line, update: Handed, desk: Desk) -> Iterator[Finding]:
    ref = line.ref
    fix, look = mends_update(ref, desk)
    if line.stage is None:
        yield finding("stage", f"The update of {ref} gives no stage.", where=ref, about=ref, fix=fix, look=look)
    if update.needs_reason and not line.reason:
        word = line.rating or line.stage
        called = f" is {word.word.lower()} and" if word else ""
        yield finding("reason", f"{ref}{called} gives no reason.", where=ref, about=ref, fix=fix, look=look)
    if dates := past_dates(said(coming(line)), desk.as_of):
        passed = (
            f"will have passed by {desk.meets}" if desk.meets else "has passed" if len(dates) == 1 else "have passed"
        )
        sentence = f"Under Next, {ref} names {_listed(dates)}, which {passed}."
        yield finding("date", sentence, where=ref, about=ref, fix=fix, look=look)


def _long(chapter: Chapter, line: Line, desk: Desk) -> Iterator[Finding]:
    """A finding where what was reported now takes more than half a page in its column."""
    column = Column(levels=chapter.has_themes + chapter.has_sub_themes, cells=len(chapter.columns))
    most = max(column.lines(_bullets(cell)) for cell in (progress(line), coming(line)))
    if is_long(most):
        fix, look = mends_update(line.ref, desk)
        sentence = f"The row of {line.ref} has {most} lines. Half a page has {HALF_A_PAGE}."
        yield finding("long", sentence, where=line.ref, about=line.ref, fix=fix, look=look)


def _bullets(cell: Cell) -> list[Bullet]:
    return [
        bullet
        for point in cell.points
        for bullet in (Bullet(point.text, 0), *(Bullet(text, 1) for text in point.under))
    ]


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)
