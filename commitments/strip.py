"""Every commitment in every period, as a row of shapes: who was where when, at a glance."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from commitments.cells import NO_UPDATE, NOT_THEN, WAITING, nothing_told
from commitments.models import PeriodState, Priority, ReportingPeriod, Stage, State, StatusUpdate
from commitments.status_words import Status

NOT_RATED = "No stage or rating given"
_SIGNS = {NOT_RATED: "•", WAITING: "…", NO_UPDATE: "–", NOT_THEN: "·"}


@dataclass(frozen=True)
class Shape:
    """A cell: the code of its drawing, or a sign where there is none, and the words that say the same."""

    code: str
    sign: str
    words: str


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
    told: dict[int, dict[int, StatusUpdate]] = defaultdict(dict)
    updates = StatusUpdate.objects.filter(commitment__in=[row.pk for row in rows], period__in=columns)
    fields = ("commitment", "period", "state", "stage", "rating", "executive_rating")
    for update in updates.exclude(state=State.DRAFT).only(*fields):
        told[update.commitment_id][update.period_id] = update
    names = {each.pk: each.name for each in priorities}
    bands = tuple(
        Band(names[key], tuple(_track(row, period, columns, told[row.pk], words) for row in theirs))
        for key, theirs in groupby(rows, key=lambda row: row.priority_id)
    )
    return Strip(tuple(columns), bands, _key(bands, words))


def _track(
    row: Any,
    page: ReportingPeriod,
    periods: list[ReportingPeriod],
    told: dict[int, StatusUpdate],
    words: dict[str, Status],
) -> Track:
    """The shapes of a commitment. One that ended, by an update or the ledger, keeps its shape while nothing else is reported."""
    shapes: list[Shape] = []
    ended: Shape | None = None
    for period in periods:
        update = told.get(period.pk)
        if ended is None and row.left_as and (row.left_in is None or row.left_in <= period.month):
            ended = Shape(row.left_as, "", f"{words[row.left_as].word} by a change of the plan")
        if update and update.state == State.APPROVED:
            shapes.append(_told(update, words))
            ended = _since(shapes[-1], period) if update.stage in Stage.ended else None
        elif ended:
            shapes.append(ended)
        else:
            # Of one that was added nobody knows when, all that is sure is that it stands in the plan of this page.
            joined_in = row.joined_in or page.month
            said = nothing_told(
                period.month, published=row.in_published_plan, joined_in=joined_in, waiting=update is not None
            )
            shapes.append(Shape("", _SIGNS[said], said))
    return Track(row.ref, row.words_then, tuple(shapes))


def _since(shape: Shape, period: ReportingPeriod) -> Shape:
    return Shape(shape.code, "", f"{shape.words} since {period.label}")


def _told(update: StatusUpdate, words: dict[str, Status]) -> Shape:
    """The shape of an approved update: its rating's, or its stage's where that says more."""
    rating = update.executive_rating or update.rating
    code = rating if rating and update.stage != Stage.PAUSED else update.stage
    said = ", ".join(words[each].word for each in (update.stage, rating) if each)
    return Shape(code, "", said) if code else Shape("", _SIGNS[NOT_RATED], NOT_RATED)


def _key(bands: tuple[Band, ...], words: dict[str, Status]) -> tuple[Shape, ...]:
    """The shapes and signs that occur, with what each means."""
    found = {shape for band in bands for track in band.tracks for shape in track.shapes}
    codes = {shape.code for shape in found}
    signs = {shape.sign for shape in found if shape.sign}
    drawn = [Shape(code, "", status.word) for code, status in words.items() if code in codes]
    return (*drawn, *(Shape("", sign, said) for said, sign in _SIGNS.items() if sign in signs))
