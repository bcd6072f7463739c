"""The column of the report that an update is printed in: how wide it is and how many lines a list takes there.

The lines are counted as the press breaks them, with the widths of the report's own font; a kerned pair may make one line of
difference in a long list.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from fontTools.ttLib import TTFont

from commitments.text import breakable
from commitments.workbook.plan import Bullet

# In millimetres and points, as static/scss/report.scss lays the sheet out; a test compares the two.
SHEET = 273.0  # A4 landscape less its margins
THEME = 27.0
COMMITMENT = 52.0
PADDING = 1.6
POINTS = 9.0
LINE_HEIGHT = 1.28
INDENT = 0.6  # of the font's size
HALF_A_PAGE = 21  # lines
_POINTS_IN_A_MILLIMETRE = 72 / 25.4
# White space, hyphens, dashes and slashes, after which a line may end, with the word before them.
_WORD = re.compile(r"[^\s\u200b/\u2013-]*[/\u2013-]*[\s\u200b]*")


@dataclass(frozen=True)
class Column:
    """A column of a priority's table: it is narrower where the table has themes, and sub-themes, and another period."""

    levels: int  # of themes: 0, 1 or 2
    cells: int  # side by side: 3, or 2 in a first report

    @property
    def width(self) -> float:
        """What is left for words, in millimetres."""
        return (SHEET - self.levels * THEME - COMMITMENT) / self.cells - 2 * PADDING

    def lines(self, bullets: Iterable[Bullet]) -> int:
        """How many lines the bullets take."""
        return sum(self._lines(bullet) for bullet in bullets)

    def _lines(self, bullet: Bullet) -> int:
        """A first line begins with its mark, to the left of those below it."""
        room = self.width * _POINTS_IN_A_MILLIMETRE / POINTS - INDENT * (1 + bullet.depth)
        lines, left = 1, room + INDENT - _wide("– " if bullet.depth else "• ")
        for word in filter(None, _WORD.findall(breakable(bullet.text))):
            if _wide(word.rstrip("\u200b \t")) > left and left < room:
                lines, left = lines + 1, room
            left -= _wide(word)
        return lines


def is_long(lines: int) -> bool:
    """Whether a list takes more than half a page, which a board reads with less care."""
    return lines > HALF_A_PAGE


def _wide(text: str) -> float:
    """How wide a text is, in parts of the font's size."""
    widths = _widths()
    return sum(widths.get(ord(character), 0.6) for character in text)


@cache
def _widths() -> dict[int, float]:
    """The width of each character of the report's font, read once."""
    path = settings.BASE_DIR / "node_modules" / "@fontsource" / "arimo" / "files" / "arimo-latin-400-normal.woff2"
    with TTFont(path) as font:
        unit, advances = font["head"].unitsPerEm, font["hmtx"]
        found = {code: advances[name][0] / unit for code, name in font.getBestCmap().items()}
    return found | {0x200B: 0.0}
