"""The key under a chart, in words: what shapes and lines mean, by when targets are due, why limits were reset."""

from dataclasses import dataclass
from itertools import pairwise
from string import ascii_uppercase

from commitments.charts.fonts import width, wrapped
from commitments.charts.frames import resets_between
from commitments.charts.marks import LIMIT_DASHES, QUIET, TARGET, TARGET_DASHES, TEXT, Mark, mark_of
from commitments.charts.pictures import Picture
from commitments.charts.sheets import Sheet
from commitments.charts.words import target_in_words
from commitments.dates import in_words

SIZE = 13
HEIGHT = 21  # of a row
_BETWEEN = 22


@dataclass(frozen=True)
class Entry:
    """Words, with the shape or the line that they explain, or neither."""

    words: str
    mark: Mark | None = None
    line: str = ""  # its colour
    dashes: tuple[float, ...] | None = None

    @property
    def indent(self) -> float:
        """The room that the shape or line takes before the words."""
        return 34 if self.line else 18 if self.mark else 0


Row = list[tuple[float, Entry]]


def rows(picture: Picture, room: float) -> list[Row]:
    """The key in rows no wider than the room, each entry with where it begins; notes have rows of their own."""
    flowing: list[Row] = [[]]
    end = 0.0
    for entry in _entries(picture):
        wide = entry.indent + width(entry.words, SIZE)
        if flowing[-1] and end + wide > room:
            flowing.append([])
            end = 0.0
        flowing[-1].append((end, entry))
        end += wide + _BETWEEN
    notes = [[(0.0, Entry(line))] for note in _notes(picture) for line in wrapped(note, SIZE, room, most=3)]
    return [row for row in [*flowing, *notes] if row]


def draw(sheet: Sheet, key: list[Row], left: float, top: float) -> None:
    """Draws the key; top is the base line of its first row."""
    for number, row in enumerate(key):
        base = top + number * HEIGHT
        for offset, entry in row:
            x = left + offset
            if entry.line:
                sheet.line([(x, base - 5), (x + 28, base - 5)], entry.line, width=2, dashes=entry.dashes)
            if entry.mark:
                mark = entry.mark
                sheet.marks([(x + 7, base - 5)], mark.marker, 7 * mark.larger, mark.face, mark.edge)
            sheet.text((x + entry.indent, base), entry.words, TEXT, size=SIZE)


def letter(number: int) -> str:
    """The letter of a reset of limits, on the chart and in its note."""
    again, place = divmod(number, len(ascii_uppercase))
    return ascii_uppercase[place] + (str(again + 1) if again else "")


def _entries(picture: Picture) -> list[Entry]:
    """What shapes and lines mean, of those that the chart has."""
    marks = dict.fromkeys(mark_of(dot.variation) for dot in picture.dots)
    entries = [Entry(mark.words, mark) for mark in sorted(marks, key=lambda mark: mark.larger)]
    if any(band.mean for band in picture.bands):
        entries.append(Entry("Average", line=TEXT))
        entries.append(Entry("Process limits", line=QUIET, dashes=LIMIT_DASHES))
    if len(picture.goals) == 1:
        words = f"Target {target_in_words(picture.goals[0], picture.unit)}"
        entries.append(Entry(words, line=TARGET, dashes=TARGET_DASHES))
    elif picture.goals:
        entries.append(Entry("Target", line=TARGET, dashes=TARGET_DASHES))
    return entries


def _notes(picture: Picture) -> list[str]:
    """Targets where there are several; trial limits; and each reset of the limits."""
    notes = []
    if len(picture.goals) > 1:
        notes.append(f"Targets: {'; '.join(target_in_words(goal, picture.unit) for goal in picture.goals)}")
    if any(band.on_trial for band in picture.bands):
        notes.append("Trial limits: limits from fewer than 12 readings")
    for number, (left, right) in enumerate(pairwise(picture.bands)):
        why = "; ".join(f"{in_words(reset.day)}: {reset.reason}" for reset in resets_between(picture, left, right))
        notes.append(f"{letter(number)}: limits reset from {why}")
    return notes
