"""The tables of a report: columns, cells, words for empty ones."""

import pytest

from reports.document.parts import Cell, Line, Point, Word
from reports.document.rows import rows_of
from reports.document.tables import Words, chapters
from tests.factories import (
    CommitmentFactory,
    PlanChangeFactory,
    PriorityFactory,
    StatusUpdateFactory,
    SubmittedUpdateFactory,
)
from tests.reports.document.samples import period_of, reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def priority():
    return PriorityFactory()


@pytest.fixture
def commitment(priority):
    return CommitmentFactory(priority=priority)


@pytest.fixture
def june(priority):
    return period_of(priority.strategy, "2021-06")


@pytest.fixture
def march(priority, june):
    return period_of(priority.strategy, "2022-03")


def chapters_of(period):
    return chapters(rows_of(period), list(period.strategy.priorities.all()), Words({}))


def lines_of(period):
    return [line for chapter in chapters_of(period) for group in chapter.groups for line in group.lines]


def cells_of(period):
    """The cells of the only commitment."""
    (line,) = lines_of(period)
    return line.cells


def said(*texts):
    return Cell(tuple(Point(text) for text in texts))


def instead(words):
    return Cell((), words)


def test_columns_are_the_period_before_this_one_and_next(commitment, june, march):
    september = period_of(commitment.strategy, "2022-09")

    columns = [[chapter.columns for chapter in chapters_of(period)] for period in (june, march, september)]

    assert columns == [
        [("June 2021", "Next")],
        [("June 2021", "March 2022", "Next")],
        [("March 2022", "September 2022", "Next")],
    ]


def test_first_report_has_what_was_done_and_what_is_next(commitment, june):
    reported(commitment, june, "Ground broken", then=["Build walls"])

    assert cells_of(june) == (said("Ground broken"), said("Build walls"))


def test_later_report_has_the_earlier_progress_but_not_what_was_next_then(commitment, june, march):
    reported(commitment, june, "Ground broken", then=["Build walls"])
    reported(commitment, march, "Walls built", then=["Order the roof", "Hire staff"])

    assert cells_of(march) == (said("Ground broken"), said("Walls built"), said("Order the roof", "Hire staff"))


def test_report_says_nothing_of_periods_that_came_later(commitment, june, march):
    reported(commitment, march, "Walls built", stage="complete")

    assert lines_of(june) == [
        Line("C1", "Open the new hospital", "", None, None, None, "", (instead("No update reported"),) * 2)
    ]


@pytest.mark.parametrize(
    ("made_by", "words"),
    [
        (None, "No update reported"),
        (StatusUpdateFactory, "No update reported"),
        (SubmittedUpdateFactory, "Update awaiting approval"),
    ],
)
def test_commitment_without_approved_update_says_so_in_both_columns(commitment, june, march, made_by, words):
    reported(commitment, june, "Ground broken")
    if made_by:
        reported(commitment, march, "Secret", then=["Secret"], made_by=made_by, stage="paused", reason="Secret")

    (line,) = lines_of(march)

    assert line.cells == (said("Ground broken"), instead(words), instead(words))
    assert (line.stage, line.rating, line.reason) == (None, None, "")


def test_approved_update_without_bullets_says_so(commitment, june):
    reported(commitment, june, stage="complete")

    assert cells_of(june) == (instead("No update reported"), instead("No next step reported"))


@pytest.mark.parametrize("made_by", [None, StatusUpdateFactory, SubmittedUpdateFactory])
def test_earlier_column_says_that_no_update_was_reported(commitment, june, march, made_by):
    if made_by:
        reported(commitment, june, "Secret", made_by=made_by)

    assert cells_of(march)[0] == instead("No update reported")


@pytest.mark.parametrize(
    ("added", "words"),
    [
        ([], "Not in the plan then"),
        ([None], "Not in the plan then"),
        (["2022-03"], "Not in the plan then"),
        (["2021-06"], "No update reported"),
        (["2021-01"], "No update reported"),
        ([None, "2021-06"], "No update reported"),
        (["2022-03", "2021-06"], "No update reported"),
    ],
)
def test_earlier_column_says_that_a_commitment_was_not_in_the_plan_then(priority, june, march, added, words):
    commitment = CommitmentFactory(priority=priority, in_published_plan=False)
    periods = {None: None, "2021-06": june, "2022-03": march, "2021-01": period_of(priority.strategy, "2021-01")}
    for month in added:
        PlanChangeFactory(commitment=commitment, kind="added", period=periods[month])

    assert cells_of(march)[0] == instead(words)


def test_earlier_column_takes_no_other_change_for_an_addition(priority, june, march):
    commitment = CommitmentFactory(priority=priority, in_published_plan=False)
    PlanChangeFactory(commitment=commitment, kind="reworded", period=june)

    assert cells_of(march)[0] == instead("Not in the plan then")


def test_earlier_column_prints_what_was_reported_of_a_commitment_whose_addition_is_not_dated(priority, june, march):
    commitment = CommitmentFactory(priority=priority, in_published_plan=False)
    reported(commitment, june, "Ground broken")

    assert cells_of(march)[0] == said("Ground broken")


def test_bullets_are_nested_once_and_keep_their_order(commitment, june):
    reported(commitment, june, "Walls", ["North", "South"], "Roof", "Doors", ["Front"], then=["Paint", ["Red", "Blue"]])

    assert cells_of(june) == (
        Cell((Point("Walls", ("North", "South")), Point("Roof"), Point("Doors", ("Front",)))),
        Cell((Point("Paint", ("Red", "Blue")),)),
    )


def test_evidence_is_not_printed(commitment, june):
    update = reported(commitment, june, "Ground broken")
    update.points.create(kind="evidence", text="Minutes", position=0)

    assert cells_of(june) == (said("Ground broken"), instead("No next step reported"))


def test_line_has_stage_ratings_and_reason(commitment, june):
    reported(commitment, june, stage="paused", rating="amber", executive_rating="red", reason="Steel is late")

    (line,) = lines_of(june)

    assert (line.stage, line.rating, line.executive_rating, line.reason) == (
        Word("paused", "Paused"),
        Word("amber", "Amber"),
        Word("red", "Red"),
        "Steel is late",
    )


def test_words_are_the_strategys_own_where_it_has_them():
    words = Words({"amber": "At risk"})

    assert [words(code) for code in ("amber", "not_achieved", "green", "")] == [
        Word("amber", "At risk"),
        Word("not_achieved", "Not achieved"),
        Word("green", "Green"),
        None,
    ]
