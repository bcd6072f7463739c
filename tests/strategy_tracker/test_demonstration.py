"""Signing in by a button: in a demonstration alone, and as its made-up people alone."""

import os
import subprocess
import sys

import pytest
from django.http import Http404

from strategy_tracker.demonstration import demo_people, demonstration_sign_in
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.pages import page

pytestmark = pytest.mark.django_db

DOOR = "/demonstration/sign-in/"
LEAD = "lead@demonstration.invalid"


@pytest.fixture(autouse=True)
def _demonstration(settings):
    settings.DEMO = True


@pytest.fixture
def lead():
    return UserFactory(email=LEAD, name="Dan")


def is_signed_in(client):
    return client.get("/account/").status_code == 200


def test_sign_in_page_has_a_button_for_each_of_the_demonstrations_people(client, lead):
    organisation = OrganisationFactory()
    team = UserFactory(email="team@demonstration.invalid", name="Sam")
    MembershipFactory(organisation=organisation, user=team, role="strategy_team")
    MembershipFactory(organisation=organisation, user=team, role="board_secretary")
    UserFactory(email="gone@demonstration.invalid", name="Gone", is_active=False)
    UserFactory(email="real@example.nhs.uk", name="Real")

    response = client.get("/account/sign-in/?next=/strategies/")

    buttons = [words for words in page(response).words if ": " in words]
    assert "Look around as…" in page(response).words
    assert buttons[-2:] == ["Commitment lead: Dan", "Strategy team, Board secretary: Sam"]
    assert 'name="next" value="/strategies/"' in response.content.decode()


def test_button_signs_in(client, lead):
    response = client.post(DOOR, {"person": LEAD})

    assert (response.status_code, response.url) == (302, "/")
    assert page(client.get("/account/")).words[2] == "Dan"


def test_button_leads_to_where_one_was_going(client, lead):
    assert client.post(DOOR, {"person": LEAD, "next": "/strategies/?a=b"}).url == "/strategies/?a=b"


@pytest.mark.parametrize(
    "target",
    [
        *("https://evil.example/", "//evil.example/", "///evil.example/", "/\\evil.example/", "javascript:alert(1)"),
        *("http://testserver/account/", "account", "\t//evil.example/", "\x00/", "evil", "/" + "x" * 100_000),
    ],
)
def test_hostile_next_leads_home(client, lead, target):
    assert client.post(DOOR, {"person": LEAD, "next": target}).url == "/"


@pytest.mark.parametrize(
    "person",
    [
        *("real@example.nhs.uk", "gone@demonstration.invalid", "nobody@demonstration.invalid", "", "\x00", "%"),
        *("real@example.nhs.uk@demonstration.invalid", "LEAD@demonstration.invalid"),
    ],
)
def test_button_is_for_open_accounts_of_the_demonstration_alone(client, lead, person):
    UserFactory(email="real@example.nhs.uk")
    UserFactory(email="gone@demonstration.invalid", is_active=False)

    assert client.post(DOOR, {"person": person}).status_code == 404
    assert not is_signed_in(client)


def test_button_is_a_post(client, lead):
    assert client.get(DOOR, {"person": LEAD}).status_code == 405


def test_without_demo_nobody_signs_in_by_a_button(client, lead, settings, rf):
    settings.DEMO = False

    assert demo_people() == []
    with pytest.raises(Http404):
        demonstration_sign_in(rf.post(DOOR, {"person": LEAD}))


PRODUCTION = {"SECRET_KEY": "50 random characters", "ALLOWED_HOSTS": "tracker.example.nhs.uk", "EMAIL_URL": "smtp://x"}
ASK = """
import django, os
os.environ["DJANGO_SETTINGS_MODULE"] = "strategy_tracker.settings"
django.setup()
from django.template import engines
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
try:
    reverse("demonstration-sign-in")
except NoReverseMatch:
    print("no name")
try:
    print(resolve("/demonstration/sign-in/").url_name)
except Resolver404:
    print("no address")
print(engines["jinja2"].env.globals["demo"])
"""


@pytest.mark.parametrize(
    ("environment", "answer"),
    [(PRODUCTION, ["no name", "no address", "False"]), ({"DEMO": "1"}, ["demonstration-sign-in", "True"])],
)
def test_address_is_there_in_a_demonstration_alone(settings, environment, answer):
    bare = {"PATH": os.environ["PATH"], **environment}

    ended = subprocess.run(
        [sys.executable, "-c", ASK], cwd=settings.BASE_DIR, env=bare, capture_output=True, text=True, check=False
    )

    assert (ended.stderr, ended.stdout.split("\n")[:-1]) == ("", answer)
