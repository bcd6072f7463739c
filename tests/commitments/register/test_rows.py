"""Rows of the register: the same from plain values as from whole commitments."""

from datetime import date

import pytest
from django.urls import reverse

from commitments.plan.names import plan_names
from commitments.register.rows import Lines, commitments_of, line
from commitments.standing.status_words import status_words
from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    PostFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StrategyFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2022, 6, 30)


@pytest.fixture
def periods():
    """Two periods of a plan with a commitment in a sub-theme, one in a theme and one in neither, due yesterday, today and never."""
    strategy = StrategyFactory()
    found = [ReportingPeriodFactory(strategy=strategy, month=date(2022, month, 1), state="open") for month in (3, 6)]
    priority = PriorityFactory(strategy=strategy)
    theme = ThemeFactory(priority=priority, name="Care")
    due = {"due_on": TODAY, "due_precision": "day"}
    CommitmentFactory(priority=priority, ref="A", lead=PostFactory(title="Matron"))
    CommitmentFactory(theme=theme, ref="B é/1", **due)
    late = CommitmentFactory(
        theme=ThemeFactory(parent=theme, name="Wards"), ref="C", **due | {"due_on": date(2022, 6, 29)}
    )
    ApprovedUpdateFactory(commitment=late, period=found[0], stage="in_progress", rating="red")
    ApprovedUpdateFactory(
        commitment=late, period=found[1], stage="in_progress", rating="green", executive_rating="amber"
    )
    return found


def rows(periods, today=TODAY):
    earlier, period = periods
    names = plan_names(period.strategy)
    return Lines(period, earlier, status_words(period.strategy), names).of(commitments_of(period, earlier, today))


def test_lines_say_where_each_commitment_stands(periods):
    found = rows(periods)

    assert [(each.ref, each.theme, each.lead, each.due, each.due_on, each.is_overdue) for each in found] == [
        ("A", "", "Matron", "", None, False),
        ("B é/1", "Care", "", "30 June 2022", TODAY, False),
        ("C", "Care: Wards", "", "29 June 2022", date(2022, 6, 29), True),
    ]
    told = found[2].now
    assert (told.stage.word, told.rating.word, told.lead_rating.word) == ("In progress", "Amber", "Green")
    assert (found[2].before.rating.word, found[2].moved) == ("Red", "Better")
    assert [each.update is None for each in found] == [True, True, False]


def test_lines_know_their_addresses(periods):
    for each in rows(periods):
        assert each.address == reverse("commitment", args=(*periods[1].address, each.ref))


@pytest.mark.parametrize("today", [TODAY, None])
def test_line_of_a_whole_commitment_is_the_same(periods, today):
    earlier, period = periods
    words = status_words(period.strategy)

    assert [line(row, period, earlier, words) for row in commitments_of(period, earlier, today)] == rows(periods, today)


def test_nothing_is_called_overdue_where_today_is_not_known(periods):
    assert [each.is_overdue for each in rows(periods, None)] == [False, False, False]


def test_lines_take_one_query(periods, django_assert_num_queries):
    earlier, period = periods
    made = Lines(period, earlier, status_words(period.strategy), plan_names(period.strategy))
    found = commitments_of(period, earlier, TODAY)

    with django_assert_num_queries(1):
        assert len(made.of(found)) == 3


def test_rows_are_read_anew_each_time(periods):
    before = [each.ref for each in rows(periods)]

    CommitmentFactory(priority=periods[0].strategy.priorities.get(), ref="D")

    assert ([*before, "D"], before) == (sorted(each.ref for each in rows(periods)), ["A", "B é/1", "C"])


def test_rows_are_those_of_the_period_as_it_is_now(periods):
    earlier, period = periods
    assert rows(periods)[2].now.rating.word == "Amber"

    period.month = date(2022, 2, 1)
    period.save()
    assert [each.now.rating for each in rows([None, period])][2].word == "Amber"
    assert rows([None, period])[2].moved == ""
    assert commitments_of(period, earlier, TODAY).stands_in is period


@pytest.mark.parametrize(
    ("today", "overdue"), [(date(2022, 6, 29), []), (TODAY, ["C"]), (date(2022, 7, 1), ["B é/1", "C"])]
)
def test_rows_are_overdue_by_the_day_that_is_asked_for(periods, today, overdue):
    assert [each.ref for each in rows(periods, today) if each.is_overdue] == overdue
