"""The lines of a stretch of readings, and which readings are special: 4 rules, no more, or ordinary ones would be flagged.

The sources are named in commitments/spc/__init__.py.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from statistics import mean

Number = int | float | Decimal | Fraction

_LIMIT = Fraction("2.66")  # three standard deviations, in mean moving ranges
_NEAR = _LIMIT * Fraction(2, 3)
_RUN = 7  # readings that make a trend or a shift
FIRM_FROM = 12  # readings; with fewer the limits are on trial


class Rule(StrEnum):
    """Why a reading is special; where several apply, the first of these is named."""

    OUTSIDE = "outside"
    TREND = "trend"
    TWO_OF_THREE = "two-of-three"
    SHIFT = "shift"


class Side(StrEnum):
    """Where a special reading lies, or, for a trend, leads."""

    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True)
class Limits:
    """The lines of a stretch: mean, process limits, and the near lines two thirds of the way to them."""

    mean: Fraction
    lower: Fraction
    upper: Fraction
    near_lower: Fraction
    near_upper: Fraction


def limits_of(values: Sequence[Fraction]) -> Limits | None:
    """Mean ± 2.66 mean moving ranges, near lines at two thirds of that; none for fewer than 2 values."""
    if len(values) < 2:
        return None
    middle = mean(values)
    moving_range = mean(abs(later - earlier) for earlier, later in pairwise(values))
    far, near = _LIMIT * moving_range, _NEAR * moving_range
    return Limits(middle, middle - far, middle + far, middle - near, middle + near)


def special(values: list[Fraction], limits: Limits | None) -> dict[int, tuple[Rule, Side]]:
    """The special readings among the values of a stretch by place, each with the first of the rules that it falls under."""
    if limits is None:
        return {}
    found: dict[int, tuple[Rule, Side]] = {}
    for rule, places in (
        (Rule.OUTSIDE, _beyond(values, limits.lower, limits.upper)),
        (Rule.TREND, _trends(values)),
        (Rule.TWO_OF_THREE, _twos_of_three(values, limits)),
        (Rule.SHIFT, _shifts(values, limits.mean)),
    ):
        for place, side in places:
            found.setdefault(place, (rule, side))
    return found


def _beyond(values: Sequence[Fraction], low: Fraction, high: Fraction) -> Iterator[tuple[int, Side]]:
    """The values above one line or below another; one that is on a line is not beyond it."""
    for place, value in enumerate(values):
        if value > high:
            yield place, Side.HIGH
        elif value < low:
            yield place, Side.LOW


def _trends(values: Sequence[Fraction]) -> Iterator[tuple[int, Side]]:
    """Seven in a row that all rise or all fall; a tie ends a trend. Of a peak between two trends the first is named."""
    for start in range(len(values) - _RUN + 1):
        steps = [later - earlier for earlier, later in pairwise(values[start : start + _RUN])]
        if all(step > 0 for step in steps):
            yield from ((place, Side.HIGH) for place in range(start, start + _RUN))
        elif all(step < 0 for step in steps):
            yield from ((place, Side.LOW) for place in range(start, start + _RUN))


def _shifts(values: Sequence[Fraction], middle: Fraction) -> Iterator[tuple[int, Side]]:
    """Seven or more in a row on one side of the mean; one on the mean ends the run."""
    for start in range(len(values) - _RUN + 1):
        beyond = [(start + place, side) for place, side in _beyond(values[start : start + _RUN], middle, middle)]
        if len(beyond) == _RUN and len({side for _, side in beyond}) == 1:
            yield from beyond


def _twos_of_three(values: Sequence[Fraction], limits: Limits) -> Iterator[tuple[int, Side]]:
    """Of three in a row on one side of the mean, the two or three that are beyond the near line but not the limit."""
    outside = {place for place, _ in _beyond(values, limits.lower, limits.upper)}
    sides = dict(_beyond(values, limits.mean, limits.mean))
    near = {
        place: side for place, side in _beyond(values, limits.near_lower, limits.near_upper) if place not in outside
    }
    for start in range(len(values) - 2):
        three = range(start, start + 3)
        close = [place for place in three if place in near]
        if len(close) >= 2 and len({sides.get(place) for place in three}) == 1:
            yield from ((place, near[place]) for place in close)
