"""The API about itself: the OpenAPI document, and the page for people."""

from html import unescape

import pytest
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator

from tests.factories import MembershipFactory, UserFactory
from tests.pages import page

pytestmark = pytest.mark.django_db

PATHS = [
    f"/api/v1/{kind}/{rest}"
    for kind in ("commitments", "editions", "measures", "periods", "priorities", "strategies", "themes", "updates")
    for rest in ("", "{id}/", "{id}/document/", "{id}/files/{kind}/", "{id}/pdf/")
    if kind == "editions" or len(rest) < 6
]


def test_document_is_written_without_a_warning(tmp_path):
    call_command("spectacular", "--validate", "--fail-on-warn", file=str(tmp_path / "schema.yaml"))


def test_document_names_every_address_and_only_reading(reader):
    document = reader.get("/api/v1/schema/").json()

    assert list(document["paths"]) == PATHS
    assert {method for operations in document["paths"].values() for method in operations} == {"get"}


def test_document_says_how_to_sign_in_and_what_faults_look_like(reader):
    document = reader.get("/api/v1/schema/").json()

    assert document["components"]["securitySchemes"]["token"] == {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": "A token that you made on the page Tokens for programs: Token st_…",
    }
    assert list(document["components"]["schemas"]["Fault"]["properties"]) == ["status", "message", "fields"]
    answers = {
        (status, next(iter(answer["content"].values()))["schema"].get("$ref"))
        for operations in document["paths"].values()
        for status, answer in operations["get"]["responses"].items()
        if status != "200"
    }
    assert answers == {(status, "#/components/schemas/Fault") for status in ("400", "401", "404", "406")}


def test_document_is_the_same_for_everybody_and_for_nobody_without_signing_in(client):
    assert client.get("/api/v1/schema/").json()["status"] == 401
    documents = []
    for user in (UserFactory(), MembershipFactory().user):
        client.force_login(user)
        documents.append(client.get("/api/v1/schema/").json())

    assert documents[0] == documents[1]


def test_api_docs_show_every_address_with_its_parameters_and_what_it_gives(reader):
    document = SchemaGenerator().get_schema(request=None, public=True)

    response = reader.get("/api/v1/docs/")
    shown = page(response)

    assert response.status_code == 200
    assert shown.title == "What programs can read – Strategy Tracker"
    assert [path for path in document["paths"] if path not in shown.words] == []
    names = {each["name"] for get in document["paths"].values() for each in get["get"].get("parameters", [])}
    assert [name for name in names if name not in shown.words] == []
    given = document["components"]["schemas"]["Update"]["properties"]
    assert [name for name in given if name not in shown.words] == []


def test_api_docs_show_how_to_ask(reader):
    text = unescape(reader.get("/api/v1/docs/").content.decode())

    header = 'curl --header "Authorization: Token st_…"'
    assert f'{header} "http://testserver/api/v1/strategies/"' in text
    assert f'{header} "http://testserver/api/v1/commitments/?strategy=1"' in text
    assert f'{header} "http://testserver/api/v1/editions/1/pdf/"' in text


def test_api_docs_link_to_tokens_and_to_the_document(reader):
    links = page(reader.get("/api/v1/docs/")).links

    assert (links["Make a token"], links["document of their own"]) == ("/tokens/", "/api/v1/schema/")
    assert links["Commitments"] == "#api-commitments"


def test_api_docs_need_no_query_of_their_own(reader, django_assert_num_queries):
    reader.get("/api/v1/docs/")

    with django_assert_num_queries(2):  # the session, and the person
        reader.get("/api/v1/docs/")


def test_api_docs_ask_to_sign_in_and_take_no_post(client):
    assert client.get("/api/v1/docs/").headers["Location"] == "/account/sign-in/?next=/api/v1/docs/"
    client.force_login(UserFactory())
    assert client.post("/api/v1/docs/").status_code == 405
