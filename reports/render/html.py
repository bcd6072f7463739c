"""A document as HTML, for the page and for the press."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from reports.document import sha256
from reports.document.parts import AcronymUsed, Cell, Line
from reports.document.values import Document

ACRONYM_ROWS = 34  # that fit a page
CHARACTERS_IN_A_LINE = 44  # of a cell of the tables, about
LINES_OF_A_TALL_ROW = 22  # about half a page


@dataclass(frozen=True)
class Block:
    """The acronyms of one page: columns that stand side by side."""

    columns: tuple[tuple[AcronymUsed, ...], ...]


def report_html(document: Document) -> str:
    """The whole report as one HTML page for the press; the same text for the same document."""
    return render_to_string("reports/print.jinja", context(document))


def context(document: Document) -> dict[str, Any]:
    """What the report's templates need, on screen and on paper."""
    return {
        "document": document,
        "fingerprint": sha256(document)[:12],
        "acronym_blocks": acronym_blocks(document.acronyms),
        "tall": tall,
    }


def acronym_blocks(acronyms: Sequence[AcronymUsed]) -> tuple[Block, ...]:
    """The acronyms in reading order down three columns, so many as fit a page; short lists take fewer columns."""
    return tuple(
        Block(tuple(tuple(column) for column in _split(page, -(-len(page) // 3))))
        for page in _split(acronyms, 3 * ACRONYM_ROWS)
    )


def tall(line: Line) -> bool:
    """Whether a row is so long that a page may break it between bullets; a shorter one moves to the next page whole."""
    return max(_lines(cell) for cell in line.cells) > LINES_OF_A_TALL_ROW


def _lines(cell: Cell) -> int:
    texts = [text for point in cell.points for text in (point.text, *point.under)]
    return sum(1 + len(text) // CHARACTERS_IN_A_LINE for text in texts)


def _split(items: Sequence[AcronymUsed], size: int) -> Iterator[Sequence[AcronymUsed]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
