"""Signing in to a demonstration by one button. Not in production: the address is not there, and the settings refuse DEMO."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from commitments.demonstration import EMAIL_ENDING
from commitments.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Choice:
    """Somebody that a visitor of the demonstration can be."""

    email: str
    words: str


def demo_people() -> list[Choice]:
    """Those whom the demonstration lets one be, each with the words of the button; nobody unless DEMO is on."""
    if not settings.DEMO:
        return []
    return [Choice(each.email, f"{_words(each)}: {each.name}") for each in _people().prefetch_related("memberships")]


def _people() -> QuerySet[User]:
    return User.objects.filter(email__endswith=EMAIL_ENDING, is_active=True).order_by("pk")


def _words(user: User) -> str:
    roles = [membership.get_role_display() for membership in user.memberships.all()]
    return ", ".join(dict.fromkeys(roles)) or "Commitment lead"


@login_not_required
@require_POST
def demonstration_sign_in(request: HttpRequest) -> HttpResponse:
    """Signs the visitor in as a person of the demonstration, and only such a person."""
    if not settings.DEMO:
        raise Http404
    asked = request.POST.get("person", "")
    # Compared here: a database may refuse characters that somebody sends.
    chosen = next((person for person in _people() if person.email == asked), None)
    if chosen is None:
        raise Http404
    login(request, chosen, backend=BACKEND)
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return redirect(target if safe and target.startswith("/") else "home")
