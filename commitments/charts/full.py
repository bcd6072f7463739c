"""The whole chart of a measure: name, readings, lines with their values, targets, key, and why limits were reset."""

from dataclasses import dataclass

from commitments.charts import key
from commitments.charts.axes import grid, values_up
from commitments.charts.fonts import width, wrapped
from commitments.charts.frames import Box, Frame, band_edges, frame, goal_lines, goals_shown, shown
from commitments.charts.marks import LIMIT_DASHES, QUIET, TARGET, TARGET_DASHES, TEXT, mark_of
from commitments.charts.pictures import Picture
from commitments.charts.scales import extent, spread
from commitments.charts.sheets import Sheet
from commitments.charts.words import bare, in_number, rounded

_WIDTH = 640
_MARGIN = 12
_ROOM = _WIDTH - 2 * _MARGIN
_NAME, _SIZE, _SMALL = 17, 14, 13
_PLOT = 240
_LETTERS = 26  # pixels for the letters of resets
_BELOW = 52  # from the plot to the base line of the key, for the days
_FEW = 12  # dots that have room for their values


@dataclass(frozen=True)
class Label:
    """A value beside the plot."""

    value: str
    words: str
    colour: str
    bold: bool = False


def drawn(picture: Picture) -> Sheet:
    """The whole chart; as high as its name, its key and its notes need."""
    names = wrapped(picture.name, _NAME, _ROOM, most=3, bold=True)
    # A unit that is not part of each number stands above them.
    unit = "" if in_number(picture.unit) else f"{picture.unit[:1].upper()}{picture.unit[1:]}"
    under = _MARGIN + 22 * len(names) + (20 if unit else 0)
    top = under + (_LETTERS if len(picture.bands) > 1 else 0) + 16
    rows = key.rows(picture, _ROOM)
    sheet = Sheet(_WIDTH, top + _PLOT + _BELOW + key.HEIGHT * len(rows))
    for number, line in enumerate(names):
        sheet.text((_MARGIN, _MARGIN + 14 + 22 * number), line, TEXT, size=_NAME, bold=True)
    sheet.text((_MARGIN, under), unit, QUIET, size=_SIZE)
    if picture.dots:
        _plot(sheet, picture, top)
    else:
        sheet.text((_WIDTH / 2, top + _PLOT / 2), "No readings yet", TEXT, size=_SIZE, align="center")
    key.draw(sheet, rows, _MARGIN, top + _PLOT + _BELOW)
    return sheet


def _plot(sheet: Sheet, picture: Picture, top: float) -> None:
    """Draws all within the axes and beside them, which leave as much room as their labels need."""
    labels = _labels(picture)
    ticks = values_up(picture, *extent(shown(picture)))
    left = _MARGIN + max(width(words, _SIZE) for _, words in ticks) + 8
    right = _WIDTH - _MARGIN - max((width(label.words, _SIZE, bold=label.bold) + 16 for label in labels), default=0)
    placed = frame(picture, Box(left, top, right, top + _PLOT))
    grid(sheet, picture, placed, ticks)
    _lines(sheet, picture, placed)
    _targets(sheet, picture, placed)
    _resets(sheet, picture, placed)
    if not picture.is_spc and len(picture.dots) <= _FEW:
        _values(sheet, picture, placed)
    _readings(sheet, picture, placed)
    _beside(sheet, placed, labels)


def _labels(picture: Picture) -> list[Label]:
    """What is said beside the plot: the last reading, unless it has its value on the plot, and today's lines."""
    labels = []
    band = picture.bands[-1] if picture.bands else None
    if picture.is_spc or len(picture.dots) > _FEW:
        last = picture.dots[-1].value
        labels.append(Label(last, f"Last {bare(last, picture.unit)}", TEXT, bold=True))
    if band and band.mean:
        labels.append(Label(band.upper, f"Upper limit {rounded(band.upper, picture)}", QUIET))
        labels.append(Label(band.mean, f"Average {rounded(band.mean, picture)}", TEXT))
        labels.append(Label(band.lower, f"Lower limit {rounded(band.lower, picture)}", QUIET))
    if goals := goals_shown(picture):
        labels.append(Label(goals[-1].value, f"Target {bare(goals[-1].value, picture.unit)}", TARGET))
    return labels


def _beside(sheet: Sheet, placed: Frame, labels: list[Label]) -> None:
    """Draws the labels, each as near to its height as the others allow, with a hair line to it."""
    box = placed.box
    wanted = [placed.y(label.value) for label in labels]
    for label, height, place in zip(labels, wanted, spread(wanted, 18, box.top, box.bottom), strict=True):
        sheet.line([(box.right, height), (box.right + 10, place)], label.colour, width=0.75)
        sheet.text((box.right + 14, place + 5), label.words, label.colour, size=_SIZE, bold=label.bold)


def _lines(sheet: Sheet, picture: Picture, placed: Frame) -> None:
    """Draws average and limits."""
    for band, left, right in band_edges(picture, placed):
        if band.mean:
            sheet.line([(left, placed.y(band.mean)), (right, placed.y(band.mean))], TEXT, width=1.5)
            for limit in (band.lower, band.upper):
                height = placed.y(limit)
                sheet.line([(left, height), (right, height)], QUIET, width=1.5, dashes=LIMIT_DASHES)
        if band.mean and band.on_trial:
            start = min(left + 4, placed.box.right - width("trial limits", _SMALL))
            sheet.text((start, placed.y(band.upper) - 5), "trial limits", QUIET, size=_SMALL, backed=True)


def _targets(sheet: Sheet, picture: Picture, placed: Frame) -> None:
    """Draws targets. Between dots there is room for the values of those that end within the plot."""
    for goal, left, right in goal_lines(picture, placed):
        height = placed.y(goal.value)
        sheet.line([(left, height), (right, height)], TARGET, width=2, dashes=TARGET_DASHES)
        words = bare(goal.value, picture.unit)
        if not picture.is_spc and right < placed.box.right and width(words, _SMALL) < right - left:
            sheet.text(((left + right) / 2, height - 6), words, TARGET, size=_SMALL, align="center", backed=True)


def _resets(sheet: Sheet, picture: Picture, placed: Frame) -> None:
    """Draws where limits were reset, with the letters of the notes; one close to the letter before stands higher."""
    box, before, height = placed.box, float("-inf"), 0.0
    for number, (_, x, _) in enumerate(band_edges(picture, placed)[1:]):
        height = 14 - height if x - before < 16 else 0.0
        sheet.line([(x, box.top - 4), (x, box.bottom)], QUIET, dashes=(2, 3))
        at = (x, box.top - 8 - height)
        sheet.text(at, key.letter(number), TEXT, size=_SMALL, bold=True, align="center")
        before = x


def _readings(sheet: Sheet, picture: Picture, placed: Frame) -> None:
    """Draws the readings, joined between resets on an SPC chart; smaller where there are many."""
    size = 7.0 if len(picture.dots) <= 60 else 5.0
    for band in picture.bands:
        sheet.line([placed.at(dot) for dot in picture.dots[band.first : band.last + 1]], QUIET, width=1.5)
    for mark in dict.fromkeys(mark_of(dot.variation) for dot in picture.dots):
        points = [placed.at(dot) for dot in picture.dots if mark_of(dot.variation) == mark]
        sheet.marks(points, mark.marker, size * mark.larger, mark.face, mark.edge)


def _values(sheet: Sheet, picture: Picture, placed: Frame) -> None:
    """Writes the values over few dots, the last one's first; one that would lie on the next is left out."""
    free = placed.box.right + 200.0
    for dot in reversed(picture.dots):
        x, y = placed.at(dot)
        words = bare(dot.value, picture.unit)
        half = width(words, _SIZE, bold=True) / 2
        if x + half < free:
            sheet.text((x, y - 9), words, TEXT, size=_SIZE, bold=True, align="center", backed=True)
            free = x - half - 4
