"""The queue of updates that wait for one's approval."""

import pytest

from commitments.models import StatusUpdate
from tests.commitments.views.approving_rooms import address, more, waiting
from tests.factories import CommitmentFactory, PriorityFactory, SubmittedUpdateFactory, UserFactory
from tests.pages import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    """A world with an update that waits."""
    return waiting()


@pytest.fixture
def lead(client, there):
    """A client signed in as the executive lead."""
    client.force_login(there.people["executive lead"])
    return client


def test_approvals_lists_what_waits(lead, there):
    more(there, "BD-07")
    StatusUpdate.objects.filter(pk=there.update.pk).update(submitted_by=there.people["holder"])

    shown = page(lead.get("/approvals/"))

    first = there.update.commitment
    assert shown.title == "Updates to approve – Strategy Tracker"
    assert shown.words[:4] == [
        "Updates to approve",
        "2 updates wait for your approval.",
        "Start with the first",
        "Org 2: Strategy 1",
    ]
    assert f"From holder, {first.lead.title}. Waiting" in " ".join(shown.words)
    assert shown.links["Start with the first"] == address(there.update) + "#maincontent"
    assert f"{first.ref} Open the new hospital , January 2022" in shown.links


def test_approvals_says_when_nothing_waits(client):
    client.force_login(UserFactory())

    assert page(client.get("/approvals/")).words == [
        "Updates to approve",
        "Nothing waits for your approval. When an update is submitted to you, you get a letter, and it stands here.",
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_approvals_takes_as_many_queries_for_one_as_for_three(lead, there, number, django_assert_num_queries):
    more(there, *(f"X-{each}" for each in range(number - 1)))

    with django_assert_num_queries(5):  # the session, the person, the queue and its order, the strategy's words
        assert lead.get("/approvals/").status_code == 200


def test_second_priority_stands_under_its_own_heading(lead, there):
    other = PriorityFactory(
        strategy=there.update.commitment.strategy, executive_lead=there.update.commitment.priority.executive_lead
    )
    SubmittedUpdateFactory(commitment=CommitmentFactory(priority=other), period=there.update.period)

    words = page(lead.get("/approvals/")).words

    assert [word for word in words if word.startswith("Priority")] == ["Priority 1", "Priority 2"]
