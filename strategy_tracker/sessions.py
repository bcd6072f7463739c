"""How long one stays signed in."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

_SEEN_EVERY = 60  # seconds: often enough for a limit of minutes, and a page needs no write


class SignedInForAWhile:
    """Middleware that ends a session SESSION_HOURS after signing in, and IDLE_MINUTES after the last page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            _look_at_the_clock(request, time.time())
        return self.get_response(request)


def _look_at_the_clock(request: HttpRequest, now: float) -> None:
    """Signs out whose time is over; notes down that the others were here. `now` is in seconds."""
    session = request.session
    began, seen = session.setdefault("began", now), session.setdefault("seen", now)
    if now - began > 3600 * settings.SESSION_HOURS or now - seen > 60 * settings.IDLE_MINUTES:
        logout(request)
    elif now - seen > _SEEN_EVERY:
        session["seen"] = now
