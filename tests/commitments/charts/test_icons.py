"""The icons and the shapes of readings."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings

from commitments.charts.icons import icon
from commitments.charts.marks import QUIET, TARGET, TEXT, mark_of
from commitments.spc import Assurance, Variation

CODES = [*Variation, *Assurance]
STATIC = Path(settings.BASE_DIR) / "static"


def contrast_on_white(colour):
    digits = colour.removeprefix("#")
    digits = "".join(each * 2 for each in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


@pytest.mark.parametrize("code", CODES)
def test_icon_has_words_and_a_drawing_that_can_be_seen(code):
    drawn = icon(code)
    drawing = (STATIC / drawn.file).read_text("utf-8")
    colours = set(re.findall(r"#[0-9a-f]{3,6}", drawing)) - {"#fff"}

    assert drawn.words
    assert drawn.name
    assert ET.fromstring(drawing).tag == "{http://www.w3.org/2000/svg}svg"
    assert "style" not in drawing
    assert min(contrast_on_white(colour) for colour in colours) >= 3


def test_no_two_icons_are_drawn_or_called_alike():
    icons = [icon(code) for code in CODES]

    assert len({each.words for each in icons}) == len({each.name for each in icons}) == len(CODES)
    assert len({(STATIC / each.file).read_text("utf-8") for each in icons}) == len(CODES)


def test_no_variation_and_no_assurance_have_no_icon():
    assert icon("") is None


def test_every_drawing_belongs_to_an_icon():
    drawn = {path.relative_to(STATIC).as_posix() for path in (STATIC / "img").glob("spc-*.svg")}

    assert drawn == {icon(code).file for code in CODES}


def test_what_readings_say_differs_in_shape_and_not_in_colour_alone():
    marks = {mark_of(each) for each in Variation}

    assert {mark.words for mark in marks} == {
        "Usual variation (common cause)",
        "Getting better (special cause, improving)",
        "Getting worse (special cause, concerning)",
        "Changed, high (special cause)",
        "Changed, low (special cause)",
    }
    assert len({mark.marker for mark in marks}) == len(marks)
    assert mark_of("").words == "Reading"


def test_colours_of_charts_stand_out_from_white():
    faces = [mark_of(each).face for each in Variation]

    assert min(contrast_on_white(colour) for colour in [*faces, QUIET, TARGET]) >= 3
    assert min(contrast_on_white(colour) for colour in [QUIET, TARGET, TEXT]) >= 4.5  # also the colours of words
