"""A member downloads every file of an edition, and what the report would be now; an edition from before says what it has not."""

import hashlib
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from commitments.addresses import find_period, find_strategy
from commitments.models import User
from reports.actions.issuing import issue
from tests.factories import EditionFactory
from tests.reports.issued import edition_of

pytestmark = pytest.mark.browser

PLAN = "ccc/five-year-strategic-plan-2021-2025"
ENDINGS = {".pdf": "PDF", ".docx": "Word", ".xlsx": "Excel", ".txt": "Plain text", "-plan.xlsx": "Excel plan workbook"}


def file_behind(visitor, words) -> Path:
    """The file that a link gives, which the browser keeps under the name that it has."""
    with visitor.page.expect_download() as waiting:
        visitor.page.get_by_role("link", name=words).click()
    download = waiting.value
    return download.path().rename(download.path().with_name(download.suggested_filename))


def test_member_downloads_an_edition_in_every_format(visitor):
    march = find_period(find_strategy(PLAN), "march-2022")
    edition = issue(period=march, meeting=march.meetings.last(), by=User.objects.system())
    kinds = {".docx": "word", ".xlsx": "workbook", ".txt": "text", "-plan.xlsx": "plan"}
    stored = {".pdf": edition.pdf} | {
        ending: edition.further_files.get(kind=kind).content for ending, kind in kinds.items()
    }

    visitor.signs_in_as("reader")
    visitor.opens(f"/{PLAN}/march-2022/editions/1/")
    files = {ending: file_behind(visitor, f"Download this edition ({name},") for ending, name in ENDINGS.items()}

    assert {ending: file.name for ending, file in files.items()} == {
        ending: f"ccc-march-2022-edition-1{ending}" for ending in ENDINGS
    }
    assert {ending: file.read_bytes() for ending, file in files.items()} == {
        ending: bytes(content) for ending, content in stored.items()
    }
    assert Document(files[".docx"]).core_properties.subject == "Implementation report, March 2022. Edition 1"
    assert load_workbook(files[".xlsx"])["Commitments"].max_row == 94
    visitor.follows("Check that this is what was issued")
    for file in files.values():
        assert hashlib.sha256(file.read_bytes()).hexdigest() in visitor.page.content()


def test_member_downloads_what_the_report_would_be_now(visitor):
    visitor.signs_in_as("reader")
    visitor.opens(f"/{PLAN}/september-2022/report/")

    text = file_behind(visitor, "Download the report (plain text)").read_text("utf-8")
    word = Document(file_behind(visitor, "Download the report (Word)"))

    assert "\nDraft: not issued to a meeting\n" in text
    assert word.sections[0].header.paragraphs[0].text == "Draft: not issued to a meeting"


def test_edition_from_before_says_that_it_has_a_pdf_alone(visitor):
    edition_of(find_period(find_strategy(PLAN), "march-2022"))
    EditionFactory()

    visitor.signs_in_as("reader")
    visitor.opens(f"/{PLAN}/march-2022/editions/1/")
    assert visitor.page.get_by_text("There are no Word, Excel or plain text files of this edition").is_visible()
    visitor.opens(f"/{PLAN}/march-2022/editions/1/report.docx")

    assert visitor.page.locator("h1").inner_text().endswith("Edition 1 has no Word file")
    visitor.follows("Read edition 1")
