"""The charts of a report on screen: each has its own address."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from commitments.measures import drawn, fingerprint
from commitments.permissions import Action, permit
from commitments.views.finding import period_or_404
from reports.document import read
from reports.document.measured import Measured
from reports.document.measuring import measured
from reports.views.finding import edition_or_404


def charts_at(page: str, address: tuple[object, ...]) -> Callable[[int], str]:
    """The addresses of the charts of a report or an edition, by the numbers of their measures."""
    return lambda number: reverse(page, args=(*address, number))


@require_safe
def report_chart(request: HttpRequest, org: str, strategy: str, period: str, measure: int) -> HttpResponse:
    """The chart of a measure, by its number in the report, as the report would print it now."""
    found = period_or_404(request, org, strategy, period)
    permit(request.user, Action.READ, found)
    return _drawn(request, measured(found), measure)


@require_safe
def edition_chart(request: HttpRequest, measure: int, **place: Any) -> HttpResponse:
    """The chart of a measure as an edition holds it, drawn from the frozen document."""
    found = edition_or_404(request, **place)
    return _drawn(request, read(found.document).measures, measure)


def _drawn(request: HttpRequest, measures: tuple[Measured, ...], number: int) -> HttpResponse:
    """The drawing of a measure's chart; drawn once for what it shows, and sent again only to who has another."""
    picture = measures[number - 1].picture if 1 <= number <= len(measures) else None
    if picture is None:
        raise Http404
    name = f'"{fingerprint(picture)}"'
    same = get_conditional_response(request, etag=name)
    if same:
        return HttpResponse(status=same.status_code)
    headers = {"ETag": name, "Cache-Control": "private, no-cache", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(drawn(picture), content_type="image/svg+xml", headers=headers)
