"""What an address names, found among what the reader may see: anything else is not there."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from commitments.models import Organisation, ReportingPeriod, Strategy
from commitments.models.period import ReportingPeriodQuerySet
from commitments.models.prepared import ANY_READER, Prepared, key, slug
from commitments.permissions import Action, allowed_in


def organisation_or_404(request: HttpRequest, org: str) -> Organisation:
    """The organisation of an address."""
    return get_object_or_404(Organisation.objects.visible_to(request.user), slug=org)


def strategy_or_404(request: HttpRequest, org: str, strategy: str) -> Strategy:
    """The strategy of an address, with its organisation."""
    found: Strategy = _one(_STRATEGY, request, org=org, strategy=strategy)
    return found


def period_or_404(request: HttpRequest, org: str, strategy: str, period: str) -> ReportingPeriod:
    """The period of an address, with its strategy and organisation, and what its menu offers this reader."""
    found: ReportingPeriod = _one(_PERIOD, request, org=org, strategy=strategy, period=period)
    return found


def current_period(request: HttpRequest, strategy: Strategy) -> ReportingPeriod | None:
    """The period that the menu leads to on a page of the whole strategy; none where it has no period."""
    return next(iter(_CURRENT.rows(user=request.user.pk, strategy=strategy.pk)), None)


def _one(prepared: Prepared, request: HttpRequest, **address: str) -> Any:
    """What a query finds for this reader. Raises Http404 where it finds nothing, as for everybody whose account is closed."""
    found = prepared.rows(user=request.user.pk, **address) if request.user.is_active else []
    if not found:
        raise Http404
    return found[0]


def _with_menu(periods: ReportingPeriodQuerySet) -> ReportingPeriodQuerySet:
    """Periods that know whether their menu shows the reader the round, the desk and the highlights."""
    return periods.select_related("strategy__organisation").annotate(
        menu_has_round=allowed_in(ANY_READER, Action.FOLLOW_ROUND, "strategy__organisation"),
        menu_has_desk=allowed_in(ANY_READER, Action.EDIT_REPORT, "strategy__organisation"),
        menu_has_highlights=allowed_in(ANY_READER, Action.PROPOSE_NARRATIVE, "strategy__organisation"),
    )


# Every page asks one of these.
_STRATEGY = Prepared(
    lambda: (
        Strategy.objects.visible_to(ANY_READER)
        .filter(organisation__slug=slug("org"), slug=slug("strategy"))
        .select_related("organisation")
        .order_by()
    )
)
_PERIOD = Prepared(
    lambda: (
        _with_menu(ReportingPeriod.objects.visible_to(ANY_READER))
        .filter(strategy__organisation__slug=slug("org"), strategy__slug=slug("strategy"), slug=slug("period"))
        .order_by()
    )
)
_CURRENT = Prepared(
    lambda: _with_menu(ReportingPeriod.objects.filter(strategy=key("strategy"))).newest_first()[:1],
)
