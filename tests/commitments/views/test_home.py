"""The first page: the strategies that are kept here, and their reports."""

from datetime import date

import pytest

from tests.factories import OrganisationFactory, PriorityFactory, ReportingPeriodFactory, StrategyFactory
from tests.pages import page

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert('x')</script> {{ 7*7 }} \"quoted\" & more"


def test_home_without_a_strategy_says_how_to_bring_one_in(client):
    response = client.get("/")

    assert response.status_code == 200
    assert page(response).words == [
        "Strategies",
        "No strategy is kept here yet. Bring one in with",
        "manage.py import_plan FILE.xlsx",
        ".",
    ]


def test_home_shows_a_strategy_with_its_plan_and_its_reports_the_latest_first(client):
    strategy = StrategyFactory(
        organisation__name="Sand Hills Trust",
        organisation__short_name="SHT",
        title="Plan 2021-2025",
        report_title="Review",
    )
    for month, state in [(6, "closed"), (3, "open"), (9, "planned")]:
        ReportingPeriodFactory(strategy=strategy, month=date(2022, month, 1), state=state)

    shown = page(client.get("/"))

    assert shown.title == "Strategies – Strategy Tracker"
    assert shown.words == [
        "Strategies",
        "Sand Hills Trust",
        "Plan 2021-2025",
        "Reports",
        "Review, September 2022",
        "of SHT",
        "(planned)",
        "Review, June 2022",
        "of SHT",
        "Review, March 2022",
        "of SHT",
        "(open)",
    ]
    assert shown.links == {
        "Plan 2021-2025": "/organisation-1/strategy-1/plan/",
        "Review, September 2022 of SHT": "/organisation-1/strategy-1/2022-09/report/",
        "Review, June 2022 of SHT": "/organisation-1/strategy-1/2022-06/report/",
        "Review, March 2022 of SHT": "/organisation-1/strategy-1/2022-03/report/",
    }


def test_home_says_that_a_strategy_has_no_periods(client):
    StrategyFactory(title="Plan")

    assert page(client.get("/")).words == [
        "Strategies",
        "Organisation 1",
        "Plan",
        "Reports",
        "No reporting periods yet.",
    ]


def test_home_says_what_is_illustrative(client):
    StrategyFactory(illustrative="The ratings are illustrative.")

    assert "The ratings are illustrative." in page(client.get("/")).words


def test_home_shows_the_newest_strategy_first_and_those_of_unknown_age_last(client):
    organisation = OrganisationFactory()
    for title, starts_on in [("B", None), ("Old", date(2016, 1, 1)), ("A", None), ("New", date(2021, 1, 1))]:
        StrategyFactory(organisation=organisation, title=title, starts_on=starts_on)

    assert list(page(client.get("/")).links) == ["New", "Old", "A", "B"]


def test_home_shows_hostile_text_as_text(client):
    organisation = OrganisationFactory(name=HOSTILE, short_name=HOSTILE[:50])
    strategy = StrategyFactory(organisation=organisation, title=HOSTILE, report_title=HOSTILE, illustrative=HOSTILE)
    ReportingPeriodFactory(strategy=strategy, label=HOSTILE[:60])

    response = client.get("/")

    assert b"<script>" not in response.content
    assert page(response).words.count(HOSTILE) == 3
    assert f"{HOSTILE}, {HOSTILE[:60]}" in page(response).words


def test_home_answers_head_and_refuses_post(client):
    StrategyFactory()

    assert (client.head("/").status_code, client.head("/").content) == (200, b"")
    assert client.post("/").status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_home_needs_two_queries(client, number, django_assert_num_queries):
    for _ in range(number):
        strategy = PriorityFactory().strategy
        ReportingPeriodFactory.create_batch(number, strategy=strategy)

    with django_assert_num_queries(2):
        shown = page(client.get("/"))

    assert len(shown.links) == number + number * number
