"""Where things go on a chart: scales, ticks, and labels that must not lie on one another. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_ABBREVIATED = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Scale:
    """A straight line from values to pixels; a single value lies in the middle."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The pixel of a value."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def extent(values: Sequence[float]) -> tuple[float, float]:
    """The lowest and highest of some values with a little room around them, and some where they are all equal."""
    low, high = min(values), max(values)
    room = (high - low) * 0.07 or abs(high) * 0.05 or 1
    return low - room, high + room


def value_ticks(low: float, high: float, most: int = 6) -> list[Decimal]:
    """Round numbers between two values: multiples of 1, 2 or 5 times a power of ten, at most so many."""
    first, last = Decimal(repr(low)), Decimal(repr(high))
    rough = (last - first) / most
    power = Decimal(10) ** rough.adjusted()
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough).normalize()
    ticks, tick = [], (first / step).to_integral_value(ROUND_CEILING) * step
    while tick <= last:
        ticks.append(tick)
        tick += step
    return ticks


def date_ticks(first: date, last: date, most: int) -> list[tuple[date, str]]:
    """Days from one date to another with their labels, at most so many: some days, firsts of months, or Aprils."""
    span = (last - first).days
    for step in _DAYS:
        if span < 62 and span // step < most:
            days = [first + timedelta(days) for days in range(0, span + 1, step)]
            return [(day, day_label(day)) for day in days]
    for step in _MONTHS:
        months = range(_month(first) + (first.day > 1), _month(last) + 1)
        # Counted from April, so that steps of 3 are quarters and steps of 12 financial years.
        chosen = [date(month // 12, month % 12 + 1, 1) for month in months if (month - 3) % step == 0]
        if len(chosen) <= most:
            return [(day, month_label(day)) for day in chosen]
    return []


def month_label(day: date) -> str:
    """'Apr 2021': a chart has no room for whole months; the words and the table have them."""
    return f"{_ABBREVIATED[day.month - 1]} {day.year}"


def day_label(day: date) -> str:
    """'5 Apr 2021'."""
    return f"{day.day} {month_label(day)}"


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places as near as can be to those wanted, in their order, that are a gap apart and between two bounds.

    Those that would lie on one another are moved apart around their middle.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    groups: list[list[int]] = []
    for index in order:
        groups.append([index])
        while len(groups) > 1 and _top(groups[-1], wanted, gap, low, high) < _bottom(
            groups[-2], wanted, gap, low, high
        ):
            groups[-2:] = [groups[-2] + groups[-1]]
    places = [0.0] * len(wanted)
    for group in groups:
        top = _top(group, wanted, gap, low, high)
        for step, index in enumerate(group):
            places[index] = top + step * gap
    return places


def _top(group: list[int], wanted: Sequence[float], gap: float, low: float, high: float) -> float:
    """Where the first of a group goes, with the group around the middle of what its members want."""
    height = (len(group) - 1) * gap
    middle = sum(wanted[index] for index in group) / len(group)
    return max(min(middle - height / 2, high - height), low)


def _bottom(group: list[int], wanted: Sequence[float], gap: float, low: float, high: float) -> float:
    return _top(group, wanted, gap, low, high) + len(group) * gap


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
