"""Success measures, their targets and their readings, into rows."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from commitments.models import Observation, SuccessMeasure, Target
from commitments.workbook.apply.account import Account
from commitments.workbook.apply.frame import Frame
from commitments.workbook.apply.merging import Merge, filled
from commitments.workbook.plan import MeasureRow, Plan
from commitments.workbook.reading.findings import folded, quoted

Value = Decimal | str | None
Goal = tuple[SuccessMeasure, Value, date | None]


def bring_measures(plan: Plan, frame: Frame, account: Account) -> None:
    """The measures of the plan, found by priority and name, with their targets and readings."""
    there = SuccessMeasure.objects.filter(priority__strategy=frame.strategy)
    merge = Merge(SuccessMeasure, account, there, key=lambda row: (row.priority_id, folded(row.name)))
    goals: list[Goal] = []
    for row in plan.measures:
        measure = _bring_measure(row, frame, merge, account)
        if measure and row.target is not None:
            goals.append((measure, row.target, row.target_date))
        elif row.target_date:
            account.refuse("Measures", f"{row.name}: there is a target date, but no target")
    account.stop_if_refused()
    merge.place(lambda row: row.priority_id)
    merge.write()
    merge.count()
    merge.remark_on_left()
    names = _Names(merge.rows.values(), account)
    _bring_targets(plan, goals, names, frame, account)
    _bring_readings(plan, names, frame, account)


class _Names:
    """Finds measures by name alone, which is all that targets and readings give."""

    def __init__(self, measures: Iterable[SuccessMeasure], account: Account) -> None:
        self._account = account
        self._found: dict[str, list[SuccessMeasure]] = defaultdict(list)
        for measure in measures:
            self._found[folded(measure.name)].append(measure)

    def find(self, sheet: str, name: str) -> SuccessMeasure | None:
        """The measure of that name; none, and a problem, if there is none or more than one."""
        found = self._found[folded(name)]
        if len(found) == 1:
            return found[0]
        what = "there is no measure" if not found else "more than one priority has a measure"
        self._account.refuse(sheet, f"{what} {quoted(name)}")
        return None


def _bring_measure(
    row: MeasureRow, frame: Frame, merge: Merge[SuccessMeasure], account: Account
) -> SuccessMeasure | None:
    priority = frame.levels.priority(row.priority)
    if priority is None:
        account.refuse("Measures", f"{row.name}: there is no priority {quoted(row.priority)}")
        return None
    measure = merge.bring(
        (priority.pk, folded(row.name)),
        {"priority": priority},
        name=row.name,
        kind=row.kind,
        unit=row.unit,
        better=row.better,
        tolerance=row.tolerance,
    )
    merge.put(measure, **_number_or_words(row.baseline, "baseline", "baseline_words"))
    return measure


def _bring_targets(plan: Plan, goals: list[Goal], names: _Names, frame: Frame, account: Account) -> None:
    """The target of a measure's own row is the one that is here, whatever its date, if there is one and no more."""
    rows = list(Target.objects.filter(measure__priority__strategy=frame.strategy))
    merge = Merge(Target, account, rows, key=lambda row: (row.measure_id, row.due_on))
    several = {folded(row.measure) for row in plan.targets}
    here = Counter(row.measure_id for row in rows)
    lone = {row.measure_id: row for row in rows if here[row.measure_id] == 1}
    for measure, value, due_on in goals:
        target = lone.get(measure.pk) if folded(measure.name) not in several else None
        if target:
            merge.name(target)
            merge.put(target, **filled({"due_on": due_on}))
        else:
            target = merge.bring((measure.pk, due_on), {"measure": measure, "due_on": due_on})
        merge.put(target, **_number_or_words(value, "value", "words"))
    for row in plan.targets:
        if found := names.find("Targets", row.measure):
            target = merge.bring((found.pk, row.due_on), {"measure": found, "due_on": row.due_on})
            merge.put(target, **_number_or_words(row.value, "value", "words"))
    account.stop_if_refused()
    merge.write()
    merge.count()


def _bring_readings(plan: Plan, names: _Names, frame: Frame, account: Account) -> None:
    there = Observation.objects.filter(measure__priority__strategy=frame.strategy)
    merge = Merge(Observation, account, there, key=lambda row: (row.measure_id, row.date))
    for row in plan.readings:
        if measure := names.find("Readings", row.measure):
            reading = merge.bring((measure.pk, row.date), {"measure": measure, "date": row.date}, note=row.note)
            merge.put(reading, **_number_or_words(row.value, "value", "words"))
    account.stop_if_refused()
    merge.write()
    merge.count()


def _number_or_words(value: Value, number: str, words: str) -> dict[str, Any]:
    """Both columns, one of them empty; none for an empty cell."""
    if isinstance(value, Decimal):
        return {number: value, words: ""}
    return {number: None, words: value} if value else {}
