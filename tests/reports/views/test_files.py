"""The files of an edition: stored bytes, and what is said of them."""

import hashlib
import json

import pytest

from reports.render.formats import FORMATS
from reports.views.files import downloads, size_in_words
from tests.factories import EditionFileFactory, MembershipFactory
from tests.pages import page
from tests.reports.issued import EDITION, FILES, edition_of, edition_with_files, small_report

pytestmark = pytest.mark.django_db

PDF, JSON = f"{EDITION}/report.pdf", f"{EDITION}/document.json"
WORD, EXCEL, TEXT = f"{EDITION}/report.docx", f"{EDITION}/report.xlsx", f"{EDITION}/report.txt"
PLAN = f"{EDITION}/plan.xlsx"
OFFICE = "application/vnd.openxmlformats-officedocument"


@pytest.fixture
def march(reader):
    return small_report()


@pytest.fixture
def edition(march):
    return edition_with_files(march)


def test_edition_pdf_is_what_was_stored(reader, edition):
    response = reader.get(PDF)

    assert (response.status_code, response.content) == (200, edition.pdf)
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'attachment; filename="organisation-1-2022-03-edition-1.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["ETag"] == f'"{edition.pdf_sha256}"'
    assert response.headers["Cache-Control"] == "private, no-cache"


def test_edition_document_is_what_was_stored(reader, edition):
    response = reader.get(JSON)

    assert (response.status_code, response.content.decode()) == (200, edition.document)
    assert hashlib.sha256(response.content).hexdigest() == edition.document_sha256
    assert json.loads(response.content)["edition"] == "Edition 1"
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Content-Disposition"] == 'attachment; filename="organisation-1-2022-03-edition-1.json"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["ETag"] == f'"{edition.document_sha256}"'


@pytest.mark.parametrize(
    ("address", "content"),
    [(PDF, "pdf"), (JSON, "document"), (WORD, "word"), (EXCEL, "workbook"), (TEXT, "text"), (PLAN, "plan")],
)
def test_edition_file_that_one_has_is_not_sent_again(reader, edition, address, content, django_assert_max_num_queries):
    first = reader.get(address)

    with django_assert_max_num_queries(6):
        again = reader.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert reader.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("address", "kind", "media_type"),
    [
        (WORD, "word", f"{OFFICE}.wordprocessingml.document"),
        (EXCEL, "workbook", f"{OFFICE}.spreadsheetml.sheet"),
        (TEXT, "text", "text/plain; charset=utf-8"),
        (PLAN, "plan", f"{OFFICE}.spreadsheetml.sheet"),
    ],
)
def test_further_file_is_what_was_stored(reader, edition, address, kind, media_type):
    response = reader.get(address)

    assert (response.status_code, response.content) == (200, FILES[kind])
    assert response.headers["Content-Type"] == media_type
    name = f'attachment; filename="organisation-1-2022-03-edition-1{FORMATS[kind].ending}"'
    assert response.headers["Content-Disposition"] == name
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["ETag"] == f'"{hashlib.sha256(FILES[kind]).hexdigest()}"'
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert reader.head(address).content == b""
    assert reader.post(address).status_code == 405


@pytest.mark.parametrize("address", [WORD, EXCEL, TEXT])
def test_further_file_of_another_organisation_is_not_found(client, edition, address):
    client.force_login(MembershipFactory().user)

    response = client.get(address)

    assert (response.status_code, page(response).words[0]) == (404, "Page not found")


@pytest.mark.parametrize("address", [WORD, EXCEL, TEXT, PLAN])
def test_further_file_asks_whoever_is_signed_out_to_sign_in(client, edition, address):
    client.logout()

    response = client.get(address)

    assert (response.status_code, response.url) == (302, f"/account/sign-in/?next={address}")


@pytest.mark.parametrize(("address", "called"), [(WORD, "Word file"), (EXCEL, "Excel file"), (TEXT, "plain text file")])
def test_edition_from_before_there_were_further_files_says_so(reader, march, address, called):
    edition_of(march)

    response = reader.get(address)
    shown = page(response)

    assert response.status_code == 404
    assert shown.title == f"Edition 1 has no {called} – Strategy Tracker"
    assert shown.words[1:3] == [
        f"Edition 1 has no {called}",
        "It was issued before Strategy Tracker kept files of this format. An edition never changes, so none can be added.",
    ]
    assert shown.links["Download edition 1 (PDF)"] == PDF


def test_edition_page_leads_to_each_file_with_its_format_and_size(reader, edition):
    shown = page(reader.get(f"{EDITION}/"))

    assert {words: address for words, address in shown.links.items() if words.startswith("Download")} == {
        "Download this edition (PDF, 1KB)": PDF,
        "Download this edition (Word, 1KB)": WORD,
        "Download this edition (Excel, 1KB)": EXCEL,
        "Download this edition (Plain text, 1KB)": TEXT,
        "Download this edition (Excel plan workbook, 1KB)": PLAN,
        "Download its words for other programs (JSON)": JSON,
    }
    assert [words for words in shown.words if words.startswith("There are no Word")] == []


def test_edition_whose_words_do_not_fit_into_excel_says_so(reader, march):
    edition = edition_of(march, files=json.dumps({"word": "a" * 64, "text": "b" * 64}))
    for kind in ("word", "text"):
        EditionFileFactory(edition=edition, kind=kind, content=FILES[kind])

    shown, instead = page(reader.get(f"{EDITION}/")), page(reader.get(EXCEL))

    assert [words for words in shown.words if words.startswith("There is no")] == [
        f"There is no {called} of this edition: a text in it is longer than a cell of Excel can hold. "
        "The other files say all of it."
        for called in ("Excel file", "plan workbook")
    ]
    assert instead.words[2] == (
        "A text in this edition is longer than a cell of Excel can hold, so no Excel file was made. The other files say all of it."
    )


def test_downloads_need_one_query_and_load_no_content(edition, django_assert_num_queries):
    with django_assert_num_queries(1) as queries:
        found = downloads(edition)

    assert [each.kind for each in found] == ["pdf", "word", "workbook", "text", "plan"]
    assert "content" not in queries[0]["sql"].replace('LENGTH("reports_editionfile"."content")', "")


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1KB"), (1000, "1KB"), (1001, "2KB"), (144_900, "145KB"), (1_000_000, "1.0MB"), (1_249_999, "1.2MB")],
)
def test_size_in_words(size, words):
    assert size_in_words(size) == words
