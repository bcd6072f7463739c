"""The ledger: what counts in it, which commitments are in force by it, and what the database refuses."""

import pytest
from django.db import IntegrityError, transaction

from commitments.models import Commitment, PlanChange
from tests.factories import CommitmentFactory, PlanChangeFactory, PriorityFactory, ReportingPeriodFactory

pytestmark = pytest.mark.django_db


def undone(change):
    """The entry that undoes a change."""
    return PlanChangeFactory(
        commitment=change.commitment, kind=change.kind, old=change.new, new=change.old, undoes=change
    )


def refusal(attempt):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        attempt()
    return str(caught.value).splitlines()[0]


def test_change_that_was_undone_and_its_undoing_do_not_count():
    kept, mistake = PlanChangeFactory(old="A", new="B"), PlanChangeFactory(old="B", new="C")
    undone(mistake)

    assert list(PlanChange.objects.standing()) == [kept]


@pytest.mark.parametrize(
    ("kind", "in_force"),
    [("added", True), ("reworded", True), ("moved", True), ("carried", True), ("merged", False), ("stopped", False)],
)
def test_commitment_is_in_force_unless_it_was_stopped_or_merged(kind, in_force):
    PlanChangeFactory(kind=kind)

    assert Commitment.objects.in_force().exists() == in_force


@pytest.mark.parametrize("kind", ["merged", "stopped"])
def test_commitment_is_in_force_again_once_that_was_undone(kind):
    undone(PlanChangeFactory(kind=kind))

    assert Commitment.objects.in_force().count() == 1


def test_commitment_that_was_added_by_mistake_is_not_in_the_plan():
    stays = CommitmentFactory()
    mistake = PlanChangeFactory(kind="added", commitment__priority=stays.priority)
    period = ReportingPeriodFactory(strategy=stays.strategy)
    undone(mistake)

    assert list(Commitment.objects.in_the_plan()) == [stays]
    assert list(Commitment.objects.in_force()) == [stays]
    assert list(Commitment.objects.in_plan_of(period)) == [stays]
    assert Commitment.objects.count() == 2


def test_rewording_that_was_undone_leaves_no_mark():
    period = ReportingPeriodFactory()
    commitment = CommitmentFactory(priority__strategy=period.strategy, wording="A")
    undone(PlanChangeFactory(commitment=commitment, old="A", new="B", period=period))

    found = Commitment.objects.worded_in(period).get()

    assert (found.words_then, found.reworded_by_then) == ("A", False)


@pytest.mark.parametrize("constraint", ["commitment_is_not_merged_into_itself"])
def test_commitment_is_not_merged_into_itself(refused_by, constraint):
    row = CommitmentFactory()

    attempt = Commitment.objects.filter(pk=row.pk).update
    assert refused_by(lambda: attempt(merged_into=row)) == constraint


def test_commitment_is_merged_within_its_strategy():
    row, other = CommitmentFactory(), CommitmentFactory()
    said = "A commitment is merged into another of its own strategy"

    assert refusal(lambda: Commitment.objects.filter(pk=row.pk).update(merged_into=other)) == said
    assert refusal(lambda: CommitmentFactory(merged_into=other)) == said


def test_commitment_stays_in_the_strategy_of_those_merged_into_it():
    row = CommitmentFactory()
    CommitmentFactory(priority=row.priority, merged_into=row)
    elsewhere = PriorityFactory()

    said = refusal(lambda: Commitment.objects.filter(pk=row.pk).update(priority=elsewhere, strategy=elsewhere.strategy))

    assert said == "A commitment is merged into another of its own strategy"


def test_undoing_is_of_the_same_commitment_and_kind_and_is_not_undone_itself():
    change = PlanChangeFactory(old="A", new="B")
    once = undone(change)
    said = "A change is undone by one of the same commitment and kind, and once"

    assert refusal(lambda: PlanChangeFactory(commitment=change.commitment, kind="moved", undoes=change)) == said
    assert refusal(lambda: PlanChangeFactory(kind="reworded", undoes=change)) == said
    assert refusal(lambda: undone(once)) == said


def test_change_is_undone_once(refused_by):
    change = PlanChangeFactory(old="A", new="B")
    undone(change)

    assert "undoes" in refused_by(lambda: undone(change))
