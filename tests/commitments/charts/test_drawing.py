"""Charts as SVG and PNG."""

import re
import struct
import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from xml.etree import ElementTree as ET

import pytest

from commitments import charts
from commitments.charts.fonts import legible, width, wrapped

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = [date(2015 + month // 12, month % 12 + 1, 1) for month in range(120)]


def monthly(values, **more):
    return charts.picture(**{"name": "Beds", **more}, readings=list(zip(MONTHS, values, strict=False)))


def wavy(number):
    return [Decimal(place * 7919 % 100) for place in range(number)]


PICTURES = {
    "none": charts.picture(name="Survey", unit="people", targets=[(None, 3)]),
    "one": monthly([5], targets=[(date(2030, 3, 31), 6)]),
    "two": monthly([5, 6], unit="days"),
    "120": monthly([*wavy(110), *range(200, 210)], better="neither"),
    "equal": monthly([100] * 14, unit="%", better="higher", targets=[(None, 100)]),
    "noughts": monthly([0, 0, 0]),
    "negative": monthly([-value for value in wavy(30)], unit="£m", better="lower", targets=[(None, -5)]),
    "huge": monthly([Decimal("12345678901.1234") + value for value in wavy(30)], unit="£"),
    "tiny": monthly([value / 100000 for value in wavy(14)]),
    "long": monthly(wavy(8), name="$W_" * 100, unit="u" * 30, rebases=[(MONTHS[4], "x" * 500)]),
    "strange": monthly(wavy(8), name="Łódź ≥ 5 µg <b>&amp;</b> \N{SLIGHTLY SMILING FACE} 治 \u200b--> \\frac{1}"),
    "resets": monthly(wavy(60), rebases=[(MONTHS[place], f"Reason {place}") for place in (3, 4, 5, 30, 31, 50)]),
    "days": charts.picture(name="Daily", readings=[(MONTHS[0] + timedelta(days=day), day % 5) for day in range(9)]),
    "dots": charts.picture(
        name="Survey",
        unit="%",
        better="higher",
        readings=[(date(2019 + year, 3, 31), 60 + year) for year in range(4)],
        targets=[(date(2021 + year, 3, 31), 62 + year) for year in range(4)],
    ),
    "many dots": charts.picture(name="Survey", readings=[(date(2000 + year, 3, 31), year) for year in range(20)]),
    "near dots": charts.picture(
        name="Survey", readings=[(date(2000, 3, 31), 1), (date(2020, 3, 31), 2), (date(2020, 8, 31), 3)]
    ),
}


@pytest.fixture(params=PICTURES)
def picture(request):
    return PICTURES[request.param]


@cache
def drawn_once(picture, *, small=False):
    return ET.fromstring(charts.svg(picture, small=small))


@pytest.mark.parametrize("small", [False, True])
def test_svg_says_what_it_shows(picture, small):
    root = drawn_once(picture, small=small)

    assert (root.tag, root.get("role")) == (f"{SVG}svg", "img")
    assert [(child.tag, child.text) for child in root[:2]] == [
        (f"{SVG}title", charts.title(picture)),
        (f"{SVG}desc", charts.description(picture)),
    ]


@pytest.mark.parametrize("small", [False, True])
def test_svg_needs_nothing_from_elsewhere_and_no_leave_of_a_policy(picture, small):
    root = drawn_once(picture, small=small)
    attributes = [(name.rpartition("}")[2], value) for each in root.iter() for name, value in each.attrib.items()]

    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        *("svg", "title", "desc", "defs", "g", "path", "use", "clipPath", "rect"),
    }
    assert [pair for pair in attributes if pair[0] == "style" or pair[0].startswith("on")] == []
    assert {value[0] for name, value in attributes if name == "href"} <= {"#"}
    assert [value for _, value in attributes if "url(" in value and "url(#" not in value] == []


@pytest.mark.parametrize("small", [False, True])
def test_svg_is_the_same_each_time(small):
    assert charts.svg(PICTURES["resets"], small=small) == charts.svg(PICTURES["resets"], small=small)


def test_svg_is_the_same_in_another_process():
    program = (
        "import django; django.setup()\n"
        "import sys; from datetime import date; from commitments import charts\n"
        "assert 'matplotlib' not in sys.modules\n"
        "made = charts.picture(name='Beds', readings=[(date(2021, month, 1), month) for month in range(1, 9)])\n"
        "sys.stdout.buffer.write(charts.svg(made))"
    )
    made = charts.picture(name="Beds", readings=[(date(2021, month, 1), month) for month in range(1, 9)])

    there = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert there.stdout == charts.svg(made)


def test_svg_has_a_size(picture):
    full, small = (drawn_once(picture, small=small) for small in (False, True))

    assert (full.get("width"), full.get("viewBox")) == ("640", f"0 0 640 {full.get('height')}")
    assert (small.get("width"), small.get("height"), small.get("viewBox")) == ("220", "70", "0 0 220 70")


def test_svg_grows_with_its_notes():
    few, many = (float(drawn_once(PICTURES[name]).get("height")) for name in ("two", "resets"))

    assert many > few + 6 * 20


def shapes(drawn, colour):
    return len(re.findall(rf'<use [^>]*fill="{colour}"', drawn.decode()))


@pytest.mark.parametrize("small", [False, True])
def test_special_readings_have_their_shape(small):
    drawn = charts.svg(monthly([1, 2] * 8 + [10], better="higher"), small=small)

    # On the whole chart there is one in the key as well.
    assert shapes(drawn, "#005eb8") == (1 if small else 2)


def test_every_reading_is_drawn():
    assert shapes(charts.svg(monthly([4, 5] * 10)), "#4c6272") == 20 + 1


def test_sparkline_marks_ordinary_readings_only_if_last():
    assert shapes(charts.svg(monthly([4, 5] * 10), small=True), "#4c6272") == 1


def test_sparkline_of_dots_marks_each():
    assert shapes(charts.svg(PICTURES["dots"], small=True), "#4c6272") == 4


@pytest.mark.parametrize("small", [False, True])
def test_target_is_drawn(small):
    with_target, without = monthly([4, 5], targets=[(None, 6)]), monthly([4, 5])

    assert [b'stroke="#d5281b"' in charts.svg(each, small=small) for each in (with_target, without)] == [True, False]


def test_line_is_broken_at_a_reset():
    lines = re.compile(r'<path d="([^"]*)" fill="none" stroke="#4c6272" stroke-width="1.5" stroke-linecap')
    drawn = charts.svg(monthly([4, 5] * 3, rebases=[(MONTHS[4], "New ward")])).decode()

    assert sorted(path.count("L") + 1 for path in lines.findall(drawn)) == [2, 4]


def test_png_is_wide_enough_to_print(picture):
    drawn = charts.png(picture)
    wide, high = struct.unpack(">II", drawn[16:24])

    assert drawn[:8] == b"\x89PNG\r\n\x1a\n"
    assert (wide, high) == (1600, int(float(drawn_once(picture).get("height")) * 2.5))
    assert b"matplotlib" not in drawn.lower()


def test_png_is_the_same_each_time():
    assert charts.png(PICTURES["120"]) == charts.png(PICTURES["120"])


def test_text_is_wrapped_to_its_room():
    lines = wrapped("word " * 40, 14, 100, most=3)

    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert max(width(line, 14) for line in lines) <= 100
    assert wrapped("a few words", 14, 1000, most=3) == ["a few words"]
    assert wrapped(" ", 14, 100, most=3) == []


def test_word_that_is_too_long_is_broken():
    lines = wrapped("W" * 30, 14, 100, most=9)

    assert "".join(lines) == "W" * 30
    assert max(width(line, 14) for line in lines) <= 100


def test_text_has_a_box_for_what_no_font_has():
    assert legible("Łódź ≥ 5 \N{SLIGHTLY SMILING FACE}\u200b") == "Łódź ≥ 5 \N{WHITE SQUARE}"
