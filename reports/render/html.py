"""A document as HTML, for the page and for the press."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.template.loader import render_to_string

from commitments import charts
from commitments.abbreviations import FirstUses
from reports.document import sha256
from reports.document.measured import Reading
from reports.document.parts import AcronymUsed, Cell, Line
from reports.document.values import Document

MILLIMETRES_OF_ACRONYMS = 159  # that a column of a page holds
CHARACTERS_OF_A_MEANING = 47  # in a line, about
CHARACTERS_IN_A_LINE = 44  # of a cell of the tables, about
LINES_OF_A_TALL_ROW = 12  # about a quarter of a page
READINGS_OF_ONE_TABLE = 6
LINES_OF_READINGS = 23  # in a table, so that it is never cut, nor parted from the heading over it
CHARACTERS_OF_A_READING = 22  # in a line, about


@dataclass(frozen=True)
class Block:
    """The acronyms of one page: columns that stand side by side."""

    columns: tuple[tuple[AcronymUsed, ...], ...]


def report_html(document: Document) -> str:
    """The whole report as one HTML page for the press; the same text for the same document."""
    return render_to_string("reports/print.jinja", context(document, printed_chart))


def printed_chart(number: int) -> str:
    """The path of a measure's chart among the files of the press, by the measure's number."""
    return f"charts/{number}.svg"


def context(document: Document, chart_address: Callable[[int], str]) -> dict[str, Any]:
    """What the report's templates need, on screen and on paper; charts stand at the address that is given for their number."""
    return {
        "document": document,
        "fingerprint": sha256(document)[:12],
        "first_uses": FirstUses({each.short: each.long for each in document.acronyms}),
        "acronym_blocks": acronym_blocks(document.acronyms) if document.prints("acronyms") else (),
        "tall": tall,
        "chart_address": chart_address,
        "chart_title": charts.title,
        "tables_of": tables_of,
    }


def tables_of(readings: Sequence[Reading]) -> list[Sequence[Reading]]:
    """The readings in three tables of about one height, or in more where these would be higher than a page; few in one."""
    if len(readings) <= READINGS_OF_ONE_TABLE:
        return [readings]
    lines = min(-(-sum(map(_lines_of, readings)) // 3), LINES_OF_READINGS)
    while len(tables := list(_of_lines(readings, lines))) > 3 and lines < LINES_OF_READINGS:
        lines += 1
    return tables


def _of_lines(readings: Sequence[Reading], most: int) -> Iterator[Sequence[Reading]]:
    """The readings in order, in parts of at most so many lines."""
    start = lines = 0
    for place, each in enumerate(readings):
        if place > start and lines + _lines_of(each) > most:
            yield readings[start:place]
            start, lines = place, 0
        lines += _lines_of(each)
    yield readings[start:]


def _lines_of(reading: Reading) -> int:
    return 1 + len(reading.value) // CHARACTERS_OF_A_READING


def acronym_blocks(acronyms: Sequence[AcronymUsed]) -> tuple[Block, ...]:
    """The acronyms in reading order down three columns a page, as even as can be, none longer than the page."""
    columns = list(_filled(acronyms, MILLIMETRES_OF_ACRONYMS))
    pages = [list(chain(*columns[start : start + 3])) for start in range(0, len(columns), 3)]
    return tuple(Block(tuple(map(tuple, _even(page)))) for page in pages)


def tall(line: Line) -> bool:
    """Whether a row is so long that a page may break it between bullets; a shorter one moves to the next page whole."""
    return max(_lines(cell) for cell in line.cells) > LINES_OF_A_TALL_ROW


def _lines(cell: Cell) -> int:
    texts = [text for point in cell.points for text in (point.text, *point.under)]
    return sum(1 + len(text) // CHARACTERS_IN_A_LINE for text in texts)


def _filled(acronyms: Sequence[AcronymUsed], millimetres: float) -> Iterator[list[AcronymUsed]]:
    """The acronyms in order, in parts of at most that height."""
    part: list[AcronymUsed] = []
    height = 0.0
    for each in acronyms:
        if part and height + _height(each) > millimetres:
            yield part
            part, height = [], 0.0
        part.append(each)
        height += _height(each)
    if part:
        yield part


def _even(page: list[AcronymUsed]) -> list[list[AcronymUsed]]:
    """A page's acronyms in three columns, as low as can be."""
    height = max(sum(map(_height, page)) / 3, *map(_height, page))
    while len(columns := list(_filled(page, height))) > 3:
        height = min(height + 4, MILLIMETRES_OF_ACRONYMS)
    return columns


def _height(acronym: AcronymUsed) -> float:
    """The height of an acronym's row in millimetres, about."""
    return 0.9 + 3.9 * (1 + len(acronym.long) // CHARACTERS_OF_A_MEANING)
