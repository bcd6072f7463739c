"""Looks into an Excel file before anything else opens it: is it one, is it small enough, what do its sheets hold."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers import expat
from zipfile import ZipFile, ZipInfo

from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.xml.constants import SHEET_MAIN_NS

from commitments.workbook.limits import Limits

LAST_ROW = 20_000  # a filled cell below is no longer part of a list that a person keeps
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # the container of Excel files before 2007, and of those with a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ENTRIES = 1_000
# Excel's own files shrink to a fifth, rarely to a twentieth; a part made to fill memory to a thousandth.
_RATIO, _RATIO_FROM = 250, 5_000_000
_ELEMENTS = 3_000_000
_MERGES = 1_000
_STRICT = "http://purl.oclc.org/ooxml/"
_TOO_MUCH = "This file has a sheet with far more cells than a plan holds. Delete what is not needed"
_XML = re.compile(r".*\.(xml|rels|vml)", re.IGNORECASE)
_ACTIVE = re.compile(r"xl/(vbaProject\.bin|macrosheets/.*)", re.IGNORECASE)
_LINKS = re.compile(r"xl/externalLinks/.*", re.IGNORECASE)
_DAMAGED = "This file is damaged or is not an Excel workbook. Open it in Excel, save it as 'Excel Workbook (.xlsx)' and try again"


class UnreadableError(Exception):
    """The file can't be read; the message says why and what to do, in a sentence for its sender."""

    def __init__(self, sentence: str = _DAMAGED) -> None:
        super().__init__(sentence)


@dataclass
class Shape:
    """What a worksheet holds, known before its cells are read: how far the filled cells reach, and what is odd about them."""

    last_row: int = 0
    last_column: int = 0
    merged: list[str] = field(default_factory=list)
    bare_formulas: set[tuple[int, int]] = field(default_factory=set)  # row and column; they have no stored result

    def is_too_large(self) -> bool:
        """Whether it reaches further than a sheet of a plan can; the rest of such a sheet was not looked at."""
        return self.last_row > LAST_ROW or self.last_column > Limits.columns


def shapes(data: bytes) -> dict[str, Shape]:
    """The shapes of an Excel file's worksheets (and of its other parts, where they mean nothing), by their path in the file.

    Raises UnreadableError for a file that must not be opened, and whatever zipfile and expat raise for one that is damaged.
    """
    _refuse_by_first_bytes(data)
    with ZipFile(BytesIO(data)) as archive:
        _refuse_by_directory(archive.infolist())
        return _look_through(archive)


def _refuse_by_first_bytes(data: bytes) -> None:
    if len(data) > Limits.bytes_on_disk:
        raise UnreadableError(f"This file is larger than {Limits.bytes_on_disk // 1_000_000} MB")
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise UnreadableError(
            "This file is protected with a password. Take the password off in Excel and save it again"
        )
    if data.startswith(_OLE):
        raise UnreadableError("This file is of an Excel before 2007. Save it as 'Excel Workbook (.xlsx)' and try again")
    if not data.startswith(b"PK\x03\x04"):
        raise UnreadableError("This file is not an Excel workbook (.xlsx)")


def _refuse_by_directory(entries: list[ZipInfo]) -> None:
    """Checks what the file's table of contents says of it; Python unpacks no more of a part than is said there."""
    names = [entry.filename for entry in entries]
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableError("This file is protected with a password. Take the password off and save it again")
    if "[Content_Types].xml" not in names:
        raise UnreadableError("This file is not an Excel workbook (.xlsx)")
    if len(entries) > _ENTRIES or any(_is_bomb(entry) for entry in entries):
        raise UnreadableError("This file unpacks to far more than a plan holds. Copy the sheets into a new workbook")
    if sum(entry.file_size for entry in entries) > Limits.bytes_unpacked:
        limit = Limits.bytes_unpacked // 1_000_000
        raise UnreadableError(
            f"This file unpacks to more than {limit} MB. Delete pictures and sheets that are not needed"
        )
    if any(_ACTIVE.fullmatch(name) for name in names):
        raise UnreadableError(
            "This file has macros. Save it as 'Excel Workbook (.xlsx)', without macros, and try again"
        )
    if any(_LINKS.fullmatch(name) for name in names):
        raise UnreadableError(
            "This file has links to other workbooks. Break them in Excel (Data, Edit Links) and save it again"
        )


def _is_bomb(entry: ZipInfo) -> bool:
    return entry.file_size > _RATIO_FROM and entry.file_size > _RATIO * max(entry.compress_size, 1)


def _look_through(archive: ZipFile) -> dict[str, Shape]:
    """The shape of every part that is XML: which of them are worksheets is for openpyxl to say."""
    return {name: _Scan().of(archive, name) for name in archive.namelist() if _XML.fullmatch(name)}


class _Scan:
    """Reads the XML of one part as a stream, keeping nothing of it but its shape.

    A cell is judged when the next begins: Python is called once for each element, not twice, in files of millions.
    """

    def __init__(self) -> None:
        self._shape = Shape()
        self._row = self._column = self._elements = 0
        self._coordinate = ""
        self._is_text_result = self._has_formula = self._in_value = self._has_value = False
        self._acts = {f"{SHEET_MAIN_NS} {name}": act for name, act in self._acts_by_name()}
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse_entities
        self._parser.StartElementHandler = self._start
        self._parser.CharacterDataHandler = self._text

    def of(self, archive: ZipFile, name: str) -> Shape:
        """The shape of this part."""
        with archive.open(name) as part:
            while chunk := part.read(65_536):
                self._parser.Parse(chunk, False)
                if self._elements > _ELEMENTS:
                    raise UnreadableError(_TOO_MUCH)
                if self._shape.is_too_large():
                    return self._shape
        self._parser.Parse(b"", True)
        self._end_cell()
        return self._shape

    def _acts_by_name(self) -> list[tuple[str, Callable[[dict[str, str]], None]]]:
        return [
            ("row", self._start_row),
            ("c", self._start_cell),
            ("f", self._start_formula),
            ("v", self._start_value),
            ("t", self._start_value),
            ("mergeCell", self._start_merge),
        ]

    def _refuse_entities(self, *_: object) -> None:
        raise UnreadableError

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._in_value = False
        if act := self._acts.get(tag):
            act(attributes)
        elif self._elements == 1 and tag.startswith(_STRICT):
            raise UnreadableError(
                "This file is a 'Strict Open XML' workbook. Save it as 'Excel Workbook (.xlsx)' and try again"
            )

    def _start_row(self, attributes: dict[str, str]) -> None:
        """Rows must stand in order: openpyxl passes over one that does not."""
        self._end_cell()
        row = int(attributes.get("r", self._row + 1))
        if row <= self._row:
            raise UnreadableError
        self._row, self._column = row, 0

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._end_cell()
        self._column += 1
        self._coordinate = attributes.get("r", "")
        self._is_text_result = attributes.get("t") == "str"

    def _start_formula(self, _: dict[str, str]) -> None:
        self._has_formula = True

    def _start_value(self, _: dict[str, str]) -> None:
        self._in_value = True

    def _start_merge(self, attributes: dict[str, str]) -> None:
        if len(self._shape.merged) < _MERGES:
            self._shape.merged.append(attributes.get("ref", ""))

    def _text(self, text: str) -> None:
        if self._in_value and not text.isspace():
            self._has_value = True

    def _end_cell(self) -> None:
        """Takes note of the cell read last, if something is in it."""
        if self._has_formula or self._has_value:
            if self._coordinate:
                self._column = coordinate_to_tuple(self._coordinate)[1]
            self._shape.last_row = self._row
            self._shape.last_column = max(self._shape.last_column, self._column)
            if not self._has_value and not self._is_text_result:
                self._shape.bare_formulas.add((self._row, self._column))
        self._has_formula = self._has_value = False
