"""What nobody should send, in every parameter of every list: always an answer, never a fault of ours."""

import json
from functools import cache
from urllib.parse import quote

import pytest
from drf_spectacular.generators import SchemaGenerator

from tests.commitments.api.samples import LISTS, ROOT, address, asked_of, plan

pytestmark = pytest.mark.django_db

HOSTILE = {
    "surrogate": "%ED%A0%80",
    "bytes": "%FF%FE",
    "nul": "%00",
    "long": "x" * 10**6,
    "digits": "9" * 5000,
    "huge": str(2**63),
    "negative": "-1",
    "exponent": "1e400",
    "nan": "NaN",
    "year 9999": quote("9999-12-31T23:59:59-12:00"),
    "year 0": "0000-00-00",
    "last day": "9999-12-31",
    "first day": "0001-01-01",
    "many words": quote(" ".join(f"word{number}" for number in range(2000))),
    "many values": ",".join(["title"] * 2000),
    "list": "[1,2]",
    "object": quote('{"pk": 1}'),
    "like": quote("%_\\"),
    "quotes": quote("'\";--"),
    "arabic digits": quote("٣"),
    "unknown": "null",
    "empty": "",
}
DEEP = "[" * 10**5 + "]" * 10**5


@cache
def parameters() -> dict[str, list[str]]:
    """The parameters of each list, as the OpenAPI document names them."""
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    return {kind: [each["name"] for each in paths[f"{ROOT}/{kind}/"]["get"]["parameters"]] for kind in LISTS}


@pytest.mark.parametrize("kind", LISTS)
def test_list_answers_whatever_is_asked(reader, kind):
    made = plan()

    statuses = {
        (name, what): reader.get(address(kind, **asked_of(kind, made) | {name: value})).status_code
        for name in parameters()[kind]
        for what, value in HOSTILE.items()
    }

    assert {asked: status for asked, status in statuses.items() if status not in {200, 400, 404}} == {}


@pytest.mark.parametrize(("times", "statuses"), [(900, {200, 400, 404}), (2000, {400})])
@pytest.mark.parametrize("kind", LISTS)
def test_list_answers_a_parameter_that_comes_many_times(reader, kind, times, statuses):
    made = plan()
    start = address(kind, **asked_of(kind, made) | {"page": 1})

    answers = [reader.get(f"{start}&" + "&".join([f"{name}=1"] * times)) for name in parameters()[kind]]

    assert {answer.status_code for answer in answers} <= statuses
    assert {answer.json()["status"] for answer in answers if answer.status_code != 200} <= {400, 404}


@pytest.mark.parametrize("name", ["x" * 10**6, "%00", "%ED%A0%80", "strategy__organisation", "strategy__title__regex"])
@pytest.mark.parametrize("kind", LISTS)
def test_list_refuses_a_name_that_it_does_not_have(reader, kind, name):
    made = plan()

    response = reader.get(address(kind, **asked_of(kind, made)) + f"{'&' if kind == 'commitments' else '?'}{name}=1")

    assert response.status_code == 400
    assert len(response.content) < 300


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize(
    "body", [DEEP, '"\\ud800"', "\x00", "x" * 10**6, "{", json.dumps({"id": 10**400})], ids=range(6)
)
def test_body_is_not_read_where_nothing_is_written(reader, kind, body):
    made = plan()

    for path in (address(kind), address(kind, made[kind].pk)):
        for method in (reader.post, reader.put, reader.patch):
            assert method(path, body.encode(), content_type="application/json").status_code == 405


def test_single_commitment_answers_whatever_period_is_asked_for(reader):
    one = plan()["commitments"].pk

    statuses = {
        what: reader.get(address("commitments", one, period=value)).status_code for what, value in HOSTILE.items()
    }

    assert statuses == dict.fromkeys(HOSTILE, 400) | {"empty": 200}
