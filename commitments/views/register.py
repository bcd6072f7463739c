"""The register of a period."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.filters import CommitmentFilter
from commitments.permissions import Action, permit
from commitments.register import commitments_of, in_words_of, line
from commitments.status_words import status_words
from commitments.views.finding import period_or_404

ROWS = 200  # on a page
RARER = ("theme", "lead", "movement", "update", "sort")  # filters that wait behind 'More filters'


@require_safe
def register(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """The commitments of a period's plan, those that the address asks for; with status 400 and a sentence where it asks nonsense."""
    found = period_or_404(request, org, strategy, period)
    permit(request.user, Action.READ, found)
    earlier, words = found.previous(), status_words(found.strategy)
    commitments = commitments_of(found, earlier)
    filters = in_words_of(CommitmentFilter(request.GET, commitments), words)
    valid = filters.is_valid()
    page = Paginator(filters.qs if valid else commitments.none(), ROWS).get_page(request.GET.get("page"))
    context = {
        "strategy": found.strategy,
        "period": found,
        "earlier": earlier,
        "here": "register",
        "form": filters.form,
        "opened": any(request.GET.get(name) for name in RARER),
        "page": page,
        "lines": [line(row, found, earlier, words) for row in page],
        "total": commitments.count(),
        "asked": _asked(request),
    }
    return render(request, "commitments/register.jinja", context, status=200 if valid else 400)


def _asked(request: HttpRequest) -> str:
    """The query of the address without its page, for the links to other pages of the list."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()
