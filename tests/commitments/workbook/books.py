"""Plan workbooks for tests: the smallest that is good, and ways to change it."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from commitments.workbook.reading import Reading, read_workbook

Sheets = Mapping[str, Sequence[Sequence[object]]]

SMALLEST: Sheets = {
    "Strategy": [
        ["Field", "Value"],
        ["Organisation", "Sandbourne Hospital"],
        ["Organisation short name", "SH"],
        ["Title", "Plan 2021-2025"],
    ],
    "Priorities": [["Priority"], ["Be digital"], ["Be kind"]],
    "Periods": [["Period", "Month"], ["June 2021", "2021-06"], ["March 2022", "2022-03"]],
    "Commitments": [["Ref", "Priority", "Commitment"], ["BD-01", "Be digital", "Write the digital strategy"]],
}


def xlsx(sheets: Sheets, change: Callable[[Workbook], None] = lambda _: None) -> bytes:
    """An Excel file with these sheets, changed by that function before it is saved."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    change(book)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def reading(**changed: Sequence[Sequence[object]] | None) -> Reading:
    """What comes of the smallest good workbook with these sheets put in ('Plan_changes' is 'Plan changes'; None takes one out)."""
    sheets = dict(SMALLEST) | {name.replace("_", " "): rows for name, rows in changed.items()}
    return read_workbook(xlsx({name: rows for name, rows in sheets.items() if rows is not None}))


def problems(**changed: Sequence[Sequence[object]] | None) -> list[str]:
    """What is wrong with that workbook, as a person reads it."""
    return [str(problem) for problem in reading(**changed).problems]


def repacked(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The file with its parts changed: a way to what Excel would not write."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()
