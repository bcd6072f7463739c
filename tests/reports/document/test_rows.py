"""The rows that a report is made of."""

import pytest

from reports.document.rows import rows_of
from reports.document.tables import Words, chapters
from tests.factories import (
    CommitmentFactory,
    NarrativePointFactory,
    PlanChangeFactory,
    PostFactory,
    PriorityFactory,
    StatusUpdateFactory,
    SubmittedUpdateFactory,
    ThemeFactory,
)
from tests.reports.document.samples import period_of, reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def priority():
    return PriorityFactory()


@pytest.fixture
def periods(priority):
    """January 2021, June 2021, March 2022 and September 2022; made out of order."""
    months = ("2022-03", "2021-01", "2022-09", "2021-06")
    return dict(sorted((month, period_of(priority.strategy, month)) for month in months))


@pytest.fixture
def commitment(priority):
    return CommitmentFactory(priority=priority)


def test_rows_hold_the_approved_updates_up_to_this_period(commitment, periods):
    updates = {month: reported(commitment, period) for month, period in reversed(periods.items())}

    rows = rows_of(periods["2022-03"])

    assert rows.earlier == periods["2021-06"]
    assert rows.update(commitment, periods["2022-03"]) == updates["2022-03"]
    assert rows.update(commitment, rows.earlier) == updates["2021-06"]
    assert rows.update(commitment, periods["2022-09"]) is None
    assert rows.update(commitment, None) is None
    assert rows.latest_before(commitment, periods["2022-03"]) == updates["2021-06"]


def test_latest_update_is_of_the_last_period_and_not_the_last_written(commitment, periods):
    june = reported(commitment, periods["2021-06"])
    reported(commitment, periods["2021-01"])

    assert rows_of(periods["2022-03"]).latest_before(commitment, periods["2022-03"]) == june


def test_commitment_without_updates_has_no_latest(commitment, periods):
    StatusUpdateFactory(commitment=commitment, period=periods["2021-06"])

    assert rows_of(periods["2022-03"]).latest_before(commitment, periods["2022-03"]) is None


def test_rows_know_which_updates_of_this_period_are_not_approved(priority, periods):
    commitments = CommitmentFactory.create_batch(3, priority=priority)
    reported(commitments[0], periods["2022-03"])
    for made_by, commitment in zip((StatusUpdateFactory, SubmittedUpdateFactory), commitments[1:], strict=True):
        made_by(commitment=commitment, period=periods["2022-03"])
        made_by(commitment=commitment, period=periods["2021-06"])

    assert rows_of(periods["2022-03"]).waiting == {commitments[1].pk: "draft", commitments[2].pk: "submitted"}


def test_rows_hold_the_bullets_of_the_two_periods_that_are_printed(commitment, periods):
    updates = [reported(commitment, period, month) for month, period in periods.items()]

    rows = rows_of(periods["2022-03"])

    assert [[point.text for point in rows.points_of(update, "progress")] for update in updates] == [
        [],
        ["2021-06"],
        ["2022-03"],
        [],
    ]
    assert rows.points_of(updates[1], "next") == []


def test_rows_hold_no_bullet_that_is_not_approved(commitment, periods):
    for month, made_by in [("2021-06", SubmittedUpdateFactory), ("2022-03", StatusUpdateFactory)]:
        reported(commitment, periods[month], "Secret", made_by=made_by)

    assert rows_of(periods["2022-03"]).points == {}


def test_rows_are_those_of_one_strategy(commitment, periods):
    other = CommitmentFactory()
    period = period_of(other.strategy, "2022-03")
    reported(other, period, "Elsewhere")
    PlanChangeFactory(commitment=other)
    NarrativePointFactory(period=period)

    rows = rows_of(periods["2022-03"])

    assert rows.commitments == [commitment]
    assert (rows.narrative, rows.approved, rows.changes, rows.points) == ([], {}, {}, {})


@pytest.mark.parametrize(
    ("added", "there"),
    [
        ([], True),
        ([None], True),
        (["2021-06"], True),
        (["2022-03"], True),
        (["2022-09"], False),
        (["2021-06", "2022-09"], True),
        (["2022-09", "2021-06"], True),
        ([None, "2022-09"], False),
    ],
)
def test_rows_leave_out_what_the_ledger_says_was_added_later(priority, periods, added, there):
    commitment = CommitmentFactory(priority=priority, in_published_plan=False)
    for month in added:
        PlanChangeFactory(commitment=commitment, kind="added", period=periods.get(month))

    assert rows_of(periods["2022-03"]).commitments == [commitment] * there


@pytest.mark.parametrize("kind", ["reworded", "moved", "merged", "stopped", "carried"])
def test_rows_keep_what_changed_otherwise_later(commitment, periods, kind):
    PlanChangeFactory(commitment=commitment, kind=kind, period=periods["2022-09"])

    assert rows_of(periods["2022-03"]).commitments == [commitment]


def test_priority_whose_commitments_were_all_added_later_has_no_chapter(commitment, periods):
    PlanChangeFactory(commitment=commitment, kind="added", period=periods["2022-09"])

    assert chapters(rows_of(periods["2022-03"]), [commitment.priority], Words({})) == ()


@pytest.mark.parametrize("number", [1, 3])
def test_rows_need_seven_queries(priority, periods, number, django_assert_num_queries):
    for _ in range(number):
        theme = ThemeFactory(parent=ThemeFactory(priority=priority))
        commitment = CommitmentFactory(theme=theme, lead=PostFactory())
        PlanChangeFactory(commitment=commitment, period=periods["2021-06"])
        reported(commitment, periods["2021-06"], "Ground broken")
        reported(commitment, periods["2022-03"], "Walls built", then=["Build the roof"])
        NarrativePointFactory(period=periods["2022-03"], priority=priority).commitments.add(commitment)
    period = periods["2022-03"]

    with django_assert_num_queries(7):
        rows = rows_of(period)

    assert (len(rows.commitments), len(rows.narrative)) == (number, number)
