"""Two columns that were pasted: what each line means."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.measures.pasting import Fate, Kind, pasted

NUMBERS, WORDS, ANY = Kind.of("percentage"), Kind.of("milestone"), Kind.of("")
TODAY = date(2022, 9, 15)


def read(text, kind=NUMBERS, **there):
    """Fate, day and value of each line."""
    known = {date.fromisoformat(day.replace("_", "-").strip("d")): value for day, value in there.items()}
    return [(line.fate, line.day, line.value) for line in pasted(text, kind=kind, there=known, today=TODAY).lines]


@pytest.mark.parametrize(
    "line",
    [
        *("31/03/2022\t82.4", "31/03/2022,82.4", "31/03/2022; 82.4%", "31/03/2022   82.4", "31/03/2022 82.4"),
        *("31 March 2022\t82.4\t", "March 2022 82.4", "Mar-22\t82.4", '"31/03/2022","82.4"', '31/03/2022,"82.4",'),
        *("31/03/2022\u00a0\u00a082.4", '"31 March 2022"\t82.4'),
    ],
)
def test_line_is_parted_where_people_and_programs_part_it(line):
    assert read(line) == [(Fate.ADDED, date(2022, 3, 31), Decimal("82.4"))]


def test_numbers_keep_the_commas_of_their_thousands():
    assert read("March 2022, 1,234\nApril 2022\t£1,234,567") == [
        (Fate.ADDED, date(2022, 3, 31), Decimal(1234)),
        (Fate.ADDED, date(2022, 4, 30), Decimal(1234567)),
    ]


def test_lines_are_added_changed_or_there_already():
    text = "Month\tValue\r\n\r\nJan 22\t80\rFeb 22\t81\nMar 22\t82"

    lines = read(text, d2022_01_31=Decimal("80.0000"), d2022_02_14=Decimal(80))

    assert lines == [
        (Fate.HEADING, None, None),
        (Fate.SAME, date(2022, 1, 31), Decimal(80)),
        (Fate.CHANGED, date(2022, 2, 14), Decimal(81)),
        (Fate.ADDED, date(2022, 3, 31), Decimal(82)),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1\n", "“1” is no date. Enter a date and a value, like 31 March 2022, 82.4"),
        ("March 2022", "“March” is no date. Enter a date and a value, like 31 March 2022, 82.4"),
        ("31/03/2022", "There is no value. Enter a date and a value, like 31 March 2022, 82.4"),
        ("31/03/2022\t", "There is no value. Enter a date and a value, like 31 March 2022, 82.4"),
        (
            "31/03/2022\tn/a",
            "“n/a” is no value. Enter a number like 82.4 or 1,234, with at most 11 digits before the point",
        ),
        ("16/09/2022\t1", "16 September 2022 is in the future"),
        ("Jan 22\t1\n31/01/2022\t2", "Line 1 has this date already"),
        (f"{'x' * 99}9\t1", f"“{'x' * 60}…” is no date. Enter a date and a value, like 31 March 2022, 82.4"),
    ],
)
def test_line_that_can_not_be_saved_says_why(text, why):
    refused = pasted(text, kind=NUMBERS, there={}, today=TODAY).of(Fate.REFUSED)

    assert [line.why for line in refused] == [why]


def test_heading_is_left_out_on_the_first_line_only():
    fates = [line[0] for line in read("Date;Reading\nMarch 2022;1\nSubtotal;2")]

    assert fates == [Fate.HEADING, Fate.ADDED, Fate.REFUSED]


def test_words_are_the_rest_of_the_line():
    assert read("31/03/2022, Good, with notes\nApril 2022\t" + "x" * 301, WORDS) == [
        (Fate.ADDED, date(2022, 3, 31), "Good, with notes"),
        (Fate.REFUSED, None, None),
    ]


def test_measure_without_a_kind_takes_numbers_where_they_are_some():
    values = [line[2] for line in read("31/03/2022, 5\nApril 2022\tGood\nMay 2022\t5%", ANY)]

    assert values == [Decimal(5), "Good", "5%"]


def test_name_of_a_paste_changes_with_what_is_there():
    def name(text, there):
        return pasted(text, kind=NUMBERS, there=there, today=TODAY).name

    day = date(2022, 3, 31)
    names = [
        name("Mar 22\t1", {}),
        name("Mar 22\t1", {day: Decimal(2)}),
        name("Mar 22\t1", {day: Decimal(3)}),
        name("Mar 22\t2", {}),
    ]

    assert len(set(names)) == 4
    assert name("Mar 22\t1", {date(2021, 1, 1): Decimal(1)}) == names[0]


@given(st.text())
def test_any_text_is_read_line_by_line_and_nothing_is_lost(text):
    found = pasted(text, kind=NUMBERS, there={}, today=TODAY)

    assert all((line.fate == Fate.REFUSED) == bool(line.why) for line in found.lines)
    assert {line.day for line in found.to_save} == {line.day for line in found.lines if line.value is not None}
