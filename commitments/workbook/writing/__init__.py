"""Writes a plan as an Excel file that reads back to the same plan. Everything but figures is text: no cell is a live formula."""

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from commitments.workbook.columns import period_and_part
from commitments.workbook.plan import Plan
from commitments.workbook.reading.findings import quoted
from commitments.workbook.writing.tables import Table, Value, tables

LONGEST_CELL = 32_767  # characters; Excel refuses to open a file with more in a cell
# The same plan gives the same bytes, whenever it is written.
WRITTEN_AT = datetime(2000, 1, 1)  # noqa: DTZ001 -- Excel's times have no zone
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# In characters; a column that is not named here is as wide as a name needs.
_WIDTHS = {"Value": 80, "Context": 60, "Commitment": 50, "Original wording": 50, "Old": 50, "New": 50, "Text": 80}
_WIDTHS |= {"Ref": 11, "Month": 11, "Scheduled for": 14, "State": 10, "Kind": 14, "Date": 12, "Marker": 12}
_WIDTHS |= {"progress": 60, "next": 60, "stage": 13, "rating": 9, "reason": 40, "evidence": 40}
_WIDTHS |= {"Strapline": 50, "Meaning": 60, "Reason": 50, "Reason for delay": 40, "Note": 50, "Measure": 50}
_WIDTH = 24
_BOLD = Font(bold=True)
_TOP = Alignment(vertical="top")
_WRAPPED = Alignment(vertical="top", wrap_text=True)


class TooLongForExcelError(ValueError):
    """A text that does not fit into a cell of Excel; nothing is cut off silently."""


def write(plan: Plan) -> bytes:
    """The plan as an .xlsx file. The same plan gives the same bytes.

    Raises TooLongForExcelError with a sentence where a text has more characters than Excel allows in a cell.
    """
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    book.properties.creator = "Strategy Tracker"
    book.properties.title = plan.strategy.title
    book.properties.created = book.properties.modified = WRITTEN_AT
    for name, table in tables(plan).items():
        _write_sheet(book.create_sheet(name), table)
    return packed(book)


def _write_sheet(sheet: Worksheet, table: Table) -> None:
    sheet.freeze_panes = "A2"
    for column, header in enumerate(table.header, start=1):
        heading = sheet.cell(1, column)
        _write_text(heading, header)
        heading.font = _BOLD
        part = period_and_part(header)
        width = _WIDTHS.get(part[1] if part else header, _WIDTH)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(table.rows, start=2):
        for column, value in enumerate(row, start=1):
            if value != "":
                write_value(sheet.cell(number, column), value, f"{sheet.title}!{get_column_letter(column)}{number}")


def write_value(cell: Cell | MergedCell, value: Value, where: str) -> None:
    """Writes text or a number into a cell, which is named for the sentence of a TooLongForExcelError."""
    if isinstance(value, str):
        if len(value) > LONGEST_CELL:
            raise TooLongForExcelError(
                f"{where} would hold {len(value):,} characters, and a cell of Excel holds {LONGEST_CELL:,} at most. "
                f"Shorten the text that begins {quoted(value)}."
            )
        _write_text(cell, value)
    else:
        cell.value = value  # at most 15 digits, as Excel keeps
        cell.alignment = _TOP


def _write_text(cell: Cell | MergedCell, text: str) -> None:
    """Text as it is, whatever it begins with, and when it is edited in Excel too."""
    cell.value = _ESCAPED.sub("_x005F_", text)  # what looks like one of Excel's own escapes (_x000A_) is escaped itself
    cell.data_type = "s"
    cell.alignment = _WRAPPED
    cell.number_format = "@"
    cell.quotePrefix = True


def packed(book: Workbook) -> bytes:
    """The bytes of a file without the time at which it was written, which Workbook.save and zip files record.

    The properties of the book must have times of their own.
    """
    written, again = BytesIO(), BytesIO()
    ExcelWriter(book, ZipFile(written, "w")).save()
    with ZipFile(written) as source, ZipFile(again, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, WRITTEN_AT.timetuple()[:6]), source.read(name), ZIP_DEFLATED)
    return again.getvalue()
