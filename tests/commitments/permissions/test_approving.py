"""Who approves: the priority's executive lead, and who stands in; nobody their own text."""

import pytest

from commitments.models import Post, User
from commitments.permissions import Action, approvers, may
from tests.factories import MembershipFactory, UserFactory
from tests.people import world

pytestmark = pytest.mark.django_db


def names(update):
    return set(User.objects.filter(pk__in=approvers(update)).values_list("name", flat=True))


def lead_is(update, *, holder=None, deputy=None):
    Post.objects.filter(priorities_led=update.commitment.priority).update(holder=holder, deputy=deputy)


def test_lead_and_their_deputy_approve():
    assert names(world("submitted").update) == {"executive lead", "lead’s deputy"}


@pytest.mark.parametrize(("author", "left"), [("executive lead", "lead’s deputy"), ("lead’s deputy", "executive lead")])
def test_who_typed_any_of_it_leaves_it_to_the_other(author, left):
    there = world("submitted")
    there.update.typed_by.add(there.people[author])

    assert names(there.update) == {left}


def test_who_handed_it_in_does_not_approve_it():
    there = world("submitted")
    there.update.submitted_by = there.people["executive lead"]

    assert names(there.update) == {"lead’s deputy"}


def test_another_executive_stands_in_where_the_post_is_empty():
    there = world("submitted")
    lead_is(there.update)

    assert names(there.update) == {"executive"}
    assert may(there.people["executive"], Action.READ_DRAFT, there.update) is True


def test_another_executive_stands_in_where_the_text_is_the_leads_own():
    there = world("submitted")
    there.update.typed_by.add(there.people["executive lead"], there.people["lead’s deputy"])

    assert names(there.update) == {"executive"}


def test_another_executive_stands_in_where_the_priority_has_no_lead():
    there = world("submitted")
    there.update.commitment.priority.executive_lead = None
    there.update.commitment.priority.save()

    assert names(there.update) == {"executive"}


def test_secretary_stands_in_where_no_executive_is_left():
    there = world("submitted")
    lead_is(there.update)
    there.update.typed_by.add(there.people["executive"])

    assert names(there.update) == {"secretary"}


def test_nobody_approves_where_everybody_typed():
    there = world("submitted")
    there.update.typed_by.add(*there.people.values())

    assert names(there.update) == set()


def test_closed_account_approves_nothing():
    there = world("submitted")
    lead_is(there.update, holder=there.people["closed account"])

    assert names(there.update) == {"executive"}


def test_executive_of_another_organisation_does_not_stand_in():
    there = world("submitted")
    lead_is(there.update)
    MembershipFactory(user=UserFactory(name="elsewhere"), role="executive")

    assert names(there.update) == {"executive"}
