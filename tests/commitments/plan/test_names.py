"""What the parts of a plan are called, in its order."""

import pytest

from commitments.models import Priority
from commitments.plan.names import PlanNames, plan_names
from tests.factories import (
    CommitmentFactory,
    CommitteeFactory,
    PostFactory,
    PriorityFactory,
    StrategyFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


def test_plan_names_are_in_the_order_of_the_plan(django_assert_num_queries):
    strategy = StrategyFactory()
    second = PriorityFactory(strategy=strategy, name="Second", position=2)
    first = PriorityFactory(strategy=strategy, name="First", position=1)
    board, audit, _ = (CommitteeFactory(organisation=strategy.organisation, name=name) for name in ("T", "A", "None"))
    for committee in (board, audit, board):
        PriorityFactory(
            strategy=strategy, name=f"{committee} {Priority.objects.count()}", position=3, committee=committee
        )
    late = ThemeFactory(priority=first, name="Care", position=9)
    early = ThemeFactory(priority=first, name="Early", position=1)
    under = ThemeFactory(parent=late, name="Wards", position=0)
    same = ThemeFactory(priority=second, name="Care")
    matron, nurse, _ = (PostFactory(organisation=strategy.organisation, title=title) for title in ("M", "C", "None"))
    for post in (matron, matron, nurse):
        CommitmentFactory(priority=first, lead=post)
    CommitmentFactory(theme=ThemeFactory(), lead=PostFactory())

    with django_assert_num_queries(2):
        found = plan_names(strategy)

    assert list(found.priorities.items())[:2] == [(first.pk, "First"), (second.pk, "Second")]
    assert list(found.themes.items()) == [
        (early.pk, "Early"),
        (late.pk, "Care"),
        (under.pk, "Care: Wards"),
        (same.pk, "Care"),
    ]
    assert list(found.themes_apart.values()) == ["Early", "Care (First)", "Care: Wards", "Care (Second)"]
    assert list(found.leads.items()) == [(nurse.pk, "C"), (matron.pk, "M")]
    assert list(found.committees.items()) == [(audit.pk, "A"), (board.pk, "T")]


def test_plan_names_of_an_empty_plan_are_none():
    assert plan_names(StrategyFactory()) == PlanNames({}, {}, {}, {}, {})
