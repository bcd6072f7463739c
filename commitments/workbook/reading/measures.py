"""Reads the sheets of figures and of acronyms: Measures, Targets, Readings, Acronyms."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from commitments.dates import in_words
from commitments.models.measure import Better, MeasureKind
from commitments.workbook.plan import AcronymRow, MeasureRow, ReadingRow, TargetRow
from commitments.workbook.reading.findings import Findings, Names, Once, folded, quoted
from commitments.workbook.reading.rows import RowReader

_KINDS = {kind.label: kind.value for kind in MeasureKind}
_BETTER = {better.label: better.value for better in Better}


class MeasuresReader:
    """Reads Measures first, then the sheets whose rows name a measure."""

    def __init__(self, priorities: Names, findings: Findings) -> None:
        self._priorities = priorities
        self._measures: dict[str, list[MeasureRow]] = defaultdict(list)
        self._names = Names([])
        self._places, self._dates = Once(findings), Once(findings)

    def measures(self, rows: Iterable[RowReader]) -> tuple[MeasureRow, ...]:
        """The Measures sheet."""
        found = tuple(self._measure(row) for row in rows)
        self._names = Names(measure.name for measure in found)
        return found

    def targets(self, rows: Iterable[RowReader]) -> tuple[TargetRow, ...]:
        """The Targets sheet."""
        return tuple(TargetRow(name, value, day) for name, value, day, _ in self._dated(rows, "target"))

    def readings(self, rows: Iterable[RowReader]) -> tuple[ReadingRow, ...]:
        """The Readings sheet."""
        return tuple(
            ReadingRow(name, day, value, row.line("Note")) for name, value, day, row in self._dated(rows, "reading")
        )

    def _measure(self, row: RowReader) -> MeasureRow:
        kind = row.choice("Kind", _KINDS, "kind")
        measure = MeasureRow(
            priority=row.named("Priority", self._priorities, "priority", "Priorities"),
            name=row.line("Measure"),
            kind=kind,
            unit=row.line("Unit"),
            better=row.choice("Better", _BETTER, "better"),
            tolerance=row.number("Tolerance"),
            baseline=_value(row, "Baseline", kind),
            target=_value(row, "Target", kind),
            target_date=row.day("Target date"),
        )
        if measure.tolerance is not None and measure.tolerance < 0:
            row.problem("Tolerance", "a tolerance can't be less than 0")
        if row.has("Target date") and not row.has("Target"):
            row.problem("Target date", "there is a date but no target")
        if measure.priority and measure.name:
            self._remember(measure, row)
        return measure

    def _remember(self, measure: MeasureRow, row: RowReader) -> None:
        name = folded(measure.name)
        self._places.is_first((measure.priority, name), row.where_is("Measure"), f"measure {quoted(measure.name)}")
        if measure.target_date and not self._measures[name]:
            self._dates.is_first(("target", name, measure.target_date), row.where_is("Target date"), "target")
        self._measures[name].append(measure)

    def _dated(self, rows: Iterable[RowReader], thing: str) -> Iterator[tuple[str, Decimal | str, date, RowReader]]:
        """The measure, value and day of each row in which all three can be read; one of each measure and day."""
        for row in rows:
            measure, day = self._named(row), row.day("Date")
            value = _value(row, "Value", measure.kind if measure else "")
            if measure and day and value is not None:
                what = f"a {thing} of {quoted(measure.name)} for {in_words(day)}"
                self._dates.is_first((thing, folded(measure.name), day), row.where_is("Date"), what)
                yield measure.name, value, day, row

    def _named(self, row: RowReader) -> MeasureRow | None:
        """The measure that a row names, which must be the only one of that name."""
        name = row.named("Measure", self._names, "measure", "Measures")
        found = self._measures[folded(name)] if name else []
        if len(found) > 1:
            row.problem(
                "Measure", f"measure {quoted(name)} stands under {len(found)} priorities; give them different names"
            )
        return found[0] if found else None


def read_acronyms(rows: Iterable[RowReader], findings: Findings) -> tuple[AcronymRow, ...]:
    """The Acronyms sheet. Case matters: AO and Ao may differ."""
    found: dict[str, tuple[AcronymRow, str]] = {}
    for row in rows:
        acronym = AcronymRow(short=row.line("Acronym"), long=row.line("Meaning"))
        if not acronym.short:
            continue
        first, where = found.setdefault(acronym.short, (acronym, row.where))
        if where == row.where:
            continue
        if folded(first.long) == folded(acronym.long):
            findings.warning(row.where, f"acronym {quoted(acronym.short)} is also in {where}, with the same meaning")
        else:
            row.problem("Acronym", f"acronym {quoted(acronym.short)} has another meaning in {where}")
    return tuple(acronym for acronym, _ in found.values())


def _value(row: RowReader, column: str, kind: str) -> Decimal | str | None:
    """A value of a measure: a number or words, by its kind. Without a kind, a number if it is one, and not one in percent."""
    if not row.has(column):
        row.line(column)  # which says so if the column must be filled
        return None
    if kind and not MeasureKind(kind).is_numeric:
        return row.line(column)
    cell = row.row[column]
    if not kind and (cell.number() is None or cell.text.strip().endswith("%")):
        return row.line(column)
    return row.number(column)
