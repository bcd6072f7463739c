"""Measures in small: what stands beside each small chart, on the dashboard and on the page of all measures."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from commitments.charts import Icon, Picture, when
from commitments.charts.words import said, target_in_words
from commitments.dates import in_words
from commitments.measures.pictures import (
    fingerprint,
    has_chart,
    icons_of,
    in_figures,
    picture_of,
    readings_of,
    verdict_on,
)
from commitments.models import Priority, Strategy, SuccessMeasure, Target

_BRIEF = 12  # letters of a fingerprint that an address carries


@dataclass(frozen=True)
class Card:
    """A measure in small. `chart` names its drawing, empty where it has none; `apart` tells it from another of its name."""

    key: int
    priority: int
    name: str
    apart: str
    last: str
    read_on: str
    target: str
    verdict: str = ""
    chart: str = ""
    variation: Icon | None = None
    assurance: Icon | None = None
    remark: str = ""


@dataclass(frozen=True)
class Shelf:
    """A priority with its measures: those that have a chart, and the others."""

    priority: Priority
    charts: tuple[Card, ...]
    others: tuple[Card, ...]


@dataclass(frozen=True)
class Glance:
    """What the dashboard shows of measures: those with a chart, and how many others there are."""

    cards: tuple[Card, ...]
    others: int


def cards(strategy: Strategy, until: date | None = None, priority: Priority | None = None) -> list[Card]:
    """The measures of a strategy, or of one of its priorities, in small, in the order of the plan, in four queries.

    `until` as in picture_of.
    """
    rows = SuccessMeasure.objects.filter(priority__strategy=strategy).select_related("priority")
    rows = rows.filter(priority=priority) if priority else rows
    measures = list(rows.prefetch_related("observations", "targets", "rebases"))
    names = Counter(each.name.casefold() for each in measures)
    return [_card(each, until, names[each.name.casefold()] > 1) for each in measures]


def at_a_glance(strategy: Strategy, until: date | None = None, priority: Priority | None = None) -> Glance:
    """What a dashboard shows of measures, in four queries; parameters as of `cards`."""
    found = cards(strategy, until, priority)
    charts = tuple(card for card in found if card.chart)
    return Glance(charts, len(found) - len(charts))


def by_priority(priorities: Iterable[Priority], found: Iterable[Card]) -> list[Shelf]:
    """The priorities of a strategy, each with its cards."""
    every = list(found)
    return [
        Shelf(
            each,
            tuple(card for card in every if card.priority == each.pk and card.chart),
            tuple(card for card in every if card.priority == each.pk and not card.chart),
        )
        for each in priorities
    ]


def brief(chart: Picture, *, small: bool = False) -> str:
    """The part of a drawing's fingerprint that its address carries, so that a browser asks for each drawing once."""
    return fingerprint(chart, small=small)[:_BRIEF]


def _card(measure: SuccessMeasure, until: date | None, is_double: bool) -> Card:
    chart = picture_of(measure, until) if has_chart(measure) else None
    apart = measure.priority.name if is_double else ""
    if chart is None or not chart.dots:
        last = readings_of(measure, until)[-1:]
        return Card(
            measure.pk,
            measure.priority_id,
            measure.name,
            apart,
            last=in_figures(measure, last[0].value, last[0].words) if last else "",
            read_on=in_words(last[0].date) if last else "",
            target="; ".join(goal_in_words(measure, each) for each in measure.targets.all()),
        )
    variation, assurance = icons_of(chart)
    return Card(
        measure.pk,
        measure.priority_id,
        measure.name,
        apart,
        last=said(chart.dots[-1].value, chart.unit),
        read_on=when(chart.dots[-1], chart),
        target=target_in_words(chart.goal, chart.unit) if chart.goal else "",
        verdict=verdict_on(measure, chart),
        chart=brief(chart, small=True),
        variation=variation,
        assurance=assurance,
        remark="Trial limits: fewer than 12 readings" if chart.on_trial else "",
    )


def goal_in_words(measure: SuccessMeasure, target: Target) -> str:
    """A target as it is read: '95% by 31 March 2025'."""
    by = f" by {in_words(target.due_on)}" if target.due_on else ""
    return f"{in_figures(measure, target.value, target.words)}{by}"
