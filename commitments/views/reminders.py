"""Reminding those who owe updates."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commitments.actions import RefusedError
from commitments.actions.reminders import letter, remind, reminded_in_words
from commitments.permissions import Action, permit
from commitments.rounds.deadlines import day_in_london
from commitments.rounds.owing import debts, owing_in
from commitments.views.acting import signed_in
from commitments.views.finding import period_or_404
from commitments.views.rounds import place


@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """Shows each letter before it is sent: one to each person, with all that they owe; then sends them."""
    found = period_or_404(request, org, strategy, period)
    permit(request.user, Action.CHANGE_PLAN, found)
    site, now, form = f"{request.scheme}://{request.get_host()}", timezone.now(), Form()
    if request.method == "POST":
        form = Form(request.POST)
        try:
            done = remind(period=found, by=signed_in(request), site=site, now=now)
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            tell = messages.warning if done.failed else messages.success
            tell(request, reminded_in_words(done))
            return redirect("reminders", *found.address)
    owed, today = debts(found, now), day_in_london(now)
    context = place(found, "round") | {
        "form": form,
        "owed": owed,
        "lacking": owing_in(found).exclude(updates__period=found).count(),
        "letters": [(debtor, letter(found, debtor, site)) for debtor in owed.people],
        "waiting": [debtor for debtor in owed.people if debtor.reminded_on != today],
    }
    return render(request, "commitments/reminders.jinja", context)
