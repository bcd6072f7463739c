"""The dashboard of a period."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.dashboard import dashboard as counted
from commitments.permissions import Action, permit
from commitments.status_words import status_words
from commitments.strip import strip
from commitments.views.finding import period_or_404

ROWS = 200  # of the strip on a page


@require_safe
def dashboard(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """Where delivery stands in a period: numbers, movement, what is awaited, and every commitment in every period."""
    found = period_or_404(request, org, strategy, period)
    permit(request.user, Action.READ, found)
    periods = list(found.strategy.periods.all())
    earlier = next((each for each in reversed(periods) if each.month < found.month), None)
    commitments = found.strategy.commitments.in_the_plan().with_ledger().worded_in(found)
    rows = list(commitments.standing_in(found, earlier).in_report_order())
    priorities, words = list(found.strategy.priorities.all()), status_words(found.strategy)
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {
        "strategy": found.strategy,
        "period": found,
        "earlier": earlier,
        "here": "dashboard",
        "periods": periods,
        "dashboard": counted(found, earlier, rows, priorities, words),
        "strip": strip(found, periods, list(page), priorities, words),
        "page": page,
    }
    return render(request, "commitments/dashboard.jinja", context)
