"""Who leads a commitment, who supports it, and when it is due."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commitments.actions.leading import change_due, give_posts
from commitments.dates import span_in_words
from commitments.forms.due import DueForm
from commitments.forms.leading import LeadForm
from commitments.views.acting import signed_in
from commitments.views.lists import saved
from commitments.views.plan_changes import around, commitment_or_404, form_page, posted


@form_page
def commitment_lead(request: HttpRequest, org: str, strategy: str, ref: str) -> HttpResponse:
    """Chooses the posts that lead and support a commitment."""
    found = commitment_or_404(request, org, strategy, ref)
    form = LeadForm(posted(request), commitment=found)

    def act() -> str:
        given = form.given()
        now = give_posts(commitment=found, shown=form.shown(), by=signed_in(request), **given)
        names = ", ".join(str(post) for post in given["supporting"])
        return f"{now.lead or 'No post'} leads {now.ref}." + (f" It is supported by: {names}." if names else "")

    if saved(request, form, act):
        return redirect("commitment-change", org, strategy, found.ref)
    context = around(request, found.strategy, commitment=found, form=form)
    return render(request, "commitments/commitment_lead.jinja", context)


@form_page
def commitment_due(request: HttpRequest, org: str, strategy: str, ref: str) -> HttpResponse:
    """Changes when a commitment is due."""
    found = commitment_or_404(request, org, strategy, ref)
    form = DueForm(posted(request), commitment=found)

    def act() -> str:
        given = form.cleaned_data
        by = signed_in(request)
        now = change_due(commitment=found, due=given["due"], shown=form.shown(), reason=given["reason"], by=by)
        due = span_in_words(now.due.starts_on, now.due.precision) if now.due else "not known"
        return f"Saved. When {now.ref} is due: {due}."

    if saved(request, form, act):
        return redirect("commitment-change", org, strategy, found.ref)
    context = around(request, found.strategy, commitment=found, form=form)
    return render(request, "commitments/commitment_due.jinja", context)
