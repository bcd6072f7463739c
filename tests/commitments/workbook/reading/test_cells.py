from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.dates import Precision, Span
from commitments.workbook.reading.cells import Cell, rounded
from commitments.workbook.reading.shown import shown


def cell(text):
    return Cell(text, "A!A1")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-03-31", date(2022, 3, 31)),
        (" 31  March\u00a02022 ", date(2022, 3, 31)),
        ("31/03/2022", date(2022, 3, 31)),
        ("March 2022", None),
        ("2022-02-30", None),
        ("0022-03-31", None),
        ("9999-12-31", None),
        ("", None),
    ],
)
def test_cell_day_is_a_day_of_a_year_that_a_plan_can_have(text, day):
    assert cell(text).day() == day


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2022-03", date(2022, 3, 1)),
        ("March 2022", date(2022, 3, 1)),
        ("2022-03-31", date(2022, 3, 1)),
        ("9999-03", None),
        ("2022", None),
    ],
)
def test_cell_month_is_the_first_day_of_the_month(text, month):
    assert cell(text).month() == month


def test_cell_day_and_month_come_from_excels_own_date():
    march = shown(date(2022, 3, 7), "mmm-yy", "A!A1")
    assert (march.day(), march.month()) == (date(2022, 3, 7), date(2022, 3, 1))
    assert shown(date(9999, 3, 7), "mmm-yy", "A!A1").day() is None


@pytest.mark.parametrize(
    ("number_format", "span"),
    [
        ("dd/mm/yyyy", Span(date(2022, 3, 7), Precision.DAY, "07/03/2022")),
        ("m/d/yyyy", Span(date(2022, 3, 7), Precision.DAY, "7 March 2022")),
        ("d-mmm-yy", Span(date(2022, 3, 7), Precision.DAY, "7 March 2022")),
        ("mmmm yyyy", Span(date(2022, 3, 1), Precision.MONTH, "March 2022")),
        ("mmm-yy", Span(date(2022, 3, 1), Precision.MONTH, "March 2022")),
        ("yyyy", Span(date(2022, 1, 1), Precision.YEAR, "2022")),
        ("yy", Span(date(2022, 1, 1), Precision.YEAR, "2022")),
    ],
)
def test_cell_span_of_excels_own_date_is_as_exact_as_it_is_shown(number_format, span):
    assert shown(date(2022, 3, 7), number_format, "A!A1").span() == span


def test_cell_span_of_a_year_typed_as_a_number_is_that_year():
    assert shown(2025, "General", "A!A1").span() == Span(date(2025, 1, 1), Precision.YEAR, "2025")


@pytest.mark.parametrize("text", ["Q3 2022", "soon", "Q4 9999/00", "9999/00", "1066", "2022/24"])
def test_cell_span_is_none_for_what_is_no_date_of_a_plan(text):
    assert cell(text).span() is None
    assert shown(date(9999, 1, 1), "yyyy", "A!A1").span() is None


def test_cell_span_keeps_the_words():
    assert cell("Q1  2022/23").span() == Span(date(2022, 4, 1), Precision.QUARTER, "Q1 2022/23")
    assert cell("Ongoing").span() == Span(None, Precision.ONGOING, "Ongoing")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("85", "85"),
        ("82.40", "82.4"),
        ("82.4%", "82.4"),
        ("82.4 %", "82.4"),
        ("-5", "-5"),
        ("\u22125", "-5"),
        ("+5", "5"),
        ("1,234,567.8", "1234567.8"),
        ("0.1234567", "0.1235"),
        ("-0.0000001", "0"),
        ("99999999999", "99999999999"),
        ("100000000000", None),
        ("99999999999.99999", None),
        ("1,23", None),
        ("1e5", None),
        ("NaN", None),
        ("£5", None),
        ("5.", None),
        ("\u0665", None),
        ("", None),
    ],
)
def test_cell_number_is_one_that_the_database_can_keep(text, number):
    assert cell(text).number() == (Decimal(number) if number else None)
    assert str(cell(text).number()) == str(number)


def test_cell_number_comes_from_excels_own_number():
    assert shown(0.824, "0%", "A!A1").number() == Decimal("82.4")
    assert shown(1e15, "General", "A!A1").number() is None


def test_cell_names_are_separated_by_commas_or_line_breaks():
    assert cell(" Chief Nurse,Medical  Director\nChief Nurse, ,").names() == ("Chief Nurse", "Medical Director")


def test_cell_names_with_commas_stand_one_a_line_with_a_line_break_at_the_end():
    assert cell("Director of Strategy, Estates\nChief Nurse\n").names() == (
        "Director of Strategy, Estates",
        "Chief Nurse",
    )


def test_cell_is_empty_with_nothing_but_blanks():
    assert [c.is_empty() for c in (cell(" \n\u00a0"), cell("-"), Cell("", "A!A1", unreadable=True))] == [
        True,
        False,
        False,
    ]


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**11) + 1, max_value=10**11 - 1))
def test_rounded_number_is_within_half_of_a_ten_thousandth_and_written_plainly(number):
    text = str(rounded(number))
    assert abs(rounded(number) - number) <= Decimal("0.00005")
    assert "E" not in text
    assert text == "0" or "." not in text or not text.endswith("0")


@given(st.text())
def test_cell_of_any_text_can_be_asked_for_anything(text):
    asked = cell(text)
    found = asked.day() or asked.month() or asked.span() or asked.number()
    assert (found is None or text.strip() != "", len(asked.names())) == (True, len(set(asked.names())))
