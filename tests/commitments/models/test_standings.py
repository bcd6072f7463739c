"""Where every commitment stands in a period, as the database works it out."""

from datetime import date
from itertools import product

import pytest
from django.db.models import CharField, Value

from commitments.dates import Precision
from commitments.models import Commitment, PlanChange, ReportingPeriod, Stage, wording_at
from commitments.standing.movement import Standing, movement
from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    PlanChangeFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    StrategyFactory,
    SubmittedUpdateFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

RATINGS = ["", "green", "amber", "red"]
STANDINGS = [
    *(Standing(stage, rating) for stage in ["", *Stage.rated] for rating in RATINGS),
    *(Standing(stage) for stage in Stage.ended),
]


@pytest.fixture
def periods():
    strategy = StrategyFactory()
    return [ReportingPeriodFactory(strategy=strategy, month=date(2022, month, 1)) for month in (3, 6, 9)]


def commitment(period: ReportingPeriod, **fields) -> Commitment:
    priority = period.strategy.priorities.first() or PriorityFactory(strategy=period.strategy)
    return CommitmentFactory(priority=priority, **fields)


def approved(of: Commitment, period: ReportingPeriod, **fields) -> None:
    ApprovedUpdateFactory(commitment=of, period=period, approved_by=by(), submitted_by=by(), **fields)


def by():
    return UserFactory._meta.model.objects.system()


def standing(period: ReportingPeriod, *columns: str) -> list:
    found = Commitment.objects.standing_in(period, period.previous()).in_report_order()
    return [tuple(getattr(each, name) for name in columns) for each in found]


def test_standing_moves_in_sql_as_in_python(periods):
    earlier, period, _later = periods
    pairs = list(product(STANDINGS, STANDINGS))
    for before, after in pairs:
        one = commitment(period)
        approved(one, earlier, stage=before.stage, rating=before.rating)
        approved(one, period, stage=after.stage, rating=after.rating)

    assert standing(period, "moved") == [(str(movement(*pair) or ""),) for pair in pairs]


def test_standing_counts_approved_updates_of_the_period_alone(periods):
    earlier, period, later = periods
    one, two, three = (commitment(period) for _ in range(3))
    approved(one, period, stage="in_progress", rating="amber")
    SubmittedUpdateFactory(commitment=two, period=period, stage="in_progress", rating="red")
    StatusUpdateFactory(commitment=three, period=period, stage="in_progress", rating="red")
    approved(three, later, stage="paused")
    approved(three, earlier, stage="in_progress", rating="green")

    assert standing(period, "stage", "rating", "reported", "moved", "stage_before") == [
        ("in_progress", "amber", "approved", "New", ""),
        ("", "", "awaiting", "", ""),
        ("", "", "none", "", "in_progress"),
    ]


def test_standing_counts_the_executives_rating_where_there_is_one(periods):
    _earlier, period, later = periods
    one, two = commitment(period), commitment(period)
    approved(one, period, stage="in_progress", rating="green", executive_rating="red")
    approved(two, period, stage="in_progress", rating="green")

    assert standing(period, "rating", "lead_rating") == [("red", "green"), ("green", "green")]
    assert standing(later, "rating_before") == [("red",), ("green",)]


@pytest.mark.parametrize("stage", Stage.ended)
def test_standing_stays_where_it_ended_while_nothing_is_reported(periods, stage):
    earlier, _period, later = periods
    one = commitment(later)
    approved(one, earlier, stage=stage)

    assert standing(later, "stage", "reported", "moved", "stage_before") == [(stage, "ended", "", stage)]


def test_standing_does_not_stay_where_it_ended_once_it_goes_on(periods):
    earlier, period, later = periods
    one = commitment(later)
    approved(one, earlier, stage="complete")
    approved(one, period, stage="in_progress", rating="green")

    assert standing(later, "stage", "reported") == [("", "none")]


@pytest.mark.parametrize("kind", ["stopped", "merged"])
def test_standing_is_where_the_ledger_ended_it(periods, kind):
    earlier, period, later = periods
    one, two, three = (commitment(period) for _ in range(3))
    approved(one, earlier, stage="in_progress", rating="green")
    approved(two, period, stage="in_progress", rating="green")
    changes = [PlanChangeFactory(commitment=each, kind=kind, period=period, by=by()) for each in (one, two, three)]
    PlanChangeFactory(commitment=three, kind=kind, period=period, by=by(), undoes=changes[2])

    columns = ("stage", "reported", "stage_before")
    assert standing(earlier, *columns)[0] == ("in_progress", "approved", "")
    assert standing(period, *columns) == [
        (kind, "ended", "in_progress"),
        ("in_progress", "approved", ""),
        ("", "none", ""),
    ]
    assert standing(later, *columns) == [(kind, "ended", kind), (kind, "ended", "in_progress"), ("", "none", "")]


def test_standing_does_not_move_where_nothing_was_rated_before(periods):
    earlier, period, later = periods
    one = commitment(period)
    approved(one, earlier)
    approved(one, period, stage="in_progress", rating="green")

    assert standing(earlier, "moved", "reported") == [("", "approved")]
    assert standing(period, "moved") == [("",)]
    assert standing(later, "moved", "rating_before") == [("", "green")]


def test_in_plan_of_a_period_leaves_out_what_was_added_later(periods):
    earlier, period, later = periods
    published, long_since, now, then = (commitment(period, in_published_plan=place == 0) for place in range(4))
    for each, joined in ((now, period), (then, later)):
        PlanChangeFactory(commitment=each, kind="added", period=joined, by=by())
    commitment(ReportingPeriodFactory())

    assert list(Commitment.objects.in_plan_of(earlier)) == [published, long_since]
    assert list(Commitment.objects.in_plan_of(period)) == [published, long_since, now]
    assert list(Commitment.objects.in_plan_of(later)) == [published, long_since, now, then]


def test_worded_in_a_period_gives_the_words_of_that_time(periods):
    earlier, period, later = periods
    one = commitment(period, wording="Third")
    PlanChangeFactory(commitment=one, period=later, old="Second", new="Third", by=by())
    PlanChangeFactory(commitment=one, period=period, old="First", new="Second", by=by())
    changes = list(PlanChange.objects.order_by("id"))

    for each, words, reworded in ((earlier, "First", False), (period, "Second", True), (later, "Third", True)):
        found = Commitment.objects.worded_in(each).get()
        assert (found.words_then, found.reworded_by_then) == (words, reworded)
        assert wording_at(changes, one.wording, each.month) == words


def overdue(period: ReportingPeriod | None, today: date) -> set[str]:
    rows = Commitment.objects.in_the_plan()
    found = rows.standing_in(period, period.previous()) if period else rows.annotate(stage=Value("", CharField()))
    return {each.ref for each in found.filter(found.overdue(today))}


DAYS = [date(2021, 12, 31), date(2022, 1, 1), date(2022, 2, 28), date(2022, 3, 31), date(2022, 4, 1), date(2024, 2, 29)]


@pytest.mark.parametrize("today", DAYS)
def test_overdue_in_sql_as_the_last_day_in_python(periods, today):
    starts = [date(year, month, day) for year in (2020, 2021, 2022, 2024) for month in (1, 2, 4, 11) for day in (1, 28)]
    dated = [each for each in Precision if each != Precision.ONGOING]
    made = [commitment(periods[0], due_on=each, due_precision=kind) for each, kind in product(starts, dated)]
    made += [commitment(periods[0], due_precision=kind) for kind in ("", Precision.ONGOING)]

    expected = {each.ref for each in made if each.due_last_day and each.due_last_day < today}
    assert overdue(periods[-1], today) == overdue(None, today) == expected


@pytest.mark.parametrize("stage", ["", *Stage.values])
def test_overdue_is_what_has_not_ended(periods, stage):
    earlier, period, _later = periods
    fields = {"due_on": date(2021, 1, 1), "due_precision": "day"}
    told, silent, stopped = (commitment(period, **fields) for _ in range(3))
    approved(told, period, stage=stage)
    approved(silent, earlier, stage=stage)
    PlanChangeFactory(commitment=stopped, kind="stopped", period=earlier, by=by())

    assert overdue(period, date(2023, 1, 1)) == (set() if stage in Stage.ended else {told.ref, silent.ref})


def test_overdue_in_a_period_that_another_has_followed_is_what_was_overdue_then(periods):
    earlier, period, later = periods
    for day in (date(2022, 3, 30), date(2022, 3, 31), date(2022, 4, 1), date(2022, 9, 30)):
        commitment(period, due_on=day, due_precision="day")
    today = date(2022, 10, 1)

    assert overdue(earlier, today) == {"C1", "C2", "C3", "C4"}
    ReportingPeriod.objects.filter(pk__in=[period.pk, later.pk]).update(state="open")
    assert overdue(earlier, today) == {"C1"}
    assert overdue(period, today) == {"C1", "C2", "C3"}
    assert overdue(later, today) == {"C1", "C2", "C3", "C4"}
    assert overdue(earlier, date(2022, 3, 30)) == set()


def test_latest_before_a_period_is_the_latest_that_was_approved(periods):
    earlier, period, later = periods
    one, two = commitment(later), commitment(later)
    for each in (earlier, period, later):
        approved(one, each)
    SubmittedUpdateFactory(commitment=two, period=period)

    found = Commitment.objects.with_latest_before(later).in_report_order()
    assert [each.last_update_id for each in found] == [one.updates.get(period=period).pk, None]


def test_commitments_remember_the_period_that_they_stand_in(periods):
    rows = Commitment.objects.standing_in(periods[1], periods[0])

    assert rows.filter(stage="").exclude(ref="x").in_report_order()[:3].stands_in == periods[1]
    assert Commitment.objects.all().stands_in is None
