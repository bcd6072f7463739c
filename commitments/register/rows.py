"""Every commitment of a plan with where it stands, row by row."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from django.db.models import BooleanField, ExpressionWrapper, Value
from django.urls import reverse
from django.utils.http import RFC3986_SUBDELIMS

from commitments.dates import Precision, span_in_words
from commitments.models import Commitment, ReportingPeriod
from commitments.models.prepared import Prepared
from commitments.models.standings import About, Reported
from commitments.plan.names import PlanNames
from commitments.standing.cells import nothing_told
from commitments.standing.status_words import Status

# What `line` reads. Plain values: whole commitments with their priorities, themes and leads take several times as long.
_COLUMNS = (
    *("ref", "words_then", "reworded_by_then", "in_published_plan", "joined_in", "due_on", "due_precision"),
    *("priority_id", "theme_id", "lead_id", "is_overdue", "moved", "reported", "update_id", "update_before_id"),
    *("stage", "rating", "lead_rating", "stage_before", "rating_before"),
)
_SAFE = f"{RFC3986_SUBDELIMS}/~:@"  # what Django leaves as it is in the path of an address


@dataclass(frozen=True)
class Told:
    """What a period says of a commitment: stage and rating, the lead's beside it where the executive's differs; or why nothing."""

    stage: Status | None = None
    rating: Status | None = None
    lead_rating: Status | None = None
    instead: str = ""


@dataclass(frozen=True)
class Line:
    """A row of the register. `due_on` is known where a day is due; `update` is the key of the approved update."""

    address: str
    ref: str
    wording: str
    marker: str
    priority: str
    theme: str
    lead: str
    now: Told
    before: Told
    moved: str
    due: str
    due_on: date | None
    is_overdue: bool
    update: int | None


def commitments_of(period: ReportingPeriod, earlier: ReportingPeriod | None, today: date | None = None) -> Any:
    """The commitments of a period's plan with all that a row says, in the order of the plan: one query.

    Without today, none of them is called overdue.
    """
    found = _query(About(period, earlier, today)).all()
    found.stands_in = period  # with all that this reader's page knows of it
    return found


@lru_cache(maxsize=64)
def _query(about: About) -> Any:
    """The query, which is never asked itself. It is kept, because Django takes longer to build it than the database to answer."""
    period, earlier, today = about.period, about.earlier, about.today
    rows = Commitment.objects.in_plan_of(period).worded_in(period).standing_in(period, earlier)
    overdue = ExpressionWrapper(rows.overdue(today), BooleanField()) if today else Value(False)
    return rows.annotate(is_overdue=overdue).select_related("priority", "theme__parent", "lead").in_report_order()


def first_rows(period: ReportingPeriod, earlier: ReportingPeriod | None, today: date, most: int) -> list[Any]:
    """The first rows of `commitments_of`, for Lines.line: what a register shows of which nothing is asked. One query."""
    return _first_rows(About(period, earlier, today), most).rows()


@lru_cache(maxsize=64)
def _first_rows(about: About, most: int) -> Prepared:
    return Prepared(lambda: _query(about).values_list(*_COLUMNS, named=True)[:most])


def line(row: Any, period: ReportingPeriod, earlier: ReportingPeriod | None, words: dict[str, Status]) -> Line:
    """One commitment of `commitments_of` as a row of the register."""
    theme = f"{row.theme.parent}: {row.theme}" if row.theme and row.theme.parent else str(row.theme)
    leads = {row.lead_id: row.lead.title} if row.lead else {}
    names = PlanNames({row.priority_id: row.priority.name}, {row.theme_id: theme} if row.theme else {}, {}, leads)
    return Lines(period, earlier, words, names).line(row)


class Lines:
    """Makes rows of the register: knows the two periods, and what everything is called."""

    def __init__(
        self,
        period: ReportingPeriod,
        earlier: ReportingPeriod | None,
        words: dict[str, Status],
        names: PlanNames,
    ) -> None:
        self.period = period
        self.earlier = earlier
        self.words = words
        self.names = names
        self._start = reverse("commitment", args=(*period.address, "-")).removesuffix("-/")

    def of(self, commitments: Any) -> list[Line]:
        """The rows of a query of `commitments_of`, or of a slice of it, which are read without whole commitments."""
        return [self.line(row) for row in commitments.values_list(*_COLUMNS, named=True)]

    def line(self, row: Any) -> Line:
        """The row of a commitment."""
        precision = Precision(row.due_precision) if row.due_precision else None
        added = not row.in_published_plan
        return Line(
            address=f"{self._start}{quote(row.ref, safe=_SAFE)}/",
            ref=row.ref,
            wording=row.words_then,
            marker=self.period.strategy.marks(reworded=row.reworded_by_then, added=added),
            priority=self.names.priorities[row.priority_id],
            theme=self.names.themes.get(row.theme_id, ""),
            lead=self.names.leads.get(row.lead_id, ""),
            now=self._told_now(row),
            before=self._told_before(row),
            moved=row.moved,
            due=span_in_words(row.due_on, precision) if precision else "",
            due_on=row.due_on if precision == Precision.DAY else None,
            is_overdue=row.is_overdue,
            update=row.update_id,
        )

    def _told_now(self, row: Any) -> Told:
        if row.stage or row.rating:
            differs = row.lead_rating and row.lead_rating != row.rating
            lead = self.words[row.lead_rating] if differs else None
            instead = "No update needed" if row.reported == Reported.ENDED else ""
            return Told(self.words.get(row.stage), self.words.get(row.rating), lead, instead)
        if row.reported == Reported.APPROVED:
            return Told(instead="No stage or rating given")
        waiting = row.reported == Reported.AWAITING
        return Told(instead=nothing_told(self.period.month, published=True, joined_in=None, waiting=waiting))

    def _told_before(self, row: Any) -> Told:
        if self.earlier is None or row.stage_before or row.rating_before:
            return Told(self.words.get(row.stage_before), self.words.get(row.rating_before))
        if row.update_before_id:
            return Told(instead="No stage or rating given")
        month, joined_in = self.earlier.month, row.joined_in
        return Told(instead=nothing_told(month, published=row.in_published_plan, joined_in=joined_in))
