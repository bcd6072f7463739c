"""The first page."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.models import ReportingPeriod, Strategy


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The strategies that are kept here, the newest first, with their reports."""
    periods = Prefetch("periods", ReportingPeriod.objects.order_by("-month"), to_attr="latest_first")
    strategies = Strategy.objects.select_related("organisation").prefetch_related(periods)
    return render(request, "commitments/home.jinja", {"strategies": strategies})
