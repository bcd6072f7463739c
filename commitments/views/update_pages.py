"""The pages of an update: to write it, to read it, and for when two people wrote at the same time."""

from django.db.models import Value
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import capfirst

from commitments.forms.updates import UpdateForm
from commitments.models import (
    Answer,
    AuditEvent,
    Commitment,
    Extension,
    PeriodState,
    ReportingPeriod,
    State,
    StatusUpdate,
    User,
)
from commitments.models.visible import Reader
from commitments.permissions import Action, Person, approvers
from commitments.rounds.deadlines import due_in_words, due_on, is_late
from commitments.standing.promises import earlier_update, promises
from commitments.text import one_line
from commitments.views.finding import period_or_404
from commitments.views.keeping import mark_of
from commitments.writing.desk import Desk, update_of, written_in
from commitments.writing.drawn import drawing
from commitments.writing.happenings import at_in_words, happenings, last_written
from commitments.writing.merging import clashes, merged
from commitments.writing.written import Written

_LONGEST = 300  # characters of an address that are looked at


def desk_or_404(request: HttpRequest, org: str, strategy: str, period: str, ref: str) -> Desk:
    """The update of an address, which need not be there yet, with what its page needs."""
    found = period_or_404(request, org, strategy, period)
    rows = (
        Commitment.objects.in_the_plan().filter(strategy=found.strategy_id).select_related("priority", "lead__holder")
    )
    # In capitals or small letters, as the database compares refs; a ref has 30 characters.
    commitment = get_object_or_404(rows.alias(small=Lower("ref")), small=Lower(Value(one_line(ref[:_LONGEST]))))
    commitment.strategy = found.strategy
    return Desk(update_of(commitment, found))


def form_of(desk: Desk, data: object = None) -> UpdateForm:
    """The form of an update, as it is or as it was sent."""
    return UpdateForm(data, promises=desk.promises, written=desk.written, words=desk.words)


def may_ever(user: Reader, action: Action, update: StatusUpdate) -> bool:
    """Whether somebody could do that if the update were a draft of an open round: then a refusal gives back what they typed."""
    strategy = update.period.strategy
    draft = StatusUpdate(
        commitment=update.commitment, period=ReportingPeriod(strategy=strategy, state=PeriodState.OPEN)
    )
    return Person(user, strategy.organisation).may(action, draft)


def write_page(
    request: HttpRequest,
    desk: Desk,
    form: UpdateForm,
    *,
    given_back: str = "",
    revision: int | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page with the form. It says the revision that the form read, unless what was typed has been saved since as `revision`."""
    read = form.revision if form.is_bound else desk.update.revision
    form.is_valid()  # so that what was typed can be read; a field with a fault draws nothing
    written = form.written() if form.is_bound else desk.written
    context = _shared(desk) | {
        "form": form,
        "revision": read if revision is None else revision,
        "mark": mark_of(request),
        "given_back": given_back,
        "drawing": drawing(desk, written, timezone.localdate()),
        "may_submit": may_ever(request.user, Action.SUBMIT, desk.update),
        "is_unsaved": form.is_bound and revision is None,
    }
    return render(request, "commitments/update_edit.jinja", context, status=status)


def read_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The page for who may read an update and not write it now."""
    person = Person(request.user, desk.period.strategy.organisation)
    context = _shared(desk) | {
        "said": desk.said() if desk.written != Written() else None,
        "answers": {"": "Not answered", **dict(Answer.choices)},
        "waits_for": names_of_approvers(desk.update) if desk.update.state == State.SUBMITTED else "",
        "may_withdraw": person.may(Action.WITHDRAW, desk.update),
        "may_reopen": person.may(Action.REOPEN, desk.update),
        "may_propose": person.may(Action.PROPOSE_NARRATIVE, desk.period),
    }
    return render(request, "commitments/update_read.jinja", context)


def conflict_page(request: HttpRequest, desk: Desk, mine: Written, current: StatusUpdate) -> HttpResponse:
    """Both texts side by side, with boxes that hold the two in one."""
    asked = promises(current, earlier_update(current))
    theirs = written_in(current, asked)
    parts = clashes(theirs, mine, asked, desk.words)
    both = UpdateForm(promises=asked, written=merged(theirs, mine), words=desk.words)
    last = last_written(current)
    context = _shared(desk) | {
        "parts": parts,
        "form": both,
        "mine": UpdateForm(promises=asked, written=mine, words=desk.words),
        "shown": {name for part in parts for name in part.fields},
        "revision": current.revision,
        "mark": mark_of(request),
        "by": capfirst(_who(request, last)),
        "is_own": last is not None and last.by == request.user,
        "at": at_in_words(last.at) if last else "",
    }
    return render(request, "commitments/update_conflict.jinja", context, status=409)


def drawn_answer(request: HttpRequest, desk: Desk, form: UpdateForm) -> HttpResponse:
    """The columns of the report and the help, for the script that draws them while somebody types."""
    if not form.is_valid():
        sentences = [str(sentence) for errors in form.errors.values() for sentence in errors]
        return JsonResponse({"sentence": " ".join(sentences)}, status=422)
    context = {"drawing": drawing(desk, form.written(), timezone.localdate())}
    parts = {
        name: render_to_string(f"commitments/update_drawn_{name}.jinja", context, request)
        for name in ("progress", "next", "hints")
    }
    return JsonResponse(parts)


def saved_by(request: HttpRequest, update: StatusUpdate) -> str:
    """Who saved an update last, as a sentence says it to the one who asks."""
    return _who(request, last_written(update))


def _who(request: HttpRequest, last: AuditEvent | None) -> str:
    if last is None:
        return "somebody else"
    return "you, in another window," if last.by == request.user else str(last.by)


def names_of_approvers(update: StatusUpdate) -> str:
    """Those who may approve an update, as a sentence names them; empty where nobody may."""
    people = User.objects.filter(pk__in=approvers(update)).order_by("name", "pk")
    return " or ".join(map(str, people))


def _shared(desk: Desk) -> dict[str, object]:
    """What every page of an update shows."""
    period = desk.period
    extended = Extension.objects.filter(period=period, commitment=desk.commitment).first()
    due, now = due_on(period.updates_due_on, extended.due_on if extended else None), timezone.now()
    owed = desk.update.state == State.DRAFT and period.state == PeriodState.OPEN
    return {
        "strategy": period.strategy,
        "period": period,
        "here": "update-edit",
        "desk": desk,
        "commitment": desk.commitment,
        "update": desk.update,
        "due_on": due if owed else None,
        "due": due_in_words(due, now) if owed else "",
        "is_late": owed and is_late(due, now),
        "extended": extended,
        "happenings": happenings(desk.update),
    }
