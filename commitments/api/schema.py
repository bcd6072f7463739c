"""The OpenAPI document: written from the code, with what holds for every address added here."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse

from commitments.api.faults import SENTENCES, FaultSerializer

_SUMMARIES = {"list": "A list, in pages.", "retrieve": "One of them, by its id."}


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # registers the class; untyped there
    """How a token is sent."""

    target_class = "commitments.api.signing_in.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:  # noqa: ARG002 -- as asked for
        told = "A token that you made on the page Tokens for programs: Token st_…"
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": told}


def faults() -> dict[str, OpenApiResponse]:
    """What every address answers where it can't give what was asked for."""
    return {str(status): OpenApiResponse(FaultSerializer, SENTENCES[status]) for status in (400, 401, 404, 406)}


class Described(AutoSchema):
    """Describes an operation: what it gives and its faults; in one sentence first, as the page of the API shows it."""

    def get_response_serializers(self) -> Any:
        given = super().get_response_serializers()
        return (given if isinstance(given, dict) else {"200": given}) | faults()

    def get_summary(self) -> str | None:
        return _SUMMARIES.get(getattr(self.view, "action", ""))
