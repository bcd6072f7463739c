"""Reads the sheets that say what the strategy is: Strategy, Priorities, Themes, Status words, Periods, Meetings."""

from collections.abc import Iterable
from datetime import date

from commitments.dates import Precision, Span
from commitments.models.period import PeriodState
from commitments.models.strategy import Strategy
from commitments.models.update import Rating, Stage
from commitments.text import one_line
from commitments.workbook.columns import FIELDS, kept
from commitments.workbook.plan import (
    Label,
    MeetingRow,
    PeriodRow,
    PriorityRow,
    StatusWordRow,
    StrategyFields,
    ThemeRow,
)
from commitments.workbook.reading.cells import Cell
from commitments.workbook.reading.findings import Findings, Names, Once, folded, quoted
from commitments.workbook.reading.rows import RowReader
from commitments.workbook.reading.sheets import Row, Sheet

_STAGES = {stage.label: stage.value for stage in Stage}
_RATINGS = {rating.label: rating.value for rating in Rating}
_STATES = {state.label: state.value for state in PeriodState}
_LABEL = kept(Strategy, "priority_label")


def read_strategy(rows: Iterable[RowReader], findings: Findings) -> StrategyFields:
    """The Strategy sheet, whose rows are fields. A field that no strategy has is a warning."""
    fields = _fields(rows, findings)
    starts, ends = _dated(fields, "Starts"), _dated(fields, "Ends")
    starts_on = starts.starts_on if starts else None
    ends_on = ends.last_day if ends else None
    if starts_on and ends_on and ends_on < starts_on:
        fields.problem("Ends", "the strategy ends before it starts")
    reworded, added = fields.line("Reworded marker"), fields.line("Added marker")
    if (reworded or Strategy().reworded_marker) == (added or Strategy().added_marker):
        fields.problem("Added marker", "the same marker stands for reworded and for added commitments")
    return StrategyFields(
        organisation=fields.line("Organisation"),
        short_name=fields.line("Organisation short name"),
        title=fields.line("Title"),
        starts_on=starts_on,
        ends_on=ends_on,
        mission=fields.prose("Mission"),
        cadence=fields.line("Cadence"),
        priority_label=_label(fields, "Priority label"),
        theme_label=_label(fields, "Theme label"),
        commitment_label=_label(fields, "Commitment label"),
        report_title=fields.line("Report title"),
        introduction=fields.prose("Introduction"),
        reworded_marker=reworded,
        added_marker=added,
        follows=fields.line("Follows"),
    )


def read_priorities(rows: Iterable[RowReader], findings: Findings) -> tuple[PriorityRow, ...]:
    """The Priorities sheet."""
    found, once = [], Once(findings)
    for row in rows:
        name = row.line("Priority")
        if name:
            once.is_first(folded(name), row.where_is("Priority"), f"priority {quoted(name)}")
        found.append(
            PriorityRow(
                name=name,
                strapline=row.line("Strapline"),
                context=row.prose("Context"),
                executive_lead=row.line("Executive lead"),
            )
        )
    return tuple(found)


def read_themes(rows: Iterable[RowReader], priorities: Names, findings: Findings) -> tuple[ThemeRow, ...]:
    """The Themes sheet."""
    found, once = [], Once(findings)
    for row in rows:
        read = ThemeRow(
            priority=row.named("Priority", priorities, "priority", "Priorities"),
            theme=row.line("Theme"),
            sub_theme=row.line("Sub-theme"),
            context=row.prose("Context"),
        )
        if read.priority and read.theme:
            path = (read.priority, folded(read.theme), folded(read.sub_theme))
            once.is_first(path, row.where, f"theme {quoted(read.sub_theme or read.theme)}")
        found.append(read)
    return tuple(found)


class StatusWords:
    """The words that a file may use for stages and ratings: the standard ones, and what the strategy calls them."""

    def __init__(self) -> None:
        self.stages = dict(_STAGES)
        self.ratings = dict(_RATINGS)

    def add(self, code: str, word: str) -> bool:
        """Takes the strategy's word for a stage or a rating; false if the word already means another."""
        words = self.stages if code in Stage.values else self.ratings
        known = {folded(other): meant for other, meant in words.items()}
        if known.setdefault(folded(word), code) != code:
            return False
        if folded(word) not in map(folded, words):
            words[word] = code
        return True


def read_status_words(rows: Iterable[RowReader], words: StatusWords, findings: Findings) -> tuple[StatusWordRow, ...]:
    """The Status words sheet. Adds what it says to `words`."""
    found, once = [], Once(findings)
    for row in rows:
        code = row.choice("Code", _STAGES | _RATINGS, "code")
        word = row.line("Word")
        if code:
            once.is_first(code, row.where_is("Code"), f"code {quoted(row.line('Code'))}")
        if code and word and not words.add(code, word):
            row.problem("Word", f"word {quoted(word)} already means another stage or rating")
        found.append(StatusWordRow(code=code, word=word, meaning=row.line("Meaning")))
    return tuple(found)


class PeriodNames(Names):
    """The labels on the Periods sheet. A cell may also give the month of a period: Excel turns 'March 2022' into a date."""

    def __init__(self, sheet: Sheet | None) -> None:
        rows = [row for row in sheet.rows if not row["Period"].is_empty()] if sheet else []
        super().__init__((row["Period"].text for row in rows), complete=bool(sheet and "Period" in sheet.header))
        self._months = {row["Month"].month(): row["Period"].text for row in rows}

    def of(self, cell: Cell) -> str | None:
        month = cell.month()
        by_month = self._months.get(month) if month else None
        return self.get(by_month if by_month and cell.text not in self else cell.text)


def read_periods(rows: Iterable[RowReader], findings: Findings) -> tuple[PeriodRow, ...]:
    """The Periods sheet. A row without a month can't be kept."""
    found, labels, months = [], Once(findings), Once(findings)
    for row in rows:
        label, month = row.line("Period"), row.month("Month")
        if label:
            labels.is_first(folded(label), row.where_is("Period"), f"period {quoted(label)}")
        scheduled_for, delay_reason = row.month("Scheduled for"), row.prose("Reason for delay")
        state = row.choice("State", _STATES, "state") or PeriodState.CLOSED.value
        if month:
            months.is_first(month, row.where_is("Month"), f"month {month:%Y-%m}")
            found.append(PeriodRow(label, month, scheduled_for, delay_reason, state))
    return tuple(found)


def read_meetings(rows: Iterable[RowReader], periods: Names, findings: Findings) -> tuple[MeetingRow, ...]:
    """The Meetings sheet. Its Month column holds a month or a day."""
    found, once = [], Once(findings)
    for row in rows:
        period = row.named("Period", periods, "period", "Periods")
        committee, held, purpose = row.line("Meeting"), _held(row), row.line("Purpose")
        if held:
            held_on, precision = held
            if period and committee:
                once.is_first((period, folded(committee), held_on), row.where, f"meeting {quoted(committee)}")
            found.append(MeetingRow(period, committee, held_on, precision, purpose))
    return tuple(found)


def _held(row: RowReader) -> tuple[date, Precision] | None:
    cell = row.row["Month"]
    if cell.precision == Precision.DAY and (day := cell.day()):
        return day, Precision.DAY
    month = row.month("Month")
    return (month, Precision.MONTH) if month else None


def _fields(rows: Iterable[RowReader], findings: Findings) -> RowReader:
    """The rows of the Strategy sheet as one row, whose columns are the fields."""
    known, once = {folded(field.name): field.name for field in FIELDS}, Once(findings)
    cells: dict[str, Cell] = {}
    for row in rows:
        name = row.line("Field")
        field = known.get(folded(name))
        if field:
            if once.is_first(field, row.where_is("Field"), f"field {quoted(name)}"):
                cells[field] = row.row["Value"]
        elif name:
            guess = findings.guess(name, known.values())
            findings.warning(
                row.where_is("Field"), f"field {quoted(name)} is not one of a strategy and was left out{guess}"
            )
    return RowReader(Row(cells, lambda _: "Strategy"), {field.name: field for field in FIELDS}, findings)


def _dated(fields: RowReader, field: str) -> Span | None:
    span = fields.span(field)
    if span and span.starts_on is None:
        fields.problem(field, "a strategy can't start or end with 'ongoing'; leave it empty if it is not known")
    return span


def _label(fields: RowReader, field: str) -> Label | None:
    """What a level is called: 'singular / plural', or the singular alone."""
    text = fields.line(field)
    forms = [one_line(form) for form in text.split(" / " if " / " in text else "/")]
    if forms == [""]:
        return None
    if len(forms) > 2 or not all(forms):
        fields.problem(field, f"{quoted(text)} is not of the form 'singular / plural'")
        return None
    label = Label(forms[0], forms[1] if len(forms) == 2 else _plural(forms[0]))
    longest = max(label.singular, label.plural, key=len)
    if _LABEL and len(longest) > _LABEL:
        fields.problem(field, f"{quoted(longest)} has {len(longest)} characters; a label can have {_LABEL}")
    return label


def _plural(singular: str) -> str:
    """The plural of a label, written simply: priorities, themes, keys."""
    if singular.lower().endswith("y") and singular[-2:-1].lower() not in set("aeiou"):
        return f"{singular[:-1]}ies"
    return f"{singular}s"
