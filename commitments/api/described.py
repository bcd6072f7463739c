"""The OpenAPI document in words, for the page that people read. Pure: a document in, plain values out."""

from dataclasses import dataclass, field
from typing import Any

_KINDS = {
    "integer": "A whole number",
    "boolean": "True or false",
    "date": "A day, such as 2022-03-31",
    "date-time": "A moment, such as 2022-03-31T09:00:00+01:00",
    "decimal": "A number, written as text",
    "uri": "An address",
}


@dataclass(frozen=True)
class Parameter:
    """What can be asked for, or what is given: its name, what kind of thing it is, and what it means."""

    name: str
    kind: str
    meaning: str = ""


@dataclass(frozen=True)
class Address:
    """One address: its path, what is there, and what can be asked for."""

    path: str
    words: str
    parameters: list[Parameter]

    @property
    def example(self) -> str:
        """The path as a program may ask for it: with a 1 for each id, and with what must be asked."""
        asked = "&".join(f"{each.name}=1" for each in self.parameters if each.kind.endswith("Required."))
        return self.path.replace("{id}", "1") + (f"?{asked}" if asked else "")


@dataclass
class Chapter:
    """The addresses of one kind of thing, and what they give."""

    name: str
    words: str
    addresses: list[Address] = field(default_factory=list)
    gives: list[Parameter] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return f"api-{self.name}"


def chapters(document: dict[str, Any]) -> list[Chapter]:
    """The document's addresses by kind of thing, in the document's order."""
    found: dict[str, Chapter] = {}
    for path, operations in document["paths"].items():
        get = operations["get"]
        chapter = found.setdefault(get["tags"][0], Chapter(get["tags"][0], get.get("description", "")))
        asked = [_parameter(each) for each in get.get("parameters", [])]
        chapter.addresses.append(Address(path, get.get("summary", ""), asked))
        chapter.gives = chapter.gives or _fields(_row(get, document), document)
    return list(found.values())


def _parameter(described: dict[str, Any]) -> Parameter:
    required = " Required." if described.get("required") and described["in"] == "query" else ""
    where = "In the path. " if described["in"] == "path" else ""
    kind = f"{where}{_kind(described['schema'])}.{required}"
    return Parameter(described["name"], kind, _sentence(described))


def _sentence(described: dict[str, Any]) -> str:
    """What it means, as a sentence: models say it in a few words without a full stop."""
    words = str(described.get("description", "")).strip()
    return words[:1].upper() + words[1:] + ("." if words and words[-1] not in ".:" else "")


def _row(operation: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    """What describes one row of what an operation gives: of a list, its results."""
    content = operation["responses"]["200"]["content"]
    given = _resolved(next(iter(content.values()))["schema"], document)
    results = given.get("properties", {}).get("results")
    return _resolved(results["items"], document) if results else given


def _fields(row: dict[str, Any], document: dict[str, Any], within: str = "") -> list[Parameter]:
    """The fields of a row, each followed by those within it: 'lead', 'lead.title', 'targets', 'targets[].value'."""
    found = []
    for name, described in row.get("properties", {}).items():
        kept = _resolved(described, document)
        several = kept.get("type") == "array"
        inner = _resolved(kept["items"], document) if several else kept
        found.append(Parameter(within + name, _given(kept, inner), _sentence(described)))
        found += _fields(inner, document, f"{within}{name}{'[]' if several else ''}.")
    return found


def _given(kept: dict[str, Any], inner: dict[str, Any]) -> str:
    several = kept.get("type") == "array"
    if inner.get("properties"):
        return "A list" if several else "A group of values"
    return f"A list: {_kind(inner).lower()}" if several else _kind(kept)


def _resolved(described: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    """The description that a reference leads to. Of several that may hold, the first that says something, with all their words."""
    if "$ref" in described:
        name = described["$ref"].rsplit("/", 1)[-1]
        return _resolved(document["components"]["schemas"][name], document)
    options = [_resolved(each, document) for word in ("oneOf", "anyOf", "allOf") for each in described.get(word, [])]
    telling = [each for each in options if each.get("type") != "null" and each.get("enum") not in ([""], [None])]
    return telling[0] if telling else described


def _kind(described: dict[str, Any]) -> str:
    """What kind of value it is, in words."""
    if words := [str(each) for each in described.get("enum", []) if each]:
        return f"One of: {', '.join(words)}"
    kinds = described.get("type", "string")
    kind = next((each for each in kinds if each != "null"), "string") if isinstance(kinds, list) else kinds
    return _KINDS.get(described.get("format", ""), _KINDS.get(kind, "Text"))
