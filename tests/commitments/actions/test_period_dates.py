"""The dates of rounds."""

from datetime import date

import pytest

from commitments.actions import RefusedError
from commitments.actions.period_dates import extend_commitment, extend_period, plan_period
from commitments.models import AuditEvent, Extension, Meeting, ReportingPeriod
from commitments.rounds.planning import RoundDates
from tests.factories import (
    CommitmentFactory,
    CommitteeFactory,
    MeetingFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    StrategyFactory,
    SubmittedUpdateFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

DATES = RoundDates(date(2022, 8, 1), date(2022, 8, 30), date(2022, 9, 13), date(2022, 9, 21))
BOARD = date(2022, 9, 28)


@pytest.fixture
def board(db):
    strategy = StrategyFactory()
    return CommitteeFactory(organisation=strategy.organisation, name="Trust Board")


def plan(board, period=None, **given):
    strategy = board.organisation.strategies.get()
    usual = {"month": BOARD, "dates": DATES, "committee": board, "held_on": BOARD, "by": UserFactory()}
    return plan_period(strategy=strategy, period=period, **usual | given)


def test_planning_makes_a_round_and_its_meeting(board):
    made = plan(board)

    assert (made.label, made.slug, made.month, made.state) == (
        *("September 2022", "september-2022", date(2022, 9, 1)),
        "planned",
    )
    assert (made.opens_on, made.updates_due_on, made.approvals_due_on) == (
        *(date(2022, 8, 1), date(2022, 8, 30)),
        date(2022, 9, 13),
    )
    meeting = Meeting.objects.get()
    assert (meeting.period, meeting.committee, meeting.held_on, meeting.held_precision, meeting.papers_due_on) == (
        *(made, board, BOARD, "day"),
        date(2022, 9, 21),
    )
    event = AuditEvent.objects.get()
    assert (event.what, event.thing_words, event.after["meeting"]) == (
        *("planned", "September 2022"),
        "Trust Board, 2022-09-28",
    )


def test_planning_again_changes_the_round_and_moves_its_meeting(board):
    made = plan(board)
    later = RoundDates(date(2022, 8, 8), date(2022, 9, 6), date(2022, 9, 21), date(2022, 9, 28))

    changed = plan(board, made, dates=later, held_on=date(2022, 10, 5), month=made.month)

    assert ReportingPeriod.objects.count() == 1
    assert (changed.opens_on, changed.updates_due_on, changed.month) == (
        *(date(2022, 8, 8), date(2022, 9, 6)),
        date(2022, 9, 1),
    )
    assert list(Meeting.objects.values_list("held_on", "papers_due_on")) == [(date(2022, 10, 5), date(2022, 9, 28))]


def test_planning_gives_a_month_that_was_known_its_day(board):
    period = ReportingPeriodFactory(strategy=board.organisation.strategies.get())
    MeetingFactory(period=period, committee=board, held_on=date(2022, 9, 1), held_precision="month")

    plan(board, period)

    assert list(Meeting.objects.values_list("held_on", "held_precision")) == [(BOARD, "day")]


def test_planning_leaves_other_meetings(board):
    period = ReportingPeriodFactory(strategy=board.organisation.strategies.get())
    other = CommitteeFactory(organisation=board.organisation)
    MeetingFactory(period=period, committee=other, held_on=date(2022, 9, 21))
    MeetingFactory(period=period, committee=board, held_on=date(2022, 9, 7))
    MeetingFactory(period=period, committee=board, held_on=date(2022, 9, 14))

    plan(board, period)
    plan(board, period)

    assert list(Meeting.objects.order_by("held_on").values_list("committee", "held_on")) == [
        *((board.pk, date(2022, 9, 7)), (board.pk, date(2022, 9, 14))),
        *((other.pk, date(2022, 9, 21)), (board.pk, BOARD)),
    ]


def with_dates(**given):
    return {"dates": RoundDates(**vars(DATES) | given)}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (with_dates(opens_on=date(2022, 8, 31)), "Updates are due before the round opens"),
        (with_dates(approvals_due_on=date(2022, 8, 29)), "Approvals are due before updates are"),
        (with_dates(papers_due_on=date(2022, 9, 29)), "Papers are due after the meeting"),
    ],
)
def test_planning_refuses_dates_out_of_order(board, given, sentence):
    with pytest.raises(RefusedError, match=sentence):
        plan(board, **given)

    assert ReportingPeriod.objects.count() == 0


def test_planning_refuses_a_month_that_has_a_round(board):
    plan(board)

    with pytest.raises(RefusedError, match="There is a round of September 2022 already"):
        plan(board)


def test_planning_refuses_a_committee_of_another_organisation(board):
    with pytest.raises(RefusedError, match="committee is of another organisation"):
        plan(board, committee=CommitteeFactory())


@pytest.mark.parametrize("state", ["open", "closed"])
def test_planning_refuses_a_round_that_has_begun(board, state):
    period = ReportingPeriodFactory(strategy=board.organisation.strategies.get(), state=state)

    with pytest.raises(RefusedError, match=f"is {state}. Only a planned one"):
        plan(board, period)


def test_planning_gives_an_address_that_is_free(board):
    strategy = board.organisation.strategies.get()
    ReportingPeriodFactory(strategy=strategy, label="Autumn", slug="september-2022", month=date(2022, 10, 1))

    assert plan(board).slug == "september-2022-2"


@pytest.fixture
def opened(board):
    strategy = board.organisation.strategies.get()
    return ReportingPeriodFactory(
        strategy=strategy, state="open", opens_on=DATES.opens_on, updates_due_on=DATES.updates_due_on
    )


def test_extending_gives_everybody_other_dates(opened):
    extended = extend_period(
        period=opened, updates_due_on=date(2022, 9, 6), approvals_due_on=date(2022, 9, 20), by=UserFactory()
    )

    extended.refresh_from_db()
    assert (extended.updates_due_on, extended.approvals_due_on) == (date(2022, 9, 6), date(2022, 9, 20))
    event = AuditEvent.objects.get()
    assert (event.what, event.before["updates_due_on"], event.after["updates_due_on"]) == (
        *("extended", "2022-08-30"),
        "2022-09-06",
    )


@pytest.mark.parametrize(
    ("updates", "approvals", "sentence"),
    [
        (date(2022, 8, 30), None, "These are the dates of the round already"),
        (date(2022, 7, 29), None, "Updates are due before the round opens"),
        (date(2022, 9, 6), date(2022, 9, 5), "Approvals are due before updates are"),
    ],
)
def test_extending_refuses_dates_that_make_no_sense(opened, updates, approvals, sentence):
    with pytest.raises(RefusedError, match=sentence):
        extend_period(period=opened, updates_due_on=updates, approvals_due_on=approvals, by=UserFactory())

    assert AuditEvent.objects.count() == 0


def owed(period, factory=StatusUpdateFactory):
    commitment = CommitmentFactory(priority=PriorityFactory(strategy=period.strategy), ref="BD-01")
    factory(commitment=commitment, period=period)
    return commitment


def extend(period, commitment, due_on=date(2022, 9, 9), reason="On leave"):
    return extend_commitment(period=period, commitment=commitment, due_on=due_on, reason=reason, by=UserFactory())


def test_one_commitment_gets_more_time_and_again_more(opened):
    commitment = owed(opened)

    extend(opened, commitment)
    extend(opened, commitment, date(2022, 9, 12), "Ill")

    assert list(Extension.objects.values_list("commitment", "due_on", "reason")) == [
        (commitment.pk, date(2022, 9, 12), "Ill")
    ]
    assert [(event.before, event.after) for event in AuditEvent.objects.order_by("pk")] == [
        ({}, {"ref": "BD-01", "due_on": "2022-09-09", "reason": "On leave"}),
        ({"due_on": "2022-09-09"}, {"ref": "BD-01", "due_on": "2022-09-12", "reason": "Ill"}),
    ]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"reason": " \x01 "}, "Say why this update may come later"),
        ({"due_on": date(2022, 8, 30)}, "Choose a day after 30 August 2022, when all updates are due"),
    ],
)
def test_one_commitment_gets_no_time_without_sense(opened, given, sentence):
    commitment = owed(opened)

    with pytest.raises(RefusedError, match=sentence):
        extend(opened, commitment, **{"reason": "Ill"} | given)

    assert Extension.objects.count() == 0


def test_what_is_handed_in_gets_no_more_time(opened):
    commitment = owed(opened, SubmittedUpdateFactory)

    with pytest.raises(RefusedError, match="The update of BD-01 is not owed, or is handed in already"):
        extend(opened, commitment)


@pytest.mark.parametrize("state", ["planned", "closed"])
def test_only_an_open_round_is_extended(opened, state):
    commitment = owed(opened)
    ReportingPeriod.objects.filter(pk=opened.pk).update(state=state)

    with pytest.raises(RefusedError, match=f"is {state}. Only an open one can be extended"):
        extend_period(period=opened, updates_due_on=date(2022, 9, 6), approvals_due_on=None, by=UserFactory())
    with pytest.raises(RefusedError, match=f"is {state}. Only an open one can be extended"):
        extend(opened, commitment)
