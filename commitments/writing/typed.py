"""Bullets as people type them into a box: one a line, a tab or two blanks nest one level. Pure."""

from collections.abc import Iterable

from commitments.text import normalised
from commitments.workbook.bullets import bullets
from commitments.workbook.plan import Bullet

# Word marks the first level with a dot and the next with a circle or a square, and pastes both without blanks before them.
_FIRST_LEVEL, _SECOND_LEVEL = ("•", "·", "\uf0b7"), ("◦", "▪", "\uf0a7", "o\t", "o ", "o\u00a0")


def from_typed(text: str) -> tuple[Bullet, ...]:
    """The bullets of a box's text, without the marks that people type or Word pastes; empty lines are nothing."""
    found: list[Bullet] = []
    from_word = False
    for line in normalised(text).split("\n"):
        bare = line.lstrip()
        from_word = from_word or bare.startswith(_FIRST_LEVEL)
        nests = _is_indented(line) or (from_word and bare.startswith(_SECOND_LEVEL))
        found += [Bullet(each.text, depth=int(nests and bool(found))) for each in bullets(line)]
    return tuple(found)


def as_typed(points: Iterable[Bullet]) -> str:
    """The text of a box that reads back to the same bullets; a mark is written only where the words begin with one."""
    return "\n".join("  " * point.depth + _marked(point.text) for point in points)


def _marked(text: str) -> str:
    return text if from_typed(text) == (Bullet(text),) else f"- {text}"


def _is_indented(line: str) -> bool:
    before = line[: len(line) - len(line.lstrip())]
    return len(before) >= 2 or "\t" in before
