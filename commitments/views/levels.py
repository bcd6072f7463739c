"""The pages on which priorities, themes and sub-themes are added, changed, put in order and removed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from commitments.actions import RefusedError
from commitments.actions.levels import (
    add_priority,
    add_theme,
    beside,
    change_level,
    remove_level,
    reorder_level,
)
from commitments.forms.levels import LevelForm, NewThemeForm, PriorityForm, ThemeForm
from commitments.models import Priority, Strategy, Theme
from commitments.plan.happenings import happenings
from commitments.plan.within import standing_in, strategy_of
from commitments.views.acting import signed_in
from commitments.views.lists import saved
from commitments.views.plan_changes import around, changeable, form_page, posted


@form_page
def priority_add(request: HttpRequest, org: str, strategy: str) -> HttpResponse:
    """Adds a priority."""
    found = changeable(request, org, strategy)
    form = PriorityForm(posted(request), strategy=found)

    def act() -> str:
        made = add_priority(strategy=found, words=form.words(), by=signed_in(request))
        return f"“{made}” was added. It stands last in the plan."

    if saved(request, form, act):
        return redirect("plan-outline", org, strategy)
    return render(request, "commitments/priority_edit.jinja", around(request, found, form=form, level=None))


@form_page
def priority_change(request: HttpRequest, org: str, strategy: str, priority: int) -> HttpResponse:
    """Changes what is said of a priority; the buttons for its place in the order act here too."""
    found = changeable(request, org, strategy)
    level = _priority_or_404(found, priority)
    return _changed(request, level, "priority", lambda: PriorityForm(posted(request), strategy=found, priority=level))


@form_page
def priority_remove(request: HttpRequest, org: str, strategy: str, priority: int) -> HttpResponse:
    """Takes a priority out of the plan while nothing stands in it, after asking."""
    return _removed(request, _priority_or_404(changeable(request, org, strategy), priority), "priority")


@form_page
def theme_add(request: HttpRequest, org: str, strategy: str, priority: int) -> HttpResponse:
    """Adds a theme to a priority, or a sub-theme; the address may say under which theme."""
    found = changeable(request, org, strategy)
    above = _priority_or_404(found, priority)
    form = NewThemeForm(posted(request), priority=above, under=request.GET.get("under", ""))

    def act() -> str:
        made = add_theme(priority=above, under=form.above(), words=form.words(), by=signed_in(request))
        return f"“{made}” was added to {made.parent or above}."

    if saved(request, form, act):
        return redirect("plan-outline", org, strategy)
    context = around(request, found, form=form, level=None, priority=above)
    return render(request, "commitments/theme_edit.jinja", context)


@form_page
def theme_change(request: HttpRequest, org: str, strategy: str, theme: int) -> HttpResponse:
    """Changes what is said of a theme or sub-theme; the buttons for its place in the order act here too."""
    level = _theme_or_404(changeable(request, org, strategy), theme)
    return _changed(request, level, "theme", lambda: ThemeForm(posted(request), theme=level))


@form_page
def theme_remove(request: HttpRequest, org: str, strategy: str, theme: int) -> HttpResponse:
    """Takes a theme or sub-theme out of the plan while nothing stands in it, after asking."""
    return _removed(request, _theme_or_404(changeable(request, org, strategy), theme), "theme")


def _priority_or_404(strategy: Strategy, priority: int) -> Priority:
    rows = Priority.objects.select_related("strategy__organisation", "executive_lead", "committee")
    return get_object_or_404(rows, strategy=strategy, pk=priority)


def _theme_or_404(strategy: Strategy, theme: int) -> Theme:
    rows = Theme.objects.select_related("priority__strategy__organisation", "parent")
    return get_object_or_404(rows, priority__strategy=strategy, pk=theme)


def _changed(request: HttpRequest, level: Any, kind: str, made: Callable[[], LevelForm]) -> HttpResponse:
    """Moves a priority or a theme up or down, or saves what its form says, or shows the form."""
    strategy = strategy_of(level)
    if request.POST.get("do") in {"up", "down"}:
        _move(request, level, request.POST["do"])
        return redirect(f"{kind}-change", *strategy.address, level.pk)
    form = made()

    def act() -> str:
        now = change_level(level=level, words=form.words(), shown=form.shown(), by=signed_in(request))
        return f"Saved: “{now}”."

    if saved(request, form, act):
        return redirect("plan-outline", *strategy.address)
    rows = beside(level)
    places = {"neighbours": rows, "is_first": rows[:1] == [level], "is_last": rows[-1:] == [level]}
    told = {"why_not": standing_in(level), "happenings": happenings(level)}
    return render(
        request, f"commitments/{kind}_edit.jinja", around(request, strategy, form=form, level=level, **places, **told)
    )


def _move(request: HttpRequest, level: Any, way: str) -> None:
    try:
        reorder_level(level=level, up=way == "up", by=signed_in(request))
    except RefusedError as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"“{level}” was moved {way}.")


def _removed(request: HttpRequest, level: Any, kind: str) -> HttpResponse:
    """Removes a priority or a theme once that was confirmed, or asks."""
    strategy, form = strategy_of(level), Form(posted(request))

    def act() -> str:
        remove_level(level=level, by=signed_in(request))
        return f"“{level}” was removed."

    if saved(request, form, act):
        return redirect("plan-outline", *strategy.address)
    context = around(request, strategy, form=form, level=level, kind=kind, why_not=standing_in(level))
    return render(request, "commitments/level_remove.jinja", context)
