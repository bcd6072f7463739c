"""One's own tokens for programs."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from knox.models import AuthToken

from commitments.actions import RefusedError
from commitments.actions.tokens import make_token, revoke_token
from commitments.forms.tokens import TokenForm
from commitments.models import User


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens, and a button that makes one. A new one is shown in the answer and never again, so nothing redirects."""
    me = cast(User, request.user)  # nobody else comes past LoginRequiredMiddleware
    form = TokenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            token, text = make_token(days=form.cleaned_data["days"], by=me)
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            address = request.build_absolute_uri(reverse("api-strategies-list"))
            context = {"token": text, "until": timezone.localdate(token.expiry), "address": address}
            return render(request, "commitments/token_made.jinja", context)
    mine = [_shown(each) for each in AuthToken.objects.filter(user=me).order_by("-created")]
    return render(request, "commitments/tokens.jinja", {"form": form, "tokens": mine})


@require_http_methods(["GET", "HEAD", "POST"])
def token_revoke(request: HttpRequest, key: str) -> HttpResponse:
    """Asks whether one of one's tokens should end, and ends it."""
    me = cast(User, request.user)  # as above
    token = next((each for each in AuthToken.objects.filter(user=me) if each.token_key == key), None)
    if token is None:  # compared here, because PostgreSQL takes no NUL, which an address may hold
        raise Http404
    if request.method == "POST":
        revoke_token(token=token, by=me)
        messages.success(request, f"The token that begins {key} is revoked.")
        return redirect("tokens")
    return render(request, "commitments/token_revoke.jinja", {"token": _shown(token)})


def _shown(token: AuthToken) -> dict[str, object]:
    """What a page says of a token: how it begins, and its days as they are here."""
    return {
        "key": token.token_key,
        "made": timezone.localdate(token.created),
        "until": timezone.localdate(token.expiry) if token.expiry else None,
        "works": bool(token.expiry and token.expiry > timezone.now()),
    }
