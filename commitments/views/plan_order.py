"""The page from which a commitment is changed: its place in the order, and the way to every other change."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commitments.actions.plan import neighbours, reorder
from commitments.dates import Precision, span_in_words
from commitments.forms.leading import held
from commitments.models import Commitment
from commitments.plan.happenings import happenings
from commitments.plan.ledger import entry
from commitments.plan.places import place
from commitments.plan.undoing import last_change, why_not
from commitments.views.acting import done, signed_in
from commitments.views.plan_changes import around, commitment_or_404, form_page, posted


@form_page
def commitment_change(request: HttpRequest, org: str, strategy: str, ref: str) -> HttpResponse:
    """What a commitment is, with the way to change each part of it; the buttons for its place in the order act here."""
    found = commitment_or_404(request, org, strategy, ref)
    form = Form(posted(request))

    def act() -> str:
        reorder(commitment=found, up=request.POST.get("do") == "up", by=signed_in(request))
        return f"{found.ref} was moved {'up' if request.POST.get('do') == 'up' else 'down'}."

    if form.is_valid() and done(request, form, act):
        return redirect("commitment-change", org, strategy, found.ref)
    return render(
        request, "commitments/commitment_change.jinja", around(request, found.strategy, form=form, **_known(found))
    )


def _known(commitment: Commitment) -> dict[str, Any]:
    """What the page says of a commitment."""
    change, rows, due = last_change(commitment), neighbours(commitment), commitment.due
    return {
        "commitment": commitment,
        "place": place(commitment.priority, commitment.theme),
        "due": span_in_words(due.starts_on, Precision(due.precision)) if due else "",
        "lead": held(commitment.lead) if commitment.lead else "",
        "supporting": [held(post) for post in commitment.supporting.select_related("holder")],
        "neighbours": rows,
        "is_first": rows[0].pk == commitment.pk,
        "is_last": rows[-1].pk == commitment.pk,
        "in_force": Commitment.objects.in_force().filter(pk=commitment.pk).exists(),
        "change": entry(change) if change else None,
        "why_not": why_not(change, commitment) if change else "",
        "happenings": happenings(commitment),
    }
