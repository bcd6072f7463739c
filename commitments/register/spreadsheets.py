"""Tables as files that Excel opens: .xlsx and .csv, in which no cell is a live formula. Pure.

In an .xlsx file every text is a text cell, whatever it begins with, and stays one when somebody edits it in Excel.

A CSV file can't say what a cell is: Excel takes one that begins with =, +, -, @ or their full-width twins for a formula, and one that
begins with a tab or a line break for whatever follows. Such a cell gets an apostrophe in front, which Excel shows as it is. Who reads
the file by a program takes the first character away where it is an apostrophe before one of these.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from commitments.text import normalised

Value = str | int | date
LONGEST_CELL = 32_767  # UTF-16 units; Excel refuses to open a file with more in a cell
CUT = " … (cut here: a cell of Excel holds no more. The CSV file has the whole text.)"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_TOP = Alignment(vertical="top")
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_BOLD = Font(bold=True)
_DAY = "d mmmm yyyy"


@dataclass(frozen=True)
class Column:
    """A column by its heading, and how wide it is, in characters."""

    heading: str
    width: int


@dataclass(frozen=True)
class Sheet:
    """A table: rows as wide as its columns. A cell is text, a whole number or a day; an empty one is empty text."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]


def as_xlsx(sheets: Iterable[Sheet], title: str) -> bytes:
    """The sheets as an .xlsx file: headings that stay in view, print again on each page and can be filtered by.

    Text too long for a cell is cut, and says so.
    """
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    book.properties.creator = "Strategy Tracker"
    book.properties.title = normalised(title)
    for each in sheets:
        _fill(book.create_sheet(each.name), each)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def as_csv(sheet: Sheet) -> bytes:
    """The sheet as a .csv file: in UTF-8 with the mark by which Excel knows that; days as 2022-03-31."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(harmless(column.heading) for column in sheet.columns)
    writer.writerows([harmless(_plain(value)) for value in row] for row in sheet.rows)
    return written.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """The normalised text, with an apostrophe in front where Excel would read a formula out of it."""
    kept = normalised(text)
    start = unicodedata.normalize("NFKC", kept.lstrip()[:1])[:1]  # full-width and small twins become plain signs
    return f"'{kept}" if start in {"=", "+", "-", "@"} or kept.startswith(("\t", "\n")) else kept


def _plain(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _fill(sheet: Worksheet, table: Sheet) -> None:
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for place, column in enumerate(table.columns, start=1):
        heading = sheet.cell(1, place)
        _write(heading, column.heading)
        heading.font = _BOLD
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    for number, row in enumerate(table.rows, start=2):
        for place, value in enumerate(row, start=1):
            _write(sheet.cell(number, place), value)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"


def _write(cell: Cell | MergedCell, value: Value) -> None:
    if not isinstance(value, str):
        cell.value = value
        cell.alignment = _TOP
        if isinstance(value, date):
            cell.number_format = _DAY
    elif text := _fitting(normalised(value)):
        cell.value = _ESCAPED.sub(
            "_x005F_", text
        )  # what looks like one of Excel's own escapes (_x000A_) is escaped itself
        cell.data_type = "s"
        cell.quotePrefix = True
        cell.alignment = _WRAPPED


def _fitting(text: str) -> str:
    """The text, cut where it is longer than Excel takes: an emoji counts as two."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_CELL:
        return text
    return units[: 2 * (LONGEST_CELL - len(CUT))].decode("utf-16-le", errors="ignore") + CUT
