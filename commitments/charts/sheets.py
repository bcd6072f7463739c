"""A sheet to draw on, in pixels from its upper left corner, that comes out as SVG or PNG."""

import re
from collections.abc import Sequence
from html import escape
from io import BytesIO
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from commitments.charts.fonts import legible, lettering, load

_PER_INCH = 72  # of the sheet's pixels, so that matplotlib's points are pixels
_SHARP = 180  # pixels per inch of a PNG
_NOT_OURS = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>|<style.*?</style>", re.DOTALL)
_STYLE = re.compile(r' style="([^"]*)"')

Align = Literal["left", "center", "right"]


class Sheet:
    """What has been drawn so far; what is drawn later lies on top."""

    def __init__(self, width: float, height: float) -> None:
        load()
        self.width, self.height = width, height
        self._drawn = 0
        self._figure = Figure(figsize=(width / _PER_INCH, height / _PER_INCH), dpi=_PER_INCH, facecolor="white")
        self._pixels = Affine2D().scale(1, -1).translate(0, height).scale(1 / _PER_INCH) + self._figure.dpi_scale_trans

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: str,
        *,
        width: float = 1,
        dashes: tuple[float, ...] | None = None,
    ) -> None:
        """A line through some points; dashes are lengths of strokes and gaps in turn, in pixels."""
        xs, ys = zip(*points, strict=True)
        line = Line2D(xs, ys, color=colour, linewidth=width)
        if dashes:
            line.set_linestyle((0, [length / width for length in dashes]))  # matplotlib counts in widths of the line
        self._add(line)

    def marks(self, points: Sequence[tuple[float, float]], marker: str, size: float, face: str, edge: str) -> None:
        """One shape at each of some points (one at least), by matplotlib's code for it."""
        xs, ys = zip(*points, strict=True)
        line = Line2D(xs, ys, linestyle="none", marker=marker, markersize=size, markeredgewidth=1)
        line.set(markerfacecolor=face, markeredgecolor=edge)
        self._add(line)

    def area(self, points: Sequence[tuple[float, float]], colour: str) -> None:
        """A filled area."""
        self._add(Polygon(points, facecolor=colour, edgecolor="none"))

    def text(
        self,
        at: tuple[float, float],
        words: str,
        colour: str,
        *,
        size: float,
        bold: bool = False,
        align: Align = "left",
        backed: bool = False,
    ) -> None:
        """A line of text whose base line is at that height; backed: on a white patch."""
        text = Text(*at, legible(words), color=colour, ha=align, fontproperties=lettering(size, bold=bold))
        if backed:
            text.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 1.5})
        self._add(text)

    def _add(self, artist: Artist) -> None:
        self._drawn += 1  # matplotlib would put all text on top, and hide readings under it
        artist.set(transform=self._pixels, zorder=self._drawn)
        self._figure.add_artist(artist)

    def svg(self, title: str, description: str) -> bytes:
        """The sheet as SVG: shapes and paths with plain attributes, so that the strictest policy lets it be shown."""
        file = BytesIO()
        self._figure.savefig(file, format="svg", dpi=_PER_INCH, metadata={"Date": None})
        drawn = _NOT_OURS.sub("", file.getvalue().decode())
        body = _STYLE.sub(_attributes, drawn[drawn.index(">", drawn.index("<svg")) + 1 :])
        size = f'width="{self.width:g}" height="{self.height:g}" viewBox="0 0 {self.width:g} {self.height:g}"'
        names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        head = f'<svg {names} {size} role="img" stroke-linejoin="round" stroke-linecap="butt">'
        words = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
        return re.sub(r"\s*\n\s*", "\n", head + words + body).encode()

    def png(self) -> bytes:
        """The sheet as PNG."""
        file = BytesIO()
        self._figure.savefig(file, format="png", dpi=_SHARP, metadata={"Software": None})
        return file.getvalue()


def _attributes(style: re.Match[str]) -> str:
    """A style attribute as attributes of their own: SVG has one for each property that matplotlib uses."""
    pairs = (part.split(":", 1) for part in style[1].split(";") if ":" in part)
    return "".join(f' {name.strip()}="{value.strip()}"' for name, value in pairs)
