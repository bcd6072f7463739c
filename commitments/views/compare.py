"""Any two periods beside each other."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from commitments.comparing.plan import Comparing
from commitments.comparing.plan import compare as compared
from commitments.forms.compare import CompareForm
from commitments.models import Commitment, ReportingPeriod
from commitments.permissions import Action, permit
from commitments.standing.status_words import status_words
from commitments.views.finding import period_or_404


@require_safe
def compare(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """What changed between a period and another, for the plan, a priority or a commitment; 400 where the address asks nonsense.

    The form sends its first period beside the others: it is led to that period's own address.
    """
    found = period_or_404(request, org, strategy, period)
    permit(request.user, Action.READ, found)
    offered = found.strategy.commitments.in_the_plan().in_report_order()
    form = CompareForm(request.GET, period=found, commitments=offered)
    valid = form.is_valid()
    if valid and "period" in request.GET:
        return redirect(_address(form.cleaned_data))
    context = {
        "strategy": found.strategy,
        "period": found,
        "here": "compare",
        "form": form,
        "address": reverse("compare", args=found.address),
        "everything": _address(form.cleaned_data | {"changed": False}) if valid else "",
        "comparing": _compared(found, form.cleaned_data) if valid else None,
    }
    return render(request, "commitments/compare.jinja", context, status=200 if valid else 400)


def _compared(period: ReportingPeriod, chosen: dict[str, Any]) -> Comparing | None:
    """The two periods beside each other for what was chosen; none where there is no other period."""
    other, commitment, priority = chosen["with"], chosen["commitment"], chosen["priority"]
    if other is None:
        return None
    if commitment:
        rows = Commitment.objects.filter(pk=commitment.pk)
    else:
        rows = Commitment.objects.in_plan_of(max(period, other, key=lambda each: each.month))
        rows = rows.filter(priority=priority) if priority else rows
    return compared(rows, period, other, status_words(period.strategy))


def _address(chosen: dict[str, Any]) -> str:
    """The address that says what was chosen, and nothing else."""
    other, priority, commitment = chosen["with"], chosen["priority"], chosen["commitment"]
    asked = {
        "with": other.slug if other else "",
        "priority": priority.pk if priority else "",
        "commitment": commitment.ref if commitment else "",
        "changed": "on" if chosen["changed"] else "",
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    return reverse("compare", args=chosen["period"].address) + (f"?{query}" if query else "")
