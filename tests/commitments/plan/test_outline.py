"""A plan as an outline: its order, its groups, its marks."""

from datetime import date

import pytest

from commitments.plan.outline import Group, Promise, outline
from tests.factories import (
    CommitmentFactory,
    PlanChangeFactory,
    PostFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StrategyFactory,
    SuccessMeasureFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def priority():
    return PriorityFactory()


def groups(priority):
    """The only chapter's groups as (name, level, refs)."""
    (chapter,) = outline(priority.strategy)
    return [(each.name, each.level, [promise.ref for promise in each.promises]) for each in chapter.groups]


def only_promise(priority):
    (chapter,) = outline(priority.strategy)
    ((promise,),) = [group.promises for group in chapter.groups]
    return promise


def test_outline_of_an_empty_strategy_is_empty():
    assert outline(StrategyFactory()) == []


def test_outline_of_a_commitment_without_theme_lead_or_date(priority):
    CommitmentFactory(priority=priority)

    (chapter,) = outline(priority.strategy)

    assert chapter.groups == [
        Group("", level=0, promises=[Promise("C1", "Open the new hospital", "", lead="", due="")])
    ]


def test_outline_keeps_the_order_of_priorities_and_numbers_those_without_commitments_too(priority):
    strategy = priority.strategy
    PriorityFactory(strategy=strategy, name="First", position=0)
    CommitmentFactory.create_batch(2, priority=priority)

    chapters = outline(strategy)

    assert [(each.anchor, each.priority.name, each.count) for each in chapters] == [
        ("priority-1", "First", 0),
        ("priority-2", "Priority 1", 2),
    ]


def test_outline_groups_by_theme_and_puts_direct_commitments_first(priority):
    care = ThemeFactory(priority=priority, name="Care", position=2)
    wards = ThemeFactory(parent=care, name="Wards", position=2)
    clinics = ThemeFactory(parent=care, name="Clinics", position=1)
    staff = ThemeFactory(priority=priority, name="Staff", position=1)
    for ref, theme in [("W", wards), ("C", clinics), ("D", care), ("S", staff), ("N", None)]:
        CommitmentFactory(ref=ref, priority=priority, theme=theme)

    assert groups(priority) == [
        ("", 0, ["N"]),
        ("Staff", 1, ["S"]),
        ("Care", 1, ["D"]),
        ("Clinics", 2, ["C"]),
        ("Wards", 2, ["W"]),
    ]


def test_outline_opens_a_theme_that_has_sub_themes_only(priority):
    theme = ThemeFactory(priority=priority, name="Care")
    CommitmentFactory(theme=ThemeFactory(parent=theme, name="Wards"))

    assert groups(priority) == [("Care", 1, []), ("Wards", 2, ["C1"])]


def test_outline_tells_which_themes_are_bare(priority):
    care = ThemeFactory(priority=priority, name="Care", context="Why")
    wards = ThemeFactory(parent=care, name="Wards")
    staff = ThemeFactory(priority=priority, name="Staff")
    mistake = PlanChangeFactory(kind="added", commitment=CommitmentFactory(theme=staff))
    PlanChangeFactory(kind="added", commitment=mistake.commitment, undoes=mistake)

    (chapter,) = outline(priority.strategy)

    assert chapter.groups == [
        Group("Care", level=1, key=care.pk, context="Why", within="Priority 1", bare=False),
        Group("Wards", level=2, key=wards.pk, within="Care", bare=True),
        Group("Staff", level=1, key=staff.pk, within="Priority 1", bare=True),
    ]


def test_outline_keeps_the_order_of_commitments_within_a_theme(priority):
    theme = ThemeFactory(priority=priority, name="Care")
    for position in (3, 1, 2):
        CommitmentFactory(theme=theme, ref=f"C-{position}", position=position)

    assert groups(priority) == [("Care", 1, ["C-1", "C-2", "C-3"])]


@pytest.mark.parametrize(
    ("kinds", "published", "marker"),
    [
        ([], True, ""),
        (["reworded"], True, "r"),
        (["reworded", "reworded"], True, "r"),
        (["moved", "stopped"], True, ""),
        ([], False, "a"),
        (["added"], False, "a"),
        (["added", "reworded"], False, "r a"),
    ],
)
def test_outline_marks_what_changed_since_the_plan_was_published(kinds, published, marker):
    priority = PriorityFactory(strategy__reworded_marker="r", strategy__added_marker="a")
    commitment = CommitmentFactory(priority=priority, in_published_plan=published)
    for kind in kinds:
        PlanChangeFactory(commitment=commitment, kind=kind)

    assert only_promise(priority).marker == marker


def test_outline_marks_what_was_reworded_in_a_period_to_come(priority):
    period = ReportingPeriodFactory(strategy=priority.strategy, month=date(2099, 1, 1))
    PlanChangeFactory(commitment__priority=priority, period=period)

    assert only_promise(priority).marker == "**"


def test_outline_names_the_lead(priority):
    CommitmentFactory(priority=priority, lead=PostFactory(title="Chief Nurse"))

    assert only_promise(priority).lead == "Chief Nurse"


@pytest.mark.parametrize(
    ("starts_on", "precision", "words"),
    [
        (date(2022, 3, 31), "day", "31 March 2022"),
        (date(2022, 4, 1), "quarter", "Quarter 1 2022/23 (April to June 2022)"),
        (None, "ongoing", "ongoing"),
        (None, "", ""),
    ],
)
def test_outline_says_when_a_commitment_is_due(priority, starts_on, precision, words):
    CommitmentFactory(priority=priority, due_on=starts_on, due_precision=precision, due_words="whenever")

    assert only_promise(priority).due == words


def test_outline_names_the_measures_of_each_priority(priority):
    other = PriorityFactory(strategy=priority.strategy)
    for name, position in [("Second", 2), ("First", 1)]:
        SuccessMeasureFactory(priority=priority, name=name, position=position)
    SuccessMeasureFactory(name="Of another strategy")

    measures = {each.priority: each.measures for each in outline(priority.strategy)}

    assert measures == {priority: ["First", "Second"], other: []}


@pytest.mark.parametrize("number", [1, 3])
def test_outline_needs_five_queries(priority, number, django_assert_num_queries):
    for place in range(number):
        commitment = CommitmentFactory(
            theme=ThemeFactory(parent=ThemeFactory(priority=priority)),
            lead=PostFactory(organisation=priority.strategy.organisation),
        )
        PlanChangeFactory(commitment=commitment)
        SuccessMeasureFactory(priority=PriorityFactory(strategy=priority.strategy, name=f"Another {place}"))

    with django_assert_num_queries(5):
        chapters = outline(priority.strategy)

    assert sum(each.count for each in chapters) == number
