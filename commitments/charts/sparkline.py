"""The small chart of a dashboard: the run of the readings, the target, the last reading. The words stand beside it."""

from commitments.charts.frames import Box, Frame, band_edges, frame, goal_lines
from commitments.charts.marks import QUIET, RANGE, TARGET, TARGET_DASHES, mark_of
from commitments.charts.pictures import Picture
from commitments.charts.sheets import Sheet

_WIDTH, _HEIGHT = 220, 70
_BOX = Box(2, 6, _WIDTH - 2, _HEIGHT - 6)


def drawn(picture: Picture) -> Sheet:
    """The small chart."""
    sheet = Sheet(_WIDTH, _HEIGHT)
    if not picture.dots:
        return sheet
    placed = frame(picture, _BOX)
    for band, left, right in band_edges(picture, placed):
        if band.mean:
            top, bottom = placed.y(band.upper), placed.y(band.lower)
            sheet.area([(left, top), (right, top), (right, bottom), (left, bottom)], RANGE)
    for goal, left, right in goal_lines(picture, placed):
        sheet.line(
            [(left, placed.y(goal.value)), (right, placed.y(goal.value))], TARGET, width=1.5, dashes=TARGET_DASHES
        )
    _readings(sheet, placed, picture)
    return sheet


def _readings(sheet: Sheet, placed: Frame, picture: Picture) -> None:
    """Dots without a line, or a line with a mark where a reading is special; the last one large."""
    for band in picture.bands:
        sheet.line([placed.at(dot) for dot in picture.dots[band.first : band.last + 1]], QUIET, width=1.5)
    for dot in picture.dots[:-1]:
        mark = mark_of(dot.variation)
        if not picture.is_spc or dot.rule:
            sheet.marks([placed.at(dot)], mark.marker, 4 * mark.larger, mark.face, mark.edge)
    last = picture.dots[-1]
    mark = mark_of(last.variation)
    sheet.marks([placed.at(last)], mark.marker, 8 * mark.larger, mark.face, mark.edge)
