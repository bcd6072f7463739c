"""Correcting a round and its meetings in the browser; the way to the first round of a strategy."""

import re
from datetime import date

import pytest

from commitments.models import Meeting, ReportingPeriod
from tests.factories import (
    CommitteeFactory,
    MeetingFactory,
    MembershipFactory,
    NarrativePointFactory,
    ReportingPeriodFactory,
    StrategyFactory,
)
from tests.pages import page as parsed

pytestmark = pytest.mark.django_db

ROUND = "/organisation-1/strategy-1/2022-09/round/"
CHANGE = f"{ROUND}change/"
TYPED = {"opens_on": "1 August 2022", "updates_due_on": "5 September 2022", "approvals_due_on": "12 September 2022"}


@pytest.fixture
def period(db):
    return ReportingPeriodFactory(
        month=date(2022, 9, 1), label="September 2022", slug="2022-09", state="open", updates_due_on=date(2022, 9, 5)
    )


@pytest.fixture
def board(period):
    return CommitteeFactory(organisation=period.strategy.organisation, name="Trust Board", papers_working_days=5)


@pytest.fixture
def team(client, period):
    client.force_login(MembershipFactory(organisation=period.strategy.organisation, role="strategy_team").user)
    return client


def page(response):
    """The words of a page."""
    return " ".join(parsed(response).words)


def read(client):
    return re.search(r'name="read" value="(\w+)"', client.get(CHANGE).content.decode())[1]


def test_round_change_saves_the_days_and_the_delay(team, period):
    typed = TYPED | {"scheduled_for": "June 2022", "delay_reason": "the pressure of Covid-19", "read": read(team)}

    shown = page(team.post(CHANGE, typed, follow=True))

    assert "The round of September 2022 is saved." in shown
    assert "Due in June 2022, and delayed because of the pressure of Covid-19." in shown
    period.refresh_from_db()
    assert (period.opens_on, period.scheduled_for) == (date(2022, 8, 1), date(2022, 6, 1))


def test_round_change_shows_what_somebody_else_saved_and_keeps_what_was_typed(team, period):
    was = read(team)
    ReportingPeriod.objects.update(updates_due_on=date(2022, 9, 7))

    response = team.post(CHANGE, TYPED | {"read": was})

    shown = page(response)
    assert "Somebody else has changed this round" in shown
    assert "7 September 2022" in shown
    assert 'value="5 September 2022"' in response.content.decode()
    again = re.search(r'name="read" value="(\w+)"', response.content.decode())[1]
    team.post(CHANGE, TYPED | {"read": again})
    period.refresh_from_db()
    assert period.updates_due_on == date(2022, 9, 5)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"opens_on": "soon"}, "The round opens on: enter a date like 30 March 2022"),
        ({"scheduled_for": "once"}, "enter a month like March 2022"),
        ({"updates_due_on": ""}, "Say by when updates are due: the round is open."),
        ({"delay_reason": "x" * 2001}, "2,000 characters or fewer"),
    ],
)
def test_round_change_says_what_is_wrong(team, period, typed, sentence):
    response = team.post(CHANGE, TYPED | {"read": read(team)} | typed)

    assert sentence in page(response)
    assert "<title>Error: " in response.content.decode()


def test_round_change_without_what_was_read_saves_nothing(team, period):
    assert "Somebody else has changed this round" in page(team.post(CHANGE, TYPED))


def test_meeting_is_added_corrected_and_removed(team, period, board):
    team.post(f"{ROUND}meetings/add/", {"committee": board.pk, "held_on": "28 September 2022"})
    meeting = Meeting.objects.get()
    assert (meeting.held_on, meeting.papers_due_on) == (date(2022, 9, 28), date(2022, 9, 21))

    team.post(f"{ROUND}meetings/{meeting.pk}/", {"committee": board.pk, "held_on": "October 2022"})
    shown = page(team.get(CHANGE))
    assert "Trust Board, October 2022" in shown
    assert "No day for the papers" in shown

    assert "Remove this meeting?" in page(team.get(f"{ROUND}meetings/{meeting.pk}/remove/"))
    assert "Trust Board removed." in page(team.post(f"{ROUND}meetings/{meeting.pk}/remove/", follow=True))
    assert Meeting.objects.count() == 0


@pytest.mark.parametrize(
    ("held_on", "sentence"),
    [
        ("", "Enter the date of the meeting"),
        ("soon", "Enter a date like 30 March 2022, or a month"),
        ("28 September 1922", "enter a year from 2000 to 2099"),
        ("September 1922", "Enter a date like 30 March 2022, or a month"),
    ],
)
def test_meeting_asks_when_it_is(team, period, board, held_on, sentence):
    assert sentence in page(team.post(f"{ROUND}meetings/add/", {"committee": board.pk, "held_on": held_on}))
    assert Meeting.objects.count() == 0


def test_meeting_of_another_round_is_not_there(team, period):
    other = MeetingFactory(period__strategy=period.strategy, period__month=date(2022, 3, 1))

    assert team.get(f"{ROUND}meetings/{other.pk}/").status_code == 404


def test_round_planned_by_mistake_is_deleted(team, period):
    assert "Delete this round" not in page(team.get(CHANGE))
    ReportingPeriod.objects.update(state="planned")
    assert "Delete this round" in page(team.get(CHANGE))

    assert "Delete the round of September 2022?" in page(team.get(f"{ROUND}delete/"))
    assert "The round of September 2022 is deleted." in page(team.post(f"{ROUND}delete/", follow=True))
    assert ReportingPeriod.objects.count() == 0


def test_round_of_which_something_is_kept_is_not_offered_for_deletion(team, period):
    NarrativePointFactory(period=period)
    ReportingPeriod.objects.update(state="planned")

    assert "Delete this round" not in page(team.get(CHANGE))
    assert "so it stays" in page(team.post(f"{ROUND}delete/"))


@pytest.mark.parametrize("number", [1, 3])
def test_round_change_needs_six_queries(team, period, number, django_assert_num_queries):
    MeetingFactory.create_batch(number, period=period)

    with django_assert_num_queries(6):
        team.get(CHANGE)


@pytest.mark.parametrize(("role", "offered"), [("strategy_team", True), ("reader", False)])
def test_strategy_without_a_round_leads_to_planning_one(client, role, offered):
    strategy = StrategyFactory()
    client.force_login(MembershipFactory(organisation=strategy.organisation, role=role).user)

    shown = client.get("/organisation-1/strategy-1/plan/").content.decode()

    assert ('href="/organisation-1/strategy-1/plan/round/">Plan a round' in shown) is offered
