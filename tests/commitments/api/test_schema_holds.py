"""The API keeps what its OpenAPI document says, whatever is asked: schemathesis asks."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from reports.models import FileKind
from strategy_tracker.wsgi import application
from tests.commitments.api.samples import plan, token_of
from tests.factories import EditionFileFactory, MembershipFactory, UserFactory
from tests.reports.issued import edition_of, small_report

pytestmark = pytest.mark.django_db

NOT_THERE = 987654
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture(autouse=True)
def _connection_stays_open():
    """The end of a request closes the connection, and the test's transaction with it. Django's own client does the same."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def on_this_machine(environ, start_response):
    """The site, asked from where a trial answers."""
    return application(environ | {"REMOTE_ADDR": "127.0.0.1"}, start_response)


def schema_with(rows: dict[str, int]):
    """The API's document, with ids that are there beside one that is not: by chance, none would ever be met."""
    document = SchemaGenerator().get_schema(request=None, public=True)
    for path, operations in document["paths"].items():
        kind = path.removeprefix("/api/v1/").split("/")[0]
        for parameter in operations["get"].get("parameters", []):
            name = kind if parameter["name"] == "id" else parameter["name"]
            if name in rows:
                parameter["schema"]["enum"] = [rows[name], NOT_THERE]
    return schemathesis.openapi.from_dict(document)


def answers(header: dict[str, str], rows: dict[str, int]) -> set[tuple[str, int]]:
    """Asks every address of the document; raises for an answer that is none of the document's. Which came, by status."""
    given_back = set()
    for found in schema_with(rows).get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy())
        @settings(max_examples=6, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
        def holds(case):
            response = case.call(app=on_this_machine, headers=header)
            case.validate_response(response, checks=CHECKS)
            given_back.add((case.operation.path, response.status_code))

        holds()
    return given_back


@pytest.fixture
def period():
    """A period of Organisation 1, with an edition and all its files."""
    found = small_report()
    edition = edition_of(found)
    for kind in FileKind.values:
        EditionFileFactory(edition=edition, kind=kind)
    return found


def rows_of(period) -> dict[str, int]:
    """A plan of the period's organisation and its edition, by the names under which the API asks for ids."""
    made = {name: row.pk for name, row in plan(period.strategy.organisation).items()}
    singular = {"strategies": "strategy", "priorities": "priority", "periods": "period", "commitments": "commitment"}
    return made | {one: made[many] for many, one in singular.items()} | {"editions": period.report.editions.get().pk}


def test_api_keeps_what_its_document_says_for_a_reader(period):
    reader = MembershipFactory(organisation=period.strategy.organisation).user

    found = answers(token_of(reader), rows_of(period))

    assert {path for path, status in found if status == 200} == {path for path, _status in found}


def test_api_keeps_what_its_document_says_for_a_stranger(period):
    found = answers(token_of(UserFactory()), rows_of(period))

    assert [path for path, status in found if status == 200 and "{id}" in path] == []
