"""What a paste would do, line by line, in words."""

from dataclasses import dataclass
from decimal import Decimal

from commitments.dates import in_words
from commitments.measures.pasting import Fate, Line, Pasted, Value
from commitments.measures.pictures import in_figures
from commitments.models import SuccessMeasure

_NOTHING = "–"


@dataclass(frozen=True)
class Told:
    """A line of the preview: its date, its value (of one that can't be saved, its text), and what becomes of it."""

    number: int
    on: str
    reads: str
    tells: str
    is_refused: bool


def preview(measure: SuccessMeasure, pasted: Pasted) -> list[Told]:
    """Every line of a paste."""
    return [_told(measure, line) for line in pasted.lines]


def _told(measure: SuccessMeasure, line: Line) -> Told:
    return Told(
        line.number,
        in_words(line.day) if line.day else _NOTHING,
        line.text if line.value is None else _figures(measure, line.value),
        _tells(measure, line),
        line.fate == Fate.REFUSED,
    )


def _tells(measure: SuccessMeasure, line: Line) -> str:
    if line.fate == Fate.REFUSED:
        return f"{line.fate}: {line.why}"
    if line.fate == Fate.CHANGED and line.before is not None:
        return f"{line.fate}: it is {_figures(measure, line.before)} now"
    return str(line.fate)


def _figures(measure: SuccessMeasure, value: Value) -> str:
    return in_figures(measure, value, "") if isinstance(value, Decimal) else value
