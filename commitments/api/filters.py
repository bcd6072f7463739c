"""What each list of the API can be narrowed down by. The register's own filters serve its commitments."""

from typing import Any

from django.db.models import BigIntegerField, CharField, F, QuerySet, Value
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from commitments import filters as register
from commitments.api.parameters import Among, OneOf, Sort, of_a_period, of_a_priority, of_a_strategy
from commitments.models import (
    Commitment,
    MeasureKind,
    Organisation,
    PeriodState,
    Rating,
    ReportingPeriod,
    Stage,
    Strategy,
)
from commitments.models.commitment import CommitmentQuerySet

IN_PERIOD = "Where they stood in this period, by its id. Without it, in the newest period that has begun."
_STANDING = ("stage", "rating", "lead_rating", "stage_before", "rating_before", "moved", "reported")


class StrategyFilter(filters.FilterSet):  # type: ignore[misc]  # as above
    """Narrows strategies down."""

    organisation = Among(Organisation, "organisation", to_field_name="slug")
    sort = Sort(title=("title",), starts_on=("starts_on",))


class PriorityFilter(filters.FilterSet):  # type: ignore[misc]  # as above
    """Narrows priorities down."""

    strategy = of_a_strategy("strategy")
    sort = Sort(position=("strategy", "position"), name=("name",))


class ThemeFilter(filters.FilterSet):  # type: ignore[misc]  # as above
    """Narrows themes down."""

    strategy = of_a_strategy("priority__strategy")
    priority = of_a_priority("priority")
    sort = Sort(position=("priority__strategy", "priority__position", "position"), name=("name",))


class PeriodFilter(filters.FilterSet):  # type: ignore[misc]  # as above
    """Narrows reporting periods down."""

    strategy = of_a_strategy("strategy")
    state = OneOf(PeriodState.choices, "Only periods in this state.")
    sort = Sort(month=("month",))


class CommitmentFilter(register.CommitmentFilter):
    """The register's filters, for one strategy and one of its periods."""

    strategy = Among(Strategy, "strategy", required=True, label="Only those of this strategy, by its id.")
    period = Among(ReportingPeriod, method="in_its_period")
    update = None  # type: ignore[assignment]  # how django-filter takes one away: what is not approved is nowhere in the API

    def filter_queryset(self, queryset: CommitmentQuerySet) -> QuerySet[Commitment]:
        strategy, asked = self.form.cleaned_data["strategy"], self.form.cleaned_data["period"]
        rows = queryset.filter(strategy=strategy)
        if period := period_of(strategy, asked):
            rows = rows.in_plan_of(period)
        narrowed: QuerySet[Commitment] = super().filter_queryset(standing(rows, period).in_report_order())
        return narrowed

    @extend_schema_field({"type": "integer", "description": IN_PERIOD})
    def in_its_period(self, rows: QuerySet[Commitment], _name: str, _value: ReportingPeriod) -> QuerySet[Commitment]:
        """The rows as they are: the period is what they were read for."""
        return rows


class PeriodAskedFor(filters.FilterSet):  # type: ignore[misc]  # as above
    """The one thing that can be asked of a single commitment."""

    period = of_a_period("pk")


def period_asked_for(request: Request) -> ReportingPeriod | None:
    """The parameter `period`, if given. Raises ValidationError for what is no period that the reader may see."""
    asked = PeriodAskedFor(request.query_params, ReportingPeriod.objects.none(), request=request)
    if not asked.is_valid():
        raise ValidationError(asked.errors)
    found: ReportingPeriod | None = asked.form.cleaned_data["period"]
    return found


def period_of(strategy: Strategy, asked: ReportingPeriod | None) -> ReportingPeriod | None:
    """The period asked for, or else the strategy's current one, if it has any. Raises ValidationError for another strategy's."""
    if asked and asked.strategy_id != strategy.pk:
        raise ValidationError({"period": ["This period is of another strategy."]})
    return asked or strategy.periods.current()


def standing(rows: CommitmentQuerySet, period: ReportingPeriod | None) -> CommitmentQuerySet:
    """Commitments with where they stood in a period, and `in_period`, its id. Without a period, nothing is known of that."""
    if period is None:
        nothing = Value(None, BigIntegerField())
        unknown: dict[str, Any] = dict.fromkeys(_STANDING, Value("", CharField()))
        return rows.annotate(**unknown, words_then=F("wording"), update_id=nothing, in_period=nothing)
    told = rows.worded_in(period).standing_in(period, period.previous())
    return told.annotate(in_period=Value(period.pk, BigIntegerField()))


class UpdateFilter(filters.FilterSet):  # type: ignore[misc]  # as above
    """Narrows approved updates down."""

    strategy = of_a_strategy("commitment__strategy")
    priority = of_a_priority("commitment__priority")
    commitment = Among(Commitment, "commitment")
    period = of_a_period("period")
    stage = OneOf(Stage.choices, "Only updates at this stage.")
    rating = OneOf(Rating.choices, "Only updates that the lead rated so.")
    approved_from = filters.DateFilter(
        field_name="approved_at",
        lookup_expr="date__gte",
        input_formats=["%Y-%m-%d"],
        label="Only updates approved on this day or later.",
        error_messages={"invalid": "Write the day like this: 2022-03-31."},
    )
    sort = Sort(month=("period__month", "commitment__position"), approved_at=("approved_at",))


class MeasureFilter(filters.FilterSet):  # type: ignore[misc]  # as above
    """Narrows success measures down."""

    strategy = of_a_strategy("priority__strategy")
    priority = of_a_priority("priority")
    kind = OneOf(MeasureKind.choices, "Only measures of this kind.")
    sort = Sort(position=("priority__strategy", "priority__position", "position"), name=("name",))
