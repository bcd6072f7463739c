"""A document as plain text: for an e-mail, and for whoever reads best without tables."""

from collections.abc import Iterable, Iterator
from textwrap import TextWrapper

from reports.document import Document, sha256
from reports.document.parts import Cell, Chapter, Line, Word
from reports.render.blocks import Block, Bullets, Chart, Commitments, Facts, Heading, Paragraph, Said, Table
from reports.render.outline import cover, marked, parts, spoken, sub_theme

WIDTH = 100  # characters in a line; a longer word, such as an address, stays whole
_UNDERLINES = {0: "=", 1: "=", 2: "-", 3: "~"}
_INDENT = "  "


def text(document: Document) -> bytes:
    """The document as UTF-8 text in lines of at most 100 characters: the same bytes for the same document."""
    blocks = [list(each) for each in _said(document)]
    return ("\n\n".join("\n".join(lines) for lines in blocks if lines) + "\n").encode()


def _said(document: Document) -> Iterator[Iterable[str]]:
    """The blocks of the text, each as its lines."""
    yield _wrapped(document.organisation)
    yield [*_wrapped(document.strategy), *_underlined(0, document.title)]
    yield _wrapped(document.period)
    for block in cover(document):
        yield from _block(document, block)
    yield _underlined(1, "Contents")
    yield [line for entry in document.contents for line in _bullet(entry.title)]
    for part in parts(document):
        yield _underlined(1, part.heading)
        for block in part.blocks:
            yield from _block(document, block)
    yield _wrapped(f"{document.footer} · {sha256(document)[:12]}")


def _block(document: Document, block: Block) -> Iterator[Iterable[str]]:
    match block:
        case Heading(level, words):
            yield _underlined(level, words)
        case Paragraph(words):
            yield _wrapped(words)
        case Bullets(items):
            yield [line for item in items for line in _bullet(item)]
        case Facts(facts):
            yield from (_labelled(name, words) for name, words in facts)
        case Table():
            yield from _table(block)
        case Chart(instead=words):
            yield _wrapped(f"Chart: {words}")
        case Commitments(chapter):
            yield from _commitments(document, chapter)


def _table(table: Table) -> Iterator[Iterable[str]]:
    """Each row as lines that begin with the heading of their column; rows of two columns stand line by line."""
    if table.is_captioned:
        yield _wrapped(table.caption)
    if len(table.head) == 2:
        pairs = [table.head, *table.rows]
        yield [line for name, said in pairs for line in _labelled(spoken(name), said)]
        return
    for row in table.rows:
        yield [line for head, said in zip(table.head, row, strict=True) for line in _labelled(spoken(head), said)]


def _commitments(document: Document, chapter: Chapter) -> Iterator[Iterable[str]]:
    for body in chapter.bodies:
        if body[0].theme:
            yield _underlined(2, f"{document.labels.theme}: {body[0].theme}")
        for group in body:
            if group.sub_theme:
                yield _underlined(3, f"{sub_theme(document)}: {group.sub_theme}")
            yield from (_line(chapter, line) for line in group.lines)


def _line(chapter: Chapter, line: Line) -> Iterator[str]:
    yield from _wrapped(f"{line.ref}: {marked(line.wording, line.marker)}", hanging=True)
    statuses = (("Stage", line.stage), ("Rating", line.rating), ("Executive lead", line.executive_rating))
    for name, status in statuses:
        if status:
            yield from _labelled(name, status)
    if line.reason:
        yield from _labelled("Reason", line.reason)
    for column, cell in zip(chapter.columns, line.cells, strict=True):
        yield from _cell(column, cell)


def _cell(column: str, cell: Cell) -> Iterator[str]:
    if not cell.points:
        yield from _labelled(column, cell.instead)
        return
    yield from _wrapped(f"{column}:", hanging=True)
    for point in cell.points:
        yield from _bullet(point.text, depth=1)
        for under in point.under:
            yield from _bullet(under, depth=2)


def _labelled(name: str, said: Said) -> list[str]:
    """'Meeting: Trust Board'; several paragraphs stand below the name."""
    match said:
        case tuple():
            return [*_wrapped(f"{name}:"), *[line for words in said for line in _wrapped(words, depth=1)]]
        case Word(word=word):
            return _wrapped(f"{name}: {word}", hanging=True)
        case _:
            return _wrapped(f"{name}: {said}", hanging=True)


def _bullet(words: str, depth: int = 0) -> list[str]:
    return _wrapped(f"- {words}", depth, hanging=True)


def _underlined(level: int, words: str) -> list[str]:
    lines = _wrapped(words)
    return [*lines, _UNDERLINES[level] * max(map(len, lines))]


def _wrapped(words: str, depth: int = 0, *, hanging: bool = False) -> list[str]:
    """Lines of a text, indented by its depth; in a hanging one the second and further lines by one more."""
    first = _INDENT * depth
    rest = first + _INDENT * hanging
    wrapper = TextWrapper(
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return wrapper.wrap(" ".join(words.split()))
