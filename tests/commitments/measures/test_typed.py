"""Dates and numbers as people type them, or as Excel copies them."""

from datetime import date
from decimal import Decimal

import pytest

from commitments.measures.typed import Typed, day_typed, number_typed

MARCH = date(2022, 3, 1)


@pytest.mark.parametrize(
    "text",
    ["2022-03-31", "31/03/2022", "31/3/22", "31.03.22", "31 March 2022", "31 Mar 22", "31-Mar-22", "31-Mar-2022"],
)
def test_day_is_read_in_each_form_that_people_and_excel_use(text):
    assert day_typed(f" {text} ") == Typed(date(2022, 3, 31))


@pytest.mark.parametrize("text", ["March 2022", "Mar 22", "Mar-22", "mar. 2022", "2022-03", "03/2022"])
def test_month_is_read_as_a_month(text):
    assert day_typed(text) == Typed(MARCH, is_month=True)


@pytest.mark.parametrize(
    "text",
    ["", "Total", "31/02/2022", "03/31/2022", "44651", "31 March 1822", "March 3022", "82.4", "22", "1" * 61, "\ud800"],
)
def test_what_is_no_date_is_none(text):
    assert day_typed(text) is None


@pytest.mark.parametrize(
    ("days", "settled"),
    [
        ([], date(2022, 3, 31)),
        ([date(2022, 3, 1), date(2021, 3, 4)], date(2022, 3, 1)),
        ([date(2022, 3, 1), date(2022, 3, 8)], date(2022, 3, 31)),
    ],
)
def test_month_means_its_only_reading_or_its_last_day(days, settled):
    assert Typed(MARCH, is_month=True).settled(days) == settled
    assert Typed(date(2022, 3, 9)).settled(days) == date(2022, 3, 9)


def test_month_has_come_once_it_has_begun():
    today = date(2022, 3, 1)

    assert Typed(MARCH, is_month=True).why_not(today) == ""
    assert Typed(date(2022, 4, 1), is_month=True).why_not(today) == "April 2022 is in the future"
    assert Typed(date(2022, 3, 2)).why_not(today) == "2 March 2022 is in the future"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("82.4", "82.4"),
        ("82.4%", "82.4"),
        ("1,234", "1234"),
        ("£1,234.50", "1234.5"),
        ("-£3", "-3"),
        ("\u22123", "-3"),
        ("0.00004", "0"),
        ("82.41379310", "82.4138"),
        ("99999999999.9999", "99999999999.9999"),
    ],
)
def test_number_is_read_to_four_decimals(text, number):
    assert number_typed(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "n/a", "1e5", "NaN", "12,34", "100000000000", "1" * 61, "£", "5 out of 9"])
def test_what_is_no_number_or_too_large_is_none(text):
    assert number_typed(text) is None
