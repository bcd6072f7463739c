"""The files of an edition beside its PDF."""

from reports.models import FileKind
from reports.render.formats import FORMATS, files
from reports.render.plan import plan_workbook
from reports.render.text import text
from reports.render.word import word
from reports.render.workbook import workbook
from tests.reports.document.samples import full_document


def test_there_is_a_format_for_each_kind_that_an_edition_can_keep():
    assert list(FORMATS) == FileKind.values
    assert [each.ending for each in FORMATS.values()] == [".docx", ".xlsx", ".txt", "-plan.xlsx"]


def test_files_are_made_from_the_document():
    sample = full_document()
    made = {"word": word(sample), "workbook": workbook(sample), "text": text(sample), "plan": plan_workbook(sample)}

    assert files(sample) == {kind: made[kind] for kind in FORMATS}


def test_files_that_have_no_room_for_a_text_are_left_out():
    assert list(files(full_document(introduction=("x" * 32_768,)))) == ["word", "text"]
