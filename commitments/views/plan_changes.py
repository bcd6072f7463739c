"""Changing the plan: a page for each way in which a commitment can change."""

from collections.abc import Callable
from typing import Any

from django.db.models import Value
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from commitments.actions.changes import Seen, StaleError
from commitments.actions.plan import add_commitment, merge, move, stop
from commitments.actions.wording import reword, undo
from commitments.forms.plan import AddForm, Based, MergeForm, MoveForm, RewordForm, StopForm, UndoForm
from commitments.models import Commitment, Strategy
from commitments.permissions import Action, permit
from commitments.plan.ledger import changes_since, entry
from commitments.plan.places import next_ref, place, places
from commitments.plan.undoing import last_change, why_not
from commitments.text import one_line
from commitments.views.acting import done, signed_in
from commitments.views.finding import current_period, strategy_or_404

_LONGEST = 300  # characters of an address that are looked at; a ref has 30
form_page = require_http_methods(["GET", "HEAD", "POST"])


def changeable(request: HttpRequest, org: str, strategy: str) -> Strategy:
    """The strategy of an address, for who may change its plan."""
    found = strategy_or_404(request, org, strategy)
    permit(request.user, Action.CHANGE_PLAN, found)
    return found


def commitment_or_404(request: HttpRequest, org: str, strategy: str, ref: str) -> Commitment:
    """The commitment of an address, for who may change its plan; whatever the case of its ref, as the database compares refs."""
    found = changeable(request, org, strategy)
    rows = Commitment.objects.in_the_plan().filter(strategy=found).alias(small=Lower("ref"))
    loaded = rows.select_related("strategy__organisation", "priority", "theme__parent", "lead__holder", "merged_into")
    return get_object_or_404(loaded, small=Lower(Value(one_line(ref[:_LONGEST]))))


def posted(request: HttpRequest) -> Any:
    """What was sent, none where the page is asked for."""
    return request.POST if request.method == "POST" else None


def around(request: HttpRequest, strategy: Strategy, **context: Any) -> dict[str, Any]:
    """What every page of the plan is given beside its own."""
    return {"strategy": strategy, "period": current_period(request, strategy), "here": "plan-outline", **context}


@form_page
def commitment_add(request: HttpRequest, org: str, strategy: str) -> HttpResponse:
    """Adds a commitment; the address may name a place, whose next free ref is then offered."""
    found = changeable(request, org, strategy)
    there = {each.key: each for each in places(found)}
    chosen = there.get(request.GET.get("place", ""))
    initial = {"place": chosen.key, "ref": next_ref(chosen.priority)} if chosen else {}
    form = AddForm(posted(request), strategy=found, initial=initial)

    def act() -> str:
        made = add_commitment(strategy=found, new=form.new(), occasion=form.occasion(), by=signed_in(request))
        return f"{made.ref} was added to the plan."

    if form.is_valid() and done(request, form, act):
        return redirect("plan-outline", org, strategy)
    return render(request, "commitments/commitment_add.jinja", around(request, found, form=form, can_be=bool(there)))


@form_page
def commitment_reword(request: HttpRequest, org: str, strategy: str, ref: str) -> HttpResponse:
    """Gives a commitment other words."""
    found = commitment_or_404(request, org, strategy, ref)
    form = RewordForm(posted(request), commitment=found)

    def act() -> str:
        reword(wording=form.cleaned_data["wording"], **_based(request, found, form))
        return f"{found.ref} has new words. The old ones stay in the ledger."

    return _answer(request, found, form, "commitment_reword", act)


@form_page
def commitment_move(request: HttpRequest, org: str, strategy: str, ref: str) -> HttpResponse:
    """Puts a commitment in another priority or theme."""
    found = commitment_or_404(request, org, strategy, ref)
    form = MoveForm(posted(request), commitment=found)

    def act() -> str:
        moved = move(to=form.places[form.cleaned_data["place"]], **_based(request, found, form))
        return f"{found.ref} now stands in {place(moved.priority, moved.theme)}."

    return _answer(request, found, form, "commitment_move", act)


@form_page
def commitment_merge(request: HttpRequest, org: str, strategy: str, ref: str) -> HttpResponse:
    """Makes a commitment part of another."""
    found = commitment_or_404(request, org, strategy, ref)
    form = MergeForm(posted(request), commitment=found)

    def act() -> str:
        other = form.others[form.cleaned_data["into"]]
        merge(into=other, **_based(request, found, form))
        return f"{found.ref} is part of {other.ref} now. It owes no new update."

    return _answer(request, found, form, "commitment_merge", act)


@form_page
def commitment_stop(request: HttpRequest, org: str, strategy: str, ref: str) -> HttpResponse:
    """Says that a commitment will not be gone on with."""
    found = commitment_or_404(request, org, strategy, ref)
    form = StopForm(posted(request), commitment=found)

    def act() -> str:
        stop(**_based(request, found, form))
        return f"{found.ref} is stopped. It owes no new update."

    return _answer(request, found, form, "commitment_stop", act)


@form_page
def commitment_undo(request: HttpRequest, org: str, strategy: str, ref: str) -> HttpResponse:
    """Takes back the last change of a commitment."""
    found = commitment_or_404(request, org, strategy, ref)
    form = UndoForm(posted(request), commitment=found)
    change = last_change(found)

    def act() -> str:
        given = {"reason": form.cleaned_data["reason"], "seen": form.seen(), "by": signed_in(request)}
        undone = undo(commitment=found, **given)
        return f"{found.ref}: {entry(undone).what.lower()}. The ledger keeps both."

    context = {"change": entry(change) if change else None, "why_not": why_not(change, found) if change else ""}
    return _answer(request, found, form, "commitment_undo", act, **context)


def _based(request: HttpRequest, commitment: Commitment, form: Any) -> dict[str, Any]:
    """What every change of a commitment asks for, of a form without faults."""
    return {"commitment": commitment, "occasion": form.occasion(), "seen": form.seen(), "by": signed_in(request)}


def _answer(
    request: HttpRequest, commitment: Commitment, form: Based, template: str, act: Callable[[], str], **context: Any
) -> HttpResponse:
    """Does what was asked and leads back; or shows the form, with what others have changed meanwhile."""
    stale: list[Seen] = []

    def attempt() -> str:
        try:
            return act()
        except StaleError:
            stale.append(form.seen())
            raise

    strategy = commitment.strategy
    if form.is_valid() and done(request, form, attempt):
        if Commitment.objects.in_the_plan().filter(pk=commitment.pk).exists():
            return redirect("commitment-change", *strategy.address, commitment.ref)
        return redirect("plan-outline", *strategy.address)
    if stale:
        commitment = Commitment.objects.select_related("strategy__organisation", "priority", "theme__parent").get(
            pk=commitment.pk
        )
        form.base_on(Seen.of(commitment))
        context |= {"was": stale[0].wording, "since": changes_since(commitment, stale[0].change)}
    words = place(commitment.priority, commitment.theme)
    context |= {"commitment": commitment, "place": words, "form": form}
    return render(request, f"commitments/{template}.jinja", around(request, strategy, **context))
