"""What needs attention first, in sentences."""

from datetime import UTC, date, datetime

import pytest

from commitments.dashboard.rows import rows_of
from commitments.dashboard.watchlist import watchlist
from commitments.standing.status_words import status_words
from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    ExtensionFactory,
    PlanChangeFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StatusWordFactory,
    UpdatePointFactory,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 6, 15, 9, tzinfo=UTC)


@pytest.fixture
def periods():
    earlier = ReportingPeriodFactory(month=date(2021, 9, 1), state="closed")
    return [earlier, ReportingPeriodFactory(strategy=earlier.strategy, month=date(2022, 3, 1), state="closed")]


@pytest.fixture
def priority(periods):
    return PriorityFactory(strategy=periods[0].strategy)


def listed(periods, **asked):
    rows = rows_of(periods[-1], periods[-2] if periods[1:] else None, None, NOW)
    return watchlist(rows, periods[-1], periods, status_words(periods[-1].strategy), NOW, **asked)


def approved(commitment, period, *progress, **fields):
    update = ApprovedUpdateFactory(commitment=commitment, period=period, **fields)
    for place, text in enumerate(progress):
        UpdatePointFactory(update=update, text=text, position=place)
    return update


def reasons(found) -> list[tuple[str, int, str]]:
    return [(each.status.word, each.count.number, each.count.query) for each in found.reasons]


@pytest.mark.parametrize(
    ("before", "now", "sentences"),
    [
        ({}, {"rating": "red"}, ["Red in March 2022"]),
        ({"rating": "amber"}, {"rating": "red"}, ["Red in March 2022, Amber in September 2021"]),
        ({"rating": "red"}, {"rating": "red"}, ["Red in September 2021 and March 2022"]),
        ({"rating": "amber"}, {"rating": "amber"}, ["Amber in September 2021 and March 2022"]),
        ({"stage": "paused"}, {"stage": "paused"}, ["Paused in September 2021 and March 2022"]),
        ({"stage": "in_progress"}, {"stage": "paused"}, ["Paused in March 2022"]),
        (
            {},
            {"stage": "paused", "rating": "green", "executive_rating": "red"},
            ["Red in March 2022", "Paused in March 2022", "Red by the executive, Green by the lead"],
        ),
    ],
)
def test_watchlist_says_where_it_stands(periods, priority, before, now, sentences):
    commitment = CommitmentFactory(priority=priority)
    if before:
        approved(commitment, periods[0], **before)
    approved(commitment, periods[1], **now)

    (found,) = listed(periods).first

    assert [found.why, *found.others] == sentences


def test_watchlist_says_what_is_the_same_and_what_was_missed(periods, priority):
    later = ReportingPeriodFactory(strategy=priority.strategy, month=date(2022, 9, 1), state="closed")
    one, several = CommitmentFactory(priority=priority), CommitmentFactory(priority=priority)
    point = None
    for each in (*periods, later):
        approved(one, each, "Work went on")
        update = approved(several, each, "A", "B", "C", "D", f"E {each}")
        point = UpdatePointFactory(update=update, kind="next", text="Hire " + "x" * 100, carried_from=point)

    first, second = listed([*periods, later]).first

    assert (first.ref, first.why) == ("C2", f"Missed twice: “Hire {'x' * 64}…”")
    assert first.others == ("4 of 5 lines of progress are those of March 2022",)
    assert (second.ref, second.why, second.others) == ("C1", "The only line of progress is that of March 2022", ())


def test_watchlist_says_when_an_update_was_due(periods, priority):
    _late, extended = CommitmentFactory(priority=priority), CommitmentFactory(priority=priority)
    ExtensionFactory(commitment=extended, period=periods[1], due_on=date(2022, 4, 14))

    assert [each.why for each in listed(periods).first] == [
        "No update for March 2022",
        "No update: it was due on 14 April 2022",
    ]
    periods[1].updates_due_on = date(2022, 3, 14)
    assert [each.why for each in listed(periods).first] == [
        "No update: it was due on 14 March 2022",
        "No update: it was due on 14 April 2022",
    ]


def test_watchlist_explains_in_the_leads_words_and_the_strategys(periods, priority):
    StatusWordFactory(strategy=priority.strategy, code="red", word="Off track")
    commitment = CommitmentFactory(priority=priority, wording="Word " * 40)
    approved(commitment, periods[1], rating="red", reason="Staff are hard\n\nto find. " + "More. " * 40)

    found = listed(periods)

    assert reasons(found) == [("Off track", 1, "attention=red")]
    assert found.first[0].why == "Off track in March 2022"
    assert found.first[0].explained.startswith("Staff are hard to find. More.")
    assert (len(found.first[0].explained), len(found.first[0].wording)) == (160, 90)


def test_watchlist_begins_with_the_most_serious_and_counts_each_reason(periods, priority):
    silent, paused, red, amber = (CommitmentFactory(priority=priority) for _ in range(4))
    approved(paused, periods[1], stage="paused", rating="red")
    approved(red, periods[1], rating="red")
    approved(amber, periods[0], rating="amber")
    approved(amber, periods[1], rating="amber")

    found = listed(periods, priority=priority.pk)

    assert [each.ref for each in found.first] == [paused.ref, red.ref, amber.ref, silent.ref]
    assert (found.total.number, found.total.query) == (4, f"priority={priority.pk}&attention=any")
    assert reasons(found) == [
        ("Red", 2, f"priority={priority.pk}&attention=red"),
        ("Amber in two periods running", 1, f"priority={priority.pk}&attention=amber_twice"),
        ("Paused", 1, f"priority={priority.pk}&attention=paused"),
        ("Late or no update", 1, f"priority={priority.pk}&attention=no_update"),
    ]


def test_watchlist_shows_the_first_ten(periods, priority):
    for _ in range(12):
        approved(CommitmentFactory(priority=priority), periods[1], rating="red")

    found = listed(periods)

    assert (found.total.number, len(found.first), found.first[0].ref) == (12, 10, "C1")


def test_watchlist_leaves_out_what_joined_the_plan_later(periods, priority):
    later = CommitmentFactory(priority=priority, in_published_plan=False)
    PlanChangeFactory(commitment=later, kind="added", period=periods[1])
    ApprovedUpdateFactory(commitment=later, period=periods[0], rating="red")

    assert listed(periods[:1]).total.number == 0
    assert listed(periods).total.number == 1
