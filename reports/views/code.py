"""From the code at the foot of a printed report to the page that says whether it is what was issued."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from commitments.permissions import Action, permit
from commitments.views.finding import current_period, strategy_or_404
from reports.models import Edition

DIGITS = 12  # of the fingerprint, at the foot of each page
_CODE = re.compile(rf"[0-9a-f]{{{DIGITS}}}")
NOT_A_CODE = f"A code has {DIGITS} digits and letters from a to f, such as 4ff4c2139dca."
UNKNOWN = "No edition of this strategy has this code. The paper may be a draft, may be of another strategy, or may not be what was issued."


@require_safe
def edition_find(request: HttpRequest, org: str, strategy: str) -> HttpResponse:
    """Leads to the edition whose pages carry a code; else says why there is none."""
    found = strategy_or_404(request, org, strategy)
    permit(request.user, Action.READ, found)
    code = "".join(request.GET.get("code", "")[:100].split()).casefold()
    why = ""
    if code:
        why = UNKNOWN if _CODE.fullmatch(code) else NOT_A_CODE
        editions = Edition.objects.visible_to(request.user).filter(report__period__strategy=found)
        edition = editions.filter(document_sha256__startswith=code).with_their_story().first()
        if edition and why == UNKNOWN:
            return redirect("edition-verify", *edition.address)
    place = {"strategy": found, "period": current_period(request, found), "here": "editions"}
    return render(request, "reports/edition_find.jinja", place | {"code": code, "why": why})
