"""Success measures, to be read: all of a strategy, one with its chart, and the chart itself."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from commitments.measures import by_priority, cards, drawn, fingerprint, has_chart, picture_of, shown_until
from commitments.measures.page import measure_page
from commitments.measures.told import happenings
from commitments.models import Rebase, ReportingPeriod, SuccessMeasure
from commitments.permissions import Action, Person, permit
from commitments.views.finding import period_or_404

ROWS = 200  # readings on a page
_A_DAY = "private, max-age=86400"  # of a drawing that its address names
_ASK = "private, no-cache"


def measure_or_404(
    request: HttpRequest, org: str, strategy: str, period: str, measure: int
) -> tuple[ReportingPeriod, SuccessMeasure]:
    """The period of an address and a measure of its strategy, with its post's people."""
    found = period_or_404(request, org, strategy, period)
    rows = SuccessMeasure.objects.filter(priority__strategy=found.strategy_id)
    rows = rows.select_related("priority__strategy__organisation", "post__holder", "post__deputy")
    return found, get_object_or_404(rows, pk=measure)


def around(period: ReportingPeriod, **context: Any) -> dict[str, Any]:
    """What every page of measures is given beside its own."""
    return {"strategy": period.strategy, "period": period, "here": "measures", **context}


@require_safe
def measures(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """Every measure by priority, with small charts; for the strategy team, the way to add one."""
    found = period_or_404(request, org, strategy, period)
    me = Person(request.user, found.strategy.organisation)
    permit(request.user, Action.READ, found)
    until = shown_until(found, found.strategy.periods.all())
    context = around(
        found,
        shelves=by_priority(found.strategy.priorities.all(), cards(found.strategy, until)),
        until=until,
        may_change=me.may(Action.CHANGE_PLAN, found),
    )
    return render(request, "commitments/measures.jinja", context)


@require_safe
def measure(request: HttpRequest, org: str, strategy: str, period: str, measure: int) -> HttpResponse:
    """One measure: its chart with the table behind it, its targets, who records it, and what happened to it."""
    found, chosen = measure_or_404(request, org, strategy, period, measure)
    permit(request.user, Action.READ, found)
    me = Person(request.user, found.strategy.organisation)
    periods = list(found.strategy.periods.all())
    until = shown_until(found, periods)
    _load(chosen)
    shown = measure_page(chosen, until)
    context = around(
        found,
        measure=chosen,
        shown=shown,
        rows=Paginator(shown.rows, ROWS).get_page(request.GET.get("page")),
        until=until,
        newest=found.strategy.periods.current() if until else found,
        happenings=happenings(chosen),
        may_record=not until and me.may(Action.RECORD_READING, chosen),
        may_change=not until and me.may(Action.CHANGE_PLAN, found),
    )
    return render(request, "commitments/measure.jinja", context)


@require_safe
def measure_chart(request: HttpRequest, org: str, strategy: str, period: str, measure: int) -> HttpResponseBase:
    """The chart as SVG: the whole, or with ?size=small a small one. `drawing` of the address names the drawing that is meant."""
    found, chosen = measure_or_404(request, org, strategy, period, measure)
    permit(request.user, Action.READ, found)
    _load(chosen)
    if not has_chart(chosen):
        raise Http404("A measure in words has no chart.")
    chart = picture_of(chosen, shown_until(found, found.strategy.periods.all()))
    small = request.GET.get("size") == "small"
    name = fingerprint(chart, small=small)
    asked = request.GET.get("drawing", "")
    same = get_conditional_response(request, etag=f'"{name}"')
    answer = same or HttpResponse(drawn(chart, small=small), content_type="image/svg+xml")
    answer.headers["ETag"] = f'"{name}"'
    answer.headers["Cache-Control"] = _A_DAY if asked and name.startswith(asked) else _ASK
    return answer


def _load(chosen: SuccessMeasure) -> None:
    """Loads what the chart and the page of a measure are made from."""
    resets = Prefetch("rebases", Rebase.objects.select_related("by"))
    prefetch_related_objects([chosen], "observations", "targets", resets)
