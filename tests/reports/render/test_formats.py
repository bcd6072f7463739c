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
    assert [each.ending for each in FORMATS.values()][:3] == [".docx", ".xlsx", ".txt"]


def test_files_are_made_from_the_document():
    sample = full_document()
    made = {"word": word(sample), "workbook": workbook(sample), "text": text(sample), "plan": plan_workbook(sample)}

    assert files(sample) == {kind: made[kind] for kind in FORMATS}


def test_format_that_can_not_say_the_document_is_left_out(monkeypatch):
    monkeypatch.setitem(
        FORMATS, "text", FORMATS["text"].__class__("Plain text", "text", ".txt", "", lambda _document: None)
    )

    assert "text" not in files(full_document())
