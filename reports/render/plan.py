"""A document as a plan workbook: the period as the board saw it, in the format that Strategy Tracker imports.

It holds what the document says and nothing else: no draft, no other period, no private text of a public edition.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from commitments.dates import Precision, parse_span
from commitments.workbook.plan import (
    AcronymRow,
    Bullet,
    CommitmentRow,
    Label,
    MeetingRow,
    NarrativeRow,
    PeriodRow,
    Plan,
    PlanChangeRow,
    PriorityRow,
    StatusWordRow,
    StrategyFields,
    ThemeRow,
    UpdateCells,
)
from commitments.workbook.writing import TooLongForExcelError, write
from reports.document import Document
from reports.document.known import Known
from reports.document.parts import Cell, Chapter, Completed, Line
from reports.render.plan_measures import measures
from reports.render.sheet import DoesNotFitError

_MARKED = re.compile(r"marked (?P<mark>.+) have been (?P<how>reworded|added) since")


def plan_workbook(document: Document) -> bytes:
    """The document as a plan workbook (.xlsx): the same bytes for the same document and the same libraries.

    Raises DoesNotFitError with a sentence where a text has more characters than Excel allows in a cell.
    """
    try:
        return write(plan(document))
    except TooLongForExcelError as error:
        raise DoesNotFitError(str(error)) from error


def plan(document: Document) -> Plan:
    """The plan that a document tells of."""
    chapters, refs = document.chapters, _refs(document)
    found, targets, readings = measures(document)
    return Plan(
        strategy=_fields(document),
        priorities=tuple(_priorities(document)),
        themes=tuple(dict.fromkeys(row for chapter in chapters for row in _themes(chapter))),
        status_words=tuple(StatusWordRow(each.code, each.word, each.meaning) for each in document.key),
        periods=tuple(PeriodRow(each.label, date.fromisoformat(f"{each.month}-01")) for each in document.months),
        meetings=tuple(_meetings(document)),
        commitments=tuple(_commitments(document)),
        plan_changes=tuple(
            PlanChangeRow(each.ref, each.kind.lower(), document.period, each.old, each.new, each.reason, each.agreed_at)
            for each in document.changes
            if each.ref in refs
        ),
        narrative=tuple(_narrative(document, refs)),
        measures=found,
        targets=targets,
        readings=readings,
        acronyms=tuple(AcronymRow(each.short, each.long) for each in document.acronyms),
    )


def _fields(document: Document) -> StrategyFields:
    labels, marks = document.labels, _marks(document)
    return StrategyFields(
        organisation=document.organisation,
        short_name=document.short_name,
        title=document.strategy,
        priority_label=Label(labels.priority, labels.priorities),
        theme_label=Label(labels.theme, labels.themes),
        commitment_label=Label(labels.commitment, labels.commitments),
        report_title=document.title,
        introduction="\n\n".join(document.introduction),
        reworded_marker=marks.get("reworded", ""),
        added_marker=marks.get("added", ""),
    )


def _marks(document: Document) -> dict[str, str]:
    """The marks of what was reworded and of what was added, where they occur."""
    found = [_MARKED.search(sentence) for sentence in document.about_markers]
    return {each["how"]: each["mark"] for each in found if each}


def _refs(document: Document) -> set[str]:
    """The refs of the commitments that it tells of: a plan workbook names no others."""
    lines = {line.ref for chapter in document.chapters for group in chapter.groups for line in group.lines}
    return lines | {each.ref for chapter in document.chapters for each in chapter.completed_earlier}


def _priorities(document: Document) -> Iterator[PriorityRow]:
    """The priorities, also those of which only a highlight or a measure is told."""
    named = [each.priority for each in document.highlights] + [each.priority for each in document.measures]
    there = {each.name for each in document.chapters}
    yield from (PriorityRow(each.name, each.strapline, "", each.executive_lead) for each in document.chapters)
    yield from (PriorityRow(name) for name in dict.fromkeys(named) if name and name not in there)


def _themes(chapter: Chapter) -> Iterator[ThemeRow]:
    for group in chapter.groups:
        if group.theme:
            yield ThemeRow(chapter.name, group.theme)
        if group.sub_theme:
            yield ThemeRow(chapter.name, group.theme, group.sub_theme)


def _meetings(document: Document) -> Iterator[MeetingRow]:
    """The meetings whose day or month is known."""
    for each in document.meetings:
        held = parse_span(each.held)
        if held and held.starts_on and held.precision in {Precision.DAY, Precision.MONTH}:
            yield MeetingRow(document.period, each.committee, held.starts_on, held.precision, each.purpose)


def _commitments(document: Document) -> Iterator[CommitmentRow]:
    marks, known = _marks(document), {each.ref: each for each in document.known}
    for chapter in document.chapters:
        for group in chapter.groups:
            for line in group.lines:
                row = _commitment(line, marks, known.get(line.ref))
                of: dict[str, Any] = {
                    "theme": group.theme,
                    "sub_theme": group.sub_theme,
                    "updates": _updates(document, line),
                }
                yield replace(row, priority=chapter.name, **of)
        for each in chapter.completed_earlier:
            row = _commitment(each, marks, known.get(each.ref))
            done = {each.period: UpdateCells(stage="complete")}
            yield replace(row, priority=chapter.name, updates=done)


def _commitment(said: Line | Completed, marks: dict[str, str], known: Known | None) -> CommitmentRow:
    """A commitment without its place in the plan and its updates."""
    carried = said.marker.split(" ")
    return CommitmentRow(
        ref=said.ref,
        priority="",
        wording=said.wording,
        reworded=marks.get("reworded") in carried,
        added=marks.get("added") in carried,
        lead=known.lead if known else "",
        due=parse_span(known.due.partition(" (")[0]) if known else None,  # without the months of a quarter
    )


def _updates(document: Document, line: Line) -> dict[str, UpdateCells]:
    *earlier, now, following = line.cells
    said = UpdateCells(
        progress=_bullets(now),
        next=_bullets(following),
        stage=line.stage.code if line.stage else "",
        rating=line.rating.code if line.rating else "",
        reason=line.reason,
    )
    found = {document.period: said}
    if earlier:
        found = {document.earlier_period: UpdateCells(progress=_bullets(earlier[0]))} | found
    return {label: cells for label, cells in found.items() if not cells.is_empty()}


def _bullets(cell: Cell) -> tuple[Bullet, ...]:
    return tuple(
        bullet for point in cell.points for bullet in (Bullet(point.text), *[Bullet(text, 1) for text in point.under])
    )


def _narrative(document: Document, there: set[str]) -> Iterator[NarrativeRow]:
    said = [("highlight", each.priority, claim) for each in document.highlights for claim in each.claims]
    said += [("challenge", "", claim) for claim in document.challenges]
    said += [("key_activity", "", claim) for claim in document.key_activities]
    for kind, priority, claim in said:
        refs = tuple(ref for ref in claim.refs if ref in there)
        yield NarrativeRow(document.period, kind, claim.text, priority, refs)
