"""What stands in the cell of a commitment and a period."""

from datetime import date

import pytest

from commitments.standing.cells import Bullet, Cell, cell, nothing_told

MARCH, JUNE = date(2022, 3, 1), date(2022, 6, 1)


def test_cell_nests_bullets_once():
    assert cell([("A", 0), ("B", 1), ("C", 1), ("D", 0)], "None") == Cell((Bullet("A", ("B", "C")), Bullet("D")))


def test_cell_without_bullets_says_why():
    assert cell([], "None") == Cell((), "None")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"published": True, "joined_in": None}, "No update reported"),
        ({"published": False, "joined_in": JUNE}, "Not in the plan then"),
        ({"published": False, "joined_in": MARCH}, "No update reported"),
        ({"published": False, "joined_in": None}, "Not in the plan then"),
        ({"published": False, "joined_in": JUNE, "waiting": True}, "Update awaiting approval"),
    ],
)
def test_nothing_told_says_why_a_period_has_no_update(given, words):
    assert nothing_told(MARCH, **given) == words
