"""The pages of a round."""

from datetime import date

import pytest

from commitments.models import ReportingPeriod, StatusUpdate
from tests.factories import (
    ApprovedUpdateFactory,
    AuditEventFactory,
    CommitmentFactory,
    MeetingFactory,
    MembershipFactory,
    PostFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    SubmittedUpdateFactory,
    UserFactory,
)
from tests.pages import page

pytestmark = pytest.mark.django_db

ADDRESS = "/organisation-1/strategy-1/2022-09/round/"
HOSTILE = "<script>alert('x')</script> {{ 7*7 }}"


@pytest.fixture
def period(db):
    return ReportingPeriodFactory(state="open", month=date(2022, 9, 1), updates_due_on=date(2022, 9, 5))


@pytest.fixture
def team(client, period):
    client.force_login(signed_in_as(period, "strategy_team"))
    return client


def signed_in_as(period, role):
    return MembershipFactory(organisation=period.strategy.organisation, role=role, user__name="Sam").user


def row(period, ref, priority=None, factory=StatusUpdateFactory, **fields):
    priority = priority or PriorityFactory(strategy=period.strategy)
    commitment = CommitmentFactory(priority=priority, ref=ref, wording=f"Promise {ref}", **fields)
    return factory(commitment=commitment, period=period) if factory else commitment


def refs(response):
    return [words for words in page(response).links if words.startswith("BD-")]


def test_round_shows_who_owes_what(team, period):
    priority = PriorityFactory(strategy=period.strategy, name="Be digital")
    post = PostFactory(title="Director of Digital", holder=UserFactory(name="Mei Chen"))
    row(period, "BD-01", priority, lead=post)
    row(period, "BD-02", priority, ApprovedUpdateFactory, lead=PostFactory(title="Vacant"))

    shown = page(team.get(ADDRESS))

    assert shown.title == "Round of September 2022 – Strategy Tracker"
    words = shown.words
    assert words[words.index("BD-01") : words.index("BD-02")] == [
        *("BD-01", "Promise BD-01", "Lead", "Director of Digital", "Mei Chen", "Update", "Not started", "Due"),
        *(words[words.index("BD-01") + 8], "Last change", "None yet", "Commitment"),
    ]
    assert words[words.index("BD-01") + 8].startswith("Late by ")
    assert words[words.index("BD-02") :][:10] == [
        *("BD-02", "Promise BD-02", "Lead", "Vacant", "Nobody holds this post", "Update", "Approved", "Due", "–"),
        "Nothing is owed",
    ]
    assert shown.links["BD-01"] == "/organisation-1/strategy-1/2022-09/updates/BD-01/"


@pytest.mark.parametrize("role", ["strategy_team", "board_secretary", "executive"])
def test_round_leads_to_updates_only_those_who_may_read_drafts(client, period, role):
    row(period, "BD-01")
    client.force_login(signed_in_as(period, role))

    page_of = {"executive": "commitments"}.get(role, "updates")
    assert page(client.get(ADDRESS)).links["BD-01"] == f"/organisation-1/strategy-1/2022-09/{page_of}/BD-01/"


BUTTONS = {
    "planned": ["Open the round", "Plan it back from a meeting", "Correct its days and meetings", "Plan another round"],
    "open": [
        "Remind those who owe",
        "Give more time",
        "Close the round",
        "Undo the opening",
        "Correct its days and meetings",
        "Plan another round",
    ],
    "closed": ["Open the round again", "Correct its days and meetings", "Plan another round"],
}


@pytest.mark.parametrize("state", BUTTONS)
@pytest.mark.parametrize("role", ["strategy_team", "board_secretary"])
def test_round_offers_what_can_be_done_to_who_may_do_it(client, period, state, role):
    period.state = state
    period.save()
    client.force_login(signed_in_as(period, role))

    links = page(client.get(ADDRESS)).links

    every = {button for buttons in BUTTONS.values() for button in buttons}
    assert [link for link in links if link in every] == (BUTTONS[state] if role == "strategy_team" else [])


def test_round_without_commitments_says_so(team):
    assert "No commitments stand in the plan for this round yet." in page(team.get(ADDRESS)).words


def test_round_says_that_drafts_are_missing(team, period):
    row(period, "BD-01", factory=None)

    shown = page(team.get(ADDRESS))

    assert "1 of the updates that are owed has no draft yet." in shown.words
    assert shown.links["Make the drafts"] == f"{ADDRESS}open/"
    assert shown.links["BD-01"] == "/organisation-1/strategy-1/2022-09/commitments/BD-01/"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["BD-01", "BD-02", "BD-03"]),
        ("state=not_started", ["BD-01"]),
        ("state=submitted", ["BD-03"]),
        ("late=on", ["BD-01", "BD-02"]),
        ("post=none", ["BD-02", "BD-03"]),
        ("post={post}", ["BD-01"]),
        ("priority={priority}", ["BD-03"]),
        ("priority={priority}&late=on", []),
    ],
)
def test_round_is_narrowed_down(team, period, asked, found):
    post = PostFactory(holder=UserFactory())
    priority = PriorityFactory(strategy=period.strategy)
    row(period, "BD-01", lead=post)
    StatusUpdate.objects.filter(pk=row(period, "BD-02", lead=PostFactory()).pk).update(revision=2)
    row(period, "BD-03", priority, SubmittedUpdateFactory)

    response = team.get(f"{ADDRESS}?{asked.format(post=post.pk, priority=priority.pk)}")

    assert (response.status_code, sorted(refs(response))) == (200, found)
    assert f"{len(found)} of 3 commitments." in page(response).words
    assert ("Nothing is as you asked." in page(response).words) is (not found)


@pytest.mark.parametrize("asked", ["priority=9999", "state=lost", "post=%00", "priority=" + "9" * 5000])
def test_round_says_what_it_can_not_be_narrowed_down_by(team, period, asked):
    row(period, "BD-01")

    response = team.get(f"{ADDRESS}?{asked}")

    assert (response.status_code, refs(response)) == (400, ["BD-01"])
    assert page(response).title == "Error: Round of September 2022 – Strategy Tracker"


def test_round_shows_hostile_text_as_text(team, period):
    priority = PriorityFactory(strategy=period.strategy, name=HOSTILE)
    post = PostFactory(title=HOSTILE, holder=UserFactory(name=HOSTILE))
    CommitmentFactory(priority=priority, ref='"><b>', wording=HOSTILE, lead=post)

    text = team.get(ADDRESS).content.decode()

    assert ("<script>" in text, "<b>" in text) == (False, False)


@pytest.mark.parametrize("number", [1, 3, 93])
def test_round_needs_nine_queries(team, period, number, django_assert_num_queries):
    for place in range(number):
        post = PostFactory(organisation=period.strategy.organisation, holder=UserFactory(), deputy=UserFactory())
        update = row(period, f"BD-{place}", lead=post)
        AuditEventFactory(thing="statusupdate", thing_id=update.pk)
        MeetingFactory(period=period)

    with django_assert_num_queries(9):
        response = team.get(ADDRESS)

    assert len(refs(response)) == number


@pytest.mark.parametrize("name", ["", "open/", "close/", "extend/", "reminders/"])
@pytest.mark.parametrize(("role", "status"), [("reader", 403), (None, 404)])
def test_pages_of_a_round_are_not_for_others(client, period, name, role, status):
    client.force_login(signed_in_as(period, role) if role else UserFactory())

    assert client.get(f"{ADDRESS}{name}").status_code == status
    if name:
        assert client.post(f"{ADDRESS}{name}").status_code == status


@pytest.mark.parametrize("name", ["open/", "close/", "extend/", "reminders/"])
def test_secretary_follows_a_round_and_runs_none(client, period, name):
    client.force_login(signed_in_as(period, "board_secretary"))

    assert client.get(ADDRESS).status_code == 200
    assert client.post(f"{ADDRESS}{name}").status_code == 403


def test_round_open_makes_the_drafts_and_says_how_many(team, period):
    period.state = "planned"
    period.save()
    row(period, "BD-01", factory=None)
    assert "1 update is owed. Each gets an empty draft" in " ".join(page(team.get(f"{ADDRESS}open/")).words)

    response = team.post(f"{ADDRESS}open/", {"do": "open"}, follow=True)

    assert response.redirect_chain == [(ADDRESS, 302)]
    assert "The round of September 2022 is open. 1 update is owed." in page(response).words
    assert StatusUpdate.objects.count() == 1


def test_round_open_asks_first_for_a_due_day(team, period):
    ReportingPeriod.objects.update(state="planned", updates_due_on=None)

    shown = page(team.get(f"{ADDRESS}open/"))
    response = team.post(f"{ADDRESS}open/", {"do": "open"})

    assert shown.links["plan the dates of the round"] == "/organisation-1/strategy-1/plan/round/?period=2022-09"
    assert response.status_code == 200
    assert "Say by when updates are due before you open the round." in page(response).words


def test_round_open_opens_a_closed_round_again(team, period):
    ReportingPeriod.objects.update(state="closed")
    row(period, "BD-01", factory=None)

    shown = page(team.get(f"{ADDRESS}open/"))
    response = team.post(f"{ADDRESS}open/", {"do": "open"}, follow=True)

    assert "1 empty draft is made for updates that are owed and missing" in " ".join(shown.words)
    assert "The round of September 2022 is open again. 1 update is owed." in page(response).words


def test_round_open_makes_drafts_that_are_missing(team, period):
    row(period, "BD-01", factory=None)

    response = team.post(f"{ADDRESS}open/", {"do": "drafts"}, follow=True)

    assert "1 draft made." in page(response).words


def test_round_open_undoes_an_opening_in_which_nobody_wrote(team, period):
    row(period, "BD-01")
    assert "Undo the opening" in page(team.get(f"{ADDRESS}open/")).words

    response = team.post(f"{ADDRESS}open/", {"do": "undo"}, follow=True)

    assert "The opening of September 2022 is undone." in " ".join(page(response).words)
    assert ReportingPeriod.objects.get().state == "planned"


def test_round_open_does_not_undo_what_somebody_wrote(team, period):
    row(period, "BD-01", factory=SubmittedUpdateFactory)

    shown = page(team.get(f"{ADDRESS}open/"))
    response = team.post(f"{ADDRESS}open/", {"do": "undo"})

    assert shown.links["close the round"] == f"{ADDRESS}close/"
    assert "1 update has been begun already." in " ".join(page(response).words)
    assert page(response).title == "Error: The opening of September 2022 – Strategy Tracker"


def test_round_close_says_what_is_left_and_asks_for_a_tick(team, period):
    row(period, "BD-01")

    first = page(team.get(f"{ADDRESS}close/"))
    refused = page(team.post(f"{ADDRESS}close/"))
    closed = page(team.post(f"{ADDRESS}close/", {"sure": "on"}, follow=True))

    assert "1 update is not submitted." in first.words
    assert refused.title.startswith("Error: ")
    assert "The round of September 2022 is closed. Nobody can write in it any more." in closed.words


def test_round_close_asks_for_nothing_where_nothing_is_left(team, period):
    assert "Close the round all the same" not in page(team.get(f"{ADDRESS}close/")).words

    team.post(f"{ADDRESS}close/")

    assert ReportingPeriod.objects.get().state == "closed"
