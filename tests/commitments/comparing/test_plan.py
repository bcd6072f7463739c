"""A plan in two periods: what changed, by priority and summed up."""

from datetime import date

import pytest

from commitments.comparing.plan import compare
from commitments.models import Commitment
from commitments.standing.status_words import status_words
from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    OutcomeFactory,
    PlanChangeFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StrategyFactory,
    UpdatePointFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy():
    return StrategyFactory()


@pytest.fixture
def march(strategy):
    return ReportingPeriodFactory(strategy=strategy, month=date(2022, 3, 1))


@pytest.fixture
def september(strategy):
    return ReportingPeriodFactory(strategy=strategy, month=date(2022, 9, 1))


def compared(one, other):
    return compare(Commitment.objects.in_the_plan(), one, other, status_words(one.strategy))


def rate(commitment, period, rating):
    return ApprovedUpdateFactory(commitment=commitment, period=period, stage="in_progress", rating=rating)


def refs(rows):
    return [row.ref for row in rows]


def test_plan_is_told_by_priority_what_changed_first(strategy, march, september):
    kind, digital = (PriorityFactory(strategy=strategy, name=name) for name in ("Be kind", "Be digital"))
    for priority, rating in ((digital, "green"), (kind, "green"), (kind, "red")):
        commitment = CommitmentFactory(priority=priority)
        rate(commitment, march, "green")
        rate(commitment, september, rating)

    found = compared(march, september)

    assert [(each.name, refs(each.changed), refs(each.quiet)) for each in found.chapters] == [
        ("Be kind", ["C3"], ["C2"]),
        ("Be digital", [], ["C1"]),
    ]
    assert (found.total, found.changed, found.not_moved) == (3, 1, "")


def test_changes_are_summed_up_in_the_order_in_which_one_asks(strategy, march, september):
    priority = PriorityFactory(strategy=strategy)
    for before, after in (("red", "green"), ("green", "red"), ("green", "amber")):
        commitment = CommitmentFactory(priority=priority)
        rate(commitment, march, before)
        rate(commitment, september, after)
    PlanChangeFactory(commitment=commitment, period=september, old="Open a ward", new=commitment.wording)
    ApprovedUpdateFactory(commitment=CommitmentFactory(priority=priority), period=september)
    UpdatePointFactory(update=ApprovedUpdateFactory(commitment=CommitmentFactory(priority=priority), period=september))

    assert [(each.what, refs(each.commitments)) for each in compared(march, september).sums] == [
        ("Worse", ["C2", "C3"]),
        ("Better", ["C1"]),
        ("Reworded", ["C3"]),
        ("No update in March 2022, one in September 2022", ["C5"]),
    ]


def test_periods_may_stand_in_either_order(strategy, march, september):
    rate(CommitmentFactory(priority__strategy=strategy), march, "green")

    assert compared(september, march) == compared(march, september)
    assert (compared(september, march).then, compared(september, march).now) == (march, september)


def test_movement_cannot_be_shown_where_nothing_was_rated(strategy, march, september):
    commitment = CommitmentFactory(priority__strategy=strategy)
    ApprovedUpdateFactory(commitment=commitment, period=march)
    update = ApprovedUpdateFactory(commitment=commitment, period=september)
    sentence = "No stage or rating was given in {}, so what got better or worse can’t be shown."

    assert compared(march, september).not_moved == sentence.format("March 2022")
    update.delete()
    rate(commitment, september, "green")
    assert compared(march, september).not_moved == sentence.format("March 2022")


def test_movement_cannot_be_shown_where_nothing_is_rated_now(strategy, march, september):
    commitment = CommitmentFactory(priority__strategy=strategy)
    rate(commitment, march, "green")
    ApprovedUpdateFactory(commitment=commitment, period=september)

    assert compared(march, september).not_moved == (
        "No stage or rating was given in September 2022, so what got better or worse can’t be shown."
    )


def test_nothing_is_compared_where_nothing_is_approved(strategy, march, september):
    rate(CommitmentFactory(priority__strategy=strategy), march, "green")

    assert compared(march, september).not_moved == (
        "No update is approved for September 2022, so there is nothing to compare with March 2022."
    )


def test_no_commitments_are_no_chapters(march, september):
    found = compared(march, september)

    assert (found.chapters, found.sums, found.total, found.not_moved) == ((), (), 0, "")


@pytest.mark.parametrize("number", [1, 3])
def test_comparing_takes_seven_queries(strategy, march, september, number, django_assert_num_queries):
    for _ in range(number):
        commitment = CommitmentFactory(priority=PriorityFactory(strategy=strategy))
        PlanChangeFactory(commitment=commitment, period=september, old="Open a ward", new="Open two wards")
        earlier, now = (rate(commitment, each, "green") for each in (march, september))
        steps = UpdatePointFactory.create_batch(number, update=earlier, kind="next")
        UpdatePointFactory.create_batch(number, update=now)
        OutcomeFactory(update=now, point=steps[0])
    words, rows = status_words(strategy), Commitment.objects.in_the_plan()

    with django_assert_num_queries(7):
        found = compare(rows, march, september, words)

    assert (len(found.chapters), found.changed) == (number, number)
