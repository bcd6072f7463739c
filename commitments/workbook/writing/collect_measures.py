"""Success measures, targets and readings into the rows of a plan."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import F

from commitments.models import Observation, Strategy, SuccessMeasure, Target
from commitments.workbook.plan import MeasureRow, ReadingRow, TargetRow
from commitments.workbook.reading.cells import rounded

Found = tuple[tuple[MeasureRow, ...], tuple[TargetRow, ...], tuple[ReadingRow, ...]]


def collect_measures(strategy: Strategy) -> Found:
    """The measures, targets and readings. A measure's only target, or the one without a date, stands in its own row."""
    goals: dict[int, list[Target]] = defaultdict(list)
    targets = Target.objects.filter(measure__priority__strategy=strategy)
    for target in targets.order_by(F("due_on").asc(nulls_first=True), "id"):
        goals[target.measure_id].append(target)
    there = SuccessMeasure.objects.filter(priority__strategy=strategy).select_related("priority")
    measures = list(there.order_by("priority__position", "priority_id", "position", "id"))
    rows: list[MeasureRow] = []
    more: list[TargetRow] = []
    for measure in measures:
        own, others = _own_and_others(goals[measure.pk])
        rows.append(_measure(measure, own))
        more += [TargetRow(measure.name, _value(row.value, row.words), row.due_on) for row in others if row.due_on]
    return tuple(rows), tuple(more), _readings(strategy, measures)


def _own_and_others(goals: list[Target]) -> tuple[Target | None, list[Target]]:
    if len(goals) == 1 or (goals and goals[0].due_on is None):
        return goals[0], goals[1:]
    return None, goals


def _measure(measure: SuccessMeasure, target: Target | None) -> MeasureRow:
    has_baseline = measure.baseline is not None or measure.baseline_words
    return MeasureRow(
        priority=measure.priority.name,
        name=measure.name,
        kind=measure.kind,
        unit=measure.unit,
        better=measure.better,
        tolerance=None if measure.tolerance is None else rounded(measure.tolerance),
        baseline=_value(measure.baseline, measure.baseline_words) if has_baseline else None,
        target=_value(target.value, target.words) if target else None,
        target_date=target.due_on if target else None,
    )


def _readings(strategy: Strategy, measures: list[SuccessMeasure]) -> tuple[ReadingRow, ...]:
    readings: dict[int, list[Observation]] = defaultdict(list)
    for row in Observation.objects.filter(measure__priority__strategy=strategy).order_by("date"):
        readings[row.measure_id].append(row)
    return tuple(
        ReadingRow(measure.name, row.date, _value(row.value, row.words), row.note)
        for measure in measures
        for row in readings[measure.pk]
    )


def _value(number: Decimal | None, words: str) -> Decimal | str:
    return words if number is None else rounded(number)
