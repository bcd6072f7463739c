"""The page on which an update is written."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commitments.actions import RefusedError
from commitments.actions.updates import withdraw
from commitments.actions.writing import StaleError, hand_in, write
from commitments.forms.updates import UpdateForm
from commitments.models import State, StatusUpdate
from commitments.permissions import Action, may, permit
from commitments.views.acting import signed_in, site_of
from commitments.views.keeping import SIGNED_OUT, keeps_what_was_typed, typed_before
from commitments.views.update_pages import (
    conflict_page,
    desk_or_404,
    drawn_answer,
    form_of,
    may_ever,
    names_of_approvers,
    read_page,
    saved_by,
    write_page,
)
from commitments.writing.desk import Desk


@keeps_what_was_typed
@require_http_methods(["GET", "HEAD", "POST"])
def update_edit(
    request: HttpRequest, org: str, strategy: str, period: str, ref: str, *, given_back: str
) -> HttpResponse:
    """An update: its form for who may write it now, its words for who may read it. `do` says which button sent the form."""
    desk = desk_or_404(request, org, strategy, period, ref)
    permit(request.user, Action.READ_DRAFT, desk.update)
    if request.method == "POST":
        return _posted(request, desk, given_back)
    typed = typed_before(request)
    if typed is not None and not may_ever(request.user, Action.WRITE_DRAFT, desk.update):
        raise PermissionDenied
    if typed is not None:
        return write_page(request, desk, form_of(desk, typed), given_back=SIGNED_OUT)
    if may(request.user, Action.WRITE_DRAFT, desk.update):
        return write_page(request, desk, form_of(desk))
    return read_page(request, desk)


def _posted(request: HttpRequest, desk: Desk, given_back: str) -> HttpResponse:
    """What a button does. Whoever could write a draft is given back what they typed, whatever stands in the way."""
    do = request.POST.get("do", "")
    if do == "withdraw":
        return _back(desk) if given_back else _withdraw(request, desk)
    if not may_ever(request.user, Action.SUBMIT if do == "submit" else Action.WRITE_DRAFT, desk.update):
        raise PermissionDenied
    form = form_of(desk, request.POST)
    if do == "draw":
        return drawn_answer(request, desk, form)
    if do == "autosave":
        return _autosave(request, desk, form)
    if given_back or do == "preview" or not form.is_valid():
        return write_page(request, desk, form, given_back=given_back)
    try:
        return _BUTTONS.get(do, _save)(request, desk, form)
    except StaleError as stale:
        return conflict_page(request, desk, form.written(), stale.current)
    except RefusedError as refused:
        form.add_error(None, str(refused))
        return write_page(request, desk, form, status=409)


def _save(request: HttpRequest, desk: Desk, form: UpdateForm) -> HttpResponse:
    _write(request, desk, form)
    messages.success(request, f"Saved as a draft at {_time()}. It is not submitted yet.")
    return _back(desk)


def _submit(request: HttpRequest, desk: Desk, form: UpdateForm) -> HttpResponse:
    update, lacks = hand_in(
        commitment=desk.commitment,
        period=desk.period,
        by=signed_in(request),
        revision=form.revision,
        written=form.written(),
        site=site_of(request),
    )
    desk.update = update
    if lacks:
        for name, sentence in lacks.items():
            form.add_error(name, sentence)
        saved = f"What you typed is saved as a draft at {_time()}, but not submitted: see what is missing."
        return write_page(request, desk, form, given_back=saved, revision=update.revision)
    messages.success(request, _what_follows(update))
    return _back(desk)


def _what_follows(update: StatusUpdate) -> str:
    """What is said of an update that was handed in; one that is sent twice may have been approved in between."""
    if update.state == State.APPROVED:
        return f"This update is approved already, by {update.approved_by}."
    names = names_of_approvers(update)
    waits = f"It now waits for approval by {names}." if names else "Nobody can approve it yet: tell the strategy team."
    return f"Submitted at {_time()}. {waits}"


def _autosave(request: HttpRequest, desk: Desk, form: UpdateForm) -> HttpResponse:
    """Saves what the page's script sends; its answers are for that script, which shows the sentences."""
    if not form.is_valid():
        sentences = [str(sentence) for errors in form.errors.values() for sentence in errors]
        return JsonResponse({"sentence": f"Not saved. {'. '.join(sentences)}."}, status=422)
    try:
        revision = _write(request, desk, form)
    except StaleError as stale:
        who = saved_by(request, stale.current)
        sentence = (
            f"Not saved: {who} saved this update meanwhile. Choose Save draft to see both texts. Nothing is lost."
        )
        return JsonResponse({"stale": True, "sentence": sentence}, status=409)
    except RefusedError as refused:
        return JsonResponse({"sentence": f"Not saved. {refused}"}, status=422)
    return JsonResponse({"revision": revision, "sentence": f"Saved at {_time()}"})


def _write(request: HttpRequest, desk: Desk, form: UpdateForm) -> int:
    """Saves a form without faults; the revision that the update then has."""
    saved = write(
        commitment=desk.commitment,
        period=desk.period,
        by=signed_in(request),
        revision=form.revision,
        written=form.written(),
    )
    return saved.revision


def _withdraw(request: HttpRequest, desk: Desk) -> HttpResponse:
    if desk.update.pk is None or not may_ever(request.user, Action.SUBMIT, desk.update):
        raise PermissionDenied
    try:
        withdraw(update=desk.update, by=signed_in(request))
    except RefusedError as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, "Withdrawn. It is a draft again, and you can change it.")
    return _back(desk)


_BUTTONS: dict[str, Callable[[HttpRequest, Desk, UpdateForm], HttpResponse]] = {"submit": _submit, "save": _save}


def _back(desk: Desk) -> HttpResponse:
    return redirect("update-edit", *desk.period.address, desk.commitment.ref)


def _time() -> str:
    return f"{timezone.localtime():%H:%M}"
