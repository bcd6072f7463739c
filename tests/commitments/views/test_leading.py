"""The pages on which a commitment gets other posts or another due date."""

from datetime import date

import pytest

from commitments.models import Commitment
from tests.factories import (
    CommitmentFactory,
    MembershipFactory,
    PostFactory,
    ReportingPeriodFactory,
    UserFactory,
)
from tests.pages import page

pytestmark = pytest.mark.django_db

AT = "/organisation-1/strategy-1/plan/change/BD-02/"


@pytest.fixture
def commitment():
    return CommitmentFactory(ref="BD-02")


@pytest.fixture
def team(client, commitment):
    user = UserFactory(name="Sam")
    MembershipFactory(user=user, organisation=commitment.strategy.organisation, role="strategy_team")
    client.force_login(user)
    return client


def post(commitment, title, **given):
    return PostFactory(organisation=commitment.strategy.organisation, title=title, **given)


def typed_of(**given):
    """What the page sends where nobody led or supported it."""
    return {"shown_lead": "", "shown_supporting": ""} | given


def test_commitment_lead_gives_it_to_other_posts_and_its_history_says_so(team, commitment):
    nurse, dean = post(commitment, "Chief Nurse"), post(commitment, "Dean", holder=UserFactory())

    response = team.post(
        f"{AT}lead/", typed_of(lead=nurse.pk, supporting=[dean.pk], reason="The Dean helps"), follow=True
    )

    words = page(response).words
    assert response.redirect_chain == [(AT, 302)]
    assert "Chief Nurse leads BD-02. It is supported by: Dean." in words
    assert words[words.index("Lead") + 1] == "Chief Nurse (nobody holds this post)"
    assert words[words.index("Supported by") + 1] == "Dean"
    assert words[words.index("History of its posts, date and order") + 1].startswith("Changed by Sam on")
    assert "Lead: Chief Nurse. Supported by: Dean. Why: The Dean helps." in words
    ReportingPeriodFactory(strategy=commitment.strategy)
    read = page(team.get("/organisation-1/strategy-1/2022-01/commitments/BD-02/")).words
    assert (
        read[read.index("Changes of its lead, support and date") + 2]
        == "Lead: Chief Nurse. Supported by: Dean. Why: The Dean helps."
    )


def test_commitment_lead_says_which_posts_nobody_holds(team, commitment):
    post(commitment, "Chief Nurse")
    post(commitment, "Dean", holder=UserFactory())
    post(commitment, "Editor", holder=UserFactory(is_active=False))
    PostFactory(title="Of another organisation")

    words = page(team.get(f"{AT}lead/")).words

    start = words.index("No post")
    posts = ["Chief Nurse (nobody holds this post)", "Dean", "Editor (nobody holds this post)"]
    assert words[start + 1 : start + 4] == posts
    assert words[words.index("Supported by") + 2 :][:3] == posts
    assert "Of another organisation" not in words


def test_commitment_lead_of_a_stale_page_keeps_what_was_typed_and_can_be_sent_again(team, commitment):
    nurse, dean = post(commitment, "Chief Nurse"), post(commitment, "Dean")
    Commitment.objects.update(lead=nurse)
    typed = typed_of(lead="", supporting=[dean.pk], reason="She left")

    response = team.post(f"{AT}lead/", typed)

    html = response.content.decode()
    assert any("It says now: Lead: “Chief Nurse”." in words for words in page(response).words)
    assert 'name="shown_lead" value="Chief Nurse"' in html
    assert "She left" in page(response).words
    assert html.count(" checked") == 1
    assert Commitment.objects.get().lead == nurse
    team.post(f"{AT}lead/", typed | {"shown_lead": "Chief Nurse"})
    now = Commitment.objects.get()
    assert (now.lead, list(now.supporting.all())) == (None, [dean])


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"lead": "999"}, "Choose from the list"),
        ({"supporting": ["999"]}, "Choose from the posts that are listed"),
        ({"reason": "x" * 2001}, "Reason must be 2,000 characters or fewer. This has 2,001"),
    ],
)
def test_commitment_lead_says_what_is_wrong(team, commitment, given, sentence):
    response = team.post(f"{AT}lead/", typed_of(**given))

    assert page(response).title == "Error: Change who leads and supports BD-02 – Strategy Tracker"
    assert sentence in page(response).words


def test_commitment_due_changes_it_and_its_history_says_so(team, commitment):
    Commitment.objects.update(due_on=date(2022, 3, 1), due_precision="month", due_words="Mar 22")
    assert 'value="Mar 22"' in team.get(f"{AT}due/").content.decode()

    response = team.post(
        f"{AT}due/", {"due": "Q1 2026/27", "shown_due": "Mar 22", "reason": "The builder is late"}, follow=True
    )

    words = page(response).words
    assert response.redirect_chain == [(AT, 302)]
    assert "Saved. When BD-02 is due: Quarter 1 2026/27 (April to June 2026)." in words
    assert (
        "Due: “March 2022” became “Quarter 1 2026/27 (April to June 2026)”. "
        "As the plan says it: “Mar 22” became “Q1 2026/27”. Why: The builder is late." in words
    )


def test_commitment_due_shows_a_date_whose_words_are_no_date_in_words_that_are(team, commitment):
    Commitment.objects.update(due_on=date(2022, 4, 1), due_precision="quarter", due_words="in the spring")

    assert 'name="due" type="text" value="Quarter 1 2022/23"' in team.get(f"{AT}due/").content.decode()


def test_commitment_due_can_be_not_known(team, commitment):
    Commitment.objects.update(due_precision="ongoing", due_words="ongoing")

    response = team.post(f"{AT}due/", {"due": "\u2028", "shown_due": "ongoing"}, follow=True)

    assert "Saved. When BD-02 is due: not known." in page(response).words
    assert Commitment.objects.get().due is None


@pytest.mark.parametrize(
    "typed", ["soon", "31 February 2027", "Q5 2026/27", "2026/29", "9999/00", "99999", "0000", "-", "1/1/1", "x" * 60]
)
def test_commitment_due_refuses_what_is_no_date_and_keeps_it(team, commitment, typed):
    response = team.post(f"{AT}due/", {"due": typed, "shown_due": "", "reason": "Mine"})

    assert "Enter a date like 31 March 2027, March 2027, Q1 2026/27, 2027, 2026/27 or ongoing" in page(response).words
    assert page(response).title == "Error: Change when BD-02 is due – Strategy Tracker"
    assert f'value="{typed}"' in response.content.decode()
    assert "Mine" in page(response).words


@pytest.mark.parametrize("typed", ["9999-12-31", "December 9999", "0001-01-01", "2999", "8999/00", "q4 8999/9000"])
def test_commitment_due_at_the_ends_of_the_calendar_breaks_no_page(team, commitment, typed):
    ReportingPeriodFactory(strategy=commitment.strategy, state="open")

    team.post(f"{AT}due/", {"due": typed, "shown_due": ""})

    assert Commitment.objects.get().due is not None
    for path in (AT, f"{AT}due/", f"{AT}../../", "/organisation-1/strategy-1/2022-01/commitments/BD-02/"):
        assert team.get(path.replace("change/BD-02/../../", "")).status_code == 200
    for path in ("", "register/?overdue=yes", "register.csv", "report/"):
        assert team.get(f"/organisation-1/strategy-1/2022-01/{path}").status_code == 200
