"""Where a picture's readings, lines and targets lie on a sheet. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from commitments.charts.pictures import Band, Dot, Goal, Picture, Reset
from commitments.charts.scales import Scale, extent

_INSIDE = 12  # pixels between the frame and the first and last reading; dots have their values over them


@dataclass(frozen=True)
class Box:
    """The rectangle that a chart is drawn in, in pixels."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Frame:
    """A box with its scales: days across, values up."""

    box: Box
    across: Scale
    up: Scale

    def x(self, day: date) -> float:
        """The pixel of a day."""
        return self.across.at(day.toordinal())

    def y(self, value: str) -> float:
        """The pixel of a value."""
        return self.up.at(float(value))

    def at(self, dot: Dot) -> tuple[float, float]:
        """Where a reading lies."""
        return self.x(dot.day), self.y(dot.value)


def frame(picture: Picture, box: Box) -> Frame:
    """The frame for all that a picture shows in a box."""
    first, last = days(picture)
    inside = _INSIDE if picture.is_spc else 2 * _INSIDE
    across = Scale(first.toordinal(), last.toordinal(), box.left + inside, box.right - inside)
    low, high = extent(shown(picture) or [0])
    return Frame(box, across, Scale(low, high, box.bottom, box.top))


def days(picture: Picture) -> tuple[date, date]:
    """The first and the last day shown. Dots look ahead to the last target; an SPC chart needs the room for its readings."""
    dates = [dot.day for dot in picture.dots]
    if not picture.is_spc:
        dates += [goal.day for goal in picture.goals if goal.day]
    return (min(dates), max(dates)) if dates else (date.min, date.min)


def shown(picture: Picture) -> list[float]:
    """Every value that must have its place: readings, lines, targets."""
    lines = [line for band in picture.bands for line in (band.mean, band.lower, band.upper) if line]
    goals = [goal.value for goal in goals_shown(picture)]
    return [float(value) for value in (*(dot.value for dot in picture.dots), *lines, *goals)]


def goals_shown(picture: Picture) -> list[Goal]:
    """The targets that have lines; the last one's reaches the right edge."""
    return [goal for goal, _, _ in _goals(picture)]


def goal_lines(picture: Picture, frame: Frame) -> list[tuple[Goal, float, float]]:
    """The targets with the pixels from and to which each holds: up to its day, from that of the one before."""
    box = frame.box
    return [
        (goal, frame.x(start) if start else box.left, frame.x(end) if end else box.right)
        for goal, start, end in _goals(picture)
    ]


def _goals(picture: Picture) -> Iterator[tuple[Goal, date | None, date | None]]:
    """Targets that the days shown reach into, with the days between which each holds; none for the edge of the chart."""
    first, last = days(picture)
    starts = [None, *(goal.day for goal in picture.goals)]
    for goal, start in zip(picture.goals, starts, strict=False):
        if (start is None or start < last) and (goal.day is None or goal.day >= first or goal == picture.goal):
            is_last = goal == picture.goals[-1] or goal.day is None or goal.day >= last
            yield goal, start if start and start > first else None, None if is_last else goal.day


def band_edges(picture: Picture, frame: Frame) -> list[tuple[Band, float, float]]:
    """The bands with the pixels that each goes from and to: half-way between two readings, or the edge of the chart."""
    between = [
        (frame.at(picture.dots[left.last])[0] + frame.at(picture.dots[right.first])[0]) / 2
        for left, right in pairwise(picture.bands)
    ]
    edges = [frame.box.left, *between, frame.box.right]
    # Dots have no bands, and so no edges of any.
    return [(band, *ends) for band, ends in zip(picture.bands, pairwise(edges), strict=bool(picture.bands))]


def resets_between(picture: Picture, left: Band, right: Band) -> list[Reset]:
    """The rebases that part two bands."""
    before, after = picture.dots[left.last].day, picture.dots[right.first].day
    return [reset for reset in picture.resets if before < reset.day <= after]
