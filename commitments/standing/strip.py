"""Every commitment in every period, as a row of shapes: who was where when, at a glance."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from commitments.models import PeriodState, Priority, ReportingPeriod, Stage, State, StatusUpdate
from commitments.standing.cells import NO_UPDATE, NOT_THEN, WAITING, nothing_told
from commitments.standing.status_words import Status

NOT_RATED = "No stage or rating given"
_SIGNS = {NOT_RATED: "•", WAITING: "…", NO_UPDATE: "–", NOT_THEN: "·"}
_FIELDS = ("state", "stage", "rating", "executive_rating")
Update = tuple[str, str, str, str]  # these fields of one: rows of them cost a fifth of what objects do


@dataclass(frozen=True)
class Shape:
    """A cell: the code of its drawing, or a sign where there is none, and the words that say the same."""

    code: str
    sign: str
    words: str

    @cached_property
    def look(self) -> str:
        """The classes that draw it."""
        return f"app-shape status status--{self.code.replace('_', '-')}" if self.code else "app-shape"


_INSTEAD = {said: Shape("", sign, said) for said, sign in _SIGNS.items()}


@dataclass(frozen=True)
class Track:
    """A commitment's row of shapes."""

    ref: str
    wording: str
    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class Band:
    """The rows of a priority."""

    priority: str
    tracks: tuple[Track, ...]


@dataclass(frozen=True)
class Strip:
    """The rows of shapes by priority, with a column for each period; and what the shapes and signs in it mean."""

    periods: tuple[ReportingPeriod, ...]
    bands: tuple[Band, ...]
    key: tuple[Shape, ...]

    @property
    def shapes(self) -> set[Shape]:
        """Those that occur: a few stand in many cells, and a page draws each once."""
        return _shapes(self.bands)


def strip(
    period: ReportingPeriod,
    periods: list[ReportingPeriod],
    rows: list[Any],
    priorities: list[Priority],
    words: dict[str, Status],
) -> Strip:
    """The strip of some commitments, with the columns of with_ledger and worded_in, in two queries at most.

    Rounds that have not begun are left out, unless this is their page.
    """
    columns = [each for each in periods if each.state != PeriodState.PLANNED or each == period]
    updates = StatusUpdate.objects.filter(commitment__in=[row.pk for row in rows], period__in=columns)
    told: dict[int, dict[int, Update]] = defaultdict(dict)
    for commitment, column, *said in updates.exclude(state=State.DRAFT).values_list("commitment", "period", *_FIELDS):
        told[commitment][column] = (said[0], said[1], said[2], said[3])
    names = {each.pk: each.name for each in priorities}
    pen = _Pen(words)
    bands = tuple(
        Band(names[key], tuple(_track(row, period, columns, told[row.pk], pen) for row in theirs))
        for key, theirs in groupby(rows, key=lambda row: row.priority_id)
    )
    return Strip(tuple(columns), bands, key_of(bands, words))


def _track(
    row: Any,
    page: ReportingPeriod,
    periods: list[ReportingPeriod],
    told: dict[int, Update],
    pen: "_Pen",
) -> Track:
    """The shapes of a commitment. One that ended, by an update or the ledger, keeps its shape while nothing else is reported."""
    shapes: list[Shape] = []
    ended: Shape | None = None
    # Of one that was added nobody knows when, all that is sure is that it stands in the plan of this page.
    joined_in = row.joined_in or page.month
    for period in periods:
        state, stage, rating, executive_rating = told.get(period.pk, ("", "", "", ""))
        if ended is None and row.left_as and (row.left_in is None or row.left_in <= period.month):
            ended = pen.left(row.left_as)
        if state == State.APPROVED:
            shapes.append(pen.told(stage, executive_rating or rating))
            ended = _since(shapes[-1], period) if stage in Stage.ended else None
        elif ended:
            shapes.append(ended)
        else:
            said = nothing_told(period.month, published=row.in_published_plan, joined_in=joined_in, waiting=bool(state))
            shapes.append(_INSTEAD[said])
    return Track(row.ref, row.words_then, tuple(shapes))


def _since(shape: Shape, period: ReportingPeriod) -> Shape:
    return Shape(shape.code, "", f"{shape.words} since {period.label}")


class _Pen:
    """Draws shapes in a strategy's words; each once, because a few stand in many cells."""

    def __init__(self, words: dict[str, Status]) -> None:
        self._words = words
        self._drawn: dict[tuple[str, str], Shape] = {}

    def told(self, stage: str, rating: str) -> Shape:
        """The shape of an approved update: its rating's, or its stage's where that says more."""
        if (stage, rating) not in self._drawn:
            code = rating if rating and stage != Stage.PAUSED else stage
            said = ", ".join(self._words[each].word for each in (stage, rating) if each)
            self._drawn[stage, rating] = Shape(code, "", said) if code else _INSTEAD[NOT_RATED]
        return self._drawn[stage, rating]

    def left(self, code: str) -> Shape:
        """The shape of what the ledger says was stopped or merged."""
        return Shape(code, "", f"{self._words[code].word} by a change of the plan")


def key_of(bands: tuple[Band, ...], words: dict[str, Status]) -> tuple[Shape, ...]:
    """The shapes and signs that occur, with what each means. No queries."""
    found = _shapes(bands)
    codes = {shape.code for shape in found}
    signs = {shape.sign for shape in found if shape.sign}
    drawn = [Shape(code, "", status.word) for code, status in words.items() if code in codes]
    return (*drawn, *(Shape("", sign, said) for said, sign in _SIGNS.items() if sign in signs))


def _shapes(bands: tuple[Band, ...]) -> set[Shape]:
    return {shape for band in bands for track in band.tracks for shape in track.shapes}
