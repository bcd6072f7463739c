import json
import subprocess
import sys
import zlib
from io import BytesIO

import pydyf
import pytest
from django.conf import settings
from pypdf import PdfReader
from weasyprint.images import SVGImage

from reports.render.patches import memoise_page_references
from reports.render.press import AssetsOnly, press
from reports.render.sheet import BASE, PressError, Sheet

HEAD = '<html lang="en"><head><title>A title</title><link rel="stylesheet" href="css/report.css"></head>'


def _sheet(body="<p>Words</p>", css="", **assets):
    files = {path.replace("__", "/"): content for path, content in assets.items()}
    return Sheet(f"{HEAD}<body>{body}</body></html>", {"css/report.css": css.encode()} | files, "a" * 64)


def test_press_makes_the_same_bytes_of_the_same_sheet():
    first, second = press(_sheet()), press(_sheet())
    assert first.startswith(b"%PDF-")
    assert first == second


def test_press_of_other_words_makes_other_bytes():
    assert press(_sheet("<p>One</p>")) != press(_sheet("<p>Two</p>"))


@pytest.mark.parametrize(
    "address",
    [
        "/etc/hostname",
        "file:///etc/hostname",
        "http://127.0.0.1:9/x.svg",
        "https://example.org/x.svg",
        "ftp://example.org/x.svg",
        "data:image/svg+xml,<svg/>",
        "img/not-there.svg",
        "../../etc/hostname",
        f"{BASE}css/report.css/../../x",
    ],
)
@pytest.mark.parametrize(
    "use", ['<img alt="x" src="{}">', '<link rel="attachment" href="{}">', '<div style="background:url({})">x</div>']
)
def test_press_fetches_nothing_but_the_sheets_own_files(address, use):
    with pytest.raises(PressError, match="asks for a file that it does not hold"):
        press(_sheet(use.format(address)))


def test_assets_serve_what_they_hold():
    response = AssetsOnly({"img/x.svg": b"<svg/>"}).fetch(f"{BASE}img/x.svg")
    assert (response.read(), response.content_type) == (b"<svg/>", "image/svg+xml")


def test_sheet_survives_the_way_to_the_child():
    sheet = _sheet("<p>◊◊ £ é</p>", fonts__x=b"\x00")
    assert Sheet.from_json(sheet.as_json()) == sheet


def _child(sheet, seconds="60", megabytes="1500"):
    return subprocess.run(
        [sys.executable, "-m", "reports.render.press", seconds, megabytes],
        input=sheet.as_json(),
        capture_output=True,
        cwd=settings.BASE_DIR,
        check=False,
    )


def test_child_prints_the_same_bytes_as_the_press():
    child = _child(_sheet())
    assert (child.returncode, child.stdout) == (0, press(_sheet()))


def test_child_says_what_is_missing():
    child = _child(_sheet('<img alt="x" src="img/none.svg">'))
    assert child.returncode == 1
    assert child.stderr.startswith(b"The report asks for a file")


def test_child_is_stopped_by_its_limit_of_time():
    nested = "<div style='display:flex'>" * 14 + "x" + "</div>" * 14  # exponential in WeasyPrint
    child = _child(_sheet(nested), seconds="3")
    assert child.returncode < 0
    assert child.stdout == b""


def test_child_is_stopped_by_its_limit_of_memory():
    child = _child(_sheet("<p>word </p>" * 50_000), megabytes="200")
    assert child.returncode != 0
    assert b"MemoryError" in child.stderr or child.returncode < 0
    assert child.stdout == b""


def test_page_references_are_built_again_when_a_page_is_added():
    memoise_page_references(pydyf.PDF)
    pdf = pydyf.PDF()
    none = pdf.page_references
    pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
    one = pdf.page_references
    assert (len(none), len(one)) == (0, 1)
    assert pdf.page_references is one


def test_sheet_as_json_is_text():
    assert json.loads(_sheet().as_json())["identifier"] == "a" * 64


def test_drawing_that_is_kept_is_drawn_as_if_it_were_not():
    square = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M1 1h7v7z" fill="#f00" stroke="#00f"/></svg>'
    css = "p { background: url(../img/x.svg) no-repeat }"
    sheet = Sheet(f"{HEAD}<p>A</p><p>B</p><p>C</p>", {"css/report.css": css.encode(), "img/x.svg": square}, "a" * 64)
    kept = press(sheet)
    memoised = SVGImage.draw
    try:
        SVGImage.draw = memoised.original
        drawn = press(sheet)
    finally:
        SVGImage.draw = memoised
    assert kept == drawn


def test_quick_packing_changes_no_content(monkeypatch):
    sheet = _sheet("<p>Words</p>" * 50)
    quick = press(sheet)
    monkeypatch.setattr(pydyf, "zlib", zlib)
    thorough = press(sheet)
    assert [page.extract_text() for page in PdfReader(BytesIO(quick)).pages] == [
        page.extract_text() for page in PdfReader(BytesIO(thorough)).pages
    ]
