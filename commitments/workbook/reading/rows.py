"""Reads one row of a sheet by column, and notes every cell that does not hold what its column asks for."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from commitments.dates import Span
from commitments.text import normalised, one_line
from commitments.workbook.bullets import bullets
from commitments.workbook.columns import REQUIRED_SHEETS, SHEETS, Column
from commitments.workbook.limits import Limits
from commitments.workbook.plan import Bullet
from commitments.workbook.reading.cells import FIRST_YEAR, LAST_YEAR, Cell
from commitments.workbook.reading.findings import Findings, Names, folded, quoted
from commitments.workbook.reading.sheets import Row, Sheet

Value = TypeVar("Value")

_YEARS = f"between {FIRST_YEAR} and {LAST_YEAR}"


class RowReader:
    """The cells of one row as values. A cell that can't be read is a problem and gives the value of an empty one."""

    def __init__(self, row: Row, columns: Mapping[str, Column], findings: Findings) -> None:
        self.row = row
        self.where = row.where
        self._columns, self._findings = columns, findings

    def where_is(self, column: str) -> str:
        """Where the cell of that column stands."""
        return self.row[column].where

    def has(self, column: str) -> bool:
        """Whether something stands in that column, readable or not."""
        return not self.row[column].is_empty()

    def problem(self, column: str, what: str) -> None:
        """Notes what is wrong with the cell of that column."""
        self._findings.problem(self.where_is(column), what)

    def line(self, column: str) -> str:
        """The text on one line."""
        cell = self._filled(column)
        return self._fitting(column, one_line(cell.text)) if cell else ""

    def prose(self, column: str) -> str:
        """The text with its line breaks."""
        cell = self._filled(column)
        return self._fitting(column, normalised(cell.text).strip()) if cell else ""

    def names(self, column: str) -> tuple[str, ...]:
        """What commas separate, each once."""
        cell = self._filled(column)
        return tuple(self._fitting(column, name) for name in cell.names()) if cell else ()

    def day(self, column: str) -> date | None:
        """A day of the calendar."""
        return self._read(column, Cell.day, f"is not a day such as 2022-03-31 or 31 March 2022, {_YEARS}")

    def month(self, column: str) -> date | None:
        """The first day of a month."""
        return self._read(column, Cell.month, f"is not a month such as 2022-03 or March 2022, {_YEARS}")

    def span(self, column: str) -> Span | None:
        """A due date of any precision."""
        asked = "a day, a month, a quarter such as Q1 2022/23, a year, a financial year such as 2022/23, or 'ongoing'"
        span = self._read(column, Cell.span, f"is not {asked}")
        if span:
            self._fitting(column, span.words)
        return span

    def number(self, column: str) -> Decimal | None:
        """A number."""
        return self._read(column, Cell.number, "is not a number such as 85 or 82.4")

    def choice(self, column: str, words: Mapping[str, str], called: str) -> str:
        """The code of one of these words (word → code), whatever its case. `called` names it in the message."""
        cell = self._filled(column)
        return self._code(cell, words, called) if cell else ""

    def choices(self, column: str, words: Mapping[str, str], called: str) -> set[str]:
        """The codes of words that commas separate."""
        where = self.where_is(column)
        return {self._code(Cell(name, where), words, called) for name in self.names(column)}

    def named(self, column: str, names: Names, called: str, sheet: str) -> str:
        """A name that must stand on that sheet, as it is spelt there."""
        cell = self._filled(column)
        return self.find(cell, names, called, sheet) if cell else ""

    def find(self, cell: Cell, names: Names, called: str, sheet: str) -> str:
        """The name in this cell as it is spelt on the sheet that must have it."""
        found = names.of(cell)
        if found is None:
            self._refuse(cell, called, f"is not on the {sheet} sheet", names)
        return found or ""

    def all_named(self, column: str, names: Names, called: str, sheet: str) -> tuple[str, ...]:
        """Names that commas separate and that must stand on that sheet, each once, as they are spelt there."""
        where = self.where_is(column)
        found = [self.find(Cell(name, where), names, called, sheet) for name in self.names(column)]
        return tuple(dict.fromkeys(name for name in found if name))

    def bullets(self, column: str) -> tuple[Bullet, ...]:
        """The bullets of a cell."""
        cell = self._filled(column)
        points = tuple(bullets(cell.text)) if cell else ()
        if len(points) > Limits.bullets_in_a_cell:
            self.problem(column, f"{len(points)} bullets; a cell can hold {Limits.bullets_in_a_cell}")
        for point in points:
            self._at_most(column, point.text, Limits.characters_in_a_bullet, "a bullet")
        return points

    def _code(self, cell: Cell, words: Mapping[str, str], called: str) -> str:
        code = words.get(cell.text) or {folded(word): code for word, code in words.items()}.get(folded(cell.text), "")
        if not code:
            self._refuse(cell, called, f"is not one of {', '.join(words)}", words)
        return code

    def _filled(self, column: str) -> Cell | None:
        """The cell if there is something to read; an empty cell that must be filled is a problem."""
        cell = self.row[column]
        if cell.unreadable:
            return None
        if not cell.is_empty():
            return cell
        known = self._columns.get(column)
        if known and known.required:
            self.problem(column, f"{column} is missing")
        return None

    def _read(self, column: str, reading: Callable[[Cell], Value | None], what: str) -> Value | None:
        cell = self._filled(column)
        value = reading(cell) if cell else None
        if cell and value is None:
            self.problem(column, f"{quoted(cell.text)} {what}")
        return value

    def _fitting(self, column: str, text: str) -> str:
        known = self._columns.get(column)
        if known and known.most:
            self._at_most(column, text, known.most, column)
        return text

    def _at_most(self, column: str, text: str, most: int, called: str) -> None:
        if len(text) > most:
            self.problem(column, f"{called} {quoted(text)} has {len(text):,} characters; it can have {most:,}")

    def _refuse(self, cell: Cell, called: str, what: str, choices: Iterable[str]) -> None:
        guess = self._findings.guess(cell.text, choices)
        self._findings.problem(cell.where, f"{called} {quoted(cell.text)} {what}{guess}")


def rows_of(sheets: Mapping[str, Sheet], name: str, findings: Findings) -> list[RowReader]:
    """The rows of that sheet, none if the file does not have it. A sheet or column that must be there and is not is a problem."""
    sheet = sheets.get(name)
    if sheet is None:
        if name in REQUIRED_SHEETS:
            findings.problem("", f"There is no sheet {name}")
        return []
    for column in SHEETS[name]:
        if column.required and column.name not in sheet.header:
            findings.problem(name, f"there is no column {quoted(column.name)}")
    # Of a column that is not there nothing more is asked row by row.
    there = {column.name: column for column in SHEETS[name] if column.name in sheet.header}
    return [RowReader(row, there, findings) for row in sheet.rows]


def names_in(sheets: Mapping[str, Sheet], sheet: str, column: str) -> Names:
    """The names in that column, for cells that refer to them; any will do if the sheet or column must be there and is not."""
    there = sheets.get(sheet)
    if there is None:
        return Names([], complete=sheet not in REQUIRED_SHEETS)
    needed = {known.name for known in SHEETS[sheet] if known.required}
    if column in needed - there.header.keys():
        return Names([], complete=False)
    return Names(row[column].text for row in there.rows if not row[column].is_empty())
