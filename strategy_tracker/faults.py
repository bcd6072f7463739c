"""The pages for addresses that lead nowhere and for faults."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Says that there is no such page; the same words for what is not there and for what this reader may not see."""
    return render(request, "404.jinja", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Says that something went wrong, and nothing about what."""
    return render(request, "500.jinja", status=500)
