"""A round: who owes what; opened, closed, opened again."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commitments.actions.periods import close_period, left_in_words, left_open, make_drafts, open_period, undo_opening
from commitments.dates import month_in_words
from commitments.forms.rounds import CloseForm, RoundFilterForm
from commitments.models import PeriodState, ReportingPeriod
from commitments.permissions import Action, Person, permit
from commitments.rounds.deadlines import counted
from commitments.rounds.owing import UNTOUCHED, owing_in
from commitments.rounds.table import entries, overview, round_facts
from commitments.views.acting import done, signed_in
from commitments.views.finding import period_or_404


@require_safe
def the_round(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """Every commitment of the round with its update's state, by when it is due, and what was last done with it."""
    found = period_or_404(request, org, strategy, period)
    permit(request.user, Action.FOLLOW_ROUND, found)
    person, now = Person(request.user, found.strategy.organisation), timezone.now()
    rows = entries(found, now)
    form = RoundFilterForm(request.GET, found=rows, label=found.strategy.priority_label)
    shown = form.narrowed(rows)
    context = place(found, "round") | {
        "facts": round_facts(found, now),
        "delayed": month_in_words(found.scheduled_for) if found.scheduled_for and found.is_delayed() else "",
        "overview": overview(rows),
        "form": form,
        "shown": len(shown),
        "total": len(rows),
        "bands": [(name, list(band)) for name, band in groupby(shown, key=lambda entry: entry.priority)],
        "may_change": person.may(Action.CHANGE_PLAN, found),
        "may_read_drafts": person.may(Action.READ_DRAFT, found),
    }
    return render(request, "commitments/round.jinja", context, status=200 if form.is_valid() else 400)


@require_http_methods(["GET", "HEAD", "POST"])
def round_open(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """Opens a round, makes the drafts that one lacks, or takes a wrong opening back."""
    found = period_or_404(request, org, strategy, period)
    permit(request.user, Action.CHANGE_PLAN, found)
    form = Form(request.POST if request.method == "POST" else None)
    act = _OPENINGS.get(request.POST.get("do", ""), _open)
    if form.is_valid() and done(request, form, lambda: act(found, signed_in(request))):
        return redirect("round", *found.address)
    owed, updates = owing_in(found), found.updates.all()
    context = place(found, "round") | {
        "form": form,
        "facts": round_facts(found, timezone.now()),
        "owed": owed.count(),
        "lacking": owed.exclude(updates__period=found).count(),
        "untouched": not updates.exclude(pk__in=updates.filter(UNTOUCHED).values("pk")).exists(),
    }
    return render(request, "commitments/round_open.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def round_close(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """Closes a round; where updates are left it says how many, and asks for a tick."""
    found = period_or_404(request, org, strategy, period)
    permit(request.user, Action.CHANGE_PLAN, found)
    form = CloseForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        closed = close_period(period=found, by=signed_in(request), sure=form.cleaned_data["sure"])
        return f"The round of {closed} is closed. Nobody can write in it any more."

    if form.is_valid() and done(request, form, act):
        return redirect("round", *found.address)
    context = place(found, "round") | {"form": form, "left": left_in_words(left_open(found))}
    return render(request, "commitments/round_close.jinja", context)


def place(period: ReportingPeriod, here: str) -> dict[str, Any]:
    """What a page of a round passes to its template to say where it is."""
    return {"strategy": period.strategy, "period": period, "here": here}


def _open(period: ReportingPeriod, by: Any) -> str:
    opened = open_period(period=period, by=by)
    again = " again" if period.state == PeriodState.CLOSED else ""
    owed = counted(owing_in(opened).count(), "update is owed", "updates are owed")
    return f"The round of {opened} is open{again}. {owed}."


def _make_drafts(period: ReportingPeriod, by: Any) -> str:
    return f"{counted(make_drafts(period=period, by=by), 'draft')} made."


def _undo(period: ReportingPeriod, by: Any) -> str:
    undone = undo_opening(period=period, by=by)
    return f"The opening of {undone} is undone. The round is planned, and its empty drafts are gone."


_OPENINGS: dict[str, Callable[[ReportingPeriod, Any], str]] = {"drafts": _make_drafts, "undo": _undo}
