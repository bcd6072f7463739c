"""The wording ledger of a strategy."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.forms.ledger import LedgerForm
from commitments.models import PlanChange
from commitments.permissions import Action, permit
from commitments.plan.ledger import changes_of, entry
from commitments.views.finding import current_period, strategy_or_404

ROWS = 200  # on a page


@require_safe
def ledger(request: HttpRequest, org: str, strategy: str) -> HttpResponse:
    """Every change of the plan since it was published, words struck and added; with status 400 where the address asks nonsense."""
    found = strategy_or_404(request, org, strategy)
    permit(request.user, Action.READ, found)
    form = LedgerForm(request.GET, strategy=found)
    valid = form.is_valid()
    rows = changes_of(found, form.cleaned_data) if valid else PlanChange.objects.none()
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {
        "strategy": found,
        "period": current_period(request, found),
        "here": "ledger",
        "form": form,
        "page": page,
        "entries": [entry(change) for change in page],
        "asked": _asked(request),
    }
    return render(request, "commitments/ledger.jinja", context, status=200 if valid else 400)


def _asked(request: HttpRequest) -> str:
    """The query of the address without its page, for the links to other pages of the list."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()
