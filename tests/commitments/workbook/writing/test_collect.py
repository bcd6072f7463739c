"""A strategy's rows into a plan."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.dates import Precision, Span
from commitments.models import Strategy, Theme
from commitments.workbook.plan import MeasureRow, TargetRow, UpdateCells
from commitments.workbook.reading import read_workbook
from commitments.workbook.writing.collect import collect
from tests.commitments.workbook.plans import FULL, STRATEGY, commitment, plan, real_workbook, strategy_of
from tests.factories import (
    CommitmentFactory,
    MilestoneFactory,
    NarrativePointFactory,
    ObservationFactory,
    PlanChangeFactory,
    PostFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    StrategyFactory,
    SubmittedUpdateFactory,
    SuccessMeasureFactory,
    TargetFactory,
    ThemeFactory,
    UpdatePointFactory,
)

pytestmark = pytest.mark.django_db


def elsewhere(given):
    """The same plan for another organisation: an import of it starts with nothing."""
    return replace(given, strategy=replace(given.strategy, short_name="ELSE", organisation="Elsewhere"))


def test_collect_gives_back_every_cell():
    assert collect(strategy_of(FULL)) == FULL


def test_collect_gives_back_the_real_workbook():
    given = read_workbook(real_workbook().read_bytes()).plan

    found = collect(strategy_of(given))

    assert replace(found, themes=()) == given
    assert len(found.themes) == 42


@pytest.mark.parametrize("given", [FULL, None], ids=["every column", "the real workbook"])
def test_collect_of_what_was_collected_and_applied_elsewhere_is_equal(given):
    given = given or read_workbook(real_workbook().read_bytes()).plan
    first = collect(strategy_of(given))

    again = collect(strategy_of(elsewhere(first)))

    assert again == elsewhere(first)


def test_collect_leaves_other_strategies_out():
    strategy_of(FULL)
    other = strategy_of(plan(strategy=replace(STRATEGY, short_name="O", organisation="Other")))

    found = collect(other)

    assert [row.ref for row in found.commitments] == ["BD-01"]
    assert (found.themes, found.plan_changes, found.milestones, found.narrative) == ((), (), (), ())
    assert (found.measures, found.targets, found.readings, found.acronyms) == ((), (), (), ())


def test_collect_gives_the_order_of_the_report():
    themed = commitment("C", "C", theme="One", sub_theme="Deep")
    rows = [themed, commitment("B", "B", theme="One"), commitment("D", "D", theme="Two"), commitment("A", "A")]

    found = collect(strategy_of(plan(*rows)))

    assert [row.ref for row in found.commitments] == ["A", "B", "C", "D"]


def test_collect_puts_themes_without_commitments_where_an_import_would():
    strategy = strategy_of(plan(commitment(theme="Records", sub_theme="Access")))
    first = strategy.priorities.get(name="Be digital")
    Theme.objects.update(position=5)
    unused = ThemeFactory(priority=first, name="Unused", position=0)
    ThemeFactory(parent=unused, name="Below", position=0)
    ThemeFactory(parent=Theme.objects.get(name="Records"), name="Aside", position=0)

    found = collect(strategy)

    assert [(row.theme, row.sub_theme) for row in found.themes] == [
        ("Records", ""),
        ("Records", "Access"),
        ("Records", "Aside"),
        ("Unused", ""),
        ("Unused", "Below"),
    ]
    assert collect(strategy_of(elsewhere(found))) == elsewhere(found)


def test_collect_tells_a_rewording_without_words_by_its_marker_alone():
    bare = PlanChangeFactory()

    found = collect(bare.commitment.strategy)

    assert found.commitments[0].reworded
    assert found.plan_changes == ()


def test_collect_holds_updates_in_every_state_but_empty_ones():
    period = ReportingPeriodFactory()
    first = CommitmentFactory(strategy=period.strategy, priority__strategy=period.strategy)
    SubmittedUpdateFactory(commitment=first, period=period, stage="paused")
    StatusUpdateFactory(commitment=first, period=ReportingPeriodFactory(strategy=period.strategy))

    found = collect(period.strategy)

    assert found.commitments[0].updates == {"January 2022": UpdateCells(stage="paused")}


def test_collect_puts_one_target_beside_its_measure_and_several_on_their_sheet():
    day, later = date(2024, 3, 31), date(2025, 3, 31)
    measures = (MeasureRow("Be kind", "One", target="All", target_date=day), MeasureRow("Be kind", "Two", target="Any"))
    targets = (TargetRow("Two", Decimal(0), day), TargetRow("Two", Decimal("0.5"), later))

    found = collect(strategy_of(plan(measures=measures, targets=targets)))

    assert (found.measures, found.targets) == (measures, targets)


def test_collect_gives_numbers_without_zeros_that_say_nothing():
    measure = SuccessMeasureFactory(baseline=Decimal("80.500000"), tolerance=Decimal("100.000000"))

    row = collect(measure.priority.strategy).measures[0]

    assert (str(row.baseline), str(row.tolerance)) == ("80.5", "100")


def test_collect_keeps_a_due_date_in_the_words_given():
    given = plan(commitment(due=Span(date(2022, 4, 1), Precision.QUARTER, "Quarter 1 of 2022/23")))

    assert collect(strategy_of(given)).commitments == given.commitments


def test_collect_gives_milestones_by_date_within_each_commitment():
    first = CommitmentFactory(ref="A")
    MilestoneFactory(commitment=first, title="Some day")
    for title, day in (("Later", date(2023, 1, 1)), ("Sooner", date(2022, 1, 1))):
        MilestoneFactory(commitment=first, title=title, due_on=day, due_precision="day")

    assert [row.title for row in collect(first.strategy).milestones] == ["Sooner", "Later", "Some day"]


def test_collect_gives_an_unused_strategy():
    found = collect(StrategyFactory(title="Plan", organisation__short_name="SH"))

    assert found.strategy.title == "Plan"
    assert found.themes == ()
    assert found.strategy.theme_label.plural == "Themes"


def a_row_of_everything(strategy):
    period = ReportingPeriodFactory(strategy=strategy)
    theme = ThemeFactory(parent=ThemeFactory(priority__strategy=strategy))
    made = CommitmentFactory(theme=theme, lead=PostFactory(organisation=strategy.organisation))
    made.supporting.add(PostFactory(organisation=strategy.organisation))
    UpdatePointFactory(update=StatusUpdateFactory(commitment=made, period=period))
    PlanChangeFactory(commitment=made, reason="Clearer", period=period)
    MilestoneFactory(commitment=made)
    NarrativePointFactory(period=period, priority=theme.priority).commitments.add(made)
    measure = SuccessMeasureFactory(priority=theme.priority)
    TargetFactory(measure=measure)
    ObservationFactory(measure=measure)


def test_collect_asks_as_many_queries_for_three_rows_as_for_one():
    strategy = Strategy.objects.get(pk=StrategyFactory().pk)
    counts = []
    for _number in range(3):
        a_row_of_everything(strategy)
        with CaptureQueriesContext(connection) as captured:
            collect(strategy)
        counts.append(len(captured))

    assert counts == [19, 19, 19]
