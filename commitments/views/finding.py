"""What an address names, found among what the reader may see: anything else is not there."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from commitments.models import Organisation, ReportingPeriod, Strategy
from commitments.models.period import ReportingPeriodQuerySet
from commitments.permissions import Action, allowed_in


def organisation_or_404(request: HttpRequest, org: str) -> Organisation:
    """The organisation of an address."""
    return get_object_or_404(Organisation.objects.visible_to(request.user), slug=org)


def strategy_or_404(request: HttpRequest, org: str, strategy: str) -> Strategy:
    """The strategy of an address, with its organisation."""
    found = Strategy.objects.visible_to(request.user).select_related("organisation")
    return get_object_or_404(found, organisation__slug=org, slug=strategy)


def period_or_404(request: HttpRequest, org: str, strategy: str, period: str) -> ReportingPeriod:
    """The period of an address, with its strategy and organisation, and what its menu offers this reader."""
    found = _with_menu(ReportingPeriod.objects.visible_to(request.user), request)
    return get_object_or_404(found, strategy__organisation__slug=org, strategy__slug=strategy, slug=period)


def current_period(request: HttpRequest, strategy: Strategy) -> ReportingPeriod | None:
    """The period that the menu leads to on a page of the whole strategy; none where it has no period."""
    return _with_menu(ReportingPeriod.objects.filter(strategy=strategy), request).current()


def _with_menu(periods: ReportingPeriodQuerySet, request: HttpRequest) -> ReportingPeriodQuerySet:
    """Periods that know whether their menu shows this reader the round, the desk and the highlights. No query of its own."""
    return periods.select_related("strategy__organisation").annotate(
        menu_has_round=allowed_in(request.user, Action.FOLLOW_ROUND, "strategy__organisation"),
        menu_has_desk=allowed_in(request.user, Action.EDIT_REPORT, "strategy__organisation"),
        menu_has_highlights=allowed_in(request.user, Action.PROPOSE_NARRATIVE, "strategy__organisation"),
    )
