"""Patches of the PDF libraries until they are as fast as they could be. Each leaves the report as it was.

Written for WeasyPrint 70.0 and pydyf 0.13.0; each may be applied twice.
"""

import zlib
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any


def memoise_page_references(pdf_class: Any) -> None:
    """Keeps a PDF's page references until a page is added.

    pydyf builds them anew for every structure element, which makes tagging quadratic: at 20 times the length of a
    report that was a quarter of the time. Applying it twice changes nothing.
    """
    built: Callable[[Any], tuple[bytes, ...]] = pdf_class.page_references.fget
    if getattr(built, "is_memoised", False):
        return

    def page_references(pdf: Any) -> tuple[bytes, ...]:
        count = len(pdf.pages["Kids"])
        if getattr(pdf, "_references_of", None) != count:
            pdf._references_of, pdf._references = count, built(pdf)
        references: tuple[bytes, ...] = pdf._references
        return references

    page_references.is_memoised = True  # type: ignore[attr-defined]  # a mark on the function, for the line above
    pdf_class.page_references = property(page_references)


def memoise_drawings(image_class: Any) -> None:
    """Makes WeasyPrint keep what an SVG image of one size adds to a stream, and add it again next time.

    Sound for our own drawings, which are lines and fills: of a stream's resources they need only the states of its
    graphics, not patterns, fonts or images. Applying it twice changes nothing.
    """
    draw: Callable[..., None] = image_class.draw
    if hasattr(draw, "original"):
        return

    def draw_once(image: Any, stream: Any, width: float, height: float, style: Any) -> None:
        drawn = image.__dict__.setdefault("_drawn", {})
        states = stream._resources["ExtGState"]
        if (width, height) not in drawn:
            start = len(stream.stream)
            draw(image, stream, width, height, style)
            drawn[width, height] = stream.stream[start:], dict(states)
            return
        operators, needed = drawn[width, height]
        stream.stream.extend(operators)
        states.update(needed)

    draw_once.original = draw  # type: ignore[attr-defined]  # says that it is memoised, and keeps what it stands for
    image_class.draw = draw_once


def compress_quickly(module: Any) -> None:
    """Makes pydyf pack at zlib's own level instead of the highest: a tenth of the time for 4 % more bytes."""
    module.zlib = SimpleNamespace(compressobj=lambda level: zlib.compressobj(min(level, 6)), compress=zlib.compress)
