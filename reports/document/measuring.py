"""The success measures of a report, from live rows: four queries, however many there are."""

from collections.abc import Iterator
from datetime import date

from commitments.charts import Picture, picture, said
from commitments.charts.building import as_text
from commitments.dates import Precision, in_words, last_day
from commitments.models import Observation, ReportingPeriod, SuccessMeasure, Target
from reports.document.measured import Measured, Reading


def measured(period: ReportingPeriod) -> tuple[Measured, ...]:
    """The measures of a period's strategy in the order of the plan, with their readings up to the period's last day."""
    found = SuccessMeasure.objects.filter(priority__strategy=period.strategy_id).select_related("priority")
    until = last_day(period.month, Precision.MONTH) or period.month
    return tuple(_measured(each, until) for each in found.prefetch_related("targets", "observations", "rebases"))


def _measured(measure: SuccessMeasure, until: date) -> Measured:
    readings = [each for each in measure.observations.all() if each.date <= until]
    drawn = _picture(measure, readings, until)
    return Measured(
        priority=measure.priority.name,
        name=measure.name,
        facts=tuple(_facts(measure)),
        said=drawn.sentences if drawn else (),
        readings=tuple(Reading(in_words(each.date), _told(each, measure), each.note) for each in readings),
        picture=drawn,
    )


def _picture(measure: SuccessMeasure, readings: list[Observation], until: date) -> Picture | None:
    """The chart of a measure in numbers; none where no number has been read."""
    numbers = [(each.date, each.value) for each in readings if each.value is not None]
    if not numbers:
        return None
    return picture(
        name=measure.name,
        unit=measure.unit,
        better=measure.better,
        readings=numbers,
        rebases=[(each.date, each.reason) for each in measure.rebases.all() if each.date <= until],
        targets=[(each.due_on, each.value) for each in measure.targets.all() if each.value is not None],
    )


def _facts(measure: SuccessMeasure) -> Iterator[tuple[str, str]]:
    """What a measure started from and should reach."""
    if measure.better:
        yield "Better", measure.get_better_display()
    if measure.baseline is not None or measure.baseline_words:
        value = measure.baseline
        yield "Baseline", measure.baseline_words if value is None else said(as_text(value), measure.unit)
    for target in measure.targets.all():
        yield "Target", _reached_by(target, measure)


def _reached_by(target: Target, measure: SuccessMeasure) -> str:
    by = f" by {in_words(target.due_on)}" if target.due_on else ""
    return f"{_told(target, measure)}{by}"


def _told(row: Observation | Target, measure: SuccessMeasure) -> str:
    """A value with its unit, or the words that stand for it."""
    return row.words if row.value is None else said(as_text(row.value), measure.unit)
