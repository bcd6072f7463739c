"""What needs attention, and why: each reason, and the order in which they count."""

from datetime import UTC, date, datetime, timedelta

import pytest

from commitments.models import Commitment, UpdatePoint
from commitments.standing.attention import Reason, in_words, late_in, missed_twice, unchanged_in, watched
from commitments.standing.promises import times_carried
from commitments.standing.status_words import status_words
from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    ExtensionFactory,
    PlanChangeFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    StatusWordFactory,
    SubmittedUpdateFactory,
    UpdatePointFactory,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 6, 15, 9, tzinfo=UTC)


@pytest.fixture
def earlier():
    return ReportingPeriodFactory(month=date(2021, 9, 1), state="closed")


@pytest.fixture
def period(earlier):
    return ReportingPeriodFactory(strategy=earlier.strategy, month=date(2022, 3, 1), state="open")


@pytest.fixture
def commitment(earlier):
    return CommitmentFactory(priority=PriorityFactory(strategy=earlier.strategy))


def approved(commitment, period, *progress, **fields):
    """An approved update with these lines of progress."""
    update = ApprovedUpdateFactory(commitment=commitment, period=period, **fields)
    for place, text in enumerate(progress):
        UpdatePointFactory(update=update, text=text, position=place)
    return update


def why(period, now=NOW) -> dict[str, list[str]]:
    """The reasons of each commitment that needs attention in a period, by its ref."""
    rows = Commitment.objects.in_plan_of(period).standing_in(period, period.previous())
    refs = dict(Commitment.objects.values_list("pk", "ref"))
    return {refs[key]: list(found) for key, found in watched(rows, now).items()}


def late(period, now=NOW) -> list[str]:
    return [each.ref for each in late_in(period, now).in_report_order()]


def test_reasons_stand_in_the_order_of_their_weight():
    assert list(Reason) == ["red", "amber_twice", "paused", "no_update", "missed_twice", "unchanged", "disagreement"]


def test_reasons_are_called_as_the_strategy_calls_its_statuses(earlier):
    StatusWordFactory(strategy=earlier.strategy, code="amber", word="At risk")

    named = in_words(status_words(earlier.strategy))

    assert [named[each] for each in Reason] == [
        *("Red", "At risk in two periods running", "Paused", "Late or no update", "Next step missed twice"),
        *("Unchanged text", "Executive and lead disagree"),
    ]


def test_nothing_needs_attention_where_all_goes_well(earlier, period, commitment):
    approved(commitment, earlier, "Planned it", stage="in_progress", rating="amber")
    approved(commitment, period, "Built it", stage="in_progress", rating="green", executive_rating="green")

    assert why(period) == {}


@pytest.mark.parametrize(
    ("before", "now", "reasons"),
    [
        ({}, {"rating": "red"}, ["red"]),
        ({}, {"rating": "green", "executive_rating": "red"}, ["red", "disagreement"]),
        ({}, {"rating": "red", "executive_rating": "green"}, ["disagreement"]),
        ({}, {"executive_rating": "red"}, ["red"]),
        ({"rating": "amber"}, {"rating": "amber"}, ["amber_twice"]),
        ({"rating": "amber"}, {"rating": "green", "executive_rating": "amber"}, ["amber_twice", "disagreement"]),
        ({"rating": "red", "executive_rating": "amber"}, {"rating": "amber"}, ["amber_twice"]),
        ({"rating": "amber", "executive_rating": "red"}, {"rating": "amber"}, []),
        ({"rating": "red"}, {"rating": "amber"}, []),
        ({}, {"rating": "amber"}, []),
        ({}, {"stage": "paused"}, ["paused"]),
        ({"stage": "paused", "rating": "amber"}, {"stage": "paused", "rating": "amber"}, ["amber_twice", "paused"]),
        ({"stage": "paused"}, {"stage": "in_progress"}, []),
        ({}, {"stage": "stopped"}, []),
    ],
)
def test_standing_needs_attention(period, commitment, before, now, reasons):
    earlier = period.previous()
    if before:
        approved(commitment, earlier, **before)
    approved(commitment, period, **now)

    assert why(period).get("C1", []) == reasons


def test_amber_twice_is_of_two_periods_running(earlier, period, commitment):
    ReportingPeriodFactory(strategy=earlier.strategy, month=date(2021, 12, 1), state="closed")
    for each in (earlier, period):
        approved(commitment, each, rating="amber")

    assert why(period) == {}


def test_only_approved_updates_need_attention(earlier, period, commitment):
    for factory, each in (
        (SubmittedUpdateFactory, commitment),
        (StatusUpdateFactory, CommitmentFactory(priority=commitment.priority)),
    ):
        update = factory(commitment=each, period=period, stage="paused", rating="red")
        UpdatePointFactory(update=update, text="Same")
        approved(each, earlier, "Same", rating="amber")

    assert why(period) == {}


# Late


def test_update_is_late_once_its_due_day_has_ended_and_nothing_is_handed_in(period, commitment):
    period.updates_due_on = date(2022, 6, 14)
    drafted, submitted, done = (CommitmentFactory(priority=commitment.priority) for _ in range(3))
    StatusUpdateFactory(commitment=drafted, period=period, stage="in_progress")
    SubmittedUpdateFactory(commitment=submitted, period=period)
    approved(done, period)

    assert late(period) == ["C1", "C2"]
    assert why(period) == {"C1": ["no_update"], "C2": ["no_update"]}


@pytest.mark.parametrize(
    ("due", "midnight"),
    [
        (date(2022, 6, 14), datetime(2022, 6, 14, 23, tzinfo=UTC)),  # in summer, midnight in London is 23:00 UTC
        (date(2022, 3, 26), datetime(2022, 3, 27, 0, tzinfo=UTC)),  # the clocks go forward on the next day
        (date(2022, 3, 27), datetime(2022, 3, 27, 23, tzinfo=UTC)),
        (date(2022, 10, 29), datetime(2022, 10, 29, 23, tzinfo=UTC)),  # the clocks go back on the next day
        (date(2022, 10, 30), datetime(2022, 10, 31, 0, tzinfo=UTC)),
        (date(2022, 1, 31), datetime(2022, 2, 1, 0, tzinfo=UTC)),
    ],
)
@pytest.mark.parametrize("extended", [False, True])
def test_update_is_late_from_midnight_in_london(period, commitment, due, midnight, extended):
    period.updates_due_on = date(2021, 12, 1) if extended else due
    if extended:
        ExtensionFactory(commitment=commitment, period=period, due_on=due)
    second = timedelta(seconds=1)

    assert [late(period, midnight + each) for each in (-second, 0 * second, second)] == [[], ["C1"], ["C1"]]


@pytest.mark.parametrize(
    ("due", "extended", "refs"),
    [
        (date(2022, 6, 14), date(2022, 6, 15), []),
        (date(2022, 6, 14), date(2022, 6, 14), ["C1"]),
        (date(2022, 6, 14), date(2022, 6, 1), ["C1"]),
        (date(2022, 6, 15), date(2022, 6, 1), []),  # no extension takes time away
        (None, date(2022, 6, 14), ["C1"]),
        (None, date(2022, 6, 15), []),
        (None, None, []),
    ],
)
def test_extension_of_one_commitment_counts(period, commitment, due, extended, refs):
    period.updates_due_on = due
    if extended:
        ExtensionFactory(commitment=commitment, period=period, due_on=extended)

    assert late(period) == refs


@pytest.mark.parametrize(("state", "refs"), [("planned", []), ("open", ["C1"]), ("closed", ["C1"])])
def test_nothing_is_late_before_the_round_has_begun(period, commitment, state, refs):
    period.state, period.updates_due_on = state, date(2022, 6, 14)

    assert late(period) == refs


def test_what_owes_no_update_is_not_late(earlier, period, commitment):
    period.updates_due_on = date(2022, 6, 14)
    approved(commitment, earlier, stage="complete")
    stopped = CommitmentFactory(priority=commitment.priority)
    PlanChangeFactory(commitment=stopped, kind="stopped", period=earlier)
    later = CommitmentFactory(priority=commitment.priority, in_published_plan=False)
    next_period = ReportingPeriodFactory(strategy=earlier.strategy, month=date(2022, 9, 1))
    PlanChangeFactory(commitment=later, kind="added", period=next_period)

    assert late(period) == []


def test_what_has_ended_is_late_with_its_answers(earlier, period, commitment):
    period.updates_due_on = date(2022, 6, 14)
    update = approved(commitment, earlier, stage="complete")
    UpdatePointFactory(update=update, kind="next", text="Tell everybody")

    assert why(period) == {"C1": ["no_update"]}


@pytest.mark.parametrize(("state", "reasons"), [("planned", []), ("open", []), ("closed", ["no_update"])])
def test_no_update_needs_attention_once_the_round_is_closed(period, commitment, state, reasons):
    period.state = state

    assert why(period).get("C1", []) == reasons


# Unchanged


@pytest.mark.parametrize(
    ("before", "now", "is_unchanged"),
    [
        (["A", "B", "C", "D"], ["a.", "b", "c!", "D", "E"], True),
        (["A", "B", "C"], ["A", "B", "C", "D"], False),
        (["A"], ["A"], True),
        (["A", "B"], ["A"], True),
        (["A"], [], False),
        ([], ["A"], False),
    ],
)
def test_text_is_unchanged_from_four_in_five_lines(period, commitment, before, now, is_unchanged):
    approved(commitment, period.previous(), *before)
    approved(commitment, period, *now)

    assert (why(period) == {"C1": ["unchanged"]}) is is_unchanged


def test_text_is_compared_with_the_latest_that_was_approved(earlier, period, commitment):
    between = ReportingPeriodFactory(strategy=earlier.strategy, month=date(2021, 12, 1), state="closed")
    other = CommitmentFactory(priority=commitment.priority)
    for each in (commitment, other):
        approved(each, earlier, "A")
        approved(each, period, "A")
    UpdatePointFactory(update=SubmittedUpdateFactory(commitment=commitment, period=between), text="B")
    approved(other, between, "B")

    rows = Commitment.objects.standing_in(period, between)
    assert unchanged_in(rows) == [commitment.pk]
    assert why(period) == {"C1": ["unchanged"]}


def test_next_steps_and_evidence_are_no_progress(earlier, period, commitment):
    for each in (earlier, period):
        update = approved(commitment, each)
        UpdatePointFactory(update=update, kind="next", text="A")
        UpdatePointFactory(update=update, kind="evidence", text="A")

    assert why(period) == {}


# Missed twice


def test_step_is_missed_twice_when_it_was_said_twice_before(earlier, period, commitment):
    third = ReportingPeriodFactory(strategy=earlier.strategy, month=date(2022, 9, 1), state="open")
    fourth = ReportingPeriodFactory(strategy=earlier.strategy, month=date(2023, 3, 1), state="open")
    point = None
    for each in (earlier, period, third, fourth):
        point = UpdatePointFactory(update=approved(commitment, each), kind="next", text="Hire", carried_from=point)

    points = {each.update.period.label: times_carried(each) for each in UpdatePoint.objects.all()}
    assert points == {"September 2021": 0, "March 2022": 1, "September 2022": 2, "March 2023": 3}
    assert {each.label: why(each) for each in (earlier, period, third, fourth)} == {
        "September 2021": {},
        "March 2022": {},
        "September 2022": {"C1": ["missed_twice"]},
        "March 2023": {"C1": ["missed_twice"]},
    }
    assert {each.update.period for each in missed_twice()} == {third, fourth}


# Together


def test_reasons_of_one_commitment_come_in_their_order(earlier, period, commitment):
    approved(commitment, earlier, "A", rating="amber", stage="paused")
    approved(commitment, period, "A", rating="green", executive_rating="amber", stage="paused")

    assert why(period) == {"C1": ["amber_twice", "paused", "unchanged", "disagreement"]}


def test_rows_that_stand_in_no_period_need_no_attention(commitment):
    assert watched(Commitment.objects.all(), NOW) == {}


def test_rows_of_a_register_are_watched_whatever_else_they_come_with(period, commitment):
    approved(commitment, period, rating="red")
    rows = Commitment.objects.worded_in(period).standing_in(period, None).select_related("lead")

    assert watched(rows.prefetch_related("supporting").in_report_order(), NOW) == {commitment.pk: (Reason.RED,)}


@pytest.mark.parametrize("rows", [1, 3])
def test_watching_needs_four_queries(earlier, period, rows, django_assert_num_queries):
    for _ in range(rows):
        each = CommitmentFactory(priority=PriorityFactory(strategy=period.strategy))
        approved(each, earlier, "A")
        approved(each, period, "A")
        CommitmentFactory(priority=each.priority)
    found = Commitment.objects.in_plan_of(period).standing_in(period, earlier)

    with django_assert_num_queries(4):
        assert len(watched(found, NOW)) == rows
