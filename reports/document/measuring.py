"""The success measures of a report, from live rows: four queries, however many there are."""

from collections.abc import Iterator
from datetime import date

from commitments.dates import Precision, in_words, last_day
from commitments.measures.pictures import in_figures, picture_of, readings_of, tolerance_in_words
from commitments.models import Observation, ReportingPeriod, SuccessMeasure, Target
from reports.document.measured import Measured, Reading


def measured(period: ReportingPeriod) -> tuple[Measured, ...]:
    """The measures of a period's strategy in the order of the plan, with their readings up to the period's last day."""
    found = SuccessMeasure.objects.filter(priority__strategy=period.strategy_id).select_related("priority")
    until = last_day(period.month, Precision.MONTH) or period.month
    return tuple(_measured(each, until) for each in found.prefetch_related("targets", "observations", "rebases"))


def _measured(measure: SuccessMeasure, until: date) -> Measured:
    readings = readings_of(measure, until)
    # Words alone have no chart, nor has a measure in numbers of which none has been read.
    drawn = picture_of(measure, until) if any(each.value is not None for each in readings) else None
    return Measured(
        priority=measure.priority.name,
        name=measure.name,
        facts=tuple(_facts(measure)),
        said=drawn.sentences if drawn else (),
        readings=tuple(Reading(in_words(each.date), _told(each, measure), each.note) for each in readings),
        picture=drawn,
    )


def _facts(measure: SuccessMeasure) -> Iterator[tuple[str, str]]:
    """What a measure started from and should reach."""
    if measure.better:
        yield "Better", measure.get_better_display()
    if measure.baseline is not None or measure.baseline_words:
        yield "Baseline", in_figures(measure, measure.baseline, measure.baseline_words)
    for target in measure.targets.all():
        yield "Target", _reached_by(target, measure)
    if tolerance := tolerance_in_words(measure):
        yield "Tolerance", tolerance


def _reached_by(target: Target, measure: SuccessMeasure) -> str:
    by = f" by {in_words(target.due_on)}" if target.due_on else ""
    return f"{_told(target, measure)}{by}"


def _told(row: Observation | Target, measure: SuccessMeasure) -> str:
    """A value with its unit, or the words that stand for it."""
    return in_figures(measure, row.value, row.words)
