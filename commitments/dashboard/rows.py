"""The commitments that a dashboard counts, and the lines that they stand in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper

from commitments.models import Commitment, Priority, ReportingPeriod, Theme
from commitments.models.prepared import Prepared
from commitments.models.standings import About
from commitments.rounds.deadlines import day_in_london
from commitments.standing import attention

NO_THEME = "No theme"
# What a dashboard reads of a commitment beside what attention reads: no more than it shows.
COLUMNS = (
    *("ref", "words_then", "priority_id", "theme_id", "theme__parent_id", "in_published_plan"),
    *("joined_in", "left_as", "left_in", "moved", "overdue"),
)
Rows = list[Any]  # of rows_of, whose columns django-stubs can't see


@dataclass(frozen=True)
class Group:
    """Rows that stand in one line of a table: its name, and what the register must be asked to list no others."""

    name: str
    rows: Rows
    asked: Mapping[str, int | None]


def rows_of(period: ReportingPeriod, earlier: ReportingPeriod | None, priority: Priority | None, now: datetime) -> Rows:
    """The commitments of a strategy, or of one of its priorities, with where they stand in a period: one query.

    Those that were added to the plan later are among them.
    """
    about = About(period, earlier, day_in_london(now))
    return _rows(about, priority.pk if priority else None).rows()


@lru_cache(maxsize=64)
def _rows(about: About, priority: int | None) -> Prepared:
    """The query, whose SQL is kept: Django takes longer to write it than the database to answer."""
    period, earlier, today = about.period, about.earlier, about.today or date.min
    whole = Commitment.objects.filter(priority=priority) if priority else period.strategy.commitments
    found = whole.in_the_plan().with_ledger().worded_in(period).standing_in(period, earlier).with_latest_before(period)
    overdue = ExpressionWrapper(found.overdue(today), BooleanField())
    columns = (*attention.COLUMNS, *COLUMNS)
    return Prepared(lambda: found.annotate(overdue=overdue).in_report_order().values_list(*columns, named=True))


def standing_then(rows: Rows, period: ReportingPeriod) -> Rows:
    """Those that stood in the plan of the period."""
    return [row for row in rows if row.joined_in is None or row.joined_in <= period.month]


def by_priority(rows: Rows, priorities: list[Priority]) -> list[Group]:
    """Rows by the priorities that have any."""
    found = [
        Group(each.name, [row for row in rows if row.priority_id == each.pk], {"priority": each.pk})
        for each in priorities
    ]
    return [group for group in found if group.rows]


def by_theme(rows: Rows, priority: Priority) -> list[Group]:
    """Rows of a priority by its themes, those of sub-themes with their theme, in one query; what has no theme comes first."""
    names = dict(Theme.objects.filter(priority=priority, parent=None).values_list("pk", "name"))
    return by_theme_of(rows, names, {"priority": priority.pk})


def by_theme_of(rows: Rows, names: Mapping[int, str], asked: Mapping[str, int | None]) -> list[Group]:
    """The same with the names of the upper themes by their keys, in order; `asked` lists these rows and no others. No queries."""
    named: dict[int | None, str] = dict([(None, NO_THEME), *names.items()])
    of = {key: [row for row in rows if (row.theme__parent_id or row.theme_id) == key] for key in named}
    return [Group(name, of[key], {**asked, "theme": key}) for key, name in named.items() if of[key]]
