"""All that a chart of a measure shows, as plain values that a frozen report keeps and that are drawn from alone.

Lines and marks are kept, not only readings: a chart that a board received says the same for ever, whatever rules come.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Dot:
    """A reading: its day (ISO) and value; on an SPC chart what it says (see spc.Variation), and which rule says so."""

    read_on: str
    value: str
    variation: str = ""
    rule: str = ""
    side: str = ""

    @property
    def day(self) -> date:
        """Its day."""
        return date.fromisoformat(self.read_on)


@dataclass(frozen=True)
class Band:
    """The lines over a stretch of readings, from the place of its first to that of its last; "" where there are none."""

    first: int
    last: int
    mean: str
    lower: str
    upper: str
    on_trial: bool


@dataclass(frozen=True)
class Reset:
    """A rebase: from which day (ISO) limits are reckoned anew, and why."""

    since: str
    reason: str

    @property
    def day(self) -> date:
        """That day."""
        return date.fromisoformat(self.since)


@dataclass(frozen=True)
class Goal:
    """A target, and by when (ISO); "" for one that always holds."""

    value: str
    due_on: str = ""

    @property
    def day(self) -> date | None:
        """That day; none for one that always holds."""
        return date.fromisoformat(self.due_on) if self.due_on else None


@dataclass(frozen=True)
class Picture:
    """A chart, "spc" or "dots": dots in the order of their days, goals in that of theirs (the one for always last).

    The goal is the one that the last reading is held against; variation and assurance are codes of icons, or "";
    the sentences say what the icons mean, on which limits, and whether the last reading meets its goal.
    """

    name: str
    unit: str
    kind: str
    better: str
    dots: tuple[Dot, ...]
    bands: tuple[Band, ...] = ()
    resets: tuple[Reset, ...] = ()
    goals: tuple[Goal, ...] = ()
    goal: Goal | None = None
    variation: str = ""
    assurance: str = ""
    sentences: tuple[str, ...] = ()

    @property
    def is_spc(self) -> bool:
        """Whether it has limits and icons; otherwise it is dots and targets."""
        return self.kind == "spc"

    @property
    def on_trial(self) -> bool:
        """Whether today's limits are trial limits."""
        return bool(self.bands) and self.bands[-1].on_trial
