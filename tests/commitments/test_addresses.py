"""Strategies and periods by the addresses that people type in commands."""

import pytest

from commitments.addresses import NotFoundError, find_period, find_strategy
from tests.factories import OrganisationFactory, ReportingPeriodFactory, StrategyFactory

pytestmark = pytest.mark.django_db


def strategies(*addresses):
    made = {}
    for address in addresses:
        organisation, slug = address.split("/")
        if organisation not in made:
            made[organisation] = OrganisationFactory(slug=organisation)
        StrategyFactory(organisation=made[organisation], slug=slug)


def refusal(find, *arguments):
    with pytest.raises(NotFoundError) as refused:
        find(*arguments)
    return str(refused.value)


@pytest.mark.parametrize("address", ["ccc/plan", " CCC/Plan/ "])
def test_find_strategy_by_its_address(address, django_assert_num_queries):
    strategies("ccc/plan", "other/plan")

    with django_assert_num_queries(1):
        found = find_strategy(address)
        assert (found.organisation.slug, found.slug) == ("ccc", "plan")


@pytest.mark.parametrize("address", ["ccc/paln", "plan", "", "ccc/plan/more"])
def test_find_strategy_says_which_there_are(address):
    strategies("other/plan", "ccc/plan", "ccc/estate")

    assert refusal(find_strategy, address) == (
        f"There is no strategy '{address}'. There is: ccc/estate, ccc/plan, other/plan."
    )


def test_find_strategy_says_how_many_more_there_are():
    strategies(*(f"ccc/plan-{number}" for number in range(10, 32)))

    assert refusal(find_strategy, "ccc").endswith("ccc/plan-28, ccc/plan-29 and 2 more.")


def test_find_strategy_says_that_there_is_none():
    assert refusal(find_strategy, "ccc/plan") == (
        "There is no strategy 'ccc/plan', nor any other. Import one with import_plan."
    )


def test_find_period_by_its_slug():
    period = ReportingPeriodFactory(slug="march-2022")

    assert find_period(period.strategy, "March-2022 ") == period


def test_find_period_says_which_there_are():
    strategy = StrategyFactory(title="Plan")
    assert refusal(find_period, strategy, "march-2022") == "Plan has no period 'march-2022', nor any other."

    ReportingPeriodFactory(strategy=strategy, slug="june-2021")
    ReportingPeriodFactory(strategy=strategy, slug="june-2022")
    ReportingPeriodFactory(slug="march-2022")
    assert refusal(find_period, strategy, "march-2022") == (
        "Plan has no period 'march-2022'. It has: june-2021, june-2022."
    )
