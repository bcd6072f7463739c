"""The pages for addresses that lead nowhere, for what one may not do, and for faults."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Says that there is no such page; the same words for what is not there and for what this reader may not see."""
    return render(request, "404.jinja", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Says that this reader's role does not include what was asked for."""
    return render(request, "403.jinja", status=403)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Says that a form was sent from a page that is too old, or from another site."""
    return render(request, "403_form.jinja", status=403)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Says that what was sent is too long or makes no sense. It asks for nobody's name: the host may not be ours."""
    return HttpResponse(render_to_string("400.jinja"), status=400)


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Says that something went wrong, and nothing about what. It asks for nobody's name: the database may be what broke."""
    return HttpResponse(render_to_string("500.jinja"), status=500)
