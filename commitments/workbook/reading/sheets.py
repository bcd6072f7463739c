"""The sheets of a plan, found by name, their columns by header: the form that Excel files and the demonstration share."""

import logging
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from typing import cast

from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from commitments.text import one_line
from commitments.workbook.columns import SHEETS, known_as
from commitments.workbook.limits import Limits
from commitments.workbook.plan import Problem
from commitments.workbook.reading.archive import LAST_ROW, Shape, UnreadableError, shapes
from commitments.workbook.reading.cells import Cell
from commitments.workbook.reading.findings import Findings, folded, quoted
from commitments.workbook.reading.shown import shown

_log = logging.getLogger(__name__)
_RANGES_NAMED = 5


@dataclass(frozen=True, slots=True)
class Row:
    """The filled cells of one row by column name, and the way to say where any of its cells stands."""

    cells: dict[str, Cell]
    place: Callable[[str], str]

    def __getitem__(self, column: str) -> Cell:
        return self.cells.get(column) or Cell("", self.place(column))

    @property
    def where(self) -> str:
        """Where the row stands, for what concerns it as a whole."""
        return self.place("")


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, where the header of each column stands, and its rows that are not blank."""

    name: str
    header: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)


def sheets_from_xlsx(data: bytes) -> tuple[dict[str, Sheet], list[Problem], list[Problem]]:
    """The known sheets of an Excel file by name, the problems and the warnings.

    No sheets at all if the file must not or can't be read; then a problem says why.
    """
    findings = Findings()
    try:
        found = shapes(data)
        # openpyxl warns of what it leaves out of a file (drawings, validation lists): nothing that a plan holds.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            sheets = dict(_known_sheets(book, found, findings))
    except UnreadableError as error:
        return {}, [Problem("", str(error))], []
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- zipfile, expat and openpyxl raise anything at all on a damaged file
        _log.warning("An Excel file could not be read", exc_info=True)
        return {}, [Problem("", str(UnreadableError()))], []
    return sheets, findings.problems, findings.warnings


def _known_sheets(book: Workbook, found: dict[str, Shape], findings: Findings) -> Iterator[tuple[str, Sheet]]:
    names = {folded(name): name for name in SHEETS}
    seen: dict[str, str] = {}
    for worksheet in book.worksheets:
        name = names.get(folded(worksheet.title))
        if worksheet.sheet_state != "visible":
            findings.warning("", f"Sheet {quoted(worksheet.title)} is hidden and was left out")
        elif name is None:
            guess = findings.guess(worksheet.title, SHEETS)
            findings.warning("", f"Sheet {quoted(worksheet.title)} is not one that a plan has and was left out{guess}")
        elif name in seen:
            findings.problem("", f"Sheet {name} occurs twice: {quoted(seen[name])} and {quoted(worksheet.title)}")
        else:
            seen[name] = worksheet.title
            part: str = worksheet._worksheet_path  # type: ignore[attr-defined] # nothing else tells which part it is
            shape = found[part]
            yield name, _sheet(name, worksheet, shape, findings)


def _sheet(name: str, worksheet: Worksheet, shape: Shape, findings: Findings) -> Sheet:
    _refuse_by_shape(name, shape)
    if shape.merged:
        more = " and more" if len(shape.merged) > _RANGES_NAMED else ""
        ranges = ", ".join(shape.merged[:_RANGES_NAMED]) + more
        findings.warning(name, f"cells are merged ({ranges}); what they hold counts for the first cell only")
    # The size is said anew: the one that the file states may be wrong.
    rows = worksheet.iter_rows(min_row=1, max_row=shape.last_row or 1, min_col=1, max_col=shape.last_column or 1)
    return _Table(name, shape, findings).read(cast("Iterable[Sequence[ReadOnlyCell]]", rows))


def _refuse_by_shape(name: str, shape: Shape) -> None:
    if shape.last_column > Limits.columns:
        last = get_column_letter(shape.last_column)
        raise UnreadableError(f"Sheet {name} goes on to column {last}; a sheet can have {Limits.columns} columns")
    if shape.last_row > LAST_ROW:
        raise UnreadableError(f"Sheet {name} goes on below row {LAST_ROW:,}; a sheet can have {LAST_ROW:,} rows")


class _Table:
    """Turns the rows of one worksheet into a sheet: the first that is not blank is its header."""

    def __init__(self, name: str, shape: Shape, findings: Findings) -> None:
        self._name, self._shape, self._findings = name, shape, findings
        self._sheet = Sheet(name)
        self._letters: dict[str, str] = {}  # of each column that the sheet has
        self._columns: dict[int, str | None] = {}  # by number; None for one that was left out
        self._headless: dict[str, None] = {}

    def read(self, rows: Iterable[Sequence[ReadOnlyCell]]) -> Sheet:
        for number, row in enumerate(rows, start=1):
            filled = {place: cell for place, cell in enumerate(row, start=1) if self._is_filled(number, place, cell)}
            if filled and not self._columns:
                self._read_header(number, filled)
            elif filled:
                self._read_row(number, filled)
        if self._headless:
            letters = ", ".join(self._headless)
            self._findings.warning(self._name, f"column {letters} has no header and was left out")
        return self._sheet

    def _is_filled(self, row: int, column: int, cell: ReadOnlyCell) -> bool:
        blank = cell.value is None or (isinstance(cell.value, str) and not cell.value.strip())
        return not blank or (row, column) in self._shape.bare_formulas

    def _read_header(self, number: int, filled: dict[int, ReadOnlyCell]) -> None:
        for place, excel_cell in filled.items():
            cell = self._cell(number, place, excel_cell)
            header = one_line(cell.text)
            name = None if cell.unreadable else known_as(self._name, header)
            self._columns[place] = name
            if name is None:
                self._leave_out(cell, header)
            elif name in self._sheet.header:
                self._columns[place] = None
                self._findings.problem(
                    cell.where, f"column {quoted(header)} occurs twice: it is also in {self._sheet.header[name]}"
                )
            else:
                self._sheet.header[name] = cell.where
                self._letters[name] = get_column_letter(place)

    def _leave_out(self, cell: Cell, header: str) -> None:
        if not cell.unreadable:
            guess = self._findings.guess(header, [column.name for column in SHEETS[self._name]])
            self._findings.warning(
                cell.where, f"column {quoted(header)} is not one that this sheet has and was left out{guess}"
            )

    def _read_row(self, number: int, filled: dict[int, ReadOnlyCell]) -> None:
        cells = {}
        for place, excel_cell in filled.items():
            name = self._columns.get(place)
            if name:
                cells[name] = self._cell(number, place, excel_cell)
            elif place not in self._columns:
                self._headless[get_column_letter(place)] = None
        if cells:
            self._sheet.rows.append(Row(cells, partial(_place, self._name, number, self._letters)))

    def _cell(self, row: int, column: int, cell: ReadOnlyCell) -> Cell:
        where = f"{self._name}!{get_column_letter(column)}{row}"
        if (row, column) in self._shape.bare_formulas:
            self._findings.problem(where, "the formula has no stored result; open the file in Excel and save it again")
            return Cell("", where, unreadable=True)
        if cell.data_type == "e":
            self._findings.problem(where, f"{cell.value} is an Excel error, not a value")
            return Cell("", where, unreadable=True)
        return shown(cell.value, cell.number_format, where)


def _place(sheet: str, number: int, letters: Mapping[str, str], column: str) -> str:
    return f"{sheet}!{letters.get(column, '')}{number}"
