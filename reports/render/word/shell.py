"""The Word file around the report: paper, styles, header and footer, properties, and the same bytes each time."""

from copy import deepcopy
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm

from reports.document import Document, sha256
from reports.render.outline import edition_line
from reports.render.word.elements import Element, field, paragraph, run, twips, w

LANGUAGE = "en-GB"
_HERE = Path(__file__).parent
_NO_TIME = (1980, 1, 1, 0, 0, 0)  # zip files know no earlier one
# What python-docx's own template brings along and no report needs.
_DROPPED = {
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.THEME,
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    RELATIONSHIP_TYPE.WEB_SETTINGS,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
}


def new_file(document: Document) -> WordFile:
    """A Word file without words: A4 landscape, our styles, header, footer and properties."""
    made = docx.Document()
    for rels in (made.part.rels, made.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype in _DROPPED]:
            del rels[key]
    made.part._styles_part._element = _read("styles")
    made.part.numbering_part._element = _read("numbering")
    made.part._settings_part._element = _read("settings")
    _describe(made, document)
    section = made.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(12)
    section.top_margin, section.bottom_margin = Mm(15), Mm(18)
    section.header_distance, section.footer_distance = Mm(7), Mm(7)
    _head_and_foot(section, document)
    return made


def in_columns(made: WordFile, last: Element, columns: int) -> None:
    """Sets everything after that paragraph, to the end of the file, in columns; on the same paper."""
    paper = made.sections[-1]._sectPr
    before = deepcopy(paper)
    last.get_or_add_pPr().append(before)
    for old in paper.findall(qn("w:cols")):
        paper.remove(old)
    paper.insert_element_before(w("type", val="continuous"), "w:pgSz")
    paper.append(w("cols", num=columns, space=twips(8)))


def packed(made: WordFile) -> bytes:
    """The bytes of the file without the times at which its parts were written."""
    written, again = BytesIO(), BytesIO()
    made.save(written)
    with ZipFile(written) as source, ZipFile(again, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, _NO_TIME), source.read(name), ZIP_DEFLATED)
    return again.getvalue()


def _read(name: str) -> Element:
    return parse_xml((_HERE / f"{name}.xml").read_bytes())


def _describe(made: WordFile, document: Document) -> None:
    """Title, subject, author and language. When it was written is left out: the same document gives the same file."""
    core = made.core_properties
    core.title = document.name[:255]
    core.subject = f"{document.title}, {document.period}. {edition_line(document)}"[:255]
    core.author = document.organisation[:255]
    core.language = LANGUAGE
    for element in list(core._element):
        if not element.text or element.tag.rpartition("}")[2] in {"created", "modified", "revision", "description"}:
            core._element.remove(element)


def _head_and_foot(section: Section, document: Document) -> None:
    if document.is_draft:
        _fill(section.header._element, [paragraph("Header", run(edition_line(document)))])
    pages = (run("Page "), *field("PAGE", "1"), run(" of "), *field("NUMPAGES", "1"))
    line = paragraph("Footer", run(f"{document.footer} · {sha256(document)[:12]}"), w("r", w("tab")), *pages)
    illustrative = [paragraph("Footer", run(document.illustrative))] if document.illustrative else []
    _fill(section.footer._element, [line, *illustrative])


def _fill(place: Element, paragraphs: list[Element]) -> None:
    for old in list(place):
        place.remove(old)
    place.extend(paragraphs)
