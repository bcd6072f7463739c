"""A measure's readings, rebases and targets to the picture of its chart."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from commitments import spc
from commitments.charts.pictures import Band, Dot, Goal, Picture, Reset
from commitments.charts.words import sentences


def picture(
    *,
    name: str,
    unit: str = "",
    better: str = "",
    readings: Iterable[spc.Reading] = (),
    rebases: Iterable[tuple[date, str]] = (),
    targets: Iterable[tuple[date | None, spc.Number]] = (),
    tolerance: Decimal | None = None,
) -> Picture:
    """The chart of a measure from its readings, rebases (day, reason) and targets (by when or none, value), in any order.

    A percentage has the unit "%". `better` is "higher", "lower", "neither" or ""; for the tolerance see verdict. Whether it is an SPC chart follows
    from how often there are readings: see spc.suits. Without readings it is a picture all the same.
    """
    ordered = sorted(readings, key=lambda reading: reading[0])
    goals = tuple(_goal(*target) for target in sorted(targets, key=lambda target: target[0] or date.max))
    goal = goal_on(goals, ordered[-1][0]) if ordered else goal_on(goals, date.min)
    if not spc.suits(day for day, _ in ordered):
        dots = tuple(Dot(day.isoformat(), as_text(value)) for day, value in ordered)
        return _told(Picture(name, unit, "dots", better, dots, goals=goals, goal=goal), tolerance)
    resets = sorted(rebases)
    target = Decimal(goal.value) if goal else None
    chart = spc.chart(ordered, rebases=[day for day, _ in resets], better=better, target=target)
    bare = Picture(
        name,
        unit,
        "spc",
        better,
        tuple(_dot(point) for point in chart.points),
        tuple(_band(stretch) for stretch in chart.stretches),
        tuple(Reset(day.isoformat(), reason) for day, reason in resets),
        goals,
        goal,
        str(chart.variation),
        str(chart.assurance or ""),
    )
    return _told(bare, tolerance)


def goal_on(goals: tuple[Goal, ...], day: date) -> Goal | None:
    """The target that a reading of that day is held against: the next one due, else the one for always, else the last one."""
    ahead = (goal for goal in goals if goal.day is None or goal.day >= day)
    return next(ahead, goals[-1] if goals else None)


def as_text(number: spc.Number) -> str:
    """A number for good: at most 6 decimals, no noughts after them, no exponent."""
    exact = Fraction(number)
    text = f"{Decimal(exact.numerator) / Decimal(exact.denominator):.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _told(bare: Picture, tolerance: Decimal | None) -> Picture:
    return replace(bare, sentences=sentences(bare, tolerance))


def _goal(due_on: date | None, value: spc.Number) -> Goal:
    return Goal(as_text(value), due_on.isoformat() if due_on else "")


def _dot(point: spc.Point) -> Dot:
    says = (str(point.variation), str(point.rule or ""), str(point.side or ""))
    return Dot(point.date.isoformat(), as_text(point.value), *says)


def _band(stretch: spc.Stretch) -> Band:
    if stretch.limits is None:
        return Band(stretch.first, stretch.last, "", "", "", stretch.on_trial)
    mean, lower, upper = (as_text(line) for line in (stretch.limits.mean, stretch.limits.lower, stretch.limits.upper))
    return Band(stretch.first, stretch.last, mean, lower, upper, stretch.on_trial)
