"""What formats without templates are made of: a report's parts as headings, paragraphs, lists, tables and charts.

Word, Excel and plain text each arrange the same blocks, so that they say the same words in the same order.
"""

from dataclasses import dataclass

from commitments.charts import Picture
from reports.document.parts import Chapter, Word

# What stands in a cell: words, a number, a stage or rating, or several paragraphs.
Said = str | int | Word | tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    """A heading within a part: level 2 or, below that, 3."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a quiet one is a note, and one that leads belongs to what follows."""

    text: str
    is_quiet: bool = False
    leads: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Names, each with its paragraphs."""

    facts: tuple[tuple[str, tuple[str, ...]], ...]


Head = tuple[str | Word, ...]
Row = tuple[Said, ...]


@dataclass(frozen=True)
class Table:
    """A table whose first row and first column are headings; `widths` are in millimetres, the last row may be a total.

    The caption names it for whoever can't see it; one that is captioned has it in the report's own words.
    """

    caption: str
    head: Head
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    has_total: bool = False
    is_captioned: bool = False
    columns: int = 1  # that stand side by side on paper, where the table is long and narrow


@dataclass(frozen=True)
class Chart:
    """A chart, and what it says to whoever can't see it."""

    picture: Picture
    instead: str


@dataclass(frozen=True)
class Commitments:
    """The table of a priority: each format has its own way with it."""

    chapter: Chapter


Block = Heading | Paragraph | Bullets | Facts | Table | Chart | Commitments


@dataclass(frozen=True)
class Part:
    """A part of the report under its heading, which may have a line beside it."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    beside: str = ""

    @property
    def heading(self) -> str:
        """The heading as it is printed: 'Be outstanding | Safe care'."""
        return f"{self.title} | {self.beside}" if self.beside else self.title
