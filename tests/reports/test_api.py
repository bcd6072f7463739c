"""Editions through the API: their list, what each says, and its files."""

import hashlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.commitments.api.samples import token_of
from tests.factories import EditionFactory, MembershipFactory, ReportFactory, UserFactory, WithdrawalFactory
from tests.reports.issued import FILES, edition_of, edition_with_files, small_report

pytestmark = pytest.mark.django_db

LIST = "/api/v1/editions/"
NOT_FOUND = {"status": 404, "message": "There is nothing at this address, or nothing that you may read.", "fields": {}}


def results(response) -> list[dict]:
    assert response.status_code == 200
    return response.json()["results"]


def test_edition_is_given_with_its_story_and_where_its_files_are(reader):
    march = small_report()
    first, second = edition_of(march), edition_of(march)

    given = reader.get(f"{LIST}{first.pk}/").json()

    assert given == {
        "id": first.pk,
        "strategy": march.strategy_id,
        "period": march.pk,
        "number": 1,
        "audience": "board",
        "issued_at": "2022-03-01T09:00:00Z",
        "supersedes": None,
        "replaced_by": 2,
        "change_note": "",
        "withdrawal": None,
        "presentations": [
            {"committee": "Trust Board", "held_on": "2022-03-30", "presented_at": "2022-03-01T09:00:00Z"}
        ],
        "pdf": f"http://testserver/api/v1/editions/{first.pk}/pdf/",
        "pdf_sha256": first.pdf_sha256,
        "document": f"http://testserver/api/v1/editions/{first.pk}/document/",
        "document_version": 1,
        "document_sha256": first.document_sha256,
        "files": [],
        "previous_seal": "",
        "seal": first.seal,
    }
    assert results(reader.get(LIST)) == [given, reader.get(f"{LIST}{second.pk}/").json()]


def test_edition_says_what_it_replaces_and_why_it_was_withdrawn(reader):
    march = small_report()
    first, second = edition_of(march), edition_of(march)
    WithdrawalFactory(edition=second)

    given = reader.get(f"{LIST}{second.pk}/").json()

    assert (given["supersedes"], given["replaced_by"], given["change_note"]) == (first.pk, None, "A figure was wrong")
    assert given["withdrawal"] == {"reason": "A figure is wrong", "withdrawn_at": "2022-03-01T09:00:00Z"}


@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/pdf", "text/html"])
def test_files_of_an_edition_are_those_that_were_stored(reader, accept):
    edition = edition_of(small_report())

    pdf = reader.get(f"{LIST}{edition.pk}/pdf/", headers={"Accept": accept})
    document = reader.get(f"{LIST}{edition.pk}/document/", headers={"Accept": accept})

    assert (pdf.content, pdf.headers["Content-Type"]) == (b"%PDF-1.7 of a test", "application/pdf")
    assert pdf.headers["Content-Disposition"] == 'attachment; filename="organisation-1-2022-03-edition-1.pdf"'
    assert pdf.headers["ETag"] == f'"{edition.pdf_sha256}"'
    assert document.headers["Content-Type"] == "application/json"
    assert document.headers["Content-Disposition"] == 'attachment; filename="organisation-1-2022-03-edition-1.json"'
    assert hashlib.sha256(document.content).hexdigest() == edition.document_sha256
    assert (pdf.headers["Cache-Control"], pdf.headers["X-Content-Type-Options"]) == ("private, no-cache", "nosniff")


def test_further_files_of_an_edition_are_named_and_are_those_that_were_stored(reader):
    edition = edition_with_files(small_report())

    named = reader.get(f"{LIST}{edition.pk}/").json()["files"]

    address = f"http://testserver/api/v1/editions/{edition.pk}/files"
    assert named == [
        {"kind": kind, "sha256": hashlib.sha256(content).hexdigest(), "address": f"{address}/{kind}/"}
        for kind, content in FILES.items()
    ]
    for each, ending in zip(named, (".docx", ".xlsx", ".txt", "-plan.xlsx"), strict=True):
        response = reader.get(each["address"])
        assert (response.status_code, response.content) == (200, FILES[each["kind"]])
        assert response.headers["ETag"] == f'"{each["sha256"]}"'
        name = f'attachment; filename="organisation-1-2022-03-edition-1{ending}"'
        assert (response.headers["Content-Disposition"], response.headers["X-Content-Type-Options"]) == (
            name,
            "nosniff",
        )


@pytest.mark.parametrize("kind", ["word", "pdf", "nothing"])
def test_file_that_an_edition_has_not_is_not_found(reader, kind):
    edition = edition_of(small_report())

    response = reader.get(f"{LIST}{edition.pk}/files/{kind}/")

    assert (response.status_code, response.json()) == (404, NOT_FOUND)


def test_files_of_an_edition_come_by_token(client):
    edition = edition_of(small_report())
    organisation = edition.report.period.strategy.organisation
    header = token_of(MembershipFactory(organisation=organisation).user)

    assert client.get(f"{LIST}{edition.pk}/pdf/", headers=header).content == b"%PDF-1.7 of a test"


@pytest.mark.parametrize("part", ["", "pdf/", "document/", "files/word/"])
def test_edition_is_nowhere_for_a_stranger_and_nobody(client, part):
    edition = edition_of(small_report())
    addresses = [f"{LIST}{number}/{part}" for number in (edition.pk, 987654)]

    for address in addresses:
        assert (client.get(address).status_code, client.options(address).status_code) == (401, 401)
    client.force_login(UserFactory())
    for address in addresses:
        assert (client.get(address).json(), client.head(address).status_code) == (NOT_FOUND, 404)
        assert (client.options(address).status_code, client.post(address).status_code) == (405, 405)


@pytest.mark.parametrize("name", ["strategy", "period"])
def test_editions_of_a_stranger_are_in_no_list_and_behind_no_filter(client, name):
    march = small_report()
    edition_of(march)
    client.force_login(UserFactory())
    number = march.pk if name == "period" else march.strategy_id

    assert results(client.get(LIST)) == []
    assert client.get(f"{LIST}?{name}={number}").json() == client.get(f"{LIST}?{name}=987654").json()
    assert client.get(f"{LIST}?{name}={number}").status_code == 400


def test_editions_are_narrowed_down_and_sorted(reader):
    march = small_report()
    first, second = edition_of(march), edition_of(march)
    other = EditionFactory()

    def found(asked: str) -> list[int]:
        return [row["id"] for row in results(reader.get(f"{LIST}?{asked}"))]

    assert found(f"strategy={march.strategy_id}") == found(f"period={march.pk}") == [first.pk, second.pk]
    assert found("sort=-issued_at") == [other.pk, second.pk, first.pk]


@pytest.mark.parametrize("number", [1, 3])
def test_editions_need_five_queries_and_load_no_content(reader, number):
    march = small_report()
    for _ in range(number):
        edition_of(march)
    reader.get(LIST)  # the session notes down when it began

    with CaptureQueriesContext(connection) as captured:
        found = results(reader.get(LIST))

    assert (len(captured), len(found)) == (5, number)
    assert [query["sql"] for query in captured if '"document"' in query["sql"] or '"pdf"' in query["sql"]] == []


@pytest.mark.parametrize("asked", ["%00", "%ED%A0%80", "9" * 30, "1e400", "-1", "x" * 10**6])
@pytest.mark.parametrize("name", ["strategy", "period", "sort", "page", "page_size", "x"])
def test_editions_stand_what_nobody_should_send(reader, name, asked):
    EditionFactory(report=ReportFactory())

    assert reader.get(f"{LIST}?{name}={asked}").status_code in {400, 404}
