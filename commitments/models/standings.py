"""Where every commitment stands in a period, worked out by the database: columns for CommitmentQuerySet.standing_in.

Approved updates alone count. Where an executive has rated, that rating counts. A commitment that had ended before the period, and
of which nothing is reported since, still stands where it ended, be it by an update or by the ledger of the plan: it owes no update.
"""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, CharField, Exists, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Substr, Trim

from commitments.dates import Precision, last_day
from commitments.models.period import PeriodState, ReportingPeriod
from commitments.models.plan_change import ChangeKind, PlanChange
from commitments.models.update import Rating, Stage, State, StatusUpdate
from commitments.standing.movement import ENDED, Movement, Standing, movement

# Every standing that movement tells apart, by the place that it has in the table below.
_STANDINGS = (
    Standing(),
    *(Standing(Stage.IN_PROGRESS, rating) for rating in Rating.values),
    Standing(Stage.COMPLETE),
    Standing(Stage.PAUSED),
    Standing(Stage.STOPPED),
)
_NOTHING, _COMPLETE, _PAUSED, _ENDED = 0, *range(len(_STANDINGS) - 3, len(_STANDINGS))
_RATED = {rating: place for place, rating in enumerate(Rating.values, 1)}
# Every movement between two of them, in words of one width: what the database looks up, so that the rule stays in Python.
_WIDTH = max(map(len, Movement))
_MOVEMENTS = "".join((movement(before, after) or "").ljust(_WIDTH) for before in _STANDINGS for after in _STANDINGS)


class Reported(models.TextChoices):
    """What every member may know of a commitment's update in a period: a draft is nothing yet."""

    APPROVED = "approved", "Approved"
    AWAITING = "awaiting", "Awaiting approval"
    NONE = "none", "No update yet"
    ENDED = "ended", "None needed: it has ended"


class About:
    """What a query of a period's commitments depends on: all that is known of the period and of an earlier one, and the day.

    Two are equal where the query is the same, so that it can be kept.
    """

    def __init__(
        self, period: ReportingPeriod, earlier: ReportingPeriod | None = None, today: date | None = None
    ) -> None:
        self.period, self.earlier, self.today = period, earlier, today
        fields = ReportingPeriod._meta.concrete_fields
        periods = [each for each in (period, earlier) if each]
        self.values = (today, *(getattr(each, field.attname) for each in periods for field in fields))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, About) and self.values == other.values

    def __hash__(self) -> int:
        return hash(self.values)


def ledger() -> dict[str, Subquery]:
    """What the ledger of the plan says of a commitment: when it joined the plan, how and when it left it."""
    theirs = PlanChange.objects.filter(commitment=OuterRef("pk"))
    joined = theirs.filter(kind=ChangeKind.ADDED, period__isnull=False).order_by("period__month")
    left = theirs.standing().filter(kind__in=ChangeKind.ending).order_by("-id")
    return {
        "joined_in": Subquery(joined.values("period__month")[:1]),
        "left_as": Subquery(left.values("kind")[:1]),
        "left_in": Subquery(left.values("period__month")[:1]),
    }


def relations(period: ReportingPeriod, earlier: ReportingPeriod | None) -> dict[str, Any]:
    """What the columns are read from: the approved updates of the two periods, and where a commitment ended before them."""
    theirs = StatusUpdate.objects.approved().filter(commitment=OuterRef("pk"), period__month__lt=period.month)
    ended = Case(When(stage__in=Stage.ended, then="stage"), output_field=CharField())
    left = PlanChange.objects.standing().filter(commitment=OuterRef("pk"), kind__in=ChangeKind.ending)
    by_now = left.filter(Q(period=None) | Q(period__month__lte=period.month)).values("kind")[:1]
    before = left.filter(period__month__lt=period.month).values("kind")[:1]
    latest = Subquery(theirs.order_by("-period__month").values_list(ended)[:1])
    return {
        "told": _approved_in(period),
        "told_before": _approved_in(earlier),
        "latest": latest,
        # The ledger calls it as the stages do: stopped, merged.
        "ended": Coalesce("latest", Subquery(by_now), Value("")),
        "ended_before": Coalesce("latest", Subquery(before), Value("")),
    }


def columns(period: ReportingPeriod) -> dict[str, Any]:
    """The columns that are read from the relations, by their names."""
    waiting = StatusUpdate.objects.filter(commitment=OuterRef("pk"), period=period, state=State.SUBMITTED)
    return {
        "update_id": F("told__id"),
        "update_before_id": F("told_before__id"),
        "stage": _words(When(told__id__isnull=False, then="told__stage"), default=F("ended")),
        "lead_rating": Coalesce("told__rating", Value("")),
        "rating": _counting("told"),
        "stage_before": _words(
            When(told_before__id__isnull=False, then="told_before__stage"), default=F("ended_before")
        ),
        "rating_before": _counting("told_before"),
        "reported": _words(
            When(told__id__isnull=False, then=Value(Reported.APPROVED)),
            When(ended__gt="", then=Value(Reported.ENDED)),
            When(Exists(waiting), then=Value(Reported.AWAITING)),
            default=Value(Reported.NONE),
        ),
    }


def moved(earlier: ReportingPeriod | None) -> Case:
    """How the standing moved, by commitments.standing.movement.movement. Empty without an update, or where nothing was rated before."""
    said = ~Q(stage="") | ~Q(rating="") | ~Q(executive_rating="")
    before = StatusUpdate.objects.approved().filter(said, period=earlier.pk if earlier else 0)
    kept = Q(told_before__stage=Stage.COMPLETE) | Q(told_before__id=None, latest=Stage.COMPLETE)
    place_before = _place("rating_before", When(kept, then=Value(_COMPLETE)))
    place = _place(
        "rating",
        When(told__stage=Stage.COMPLETE, then=Value(_COMPLETE)),
        When(told__stage=Stage.PAUSED, then=Value(_PAUSED)),
        When(told__stage__in=ENDED, then=Value(_ENDED)),
    )
    return _words(
        When(Q(told__id__isnull=True) | ~Exists(before), then=Value("")),
        default=Trim(Substr(Value(_MOVEMENTS), (place_before * len(_STANDINGS) + place) * _WIDTH + 1, _WIDTH)),
    )


def latest_before(period: ReportingPeriod) -> Subquery:
    """The key of the latest approved update before a period: the one whose words an update goes on from."""
    theirs = StatusUpdate.objects.approved().filter(commitment=OuterRef("pk"), period__month__lt=period.month)
    return Subquery(theirs.order_by("-period__month").values("pk")[:1])


def overdue(today: date, period: ReportingPeriod | None) -> Q:
    """Whether the last day of the due span has passed and the commitment, by its `stage`, has not ended.

    In a period that a later one has followed it must have passed when that period's month ended: what was not overdue then is not
    called overdue there today.
    """
    going_on = ~Q(stage__in=Stage.ended)
    if period is None:
        return _passed(today) & going_on
    of_its_day = last_day(period.month, Precision.MONTH) or today
    later = ReportingPeriod.objects.filter(strategy=period.strategy_id, month__gt=period.month)
    followed = Exists(later.exclude(state=PeriodState.PLANNED))
    return (_passed(min(today, of_its_day)) | (_passed(today) & ~Q(followed))) & going_on


def _passed(day: date) -> Q:
    """Whether the last day of the due span lies before a day: commitments.dates.last_day as SQL."""
    found = Q(due_precision=Precision.DAY, due_on__lt=day)
    for precision in (Precision.MONTH, Precision.QUARTER, Precision.YEAR, Precision.FINANCIAL_YEAR):
        end = last_day(date(2000, 1, 1), precision)
        months = end.month if end else 1  # as many as the span has
        year, month = divmod(day.year * 12 + day.month - months, 12)
        found |= Q(due_precision=precision, due_on__lt=date(year, month + 1, 1))
    return found


def _approved_in(period: ReportingPeriod | None) -> models.FilteredRelation:
    chosen = Q(updates__period=period.pk if period else 0, updates__state=State.APPROVED)
    return models.FilteredRelation("updates", condition=chosen)


def _words(*cases: When, default: Any = None) -> Case:
    return Case(*cases, default=Value("") if default is None else default, output_field=CharField())


def _counting(update: str) -> Case:
    """The executive's rating where there is one, or else the lead's."""
    return _words(
        When(**{f"{update}__executive_rating__gt": ""}, then=f"{update}__executive_rating"),
        default=Coalesce(f"{update}__rating", Value("")),
    )


def _place(rating: str, *first: When) -> Case:
    """The place of a standing in the table of movements: what comes first, or else that of its rating."""
    rated = [When(**{rating: code}, then=Value(place)) for code, place in _RATED.items()]
    return Case(*first, *rated, default=Value(_NOTHING), output_field=IntegerField())
