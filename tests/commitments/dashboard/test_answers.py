"""What came of the next steps that were named before, in numbers."""

import pytest

from commitments.dashboard.answers import answers
from commitments.dashboard.values import Count, Part
from commitments.models import Commitment
from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    OutcomeFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    SubmittedUpdateFactory,
    UpdatePointFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def period():
    return ReportingPeriodFactory(strategy=ReportingPeriodFactory().strategy)


def answered(period, *given, factory=ApprovedUpdateFactory):
    """A commitment whose update of a period gives these answers."""
    priority = period.strategy.priorities.first() or PriorityFactory(strategy=period.strategy)
    commitment = CommitmentFactory(priority=priority)
    before = ApprovedUpdateFactory(commitment=commitment, period=period.previous())
    update = factory(commitment=commitment, period=period)
    for answer in given:
        point = UpdatePointFactory(update=before, kind="next")
        OutcomeFactory(update=update, point=point, answer=answer, note="Why")


def test_answers_count_steps_and_the_commitments_that_they_are_of(period):
    answered(period, "done", "done", "partly")
    answered(period, "done")
    answered(period, "not_done", "not_done")
    answered(period, "")
    answered(period, "dropped", factory=SubmittedUpdateFactory)

    found = answers(period, list(Commitment.objects.all()))

    assert (found.kept, found.steps, found.rate) == (3, 6, 50)
    assert [(each.word, each.steps, each.commitments) for each in found.answers] == [
        ("Done", 3, Count(2, "promises=done")),
        ("Partly done", 1, Count(1, "promises=partly")),
        ("Not done", 2, Count(1, "promises=not_done")),
    ]
    assert found.bar == (Part("answer-done", 50), Part("answer-partly", 17), Part("answer-not_done", 33))
    assert found.all_kept == Count(1, "promises=kept")


def test_answers_are_those_of_the_commitments_that_are_asked_about(period):
    answered(period, "done")
    answered(period, "not_done")

    found = answers(period, [Commitment.objects.get(ref="C2")], priority=7)

    assert (found.kept, found.steps, found.rate) == (0, 1, 0)
    assert [each.commitments.query for each in found.answers] == ["priority=7&promises=not_done"]
    assert answers(period, []) is None


def test_answers_of_another_period_do_not_count(period):
    answered(period, "done")

    assert answers(period.previous(), list(Commitment.objects.all())) is None


@pytest.mark.parametrize("rows", [1, 3])
def test_answers_need_one_query(period, rows, django_assert_num_queries):
    for _ in range(rows):
        answered(period, "done")
    commitments = list(Commitment.objects.all())

    with django_assert_num_queries(1):
        assert answers(period, commitments).steps == rows
