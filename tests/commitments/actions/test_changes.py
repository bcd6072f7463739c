"""Two people who change one plan at the same moment: one at a time, and the second one is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from commitments.actions import RefusedError
from commitments.actions.changes import Occasion, Seen, StaleError
from commitments.actions.plan import NewCommitment, add_commitment
from commitments.actions.wording import reword
from commitments.models import Commitment, PlanChange
from commitments.plan.places import Place
from tests.factories import CommitmentFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

WHY = Occasion("The need grew")


@pytest.fixture
def at_once():
    """Runs two attempts in two connections at the same moment; gives the number of those that were refused with that error."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, and a test's database in memory takes no second connection")

    def run(attempts, error):
        ready = Barrier(len(attempts))

        def attempted(attempt):
            connection.ensure_connection()
            ready.wait(10)
            try:
                attempt()
            except error:
                return 1
            finally:
                connection.close()
            return 0

        with ThreadPoolExecutor(len(attempts)) as threads:
            return sum(each.result(20) for each in [threads.submit(attempted, attempt) for attempt in attempts])

    return run


def test_of_two_rewordings_at_once_one_is_told_that_it_is_stale(at_once):
    commitment, people = CommitmentFactory(wording="0"), UserFactory.create_batch(2)
    for turn in range(1, 6):
        commitment.refresh_from_db()
        seen = Seen.of(commitment)
        attempts = [
            lambda person=person, seen=seen, turn=turn: reword(
                commitment=commitment, wording=f"{turn} {person}", occasion=WHY, seen=seen, by=person
            )
            for person in people
        ]

        assert at_once(attempts, StaleError) == 1
        assert PlanChange.objects.count() == turn
    newest = PlanChange.objects.order_by("-id")[0]
    assert newest.new == Commitment.objects.get().wording


def test_of_two_additions_at_once_one_gets_the_ref(at_once):
    commitment, person = CommitmentFactory(), UserFactory()
    new = NewCommitment("Train nurses", Place(commitment.priority, None), "BD-09")

    def attempt():
        add_commitment(strategy=commitment.strategy, new=new, occasion=WHY, by=person)

    assert at_once([attempt, attempt], RefusedError) == 1
    assert Commitment.objects.filter(ref="BD-09").count() == 1


def test_two_additions_at_once_without_a_ref_get_one_each(at_once):
    commitment, person = CommitmentFactory(ref="BD-01"), UserFactory()
    new = NewCommitment("Train nurses", Place(commitment.priority, None))

    def attempt():
        add_commitment(strategy=commitment.strategy, new=new, occasion=WHY, by=person)

    assert at_once([attempt, attempt], RefusedError) == 0
    assert sorted(Commitment.objects.values_list("ref", flat=True)) == ["BD-01", "BD-02", "BD-03"]
