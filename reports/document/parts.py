"""The parts of a report, as plain values: what is said of a commitment, a priority, the whole."""

from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class Point:
    """A bullet, and the bullets nested under it."""

    text: str
    under: tuple[str, ...] = ()


@dataclass(frozen=True)
class Word:
    """A stage or a rating: its code, which chooses the shape, and the word that the strategy uses for it."""

    code: str
    word: str


@dataclass(frozen=True)
class KeyEntry:
    """A line of the key: a stage or rating and what it means."""

    code: str
    word: str
    meaning: str


@dataclass(frozen=True)
class Cell:
    """One column of a commitment: its bullets or, where there are none, what is said instead."""

    points: tuple[Point, ...]
    instead: str = ""


@dataclass(frozen=True)
class Line:
    """A commitment in its table; the cells stand in the order of the chapter's columns."""

    ref: str
    wording: str
    marker: str
    stage: Word | None
    rating: Word | None
    executive_rating: Word | None
    reason: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Group:
    """The commitments of a theme, or of one of its sub-themes."""

    theme: str
    sub_theme: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Completed:
    """A commitment that was complete before this period."""

    ref: str
    wording: str
    marker: str
    period: str


@dataclass(frozen=True)
class Chapter:
    """A priority with its table."""

    anchor: str
    name: str
    strapline: str
    executive_lead: str
    has_themes: bool
    has_sub_themes: bool
    columns: tuple[str, ...]
    groups: tuple[Group, ...]
    completed_earlier: tuple[Completed, ...]

    @property
    def bodies(self) -> list[tuple[Group, ...]]:
        """The groups of each theme: a table body each."""
        return [tuple(groups) for _, groups in groupby(self.groups, key=lambda group: group.theme)]


@dataclass(frozen=True)
class Contents:
    """A line of the contents: where it leads and what it says."""

    anchor: str
    title: str


@dataclass(frozen=True)
class Claim:
    """A highlight, challenge or key activity, and the refs of the commitments it rests on."""

    text: str
    refs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Highlights:
    """The highlights of one priority; without a name they are of the whole report."""

    priority: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Tally:
    """How many commitments of a priority stand at each stage and rating, in the order of the glance's columns."""

    name: str
    commitments: int
    stages: tuple[int, ...]
    ratings: tuple[int, ...]


@dataclass(frozen=True)
class Moved:
    """How many commitments moved in one way since the last period."""

    word: str
    number: int


@dataclass(frozen=True)
class Kept:
    """What became of the next steps that were answered in this period: how many, and how many of each answer."""

    answered: int
    done: int
    partly: int
    not_done: int
    dropped: int

    @property
    def words(self) -> str:
        """'31 of 44 next steps done'."""
        return f"{self.done} of {self.answered} next step{'' if self.answered == 1 else 's'} done"


@dataclass(frozen=True)
class Glance:
    """The report in numbers. The last tally is that of the whole report."""

    stages: tuple[Word, ...]
    ratings: tuple[Word, ...]
    tallies: tuple[Tally, ...]
    movements: tuple[Moved, ...]
    notes: tuple[str, ...]
    kept: Kept | None = None


@dataclass(frozen=True)
class Change:
    """A change of the plan that is dated in this period."""

    kind: str
    ref: str
    priority: str
    wording: str
    old: str
    new: str
    reason: str
    agreed_at: str


@dataclass(frozen=True)
class AcronymUsed:
    """An acronym that occurs in the report, and its meaning."""

    short: str
    long: str


@dataclass(frozen=True)
class PeriodMonth:
    """A period that the report names, and the month that it is of: '2022-03'."""

    label: str
    month: str


@dataclass(frozen=True)
class MeetingLine:
    """A meeting that receives the report."""

    committee: str
    held: str
    purpose: str


@dataclass(frozen=True)
class Labels:
    """What the strategy calls its levels."""

    priority: str
    priorities: str
    theme: str
    themes: str
    commitment: str
    commitments: str
