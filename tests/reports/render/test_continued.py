"""Headings that are said again where a page breaks a table: tried on a table made for it, read back from the PDF."""

import pytest

from reports.render.press import press
from reports.render.sheet import Sheet
from tests.reports.readback import ReadBack

CSS = """
@page { size: 400px 300px; margin: 20px }
body { font-size: 12px; margin: 0 } p, ul { margin: 0; padding: 0 } li { display: block; break-inside: avoid }
table { table-layout: fixed; width: 100% } .whole { break-inside: avoid } td, th { vertical-align: top; padding: 0 }
"""


def _row(ref, bullets, theme="", sub_theme=""):
    says = '<p class="says">{}</p>'.format
    items = "".join(f"<li>{ref} does {number}</li>" for number in range(bullets))
    return (
        f'<tr class="{"whole" if bullets < 20 else ""}"><td class="heads-theme">{says(theme) if theme else ""}</td>'
        f'<td class="heads-sub-theme">{says(sub_theme) if sub_theme else ""}</td>'
        f'<th scope="row" class="heads-commitment"><p class="says ref">{ref}</p><p>Promise</p></th>'
        f"<td><ul>{items}</ul></td></tr>"
    )


def _first_rows(*bodies):
    head = "<thead><tr><th>Theme</th><th>Sub-theme</th><th>Commitment</th><th>Now</th></tr></thead>"
    table = f"<table>{head}{''.join(f'<tbody>{body}</tbody>' for body in bodies)}</table>"
    html = (
        '<html lang="en"><head><title>T</title><link rel="stylesheet" href="css/report.css"></head>'
        f"<body>{table}</body></html>"
    )
    tables = ReadBack(press(Sheet(html, {"css/report.css": CSS.encode()}, "b" * 64))).tables()
    return [[cell.words for cell in rows[1][:3]] for rows in tables]


def test_theme_and_sub_theme_are_said_again_on_the_next_page():
    rows = _row("A-1", 12, "Safety", "Wards"), _row("A-2", 12)
    assert _first_rows("".join(rows)) == [["Safety", "Wards", "A-1 Promise"], ["Safety", "Wards", "A-2 Promise"]]


def test_broken_row_says_its_ref_again_on_every_page():
    said = _first_rows(_row("A-1", 40, "Safety", "Wards"))
    assert said[0] == ["Safety", "Wards", "A-1 Promise"]
    assert said[1:] == [["Safety", "Wards", "A-1"]] * 2


def test_theme_without_sub_themes_does_not_take_over_the_last_one():
    bodies = _row("A-1", 5, "Safety", "Wards"), _row("B-1", 8, "Money") + _row("B-2", 12)
    assert _first_rows(*bodies)[-1] == ["Money", "", "B-2 Promise"]


def test_theme_that_begins_a_page_is_said_once():
    assert _first_rows(_row("A-1", 14, "Safety"), _row("B-1", 14, "Money"))[1] == ["Money", "", "B-1 Promise"]


@pytest.mark.parametrize("bullets", [0, 1])
def test_table_on_one_page_is_left_alone(bullets):
    assert _first_rows(_row("A-1", bullets, "Safety")) == [["Safety", "", "A-1 Promise"]]
