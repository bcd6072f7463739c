"""Reads a PDF back as a screen reader would: its structure tree, and the words of each element."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

UNSEEN = re.compile("[\u00ad\u200b]")
BREAKS = re.compile(r"(?<=[-–/&?]) ")  # a line may end after these without a blank


@dataclass
class Element:
    """A structure element: its type, page, attributes, children, and the words that stand directly in it."""

    kind: str
    page: int | None
    attributes: dict
    identifier: str
    children: list["Element"] = field(default_factory=list)
    own_words: str = ""
    heights: list[float] = field(default_factory=list)  # of its words above the foot of the page, in points

    @property
    def words(self) -> str:
        """All words of the element, as one line."""
        return " ".join(f"{self.own_words} {' '.join(child.words for child in self.children)}".split())

    def every(self) -> list["Element"]:
        """This element and all below it."""
        return [self, *[each for child in self.children for each in child.every()]]

    def all(self, kind: str) -> list["Element"]:
        """Every element of that type below this one, in reading order."""
        return [each for each in self.every() if each.kind == kind]


def folded(text: str) -> str:
    """A text without the marks of layout: soft hyphens and zero-width spaces gone, white space and line breaks folded."""
    return BREAKS.sub("", " ".join(UNSEEN.sub("", text).split()))


class ReadBack:
    """A PDF's structure and words."""

    def __init__(self, pdf: bytes) -> None:
        self.reader = PdfReader(BytesIO(pdf))
        self.catalogue = self.reader.trailer["/Root"]
        self.page_numbers = {page.indirect_reference.idnum: number for number, page in enumerate(self.reader.pages)}
        self.words_of: dict[tuple[int, int], str] = {}
        self.heights: dict[tuple[int, int], float] = {}
        for number, page in enumerate(self.reader.pages):
            self._read_page(number, page)
        self.tree = self._element(self.catalogue["/StructTreeRoot"]["/K"][0].get_object())

    def _read_page(self, number: int, page) -> None:
        inside: list[int | None] = []
        words: dict[int, list[str]] = defaultdict(list)

        def before(operator, operands, _cm, _tm) -> None:
            if operator in (b"BDC", b"BMC"):
                marks = operands[1] if len(operands) > 1 and isinstance(operands[1], DictionaryObject) else {}
                inside.append(marks.get("/MCID"))
            elif operator == b"EMC":
                inside.pop()

        def on_text(text, cm, tm, _font, _size) -> None:
            if inside and inside[-1] is not None and text.strip():
                words[inside[-1]].append(text)
                self.heights[number, inside[-1]] = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]

        page.extract_text(visitor_operand_before=before, visitor_text=on_text)
        self.words_of |= {
            (number, mark): " ".join(UNSEEN.sub("", "".join(texts)).split()) for mark, texts in words.items()
        }

    def _element(self, node: DictionaryObject, page: int | None = None) -> Element:
        if "/Pg" in node:
            page = self.page_numbers[node.raw_get("/Pg").idnum]
        element = Element(node["/S"][1:], page, dict(node.get("/A", {})), str(node.get("/ID", "")))
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, ArrayObject) else [kids]:
            if isinstance(kid, int):
                element.own_words += " " + self.words_of.get((page, kid), "")
                if (page, kid) in self.heights:
                    element.heights.append(self.heights[page, kid])
            else:
                child = kid.get_object() if isinstance(kid, IndirectObject) else kid
                if child.get("/Type") != "/OBJR":
                    element.children.append(self._element(child, page))
        return element

    def tables(self) -> list[list[list[Element]]]:
        """Every table as rows of cells; a table that runs over a page is one for each page."""
        return [
            [[cell for cell in row.children if cell.kind in {"TH", "TD"}] for row in table.all("TR")]
            for table in self.tree.all("Table")
        ]

    @staticmethod
    def bullets_in(cell: Element) -> Counter:
        """The words of every list item in a cell, without its mark and without the items nested in it."""
        return Counter(_own_item(item) for item in cell.all("LI"))

    def outline(self) -> list[tuple[str, int]]:
        """Bookmarks, top level first, as title and page (from 1)."""
        return [
            (entry.title, self.reader.get_destination_page_number(entry) + 1) for entry in _flat(self.reader.outline)
        ]


def _own_item(item: Element) -> str:
    """An item's words without those of nested lists."""

    def words(element: Element) -> str:
        return f"{element.own_words} {' '.join(words(child) for child in element.children if child.kind != 'L')}"

    return re.sub("^[•–] ?", "", folded(words(item)))


def _flat(outline) -> list:
    return [each for entry in outline for each in (_flat(entry) if isinstance(entry, list) else [entry])]
