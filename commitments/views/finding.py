"""What an address names, found among what the reader may see: anything else is not there."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from commitments.models import Organisation, ReportingPeriod, Strategy


def organisation_or_404(request: HttpRequest, org: str) -> Organisation:
    """The organisation of an address."""
    return get_object_or_404(Organisation.objects.visible_to(request.user), slug=org)


def strategy_or_404(request: HttpRequest, org: str, strategy: str) -> Strategy:
    """The strategy of an address, with its organisation."""
    found = Strategy.objects.visible_to(request.user).select_related("organisation")
    return get_object_or_404(found, organisation__slug=org, slug=strategy)


def period_or_404(request: HttpRequest, org: str, strategy: str, period: str) -> ReportingPeriod:
    """The period of an address, with its strategy and organisation."""
    found = ReportingPeriod.objects.visible_to(request.user).select_related("strategy__organisation")
    return get_object_or_404(found, strategy__organisation__slug=org, strategy__slug=strategy, slug=period)
