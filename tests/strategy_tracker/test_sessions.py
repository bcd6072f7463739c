"""Signing out, sessions that end, and what those who are signed out are led to."""

import re
import time
from types import SimpleNamespace

import pytest

from commitments.models import User
from tests.factories import MembershipFactory
from tests.pages import page

pytestmark = pytest.mark.django_db

SIGN_IN = "/account/sign-in/"
ADDRESS = "ann@example.nhs.uk"
PASSWORD = "three random words"


@pytest.fixture
def ann():
    return User.objects.create_user(ADDRESS, PASSWORD, name="Ann")


def sign_in(client, **fields):
    return client.post(SIGN_IN, {"login": ADDRESS, "password": PASSWORD} | fields)


def is_signed_in(client):
    return client.get("/account/").status_code == 200


def test_signing_out_is_a_post(client, ann):
    client.force_login(ann)

    asked = client.get("/account/sign-out/")
    still = is_signed_in(client)
    response = client.post("/account/sign-out/")

    assert (page(asked).title, still) == ("Sign out – Strategy Tracker", True)
    assert (response.status_code, response.url) == (302, SIGN_IN)
    assert not is_signed_in(client)


@pytest.fixture
def clock(monkeypatch):
    """The clock of sessions, which a test turns forward in seconds."""
    face = SimpleNamespace(now=time.time())
    monkeypatch.setattr("strategy_tracker.sessions.time", SimpleNamespace(time=lambda: face.now))
    return face


@pytest.mark.parametrize(("idle", "signed_in"), [(30 * 60 - 1, True), (30 * 60 + 1, False)])
def test_session_ends_after_thirty_minutes_without_a_page(client, ann, clock, idle, signed_in):
    sign_in(client)
    client.get("/account/")

    clock.now += idle

    assert is_signed_in(client) is signed_in


@pytest.mark.parametrize(("over", "signed_in"), [(-1, True), (1, False)])
def test_session_ends_after_twelve_hours_however_busy(client, ann, clock, over, signed_in):
    sign_in(client)
    client.get("/account/")
    for _ in range(12 * 4 - 1):
        clock.now += 15 * 60
        assert is_signed_in(client)

    clock.now += 15 * 60 + over

    assert is_signed_in(client) is signed_in


def test_pages_say_how_long_one_stays_signed_in(client, ann, clock):
    assert "data-session" not in client.get(SIGN_IN).content.decode()
    sign_in(client)
    client.get("/account/")
    clock.now += 3600 - 30 * 60

    shown = client.get("/account/").content.decode()

    assert 'data-idle="1740"' in shown  # a minute less, since a page is noted down once a minute
    assert f'data-left="{11 * 3600 + 30 * 60}"' in shown


def test_session_that_ended_leads_back_to_the_page(client, ann, clock):
    sign_in(client)
    client.get("/account/")
    clock.now += 31 * 60

    response = client.get("/strategies/?a=b")

    assert response.url == f"{SIGN_IN}?next=/strategies/%3Fa%3Db"


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/strategies/", "/account/", "/tokens/", "/sht/people/", "/sht/people/invite/", "/sht/people/1/"),
        *("/sht/posts/", "/sht/posts/1/", "/sht/plan/plan/", "/sht/plan/march-2022/", "/sht/plan/march-2022/register/"),
        *("/sht/plan/march-2022/commitments/BO-01/", "/sht/plan/editions/", "/sht/plan/march-2022/report/"),
        *("/sht/plan/march-2022/report.pdf", "/sht/plan/march-2022/report/issue/", "/account/password/"),
        "/sht/plan/march-2022/register/?stage=paused&page=2",
    ],
)
def test_signed_out_people_are_sent_to_sign_in_and_brought_back(client, ann, address):
    sent = client.get(address)
    target = re.search(r'name="next" value="([^"]*)"', client.get(sent.url).content.decode()).group(1)

    assert sent.status_code == 302
    assert sent.url.startswith(f"{SIGN_IN}?next=")
    assert sign_in(client, next=target.replace("&amp;", "&")).url == address


def test_signed_out_people_learn_nothing_of_what_is_there(client):
    MembershipFactory()

    there, not_there = client.get("/organisation-1/people/"), client.get("/organisation-9/people/")

    assert (there.status_code, not_there.status_code) == (302, 302)
