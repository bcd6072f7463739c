"""The places of a plan, in words, and the refs that are free there."""

import pytest

from commitments.plan.places import next_ref, place, places
from tests.factories import CommitmentFactory, PriorityFactory, StrategyFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def test_place_names_priority_theme_and_sub_theme():
    priority = PriorityFactory(name="Be digital")
    theme = ThemeFactory(priority=priority, name="Records")
    sub_theme = ThemeFactory(parent=theme, name="Letters")

    assert [place(priority, each) for each in (None, theme, sub_theme)] == [
        "Be digital",
        "Be digital · Records",
        "Be digital · Records · Letters",
    ]


def test_places_are_in_the_order_of_the_plan():
    strategy = StrategyFactory()
    second = PriorityFactory(strategy=strategy, name="Second", position=2)
    first = PriorityFactory(strategy=strategy, name="First", position=1)
    late = ThemeFactory(priority=first, name="Late", position=9)
    early = ThemeFactory(priority=first, name="Early", position=1)
    under = ThemeFactory(parent=late, name="Under", position=0)
    PriorityFactory(name="Of another strategy")

    found = places(strategy)

    assert [each.words for each in found] == [
        "First",
        "First · Early",
        "First · Late",
        "First · Late · Under",
        "Second",
    ]
    assert [each.key for each in found] == [
        f"priority-{first.pk}",
        f"theme-{early.pk}",
        f"theme-{late.pk}",
        f"theme-{under.pk}",
        f"priority-{second.pk}",
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_places_need_two_queries(number, django_assert_num_queries):
    strategy = StrategyFactory()
    for _ in range(number):
        ThemeFactory(parent=ThemeFactory(priority__strategy=strategy))

    with django_assert_num_queries(2):
        assert len(places(strategy)) == 3 * number


@pytest.mark.parametrize(
    ("refs", "expected"),
    [
        ([], "BD-01"),
        (["BD-01", "BD-08"], "BD-09"),
        (["BD-99"], "BD-100"),
        (["D1", "D2", "X7"], "D3"),
        (["Ward A"], "BD-01"),
        (["7"], "8"),
    ],
)
def test_next_ref_goes_on_where_those_of_the_priority_end(refs, expected):
    priority = PriorityFactory(name="Be digital")
    for ref in refs:
        CommitmentFactory(priority=priority, ref=ref)

    assert next_ref(priority) == expected


def test_next_ref_is_nobody_elses():
    priority = PriorityFactory(name="Be digital")
    CommitmentFactory(priority__strategy=priority.strategy, ref="bd-01")

    assert next_ref(priority) == "BD-02"
