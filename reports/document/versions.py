"""Frozen documents of earlier versions, brought to today's shape. What they say stays as it was; what they did not have is empty."""

from typing import Any


def upgraded(values: dict[str, Any], version: int) -> dict[str, Any]:
    """The values of a document, as JSON gives them, in the shape of that version. Raises KeyError for an unknown one."""
    while values["version"] != version:
        values = _STEPS[values["version"]](values)
    return values


def _from_1(values: dict[str, Any]) -> dict[str, Any]:
    """Version 2 brought cover sheets, questions, measures, errata, audiences, and what the site knew."""
    empty: dict[str, Any] = {
        name: []
        for name in (
            "cover",
            "questions",
            "measures",
            "errata",
            "left_out",
            "months",
            "periods",
            "status_words",
            "known",
        )
    }
    later = {**empty, "audience": ""}
    if strangers := later.keys() & values.keys():
        raise KeyError(*strangers)
    return {**values, **later, "glance": {**values["glance"], "kept": None}, "version": 2}


_STEPS = {1: _from_1}
