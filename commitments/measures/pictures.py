"""Measures with their rows to the pictures of their charts, and the drawings of these, each of which is drawn once."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version

from django.core.cache import cache

from commitments.charts import Icon, Picture, icon, picture, verdict
from commitments.charts.building import as_text
from commitments.charts.drawing import svg
from commitments.charts.words import said
from commitments.dates import Precision, last_day
from commitments.models import MeasureKind, Observation, PeriodState, ReportingPeriod, SuccessMeasure

NUMBERS = frozenset({"", *(kind.value for kind in MeasureKind if kind.is_numeric)})  # kinds that may have numbers
KEPT_FOR = 24 * 60 * 60  # seconds: after a day a drawing is made again, so that a new release is seen


def shown_until(period: ReportingPeriod, periods: Iterable[ReportingPeriod]) -> date | None:
    """The last day of which readings are shown on pages of a period: none, which is all, unless a later period has begun."""
    later = [each for each in periods if each.month > period.month and each.state != PeriodState.PLANNED]
    return last_day(period.month, Precision.MONTH) if later else None


def readings_of(measure: SuccessMeasure, until: date | None = None) -> list[Observation]:
    """The readings of a measure up to a day, in the order of their dates. The measure must come with its observations."""
    found = [each for each in measure.observations.all() if until is None or each.date <= until]
    return sorted(found, key=lambda reading: reading.date)


def has_chart(measure: SuccessMeasure) -> bool:
    """Whether a measure has numbers, which a chart can show; a measure of no kind has where any of its readings is one."""
    if measure.kind:
        return MeasureKind(measure.kind).is_numeric
    return any(each.value is not None for each in measure.observations.all())


def unit_of(measure: SuccessMeasure) -> str:
    """What its numbers are counted in; a percentage needs no word of its own for it."""
    return measure.unit or ("%" if measure.kind == MeasureKind.PERCENTAGE else "")


def picture_of(measure: SuccessMeasure, until: date | None = None) -> Picture:
    """The chart of a measure as plain values. It must come with its observations, targets and rebases; no queries.

    With a day, only the readings and rebases up to that day are in it.
    """
    return picture(
        name=measure.name,
        unit=unit_of(measure),
        better=measure.better,
        readings=[(each.date, each.value) for each in readings_of(measure, until) if each.value is not None],
        rebases=[(each.date, each.reason) for each in measure.rebases.all() if until is None or each.date <= until],
        targets=[(each.due_on, each.value) for each in measure.targets.all() if each.value is not None],
        tolerance=measure.tolerance,
    )


def verdict_on(measure: SuccessMeasure, chart: Picture) -> str:
    """What the last reading of a measure says about its target, in a few words; '' where nothing can be said."""
    return str(verdict(chart, measure.tolerance) or "")


def tolerance_in_words(measure: SuccessMeasure) -> str:
    """How far a reading may miss the target: '2% from the target'; '' where nothing is said."""
    tolerance = in_figures(measure, measure.tolerance, "")
    return f"{tolerance} from the target" if tolerance else ""


def in_figures(measure: SuccessMeasure, value: Decimal | None, words: str) -> str:
    """A value of a measure as it is read: '82.4%', or its words."""
    return words if value is None else said(as_text(value), unit_of(measure))


def icons_of(chart: Picture) -> tuple[Icon | None, Icon | None]:
    """The icons of variation and assurance; none for dots, nor where it is too early to say since the limits were reset."""
    if not chart.is_spc or not chart.bands[-1].mean:
        return None, None
    return icon(chart.variation), icon(chart.assurance)


def fingerprint(chart: Picture, *, small: bool = False) -> str:
    """What names a drawing: the same picture, size and matplotlib have the same."""
    plain = json.dumps([asdict(chart), small, _matplotlib()], sort_keys=True)
    return sha256(plain.encode()).hexdigest()


@lru_cache(maxsize=1)
def _matplotlib() -> str:
    """Its version, which takes longer to read than anything else on a page of measures."""
    return version("matplotlib")


def drawn(chart: Picture, *, small: bool = False) -> bytes:
    """The SVG of a picture: drawn once, then taken from the cache. Drawing takes a part of a second."""
    key = f"chart-{fingerprint(chart, small=small)}"
    found: bytes | None = cache.get(key)
    if found is None:
        found = svg(chart, small=small)
        cache.set(key, found, KEPT_FOR)
    return found
