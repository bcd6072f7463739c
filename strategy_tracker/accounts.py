"""How people sign in: by invitation, with words that don't say who has an account."""

from typing import Any

from allauth.account import views
from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commitments.models import User


class ByInvitation(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts are made by administrators alone."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The email address or the password is not right.",
        "enter_current_password": "Enter the password that you use now.",
        "incorrect_password": "The password is not right.",
        "too_many_login_attempts": "There were too many tries to sign in. Wait 5 minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- allauth's signature
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The person with this address and password; a closed account is as unknown as one that never was."""
        user: User | None = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def set_password(self, user: User, password: str) -> None:
        """Saves a password and nothing else: the account may be closed in the meantime, and stays so."""
        user.set_password(password)
        user.save(update_fields=["password"])

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 -- allauth's signature
        """After a change one is signed out everywhere; the page says so and leads to signing in."""
        return reverse("account_reset_password_from_key_done")

    def add_message(self, *_args: Any, **_kwargs: Any) -> None:
        """Says nothing: each page says by itself what was done."""


def change_password(request: HttpRequest) -> HttpResponse:
    """The page to change one's password; who has none chooses one by a link in a letter."""
    if isinstance(request.user, User) and not request.user.has_usable_password():
        return redirect("account_reset_password")
    answer: HttpResponse = views.password_change(request)
    return answer
