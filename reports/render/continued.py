"""Says again, at the top of a page, whose row it is.

A theme that runs over a page, and a commitment whose row a page breaks, must be named again: to the eye, and to a screen
reader, for which every page's table stands alone. A row span can't do it: one that a page breaks fails PDF/UA and shifts
the headers of the cells after it. So the laid-out heading is copied into the empty cell of the row, after layout and
before painting; the tags follow the boxes. Written for the box tree of WeasyPrint 70.0: look here when that changes.

In the HTML, a cell that may need its heading again has the class `heads-…`, and holds the heading as its first child
with the class `says`.
"""

from collections.abc import Iterator
from typing import Any


def repeat_headings(document: Any) -> None:
    """Completes the continued tables of a laid-out WeasyPrint document in place."""
    refs = {
        row.element: heading
        for page in document.pages
        for row, _ in _rows(page._page_box)
        if (heading := _heading_of(row))
    }
    said: dict[str, Any] = {}
    for page in document.pages:
        for row, first_on_page in _rows(page._page_box):
            for cell in row.children:
                kind = _kind(cell)
                heading = _heading(cell)
                if kind == "heads-theme" and heading:
                    said.pop("heads-sub-theme", None)  # the new theme may have none
                if kind and heading:
                    said[kind] = heading
                elif kind == "heads-commitment" and row.element in refs:
                    _say(cell, refs[row.element])
                elif kind in said and first_on_page:
                    _say(cell, said[kind])


def _rows(box: Any) -> Iterator[tuple[Any, bool]]:
    """The body rows of every table below a box, and whether each is the first of its table on this page."""
    if box.element_tag == "table" and hasattr(box, "column_positions"):
        groups = [group for group in box.children if group.element_tag == "tbody"]
        for place, row in enumerate(row for group in groups for row in group.children):
            yield row, place == 0
        return
    for child in getattr(box, "children", ()):
        yield from _rows(getattr(child, "_box", child))


def _kind(cell: Any) -> str:
    """The class that says which heading a cell holds; empty for other cells."""
    classes = cell.element.get("class", "").split() if cell.element is not None else []
    return next((name for name in classes if name.startswith("heads-")), "")


def _heading(cell: Any) -> Any:
    """The laid-out heading in a cell; none where the cell has none on this page."""
    first = next(iter(cell.children), None)
    has_class = first is not None and first.element is not None and "says" in first.element.get("class", "").split()
    return first if has_class else None


def _heading_of(row: Any) -> Any:
    """The ref that a row's commitment is known by, where this piece of the row has it."""
    return next((_heading(cell) for cell in row.children if _kind(cell) == "heads-commitment"), None)


def _say(cell: Any, heading: Any) -> None:
    """Puts a copy of the heading on top of what the cell holds, which moves down."""
    again = heading.deepcopy()
    again.translate(cell.content_box_x() - again.position_x, cell.content_box_y() - again.position_y)
    for child in cell.children:
        child.translate(dy=again.margin_height())
    cell.children = [again, *cell.children]
    cell.empty = False
