"""Working days of England."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from commitments.rounds.working_days import (
    is_working_day,
    working_days_after,
    working_days_before,
    working_days_between,
)

days = some.dates(date(2015, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2022, 9, 16), True),  # a Friday
        (date(2022, 9, 17), False),
        (date(2022, 9, 18), False),
        (date(2022, 9, 19), False),  # the State Funeral of Queen Elizabeth II
        (date(2022, 9, 20), True),
        (date(2022, 1, 3), False),  # New Year’s Day, which was a Saturday
        (date(2022, 4, 15), False),  # Good Friday
        (date(2022, 4, 18), False),  # Easter Monday
        (date(2022, 6, 2), False),
        (date(2022, 6, 3), False),
        (date(2022, 8, 1), True),  # a holiday in Scotland
        (date(2022, 7, 12), True),  # a holiday in Northern Ireland
        (date(2022, 12, 27), False),  # Christmas Day, which was a Sunday
        (date(2023, 5, 8), False),  # the Coronation
        (date(2028, 12, 25), False),
        (date(9999, 12, 31), True),
    ],
)
def test_is_working_day_knows_weekends_and_englands_bank_holidays(day, works):
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("day", "number", "before"),
    [
        (date(2022, 9, 21), 0, date(2022, 9, 21)),
        (date(2022, 9, 21), 1, date(2022, 9, 20)),
        (date(2022, 9, 20), 1, date(2022, 9, 16)),
        (date(2022, 9, 18), 1, date(2022, 9, 16)),
        (date(2022, 9, 28), 5, date(2022, 9, 21)),
        (date(2023, 1, 3), 2, date(2022, 12, 29)),
        (date(2022, 3, 1), 1, date(2022, 2, 28)),
    ],
)
def test_working_days_before_counts_back(day, number, before):
    assert working_days_before(day, number) == before


@pytest.mark.parametrize(
    ("day", "number", "after"),
    [
        (date(2022, 9, 16), 0, date(2022, 9, 16)),
        (date(2022, 9, 16), 1, date(2022, 9, 20)),
        (date(2022, 12, 23), 3, date(2022, 12, 30)),
        (date(2022, 4, 14), 1, date(2022, 4, 19)),
    ],
)
def test_working_days_after_counts_on(day, number, after):
    assert working_days_after(day, number) == after


@pytest.mark.parametrize(
    ("start", "end", "number"),
    [
        (date(2022, 9, 12), date(2022, 9, 12), 0),
        (date(2022, 9, 12), date(2022, 9, 13), 1),
        (date(2022, 9, 16), date(2022, 9, 20), 1),
        (date(2022, 9, 16), date(2022, 9, 19), 0),
        (date(2022, 9, 20), date(2022, 9, 16), -1),
        (date(2022, 1, 1), date(2022, 12, 31), 250),
    ],
)
def test_working_days_between_counts_both_ways(start, end, number):
    assert working_days_between(start, end) == number


@given(start=days, length=some.integers(0, 800))
def test_working_days_between_equals_counting_day_by_day(start, length):
    counted = sum(is_working_day(start + timedelta(days=number)) for number in range(1, length + 1))

    assert working_days_between(start, start + timedelta(days=length)) == counted


@given(day=days, number=some.integers(0, 60))
def test_working_days_before_and_after_are_that_many_away(day, number):
    earlier, later = working_days_before(day, number), working_days_after(day, number)

    assert working_days_between(day, later) == number
    assert working_days_between(earlier, day) == number - (number > 0 and not is_working_day(day))
