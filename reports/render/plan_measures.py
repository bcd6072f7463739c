"""The measures of a document as rows of a plan: numbers where it has a chart of them, words where it has none."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from commitments.charts import Picture
from commitments.dates import parse_day
from commitments.workbook.plan import MeasureRow, ReadingRow, TargetRow
from reports.document import Document
from reports.document.measured import Measured

Found = tuple[tuple[MeasureRow, ...], tuple[TargetRow, ...], tuple[ReadingRow, ...]]
# A value, and the day by which it is to be reached; without a day, it always holds.
_Goal = tuple[Decimal | str, date | None]

_NUMBER = re.compile(r"[\N{MINUS SIGN}-]?[\d,]*\.?\d+")
_DATED = re.compile(r"(?P<value>.+) by (?P<day>\d{1,2} \w+ \d{4})")


def measures(document: Document) -> Found:
    """The measures, those of their targets that don't stand in a measure's row, and the readings."""
    rows: list[MeasureRow] = []
    targets: list[TargetRow] = []
    readings: list[ReadingRow] = []
    for each in document.measures:
        own, others = _own_and_others(_goals(each))
        rows.append(_measure(each, own))
        targets += [TargetRow(each.name, value, day) for value, day in others if day]
        readings += _readings(each)
    return tuple(rows), tuple(targets), tuple(readings)


def _measure(measure: Measured, own: _Goal | None) -> MeasureRow:
    drawn = measure.picture
    facts = dict(measure.facts)
    tolerance = _value(facts["Tolerance"], drawn) if "Tolerance" in facts else None
    return MeasureRow(
        priority=measure.priority,
        name=measure.name,
        kind=("percentage" if drawn.unit == "%" else "number") if drawn else "",
        unit=drawn.unit if drawn else "",
        better=facts.get("Better", "").lower(),
        tolerance=tolerance if isinstance(tolerance, Decimal) else None,
        baseline=_value(facts["Baseline"], drawn) if "Baseline" in facts else None,
        target=own[0] if own else None,
        target_date=own[1] if own else None,
    )


def _goals(measure: Measured) -> list[_Goal]:
    if measure.picture:
        return [(Decimal(goal.value), goal.day) for goal in measure.picture.goals]
    dated = [(words, _DATED.fullmatch(words)) for name, words in measure.facts if name == "Target"]
    return [(found["value"], parse_day(found["day"])) if found else (words, None) for words, found in dated]


def _own_and_others(goals: Sequence[_Goal]) -> tuple[_Goal | None, Sequence[_Goal]]:
    """The target that stands in the measure's row, which is the only one or the one for always; and the others."""
    if len(goals) == 1:
        return goals[0], ()
    return next((goal for goal in goals if goal[1] is None), None), [goal for goal in goals if goal[1]]


def _value(words: str, drawn: Picture | None) -> Decimal | str | None:
    """The number in these words, where the measure has numbers; or else the words."""
    if drawn is None:
        return words
    found = _NUMBER.search(words)
    return Decimal(found[0].replace(",", "").replace("\N{MINUS SIGN}", "-")) if found else None


def _readings(measure: Measured) -> list[ReadingRow]:
    dated = [(parse_day(each.read_on), each) for each in measure.readings]
    if measure.picture is None:
        return [ReadingRow(measure.name, day, each.value, each.note) for day, each in dated if day]
    notes = {day: each.note for day, each in dated}
    dots = measure.picture.dots
    return [ReadingRow(measure.name, dot.day, Decimal(dot.value), notes.get(dot.day, "")) for dot in dots]
