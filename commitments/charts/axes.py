"""The grid of a chart with its labels: values up, days across."""

from datetime import date
from decimal import Decimal

from commitments.charts.fonts import width
from commitments.charts.frames import Frame, days, shown
from commitments.charts.marks import GRID, QUIET
from commitments.charts.pictures import Picture
from commitments.charts.scales import date_ticks, day_label, month_label, value_ticks
from commitments.charts.sheets import Sheet
from commitments.charts.words import by_month, in_number, said

SIZE = 14
_ROOM = 84  # pixels for the label of a day


def values_up(picture: Picture, low: float, high: float) -> list[tuple[Decimal, str]]:
    """The ticks of values with their labels: none below 0 or above 100 % where nothing is. Units go into them if short."""
    ticks = value_ticks(low, high)
    if min(shown(picture)) >= 0:
        ticks = [tick for tick in ticks if tick >= 0]
    if in_number(picture.unit) == "%" and max(shown(picture)) <= 100:
        ticks = [tick for tick in ticks if tick <= 100]
    return [(tick, said(f"{tick:f}", in_number(picture.unit))) for tick in ticks]


def grid(sheet: Sheet, picture: Picture, frame: Frame, ticks: list[tuple[Decimal, str]]) -> None:
    """Draws both axes."""
    box = frame.box
    for tick, words in ticks:
        height = frame.up.at(float(tick))
        sheet.line([(box.left, height), (box.right, height)], GRID)
        sheet.text((box.left - 8, height + 5), words, QUIET, size=SIZE, align="right")
    sheet.line([(box.left, box.bottom), (box.right, box.bottom)], QUIET)
    for day, words in _days_across(picture, frame):
        x = frame.x(day)
        sheet.line([(x, box.bottom), (x, box.bottom + 5)], QUIET)
        half = width(words, SIZE) / 2
        sheet.text((min(x, sheet.width - half - 2), box.bottom + 21), words, QUIET, size=SIZE, align="center")


def _days_across(picture: Picture, frame: Frame) -> list[tuple[date, str]]:
    """The days to name: round ones on an SPC chart; of dots, their own and the last target's, as many as there is room for."""
    first, last = days(picture)
    if picture.is_spc:
        return date_ticks(first, last, int((frame.box.right - frame.box.left) / _ROOM))
    label = month_label if by_month(picture) else day_label
    named: list[tuple[date, str]] = []
    for day in sorted({*(dot.day for dot in picture.dots), last}, reverse=True):
        if not named or frame.x(named[-1][0]) - frame.x(day) >= width(label(day), SIZE) + 8:
            named.append((day, label(day)))
    return named
