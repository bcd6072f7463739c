"""A document as an Excel workbook: a sheet for each part of the report, one row for each commitment. No formulas."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from commitments.workbook.writing import WRITTEN_AT, TooLongForExcelError, packed, write_value
from reports.document import Document, sha256
from reports.render.blocks import Row, Said
from reports.render.outline import edition_line, spoken
from reports.render.sheet import DoesNotFitError
from reports.render.sheets import Sheet, sheets

_PLAIN = Font(name="Arial", size=10)
_BOLD = Font(name="Arial", size=10, bold=True)
_HEADING = Font(name="Arial", size=10, bold=True, color="FFFFFF")
_BLUE = PatternFill("solid", fgColor="005EB8")
_A3, _A4 = 8, 9  # Excel's numbers for them
_LINE, _HIGHEST = 13.5, 409.0  # points; Excel knows no higher row
_WIDE = 200  # characters in all columns, of which A4 would make small print
_OF_A_FOOT = 80  # characters of a name: Excel refuses more than 255 in all


def workbook(document: Document) -> bytes:
    """The document as .xlsx: the same bytes for the same document and the same libraries.

    Raises DoesNotFitError with a sentence where a text has more characters than Excel allows in a cell.
    """
    book = Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    properties = book.properties
    properties.title, properties.creator, properties.language = document.name, document.organisation, "en-GB"
    properties.subject = f"{document.title}, {document.period}. {edition_line(document)}"
    properties.created = properties.modified = WRITTEN_AT
    try:
        for sheet in sheets(document):
            made = book.create_sheet(sheet.name)
            _write(made, sheet)
            _lay_out(made, sheet, document)
    except TooLongForExcelError as error:
        raise DoesNotFitError(str(error)) from error
    return packed(book)


def _write(made: Worksheet, sheet: Sheet) -> None:
    for row, said in enumerate(sheet.rows, start=1):
        for column, each in enumerate(said, start=1):
            value = _value(each)
            if value != "":
                cell = made.cell(row, column)
                write_value(cell, value, f"{sheet.name}!{get_column_letter(column)}{row}")
                cell.font = _BOLD if row in sheet.bold or (sheet.is_named and column == 1) else _PLAIN
        made.row_dimensions[row].height = _height(said, sheet.widths)
    for cell in made[1]:
        cell.font, cell.fill = _HEADING, _BLUE


def _height(row: Row, widths: Sequence[float]) -> float:
    """The height of a row in points, about: not every program works it out when it opens the file."""
    cells = [(spoken(each).split("\n"), width) for each, width in zip(row, widths, strict=False)]
    lines = max(sum(1 + int(len(line) / width) for line in said) for said, width in cells)
    return min(_LINE * lines + 2, _HIGHEST)


def _value(said: Said) -> str | Decimal:
    return Decimal(said) if isinstance(said, int) else spoken(said)


def _lay_out(made: Worksheet, sheet: Sheet, document: Document) -> None:
    """Widths, headings that stay in sight, filters; on paper A4 landscape with the headings on each page."""
    for column, width in enumerate(sheet.widths, start=1):
        made.column_dimensions[get_column_letter(column)].width = width
    made.freeze_panes = "A2"
    if sheet.is_list and len(sheet.rows) > 1:
        made.auto_filter.ref = f"A1:{get_column_letter(len(sheet.rows[0]))}{len(sheet.rows)}"
    made.page_setup.orientation, made.page_setup.paperSize = "landscape", _A3 if sum(sheet.widths) > _WIDE else _A4
    made.page_setup.fitToWidth, made.page_setup.fitToHeight = 1, 0
    made.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    made.print_title_rows = "1:1"
    name = f"{document.short_name}, {document.period}, {document.edition}"[:_OF_A_FOOT].replace("&", "&&")
    foot: Any = made.oddFooter
    foot.left.text = f"{name} · {sha256(document)[:12]}"
    foot.right.text = "&P/&N"
    if document.is_draft:
        head: Any = made.oddHeader
        head.right.text = edition_line(document)
