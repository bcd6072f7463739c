"""A plan as tables of plain cells, sheet by sheet: what an export writes. Pure.

A cell is text or a number; an empty one is empty text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter

from commitments.dates import Precision, Span, parse_span
from commitments.models.commitment import ChangeKind
from commitments.models.measure import Better, MeasureKind
from commitments.models.narrative import NarrativeKind
from commitments.models.period import PeriodState
from commitments.models.update import Rating, Stage
from commitments.workbook.bullets import as_lines
from commitments.workbook.columns import FIELDS, PARTS, SHEETS, period_column
from commitments.workbook.limits import Limits
from commitments.workbook.plan import CommitmentRow, Label, MeetingRow, Plan, StrategyFields, UpdateCells

Value = str | Decimal
_CODES = {code.value: code.label for code in (*Stage, *Rating)}


@dataclass(frozen=True)
class Table:
    """One sheet: its header, and rows as wide as the header."""

    header: Sequence[str]
    rows: Sequence[Sequence[Value]]


def tables(plan: Plan) -> dict[str, Table]:
    """Every sheet of the plan by name, in the order of the format, those without rows too."""
    periods = [period.label for period in plan.periods]
    rows: dict[str, Iterable[Sequence[Value]]] = {
        "Strategy": _fields(plan.strategy),
        "Priorities": map(attrgetter("name", "strapline", "context", "executive_lead"), plan.priorities),
        "Themes": map(attrgetter("priority", "theme", "sub_theme", "context"), plan.themes),
        "Status words": ((_CODES[row.code], row.word, row.meaning) for row in plan.status_words),
        "Periods": (
            (row.label, _month(row.month), _month(row.scheduled_for), row.delay_reason, PeriodState(row.state).label)
            for row in plan.periods
        ),
        "Meetings": ((row.period, row.committee, _meeting_date(row), row.purpose) for row in plan.meetings),
        "Commitments": (_commitment(row, periods) for row in plan.commitments),
        "Plan changes": (
            (row.ref, ChangeKind(row.kind).label, row.period, row.old, row.new, row.reason, row.agreed_at)
            for row in plan.plan_changes
        ),
        "Milestones": ((row.ref, row.title, _due(row.due), _day(row.done_on)) for row in plan.milestones),
        "Narrative": (
            (row.period, NarrativeKind(row.kind).label, row.priority, row.text, names(row.refs))
            for row in plan.narrative
        ),
        "Measures": (
            (
                *(row.priority, row.name, MeasureKind(row.kind).label if row.kind else "", row.unit),
                *(Better(row.better).label if row.better else "", _value(row.tolerance), _value(row.baseline)),
                *(_value(row.target), _day(row.target_date)),
            )
            for row in plan.measures
        ),
        "Targets": ((row.measure, row.value, _day(row.due_on)) for row in plan.targets),
        "Readings": ((row.measure, _day(row.date), row.value, row.note) for row in plan.readings),
        "Acronyms": ((row.short, row.long) for row in plan.acronyms),
    }
    headers = {name: [column.name for column in columns] for name, columns in SHEETS.items()}
    headers["Commitments"] += [period_column(period, part) for period in periods for part in PARTS]
    found = {name: Table(header, list(rows[name])) for name, header in headers.items()}
    return found | {"Commitments": _narrow(found["Commitments"])}


def names(given: Iterable[str]) -> str:
    """Names with commas between them; one a line where a name has a comma itself."""
    listed = list(given)
    if any("," in name for name in listed):
        return "\n".join([*listed, ""])
    return ", ".join(listed)


def due_words(due: Span) -> str:
    """A due date in words that read back to the same date: those given where they do, or else the shortest."""
    if parse_span(due.words) == due:
        return due.words
    start = due.starts_on
    if start is None or due.precision == Precision.ONGOING:
        return "ongoing"
    year = start.year if start.month >= 4 else start.year - 1
    financial_year = f"{year}/{(year + 1) % 100:02}"
    return {
        Precision.DAY: start.isoformat(),
        Precision.MONTH: _month(start),
        Precision.QUARTER: f"Q{(start.month - 4) % 12 // 3 + 1} {financial_year}",
        Precision.YEAR: str(start.year),
        Precision.FINANCIAL_YEAR: financial_year,
    }[due.precision]


def _fields(fields: StrategyFields) -> list[Sequence[Value]]:
    values = (
        *(fields.organisation, fields.short_name, fields.title, _day(fields.starts_on), _day(fields.ends_on)),
        *(fields.mission, fields.cadence),
        *(_label(fields.priority_label), _label(fields.theme_label), _label(fields.commitment_label)),
        *(fields.report_title, fields.introduction, fields.reworded_marker, fields.added_marker, fields.follows),
    )
    return [(field.name, value) for field, value in zip(FIELDS, values, strict=True)]


def _commitment(row: CommitmentRow, periods: Iterable[str]) -> Sequence[Value]:
    markers = [name for name, is_set in (("reworded", row.reworded), ("added", row.added)) if is_set]
    said = [cell for period in periods for cell in _update(row.updates.get(period, UpdateCells()))]
    return (
        *(row.ref, row.priority, row.theme, row.sub_theme, row.wording, row.published_wording),
        *(names(markers), row.lead, names(row.supporting), _due(row.due), *said),
    )


def _update(cells: UpdateCells) -> list[str]:
    """The cells of one period in the order of PARTS."""
    return [
        *(as_lines(cells.progress), as_lines(cells.next)),
        *(_CODES.get(cells.stage, ""), _CODES.get(cells.rating, ""), cells.reason),
        as_lines(cells.evidence),
    ]


def _narrow(table: Table) -> Table:
    """A sheet with more columns than a plan may have loses those of its periods that nobody has filled."""
    if len(table.header) <= Limits.columns:
        return table
    always = len(SHEETS["Commitments"])
    kept = [place for place in range(len(table.header)) if place < always or any(row[place] for row in table.rows)]
    return Table([table.header[place] for place in kept], [[row[place] for place in kept] for row in table.rows])


def _label(label: Label | None) -> str:
    return f"{label.singular} / {label.plural}" if label else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _month(day: date | None) -> str:
    return day.isoformat()[:7] if day else ""


def _meeting_date(row: MeetingRow) -> str:
    return _month(row.held_on) if row.held_precision == Precision.MONTH else _day(row.held_on)


def _due(due: Span | None) -> str:
    return due_words(due) if due else ""


def _value(value: Decimal | str | None) -> Value:
    return "" if value is None else value
