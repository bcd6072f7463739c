"""Every commitment of a plan with where it stands, row by row."""

from dataclasses import dataclass
from typing import Any

from commitments.cells import nothing_told
from commitments.dates import Precision, span_in_words
from commitments.filters import NONE, CommitmentFilter
from commitments.models import Commitment, Rating, ReportingPeriod, Stage
from commitments.models.standings import Reported
from commitments.status_words import Status


@dataclass(frozen=True)
class Told:
    """What a period says of a commitment: stage and rating, the lead's beside it where the executive's differs; or why nothing."""

    stage: Status | None = None
    rating: Status | None = None
    lead_rating: Status | None = None
    instead: str = ""


@dataclass(frozen=True)
class Line:
    """A row of the register."""

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


def commitments_of(period: ReportingPeriod, earlier: ReportingPeriod | None) -> Any:
    """The commitments of a period's plan with all that `line` reads, in the order of the plan: one query."""
    rows = Commitment.objects.in_plan_of(period).worded_in(period).standing_in(period, earlier)
    return rows.select_related("priority", "theme__parent", "lead").in_report_order()


def line(row: Any, period: ReportingPeriod, earlier: ReportingPeriod | None, words: dict[str, Status]) -> Line:
    """A commitment of `commitments_of` as a row of the register."""
    theme, due = row.theme, row.due
    return Line(
        ref=row.ref,
        wording=row.words_then,
        marker=period.strategy.marks(reworded=row.reworded_by_then, added=not row.in_published_plan),
        priority=row.priority.name,
        theme=f"{theme.parent.name}: {theme.name}" if theme and theme.parent else theme.name if theme else "",
        lead=row.lead.title if row.lead else "",
        now=_told_now(row, period, words),
        before=_told_before(row, earlier, words),
        moved=row.moved,
        due=span_in_words(due.starts_on, Precision(due.precision)) if due else "",
    )


def in_words_of(filters: CommitmentFilter, words: dict[str, Status]) -> CommitmentFilter:
    """The filters with choices of stages and ratings in the strategy's words."""
    for name, codes in (("stage", Stage.values), ("rating", Rating.values)):
        field = filters.form.fields[name]
        none = [choice for choice in field.choices if choice[0] == NONE]
        field.choices = [(code, words[code].word) for code in codes] + none
    return filters


def _told_now(row: Any, period: ReportingPeriod, words: dict[str, Status]) -> Told:
    if row.stage or row.rating:
        differs = row.lead_rating and row.lead_rating != row.rating
        lead = words[row.lead_rating] if differs else None
        return Told(
            words.get(row.stage),
            words.get(row.rating),
            lead,
            "No update needed" if row.reported == Reported.ENDED else "",
        )
    if row.reported == Reported.APPROVED:
        return Told(instead="No stage or rating given")
    waiting = row.reported == Reported.AWAITING
    return Told(instead=nothing_told(period.month, published=True, joined_in=None, waiting=waiting))


def _told_before(row: Any, earlier: ReportingPeriod | None, words: dict[str, Status]) -> Told:
    if earlier is None or row.stage_before or row.rating_before:
        return Told(words.get(row.stage_before), words.get(row.rating_before))
    if row.update_before_id:
        return Told(instead="No stage or rating given")
    return Told(instead=nothing_told(earlier.month, published=row.in_published_plan, joined_in=row.joined_in))
