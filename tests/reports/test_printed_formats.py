"""The report read back from Word, Excel and plain text: the same words in each as in the document."""

import re
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from itertools import chain

import docx
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook

from reports.document import Document
from reports.render.outline import cited, marked
from reports.render.text import text
from reports.render.word import word
from reports.render.workbook import workbook
from tests.reports.readback import folded

# The documents come from rows; a run in which no test asks for the database would find the one of the trial.
pytestmark = pytest.mark.django_db


@dataclass
class Read:
    """A document, and what its Word file, its workbook and its text say."""

    document: Document
    word: list[tuple[str, str]]
    excel: list[tuple[str, str]]
    text: str


@pytest.fixture(scope="module", params=["real", "march", "september"])
def read(request):
    if request.param == "real":
        document = request.getfixturevalue("real").document
    else:
        document = request.getfixturevalue("demonstrations")[request.param == "september"].document
    return Read(document, list(in_word(document)), list(in_excel(document)), text(document).decode())


def lines(document):
    return [line for chapter in document.chapters for group in chapter.groups for line in group.lines]


def bullets(document):
    cells = [cell for line in lines(document) for cell in line.cells]
    return [each for cell in cells for point in cell.points for each in (point.text, *point.under)]


def claims(document):
    return [*chain(*[each.claims for each in document.highlights]), *document.challenges, *document.key_activities]


def said(document):
    """Every sentence of the document as often as it says it; claims and wordings without refs and marks.

    Short ones apart, and what is a name, too: names stand in more than one place.
    """
    found = [*document.introduction, *document.about_markers, *document.glance.notes, *bullets(document)]
    found += [each.text for each in claims(document)] + [each.meaning for each in document.key]
    found += [each.wording for each in lines(document)] + [each.reason for each in lines(document)]
    found += [cell.instead for line in lines(document) for cell in line.cells]
    found += [each.wording for chapter in document.chapters for each in chapter.completed_earlier]
    found += [each.long for each in document.acronyms]
    found += [sentence for each in document.measures for sentence in each.said]
    found += [reading.note for each in document.measures for reading in each.readings]
    for each in document.changes:
        found += [each.wording, each.old or "Not applicable", each.new or "Not applicable"]
    names = " | ".join(each.name for each in document.measures)
    return Counter(folded(each) for each in found if len(each) > 30 and each not in names)


def in_word(document):
    """The paragraphs of the Word file, by the ids of their styles."""
    body = docx.Document(BytesIO(word(document))).element.body
    for found in body.iter(qn("w:p")):
        style = found.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val"))
        yield style, folded("".join(each.text or " " for each in found.iter(qn("w:t"), qn("w:br"))))


def in_excel(document):
    """The cells of the workbook by their sheets, each as its lines without the marks of bullets."""
    for sheet in load_workbook(BytesIO(workbook(document))):
        for row in sheet.iter_rows(values_only=True):
            for cell in row:
                if isinstance(cell, str):
                    yield from ((sheet.title, folded(re.sub("^ *[•–] ", "", line))) for line in cell.split("\n"))


def alike(found, expected):
    """What of the expected was found, as often as it was."""
    return Counter({each: number for each, number in Counter(found).items() if each in expected})


def marks_gone(document, found):
    """A paragraph without the refs of a claim and the marks of a wording."""
    with_more = {folded(cited(each)): folded(each.text) for each in claims(document)}
    with_more |= {folded(marked(each.wording, each.marker)): folded(each.wording) for each in lines(document)}
    done = [each for chapter in document.chapters for each in chapter.completed_earlier]
    with_more |= {folded(marked(each.wording, each.marker)): folded(each.wording) for each in done}
    return with_more.get(found, found)


def test_word_says_every_sentence_as_often_as_the_document(read):
    expected = said(read.document)
    found = [marks_gone(read.document, words) for _style, words in read.word]

    assert alike(found, expected) == expected


def test_word_has_the_bullets_of_the_document_and_no_others(read):
    found = Counter(words for style, words in read.word if style.startswith("TableBullet"))

    assert found == Counter(map(folded, bullets(read.document)))


def test_excel_says_every_sentence_as_often_as_the_document(read):
    expected = said(read.document)

    assert alike([words for _sheet, words in read.excel], expected) == expected


def test_text_says_every_sentence_as_often_as_the_document(read):
    whole = folded(read.text)
    expected = said(read.document)

    found = {each: whole.count(each) for each in expected}
    inside = {each: sum(number * other.count(each) for other, number in expected.items()) for each in expected}
    assert len(expected) > 400
    assert found == inside


def test_formats_say_the_same_headings_in_the_same_order(read):
    titles = [entry.title for entry in read.document.contents]
    blocks = [block.splitlines() for block in read.text.split("\n\n")]

    headings = [words.partition(" | ")[0] for style, words in read.word if style == "Heading1"]
    underlined = [" ".join(block[:-1]).partition(" | ")[0] for block in blocks if set(block[-1].strip()) == {"="}]
    assert headings == titles
    assert underlined[2:] == titles  # after that of the report, and Contents
