"""The bullets of a cell: one a line, with the marks that people type, and those that Word pastes."""

import re
from collections.abc import Iterable

from commitments.text import normalised, one_line
from commitments.workbook.plan import Bullet

# The private-use characters are those of Word's symbol fonts. A dash, a star or an o is a mark only before a blank:
# '-5% growth' keeps its minus. A mark with nothing after it is an empty bullet.
_MARKED = re.compile(r"(?P<indent>\s*)(?:[>•▪◦·\uf020-\uf0ff]|[-\u2013*o](?=\s|$))(?P<text>.*)", re.DOTALL)


def bullets(text: str) -> list[Bullet]:
    """The bullets of a cell's text, without their marks, each on one line.

    Two or more blanks or a tab before a mark nest it one level under the bullet above; the first is never nested.
    A line without a mark is a bullet of its own; an empty line is nothing.
    """
    found: list[Bullet] = []
    for line in normalised(text).split("\n"):
        marked = _MARKED.fullmatch(line)
        said = one_line(marked["text"] if marked else line)
        if said:
            nested = bool(found) and marked is not None and _is_nested(marked["indent"])
            found.append(Bullet(said, depth=int(nested)))
    return found


def as_lines(points: Iterable[Bullet]) -> str:
    """The cell text that reads back to the same bullets. Each must be one normalised line; the first is not nested."""
    return "\n".join(("  - " if point.depth else "- ") + point.text for point in points)


def _is_nested(indent: str) -> bool:
    return len(indent) >= 2 or "\t" in indent
