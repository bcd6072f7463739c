"""The narrative of a period: what its report says before its tables."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Value
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from commitments.actions import RefusedError
from commitments.actions.narrative import (
    LONGEST,
    ChangedPointError,
    accept_point,
    add_point,
    delete_point,
    edit_point,
    move_point,
)
from commitments.comparing.differences import words
from commitments.forms.narrative import PointForm
from commitments.models import NarrativeKind, NarrativePoint, PointKind, ReportingPeriod, State, StatusUpdate
from commitments.permissions import Action, may, permit
from commitments.rounds.narrative import listings
from commitments.text import one_line
from commitments.views.acting import done, signed_in
from commitments.views.finding import period_or_404

_ANY = require_http_methods(["GET", "HEAD", "POST"])


@_ANY
def narrative(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """Highlights, challenges and key activities, proposals among them; its buttons order and accept them."""
    found = period_or_404(request, org, strategy, period)
    edits = _edits(request, found)
    if request.method == "POST":
        permit(request.user, Action.EDIT_NARRATIVE, found)
        return _pressed(request, found)
    lists = listings(found)
    items = [item for each in lists for block in each.blocks for item in block.items]
    shown = {
        "listings": lists,
        "proposed": sum(not item.point.accepted for item in items),
        "edits": edits,
    }
    return render(request, "commitments/narrative.jinja", _page(found) | shown)


@_ANY
def narrative_point_add(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """Adds a point or, for who may not edit, proposes one; `kind`, `text` and `commitment` of the address fill the form."""
    found = period_or_404(request, org, strategy, period)
    edits = _edits(request, found)
    posted = request.POST if request.method == "POST" else None
    form = PointForm(posted, period=found, edits=edits, initial=_asked(request, found))

    def act() -> str:
        point = add_point(period=found, words=form.words(), by=signed_in(request), accepted=edits)
        kind = point.get_kind_display()
        return f"{kind} added." if edits else f"{kind} proposed. The strategy team or the board secretary accepts it."

    if form.is_valid() and done(request, form, act):
        return redirect("narrative", *found.address)
    shown = {"form": form, "edits": edits, "sentences": [] if posted else _sentences(request, found)}
    return render(request, "commitments/narrative_point_add.jinja", _page(found) | shown)


@_ANY
def narrative_point_edit(request: HttpRequest, org: str, strategy: str, period: str, point: int) -> HttpResponse:
    """Changes a point; two people who change it at once see both texts."""
    found, chosen = _point_or_404(request, org, strategy, period, point)
    posted = request.method == "POST"
    form = PointForm(request.POST, period=found, edits=True) if posted else PointForm.of(chosen)
    stale = None
    if posted and form.is_valid():
        try:
            read = form.cleaned_data["revision"]
            edit_point(point=chosen, words=form.words(), revision=-1 if read is None else read, by=signed_in(request))
        except RefusedError as refused:
            form.add_error(None, str(refused))
            chosen = found.narrative.select_related("priority").filter(pk=chosen.pk).first() or chosen
            stale = words(chosen.text, form.cleaned_data["text"]) if isinstance(refused, ChangedPointError) else None
        else:
            messages.success(request, f"{chosen.get_kind_display()} saved.")
            return redirect(_at(found, chosen))
    shown = {"form": form, "point": chosen, "stale": stale, "edits": True}
    return render(request, "commitments/narrative_point_edit.jinja", _page(found) | shown)


@_ANY
def narrative_point_delete(request: HttpRequest, org: str, strategy: str, period: str, point: int) -> HttpResponse:
    """Asks whether a point should go, and takes it away."""
    found, chosen = _point_or_404(request, org, strategy, period, point)
    if request.method == "POST":
        try:
            delete_point(point=chosen, by=signed_in(request))
        except RefusedError as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, f"{chosen.get_kind_display()} deleted.")
        return redirect("narrative", *found.address)
    return render(request, "commitments/narrative_point_delete.jinja", _page(found) | {"point": chosen})


def _edits(request: HttpRequest, period: ReportingPeriod) -> bool:
    """Whether this person may edit the narrative. Raises PermissionDenied for who may not even propose."""
    edits = may(request.user, Action.EDIT_NARRATIVE, period)
    if not edits:
        permit(request.user, Action.PROPOSE_NARRATIVE, period)
    return edits


def _page(period: ReportingPeriod) -> dict[str, Any]:
    return {"strategy": period.strategy, "period": period, "here": "narrative"}


def _point_or_404(
    request: HttpRequest, org: str, strategy: str, period: str, point: int
) -> tuple[ReportingPeriod, NarrativePoint]:
    """The period of an address and a point of it, for who may edit it."""
    found = period_or_404(request, org, strategy, period)
    permit(request.user, Action.EDIT_NARRATIVE, found)
    chosen = get_object_or_404(found.narrative.select_related("priority"), pk=point)
    chosen.period = found
    return found, chosen


def _pressed(request: HttpRequest, period: ReportingPeriod) -> HttpResponse:
    """Does what a button of the list says: 'up-7', 'down-7' or 'accept-7'; then back to that point."""
    do, _dash, key = request.POST.get("do", "").partition("-")
    pk = int(key) if key.isascii() and key.isdecimal() and len(key) < 10 else 0
    chosen = period.narrative.filter(pk=pk).first()
    if chosen is None or do not in _BUTTONS:
        messages.warning(request, "Somebody else has deleted this meanwhile.")
        return redirect("narrative", *period.address)
    try:
        _BUTTONS[do](point=chosen, by=signed_in(request))
    except RefusedError as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"{chosen.get_kind_display()} {_DONE[do]}.")
    return redirect(_at(period, chosen))


_BUTTONS: dict[str, Callable[..., NarrativePoint]] = {
    "up": partial(move_point, up=True),
    "down": partial(move_point, up=False),
    "accept": accept_point,
}
_DONE = {"up": "moved up", "down": "moved down", "accept": "accepted"}


def _at(period: ReportingPeriod, point: NarrativePoint) -> str:
    return f"{reverse('narrative', args=period.address)}#point-{point.pk}"


def _sentences(request: HttpRequest, period: ReportingPeriod) -> list[dict[str, str]]:
    """The sentences of the update of the address's commitment, for who may read it: each as the address asks the form to begin with it."""
    ref = _ref(request)
    rows = StatusUpdate.objects.filter(period=period).alias(small=Lower("commitment__ref"))
    rows = rows.select_related("commitment__strategy", "commitment__priority", "commitment__lead", "period")
    update = rows.filter(small=Lower(Value(ref))).first() if ref else None
    if update is None or not (update.state == State.APPROVED or may(request.user, Action.READ_DRAFT, update)):
        return []
    points = update.points.filter(kind__in=_BEGINS, depth=0).order_by("-kind", "position")  # progress first
    kinds: dict[str, str] = {}  # what stands in both once, since two links of one text would lead to different places
    for each in points:
        kinds.setdefault(each.text, _BEGINS[each.kind])
    return [{"kind": kind, "commitment": update.commitment.ref, "text": text} for text, kind in kinds.items()]


def _ref(request: HttpRequest) -> str:
    """The ref that the address names; empty for none."""
    return one_line(request.GET.get("commitment", "")[:300])


# What a sentence of an update would be: of what was done a highlight, of what comes next a key activity.
_BEGINS: dict[str, str] = {PointKind.PROGRESS: NarrativeKind.HIGHLIGHT, PointKind.NEXT: NarrativeKind.KEY_ACTIVITY}


def _asked(request: HttpRequest, period: ReportingPeriod) -> dict[str, Any]:
    """What the address asks the form to begin with, such as a sentence of an update and the ref of its commitment."""
    kind, ref = request.GET.get("kind", ""), _ref(request)
    asked: dict[str, Any] = {"public": True, "text": one_line(request.GET.get("text", "")[: 2 * LONGEST])[:LONGEST]}
    if kind in NarrativeKind.values:
        asked["kind"] = kind
    commitments = period.strategy.commitments.in_the_plan().alias(small=Lower("ref"))
    commitment = commitments.filter(small=Lower(Value(ref))).first() if ref else None
    return asked | ({"refs": commitment.ref, "priority": str(commitment.priority_id)} if commitment else {})
