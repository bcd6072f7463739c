"""How readings and lines look: a shape for each meaning besides its colour; every colour has 3:1 or more on white."""

from dataclasses import dataclass

TEXT = "#212b32"
QUIET = "#4c6272"
GRID = "#d8dde0"  # only helps the eye: the ticks say where it is
RANGE = "#e8edee"
TARGET = "#d5281b"

SOLID = None
LIMIT_DASHES = (5.0, 4.0)
TARGET_DASHES = (10.0, 3.0, 2.0, 3.0)


@dataclass(frozen=True)
class Mark:
    """A shape (matplotlib's code), its colours, how much larger than an ordinary reading, and what it means."""

    marker: str
    face: str
    edge: str
    larger: float
    words: str


ORDINARY = Mark("o", QUIET, TEXT, 1, "Usual variation (common cause)")
READING = Mark("o", QUIET, TEXT, 1, "Reading")
_SPECIAL = {
    "improving": Mark("D", "#005eb8", TEXT, 1.3, "Getting better (special cause, improving)"),
    "concerning": Mark("s", "#c75b00", TEXT, 1.4, "Getting worse (special cause, concerning)"),
    "neither-high": Mark("^", "#490092", TEXT, 1.6, "Changed, high (special cause)"),
    "neither-low": Mark("v", "#490092", TEXT, 1.6, "Changed, low (special cause)"),
}


def mark_of(variation: str) -> Mark:
    """The mark of a reading by what it says (see spc.Variation); "" on charts of dots."""
    if not variation:
        return READING
    return _SPECIAL.get(variation) or _SPECIAL.get(variation.partition("-")[0]) or ORDINARY
