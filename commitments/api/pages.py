"""Lists of the API come in pages."""

from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request


class Pages(PageNumberPagination):
    """Pages of 50 rows unless asked for up to 200."""

    page_size = 50
    page_size_query_param = "page_size"
    page_size_query_description = "How many rows a page has, from 1 to 200. Without it, 50."
    page_query_description = "Which page of the list, from 1. Without it, the first."
    max_page_size = 200
    invalid_page_message = "This list has no such page."
    last_page_strings = ()

    def get_page_size(self, request: Request) -> int:
        """The number asked for. Another than the list can give is refused: a program would miss rows without noticing."""
        asked = request.query_params.get(self.page_size_query_param)
        if asked is None:
            return self.page_size
        if not (asked.isascii() and asked.isdigit() and len(asked) <= 3 and 1 <= int(asked) <= self.max_page_size):
            raise ValidationError({self.page_size_query_param: ["Ask for 1 to 200 rows."]})
        return int(asked)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        described: dict[str, Any] = super().get_paginated_response_schema(schema)
        described["required"] = ["count", "next", "previous", "results"]
        properties = described["properties"]
        properties["count"] |= {"description": "How many rows the whole list has."}
        properties["next"] |= {"description": "The address of the next page; null on the last."}
        properties["previous"] |= {"description": "The address of the page before; null on the first."}
        return described

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        parameters: list[dict[str, Any]] = super().get_schema_operation_parameters(view)
        for parameter in parameters:
            parameter["schema"] |= {"minimum": 1}
            if parameter["name"] == self.page_size_query_param:
                parameter["schema"] |= {"maximum": self.max_page_size}
        return parameters
