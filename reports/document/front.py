"""What stands before the report's tables: the cover sheet, what the board asked, what an earlier edition had wrong."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """A line of the cover sheet: what it is, and its paragraphs."""

    name: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """What a meeting asked, challenged or decided, of which commitments, who answers, and the answer or why there is none."""

    kind: str
    asked_at: str
    text: tuple[str, ...]
    refs: tuple[str, ...]
    answerer: str
    answer: tuple[str, ...]
    is_answered: bool


@dataclass(frozen=True)
class Erratum:
    """A place in which this edition differs from the one before: what stood there, and what stands there now."""

    place: str
    old: str
    new: str
