"""A document as JSON and back: one text for one content, and a sentence for every text that is none."""

import hashlib
import json
from typing import get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.document.frozen import UnreadableDocumentError, canonical, read, sha256
from reports.document.parts import Cell, Line, Point, Word
from reports.document.values import Document
from tests.reports.document.samples import document

ODD = ["’“”\"'\\ / </script>", "👩‍⚕️ 🏳️‍🌈 e\u0301", "◊◊ **", "\u200b\u00ad\u2028\n\t", "", "שלום", "\ufeff"]


def frozen(**changes):
    """The values of the sample's JSON, changed."""
    return json.loads(canonical(document())) | changes


def refusal(text):
    with pytest.raises(UnreadableDocumentError) as caught:
        read(text)
    return str(caught.value)


def test_document_comes_back_as_it_was():
    assert read(canonical(document())) == document()


@pytest.mark.parametrize("text", ODD)
def test_every_character_comes_back_as_itself(text):
    odd = document(title=text, introduction=(text, text))

    assert read(canonical(odd)) == odd


TEXTS = st.text(max_size=30) | st.sampled_from(ODD)
POINTS = st.builds(Point, TEXTS, st.lists(TEXTS, max_size=2).map(tuple))
CELLS = st.builds(Cell, st.lists(POINTS, max_size=2).map(tuple), TEXTS)
WORDS = st.none() | st.builds(Word, TEXTS, TEXTS)
LINES = st.builds(
    Line, TEXTS, TEXTS, TEXTS, WORDS, WORDS, WORDS, TEXTS, st.lists(CELLS, min_size=1, max_size=3).map(tuple)
)


@given(title=TEXTS, line=LINES)
def test_every_text_comes_back(title, line):
    group = document().chapters[0].groups[0]
    chapter = document().chapters[0]
    changed = document(title=title, chapters=(_with(chapter, groups=(_with(group, lines=(line,)),)),))

    assert read(canonical(changed)) == changed


def _with(value, **changes):
    return type(value)(**{name: changes.get(name, getattr(value, name)) for name in get_type_hints(type(value))})


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.builds(Document, version=st.just(2)))
def test_every_shape_of_a_document_comes_back(made):
    text = canonical(made)

    assert read(text) == made
    assert canonical(read(text)) == text


def test_canonical_text_is_short_sorted_and_unescaped():
    text = canonical(document(title="◊◊ “Report”"))

    assert text.startswith('{"about_markers":["Promises marked ** have been')
    assert '"title":"◊◊ “Report”","version":2}' in text
    assert ": " not in text.replace("published. ", "")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_canonical_text_does_not_depend_on_the_order_of_keys():
    turned = json.dumps(_turned(frozen()), indent=2)

    assert next(iter(json.loads(turned))) == "version"
    assert canonical(read(turned)) == canonical(document())


def _turned(value):
    """The same JSON, its keys the other way round."""
    if isinstance(value, dict):
        return {key: _turned(value[key]) for key in reversed(value)}
    return [_turned(each) for each in value] if isinstance(value, list) else value


def test_fingerprint_is_that_of_the_canonical_text():
    assert sha256(document()) == hashlib.sha256(canonical(document()).encode()).hexdigest()
    assert sha256(document()) == "f73c7e5792f49c8c17953b6a5091cc452623b0d41e2f859da44a22022c014687"
    assert sha256(document(period="September 2022")) != sha256(document())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "draft",
        "{",
        canonical(document())[:-1],
        "\ufeff{}",
        "{'version': 1}",
        "[" * 100_000,
        '{"a":' * 100_000,
        "9" * 5000,
    ],
    ids=["empty", "word", "open", "cut", "byte order mark", "python", "deep lists", "deep keys", "long number"],
)
def test_text_that_is_no_json_is_refused(text):
    said = refusal(text)

    assert said.startswith("This is not a frozen document: ")
    assert said.endswith(".")


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("{}", "None"),
        ("[]", "None"),
        ("null", "None"),
        ("1", "None"),
        ('"version"', "None"),
        ('{"version":0}', "0"),
        ('{"version":3}', "3"),
        ('{"version":"1"}', "1"),
        ('{"version":null}', "None"),
        (json.dumps(frozen(version=3)), "3"),
        ('{"version":2.5}', "2.5"),
    ],
)
def test_document_of_an_unknown_version_is_refused(text, version):
    assert refusal(text) == f"This document is of version {version}; versions 1 to 2 can be read here."


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"extra": 1}, "extra"),
        ({"labels": {**frozen()["labels"], "vision": "Vision"}}, "labels"),
        ({"chapters": 5}, "chapters"),
        ({"chapters": [{}]}, "chapters"),
        ({"glance": None}, "glance"),
        ({"highlights": [["Be outstanding", []]]}, "highlights"),
        ({"glance": {**frozen()["glance"], "movements": [{"word": "Better", "number": "many"}]}}, "number"),
    ],
)
def test_damaged_document_is_refused_and_the_place_is_named(changes, where):
    said = refusal(json.dumps(frozen(**changes)))

    assert said.startswith("This document is damaged: ")
    assert where in said
    assert said.endswith(".")


@pytest.mark.parametrize("key", sorted(frozen().keys() - {"version"}))
def test_document_without_one_of_its_parts_is_refused(key):
    values = frozen()
    del values[key]

    assert refusal(json.dumps(values)).startswith("This document is damaged: ")


@pytest.mark.parametrize(
    "changes",
    [
        {"title": None},
        {"title": 5},
        {"title": ["Implementation report"]},
        {"title": {"is": "Report"}},
        {"title": "\ud800"},
        {"introduction": "One paragraph"},
        {"introduction": {"First": "Second"}},
        {"introduction": None},
        {"version": True},
        {"version": 2.0},
        {"glance": {**frozen()["glance"], "movements": [{"word": "Better", "number": "12"}]}},
        {"glance": {**frozen()["glance"], "movements": [{"word": "Better", "number": 1.5}]}},
        {"glance": {**frozen()["glance"], "movements": [{"word": "Better", "number": float("nan")}]}},
        {"glance": {**frozen()["glance"], "movements": [{"word": "Better", "number": True}]}},
    ],
)
def test_document_with_a_value_of_another_kind_is_refused(changes):
    said = refusal(json.dumps(frozen(**changes)))

    assert said.startswith("This document is damaged: ")
    assert said.endswith(".")


# Documents of version 1


def first_version(**changes):
    """The sample's values as the first version kept them, changed."""
    later = {"cover", "questions", "measures", "errata", "left_out", "audience"}
    later |= {"months", "periods", "status_words", "known"}
    values = {name: value for name, value in frozen().items() if name not in later}
    values["glance"] = {name: value for name, value in values["glance"].items() if name != "kept"}
    return values | {"version": 1} | changes


def test_document_of_the_first_version_reads_as_one_without_what_came_later():
    assert read(json.dumps(first_version())) == document(months=())


@pytest.mark.parametrize(
    "changes", [{"version": True}, {"version": 1.0}, {"glance": None}, {"glance": []}, {"extra": 1}, {"cover": [{}]}]
)
def test_damaged_document_of_the_first_version_is_refused(changes):
    assert refusal(json.dumps(first_version(**changes))).startswith("This document is damaged: ")


@pytest.mark.parametrize("key", sorted(first_version().keys() - {"version"}))
def test_document_of_the_first_version_without_one_of_its_parts_is_refused(key):
    values = first_version()
    del values[key]

    assert refusal(json.dumps(values)).startswith("This document is damaged: ")


@pytest.mark.parametrize("depth", [10, 500, 900, 960, 990])
def test_document_with_deep_nesting_in_a_text_is_refused(depth):
    deep = "[" * depth + "]" * depth
    text = canonical(document()).replace('"Implementation report"', deep)

    assert refusal(text).startswith(("This document is damaged: ", "This is not a frozen document: "))
