"""A small drawing is worked out once and then repeated: the shapes of stages and ratings stand on every row of a report."""

from collections.abc import Callable
from typing import Any


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
