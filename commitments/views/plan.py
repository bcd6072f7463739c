"""The plan, to be read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from commitments.models import Strategy
from commitments.outline import outline


@require_safe
def plan_outline(request: HttpRequest, org: str, strategy: str) -> HttpResponse:
    """A strategy's priorities, themes, commitments and measures as an outline."""
    found = get_object_or_404(Strategy.objects.select_related("organisation"), organisation__slug=org, slug=strategy)
    return render(request, "commitments/plan_outline.jinja", {"strategy": found, "outline": outline(found)})
