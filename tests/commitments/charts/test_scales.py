"""Ticks, and labels that keep off one another."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.charts.scales import Scale, date_ticks, extent, spread, value_ticks


def test_scale_runs_from_start_to_end():
    scale = Scale(10, 20, 300, 100)

    assert [scale.at(value) for value in (10, 15, 20)] == [300, 200, 100]


def test_scale_of_one_value_puts_it_in_the_middle():
    assert Scale(5, 5, 0, 100).at(5) == 50


@pytest.mark.parametrize(
    ("values", "ends"),
    [([0, 100], (-7, 107)), ([50, 50], (47.5, 52.5)), ([-20], (-21, -19)), ([0], (-1, 1))],
)
def test_extent_leaves_room(values, ends):
    assert extent(values) == pytest.approx(ends)


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 10, ["0", "2", "4", "6", "8", "10"]),
        (71, 96, ["75", "80", "85", "90", "95"]),
        (-193.2, 108.1, ["-100", "0", "100"]),
        (0.00082, 0.00151, ["0.0010", "0.0012", "0.0014"]),
        (12e9, 13e9, ["12000000000", "12200000000", "12400000000", "12600000000", "12800000000", "13000000000"]),
    ],
)
def test_value_ticks_are_round(low, high, ticks):
    assert [f"{tick:f}" for tick in value_ticks(low, high)] == ticks


@given(st.decimals(-(10**11), 10**11, places=4), st.decimals("0.0001", 10**11, places=4))
def test_value_ticks_are_few_and_within(low, height):
    ticks = value_ticks(float(low), float(low + height))

    assert 1 <= len(ticks) <= 7
    assert Decimal(repr(float(low))) <= min(ticks)
    assert max(ticks) <= Decimal(repr(float(low + height)))


@pytest.mark.parametrize(
    ("first", "last", "most", "labels"),
    [
        (date(2024, 1, 29), date(2024, 2, 1), 5, ["29 Jan 2024", "30 Jan 2024", "31 Jan 2024", "1 Feb 2024"]),
        (
            date(2024, 1, 1),
            date(2024, 2, 26),
            5,
            ["1 Jan 2024", "15 Jan 2024", "29 Jan 2024", "12 Feb 2024", "26 Feb 2024"],
        ),
        (date(2021, 4, 1), date(2021, 8, 1), 5, ["Apr 2021", "May 2021", "Jun 2021", "Jul 2021", "Aug 2021"]),
        (date(2021, 1, 15), date(2022, 3, 31), 5, ["Apr 2021", "Jul 2021", "Oct 2021", "Jan 2022"]),
        (date(2019, 6, 1), date(2022, 5, 1), 5, ["Apr 2020", "Apr 2021", "Apr 2022"]),
        (date(2019, 6, 30), date(2019, 6, 30), 5, ["30 Jun 2019"]),
        (date(1, 1, 1), date(9999, 12, 31), 1, []),
    ],
)
def test_date_ticks_are_round(first, last, most, labels):
    assert [label for _, label in date_ticks(first, last, most)] == labels


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        ([10, 50, 90], [10, 50, 90]),
        ([50, 50], [40, 60]),
        ([60, 50], [65, 45]),  # they keep their order
        ([50, 50, 75], [38.333333, 58.333333, 78.333333]),  # pushed apart, they meet the third
        ([0, 0], [0, 20]),
        ([100, 100], [80, 100]),
        ([], []),
    ],
)
def test_labels_are_spread(wanted, places):
    assert spread(wanted, 20, 0, 100) == pytest.approx(places)


@given(st.lists(st.floats(0, 240), max_size=6))
def test_spread_labels_are_apart_and_within(wanted):
    places = sorted(spread(wanted, 18, 0, 240))

    assert all(later - earlier >= 18 - 1e-9 for earlier, later in pairwise(places))
    assert all(-1e-9 <= place <= 240 + 1e-9 for place in places)
