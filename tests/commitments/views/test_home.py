"""The first page, and the list of strategies."""

from datetime import date

import pytest

from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PostFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StrategyFactory,
    UserFactory,
)
from tests.pages import page

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert('x')</script> {{ 7*7 }} \"quoted\" & more"


@pytest.mark.parametrize(
    ("states", "slug"),
    [
        (["closed", "open", "planned"], "2022-02"),
        (["closed", "planned"], "2022-01"),
        (["planned", "planned"], "2022-02"),
    ],
)
def test_home_with_one_strategy_is_the_dashboard_of_its_current_period(reader, states, slug):
    strategy = StrategyFactory()
    for state in states:
        ReportingPeriodFactory(strategy=strategy, state=state)

    assert reader.get("/").url == f"/organisation-1/strategy-1/{slug}/"


def test_home_of_the_board_secretary_is_the_report_desk(client):
    period = ReportingPeriodFactory()
    client.force_login(MembershipFactory(organisation=period.strategy.organisation, role="board_secretary").user)

    assert client.get("/").url == "/organisation-1/strategy-1/2022-01/desk/"


def test_home_with_several_strategies_is_their_list(reader):
    for _ in range(2):
        ReportingPeriodFactory()

    assert page(reader.get("/")).words[0] == "Strategies"


def test_home_with_a_strategy_that_has_no_period_is_the_list(reader):
    StrategyFactory(title="Plan")

    assert page(reader.get("/")).words == ["Strategies", "Organisation 1", "Plan", "No reporting periods yet."]


def test_home_of_a_member_of_an_organisation_without_a_strategy_says_who_brings_one_in(reader):
    OrganisationFactory()

    assert page(reader.get("/")).words == [
        "Strategies",
        "No strategy is kept here yet. The strategy team brings one in from a plan workbook.",
    ]


def test_home_of_somebody_without_a_role_says_whom_to_ask(client):
    StrategyFactory()
    client.force_login(UserFactory())

    assert page(client.get("/")).words == [
        "Strategies",
        "You are not a member of any organisation here yet. Ask your administrator for a role.",
    ]


def test_home_asks_who_is_there(client):
    assert client.get("/").url == "/account/sign-in/?next=/"


def test_strategies_show_their_plan_and_their_periods_the_latest_first(reader):
    strategy = StrategyFactory(
        organisation__name="Sand Hills Trust", organisation__short_name="SHT", title="Plan 2021-2025"
    )
    for month, state in [(6, "closed"), (3, "open"), (9, "planned")]:
        ReportingPeriodFactory(strategy=strategy, month=date(2022, month, 1), state=state)

    shown = page(reader.get("/strategies/"))

    assert shown.title == "Strategies – Strategy Tracker"
    assert shown.words == [
        "Strategies",
        "Sand Hills Trust",
        "Plan 2021-2025",
        *("September 2022", "of Plan 2021-2025, SHT", "(planned)"),
        *("June 2022", "of Plan 2021-2025, SHT"),
        *("March 2022", "of Plan 2021-2025, SHT", "(open)"),
    ]
    assert shown.links == {
        "Plan 2021-2025": "/organisation-1/strategy-1/plan/",
        "September 2022 of Plan 2021-2025, SHT": "/organisation-1/strategy-1/2022-09/",
        "June 2022 of Plan 2021-2025, SHT": "/organisation-1/strategy-1/2022-06/",
        "March 2022 of Plan 2021-2025, SHT": "/organisation-1/strategy-1/2022-03/",
    }


def test_strategies_show_people_and_posts_to_administrators_alone(client):
    organisation = OrganisationFactory(name="Sand Hills Trust")
    member = MembershipFactory(organisation=organisation, role="administrator")
    PostFactory(holder=member.user)
    client.force_login(member.user)

    assert page(client.get("/strategies/")).links == {
        "People of Sand Hills Trust": "/organisation-1/people/",
        "Posts of Sand Hills Trust": "/organisation-1/posts/",
    }


def test_strategies_are_those_that_one_may_read(client):
    post = PostFactory(organisation=StrategyFactory(title="Ours").organisation, deputy=UserFactory())
    StrategyFactory(title="Another’s")
    client.force_login(post.deputy)

    assert page(client.get("/strategies/")).words[:3] == ["Strategies", "Organisation 1", "Ours"]
    assert "Another’s" not in page(client.get("/strategies/")).words


def test_strategies_say_what_is_illustrative(reader):
    StrategyFactory(illustrative="The ratings are illustrative.")

    assert "The ratings are illustrative." in page(reader.get("/strategies/")).words


def test_strategies_stand_newest_first_and_those_of_unknown_age_last(reader):
    organisation = OrganisationFactory()
    for title, starts_on in [("B", None), ("Old", date(2016, 1, 1)), ("A", None), ("New", date(2021, 1, 1))]:
        StrategyFactory(organisation=organisation, title=title, starts_on=starts_on)

    assert list(page(reader.get("/strategies/")).links) == ["New", "Old", "A", "B"]


def test_strategies_show_hostile_text_as_text(reader):
    organisation = OrganisationFactory(name=HOSTILE, short_name=HOSTILE[:50])
    strategy = StrategyFactory(organisation=organisation, title=HOSTILE, illustrative=HOSTILE)
    ReportingPeriodFactory(strategy=strategy, label=HOSTILE[:60])

    response = reader.get("/strategies/")

    assert b"<script>" not in response.content
    assert page(response).words.count(HOSTILE) == 4  # organisation, strategy, what is illustrative, period


@pytest.mark.parametrize("address", ["/", "/strategies/"])
def test_first_pages_answer_head_and_refuse_post(reader, address):
    StrategyFactory()

    assert (reader.head(address).status_code, reader.head(address).content) == (200, b"")
    assert reader.post(address).status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_strategies_need_six_queries(reader, number, django_assert_num_queries):
    for _ in range(number):
        strategy = PriorityFactory().strategy
        ReportingPeriodFactory.create_batch(number, strategy=strategy)

    with django_assert_num_queries(6):
        shown = page(reader.get("/strategies/"))

    assert len(shown.links) == number + number * number
