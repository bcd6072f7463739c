"""What stands in the cell of a commitment and a period: bullets, or words that say why there are none. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

NO_UPDATE = "No update reported"
NOT_THEN = "Not in the plan then"
WAITING = "Update awaiting approval"
NO_PROGRESS = "No progress reported"
NO_NEXT_STEP = "No next step reported"


@dataclass(frozen=True)
class Bullet:
    """A bullet and those nested under it."""

    text: str
    under: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cell:
    """Bullets, or what is said instead."""

    points: tuple[Bullet, ...]
    instead: str = ""


def cell(points: Iterable[tuple[str, int]], instead: str) -> Cell:
    """The bullets of texts with their depths (0 or 1), in order; what is said instead where there are none."""
    nested: list[tuple[str, list[str]]] = []
    for text, depth in points:
        if depth and nested:
            nested[-1][1].append(text)
        else:
            nested.append((text, []))
    return Cell(tuple(Bullet(text, tuple(under)) for text, under in nested), "" if nested else instead)


def nothing_told(month: date, *, published: bool, joined_in: date | None, waiting: bool = False) -> str:
    """What is said of a period, by its month, that has no approved update of a commitment.

    `published`: whether it stood in the published plan; `joined_in`: the month in which the ledger says that it was added, if
    it does; `waiting`: whether an update was handed in.
    """
    if waiting:
        return WAITING
    in_plan = published or (joined_in is not None and joined_in <= month)
    return NO_UPDATE if in_plan else NOT_THEN
