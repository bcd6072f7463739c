"""Tables in Word: fixed widths, header rows that repeat on each page, rows that stay whole where they are short."""

from collections.abc import Iterable, Iterator, Sequence

from reports.document.parts import Cell, Chapter, Line, Word
from reports.document.values import Document
from reports.render.blocks import Said, Table
from reports.render.html import tall
from reports.render.outline import PAGE, sub_theme
from reports.render.word.elements import Element, field, paragraph, run, status, twips, w

_LONG = 900  # characters in a cell; a row with more may run over a page
_THEME, _COMMITMENT = 27.0, 52.0  # millimetres


def captioned(number: int, caption: str) -> Element:
    """The caption above a table, numbered by Word."""
    return paragraph("Caption", run("Table "), *field("SEQ Table \\* ARABIC", str(number)), run(f": {caption}"))


def table(said: Table) -> Element:
    """A table of the report, without a caption above it; one that stands in columns is small."""
    style = "TableSmall" if said.columns > 1 else "TableText"
    head = _row(
        [_cell(width, [_text(each, style)]) for width, each in zip(said.widths, said.head, strict=True)], is_head=True
    )
    rows = [
        _row(
            [
                _cell(width, list(_paragraphs(each, style, bold=bold)))
                for width, each in zip(said.widths, row, strict=True)
            ],
            may_break=any(_length(each) > _LONG for each in row),
        )
        for row, bold in ((row, said.has_total and row is said.rows[-1]) for row in said.rows)
    ]
    return _framed("ReportTable", said.caption, said.widths, [head, *rows])


def commitments(document: Document, chapter: Chapter, caption: str) -> Element:
    """The table of a priority. Every row names its theme, so that each page does; quietly where the theme goes on."""
    before = [_THEME] * (chapter.has_themes + chapter.has_sub_themes)
    room = PAGE - sum(before) - _COMMITMENT
    widths = [*before, _COMMITMENT, *[room / len(chapter.columns)] * len(chapter.columns)]
    names = [document.labels.theme] * chapter.has_themes + [sub_theme(document)] * chapter.has_sub_themes
    names += [document.labels.commitment, *chapter.columns]
    head = _row([_cell(width, [_text(name)]) for width, name in zip(widths, names, strict=True)], is_head=True)
    rows = [
        _row([*_themes(chapter, themes), *_said(line, widths[len(before) :])], may_break=tall(line))
        for themes, line in _lines(chapter)
    ]
    return _framed("CommitmentsTable", caption, widths, [head, *rows], first_column=False)


def _lines(chapter: Chapter) -> Iterator[tuple[list[tuple[str, bool]], Line]]:
    """The commitments, each with the theme and the sub-theme that it belongs to, and whether these begin with it."""
    for body in chapter.bodies:
        for place, group in enumerate(body):
            for number, line in enumerate(group.lines):
                yield [(group.theme, number == place == 0), (group.sub_theme, number == 0)], line


def _themes(chapter: Chapter, names: Iterable[tuple[str, bool]]) -> Iterator[Element]:
    """The cells that name the theme and the sub-theme; a rule above them where these begin."""
    for (name, begins), is_there in zip(names, (chapter.has_themes, chapter.has_sub_themes), strict=True):
        if is_there:
            top = w("top", val="single", sz=4, space=0, color="AEB7BD") if begins else w("top", val="nil")
            words = paragraph("TableText", run(name, "Strong")) if begins else paragraph("TableQuiet", run(name))
            yield _cell(_THEME, [words], w("tcBorders", top, w("bottom", val="nil")))


def _said(line: Line, widths: Sequence[float]) -> Iterator[Element]:
    """The commitment's own cell, and one for each column."""
    yield _cell(widths[0], list(_commitment(line)))
    for width, cell in zip(widths[1:], line.cells, strict=True):
        yield _cell(width, list(_points(cell)))


def _commitment(line: Line) -> Iterator[Element]:
    yield paragraph("Ref", run(line.ref))
    marker = f" {line.marker}" if line.marker else ""
    yield paragraph("TableText", run(f"{line.wording}{marker}", "Strong"))
    words = [word for word in (line.stage, line.rating) if word]
    if words:
        apart = [run("   "), *status(words[1])] if words[1:] else []
        yield paragraph("TableText", *status(words[0]), *apart)
    if line.executive_rating:
        yield paragraph("TableText", run("Executive lead: "), *status(line.executive_rating))
    if line.reason:
        yield paragraph("Reason", run(line.reason))


def _points(cell: Cell) -> Iterator[Element]:
    if not cell.points:
        yield paragraph("TableQuiet", run(cell.instead))
    for point in cell.points:
        yield paragraph("TableBullet", run(point.text))
        yield from (paragraph("TableBullet2", run(under)) for under in point.under)


def _paragraphs(said: Said, style: str, *, bold: bool = False) -> Iterator[Element]:
    if isinstance(said, tuple):
        yield from (_text(each, style) for each in said)
    else:
        yield _text(said, style, bold=bold)


def _text(said: str | int | Word, style: str = "TableText", *, bold: bool = False) -> Element:
    words = status(said, bold=bold) if isinstance(said, Word) else (run(str(said), bold=bold),)
    made = paragraph(style, *words)
    if isinstance(said, int):
        made.pPr.append(w("jc", val="right"))
    return made


def _length(said: Said) -> int:
    return sum(map(len, said)) if isinstance(said, tuple) else len(str(said))


def _cell(width: float, content: Iterable[Element], *properties: Element) -> Element:
    return w("tc", w("tcPr", w("tcW", w=twips(width), type="dxa"), *properties), *content)


def _row(cells: Iterable[Element], *, is_head: bool = False, may_break: bool = False) -> Element:
    properties = w("trPr", None if may_break else w("cantSplit"), w("tblHeader") if is_head else None)
    return w("tr", properties, *cells)


def _framed(
    style: str, caption: str, widths: Sequence[float], rows: Iterable[Element], *, first_column: bool = True
) -> Element:
    """A table with its properties; the caption is also what a screen reader says of it."""
    columns = {"firstColumn": int(first_column), "lastColumn": 0}
    properties = w(
        "tblPr",
        w("tblStyle", val=style),
        w("tblW", w=sum(map(twips, widths)), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", firstRow=1, lastRow=0, **columns, noHBand=1, noVBand=1),
        w("tblCaption", val=caption),
    )
    grid = w("tblGrid", *[w("gridCol", w=twips(width)) for width in widths])
    return w("tbl", properties, grid, *rows)
