"""The dashboard of one priority: every number keeps to it, and so do the ways to other periods."""

from datetime import date

import pytest

from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    OutcomeFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StrategyFactory,
    ThemeFactory,
    UpdatePointFactory,
)
from tests.pages import page

pytestmark = pytest.mark.django_db

ADDRESS = "/organisation-1/strategy-1/2022-06/"


@pytest.fixture
def strategy(reader):
    """Two priorities; the first has C1 in no theme, C2 in Quality, C3 in its sub-theme; the second has C4."""
    strategy = StrategyFactory(title="Plan")
    earlier = ReportingPeriodFactory(strategy=strategy, month=date(2022, 3, 1), state="closed")
    period = ReportingPeriodFactory(strategy=strategy, month=date(2022, 6, 1), state="open")
    first, second = (
        PriorityFactory(strategy=strategy, name="Be good"),
        PriorityFactory(strategy=strategy, name="Be new"),
    )
    theme = ThemeFactory(priority=first, name="Quality")
    for place in ({"priority": first}, {"theme": theme}, {"theme": ThemeFactory(parent=theme)}, {"priority": second}):
        commitment = CommitmentFactory(**place)
        before = ApprovedUpdateFactory(commitment=commitment, period=earlier, stage="in_progress", rating="green")
        update = ApprovedUpdateFactory(commitment=commitment, period=period, stage="in_progress", rating="red")
        step = UpdatePointFactory(update=before, kind="next")
        OutcomeFactory(update=update, point=step, answer="done")
    return strategy


def numbers(shown) -> dict[str, int]:
    links = [(text, address) for text, address in shown.links.items() if "/register/" in address]
    return {
        address.partition("?")[2]: int(next(word for word in text.split() if word.isdigit())) for text, address in links
    }


def test_dashboard_of_a_priority_counts_it_alone_by_theme(reader, strategy):
    priority = strategy.priorities.first()
    theme = priority.themes.get(name="Quality")
    mine = f"priority={priority.pk}"

    shown = page(reader.get(f"{ADDRESS}?{mine}"))

    assert shown.title == "Dashboard, June 2022: Be good – Strategy Tracker"
    assert "Themes" in shown.words
    assert "C4" not in shown.links
    assert numbers(shown) == {
        mine: 3,
        f"{mine}&rating=red": 3,
        f"{mine}&stage=in_progress": 3,
        f"{mine}&movement=worse": 3,
        f"{mine}&attention=any": 3,
        f"{mine}&attention=red": 3,
        f"{mine}&promises=done": 3,
        f"{mine}&promises=kept": 3,
        f"{mine}&theme=none": 1,
        f"{mine}&theme=none&rating=red": 1,
        f"{mine}&theme=none&stage=in_progress": 1,
        f"{mine}&theme={theme.pk}": 2,
        f"{mine}&theme={theme.pk}&rating=red": 2,
        f"{mine}&theme={theme.pk}&stage=in_progress": 2,
    }


def test_dashboard_leads_to_each_priority_and_keeps_it_in_other_periods(reader, strategy):
    first, second = strategy.priorities.all()

    whole, one = page(reader.get(ADDRESS)), page(reader.get(f"{ADDRESS}?priority={second.pk}"))

    assert whole.links["Be good"] == f"{ADDRESS}?priority={first.pk}"
    assert whole.links["March 2022"] == ADDRESS.replace("06", "03")
    assert one.links["All priorities"] == ADDRESS
    assert one.links["March 2022"] == f"{ADDRESS.replace('06', '03')}?priority={second.pk}"


def test_dashboard_of_a_priority_keeps_to_it_on_each_page_of_its_strip(reader, strategy, monkeypatch):
    monkeypatch.setattr("commitments.views.dashboard.ROWS", 2)
    priority = strategy.priorities.first()

    shown = page(reader.get(f"{ADDRESS}?priority={priority.pk}"))

    assert f"?priority={priority.pk}&page=2#strip" in shown.links.values()


@pytest.mark.parametrize("asked", ["x", "0", "-1", "9" * 5000, "%00", "%ed%a0%80", "none"])
def test_dashboard_of_no_priority_is_not_found(reader, strategy, asked):
    assert reader.get(f"{ADDRESS}?priority={asked}").status_code == 404


def test_dashboard_of_another_strategys_priority_is_not_found(reader, strategy):
    assert reader.get(f"{ADDRESS}?priority={PriorityFactory().pk}").status_code == 404


def test_dashboard_with_an_empty_priority_is_that_of_all(reader, strategy):
    assert "C4" in page(reader.get(f"{ADDRESS}?priority=")).links


def test_dashboard_of_an_empty_priority_says_so(reader, strategy):
    empty = PriorityFactory(strategy=strategy, name="Be late")

    words = page(reader.get(f"{ADDRESS}?priority={empty.pk}")).words

    assert words[-1] == "No commitments of Be late stood in the plan in June 2022."


def test_dashboard_of_the_only_priority_offers_no_choice(reader):
    strategy = StrategyFactory()
    ReportingPeriodFactory(strategy=strategy, month=date(2022, 6, 1))
    CommitmentFactory(priority=PriorityFactory(strategy=strategy))

    assert "All priorities" not in page(reader.get(ADDRESS)).words


@pytest.mark.parametrize("more", [0, 2])
def test_dashboard_of_a_priority_needs_sixteen_queries(reader, strategy, more, django_assert_num_queries):
    priority = strategy.priorities.first()
    for _ in range(more):
        CommitmentFactory(theme=ThemeFactory(priority=priority))
    CommitmentFactory(priority=priority)
    reader.get(ADDRESS)

    with django_assert_num_queries(16):
        reader.get(f"{ADDRESS}?priority={priority.pk}")
