"""The column of the report that an update is printed in."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from commitments.workbook.plan import Bullet
from commitments.writing import column
from commitments.writing.column import HALF_A_PAGE, Column, is_long

REPORT = Column(levels=1, cells=3)


def rule(name, what):
    """A number of the report's style sheet: that of the property in the rule of this name."""
    text = (Path(settings.BASE_DIR) / "static" / "scss" / "report.scss").read_text("utf-8")
    return float(re.search(rf"{re.escape(name)} {{[^}}]*?{what}: ([\d.]+)", text, re.DOTALL)[1])


def test_widths_are_those_of_the_reports_style_sheet():
    found = [rule(name, "width") for name in (".col-theme", ".col-sub-theme", ".col-commitment")]
    assert found == [column.THEME, column.THEME, column.COMMITMENT]
    font = [rule(".commitments", what) for what in ("font-size", "line-height")]
    assert font == [column.POINTS, column.LINE_HEIGHT]
    sheet = (Path(settings.BASE_DIR) / "static" / "scss" / "report.scss").read_text("utf-8")
    assert "margin: 13mm 12mm 15mm;" in sheet  # 297 mm less twice 12 are 273
    assert "padding: 1.2mm 1.6mm;" in sheet
    assert "padding-left: 0.6em;" in sheet


@pytest.mark.parametrize(("levels", "cells", "width"), [(0, 2, 107.3), (0, 3, 70.5), (1, 3, 61.5), (2, 3, 52.5)])
def test_column_is_narrower_beside_themes_and_an_earlier_period(levels, cells, width):
    assert round(Column(levels, cells).width, 1) == width


def test_lines_break_where_the_press_breaks_them():
    assert REPORT.lines([]) == 0
    assert REPORT.lines([Bullet("Posts filled")]) == 1
    assert REPORT.lines([Bullet("Open the Aintree hub in November 2022 with all of its staff in post")]) == 2
    assert REPORT.lines([Bullet("Posts filled"), Bullet("Nurse", 1), Bullet("Rota")]) == 3


def test_a_nested_bullet_has_less_room():
    text = "x" * 20 + " " + "x" * 16  # 18.3 times the size of the font, of 18.7 and 17.9 that there are

    assert (REPORT.lines([Bullet(text)]), REPORT.lines([Bullet(text, 1)])) == (1, 2)


def test_a_word_that_is_longer_than_a_line_takes_its_own():
    assert REPORT.lines([Bullet("M" * 30)]) == 2
    assert REPORT.lines([Bullet("x" * 2000)]) >= 50


def test_lines_of_characters_that_the_font_lacks_are_counted_too():
    assert REPORT.lines([Bullet("病" * 40)]) >= 1


def test_more_than_half_a_page_is_long():
    assert (is_long(HALF_A_PAGE), is_long(HALF_A_PAGE + 1)) == (False, True)
