"""Correcting a round: its days, why it is delayed, its meetings; deleting one that was planned by mistake."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commitments.actions.period_changes import (
    ChangedDaysError,
    RoundDays,
    add_meeting,
    change_days,
    change_meeting,
    delete_round,
    kept_of,
    remove_meeting,
)
from commitments.forms.round_changes import DaysForm, MeetingOfRoundForm
from commitments.models import Meeting, PeriodState, ReportingPeriod
from commitments.permissions import Action, permit
from commitments.rounds.meetings import meetings_in_words
from commitments.rounds.table import round_facts
from commitments.views.acting import done, signed_in
from commitments.views.finding import period_or_404
from commitments.views.plan_changes import posted
from commitments.views.rounds import place

_ANY = require_http_methods(["GET", "HEAD", "POST"])


@_ANY
def round_change(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """Corrects the days of a round and says why it is delayed; leads to its meetings."""
    found = _round_or_404(request, org, strategy, period)
    form = DaysForm(posted(request), period=found)
    read = request.POST.get("read", "") if request.method == "POST" else RoundDays.of(found).mark()
    stale: list[ChangedDaysError] = []

    def act() -> str:
        try:
            change_days(period=found, days=form.days(), read=read, by=signed_in(request))
        except ChangedDaysError as error:
            stale.append(error)
            raise
        return f"The round of {found} is saved."

    if form.is_valid() and done(request, form, act):
        return redirect("round", *found.address)
    context = place(found, "round") | {
        "form": form,
        "read": RoundDays.of(found).mark() if stale else read,
        "facts": round_facts(found, timezone.now()),
        "meetings": meetings_in_words(found),
        "can_go": found.state == PeriodState.PLANNED and not kept_of(found),
    }
    return render(request, "commitments/round_change.jinja", context)


@_ANY
def round_meeting_add(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """Adds a meeting that receives the report."""
    found = _round_or_404(request, org, strategy, period)
    form = MeetingOfRoundForm(posted(request), period=found)

    def act() -> str:
        return f"{add_meeting(period=found, days=form.days(), by=signed_in(request))} added."

    return _meeting_page(request, found, form, act, None)


@_ANY
def round_meeting_change(request: HttpRequest, org: str, strategy: str, period: str, meeting: int) -> HttpResponse:
    """Corrects a meeting."""
    found = _round_or_404(request, org, strategy, period)
    chosen = _meeting_or_404(found, meeting)
    form = MeetingOfRoundForm(posted(request), period=found, meeting=chosen)

    def act() -> str:
        return f"{change_meeting(meeting=chosen, days=form.days(), by=signed_in(request))} saved."

    return _meeting_page(request, found, form, act, chosen)


@_ANY
def round_meeting_remove(request: HttpRequest, org: str, strategy: str, period: str, meeting: int) -> HttpResponse:
    """Asks whether a meeting should go, and takes it away."""
    found = _round_or_404(request, org, strategy, period)
    chosen = _meeting_or_404(found, meeting)
    form = Form(posted(request))

    def act() -> str:
        remove_meeting(meeting=chosen, by=signed_in(request))
        return f"{chosen} removed."

    if form.is_valid() and done(request, form, act):
        return redirect("round-change", *found.address)
    context = place(found, "round") | {"form": form, "meeting": meetings_in_words(found, chosen)[0]}
    return render(request, "commitments/round_meeting_remove.jinja", context)


@_ANY
def round_delete(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """Asks whether a round that was planned by mistake should go, and takes it away."""
    found = _round_or_404(request, org, strategy, period)
    form = Form(posted(request))

    def act() -> str:
        delete_round(period=found, by=signed_in(request))
        return f"The round of {found} is deleted."

    if form.is_valid() and done(request, form, act):
        return redirect("plan-outline", org, strategy)
    context = place(found, "round") | {"form": form, "meetings": meetings_in_words(found)}
    return render(request, "commitments/round_delete.jinja", context)


def _meeting_page(
    request: HttpRequest, period: ReportingPeriod, form: Form, act: Callable[[], str], meeting: Meeting | None
) -> HttpResponse:
    """Does what the form of a meeting asks for and leads back, or shows it."""
    if form.is_valid() and done(request, form, act):
        return redirect("round-change", *period.address)
    context = place(period, "round") | {"form": form, "meeting": meeting}
    return render(request, "commitments/round_meeting.jinja", context)


def _round_or_404(request: HttpRequest, org: str, strategy: str, period: str) -> ReportingPeriod:
    """The round of an address, for who may change it."""
    found = period_or_404(request, org, strategy, period)
    permit(request.user, Action.CHANGE_PLAN, found)
    return found


def _meeting_or_404(period: ReportingPeriod, meeting: int) -> Meeting:
    found = get_object_or_404(period.meetings.select_related("committee"), pk=meeting)
    found.period = period
    return found
