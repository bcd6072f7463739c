"""A demonstration lets anybody sign in as anybody, so it answers the person at this machine alone."""

from collections.abc import Callable
from ipaddress import ip_address

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden

# A proxy on this machine speaks from a loopback address, for somebody who may be anywhere.
_FORWARDED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP", "HTTP_VIA")


class TrialOnThisMachine:
    """Middleware of demonstrations: answers requests that come from this machine's own loopback address, and not through a proxy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_this_machine(request.META.get("REMOTE_ADDR", "")) or any(map(request.META.get, _FORWARDED)):
            why = "The demonstration answers only on the machine that it runs on."
            return HttpResponseForbidden(why, content_type="text/plain; charset=utf-8")
        return self.get_response(request)


def _is_this_machine(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
