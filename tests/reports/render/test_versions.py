"""What a PDF was made with."""

import re
from importlib.metadata import version

import pytest

from reports.render.pdf import PressError
from reports.render.versions import versions, versions_of_files
from tests.reports.document.samples import document


def test_versions_name_all_that_shapes_a_pdf():
    found = versions(document())

    assert set(found) == {
        *("weasyprint", "pydyf", "fonttools", "tinycss2", "tinyhtml5", "cssselect2", "Pyphen", "Pillow", "cffi"),
        *("Pango", "zlib", "sheet"),
    }
    assert found["weasyprint"] == version("weasyprint")
    assert re.fullmatch(r"1\.\d+\.\d+", found["Pango"])


def test_sheet_is_the_same_for_the_same_document_alone():
    first, again, other = versions(document()), versions(document()), versions(document(period="September 2022"))

    assert first == again
    assert first["sheet"] != other["sheet"]


def test_versions_of_files_name_all_that_shapes_them():
    found = versions_of_files()

    assert set(found) == {
        *("python-docx", "lxml", "openpyxl", "matplotlib", "numpy", "Pillow", "Python", "zlib", "formats"),
    }
    assert found["python-docx"] == version("python-docx")
    assert re.fullmatch("[0-9a-f]{64}", found["formats"])
    assert found == versions_of_files()


def test_press_that_does_not_answer_says_so(monkeypatch):
    monkeypatch.setattr("reports.render.versions._ASK_PANGO", "raise SystemExit(1)")

    with pytest.raises(PressError, match="does not say which version it is"):
        versions(document())
