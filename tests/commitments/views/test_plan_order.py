"""The page from which a commitment is changed: its place in the order, and who leads it."""

import pytest

from commitments.models import Commitment
from tests.factories import (
    CommitmentFactory,
    MembershipFactory,
    PlanChangeFactory,
    PostFactory,
    PriorityFactory,
    UserFactory,
)
from tests.pages import page

pytestmark = pytest.mark.django_db

AT = "/organisation-1/strategy-1/plan/change/BD-02/"


@pytest.fixture
def priority():
    return PriorityFactory(name="Be digital")


@pytest.fixture
def team(client, priority):
    user = UserFactory()
    MembershipFactory(user=user, organisation=priority.strategy.organisation, role="strategy_team")
    client.force_login(user)
    return client


@pytest.fixture
def three(priority):
    return [
        CommitmentFactory(priority=priority, ref=f"BD-0{number}", wording=f"Promise {number}", position=number)
        for number in (1, 2, 3)
    ]


def refs():
    return [each.ref for each in Commitment.objects.in_report_order()]


@pytest.mark.parametrize(("way", "after"), [("up", ["BD-02", "BD-01", "BD-03"]), ("down", ["BD-01", "BD-03", "BD-02"])])
def test_commitment_change_moves_it_up_and_down(team, three, way, after):
    response = team.post(AT, {"do": way}, follow=True)

    assert response.redirect_chain == [(AT, 302)]
    assert f"BD-02 was moved {way}." in page(response).words
    assert refs() == after


def test_commitment_change_offers_no_way_beyond_the_ends(team, three):
    def ways(ref):
        words = page(team.get(AT.replace("BD-02", ref))).words
        return [way for way in ("up", "down") if f"Move {ref} {way}" in words]

    assert [ways(each.ref) for each in three] == [["down"], ["up", "down"], ["up"]]


def test_commitment_change_says_so_where_it_is_first_already(team, three):
    response = team.post(AT.replace("BD-02", "BD-01"), {"do": "up"})

    assert "BD-01 is first already." in page(response).words
    assert page(response).title == "Error: Change BD-01 – Strategy Tracker"
    assert refs() == ["BD-01", "BD-02", "BD-03"]


def test_commitment_change_shows_what_it_is_and_the_way_to_each_change(team, three):
    shown = page(team.get(AT))

    assert shown.words[:11] == [
        *("Strategy 1", "Change BD-02", "Words", "Promise 2", "Change", "words"),
        *("Place", "Be digital", "Change", "place", "Lead"),
    ]
    assert {text: link.removeprefix(AT) for text, link in shown.links.items()} == {
        "Change words": "reword/",
        "Change place": "move/",
        "Change lead": "lead/",
        "Merge it into another": "merge/",
        "Stop it": "stop/",
        "Back to the plan": "/organisation-1/strategy-1/plan/#bd-02",
    }


@pytest.mark.parametrize("number", [1, 3])
def test_commitment_change_needs_as_many_queries_whatever_stands_beside_it(
    team, priority, number, django_assert_num_queries
):
    row = CommitmentFactory(priority=priority, ref="BD-02")
    PlanChangeFactory(commitment=row, old="A", new="B")
    for _ in range(number):
        CommitmentFactory(priority=priority)

    with django_assert_num_queries(11):
        team.get(AT)


def test_commitment_lead_gives_it_to_another_post(team, three):
    lead = PostFactory(organisation=three[0].strategy.organisation, title="Chief Nurse")

    response = team.post(f"{AT}lead/", {"lead": lead.pk, "shown_lead": ""}, follow=True)

    assert "Chief Nurse leads BD-02." in page(response).words
    assert "Chief Nurse (nobody holds this post)" in page(response).words
    assert Commitment.objects.get(ref="BD-02").lead == lead


def test_commitment_lead_says_which_posts_nobody_holds(team, three):
    organisation = three[0].strategy.organisation
    PostFactory(organisation=organisation, title="Chief Nurse")
    PostFactory(organisation=organisation, title="Dean", holder=UserFactory())
    PostFactory(title="Of another organisation")

    words = page(team.get(f"{AT}lead/")).words

    assert words[words.index("Lead") + 1 :][:3] == ["No post", "Chief Nurse (nobody holds this post)", "Dean"]
    assert "Of another organisation" not in words


def test_commitment_lead_of_a_stale_page_is_refused(team, three):
    lead = PostFactory(organisation=three[0].strategy.organisation, title="Chief Nurse")
    Commitment.objects.update(lead=lead)

    response = team.post(f"{AT}lead/", {"lead": "", "shown_lead": "999"})

    assert "Somebody else has changed this meanwhile: Chief Nurse leads BD-02 now." in page(response).words
    assert Commitment.objects.get(ref="BD-02").lead == lead
