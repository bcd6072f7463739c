"""Where every commitment stands in a period, worked out by the database: columns for CommitmentQuerySet.standing_in.

Approved updates alone count. Where an executive has rated, that rating counts. A commitment that had ended before the period, and
of which nothing is reported since, still stands where it ended, be it by an update or by the ledger of the plan: it owes no update.
"""

from typing import Any

from django.db import models
from django.db.models import Case, CharField, Exists, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from commitments.models.period import ReportingPeriod
from commitments.models.plan_change import ChangeKind, PlanChange
from commitments.models.update import Stage, State, StatusUpdate
from commitments.standing import ENDED, ORDER, Movement


class Reported(models.TextChoices):
    """What every member may know of a commitment's update in a period: a draft is nothing yet."""

    APPROVED = "approved", "Approved"
    AWAITING = "awaiting", "Awaiting approval"
    NONE = "none", "No update yet"
    ENDED = "ended", "None needed: it has ended"


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


def levels() -> dict[str, Case]:
    """The places of the two standings in the order red < amber < green < complete; nought where one has none."""
    told, before = Q(told__stage=Stage.COMPLETE), Q(told_before__stage=Stage.COMPLETE)
    kept = Q(told_before__id=None, latest=Stage.COMPLETE)
    return {"level": _level(told, "rating"), "level_before": _level(before | kept, "rating_before")}


def moved(earlier: ReportingPeriod | None) -> Case:
    """How the standing moved: commitments.standing.movement as SQL. Empty without an update, or where nothing was rated before."""
    said = ~Q(stage="") | ~Q(rating="") | ~Q(executive_rating="")
    before = StatusUpdate.objects.approved().filter(said, period=earlier.pk if earlier else 0)
    return _words(
        When(Q(told__id__isnull=True) | ~Exists(before), then=Value("")),
        When(told__stage__in=ENDED, then=Value(Movement.ENDED)),
        When(told__stage=Stage.PAUSED, then=Value(Movement.PAUSED)),
        When(level=0, then=Value("")),
        When(level_before=0, then=Value(Movement.NEW)),
        When(level__gt=F("level_before"), then=Value(Movement.BETTER)),
        When(level__lt=F("level_before"), then=Value(Movement.WORSE)),
        default=Value(Movement.UNCHANGED),
    )


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


def _level(complete: Q, rating: str) -> Case:
    rated = [When(**{rating: code}, then=Value(place)) for code, place in ORDER.items() if code != Stage.COMPLETE]
    highest = When(complete, then=Value(ORDER[Stage.COMPLETE]))
    return Case(highest, *rated, default=Value(0), output_field=IntegerField())
