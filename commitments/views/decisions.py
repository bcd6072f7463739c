"""What the buttons of the page of an approval do: each answers with the form that has faults, none where it is done."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, QueryDict

from commitments.actions.updates import approve, return_to_author
from commitments.forms.approvals import ApproveForm, ReturnForm
from commitments.models import StatusUpdate
from commitments.rounds.approvals import queue
from commitments.rounds.deadlines import counted
from commitments.standing.status_words import status_words
from commitments.text import normalised
from commitments.views.acting import done, signed_in, site_of

Faulty = dict[str, Form]
NOTE_TYPED = "You have typed what should change. Return the update to send that, or delete those words to approve it"


def decided(request: HttpRequest, update: StatusUpdate) -> Faulty:
    """Does what the pressed button says; anything else is taken for returning, which asks for a note."""
    return _BUTTONS.get(request.POST.get("do", ""), _returned)(request, update)


def note_of(typed: QueryDict) -> str:
    """What was typed for the author; empty where nothing was."""
    return normalised(typed.get("note") or "").strip()


def _approved(request: HttpRequest, update: StatusUpdate) -> Faulty:
    if note_of(request.POST):
        return {"returning": _with_fault(ReturnForm(request.POST), NOTE_TYPED)}
    form = ApproveForm(request.POST, update=update, words=status_words(update.period.strategy))

    def act() -> str:
        given = form.cleaned_data
        approve(
            update=update,
            by=signed_in(request),
            rating=given.get("rating"),
            revision=given["revision"],
            site=site_of(request),
        )
        return f"You approved {update.commitment.ref}. {_left(request)}"

    return {} if form.is_valid() and done(request, form, act) else {"approving": form}


def _returned(request: HttpRequest, update: StatusUpdate) -> Faulty:
    form = ReturnForm(request.POST)

    def act() -> str:
        given = form.cleaned_data
        by, site = signed_in(request), site_of(request)
        return_to_author(update=update, by=by, note=given["note"], revision=given["revision"], site=site)
        return f"You returned {update.commitment.ref} with your note. {_left(request)}"

    return {} if form.is_valid() and done(request, form, act) else {"returning": form}


_BUTTONS: dict[str, Callable[[HttpRequest, StatusUpdate], Faulty]] = {"approve": _approved, "return": _returned}


def _with_fault(form: ReturnForm, sentence: str) -> ReturnForm:
    form.add_error("note", sentence)
    return form


def _left(request: HttpRequest) -> str:
    """How many still wait for this person."""
    number = len(queue(request.user))
    return f"{counted(number, 'update')} still to go." if number else "Nothing else waits for you."
