"""What the buttons of the pages of people do: each answers with the forms that have faults, none where it is done."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest

from commitments.actions.people import change_person, close_account, invite, invite_again, open_account
from commitments.forms.people import CloseForm, InviteForm, PersonForm
from commitments.models import Organisation, User
from commitments.people import in_words, roles_in, why_not_ours
from commitments.views.acting import done, signed_in, site_of

Faulty = dict[str, Form]


def invited(request: HttpRequest, organisation: Organisation, form: InviteForm) -> bool:
    """Invites the person of a form without faults."""

    def act() -> str:
        by, given = signed_in(request), form.cleaned_data
        person = invite(organisation=organisation, by=by, site=site_of(request), **given)
        known = "" if person.name == given["name"] else f" They have an account already, as {person}."
        return f"A letter is on its way to {person.email}.{known}"

    return done(request, form, act)


def save(request: HttpRequest, person: User, organisation: Organisation) -> Faulty:
    """Saves name and roles."""
    form = PersonForm(request.POST, rename=not why_not_ours(person, organisation))

    def act() -> str:
        changed = change_person(person=person, organisation=organisation, by=signed_in(request), **form.parts())
        roles = roles_in(changed, organisation)
        now = f"{changed} now has the roles: {in_words(roles)}." if roles else f"{changed} has no role here any more."
        also = " Somebody else has changed them too." if set(roles) != set(form.cleaned_data["roles"]) else ""
        return f"Saved. {now}{also}"

    return {} if form.is_valid() and done(request, form, act) else {"form": form}


def _send_again(request: HttpRequest, person: User, organisation: Organisation) -> Faulty:
    form = Form({})

    def act() -> str:
        invite_again(person=person, organisation=organisation, by=signed_in(request), site=site_of(request))
        return f"A letter is on its way to {person.email}."

    return {} if done(request, form, act) else {"asking": form}


def _close(request: HttpRequest, person: User, organisation: Organisation) -> Faulty:
    form = CloseForm(request.POST)

    def act() -> str:
        close_account(person=person, organisation=organisation, by=signed_in(request))
        return f"The account of {person} is closed. They are signed out, and their tokens for programs have ended."

    return {} if form.is_valid() and done(request, form, act) else {"closing": form}


def _open(request: HttpRequest, person: User, organisation: Organisation) -> Faulty:
    form = Form({})

    def act() -> str:
        open_account(person=person, organisation=organisation, by=signed_in(request), site=site_of(request))
        return f"The account of {person} is open again. A letter with a link to choose a password is on its way."

    return {} if done(request, form, act) else {"asking": form}


CHANGES: dict[str, Callable[[HttpRequest, User, Organisation], Faulty]] = {
    "save": save,
    "invite": _send_again,
    "close": _close,
    "open": _open,
}
