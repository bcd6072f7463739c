"""A document as blocks: its cover and its parts, with the words that the page and the PDF print around them."""

from collections.abc import Callable, Iterator

from commitments.charts import title
from reports.document import Document
from reports.document.measured import Measured
from reports.document.parts import Chapter, Claim, Word
from reports.render.blocks import (
    Block,
    Bullets,
    Chart,
    Commitments,
    Facts,
    Head,
    Heading,
    Paragraph,
    Part,
    Row,
    Said,
    Table,
)

PAGE = 273.0  # millimetres between the margins


def cover(document: Document) -> tuple[Block, ...]:
    """What the cover says after organisation, strategy, title and period."""
    found: list[Block] = []
    if document.meetings:
        found.append(_meetings(document))
    if document.cover:
        found.append(Facts(tuple((fact.name, fact.paragraphs) for fact in document.cover)))
    found.append(Paragraph(edition_line(document)))
    if document.change_note:
        found.append(Paragraph(f"What has changed since the edition before: {document.change_note}"))
    if document.illustrative:
        found.append(Paragraph(document.illustrative))
    return tuple(found)


def edition_line(document: Document) -> str:
    """Which edition it is: 'Public edition. Edition 2', or 'Draft: not issued to a meeting'."""
    audience = f"{document.audience} edition. " if document.audience else ""
    return f"{audience}{document.edition}{': not issued to a meeting' if document.is_draft else ''}"


def parts(document: Document) -> tuple[Part, ...]:
    """Everything after the contents, part by part, in the order of the report."""
    chapters = {chapter.anchor: chapter for chapter in document.chapters}
    found = []
    for entry in document.contents:
        chapter = chapters.get(entry.anchor)
        blocks = _chapter(document, chapter) if chapter else _PARTS[entry.anchor](document)
        found.append(Part(entry.anchor, entry.title, tuple(blocks), chapter.strapline if chapter else ""))
    return tuple(found)


def spoken(said: Said) -> str:
    """What stands in a cell, in words alone; its paragraphs line by line."""
    if isinstance(said, tuple):
        return "\n".join(said)
    return said.word if isinstance(said, Word) else str(said)


def sub_theme(document: Document) -> str:
    """What the level below a theme is called."""
    return f"Sub-{document.labels.theme.lower()}"


def cited(claim: Claim) -> str:
    """A claim, and the commitments that it rests on: 'The ward is on its way (BO-01, BO-02)'."""
    return f"{claim.text} ({', '.join(claim.refs)})" if claim.refs else claim.text


def marked(wording: str, marker: str) -> str:
    """A commitment's words and the marks that it carries."""
    return f"{wording} {marker}" if marker else wording


def _meetings(document: Document) -> Table:
    if not document.has_purposes:
        rows = tuple((each.committee, each.held) for each in document.meetings)
        return Table("Meetings that receive this report", ("Meeting", "Date"), rows, (90, 60))
    purposes = tuple((each.committee, each.held, each.purpose or "Not given") for each in document.meetings)
    return Table("Meetings that receive this report", ("Meeting", "Date", "Purpose"), purposes, (90, 60, 90))


def _errata(document: Document) -> Iterator[Block]:
    if document.change_note:
        yield Paragraph(document.change_note)
    rows = tuple((each.place, each.old or "Nothing", each.new or "Nothing") for each in document.errata)
    head = ("Where", "The edition before said", "This edition says")
    yield Table("Corrections", head, rows, (53, 110, 110))


def _introduction(document: Document) -> Iterator[Block]:
    yield from map(Paragraph, document.introduction)
    if document.about_markers:
        yield Heading(2, "A note on the report")
        yield Bullets(document.about_markers)
    if document.prints("key"):
        yield Heading(2, "Key to stages and ratings")
        rows = tuple((Word(each.code, each.word), each.meaning) for each in document.key)
        yield Table("What stages and ratings mean", ("Stage or rating", "Meaning"), rows, (45, PAGE - 45))


def _since(document: Document) -> Iterator[Block]:
    if document.highlights:
        yield Heading(2, "Highlights")
        for each in document.highlights:
            if each.priority:
                yield Heading(3, each.priority)
            yield Bullets(tuple(map(cited, each.claims)))
    if document.challenges:
        yield Heading(2, "Challenges")
        yield Bullets(tuple(map(cited, document.challenges)))
    if document.key_activities:
        yield Heading(2, "Key activities in the next period")
        yield Bullets(tuple(map(cited, document.key_activities)))


def _questions(document: Document) -> Iterator[Block]:
    rows = []
    for each in document.questions:
        kind = f"{each.kind} ({', '.join(each.refs)})" if each.refs else each.kind
        rows.append((each.asked_at, (kind, *each.text), each.answerer, each.answer))
    head = ("Asked at", "What was said", "Who answers", "Answer")
    yield Table("Questions, challenges and decisions", head, tuple(rows), (43, 95, 40, 95))


def _glance(document: Document) -> Iterator[Block]:
    glance, labels = document.glance, document.labels
    if glance.tallies:
        head: Head = (labels.priority, labels.commitments, *glance.stages, *glance.ratings)
        rows: tuple[Row, ...] = tuple(
            (each.name, each.commitments, *each.stages, *each.ratings) for each in glance.tallies
        )
        widths = _widths(labels.commitments, len(head) - 2)
        yield Table(f"{labels.commitments} by stage and rating", head, rows, widths, has_total=True, is_captioned=True)
    if glance.movements:
        moved = tuple((each.word, each.number) for each in glance.movements)
        caption = f"Movement since {document.earlier_period}"
        yield Table(caption, ("Movement", labels.commitments), moved, (60, 32), is_captioned=True)
    if glance.kept:
        kept = glance.kept
        others = f"{kept.partly} partly done, {kept.not_done} not done, {kept.dropped} dropped"
        yield Paragraph(f"Promises kept: {kept.words} ({others}).", is_quiet=True)
    for note in glance.notes:
        yield Paragraph(note, is_quiet=True)


def _widths(commitments: str, others: int) -> tuple[float, ...]:
    """The widths of a name, of the number of commitments, whose heading breaks no word, and of the other numbers."""
    whole = min(60.0, max(26.0, 2.5 * max(map(len, commitments.split()))))
    width = min(28.0, (PAGE - 60 - whole) / others) if others else 0
    return min(90.0, PAGE - whole - others * width), whole, *[width] * others


def _chapter(document: Document, chapter: Chapter) -> Iterator[Block]:
    if chapter.groups:
        yield Commitments(chapter)
    if chapter.completed_earlier:
        yield Heading(2, "Completed earlier")
        rows = tuple((each.ref, marked(each.wording, each.marker), each.period) for each in chapter.completed_earlier)
        head = ("Ref", document.labels.commitment, "Complete in")
        yield Table(f"{chapter.name}: completed earlier", head, rows, (22, PAGE - 62, 40))


def _measures(document: Document) -> Iterator[Block]:
    for _number, measure in document.measures_read:
        yield from _measure(measure)
    silent = [each for each in document.measures if not each.readings]
    if silent:
        yield Heading(2, "Measures without a reading so far")
        rows = tuple((each.name, each.priority, goals(each)) for each in silent)
        head = ("Measure", document.labels.priority, "What it should reach")
        yield Table("Measures without a reading", head, rows, (113, 60, 100))


def _measure(measure: Measured) -> Iterator[Block]:
    yield Heading(2, measure.name)
    facts = " · ".join([measure.priority, *[f"{name}: {words}" for name, words in measure.facts]])
    yield Paragraph(facts, is_quiet=True, leads=True)
    if measure.picture:
        yield Chart(measure.picture, title(measure.picture))
        yield from map(Paragraph, measure.said)
    caption = f"Readings: {measure.name}"
    if any(each.note for each in measure.readings):
        noted = tuple((each.read_on, each.value, each.note) for each in measure.readings)
        yield Table(caption, ("Date", "Reading", "Note"), noted, (40, 40, 150))
    else:
        yield Table(
            caption, ("Date", "Reading"), tuple((each.read_on, each.value) for each in measure.readings), (40, 40)
        )


def goals(measure: Measured) -> str:
    """What a measure should reach, in words."""
    return ". ".join(f"{name}: {words}" for name, words in measure.facts) or "No target given"


def _changes(document: Document) -> Iterator[Block]:
    label = document.labels.commitment
    head = ("Ref", "Change", label, "Old words", "New words", "Why, and where it was agreed")
    yield Table("Changes to the plan", head, tuple(changed(document)), (18, 24, 60, 57, 57, 57))


def changed(document: Document) -> Iterator[Row]:
    """The rows of the changes to the plan."""
    for each in document.changes:
        where = f" ({each.agreed_at})" if each.agreed_at else ""
        reason = f"{each.reason or 'No reason given'}{where}"
        nothing = "Not applicable"
        yield each.ref, each.kind, each.wording, each.old or nothing, each.new or nothing, reason


def _acronyms(document: Document) -> Iterator[Block]:
    rows = tuple((each.short, each.long) for each in document.acronyms)
    yield Table("Acronyms", ("Acronym", "Meaning"), rows, (19, 65), columns=3)


_PARTS: dict[str, Callable[[Document], Iterator[Block]]] = {
    "errata": _errata,
    "introduction": _introduction,
    "since": _since,
    "questions": _questions,
    "glance": _glance,
    "measures": _measures,
    "changes": _changes,
    "acronyms": _acronyms,
}
