"""One's own calendar, and its address."""

from datetime import date

import pytest

from commitments.models import Feed
from tests.factories import (
    CommitteeFactory,
    FeedFactory,
    MeetingFactory,
    MembershipFactory,
    ReportingPeriodFactory,
    UserFactory,
)
from tests.pages import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(db):
    """A member of an organisation whose board meets."""
    period = ReportingPeriodFactory(strategy__organisation__short_name="CCC")
    board = CommitteeFactory(organisation=period.strategy.organisation, name="Trust Board")
    MeetingFactory(period=period, committee=board, held_on=date(2022, 9, 28))
    return MembershipFactory(organisation=period.strategy.organisation).user


def test_calendar_is_made_shown_and_withdrawn(client, member):
    client.force_login(member)
    first = page(client.get("/calendar/"))

    made = page(client.post("/calendar/", {"do": "make"}, follow=True))
    secret = Feed.objects.get(user=member).secret
    withdrawn = page(client.post("/calendar/", {"do": "withdraw"}, follow=True))

    assert "Your calendar has no address yet. Make one to see it in Outlook." in " ".join(first.words)
    assert tuple(first.words[-2:]) == ("28 September 2022", "CCC: Trust Board")
    assert f"http://testserver/calendar/{secret}.ics" in "".join(made.words).replace("\u200b", "")
    assert "The address is withdrawn. Nobody can read your calendar by it any more." in withdrawn.words
    assert Feed.objects.count() == 0


def test_calendar_is_not_kept_by_browsers(client, member):
    client.force_login(member)

    assert "no-store" in client.get("/calendar/").headers["Cache-Control"]


def test_calendar_without_entries_says_so(client):
    client.force_login(UserFactory())

    assert "Nothing at present." in page(client.get("/calendar/")).words[-1]


def test_feed_is_read_without_signing_in(client, member):
    feed = FeedFactory(user=member)

    response = client.get(f"/calendar/{feed.secret}.ics")

    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert response.headers["Cache-Control"] == "private, max-age=3600"
    assert b"SUMMARY:CCC: Trust Board\r\n" in response.content
    assert b"DTSTART;VALUE=DATE:20220928\r\n" in response.content
    assert client.head(f"/calendar/{feed.secret}.ics").status_code == 200
    assert client.post(f"/calendar/{feed.secret}.ics").status_code == 405


def test_feed_of_another_person_has_that_persons_days(client, member):
    FeedFactory(user=member)
    stranger = FeedFactory()

    assert b"VEVENT" not in client.get(f"/calendar/{stranger.secret}.ics").content


@pytest.mark.parametrize("secret", ["x", "0" * 43, "%00", "a/b", "x" * 5000])
def test_wrong_address_leads_nowhere(client, secret):
    FeedFactory()

    assert client.get(f"/calendar/{secret}.ics").status_code == 404


def test_address_of_a_closed_account_leads_nowhere(client, member):
    feed = FeedFactory(user=member)
    member.is_active = False
    member.save()

    assert client.get(f"/calendar/{feed.secret}.ics").status_code == 404


def test_withdrawn_address_leads_nowhere(client, member):
    feed = FeedFactory(user=member)
    client.force_login(member)

    client.post("/calendar/", {"do": "make"})

    assert client.get(f"/calendar/{feed.secret}.ics").status_code == 404
