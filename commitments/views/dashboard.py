"""The dashboard of a period."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commitments.dashboard.answers import answers
from commitments.dashboard.numbers import dashboard as counted
from commitments.dashboard.rows import by_priority, by_theme, rows_of, standing_then
from commitments.dashboard.watchlist import watchlist
from commitments.measures import at_a_glance, shown_until
from commitments.models import Priority
from commitments.permissions import Action, permit
from commitments.standing.status_words import status_words
from commitments.standing.strip import strip
from commitments.views.finding import period_or_404

ROWS = 200  # of the strip on a page


@require_safe
def dashboard(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """Where delivery stands in a period, for the whole strategy or one priority: numbers, movement, what needs attention, the strip."""
    found = period_or_404(request, org, strategy, period)
    permit(request.user, Action.READ, found)
    now, periods, priorities = timezone.now(), list(found.strategy.periods.all()), list(found.strategy.priorities.all())
    earlier = next((each for each in reversed(periods) if each.month < found.month), None)
    chosen = _chosen(request, priorities)
    asked = {"priority": chosen.pk} if chosen else {}
    rows, words = rows_of(found, earlier, chosen, now), status_words(found.strategy)
    then = standing_then(rows, found)
    groups = by_theme(then, chosen) if chosen else by_priority(then, priorities)
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {"strategy": found.strategy, "period": found, "earlier": earlier, "here": "dashboard"} | {
        "periods": periods,
        "priorities": priorities,
        "chosen": chosen,
        "dashboard": counted(found, earlier, rows, groups, words, **asked),
        "watchlist": watchlist(then, found, periods, words, now, **asked),
        "promises": answers(found, then, **asked),
        "measures": at_a_glance(found.strategy, shown_until(found, periods), chosen),
        "strip": strip(found, periods, list(page), priorities, words),
        "page": page,
    }
    return render(request, "commitments/dashboard.jinja", context)


def _chosen(request: HttpRequest, priorities: list[Priority]) -> Priority | None:
    """The priority that the address asks for; none where it asks for all. Raises Http404 for what is none of these."""
    asked = request.GET.get("priority")
    if not asked:
        return None
    found = next((each for each in priorities if str(each.pk) == asked), None)
    if found is None:
        raise Http404
    return found
