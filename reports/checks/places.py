"""Where something stands in a report: walks a document commitment by commitment. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from commitments.rounds.deadlines import counted
from reports.document.parts import Cell, Chapter, Line
from reports.document.values import Document

APART = "outside the tables"  # whatever is not of one commitment
_NAMED = 3  # places in a sentence


@dataclass(frozen=True)
class Place:
    """A commitment by its ref, or APART, with the texts that stand there."""

    where: str
    texts: tuple[str, ...]


def lines(document: Document) -> Iterator[tuple[Chapter, Line]]:
    """Every commitment of the tables with its priority, in the order of the report."""
    for chapter in document.chapters:
        for group in chapter.groups:
            for line in group.lines:
                yield chapter, line


def progress(line: Line) -> Cell:
    """What was done in the period of the report."""
    return line.cells[-2]


def coming(line: Line) -> Cell:
    """What comes next."""
    return line.cells[-1]


def said(cell: Cell) -> list[str]:
    """The bullets of a cell in order, those that are nested among them."""
    return [text for point in cell.points for text in (point.text, *point.under)]


def places(document: Document) -> Iterator[Place]:
    """The document cut into places: every text that a reader sees stands in one of them."""
    yield Place(APART, tuple(_without_lines(document).texts()))
    for _chapter, line in lines(document):
        texts = [text for cell in line.cells for text in said(cell)]
        yield Place(line.ref, (line.wording, line.reason, *texts))


def in_words(where: Sequence[str]) -> str:
    """Places as the end of a sentence: 'in BO-01 and BO-02', 'outside the tables', 'in BO-01, BO-02, BO-03 and 5 other places'."""
    refs = [each for each in where if each != APART]
    if not refs:
        return APART
    others = len(where) - _NAMED
    if others > 0:
        return f"in {', '.join(refs[:_NAMED])} and {counted(len(where) - len(refs[:_NAMED]), 'other place')}"
    named = ["in " + " and ".join([", ".join(refs[:-1]), refs[-1]] if refs[1:] else refs)]
    return " and ".join([*named, *[APART] * (len(refs) < len(where))])


def _without_lines(document: Document) -> Document:
    chapters = (
        replace(chapter, groups=tuple(replace(group, lines=()) for group in chapter.groups))
        for chapter in document.chapters
    )
    return replace(document, chapters=tuple(chapters))
