"""Whole per cents that add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.standing.shares import per_cents


@pytest.mark.parametrize(
    ("numbers", "shares"),
    [
        ([], []),
        ([0, 0], [0, 0]),
        ([1, 1, 1], [34, 33, 33]),
        ([1, 2], [33, 67]),
        ([1, 999], [1, 99]),
        ([5, 0], [100, 0]),
    ],
)
def test_per_cents_are_whole(numbers, shares):
    assert per_cents(numbers) == shares


@given(st.lists(st.integers(0, 1000), max_size=11))
def test_per_cents_add_up_and_lose_nobody(numbers):
    shares = per_cents(numbers)

    assert sum(shares) == (100 if any(numbers) else 0)
    assert [bool(share) for share in shares] == [bool(number) for number in numbers]
