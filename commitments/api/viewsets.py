"""The lists and details of the API. What one may read is decided in get_queryset, by `visible_to`, and nowhere else."""

from typing import Any, TypeVar

from django.db.models import F, Model, Prefetch, QuerySet
from django.utils.cache import patch_cache_control, patch_vary_headers
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from commitments.api import filters, serializers
from commitments.models import (
    Commitment,
    Priority,
    ReportingPeriod,
    StatusUpdate,
    Strategy,
    SuccessMeasure,
    Target,
    Theme,
)
from commitments.models.commitment import CommitmentQuerySet

_Row = TypeVar("_Row", bound=Model)


class Reading(ReadOnlyModelViewSet[_Row]):
    """A list and its rows, to be read. Neither PUT nor OPTIONS is answered: what can be asked stands in the schema."""

    http_method_names = ["get", "head"]
    lookup_value_converter = "int"

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        """What one person may read is for no shared cache."""
        answered = super().finalize_response(request, response, *args, **kwargs)
        patch_cache_control(answered, private=True, no_cache=True)
        patch_vary_headers(answered, ["Authorization", "Cookie"])
        return answered


class Strategies(Reading[Strategy]):
    """The strategies that you may read."""

    serializer_class = serializers.StrategySerializer
    filterset_class = filters.StrategyFilter

    def get_queryset(self) -> QuerySet[Strategy]:
        found = Strategy.objects.visible_to(self.request.user)
        return found.select_related("organisation").prefetch_related("status_words")


class Priorities(Reading[Priority]):
    """The priorities of your strategies."""

    serializer_class = serializers.PrioritySerializer
    filterset_class = filters.PriorityFilter

    def get_queryset(self) -> QuerySet[Priority]:
        return Priority.objects.visible_to(self.request.user).select_related("executive_lead", "committee")


class Themes(Reading[Theme]):
    """The themes of your strategies’ priorities."""

    serializer_class = serializers.ThemeSerializer
    filterset_class = filters.ThemeFilter

    def get_queryset(self) -> QuerySet[Theme]:
        return Theme.objects.visible_to(self.request.user).select_related("priority")


class Commitments(Reading[Commitment]):
    """The commitments of one of your strategies, and where they stood in a reporting period."""

    serializer_class = serializers.CommitmentSerializer
    filterset_class = filters.CommitmentFilter

    def get_queryset(self) -> CommitmentQuerySet:
        found = Commitment.objects.visible_to(self.request.user)
        return found.select_related("lead").prefetch_related("supporting")

    @extend_schema(parameters=[OpenApiParameter("period", int, description=filters.IN_PERIOD)])
    def retrieve(self, request: Request, **_address: Any) -> Response:
        commitment = self.get_object()
        period = filters.period_of(commitment.strategy, filters.period_asked_for(request))
        found = filters.standing(self.get_queryset(), period).get(pk=commitment.pk)
        return Response(self.get_serializer(found).data)


class Periods(Reading[ReportingPeriod]):
    """The reporting periods of your strategies."""

    serializer_class = serializers.PeriodSerializer
    filterset_class = filters.PeriodFilter

    def get_queryset(self) -> QuerySet[ReportingPeriod]:
        return ReportingPeriod.objects.visible_to(self.request.user)


class Updates(Reading[StatusUpdate]):
    """The approved updates of your strategies’ commitments. One update carries its revision as its ETag."""

    serializer_class = serializers.UpdateSerializer
    filterset_class = filters.UpdateFilter

    def get_queryset(self) -> QuerySet[StatusUpdate]:
        found = StatusUpdate.objects.visible_to(self.request.user)
        return found.select_related("commitment", "on_behalf_of").prefetch_related("points")

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        answer = super().retrieve(request, *args, **kwargs)
        answer.headers["ETag"] = f'"{answer.data["revision"]}"'
        return answer


class Measures(Reading[SuccessMeasure]):
    """The success measures of your strategies, with their targets and readings."""

    serializer_class = serializers.MeasureSerializer
    filterset_class = filters.MeasureFilter

    def get_queryset(self) -> QuerySet[SuccessMeasure]:
        targets = Prefetch("targets", Target.objects.order_by(F("due_on").asc(nulls_last=True), "id"))
        found = SuccessMeasure.objects.visible_to(self.request.user).select_related("priority", "post")
        return found.prefetch_related(targets, "observations", "rebases")
