"""The OpenAPI document in words."""

import pytest

from commitments.api.described import Address, Chapter, Parameter, chapters

THING = {
    "type": "object",
    "properties": {
        "id": {"type": "integer", "readOnly": True},
        "lead": {"oneOf": [{"$ref": "#/components/schemas/Post"}, {"type": "null"}], "description": "who leads it"},
        "points": {"type": "array", "items": {"$ref": "#/components/schemas/Post"}},
        "tags": {"type": "array", "items": {"type": "string"}},
    },
}
DOCUMENT = {
    "paths": {
        "/things/": {
            "get": {
                "tags": ["things"],
                "description": "All things.",
                "summary": "A list.",
                "parameters": [
                    {"in": "query", "name": "size", "required": True, "schema": {"type": "integer"}},
                    {"in": "query", "name": "sort", "schema": {"enum": ["a", "b"]}, "description": "the order"},
                ],
                "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/x/Things"}}}}},
            }
        },
        "/things/{id}/": {
            "get": {
                "tags": ["things"],
                "parameters": [{"in": "path", "name": "id", "required": True, "schema": {"type": "integer"}}],
                "responses": {"200": {"content": {"application/json": {"schema": THING}}}},
            }
        },
    },
    "components": {
        "schemas": {
            "Things": {"properties": {"results": {"type": "array", "items": THING}}},
            "Post": {"type": "object", "properties": {"title": {"type": "string", "description": "Its title."}}},
        }
    },
}


def test_chapters_say_in_words_what_the_document_says():
    assert chapters(DOCUMENT) == [
        Chapter(
            "things",
            "All things.",
            [
                Address(
                    "/things/",
                    "A list.",
                    [Parameter("size", "A whole number. Required."), Parameter("sort", "One of: a, b.", "The order.")],
                ),
                Address("/things/{id}/", "", [Parameter("id", "In the path. A whole number.")]),
            ],
            [
                Parameter("id", "A whole number"),
                Parameter("lead", "A group of values", "Who leads it."),
                Parameter("lead.title", "Text", "Its title."),
                Parameter("points", "A list"),
                Parameter("points[].title", "Text", "Its title."),
                Parameter("tags", "A list: text"),
            ],
        )
    ]


def test_example_asks_for_what_must_be_asked():
    examples = [address.example for chapter in chapters(DOCUMENT) for address in chapter.addresses]

    assert examples == ["/things/?size=1", "/things/1/"]


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ({"type": ["string", "null"], "format": "date"}, "A day, such as 2022-03-31"),
        ({"type": "string", "format": "date-time"}, "A moment, such as 2022-03-31T09:00:00+01:00"),
        ({"type": "string", "format": "decimal"}, "A number, written as text"),
        ({"type": "string", "format": "uri"}, "An address"),
        ({"type": ["integer", "null"]}, "A whole number"),
        ({"type": ["null"]}, "Text"),
        ({"type": "boolean"}, "True or false"),
        ({"type": "string", "enum": ["", "red"]}, "One of: red"),
        ({"oneOf": [{"enum": ["red"]}, {"enum": [""]}]}, "One of: red"),
        ({"allOf": [{"type": "integer"}]}, "A whole number"),
        ({}, "Text"),
    ],
)
def test_kinds_of_values_are_said_in_words(schema, kind):
    answer = {"200": {"content": {"application/json": {"schema": {"properties": {"value": schema}}}}}}
    document = {"paths": {"/x/": {"get": {"tags": ["x"], "responses": answer}}}}

    assert chapters(document)[0].gives == [Parameter("value", kind)]
