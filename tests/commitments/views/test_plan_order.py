"""The page from which a commitment is changed: its place in the order, and the way to each change."""

import pytest

from commitments.models import Commitment
from tests.factories import (
    CommitmentFactory,
    MembershipFactory,
    PlanChangeFactory,
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
        "Change who supports it": "lead/",
        "Change when it is due": "due/",
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

    with django_assert_num_queries(13):
        team.get(AT)
