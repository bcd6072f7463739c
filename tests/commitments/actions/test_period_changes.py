"""Rounds corrected: days, delays, meetings; one that was planned by mistake, deleted."""

from dataclasses import replace
from datetime import date

import pytest

from commitments.actions import RefusedError
from commitments.actions.period_changes import (
    ChangedDaysError,
    MeetingDays,
    RoundDays,
    add_meeting,
    change_days,
    change_meeting,
    delete_round,
    remove_meeting,
)
from commitments.dates import Precision
from commitments.models import AuditEvent, Meeting, ReportingPeriod
from tests.factories import (
    BoardQuestionFactory,
    CommitteeFactory,
    MeetingFactory,
    NarrativePointFactory,
    PlanChangeFactory,
    PresentationFactory,
    ReportFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

DAYS = RoundDays(date(2022, 8, 1), date(2022, 9, 5), date(2022, 9, 12), None, "")
LATE = {"scheduled_for": date(2022, 6, 1), "delay_reason": "winter pressures"}


@pytest.fixture
def period():
    return ReportingPeriodFactory(month=date(2022, 9, 1), label="September 2022", state="open", **vars(DAYS))


@pytest.fixture
def board(period):
    return CommitteeFactory(organisation=period.strategy.organisation, name="Trust Board", papers_working_days=5)


def change(period, **days):
    read = RoundDays.of(ReportingPeriod.objects.get(pk=period.pk)).mark()
    return change_days(period=period, days=replace(DAYS, **days), read=read, by=UserFactory())


def told():
    return [(event.what, event.before, event.after) for event in AuditEvent.objects.order_by("pk")]


@pytest.mark.parametrize("state", ["planned", "open", "closed"])
def test_round_in_any_state_gets_other_days_and_says_why_it_is_late(period, state):
    ReportingPeriod.objects.update(state=state)

    change(period, opens_on=date(2022, 8, 2), **LATE)

    period.refresh_from_db()
    assert RoundDays.of(period) == replace(DAYS, opens_on=date(2022, 8, 2), **LATE)
    assert told() == [
        (
            "corrected",
            {"opens_on": "2022-08-01", "scheduled_for": None, "delay_reason": ""},
            {"opens_on": "2022-08-02", "scheduled_for": "2022-06-01", "delay_reason": "winter pressures"},
        )
    ]


@pytest.mark.parametrize("scheduled_for", [None, date(2022, 9, 1)])
def test_saving_the_same_days_tells_nothing(period, scheduled_for):
    ReportingPeriod.objects.update(scheduled_for=scheduled_for)  # in time, as plan workbooks say it

    change(period, scheduled_for=scheduled_for)

    assert told() == []


def test_days_that_somebody_else_changed_meanwhile_are_not_overwritten(period):
    read = RoundDays.of(period).mark()
    change(period, opens_on=date(2022, 8, 2))

    with pytest.raises(ChangedDaysError, match="Somebody else has changed this round"):
        change_days(period=period, days=DAYS, read=read, by=UserFactory())

    period.refresh_from_db()
    assert period.opens_on == date(2022, 8, 2)


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"opens_on": date(2022, 9, 6)}, "Updates are due before the round opens"),
        ({"approvals_due_on": date(2022, 9, 4)}, "Approvals are due before updates are"),
        ({"updates_due_on": None}, "Say by when updates are due: the round is open"),
        ({"scheduled_for": date(2022, 6, 1)}, "Say why the round is delayed"),
        ({"scheduled_for": date(2022, 6, 1), "delay_reason": " \n"}, "Say why the round is delayed"),
        ({"delay_reason": "winter pressures"}, "Say in which earlier month the round was due"),
        (LATE | {"scheduled_for": date(2022, 9, 1)}, "Say in which earlier month the round was due"),
        (LATE | {"scheduled_for": date(2022, 10, 1)}, "September 2022 can’t have been due in a later month"),
    ],
)
def test_days_that_make_no_sense_are_refused(period, days, sentence):
    with pytest.raises(RefusedError, match=sentence):
        change(period, **days)

    assert told() == []


def test_planned_round_need_not_say_when_updates_are_due(period):
    ReportingPeriod.objects.update(state="planned")

    assert change(period, updates_due_on=None).updates_due_on is None


def a_meeting(board, **fields):
    return MeetingDays(
        board, **{"held_on": date(2022, 9, 28), "held_precision": Precision.DAY} | {"papers_due_on": None} | fields
    )


def rows():
    return list(Meeting.objects.values_list("committee__name", "held_on", "held_precision", "papers_due_on"))


def test_meeting_is_added_with_its_papers_counted_back_from_it(period, board):
    add_meeting(period=period, days=a_meeting(board), by=UserFactory())

    assert rows() == [("Trust Board", date(2022, 9, 28), "day", date(2022, 9, 21))]
    assert told() == [
        ("meeting added", {}, {"meeting": "Trust Board, 28 September 2022", "papers_due_on": "2022-09-21"})
    ]


def test_meeting_of_which_the_month_is_known_has_no_day_for_papers(period, board):
    days = a_meeting(board, held_on=date(2022, 9, 1), held_precision=Precision.MONTH)
    add_meeting(period=period, days=days, by=UserFactory())

    assert rows() == [("Trust Board", date(2022, 9, 1), "month", None)]


def test_meeting_is_corrected(period, board):
    meeting = MeetingFactory(period=period, committee=board, held_on=date(2022, 9, 28))

    days = a_meeting(board, held_on=date(2022, 10, 5), papers_due_on=date(2022, 10, 3))
    change_meeting(meeting=meeting, days=days, by=UserFactory())

    assert rows() == [("Trust Board", date(2022, 10, 5), "day", date(2022, 10, 3))]
    assert told()[0][0] == "meeting changed"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (lambda _board: {"papers_due_on": date(2022, 9, 29)}, "Papers are due after the meeting"),
        (lambda _board: {"committee": CommitteeFactory()}, "of another organisation"),
        (lambda _board: {"held_on": date(2022, 9, 14)}, "The Trust Board has a meeting on that date"),
    ],
)
def test_meeting_that_makes_no_sense_is_refused(period, board, given, sentence):
    MeetingFactory(period=period, committee=board, held_on=date(2022, 9, 14))

    with pytest.raises(RefusedError, match=sentence):
        add_meeting(period=period, days=replace(a_meeting(board), **given(board)), by=UserFactory())

    assert (Meeting.objects.count(), told()) == (1, [])


def test_meeting_is_removed(period, board):
    remove_meeting(meeting=MeetingFactory(period=period, committee=board), by=UserFactory())

    assert (rows(), told()[0][0]) == ([], "meeting removed")


@pytest.mark.parametrize("keep", [PresentationFactory, BoardQuestionFactory])
def test_meeting_that_received_a_report_stays(period, board, keep):
    meeting = MeetingFactory(period=period, committee=board)
    keep(meeting=meeting)

    with pytest.raises(RefusedError, match="or asked something of it, so it stays"):
        remove_meeting(meeting=meeting, by=UserFactory())

    assert Meeting.objects.filter(pk=meeting.pk).exists()


@pytest.mark.parametrize("act", [change_meeting, lambda meeting, by, **_days: remove_meeting(meeting=meeting, by=by)])
def test_meeting_that_somebody_else_removed_is_refused(period, board, act):
    meeting = MeetingFactory(period=period, committee=board)
    Meeting.objects.all().delete()

    with pytest.raises(RefusedError, match="Somebody else has removed this meeting"):
        act(meeting=meeting, days=a_meeting(board), by=UserFactory())


def test_round_planned_by_mistake_is_deleted_with_its_meetings(period, board):
    ReportingPeriod.objects.update(state="planned")
    MeetingFactory(period=period, committee=board, held_on=date(2022, 9, 28))

    delete_round(period=period, by=UserFactory())

    assert (ReportingPeriod.objects.count(), Meeting.objects.count()) == (0, 0)
    assert told() == [
        ("deleted", {"label": "September 2022", "month": "2022-09-01", "meetings": ["Trust Board, 2022-09-28"]}, {})
    ]


@pytest.mark.parametrize("state", ["open", "closed"])
def test_round_that_has_begun_is_not_deleted(period, state):
    ReportingPeriod.objects.update(state=state)

    with pytest.raises(RefusedError, match=f"is {state}. Only a planned one can be deleted"):
        delete_round(period=period, by=UserFactory())


def an_update(period):
    return StatusUpdateFactory(period=period, commitment__priority__strategy=period.strategy)


def a_question_of_its_meeting(period):
    """About an earlier period, asked in the meeting of this one."""
    meeting = MeetingFactory(period=period, committee__organisation=period.strategy.organisation)
    earlier = ReportingPeriodFactory(strategy=period.strategy, month=date(2022, 3, 1))
    return BoardQuestionFactory(period=earlier, meeting=meeting)


@pytest.mark.parametrize(
    "keep",
    [
        *(an_update, NarrativePointFactory, PlanChangeFactory, ReportFactory, BoardQuestionFactory),
        a_question_of_its_meeting,
    ],
)
def test_round_of_which_something_is_kept_is_not_deleted(period, keep):
    ReportingPeriod.objects.update(state="planned")
    keep(period=period)

    with pytest.raises(RefusedError, match="Something is kept of September 2022 already"):
        delete_round(period=period, by=UserFactory())

    assert ReportingPeriod.objects.filter(pk=period.pk).exists()
    assert told() == []
