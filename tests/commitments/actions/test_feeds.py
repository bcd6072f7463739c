"""The address of a person's calendar."""

import re

import pytest

from commitments.actions.feeds import make_feed, withdraw_feed
from commitments.models import AuditEvent, Feed
from tests.factories import MembershipFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_address_has_32_bytes_of_chance():
    one, another = make_feed(by=UserFactory()), make_feed(by=UserFactory())

    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", one.secret)
    assert one.secret != another.secret


def test_new_address_ends_the_one_before():
    user = UserFactory()
    first = make_feed(by=user)

    second = make_feed(by=user)

    assert list(Feed.objects.values_list("user", "secret")) == [(user.pk, second.secret)]
    assert first.secret != second.secret


def test_withdrawing_ends_ones_own_address():
    user, other = UserFactory(), make_feed(by=UserFactory())
    make_feed(by=user)

    assert (withdraw_feed(by=user), withdraw_feed(by=user)) == (True, False)
    assert list(Feed.objects.all()) == [other]


def test_audit_tells_each_organisation_and_not_the_address():
    user = UserFactory()
    first, second = MembershipFactory(user=user).organisation, PostFactory(holder=user).organisation
    MembershipFactory(user=user, organisation=first, role="executive")

    make_feed(by=user)
    withdraw_feed(by=user)

    assert list(AuditEvent.objects.order_by("pk").values_list("organisation", "what", "before", "after")) == [
        (first.pk, "made a calendar address", {}, {}),
        (second.pk, "made a calendar address", {}, {}),
        (first.pk, "withdrew a calendar address", {}, {}),
        (second.pk, "withdrew a calendar address", {}, {}),
    ]
