"""How a commitment moved: every pair of standings that the database can hold."""

from itertools import product

import pytest

from commitments.models import Rating, Stage
from commitments.standing.movement import Movement, Standing, movement

RATED = ["", *Stage.rated]
# Every standing by the row that it has in the table below: a commitment that was paused had the rating that it kept.
BEFORE = {
    "nothing": [Standing(stage) for stage in RATED],
    "red": [Standing(stage, "red") for stage in RATED],
    "amber": [Standing(stage, "amber") for stage in RATED],
    "green": [Standing(stage, "green") for stage in RATED],
    "complete": [Standing("complete")],
    "ended": [Standing("not_achieved"), Standing("stopped"), Standing("merged")],
}
# The same by column: a pause counts for more than the rating that goes with it.
AFTER = {
    "paused": [Standing("paused", rating) for rating in ["", *Rating.values]],
    **{kind: [each for each in found if each.stage != "paused"] for kind, found in BEFORE.items()},
}
TABLE = """
          nothing  red        amber      green      complete   paused  ended
nothing   -        New        New        New        New        Paused  Ended
red       -        Unchanged  Better     Better     Better     Paused  Ended
amber     -        Worse      Unchanged  Better     Better     Paused  Ended
green     -        Worse      Worse      Unchanged  Better     Paused  Ended
complete  -        Worse      Worse      Worse      Unchanged  Paused  Ended
ended     -        New        New        New        New        Paused  Ended
"""


def cells():
    """The cells of the table as (before, after, movement)."""
    heads, *rows = [row.split() for row in TABLE.strip().splitlines()]
    return [(row[0], after, word) for row in rows for after, word in zip(heads, row[1:], strict=True)]


@pytest.mark.parametrize(("before", "after", "word"), cells())
def test_movement_between_every_two_standings(before, after, word):
    pairs = [*product(BEFORE[before], AFTER[after])]

    expected = None if word == "-" else Movement(word)
    assert {pair: movement(*pair) for pair in pairs} == dict.fromkeys(pairs, expected)


@pytest.mark.parametrize("kinds", [BEFORE, AFTER])
def test_table_of_movements_leaves_no_standing_out(kinds):
    allowed = {Standing(*pair) for pair in product(RATED, ["", *Rating.values])} | set(map(Standing, Stage.ended))

    assert sorted(map(str, allowed)) == sorted(str(each) for found in kinds.values() for each in found)


def test_movements_are_in_the_order_in_which_a_report_counts_them():
    assert [way.value for way in Movement] == ["Better", "Worse", "Unchanged", "Paused", "Ended", "New"]


@pytest.mark.parametrize(
    ("standing", "level"),
    [
        (Standing(), None),
        (Standing("not_started"), None),
        (Standing("stopped"), None),
        (Standing("", "red"), 1),
        (Standing("in_progress", "amber"), 2),
        (Standing("paused", "green"), 3),
        (Standing("complete"), 4),
    ],
)
def test_level_of_a_standing(standing, level):
    assert standing.level == level
