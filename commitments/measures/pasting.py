"""Two columns of readings, pasted: what each line would do. No queries."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from commitments.measures.typed import LONGEST, NOT_A_NUMBER, day_typed, number_typed
from commitments.models import MeasureKind
from commitments.text import normalised, one_line

MOST = 500  # lines at a time
LONGEST_WORDS = 300  # characters of a value in words
_SEPARATOR = re.compile(r"\t|;|,| {2,}")
_DATE_FIRST = re.compile(r'\s*"([^"]*)"\s*[\t;, ]\s*(.*)', re.DOTALL)

Value = Decimal | str


class Fate(StrEnum):
    """What becomes of a line, in the words of the preview."""

    ADDED = "Will be added"
    CHANGED = "Will be changed"
    SAME = "Is there already"
    REFUSED = "Can’t be saved"
    HEADING = "Left out: a heading"


@dataclass(frozen=True)
class Line:
    """A line that was pasted: its number and text, what it means, what is there now, and why it can't be saved."""

    number: int
    text: str
    fate: Fate
    day: date | None = None
    value: Value | None = None
    before: Value | None = None
    why: str = ""


@dataclass(frozen=True)
class Pasted:
    """All lines, and a name for this meaning of them: another one if what is there has changed meanwhile."""

    lines: tuple[Line, ...]

    @property
    def name(self) -> str:
        """What the preview shows, as a hash."""
        shown = [(each.text, each.fate, each.day, each.value, each.before) for each in self.lines]
        return sha256(repr(shown).encode()).hexdigest()

    def of(self, *fates: Fate) -> tuple[Line, ...]:
        """The lines that fare so."""
        return tuple(each for each in self.lines if each.fate in fates)

    @property
    def to_save(self) -> tuple[Line, ...]:
        """The lines that add or change a reading."""
        return self.of(Fate.ADDED, Fate.CHANGED)


@dataclass(frozen=True)
class Kind:
    """What values may be: numbers, words, or (of a measure without a kind) numbers where they are some."""

    numbers: bool
    words: bool

    def read(self, text: str) -> Value | None:
        """The value of a text; none if it is none."""
        number = number_typed(text) if self.numbers and not (self.words and text.endswith("%")) else None
        if number is not None:
            return number
        return text if self.words and text and len(text) <= LONGEST_WORDS else None

    @classmethod
    def of(cls, kind: str) -> "Kind":
        """What values of a kind of measure may be; any, where the kind is not said."""
        numeric = MeasureKind(kind).is_numeric if kind else True
        return cls(numbers=numeric, words=not kind or not numeric)

    @property
    def complaint(self) -> str:
        """What is said of a text that is no value."""
        return f"Enter words, at most {LONGEST_WORDS} characters" if self.words else NOT_A_NUMBER


def pasted(text: str, *, kind: Kind, there: Mapping[date, Value], today: date) -> Pasted:
    """What each line of a text means, blank lines apart. `there` are the readings that the measure has."""
    taken: dict[date, int] = {}
    found: list[Line] = []
    for number, raw in enumerate(normalised(text).split("\n"), start=1):
        if raw.strip():
            line = _line(number, raw, kind, there, today)
            if line.day and line.fate != Fate.REFUSED and taken.setdefault(line.day, number) != number:
                line = _refused(number, raw, f"Line {taken[line.day]} has this date already")
            found.append(line)
    if found and found[0].fate == Fate.REFUSED and _is_heading(found[0].text):
        found[0] = Line(found[0].number, found[0].text, Fate.HEADING)
    return Pasted(tuple(found))


def _line(number: int, raw: str, kind: Kind, there: Mapping[date, Value], today: date) -> Line:
    when, what = _columns(raw, kind)
    typed = day_typed(when)
    if typed is None or not what:
        why = f"“{_short(when)}” is no date" if typed is None else "There is no value"
        return _refused(number, raw, f"{why}. Enter a date and a value, like 31 March 2022, 82.4")
    day, value = typed.settled(there), kind.read(what)
    if why := typed.why_not(today):
        return _refused(number, raw, why)
    if value is None:
        return _refused(number, raw, f"“{_short(what)}” is no value. {kind.complaint}")
    before = there.get(day)
    fate = Fate.ADDED if before is None else Fate.SAME if before == value else Fate.CHANGED
    return Line(number, one_line(raw), fate, day, value, before)


def _columns(raw: str, kind: Kind) -> tuple[str, str]:
    """Date and value of a line: at its first tab, semicolon, comma or run of blanks; for numbers, else at its last blank."""
    line = raw.replace("\u00a0", " ").strip()
    quoted = _DATE_FIRST.fullmatch(line)
    parts = quoted.groups() if quoted else _SEPARATOR.split(line, maxsplit=1)
    if len(parts) < 2:
        parts = line.rsplit(" ", 1) if kind.numbers and not kind.words else parts
    when, what = (*parts, "")[:2]
    return one_line(when).strip('"'), one_line(what).strip(';,"').strip()


def _is_heading(text: str) -> bool:
    """Whether a first line names the columns: it has no figure in it."""
    return not any(each.isdigit() for each in text)


def _refused(number: int, raw: str, why: str) -> Line:
    return Line(number, one_line(raw), Fate.REFUSED, why=why)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"
