"""Planning a round back from its meeting, and giving more time."""

import re
from datetime import date
from urllib.parse import urlencode

import pytest

from commitments.models import Extension, Meeting, ReportingPeriod
from tests.factories import (
    CommitmentFactory,
    CommitteeFactory,
    ExtensionFactory,
    MembershipFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    StrategyFactory,
    UserFactory,
)
from tests.pages import page

pytestmark = pytest.mark.django_db

ADDRESS = "/organisation-1/strategy-1/plan/round/"
EXTEND = "/organisation-1/strategy-1/2022-09/round/extend/"
WORKED_OUT = {
    "opens_on": "1 August 2022",
    "updates_due_on": "30 August 2022",
    "approvals_due_on": "13 September 2022",
    "papers_due_on": "21 September 2022",
}


@pytest.fixture
def strategy(db):
    return StrategyFactory()


@pytest.fixture
def board(strategy):
    return CommitteeFactory(organisation=strategy.organisation, name="Trust Board")


@pytest.fixture
def team(client, strategy):
    client.force_login(MembershipFactory(organisation=strategy.organisation, role="strategy_team").user)
    return client


def for_meeting(board, held_on="28 September 2022", period=""):
    return f"{ADDRESS}?{urlencode({'period': period, 'committee': board.pk, 'held_on': held_on})}"


def boxes(response):
    """What stands in the boxes of a page, by their names."""
    tags = re.findall(r"<input([^>]*)>", response.content.decode())
    return {_part(tag, "name"): _part(tag, "value") for tag in tags if "hidden" not in tag}


def _part(tag, name):
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found[1] if found else ""


def test_round_plan_asks_for_the_meeting_first(team, strategy, board):
    shown = page(team.get(ADDRESS))

    assert (shown.title, "Work out the dates" in shown.words) == ("Plan a round – Strategy Tracker", True)
    assert "A new round" not in shown.words


def test_round_plan_needs_a_committee(team, strategy):
    shown = page(team.get(ADDRESS))

    assert shown.links["Add a committee"] == "/organisation-1/committees/add/"


def test_round_plan_shows_the_dates_that_fall_out(team, strategy, board):
    response = team.get(for_meeting(board))

    assert boxes(response) == {"month": "September 2022"} | WORKED_OUT
    assert "Tuesday, 10 working days before approvals are due." in page(response).words
    assert "Some of these days have passed" in " ".join(page(response).words)


def test_round_plan_says_nothing_of_days_to_come(team, strategy, board):
    response = team.get(for_meeting(board, "28 September 2095"))

    assert "have passed" not in " ".join(page(response).words)


def test_round_plan_makes_a_round_with_the_dates_as_they_were_changed(team, strategy, board):
    response = team.post(
        for_meeting(board),
        {"month": "September 2022"} | WORKED_OUT | {"updates_due_on": "2 September 2022"},
        follow=True,
    )

    made = ReportingPeriod.objects.get()
    assert response.redirect_chain == [("/organisation-1/strategy-1/september-2022/round/", 302)]
    assert "The round of September 2022 is planned." in " ".join(page(response).words)
    assert (made.opens_on, made.updates_due_on) == (date(2022, 8, 1), date(2022, 9, 2))
    assert Meeting.objects.get().papers_due_on == date(2022, 9, 21)


def test_round_plan_changes_a_planned_round(team, strategy, board):
    planned = ReportingPeriodFactory(strategy=strategy, month=date(2022, 9, 1))

    response = team.get(for_meeting(board, period=planned.slug))
    team.post(for_meeting(board, period=planned.slug), WORKED_OUT)

    assert boxes(response) == WORKED_OUT
    assert page(response).title == "Dates of the round of September 2022 – Strategy Tracker"
    planned.refresh_from_db()
    assert (planned.updates_due_on, ReportingPeriod.objects.count()) == (date(2022, 8, 30), 1)


def test_round_plan_offers_the_round_of_the_address(team, strategy, board):
    ReportingPeriodFactory(strategy=strategy, month=date(2022, 9, 1))

    text = team.get(f"{ADDRESS}?period=2022-09").content.decode()

    assert '<option value="2022-09" selected>September 2022</option>' in text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("committee=&held_on=", "Choose the committee"),
        ("committee=999&held_on=1+May+2022", "Choose a committee from the list"),
        ("committee={board}&held_on=soon", "When does it meet?: enter a date like 30 March 2022"),
        ("committee={board}&held_on=1+May+2022&period=lost", "Choose a round that is planned, or a new one"),
        ("committee=%00&held_on=%00", "Null characters are not allowed."),
    ],
)
def test_round_plan_says_what_is_wrong_with_a_meeting(team, strategy, board, query, sentence):
    response = team.get(f"{ADDRESS}?{query.format(board=board.pk)}")

    assert page(response).title == "Error: Plan a round – Strategy Tracker"
    assert sentence in page(response).words


def test_round_plan_says_what_is_wrong_with_the_dates(team, strategy, board):
    typed = {"month": "September 2022"} | WORKED_OUT
    unread = team.post(for_meeting(board), typed | {"opens_on": "soon"})
    refused = team.post(for_meeting(board), typed | {"approvals_due_on": "1 August 2022"})

    assert "The round opens on: enter a date like 30 March 2022" in page(unread).words
    assert boxes(unread)["opens_on"] == "soon"
    assert "Approvals are due before updates are." in " ".join(page(refused).words)
    assert ReportingPeriod.objects.count() == 0


def test_round_plan_is_for_the_strategy_team(client, strategy, board):
    for user, status in (
        (MembershipFactory(organisation=strategy.organisation, role="board_secretary").user, 403),
        (UserFactory(), 404),
    ):
        client.force_login(user)
        assert (client.get(ADDRESS).status_code, client.post(for_meeting(board)).status_code) == (status, status)


@pytest.fixture
def opened(strategy):
    return ReportingPeriodFactory(
        strategy=strategy, state="open", month=date(2022, 9, 1), updates_due_on=date(2022, 8, 30)
    )


def owed(period, ref="BD-01"):
    commitment = CommitmentFactory(priority=PriorityFactory(strategy=period.strategy), ref=ref)
    StatusUpdateFactory(commitment=commitment, period=period)
    return commitment


def test_round_extend_gives_everybody_more_time(team, opened):
    assert boxes(team.get(EXTEND)) == {"updates_due_on": "30 August 2022", "approvals_due_on": ""}

    response = team.post(
        EXTEND, {"do": "all", "updates_due_on": "6 September 2022", "approvals_due_on": ""}, follow=True
    )

    assert "Updates for September 2022 are now due on 6 September 2022." in page(response).words
    opened.refresh_from_db()
    assert opened.updates_due_on == date(2022, 9, 6)


def test_round_extend_gives_one_commitment_more_time(team, opened):
    commitment = owed(opened)
    typed = {"do": "one", "commitment": "BD-01", "due_on": "9 September 2022", "reason": "On leave"}

    response = team.post(EXTEND, typed, follow=True)

    assert "The update of BD-01 is now due on 9 September 2022." in page(response).words
    assert Extension.objects.get().commitment == commitment


def test_round_extend_lists_what_was_put_off(team, opened):
    ExtensionFactory(period=opened, commitment=owed(opened), due_on=date(2022, 9, 9), reason="On leave")

    words = page(team.get(EXTEND)).words

    assert tuple(words[words.index("BD-01: 9 September 2022.") :][:2]) == ("BD-01: 9 September 2022.", "On leave")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"do": "all", "updates_due_on": "", "approvals_due_on": ""}, "Enter the day by which updates are due"),
        ({"do": "all", "updates_due_on": "30 August 2022"}, "These are the dates of the round already."),
        ({"do": "one", "commitment": "", "due_on": "", "reason": ""}, "Choose the update"),
        ({"do": "one", "commitment": "BD-99", "due_on": "", "reason": ""}, "Choose an update from the list"),
        (
            {"do": "one", "commitment": "BD-01", "due_on": "30 August 2022", "reason": "Ill"},
            "Choose a day after 30 August 2022, when all updates are due.",
        ),
    ],
)
def test_round_extend_says_what_is_wrong(team, opened, typed, sentence):
    owed(opened)

    response = team.post(EXTEND, typed)

    assert (response.status_code, page(response).title) == (
        200,
        "Error: More time for the round of September 2022 – Strategy Tracker",
    )
    assert sentence in page(response).words


def test_round_extend_of_a_closed_round_says_so(team, opened):
    ReportingPeriod.objects.update(state="closed")

    assert "This round is closed. Only an open one can be given more time." in page(team.get(EXTEND)).words
