"""A plan as plain values: what a workbook or a demonstration file holds, checked, before any of it is a row.

Empty text means that the cell was empty. Codes (stages, ratings, kinds) are those of the models.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from commitments.dates import Precision, Span


@dataclass(frozen=True)
class Problem:
    """Something in a file that must be put right first: where it stands and what is wrong, in words."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what


@dataclass(frozen=True)
class Bullet:
    """One line of a progress or next cell; depth 1 is nested under the bullet above it."""

    text: str
    depth: int = 0


@dataclass(frozen=True)
class Label:
    """What a level is called, for one and for many."""

    singular: str
    plural: str


@dataclass(frozen=True)
class StrategyFields:
    """The Strategy sheet. A label or marker that the sheet leaves out is None."""

    organisation: str
    short_name: str
    title: str
    starts_on: date | None = None
    ends_on: date | None = None
    mission: str = ""
    cadence: str = ""
    priority_label: Label | None = None
    theme_label: Label | None = None
    commitment_label: Label | None = None
    report_title: str = ""
    introduction: str = ""
    reworded_marker: str = ""
    added_marker: str = ""
    follows: str = ""


@dataclass(frozen=True)
class PriorityRow:
    """One row of Priorities."""

    name: str
    strapline: str = ""
    context: str = ""
    executive_lead: str = ""


@dataclass(frozen=True)
class ThemeRow:
    """One row of Themes."""

    priority: str
    theme: str
    sub_theme: str = ""
    context: str = ""


@dataclass(frozen=True)
class StatusWordRow:
    """One row of Status words; the code is that of a Stage or a Rating."""

    code: str
    word: str
    meaning: str = ""


@dataclass(frozen=True)
class PeriodRow:
    """One row of Periods; months are dated by their first day; state is a PeriodState."""

    label: str
    month: date
    scheduled_for: date | None = None
    delay_reason: str = ""
    state: str = "closed"


@dataclass(frozen=True)
class MeetingRow:
    """One row of Meetings; the precision is day or month (dated by its first day)."""

    period: str
    committee: str
    held_on: date
    held_precision: Precision = Precision.DAY
    purpose: str = ""


@dataclass(frozen=True)
class UpdateCells:
    """The cells of one commitment for one period."""

    progress: tuple[Bullet, ...] = ()
    next: tuple[Bullet, ...] = ()
    evidence: tuple[Bullet, ...] = ()
    stage: str = ""
    rating: str = ""
    reason: str = ""

    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return self == UpdateCells()


@dataclass(frozen=True)
class CommitmentRow:
    """One row of Commitments. `where` is its row in the file, for problems found while applying."""

    ref: str
    priority: str
    wording: str
    theme: str = ""
    sub_theme: str = ""
    published_wording: str = ""
    reworded: bool = False
    added: bool = False
    lead: str = ""
    supporting: tuple[str, ...] = ()
    due: Span | None = None
    updates: Mapping[str, UpdateCells] = field(default_factory=dict)  # by the period's label
    where: str = field(default="", compare=False)


@dataclass(frozen=True)
class PlanChangeRow:
    """One row of Plan changes; the kind is a ChangeKind."""

    ref: str
    kind: str
    period: str = ""
    old: str = ""
    new: str = ""
    reason: str = ""
    agreed_at: str = ""


@dataclass(frozen=True)
class MilestoneRow:
    """One row of Milestones."""

    ref: str
    title: str
    due: Span | None = None
    done_on: date | None = None


@dataclass(frozen=True)
class NarrativeRow:
    """One row of Narrative; the kind is a NarrativeKind; no priority means the whole report."""

    period: str
    kind: str
    text: str
    priority: str = ""
    refs: tuple[str, ...] = ()


@dataclass(frozen=True)
class MeasureRow:
    """One row of Measures; kind and better are codes of the models; values are numbers or words by kind."""

    priority: str
    name: str
    kind: str = ""
    unit: str = ""
    better: str = ""
    tolerance: Decimal | None = None
    baseline: Decimal | str | None = None
    target: Decimal | str | None = None
    target_date: date | None = None


@dataclass(frozen=True)
class TargetRow:
    """One row of Targets."""

    measure: str
    value: Decimal | str
    due_on: date


@dataclass(frozen=True)
class ReadingRow:
    """One row of Readings."""

    measure: str
    date: date
    value: Decimal | str
    note: str = ""


@dataclass(frozen=True)
class AcronymRow:
    """One row of Acronyms."""

    short: str
    long: str


@dataclass(frozen=True)
class Plan:
    """A whole strategy, in the order of its sheets and rows."""

    strategy: StrategyFields
    priorities: tuple[PriorityRow, ...] = ()
    themes: tuple[ThemeRow, ...] = ()
    status_words: tuple[StatusWordRow, ...] = ()
    periods: tuple[PeriodRow, ...] = ()
    meetings: tuple[MeetingRow, ...] = ()
    commitments: tuple[CommitmentRow, ...] = ()
    plan_changes: tuple[PlanChangeRow, ...] = ()
    milestones: tuple[MilestoneRow, ...] = ()
    narrative: tuple[NarrativeRow, ...] = ()
    measures: tuple[MeasureRow, ...] = ()
    targets: tuple[TargetRow, ...] = ()
    readings: tuple[ReadingRow, ...] = ()
    acronyms: tuple[AcronymRow, ...] = ()
