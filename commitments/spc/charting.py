"""Readings to an SPC chart: stretches between rebases, what each reading says, and what the limits say about the target."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import groupby, pairwise
from statistics import median

from commitments.spc.rules import FIRM_FROM, Limits, Number, Rule, Side, limits_of, special

Reading = tuple[date, Number]

_LONGEST_GAP = 100  # days: a quarter and some


class Variation(StrEnum):
    """What a reading says about change; the last reading's is the variation icon of the chart."""

    COMMON_CAUSE = "common-cause"
    IMPROVING_HIGH = "improving-high"
    IMPROVING_LOW = "improving-low"
    CONCERNING_HIGH = "concerning-high"
    CONCERNING_LOW = "concerning-low"
    NEITHER_HIGH = "neither-high"
    NEITHER_LOW = "neither-low"


class Assurance(StrEnum):
    """What the limits say about a target: whether the process as it is will meet it."""

    PASSES = "passes"
    FAILS = "fails"
    HIT_AND_MISS = "hit-and-miss"


@dataclass(frozen=True)
class Stretch:
    """The readings between two rebases: the places of the first and the last; no limits where there is but one reading."""

    first: int
    last: int
    limits: Limits | None

    @property
    def on_trial(self) -> bool:
        """Whether there are too few readings for firm limits."""
        return self.last - self.first + 1 < FIRM_FROM


@dataclass(frozen=True)
class Point:
    """A reading, the rule that makes it special (or none), and what it says."""

    date: date
    value: Fraction
    rule: Rule | None
    side: Side | None
    variation: Variation


@dataclass(frozen=True)
class Chart:
    """All that an SPC chart shows; no assurance without a target, a direction of good and limits."""

    points: tuple[Point, ...]
    stretches: tuple[Stretch, ...]
    assurance: Assurance | None

    @property
    def variation(self) -> Variation:
        """The variation icon: what the last reading says."""
        return self.points[-1].variation

    @property
    def on_trial(self) -> bool:
        """Whether today's limits are on trial."""
        return self.stretches[-1].on_trial


def suits(dates: Iterable[date]) -> bool:
    """Whether readings of these days can be an SPC chart: 2 or more of them, the median gap at most 100 days.

    Monthly and quarterly readings are; six-monthly and yearly ones never have enough readings, so they are dots.
    """
    gaps = [(later - earlier).days for earlier, later in pairwise(sorted(dates))]
    return bool(gaps) and median(gaps) <= _LONGEST_GAP


def chart(
    readings: Sequence[Reading], *, rebases: Iterable[date] = (), better: str = "", target: Number | None = None
) -> Chart:
    """The SPC chart of some readings, at least one, in any order.

    Limits and rules start anew with the first reading on or after each rebase. `better` is "higher", "lower",
    "neither" or "" (not said, which counts as neither); the target is the one that the last reading is held against.
    """
    if not readings:
        message = "a chart needs a reading"
        raise ValueError(message)
    ordered = sorted((day, Fraction(value)) for day, value in readings)
    stretches = tuple(_stretches(ordered, sorted(rebases)))
    points = tuple(point for stretch in stretches for point in _points(ordered, stretch, better))
    limits = stretches[-1].limits
    return Chart(points, stretches, assurance(limits, target, better))


def assurance(limits: Limits | None, target: Number | None, better: str) -> Assurance | None:
    """The assurance icon: a target beyond the limits on the good side will be failed, on the other side passed.

    A target on a limit is between the limits. None without limits, target or direction of good.
    """
    if limits is None or target is None or better not in {"higher", "lower"}:
        return None
    goal = Fraction(target)
    if limits.lower <= goal <= limits.upper:
        return Assurance.HIT_AND_MISS
    return Assurance.FAILS if (goal > limits.upper) == (better == "higher") else Assurance.PASSES


def _stretches(readings: list[tuple[date, Fraction]], rebases: list[date]) -> Iterator[Stretch]:
    """The stretches by place; a rebase before the first reading or after the last one makes none."""
    first = 0
    for _, group in groupby(readings, key=lambda reading: sum(each <= reading[0] for each in rebases)):
        values = [value for _, value in group]
        yield Stretch(first, first + len(values) - 1, limits_of(values))
        first += len(values)


def _points(readings: list[tuple[date, Fraction]], stretch: Stretch, better: str) -> Iterator[Point]:
    """The readings of a stretch with what they say."""
    ours = readings[stretch.first : stretch.last + 1]
    found = special([value for _, value in ours], stretch.limits)
    for place, (day, value) in enumerate(ours):
        rule, side = found.get(place, (None, None))
        yield Point(day, value, rule, side, _variation(side, better))


def _variation(side: Side | None, better: str) -> Variation:
    if side is None:
        return Variation.COMMON_CAUSE
    good = {"higher": Side.HIGH, "lower": Side.LOW}.get(better)
    kind = "neither" if good is None else "improving" if side == good else "concerning"
    return Variation(f"{kind}-{side}")
