"""The people of an organisation and their roles: administrators' pages."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from commitments.forms.people import CloseForm, InviteForm, PersonForm, WordsForm
from commitments.models import Role
from commitments.people import MEANINGS, has_yet_to_sign_in, people_of, why_not_ours, with_their_parts
from commitments.permissions import Action, permit
from commitments.views.finding import organisation_or_404
from commitments.views.people_changes import CHANGES, invited, save

A_SCREEN = 20  # more people than this, and one looks for them by words


@require_safe
def people(request: HttpRequest, org: str) -> HttpResponse:
    """Everyone with a role or a post in the organisation, or those whose name or address has the words."""
    organisation = organisation_or_404(request, org)
    permit(request.user, Action.READ_PEOPLE, organisation)
    form = WordsForm(request.GET)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    found = people_of(organisation).filter(Q(name__icontains=words) | Q(email__icontains=words))
    rows = list(with_their_parts(found, organisation))
    context = {
        "organisation": organisation,
        "people": rows,
        "form": form,
        "words": words,
        "searchable": "words" in request.GET or len(rows) > A_SCREEN,
    }
    return render(request, "commitments/people.jinja", context, status=200 if form.is_valid() else 400)


@require_http_methods(["GET", "HEAD", "POST"])
def person_invite(request: HttpRequest, org: str) -> HttpResponse:
    """Invites somebody to the organisation."""
    organisation = organisation_or_404(request, org)
    permit(request.user, Action.MANAGE_PEOPLE, organisation)
    form = InviteForm(request.POST if request.method == "POST" else None, initial={"roles": [Role.READER]})
    if form.is_valid() and invited(request, organisation, form):
        return redirect("people", org)
    context = {"organisation": organisation, "form": form, "meanings": MEANINGS}
    return render(request, "commitments/person_invite.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request: HttpRequest, org: str, user: int) -> HttpResponse:
    """Somebody's roles and account; one's own, to be read alone."""
    organisation = organisation_or_404(request, org)
    permit(request.user, Action.READ_PEOPLE, organisation)
    person = get_object_or_404(with_their_parts(people_of(organisation), organisation), pk=user)
    elsewhere = why_not_ours(person, organisation)
    forms = {"form": PersonForm.of(person, organisation, rename=not elsewhere), "closing": CloseForm()}
    if request.method == "POST":
        permit(request.user, Action.MANAGE_PEOPLE, person, organisation)
        faulty = CHANGES.get(request.POST.get("do", ""), save)(request, person, organisation)
        if not faulty:
            still_here = people_of(organisation).filter(pk=person.pk).exists()
            return redirect("person-edit", org, person.pk) if still_here else redirect("people", org)
        forms |= faulty
    context = {
        "organisation": organisation,
        "person": person,
        "meanings": MEANINGS,
        "elsewhere": elsewhere,
        "awaited": has_yet_to_sign_in(person),
        "is_myself": person == request.user,
    }
    return render(request, "commitments/person_edit.jinja", context | forms)
