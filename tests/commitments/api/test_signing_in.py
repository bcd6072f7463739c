"""Signing in to the API: by session or by token."""

from datetime import timedelta

import pytest
from django.utils import timezone
from knox.models import AuthToken

from tests.commitments.api.samples import token_of
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/strategies/"
WRONG = "This token does not work. It may have ended, or it was revoked."
UNREADABLE = "Send the token as it was shown to you: Authorization: Token st_…"
NOBODY = "Sign in, or send a token: Authorization: Token st_…"


def refused(response) -> str:
    assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, "Token")
    assert response.json()["status"] == 401
    return response.json()["message"]


def test_signing_in_by_session_or_token_works(client):
    user = MembershipFactory().user

    assert client.get(ADDRESS, headers=token_of(user)).status_code == 200
    assert refused(client.get(ADDRESS)) == NOBODY
    client.force_login(user)
    assert client.get(ADDRESS).status_code == 200


def test_token_is_kept_as_a_hash(client):
    header = token_of(UserFactory())

    text = header["Authorization"].removeprefix("Token ")

    assert text.startswith("st_")
    assert len(text) == 67
    assert text not in str(AuthToken.objects.values())


@pytest.mark.parametrize("scheme", ["token", "TOKEN", "Token  "])
def test_scheme_of_a_token_is_read_whatever_its_case(client, scheme):
    text = token_of(UserFactory())["Authorization"].removeprefix("Token ")

    assert client.get(ADDRESS, headers={"Authorization": f"{scheme} {text}"}).status_code == 200


def test_token_ends(client):
    user = UserFactory()
    header = token_of(user, timedelta(minutes=5))
    assert client.get(ADDRESS, headers=header).status_code == 200

    AuthToken.objects.update(expiry=timezone.now())

    assert refused(client.get(ADDRESS, headers=header)) == WRONG
    assert AuthToken.objects.count() == 1  # for its owner to see


def test_token_without_an_end_does_not_work(client):
    header = token_of(UserFactory())

    AuthToken.objects.update(expiry=None)

    assert refused(client.get(ADDRESS, headers=header)) == WRONG


def test_revoked_token_does_not_work(client):
    header = token_of(UserFactory())

    AuthToken.objects.all().delete()

    assert refused(client.get(ADDRESS, headers=header)) == WRONG


@pytest.mark.parametrize("by_session", [False, True])
def test_closed_account_is_refused(client, by_session):
    user = MembershipFactory().user
    header = {} if by_session else token_of(user)
    client.force_login(user)
    user.is_active = False
    user.save()

    assert refused(client.get(ADDRESS, headers=header)) == (
        NOBODY if by_session else "The account of this token is closed."
    )


def test_wrong_token_is_refused_though_it_begins_like_a_right_one(client):
    header = token_of(UserFactory())["Authorization"]

    assert refused(client.get(ADDRESS, headers={"Authorization": header[:-1] + "x"})) == WRONG


def test_wrong_token_is_refused_though_a_session_would_do(reader):
    assert refused(reader.get(ADDRESS, headers={"Authorization": "Token st_x"})) == WRONG


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ("Token", UNREADABLE),
        ("Token ", UNREADABLE),
        ("Token st_one st_two", UNREADABLE),
        ("Token \xff\xfe", UNREADABLE),
        ("Token \xed\xa0\x80", UNREADABLE),
        ("Token st_\x00", UNREADABLE),
        ("Token " + "x" * 10**6, UNREADABLE),
        ("Token st_x", WRONG),
        ("Token " + "x" * 200, WRONG),
        ("Tokenst_x", NOBODY),
        ("Bearer st_x", NOBODY),
        ("Basic cmVhZGVyOnBhc3N3b3Jk", NOBODY),
        ("\xff\xfe", NOBODY),
        ("", NOBODY),
    ],
    ids=range(14),
)
def test_header_that_is_no_token_is_refused(client, header, sentence):
    assert refused(client.get(ADDRESS, headers={"Authorization": header})) == sentence
