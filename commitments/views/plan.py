"""The plan, to be read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.permissions import Action, may
from commitments.plan.outline import outline
from commitments.views.finding import current_period, strategy_or_404


@require_safe
def plan_outline(request: HttpRequest, org: str, strategy: str) -> HttpResponse:
    """A strategy's priorities, themes, commitments and measures as an outline; for who may change it, the ways to do so."""
    found = strategy_or_404(request, org, strategy)
    context = {
        "strategy": found,
        "period": current_period(request, found),
        "here": "plan-outline",
        "outline": outline(found),
        "may_change": may(request.user, Action.CHANGE_PLAN, found),
    }
    return render(request, "commitments/plan_outline.jinja", context)
