"""What the strategy team does to measures: adds, changes, orders and deletes them, sets targets, resets limits."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from commitments.actions import RefusedError
from commitments.actions.measures import add_measure, change_measure, delete_measure, move_measure
from commitments.actions.targets import (
    add_target,
    change_target,
    delete_reset,
    delete_target,
    reset_limits,
)
from commitments.dates import in_words
from commitments.forms.measures import MeasureForm, ResetForm, TargetForm
from commitments.measures.cards import goal_in_words
from commitments.models import ReportingPeriod, SuccessMeasure
from commitments.permissions import Action, permit
from commitments.views.acting import signed_in
from commitments.views.finding import period_or_404
from commitments.views.lists import saved
from commitments.views.measures import around, measure_or_404
from commitments.views.plan_changes import form_page, posted


def _changeable(
    request: HttpRequest, org: str, strategy: str, period: str, measure: int
) -> tuple[ReportingPeriod, SuccessMeasure]:
    """The measure of an address, for who may change the plan."""
    found, chosen = measure_or_404(request, org, strategy, period, measure)
    permit(request.user, Action.CHANGE_PLAN, chosen)
    return found, chosen


def answered(
    request: HttpRequest,
    at: tuple[ReportingPeriod, SuccessMeasure],
    form: Form,
    page: str,
    act: Callable[[], str],
    **context: Any,
) -> HttpResponse:
    """Does what a form asks and leads to the measure, or shows the form again with why not."""
    period, measure = at
    if saved(request, form, act):
        return redirect("measure", *period.address, measure.pk)
    return render(request, f"commitments/{page}.jinja", around(period, measure=measure, form=form, **context))


@form_page
def measure_add(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """Adds a measure; `priority` of the address is the name of the one that is offered first."""
    found = period_or_404(request, org, strategy, period)
    permit(request.user, Action.CHANGE_PLAN, found)
    form = MeasureForm(posted(request), strategy=found.strategy, priority=request.GET.get("priority", ""))

    def act() -> str:
        made = add_measure(strategy=found.strategy, definition=form.definition(), by=signed_in(request))
        return f"“{made}” was added."

    if saved(request, form, act):
        return redirect("measures", *found.address)
    return render(request, "commitments/measure_edit.jinja", around(found, form=form, measure=None))


@form_page
def measure_change(request: HttpRequest, org: str, strategy: str, period: str, measure: int) -> HttpResponse:
    """Changes what a measure is; the buttons for its place in the order act here too."""
    found, chosen = _changeable(request, org, strategy, period, measure)
    if request.POST.get("do") in {"up", "down"}:
        _move(request, chosen, request.POST["do"])
        return redirect("measure-change", *found.address, chosen.pk)
    form = MeasureForm(posted(request), strategy=found.strategy, measure=chosen)

    def act() -> str:
        now = change_measure(measure=chosen, definition=form.definition(), shown=form.shown(), by=signed_in(request))
        return f"Saved: “{now}”."

    rows = list(SuccessMeasure.objects.filter(priority=chosen.priority_id).order_by("position", "id"))
    shown = {"neighbours": rows, "is_first": rows[0] == chosen, "is_last": rows[-1] == chosen}
    return answered(request, (found, chosen), form, "measure_edit", act, **shown)


def _move(request: HttpRequest, measure: SuccessMeasure, way: str) -> None:
    try:
        move_measure(measure=measure, up=way == "up", by=signed_in(request))
    except RefusedError as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"“{measure}” was moved {way}.")


@form_page
def measure_delete(request: HttpRequest, org: str, strategy: str, period: str, measure: int) -> HttpResponse:
    """Deletes a measure that has no readings, after asking."""
    found, chosen = _changeable(request, org, strategy, period, measure)
    form = Form(posted(request))

    def act() -> str:
        delete_measure(measure=chosen, by=signed_in(request))
        return f"“{chosen}” was deleted."

    if saved(request, form, act):
        return redirect("measures", *found.address)
    context = around(found, measure=chosen, form=form, readings=chosen.observations.count())
    return render(request, "commitments/measure_delete.jinja", context)


@form_page
def target_add(request: HttpRequest, org: str, strategy: str, period: str, measure: int) -> HttpResponse:
    """Sets a target."""
    found, chosen = _changeable(request, org, strategy, period, measure)
    form = TargetForm(posted(request), measure=chosen)

    def act() -> str:
        made = add_target(measure=chosen, goal=form.goal(), by=signed_in(request))
        return f"Target set: {goal_in_words(chosen, made)}."

    return answered(request, (found, chosen), form, "target_edit", act, target=None)


@form_page
def target_change(
    request: HttpRequest, *, org: str, strategy: str, period: str, measure: int, target: int
) -> HttpResponse:
    """Changes a target."""
    found, chosen = _changeable(request, org, strategy, period, measure)
    row = get_object_or_404(chosen.targets.select_related("measure__priority__strategy"), pk=target)
    form = TargetForm(posted(request), measure=chosen, target=row)

    def act() -> str:
        now = change_target(target=row, goal=form.goal(), shown=form.shown(), by=signed_in(request))
        return f"Target saved: {goal_in_words(chosen, now)}."

    return answered(request, (found, chosen), form, "target_edit", act, target=row)


@form_page
def target_delete(
    request: HttpRequest, *, org: str, strategy: str, period: str, measure: int, target: int
) -> HttpResponse:
    """Deletes a target, after asking."""
    found, chosen = _changeable(request, org, strategy, period, measure)
    row = get_object_or_404(chosen.targets.select_related("measure__priority__strategy"), pk=target)
    words = goal_in_words(chosen, row)

    def act() -> str:
        delete_target(target=row, by=signed_in(request))
        return f"Target deleted: {words}."

    return answered(request, (found, chosen), Form(posted(request)), "target_delete", act, words=words)


@form_page
def limits_reset(request: HttpRequest, org: str, strategy: str, period: str, measure: int) -> HttpResponse:
    """Resets the limits of a chart from a day, with a reason."""
    found, chosen = _changeable(request, org, strategy, period, measure)
    form = ResetForm(posted(request))

    def act() -> str:
        made = reset_limits(measure=chosen, day=form.since(), reason=form.cleaned_data["reason"], by=signed_in(request))
        return f"The limits are reset from {in_words(made.date)}."

    return answered(request, (found, chosen), form, "limits_reset", act)


@form_page
def reset_delete(
    request: HttpRequest, *, org: str, strategy: str, period: str, measure: int, reset: int
) -> HttpResponse:
    """Takes away a reset of the limits, after asking."""
    found, chosen = _changeable(request, org, strategy, period, measure)
    row = get_object_or_404(chosen.rebases.select_related("measure__priority__strategy", "by"), pk=reset)

    def act() -> str:
        delete_reset(rebase=row, by=signed_in(request))
        return f"The reset from {in_words(row.date)} was taken away."

    return answered(request, (found, chosen), Form(posted(request)), "reset_delete", act, reset=row)
