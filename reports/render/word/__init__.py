"""A document as a Word file: real headings, lists and tables, for boards that edit their papers."""

from collections.abc import Iterator
from io import BytesIO
from itertools import count

from docx.document import Document as WordFile
from docx.shared import Mm

from commitments.charts import Picture
from commitments.charts.drawing import png
from reports.document import Document
from reports.render.blocks import Block, Bullets, Chart, Commitments, Facts, Heading, Paragraph, Part, Table
from reports.render.outline import cover, parts
from reports.render.word.elements import Element, field, paragraph, run, w
from reports.render.word.shell import in_columns, new_file, packed
from reports.render.word.tables import captioned, commitments, table

_CHART = Mm(150)


def word(document: Document) -> bytes:
    """The document as .docx: the same bytes for the same document and the same libraries."""
    return packed(Writing(document).whole())


class Writing:
    """One Word file while it is written."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.file: WordFile = new_file(document)
        self.bookmarks, self.tables = count(1), count(1)  # each number is given out once

    def whole(self) -> WordFile:
        """The file with all words of the document."""
        body = self.file.element.body
        for old in list(body)[:-1]:  # the last is the section, which is the paper
            body.remove(old)
        for element in self._elements():
            body.insert(len(body) - 1, element)
        return self.file

    def _elements(self) -> Iterator[Element]:
        found = parts(self.document)
        yield from self._cover()
        yield self._contents()
        for part in found:
            yield self._heading(part)
            for block in part.blocks:
                yield from self._block(block)

    def _cover(self) -> Iterator[Element]:
        document = self.document
        yield paragraph("Subtitle", run(document.organisation))
        yield paragraph("Title", run(document.strategy, "Blue"), w("r", w("br")), run(document.title))
        yield paragraph("Subtitle", run(document.period))
        for block in cover(document):
            yield from _framed(table(block)) if isinstance(block, Table) else _words(block)

    def _contents(self) -> Element:
        """A table of contents that Word can bring up to date; until then its lines lead to the parts, without numbers."""
        begin, instruction, separate, _shown, end = field('TOC \\o "1-1" \\h \\z \\u', "")
        lines = [
            paragraph("TOC1", w("hyperlink", run(entry.title, "Hyperlink"), anchor=_bookmark(entry.anchor), history=1))
            for entry in self.document.contents
        ]
        for place, element in enumerate((begin, instruction, separate), start=1):
            lines[0].insert(place, element)
        lines[-1].append(end)
        kind = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
        heading = paragraph("TOCHeading", run("Contents"))
        return w("sdt", w("sdtPr", kind), w("sdtContent", heading, *lines))

    def _heading(self, part: Part) -> Element:
        number = next(self.bookmarks)
        beside = run(f" | {part.beside}", "Strapline") if part.beside else None
        start = w("bookmarkStart", id=number, name=_bookmark(part.anchor))
        return paragraph("Heading1", start, run(part.title), w("bookmarkEnd", id=number), beside)

    def _block(self, block: Block) -> Iterator[Element]:
        match block:
            case Table(caption=caption, columns=columns):
                caption_above = captioned(next(self.tables), caption)
                if columns > 1:
                    in_columns(self.file, caption_above, columns)
                yield caption_above
                yield from _framed(table(block))
            case Commitments(chapter):
                caption = f"{chapter.name}: {self.document.labels.commitments.lower()}"
                yield captioned(next(self.tables), caption)
                yield from _framed(commitments(self.document, chapter, caption))
            case Chart(picture, instead):
                yield self._chart(picture, instead)
            case _:
                yield from _words(block)

    def _chart(self, picture: Picture, instead: str) -> Element:
        inline = self.file.part.new_pic_inline(BytesIO(png(picture)), width=_CHART)
        inline.docPr.set("descr", instead)
        return paragraph("Normal", w("r", w("drawing", inline)), keep=True)


def _words(block: Block) -> Iterator[Element]:
    """The elements of a block that is words alone."""
    match block:
        case Heading(level, words):
            yield paragraph(f"Heading{level}", run(words))
        case Paragraph(words, is_quiet, leads):
            yield paragraph("Quiet" if is_quiet else "Normal", run(words), keep=leads)
        case Bullets(items):
            yield from (paragraph("ListBullet", run(item)) for item in items)
        case Facts(facts):
            for name, texts in facts:
                yield paragraph("FactName", run(name))
                yield from (paragraph("Normal", run(words)) for words in texts)


def _framed(made: Element) -> Iterator[Element]:
    """A table, and the paragraph after it without which Word would join it to the next."""
    yield made
    yield paragraph("AfterTable")


def _bookmark(anchor: str) -> str:
    return f"part_{anchor.replace('-', '_')}"
