"""How long one stays signed in."""

import time
from collections.abc import Callable
from dataclasses import dataclass

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


@dataclass(frozen=True)
class SessionTime:
    """How long somebody stays signed in, in seconds: without a further page, and altogether from now on."""

    idle: int
    left: int


def session_time(request: HttpRequest) -> SessionTime:
    """What a page may say of its session. A page is noted down once a minute, so a session can end a minute early."""
    now = time.time()
    left = request.session.get("began", now) + 3600 * settings.SESSION_HOURS - now
    return SessionTime(idle=max(0, 60 * settings.IDLE_MINUTES - _SEEN_EVERY), left=max(0, int(left)))
