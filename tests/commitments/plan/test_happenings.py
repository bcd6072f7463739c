"""What happened to a commitment beside its words, in words."""

import pytest

from commitments.actions.changes import audit
from commitments.models import AuditEvent
from commitments.plan.happenings import happenings
from tests.factories import CommitmentFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def commitment():
    return CommitmentFactory()


def told(commitment, before, after, what="changed", **how):
    audit(commitment, what, UserFactory(name="Sam"), before=before, after=after)
    return [(each.words.partition(" on ")[0], each.said) for each in happenings(commitment, **how)]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"due": "March 2022"}, {"due": "2023"}, "Due: “March 2022” became “2023”."),
        ({"due": ""}, {"due": "2023", "reason": "Late."}, "Due: 2023. Why: Late."),
        ({"lead": "Nurse"}, {"lead": ""}, "Lead: “Nurse” was taken away."),
        (
            {"due": "2023", "as given": "2023"},
            {"due": "2023", "as given": "in 2023"},
            "As the plan says it: “2023” became “in 2023”.",
        ),
        ({"lead": "x" * 300}, {"lead": ""}, f"Lead: “{'x' * 200}…” was taken away."),
        ({"unknown": "1"}, {"unknown": "2"}, ""),
    ],
)
def test_happenings_say_what_became_of_what(commitment, before, after, said):
    assert told(commitment, before, after) == [("Changed by Sam", said)]


@pytest.mark.parametrize("what", ["added", "reworded", "moved", "merged", "stopped", "undone", "carried"])
def test_happenings_leave_out_what_the_ledger_tells(commitment, what):
    assert told(commitment, {"words": "A"}, {"words": "B"}, what) == []


def test_happenings_tell_of_the_order_where_that_is_asked_for(commitment):
    assert told(commitment, {"place": 1}, {"place": 2}, "reordered") == [
        ("Reordered by Sam", "Place in the order: “1” became “2”.")
    ]
    assert happenings(commitment, with_order=False) == []


def test_happenings_are_of_this_commitment_the_newest_first(commitment):
    told(CommitmentFactory(), {"due": ""}, {"due": "2020"})
    told(commitment, {"due": ""}, {"due": "2021"})

    assert [said for _words, said in told(commitment, {"due": "2021"}, {"due": "2022"})] == [
        "Due: “2021” became “2022”.",
        "Due: 2021.",
    ]
    assert AuditEvent.objects.count() == 3
