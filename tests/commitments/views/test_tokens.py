"""One's own tokens: their list, making one, revoking one."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from knox.models import AuthToken

from commitments.models import AuditEvent
from tests.commitments.api.samples import token_of
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.pages import page

pytestmark = pytest.mark.django_db

ADDRESS = "/tokens/"


@pytest.fixture
def me(client):
    user = MembershipFactory().user
    client.force_login(user)
    return user


def made_by(user, **dates) -> AuthToken:
    token_of(user)
    token = AuthToken.objects.latest("created")
    AuthToken.objects.filter(pk=token.pk).update(**dates)
    return token


def test_tokens_say_that_there_are_none(client, me):
    shown = page(client.get(ADDRESS))

    assert shown.title == "Tokens for programs – Strategy Tracker"
    assert "You have none." in shown.words
    assert shown.links["what programs can read, and how"] == "/api/v1/docs/"


def test_tokens_are_one_s_own_with_their_days_as_they_are_here(client, me):
    late = datetime(2030, 6, 30, 23, 30, tzinfo=UTC)  # half past midnight in London
    works = made_by(me, created=datetime(2026, 6, 30, 23, 30, tzinfo=UTC), expiry=late)
    ended = made_by(me, created=datetime(2021, 3, 1, tzinfo=UTC), expiry=datetime(2021, 3, 31, tzinfo=UTC))
    endless = made_by(me, created=datetime(2020, 3, 1, tzinfo=UTC), expiry=None)
    theirs = made_by(UserFactory())

    shown = page(client.get(ADDRESS))

    assert [word for word in shown.words if word.startswith("Made on")] == [
        "Made on 1 July 2026. Works until 1 July 2030.",
        "Made on 1 March 2021. Stopped working on 31 March 2021.",
        "Made on 1 March 2020. Does not work.",
    ]
    assert {words: link for words, link in shown.links.items() if "begins" in words} == {
        f"Revoke the token that begins {works.token_key}": f"/tokens/{works.token_key}/revoke/",
        f"Remove the token that begins {ended.token_key}": f"/tokens/{ended.token_key}/revoke/",
        f"Remove the token that begins {endless.token_key}": f"/tokens/{endless.token_key}/revoke/",
    }
    assert theirs.token_key not in shown.words


@pytest.mark.parametrize("days", [30, 90, 365])
def test_token_made_is_shown_once_with_how_to_use_it(client, me, days):
    response = client.post(ADDRESS, {"days": days})
    shown = page(response)

    token = AuthToken.objects.get()
    text = next(word for word in shown.words if word.startswith(token.token_key))
    assert shown.title == "Your new token – Strategy Tracker"
    assert response.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    command = f'curl --header "Authorization: Token {text}" http://testserver/api/v1/strategies/'
    assert command in shown.words
    assert abs(token.expiry - timezone.now() - timedelta(days=days)) < timedelta(minutes=5)
    assert client.get("/api/v1/strategies/", headers={"Authorization": f"Token {text}"}).status_code == 200
    assert text not in client.get(ADDRESS).content.decode()
    assert AuditEvent.objects.get().what == "made a token"


@pytest.mark.parametrize("days", ["", "31", "-1", "x", "9" * 5000, "\x00"])
def test_token_for_another_time_is_refused(client, me, days):
    shown = page(client.post(ADDRESS, {"days": days}))

    assert shown.title == "Error: Tokens for programs – Strategy Tracker"
    assert shown.words[:2] == ["There is a problem", "Choose how long the token works."]
    assert AuthToken.objects.count() == 0


def test_eleventh_token_is_refused(client, me):
    for _ in range(10):
        token_of(me)

    shown = page(client.post(ADDRESS, {"days": 30}))

    assert shown.words[1] == "You have 10 tokens that work. Revoke one that is not used any more."
    assert AuthToken.objects.count() == 10


def test_token_revoke_asks_first_and_then_ends_it(client, me):
    header = token_of(me)
    token = AuthToken.objects.get()
    address = f"/tokens/{token.token_key}/revoke/"

    asked = page(client.get(address))
    assert (asked.title, asked.links["Keep it"]) == ("Revoke a token – Strategy Tracker", "/tokens/")
    assert AuthToken.objects.count() == 1

    done = client.post(address, follow=True)
    assert done.redirect_chain == [("/tokens/", 302)]
    assert f"The token that begins {token.token_key} is revoked." in page(done).words
    assert client.get("/api/v1/strategies/", headers=header).status_code == 401
    assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)


def test_token_revoke_says_of_an_ended_token_that_it_does_not_work(client, me):
    token = made_by(me, expiry=datetime(2021, 3, 31, tzinfo=UTC))

    shown = page(client.get(f"/tokens/{token.token_key}/revoke/"))

    assert any("It does not work any more." in word for word in shown.words)


@pytest.mark.parametrize("key", ["{theirs}", "st_x", "%00", "x" * 5000])
def test_token_revoke_of_what_is_not_one_s_own_is_not_found(client, me, key):
    theirs = made_by(UserFactory())
    address = f"/tokens/{key.format(theirs=theirs.token_key)}/revoke/"

    assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)
    assert AuthToken.objects.count() == 1


def test_tokens_are_for_people_who_signed_in(client):
    assert client.get(ADDRESS).headers["Location"] == "/account/sign-in/?next=/tokens/"
    assert client.get("/tokens/st_x/revoke/").headers["Location"] == "/account/sign-in/?next=/tokens/st_x/revoke/"


def test_token_opens_no_page(client):
    assert client.get(ADDRESS, headers=token_of(UserFactory())).status_code == 302


def test_tokens_of_who_is_of_no_organisation_are_written_down_nowhere(client):
    OrganisationFactory()
    client.force_login(UserFactory())

    client.post(ADDRESS, {"days": 30})

    assert (AuthToken.objects.count(), AuditEvent.objects.count()) == (1, 0)


@pytest.mark.parametrize("number", [1, 3])
def test_tokens_need_three_queries(client, me, number, django_assert_num_queries):
    for _ in range(number):
        token_of(me)
    client.get(ADDRESS)  # the session notes down when it began

    with django_assert_num_queries(3):
        client.get(ADDRESS)
