"""The first page."""

from django.db.models import F, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.models import ReportingPeriod, Strategy


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The strategies that are kept here, the newest first, with their reports."""
    periods = Prefetch("periods", ReportingPeriod.objects.order_by("-month"), to_attr="latest_first")
    # In full, because the two engines disagree on the place of an unknown date.
    newest_first = Strategy.objects.order_by(F("starts_on").desc(nulls_last=True), "title", "id")
    strategies = newest_first.select_related("organisation").prefetch_related(periods)
    return render(request, "commitments/home.jinja", {"strategies": strategies})
