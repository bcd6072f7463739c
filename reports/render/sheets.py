"""A document as the sheets of a workbook: rows of plain cells, one kind of thing on each sheet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reports.document import Document, sha256
from reports.document.parts import Cell, Chapter, Claim, Group, Line
from reports.render.blocks import Block, Paragraph, Row, Table
from reports.render.outline import edition_line, parts, sub_theme

_PLAIN = {"errata": "Corrections", "questions": "Questions", "changes": "Changes", "acronyms": "Acronyms"}
_CHARACTERS = 0.55  # of a column of Excel to a millimetre of paper, about


@dataclass(frozen=True)
class Sheet:
    """A sheet: rows, the first of which heads the columns, and the widths of these in characters.

    The first column is bold if it names its row; a list can be filtered.
    """

    name: str
    rows: Sequence[Row]
    widths: Sequence[float]
    bold: frozenset[int] = frozenset()
    is_named: bool = True
    is_list: bool = True


def sheets(document: Document) -> Iterator[Sheet]:
    """The sheets in the order of the report, after what it is about; a part with nothing in it has none."""
    yield _about(document)
    of = {part.anchor: part.blocks for part in parts(document)}
    for anchor in ("errata", "since", "questions", "glance"):
        if anchor in of:
            yield _sheet(document, anchor, of[anchor])
    if document.chapters:
        yield _commitments(document)
    if "measures" in of:
        yield _measures(document)
        yield _readings(document)
    for anchor in ("changes", "acronyms"):
        if anchor in of:
            yield _sheet(document, anchor, of[anchor])


def _sheet(document: Document, anchor: str, blocks: Sequence[Block]) -> Sheet:
    if anchor == "since":
        return _since(document)
    if anchor == "glance":
        return _glance(blocks)
    table = next(each for each in blocks if isinstance(each, Table))
    widths = [max(12, width * _CHARACTERS) for width in table.widths]
    return Sheet(_PLAIN[anchor], [table.head, *table.rows], widths)


def _about(document: Document) -> Sheet:
    """What the report is: its cover, its introduction, the priorities and the key."""
    rows: list[Row] = [("About this report", document.title)]
    rows += [("Organisation", document.organisation), ("Strategy", document.strategy), ("Period", document.period)]
    nothing = "Not given" if document.has_purposes else ""
    rows += [("Meeting", each.committee, each.held, each.purpose or nothing) for each in document.meetings]
    rows += [row for fact in document.cover for row in _named(fact.name, fact.paragraphs)]
    rows.append(("Edition", edition_line(document)))
    if document.change_note:
        rows.append(("What has changed since the edition before", document.change_note))
    if document.illustrative:
        rows.append(("Note", document.illustrative))
    rows += _named("Introduction", document.introduction)
    rows += _named("A note on the report", document.about_markers)
    rows += [(document.labels.priority, each.name, each.strapline) for each in document.chapters]
    if document.prints("key"):
        rows += [("Key to stages and ratings", each.word, each.meaning) for each in document.key]
    rows.append(("Fingerprint", sha256(document)[:12]))
    return Sheet("About", rows, (32, 80, 60, 20), is_list=False)


def _named(name: str, paragraphs: Iterable[str]) -> Iterator[Row]:
    for paragraph in paragraphs:
        yield name, paragraph


def _since(document: Document) -> Sheet:
    label = document.labels
    rows: list[Row] = [("Kind", label.priority, "Text", label.commitments)]
    for each in document.highlights:
        rows += [("Highlights", each.priority, *_claim(claim)) for claim in each.claims]
    rows += [("Challenges", "", *_claim(claim)) for claim in document.challenges]
    rows += [("Key activities in the next period", "", *_claim(claim)) for claim in document.key_activities]
    return Sheet("Since the last report", rows, (32, 28, 100, 30))


def _claim(claim: Claim) -> tuple[str, str]:
    return claim.text, ", ".join(claim.refs)


def _glance(blocks: Sequence[Block]) -> Sheet:
    """The tables one below the other, each under its caption, and the notes."""
    rows: list[Row] = []
    bold: set[int] = set()
    for block in blocks:
        if isinstance(block, Table):
            rows += [("",)] * bool(rows) + [(block.caption,), block.head, *block.rows]
            first = len(rows) - len(block.rows)
            bold |= {first - 1, first, len(rows)} if block.has_total else {first - 1, first}
        elif isinstance(block, Paragraph):
            rows += [("",)] * (not rows or len(rows[-1]) > 1) + [(block.text,)]
    columns = max(map(len, rows), default=1)
    return Sheet("At a glance", rows, (60, *[14] * (columns - 1)), frozenset(bold), is_list=False)


def _commitments(document: Document) -> Sheet:
    """One row for each commitment, its bullets as lines; columns that would be empty throughout are left out."""
    label = document.labels
    columns = document.chapters[0].columns
    head = [label.priority, label.theme, sub_theme(document), "Ref", label.commitment, "Marker"]
    head += ["Stage", "Rating", "Executive lead", "Reason", *columns, "Completed earlier, in"]
    widths = (18, 20, 20, 11, 36, 8, 13, 9, 11, 34, *[46] * len(columns), 15)
    rows = [row for chapter in document.chapters for row in _of_chapter(chapter)]
    kept = [place for place in range(len(head)) if any(row[place] for row in rows)]
    narrow = [tuple(row[place] for place in kept) for row in [tuple(head), *rows]]
    return Sheet("Commitments", narrow, [widths[place] for place in kept], is_named=False)


def _of_chapter(chapter: Chapter) -> Iterator[Row]:
    for group in chapter.groups:
        for line in group.lines:
            yield (chapter.name, *_line(group, line), "")
    nothing = ("",) * (4 + len(chapter.columns))
    for each in chapter.completed_earlier:
        yield (chapter.name, "", "", each.ref, each.wording, each.marker, *nothing, each.period)


def _line(group: Group, line: Line) -> Row:
    statuses = [word.word if word else "" for word in (line.stage, line.rating, line.executive_rating)]
    return (
        *(group.theme, group.sub_theme, line.ref, line.wording, line.marker),
        *(*statuses, line.reason),
        *map(_lines, line.cells),
    )


def _lines(cell: Cell) -> str:
    """A cell's bullets, one a line; what is said where there are none."""
    lines = [line for point in cell.points for line in (f"• {point.text}", *[f"  – {under}" for under in point.under])]
    return "\n".join(lines) or cell.instead


def _measures(document: Document) -> Sheet:
    """One row for each measure; a column for each thing that is known of any."""
    names = list(dict.fromkeys(name for each in document.measures for name, _ in each.facts))
    rows: list[Row] = [(document.labels.priority, "Measure", *names, "What the readings show")]
    for each in document.measures:
        facts = ["\n".join(words for named, words in each.facts if named == name) for name in names]
        rows.append((each.priority, each.name, *facts, "\n".join(each.said)))
    return Sheet("Measures", rows, (28, 50, *[26] * len(names), 70), is_named=False)


def _readings(document: Document) -> Sheet:
    rows: list[Row] = [("Measure", "Date", "Reading", "Note")]
    rows += [
        (each.name, reading.read_on, reading.value, reading.note)
        for each in document.measures
        for reading in each.readings
    ]
    return Sheet("Readings", rows, (50, 20, 20, 70), is_named=False)
