"""The numbers of a dashboard. Each knows the rows of the register that it counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from commitments.filters import NONE
from commitments.standing.status_words import Status


@dataclass(frozen=True)
class Count:
    """A number, and the query of the register that lists what it counts."""

    number: int
    query: str


@dataclass(frozen=True)
class Figure:
    """How many are so."""

    status: Status
    count: Count


@dataclass(frozen=True)
class Part:
    """A part of a bar: which status, and its share in whole per cents."""

    code: str
    share: int


@dataclass(frozen=True)
class Tally:
    """A line of a table: a priority, a theme, or all, with one number for each column."""

    name: str
    total: Count
    counts: tuple[Count, ...]
    bar: tuple[Part, ...]


@dataclass(frozen=True)
class Table:
    """Numbers line by line. Columns that would be nought throughout are left out."""

    columns: tuple[Status, ...]
    tallies: tuple[Tally, ...]


@dataclass(frozen=True)
class Note:
    """A sentence on what the numbers leave out or take in; most begin with a number."""

    words: str
    count: Count | None = None


@dataclass(frozen=True)
class Dashboard:
    """The numbers of a period. Without ratings or stages there are no figures of them, and no table."""

    total: Count
    figures: tuple[Figure, ...]
    bar: tuple[Part, ...]
    overdue: Count
    notes: tuple[Note, ...]
    movements: tuple[Figure, ...]
    not_compared: str
    ratings: Table | None
    stages: Table | None


def query(asked: Mapping[str, Any], **more: Any) -> str:
    """A query of the register; what is empty is asked for by a word of its own."""
    return urlencode({name: str(value or NONE).lower() for name, value in (dict(asked) | more).items()})
