"""Making and revoking tokens."""

from datetime import timedelta

import pytest
from django.utils import timezone
from knox.models import AuthToken

from commitments.actions import RefusedError
from commitments.actions.tokens import make_token, revoke_token
from commitments.models import AuditEvent
from tests.factories import MembershipFactory, OrganisationFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("days", [30, 90, 365])
def test_make_token_gives_one_that_works_for_so_long(days):
    user = UserFactory()
    before = timezone.now()

    token, text = make_token(days=days, by=user)

    assert (token.user, text[:15], AuthToken.objects.get()) == (user, token.token_key, token)
    assert timedelta(days=days) <= token.expiry - before <= timedelta(days=days, minutes=5)


def test_make_token_is_written_down_once_in_each_organisation_that_the_person_is_of():
    user = MembershipFactory(organisation__short_name="A").user
    MembershipFactory(user=user, organisation__short_name="B")
    MembershipFactory(user=user, organisation=user.memberships.first().organisation, role="executive")
    PostFactory(holder=user, organisation__short_name="C")
    PostFactory(deputy=user, organisation__short_name="D")
    OrganisationFactory(short_name="E")

    token, text = make_token(days=30, by=user)

    events = AuditEvent.objects.order_by("organisation__short_name")
    assert [event.organisation.short_name for event in events] == ["A", "B", "C", "D"]
    assert {(event.by, event.what, event.thing, event.thing_id) for event in events} == {
        (user, "made a token", "user", user.pk)
    }
    assert events[0].after["begins"] == token.token_key
    assert text not in str(events.values())


def test_make_token_refuses_an_eleventh_that_works():
    user = UserFactory()
    for _ in range(10):
        make_token(days=30, by=user)
    make_token(days=30, by=UserFactory())

    with pytest.raises(RefusedError, match=r"^You have 10 tokens that work"):
        make_token(days=30, by=user)

    AuthToken.objects.filter(pk=user.auth_token_set.first().pk).update(expiry=timezone.now())
    make_token(days=30, by=user)
    assert user.auth_token_set.count() == 11


def test_revoke_token_ends_it_and_writes_it_down():
    user = MembershipFactory().user
    token, _text = make_token(days=30, by=user)
    other, _text = make_token(days=30, by=user)

    revoke_token(token=token, by=user)

    event = AuditEvent.objects.first()
    assert list(AuthToken.objects.all()) == [other]
    assert (event.what, event.thing_id, event.before["begins"]) == ("revoked a token", user.pk, token.token_key)


def test_revoke_token_refuses_another_person_s():
    token, _text = make_token(days=30, by=UserFactory())

    with pytest.raises(RefusedError, match=r"^This is another person’s token"):
        revoke_token(token=token, by=UserFactory())

    assert list(AuthToken.objects.all()) == [token]
