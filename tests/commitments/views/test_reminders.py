"""The page that shows letters before they are sent."""

from datetime import date

import pytest
from django.core import mail

from commitments.models import Reminder, ReportingPeriod
from tests.factories import (
    CommitmentFactory,
    MembershipFactory,
    PostFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    UserFactory,
)
from tests.pages import page

pytestmark = pytest.mark.django_db

ADDRESS = "/organisation-1/strategy-1/2022-09/round/reminders/"


@pytest.fixture
def period(db):
    return ReportingPeriodFactory(state="open", month=date(2022, 9, 1), updates_due_on=date(2022, 9, 5))


@pytest.fixture
def team(client, period):
    client.force_login(MembershipFactory(organisation=period.strategy.organisation, role="strategy_team").user)
    return client


def owes(period, ref, holder):
    post = PostFactory(organisation=period.strategy.organisation, holder=holder)
    commitment = CommitmentFactory(priority=PriorityFactory(strategy=period.strategy), lead=post, ref=ref)
    return StatusUpdateFactory(commitment=commitment, period=period)


def test_reminders_shows_the_letters_and_sends_them(team, period):
    owes(period, "BD-01", UserFactory(name="Ann", email="ann@example.nhs.uk"))
    first = page(team.get(ADDRESS)).words

    response = team.post(ADDRESS, follow=True)

    assert (*first[first.index("ann@example.nhs.uk.") :][:3],) == (
        "ann@example.nhs.uk.",
        "Owes BD-01. Not reminded yet.",
        "The letter to Ann",
    )
    assert "Send 1 letter" in first
    assert response.redirect_chain == [(ADDRESS, 302)]
    words = page(response).words
    assert "1 person was reminded." in words
    assert "Everybody has been reminded today. You can send letters again tomorrow." in words
    assert "http://testserver/organisation-1/strategy-1/2022-09/updates/BD-01/" in mail.outbox[0].body


def test_reminders_says_whom_no_letter_reaches(team, period):
    owes(period, "BD-01", UserFactory(name="Gone", is_active=False))
    owes(period, "BD-02", None)
    CommitmentFactory(priority=PriorityFactory(strategy=period.strategy))

    words = page(team.get(ADDRESS)).words

    assert "No letter is to be sent." in words
    assert words[words.index("Gone") :][:2] == ["Gone", "(BD-01)"]
    assert words[words.index("BD-01") :][:4] == ["BD-01", "Open the new hospital", "BD-02", "Open the new hospital"]
    assert "1 of the updates that are owed has no draft, so nobody is reminded of it." in words


def test_reminders_says_which_letter_failed(team, period, monkeypatch):
    owes(period, "BD-01", UserFactory(name="Ann"))

    def refuse(_letter):
        raise OSError("no server")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)

    words = page(team.post(ADDRESS, follow=True)).words

    assert "The letter could not be sent to: Ann. Try again later today." in words
    assert "Send 1 letter" in words
    assert Reminder.objects.count() == 0


@pytest.mark.parametrize("state", ["planned", "closed"])
def test_reminders_of_a_round_that_is_not_open_says_so(team, period, state):
    owes(period, "BD-01", UserFactory())
    ReportingPeriod.objects.update(state=state)

    shown, refused = page(team.get(ADDRESS)), page(team.post(ADDRESS))

    assert f"This round is {state}, so nobody owes an update." in shown.words
    assert "Send 1 letter" not in shown.words
    assert "The round of September 2022 is not open, so nobody owes an update." in refused.words
    assert mail.outbox == []


def test_reminders_shows_hostile_names_as_text(team, period):
    owes(period, '"><b>', UserFactory(name="<script>alert(1)</script>"))

    text = team.get(ADDRESS).content.decode()

    assert ("<script>" in text, "<b>" in text) == (False, False)


@pytest.mark.parametrize("number", [1, 3])
def test_reminders_needs_seven_queries(team, period, number, django_assert_num_queries):
    for place in range(number):
        owes(period, f"BD-{place}", UserFactory())

    with django_assert_num_queries(7):
        response = team.get(ADDRESS)

    assert page(response).words.count("Not reminded yet.") == 0
    assert response.content.count(b"The letter to") == number
