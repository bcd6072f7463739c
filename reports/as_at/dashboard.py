"""The dashboard of a frozen document: the same numbers, made by the same means. No queries."""

from dataclasses import dataclass
from itertools import groupby

from commitments.dashboard.answers import Answers, answers_of
from commitments.dashboard.numbers import dashboard as counted
from commitments.dashboard.rows import Group, by_priority, by_theme_of
from commitments.dashboard.values import Dashboard
from commitments.dashboard.watchlist import Concern, Watchlist, concern, listed
from commitments.models import Priority, ReportingPeriod
from commitments.standing.strip import Band, Shape, Strip, Track, key_of
from reports.as_at.plan import FrozenPlan, Row


@dataclass(frozen=True)
class Numbers:
    """What a board saw on the dashboard, of the whole strategy or of one priority. `rows` are the commitments that it counts."""

    rows: list[Row]
    dashboard: Dashboard
    watchlist: Watchlist
    promises: Answers | None


def numbers(plan: FrozenPlan, chosen: Priority | None) -> Numbers:
    """The numbers of a frozen plan, each with the query of its register that lists what it counts."""
    asked = {"priority": chosen.pk} if chosen else {}
    rows = [row for row in plan.rows if chosen is None or row.priority_id == chosen.pk]
    why = {row.pk: row.reasons for row in rows}
    answers = [(row.pk, answer) for row in rows for answer in row.known.answers]
    return Numbers(
        rows=rows,
        dashboard=counted(plan.period, plan.earlier, rows, _groups(plan, rows, chosen), plan.words, **asked),
        watchlist=listed(rows, why, plan.words, _concerns, **asked),
        promises=answers_of(answers, **asked),
    )


def strip(plan: FrozenPlan, rows: list[Row]) -> Strip:
    """Some commitments of a frozen plan in every period that it knows; the last of these is its own."""
    earlier = [ReportingPeriod(label=label) for label in plan.document.periods[:-1]]
    bands = tuple(
        Band(name, tuple(Track(row.ref, row.words_then, shapes(row)) for row in theirs))
        for name, theirs in groupby(rows, key=lambda row: row.known.priority)
    )
    return Strip((*earlier, plan.period), bands, key_of(bands, plan.words))


def shapes(row: Row) -> tuple[Shape, ...]:
    """The shapes of a commitment, one for each period."""
    return tuple(Shape(mark.code, mark.sign, mark.words) for mark in row.known.track)


def _groups(plan: FrozenPlan, rows: list[Row], chosen: Priority | None) -> list[Group]:
    if chosen is None:
        return by_priority(rows, plan.priorities)
    return by_theme_of(rows, plan.upper_themes(chosen.name), {"priority": chosen.pk})


def _concerns(first: list[Row]) -> list[Concern]:
    return [
        concern(row, [why.words for why in row.known.attention], row.line.reason if row.line else "") for row in first
    ]
