"""Arimo for charts, so that they look the same on every machine; DejaVu Sans, which matplotlib brings, for what Arimo lacks."""

from functools import cache, lru_cache
from pathlib import Path

import matplotlib as mpl
from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font
from matplotlib.textpath import text_to_path

from commitments.fonts import unpacked

_FAMILIES = ["Arimo", "DejaVu Sans"]
_UNKNOWN = "\N{WHITE SQUARE}"  # DejaVu Sans has it


@cache
def load() -> None:
    """Makes matplotlib ready, once: nothing else of ours uses it, so that its settings are ours."""
    # The salt makes the ids in an SVG the same each time; a "$" in a name is no formula; letters are drawn as paths.
    mpl.rcParams.update({"svg.hashsalt": "chart", "svg.fonttype": "path", "text.parse_math": False})
    own = Path(mpl.get_data_path())
    # Fonts of the machine would make the same chart look different elsewhere.
    fontManager.ttflist = [font for font in fontManager.ttflist if Path(font.fname).is_relative_to(own)]
    for weight in (400, 700):
        fontManager.addfont(unpacked("arimo", f"arimo-latin-{weight}-normal"))


def lettering(size: float, *, bold: bool) -> FontProperties:
    """The fonts of a text of that size, in pixels."""
    load()
    return FontProperties(family=_FAMILIES, size=size, weight="bold" if bold else "normal")


def legible(text: str) -> str:
    """The text with a box for each character that no font of ours has; a zero-width space is left out."""
    known = _characters()
    return "".join(each if ord(each) in known else _UNKNOWN for each in text if each != "\u200b")


@lru_cache(4096)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is, in pixels."""
    wide: float = text_to_path.get_text_width_height_descent(text, lettering(size, bold=bold), ismath=False)[0]
    return wide


def wrapped(text: str, size: float, room: float, *, most: int, bold: bool = False) -> list[str]:
    """The text in lines that fit the room, at most so many; what does not fit ends in '…'. Long words are broken."""
    lines: list[str] = []
    rest = " ".join(legible(text).split())
    while rest:
        line = _fitting(rest, size, room, bold=bold)
        if len(lines) + 1 == most and line != rest:
            return [*lines, _fitting(rest, size, room - width("…", size, bold=bold), bold=bold).rstrip() + "…"]
        lines.append(line)
        rest = rest[len(line) :].lstrip()
    return lines


def _fitting(text: str, size: float, room: float, *, bold: bool) -> str:
    """As much of the start of a text as fits: whole words, or letters of the first where even that is too wide."""
    if width(text, size, bold=bold) <= room:
        return text
    low, high = 1, len(text)
    while high - low > 1:  # the longest start that fits, found by halving
        middle = (low + high) // 2
        low, high = (middle, high) if width(text[:middle], size, bold=bold) <= room else (low, middle)
    words = text[: low + 1].rpartition(" ")[0]
    return words or text[:low]


@cache
def _characters() -> frozenset[int]:
    load()
    return frozenset().union(*(get_font(findfont(family)).get_charmap() for family in _FAMILIES))
