"""Until people can sign in, nobody but the person at this machine may read anything."""

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden


class TrialOnThisMachine:
    """Middleware that answers requests from this machine's own loopback address, and those only while DEMO is on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.DEMO:
            return _refusal("Signing in is not built yet. Start the demonstration with DEMO=1 to look around.")
        if not _is_this_machine(request.META.get("REMOTE_ADDR", "")):
            return _refusal("The demonstration answers only on the machine that it runs on.")
        return self.get_response(request)


def _refusal(why: str) -> HttpResponse:
    return HttpResponseForbidden(why, content_type="text/plain; charset=utf-8")


def _is_this_machine(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
