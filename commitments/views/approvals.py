"""Approving updates one after another, and opening an approved one again."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.db.models import Value
from django.db.models.functions import Lower
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commitments.actions import RefusedError
from commitments.actions.updates import reopen
from commitments.comparing.update import comparison
from commitments.forms.approvals import ApproveForm, ReopenForm, ReturnForm
from commitments.models import AuditEvent, PeriodState, ReportingPeriod, State, StatusUpdate
from commitments.permissions import Action, permit
from commitments.rounds.approvals import after, queue, rounds, waited
from commitments.rounds.deadlines import day_in_london
from commitments.standing.status_words import status_words
from commitments.text import one_line
from commitments.views.acting import done, signed_in
from commitments.views.decisions import decided, note_of
from commitments.views.finding import period_or_404
from commitments.views.keeping import keeps_what_was_typed, mark_of, typed_before

AGAIN = (
    "You have signed in again since you opened this page, so nothing was done. "
    "What you chose and typed is still here: check it and send it now."
)
_LONGEST = 300  # characters of an address that are looked at; a ref has 30


@require_safe
def approvals(request: HttpRequest) -> HttpResponse:
    """What waits for one's approval, over all organisations, by period and priority."""
    waiting = queue(request.user)
    context = {"rounds": rounds(waiting, timezone.now()), "number": len(waiting), "first": next(iter(waiting), None)}
    return render(request, "commitments/approvals.jinja", context)


@keeps_what_was_typed
@require_http_methods(["GET", "HEAD", "POST"])
def approval(request: HttpRequest, org: str, strategy: str, period: str, ref: str, *, given_back: str) -> HttpResponse:
    """One update beside what was approved before it, to be approved or returned; then the next one that waits."""
    found = period_or_404(request, org, strategy, period)
    update = _update_or_404(found, ref)
    permit(request.user, Action.APPROVE, _as_if(update, State.SUBMITTED))
    typed, sent = _typed(request, given_back)
    faulty: dict[str, Form] = {}
    if sent and _waits(update):
        waiting = queue(request.user)
        faulty = decided(request, update)
        if not faulty:
            return _on_from(update, waiting)
        update = _update_or_404(found, ref)  # as it is by now: somebody else may have changed it
    if not _waits(update):
        messages.info(request, _why_not(update, note_of(typed)))
        return redirect("approvals")
    return render(request, "commitments/approval.jinja", _shown(request, update, typed) | faulty)


@keeps_what_was_typed
@require_http_methods(["GET", "HEAD", "POST"])
def update_reopen(
    request: HttpRequest, org: str, strategy: str, period: str, ref: str, *, given_back: str
) -> HttpResponse:
    """Asks why an approved update is opened again, and opens it."""
    found = period_or_404(request, org, strategy, period)
    update = _update_or_404(found, ref)
    permit(request.user, Action.REOPEN, _as_if(update, State.APPROVED))
    typed, sent = _typed(request, given_back)
    form = ReopenForm(request.POST if sent else None, initial={"reason": typed.get("reason", "")})

    def act() -> str:
        if found.state == PeriodState.PLANNED:
            raise RefusedError(f"The round of {found} has not begun.")
        reopen(update=update, by=signed_in(request), reason=form.cleaned_data["reason"])
        return f"The update of {update.commitment.ref} is a draft again. No report prints it until it is approved."

    if form.is_valid() and done(request, form, act):
        return redirect("commitment", *found.address, update.commitment.ref)
    approved_on = day_in_london(update.approved_at) if update.approved_at else None
    shown = {"update": update, "approved_on": approved_on, "form": form, "mark": mark_of(request)}
    context = {"strategy": found.strategy, "period": found, "here": "commitment", **shown}
    return render(request, "commitments/update_reopen.jinja", context)


def _typed(request: HttpRequest, given_back: str) -> tuple[QueryDict, bool]:
    """What was typed here, and whether it counts as sent now; where it does not, it is given back with a sentence."""
    sent = request.method == "POST" and not given_back
    before = None if request.method == "POST" else typed_before(request)
    if given_back or before is not None:
        messages.warning(request, AGAIN)
    return before or request.POST, sent


def _update_or_404(period: ReportingPeriod, ref: str) -> StatusUpdate:
    """The update of a ref in a period, whatever its state: the caller asks who may see it."""
    # In capitals or small letters, as the database compares refs.
    rows = StatusUpdate.objects.filter(period=period).alias(small=Lower("commitment__ref"))
    loaded = rows.select_related(
        *("commitment__strategy__organisation", "commitment__priority", "commitment__theme__parent"),
        *("commitment__lead__holder", "submitted_by", "on_behalf_of", "approved_by"),
    )
    found = get_object_or_404(loaded, small=Lower(Value(one_line(ref[:_LONGEST]))))
    found.period = period  # it knows what the menu offers this reader
    return found


def _as_if(update: StatusUpdate, state: State) -> StatusUpdate:
    """The update as if it were in that state of an open round: whoever may act on it then is told kindly that it is not."""
    wanted = copy(update)
    wanted.period = copy(update.period)
    wanted.state, wanted.period.state = state, PeriodState.OPEN
    return wanted


def _waits(update: StatusUpdate) -> bool:
    return update.state == State.SUBMITTED and update.period.state == PeriodState.OPEN


def _why_not(update: StatusUpdate, note: str) -> str:
    """Why an update can't be decided on now; a note that somebody had typed for its author comes back with it."""
    unsent = f" Your note was not sent: “{note}”" if note else ""
    return _what_it_is_now(update) + unsent


def _what_it_is_now(update: StatusUpdate) -> str:
    ref = update.commitment.ref
    if update.state == State.APPROVED:
        return f"{ref} is approved already, by {update.approved_by}."
    if update.state == State.DRAFT:
        return f"{ref} is a draft again, so there is nothing to approve now."
    return f"{ref} can’t be approved now: the round of {update.period} is {update.period.get_state_display().lower()}."


def _on_from(update: StatusUpdate, waiting: list[StatusUpdate]) -> HttpResponse:
    """To the next update that waits, with the reading and the keyboard at its main part; from the last one, to the empty queue."""
    coming = after(update, waiting)
    if coming is None:
        return redirect("approvals")
    address = reverse("approval", args=[*coming.period.address, coming.commitment.ref])
    return redirect(f"{address}#maincontent")


def _shown(request: HttpRequest, update: StatusUpdate, typed: QueryDict) -> dict[str, Any]:
    waiting = queue(request.user)
    words, now = status_words(update.period.strategy), timezone.now()
    since = day_in_london(update.submitted_at or now)
    events = AuditEvent.objects.filter(thing="statusupdate", thing_id=update.pk, what="returned")
    returned = events.select_related("by").first()
    return {
        "strategy": update.period.strategy,
        "period": update.period,
        "here": "approvals",
        "update": update,
        "comparison": comparison(update, words),
        "answers": list(update.outcomes.select_related("point")),
        "carried": set(update.points.exclude(carried_from=None).values_list("carried_from", flat=True)),
        "authors": list(update.typed_by.order_by("name", "email")),
        "returned": returned,
        "returned_on": day_in_london(returned.at) if returned else None,
        "since": since,
        "waited": waited(since, day_in_london(now)),
        "place": [*waiting, update].index(update) + 1,
        "number": len(waiting),
        "next": after(update, waiting),
        "approving": ApproveForm(update=update, words=words, rating=typed.get("rating", "")),
        "returning": ReturnForm(note=note_of(typed)),
        "mark": mark_of(request),
    }
