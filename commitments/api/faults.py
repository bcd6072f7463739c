"""What the API answers where it can't give what was asked for: always in one shape, in plain sentences."""

from typing import Any

from django.core.exceptions import SuspiciousOperation
from rest_framework import serializers
from rest_framework.exceptions import APIException, AuthenticationFailed, NotFound, ParseError
from rest_framework.response import Response
from rest_framework.views import exception_handler

SENTENCES = {
    400: "Something that you asked for can’t be read. See the sentence for each parameter.",
    401: "Sign in, or send a token: Authorization: Token st_…",
    403: "You may not do this.",
    404: "There is nothing at this address, or nothing that you may read.",
    405: "This address can only be read: use GET.",
    406: "This address gives application/json, which your program does not accept.",
    415: "This address takes application/json.",
    429: "You asked too often. Wait a little.",
}


class FaultSerializer(serializers.Serializer[Any]):
    """Why nothing was given."""

    status = serializers.IntegerField(help_text="The status of the answer, again.")
    message = serializers.CharField(help_text="What is wrong, in a sentence.")
    fields = serializers.DictField(  # type: ignore[assignment]  # the name is also one of Serializer's own
        child=serializers.ListField(child=serializers.CharField()),
        help_text="For each parameter that can’t be read, why. Empty otherwise.",
    )


def in_one_shape(fault: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to a fault, by its status, as FaultSerializer describes it; none for what nobody foresaw."""
    if isinstance(fault, SuspiciousOperation):  # Django's own: too many parameters
        fault = ParseError()
    response = exception_handler(fault, context)
    if response is None:
        return None
    fields = response.data if response.status_code == 400 and "detail" not in response.data else {}
    response.data = {
        "status": response.status_code,
        "message": _message(fault, response.status_code),
        "fields": {name: [str(sentence) for sentence in sentences] for name, sentences in fields.items()},
    }
    return response


def _message(fault: Exception, status: int) -> str:
    """Our own words where we raised it; Django's and REST framework's name models and repeat what was typed."""
    ours = isinstance(fault, AuthenticationFailed | NotFound) and fault.detail != type(fault).default_detail
    if ours and isinstance(fault, APIException):
        return str(fault.detail)
    return SENTENCES.get(status, "This can’t be given.")
