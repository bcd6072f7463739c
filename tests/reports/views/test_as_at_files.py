"""The register of an edition as Excel and CSV: what its page shows, whatever has changed since."""

import csv
import re
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from commitments.models import Commitment, StatusUpdate, UpdatePoint
from tests.factories import CommitmentFactory
from tests.pages import page
from tests.reports.issued import EDITION, edition_of, small_report, tamper
from tests.reports.views.test_as_at import OF_THE_PLACE

pytestmark = pytest.mark.django_db

REGISTER, XLSX, CSV = (f"{EDITION}/register{ending}" for ending in ("/", ".xlsx", ".csv"))


@pytest.fixture
def edition(reader):
    return edition_of(small_report())


def csv_rows(response):
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"), newline="")))


def book(response):
    return load_workbook(BytesIO(response.content))


def test_page_offers_what_it_shows_as_files(reader, edition):
    plain, asked = (page(reader.get(f"{REGISTER}{query}")).links for query in ("", "?rating=green&page=9&x=1"))

    assert (plain["Download as Excel"], plain["Download as CSV"]) == (XLSX, CSV)
    assert (asked["Download as Excel"], asked["Download as CSV"]) == (f"{XLSX}?rating=green", f"{CSV}?rating=green")
    assert "Download as CSV" not in page(reader.get(f"{REGISTER}?rating=red")).links


def test_csv_holds_what_the_edition_says_whatever_has_changed_since(reader, edition):
    before = csv_rows(reader.get(CSV))
    Commitment.objects.update(wording="Other words")
    StatusUpdate.objects.update(rating="red", reason="Another reason")
    UpdatePoint.objects.update(text="Another line")

    response = reader.get(CSV)
    headings, row = csv_rows(response)
    told = dict(zip(headings, row, strict=True))

    assert [headings, row] == before
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert (
        response.headers["Content-Disposition"]
        == 'attachment; filename="organisation-1-2022-03-edition-1-register.csv"'
    )
    assert (told["Ref"], told["Commitment"]) == ("BO-01", "Open a ward")
    assert (told["March 2022: stage"], told["March 2022: rating"]) == ("In progress", "Green")
    assert told["Progress"] == "• Walls stand"


def test_xlsx_holds_the_same_cells_and_says_which_edition_it_is_of(reader, edition):
    response = reader.get(XLSX)
    sheets = {
        each.title: [["" if cell is None else cell for cell in row] for row in each.values] for each in book(response)
    }

    assert sheets["Register"] == csv_rows(reader.get(CSV))
    assert dict(sheets["About"])["Edition"].startswith("Edition 1, issued on 1 March 2022 to the Trust Board.")
    assert (
        response.headers["Content-Disposition"]
        == 'attachment; filename="organisation-1-2022-03-edition-1-register.xlsx"'
    )


def test_no_cell_is_a_live_formula(reader):
    march = small_report()
    formula = "=cmd|' /C calc'!A0"
    Commitment.objects.update(wording=formula)
    edition_of(march)

    cell = book(reader.get(XLSX))["Register"]["B2"]

    assert (cell.value, cell.data_type, cell.quotePrefix) == (formula, "s", True)
    assert csv_rows(reader.get(CSV))[1][1] == f"'{formula}"


@pytest.mark.parametrize("address", [XLSX, CSV])
def test_file_of_nonsense_is_a_page_that_says_so(reader, edition, address):
    response = reader.get(f"{address}?rating=purple")

    assert response.status_code == 400
    assert "Choose a rating from the list." in page(response).words


@pytest.mark.parametrize("address", [XLSX, CSV])
def test_file_of_a_damaged_edition_is_a_page_that_says_so(reader, edition, address):
    tamper(edition, document="{}")

    assert reader.get(address).status_code == 503


@pytest.mark.parametrize("address", [XLSX, CSV])
@pytest.mark.parametrize("commitments", [1, 3])
def test_file_needs_six_queries_and_reads_no_commitment(reader, address, commitments, *, django_assert_num_queries):
    march = small_report()
    CommitmentFactory.create_batch(commitments - 1, priority=Commitment.objects.get().priority)
    edition_of(march)

    with django_assert_num_queries(6) as seen:
        assert reader.get(address).status_code == 200

    tables = {table for each in seen.captured_queries for table in re.findall(r'"commitments_(\w+?)"', each["sql"])}
    assert tables <= OF_THE_PLACE
