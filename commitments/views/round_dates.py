"""The dates of a round: planned back from the meeting that receives its report, and put off."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commitments.actions.period_dates import extend_commitment, extend_period, plan_period
from commitments.dates import in_words
from commitments.forms.rounds import DatesForm, ExtendAllForm, ExtendOneForm, MeetingForm
from commitments.models import ReportingPeriod
from commitments.permissions import Action, permit
from commitments.rounds.owing import owed_updates
from commitments.rounds.planning import explained, planned_back
from commitments.rounds.table import round_facts
from commitments.views.acting import done, signed_in
from commitments.views.finding import current_period, period_or_404, strategy_or_404
from commitments.views.rounds import place


@require_http_methods(["GET", "HEAD", "POST"])
def round_plan(request: HttpRequest, org: str, strategy: str) -> HttpResponse:
    """Plans a round: asks for the meeting, then shows the dates that fall out, which can all be changed, and saves them."""
    found = strategy_or_404(request, org, strategy)
    permit(request.user, Action.CHANGE_PLAN, found)
    asked = request.GET if "held_on" in request.GET else None
    meeting = MeetingForm(asked, strategy=found, initial={"period": request.GET.get("period", "")})
    context: dict[str, Any] = {
        "strategy": found,
        "period": current_period(request, found),
        "here": "round",
        "form": meeting,
    }
    if not meeting.is_valid():
        return render(request, "commitments/round_plan.jinja", context)
    to, chosen = meeting.meeting(), meeting.chosen()
    dates = planned_back(to["held_on"], to["committee"].papers_working_days)
    form = DatesForm(_posted(request), period=chosen, initial={"month": to["held_on"]} | vars(dates))
    saved: list[ReportingPeriod] = []

    def act() -> str:
        saved.append(plan_period(strategy=found, by=signed_in(request), **to, **form.parts()))
        return f"The round of {saved[0]} is planned. Open it when people should begin to write."

    if form.is_valid() and done(request, form, act):
        return redirect("round", *saved[0].address)
    context |= to | {"form": form, "chosen": chosen, "dates": dates, "today": timezone.localdate()}
    context["explained"] = explained(dates, to["committee"].papers_working_days)
    return render(request, "commitments/round_plan_dates.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def round_extend(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """Gives everybody other due dates, or one commitment a later one."""
    found = period_or_404(request, org, strategy, period)
    permit(request.user, Action.CHANGE_PLAN, found)
    owed = [update.commitment for update in owed_updates(found)]
    one = request.POST.get("do") == "one"
    everybody = ExtendAllForm(None if one else _posted(request), period=found)
    single = ExtendOneForm(_posted(request) if one else None, owed=owed)

    def act() -> str:
        if one:
            made = extend_commitment(period=found, by=signed_in(request), **single.parts())
            return f"The update of {made.commitment.ref} is now due on {in_words(made.due_on)}."
        extended = extend_period(period=found, by=signed_in(request), **everybody.cleaned_data)
        return f"Updates for {extended} are now due on {in_words(everybody.cleaned_data['updates_due_on'])}."

    form = single if one else everybody
    if form.is_valid() and done(request, form, act):
        return redirect("round", *found.address)
    context = place(found, "round") | {
        "form": form,
        "everybody": everybody,
        "single": single,
        "owed": owed,
        "facts": round_facts(found, timezone.now()),
        "extensions": found.extensions.select_related("commitment"),
    }
    return render(request, "commitments/round_extend.jinja", context)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
