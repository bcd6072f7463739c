"""A measure's own page: the table behind its chart, its facts, its targets and the resets of its limits. No queries."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from commitments.charts import Icon, Picture, description, remark, title
from commitments.charts.building import as_text
from commitments.charts.words import bare, in_number, rounded
from commitments.dates import in_words
from commitments.measures.cards import brief, goal_in_words
from commitments.measures.pictures import (
    has_chart,
    icons_of,
    in_figures,
    picture_of,
    readings_of,
    tolerance_in_words,
    unit_of,
    verdict_on,
)
from commitments.models import Better, Observation, Post, SuccessMeasure

_GOOD = {Better.HIGHER: "Higher is better", Better.LOWER: "Lower is better", Better.NEITHER: "Neither is better"}


@dataclass(frozen=True)
class Row:
    """A reading in the table behind the chart; `reset` where the limits begin anew with it."""

    key: int
    on: str
    value: str
    note: str
    mean: str = ""
    lower: str = ""
    upper: str = ""
    remark: str = ""
    reset: str = ""


@dataclass(frozen=True)
class Listed:
    """A target or a reset: its key, what it says, and who said so when."""

    key: int
    words: str
    said: str = ""


@dataclass(frozen=True)
class Chart:
    """The chart of a page: what names its drawing, its text alternative, what it shows, and its icons."""

    name: str
    alt: str
    shows: str
    is_spc: bool
    sentences: tuple[str, ...]
    variation: Icon | None
    assurance: Icon | None


@dataclass(frozen=True)
class MeasurePage:
    """What the page of a measure shows; the newest reading first. `unit` is what stands apart from the numbers of the table."""

    last: str
    last_on: str
    verdict: str
    unit: str
    chart: Chart | None
    rows: list[Row]
    later: int
    facts: dict[str, str]
    targets: list[Listed]
    resets: list[Listed]

    @property
    def has_notes(self) -> bool:
        """Whether any reading has a note."""
        return any(row.note for row in self.rows)


def measure_page(measure: SuccessMeasure, until: date | None = None) -> MeasurePage:
    """The page of a measure, which must come with its post's people, observations, targets and rebases with their people.

    `until` as in picture_of; the readings after it are only counted.
    """
    readings = readings_of(measure, until)
    chart = picture_of(measure, until) if has_chart(measure) else None
    rows = _rows(measure, readings, chart)
    last = readings[-1] if readings else None
    return MeasurePage(
        last=in_figures(measure, last.value, last.words) if last else "",
        last_on=in_words(last.date) if last else "",
        verdict=verdict_on(measure, chart) if chart else "",
        unit="" if in_number(unit_of(measure)) else unit_of(measure),
        chart=_chart(chart) if chart and chart.dots else None,
        rows=rows[::-1],
        later=len(measure.observations.all()) - len(readings),
        facts=_facts(measure),
        targets=[Listed(each.pk, goal_in_words(measure, each)) for each in measure.targets.all()],
        resets=[
            Listed(
                each.pk,
                f"From {in_words(each.date)}: {each.reason}",
                f"Recorded by {each.by} on {in_words(timezone.localdate(each.recorded_at))}",
            )
            for each in measure.rebases.all()
        ],
    )


def who_records(post: Post | None) -> str:
    """Who records the readings of a measure with that post."""
    if post is None:
        return "The strategy team"
    people = " or ".join(str(each) for each in (post.holder, post.deputy) if each and each.is_active)
    return f"{post.title} ({people or 'nobody holds this post'}), or the strategy team"


def _chart(chart: Picture) -> Chart:
    variation, assurance = icons_of(chart)
    return Chart(brief(chart), title(chart), description(chart), chart.is_spc, chart.sentences, variation, assurance)


def _rows(measure: SuccessMeasure, readings: Iterable[Observation], chart: Picture | None) -> list[Row]:
    """The readings in the order of their dates, with the lines of the chart over each."""
    lines = _lines(chart) if chart else {}
    return [
        Row(
            each.pk,
            in_words(each.date),
            each.words if each.value is None else bare(as_text(each.value), unit_of(measure)),
            each.note,
            *lines.get(each.date, ()) if each.value is not None else (),
        )
        for each in readings
    ]


def _lines(chart: Picture) -> dict[date, tuple[str, str, str, str, str]]:
    """Average, limits, remark and reset of each reading of an SPC chart, by its day."""
    found = {}
    for band in chart.bands:
        alone = replace(chart, bands=(band,))  # lines are as exact as their own stretch asks
        lines = [rounded(line, alone) if line else "" for line in (band.mean, band.lower, band.upper)]
        for place in range(band.first, band.last + 1):
            dot = chart.dots[place]
            begins = place == band.first and place > 0
            found[dot.day] = (lines[0], lines[1], lines[2], remark(dot), _reset(chart, dot.day) if begins else "")
    return found


def _reset(chart: Picture, day: date) -> str:
    """Why the limits begin anew with the reading of a day: the last reset up to it."""
    reasons = [reset.reason for reset in chart.resets if reset.day <= day]
    return reasons[-1]


def _facts(measure: SuccessMeasure) -> dict[str, str]:
    """What a measure is, in words; what is not said is left out."""
    facts = {
        "Kind": measure.get_kind_display() or "Not said yet",
        "Direction": _GOOD.get(Better(measure.better), "") if measure.better else "",
        "Baseline": in_figures(measure, measure.baseline, measure.baseline_words),
        "Tolerance": tolerance_in_words(measure),
        "Readings recorded by": who_records(measure.post),
    }
    return {name: words for name, words in facts.items() if words}
