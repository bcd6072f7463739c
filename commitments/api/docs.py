"""The API about itself: its OpenAPI document, the page for people, and what is not there."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from commitments.api.described import Chapter, chapters


class Schema(SpectacularJSONAPIView):
    """The OpenAPI document of this API, as JSON."""

    http_method_names = ["get", "head"]


@require_safe
def api_docs(request: HttpRequest) -> HttpResponse:
    """The API for people: each address, what can be asked of it, what it gives, and how. Written from the OpenAPI document."""
    here = request.build_absolute_uri("/")[:-1]
    return render(request, "commitments/api_docs.jinja", {"chapters": _chapters(), "site": here})


@cache
def _chapters() -> list[Chapter]:
    """The same for everybody and at all times, so worked out once."""
    generator = SchemaGenerator()  # type: ignore[no-untyped-call]  # untyped there
    return chapters(generator.get_schema(request=None, public=True))  # type: ignore[no-untyped-call]  # as above


class Nowhere(APIView):
    """Every other address of the API: not found, in the shape in which all faults are."""

    schema = None  # left out of the document
    http_method_names = ["get", "head"]

    def get(self, request: Request, **_rest: Any) -> Response:  # noqa: ARG002 -- REST framework's signature
        """Nothing, ever."""
        raise NotFound
