"""Rounds opened, closed, opened again; a wrong opening undone."""

from datetime import date

import pytest

from commitments.actions import RefusedError
from commitments.actions.periods import close_period, left_in_words, left_open, make_drafts, open_period, undo_opening
from commitments.models import AuditEvent, PeriodState, PointKind, StatusUpdate
from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    OutcomeFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    SubmittedUpdateFactory,
    UpdatePointFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

DUE = date(2022, 9, 5)
STATES = PeriodState.values


def a_round(state="planned", **fields):
    return ReportingPeriodFactory(state=state, month=date(2022, 9, 1), **{"updates_due_on": DUE} | fields)


def in_plan_of(period, **fields):
    return CommitmentFactory(priority=PriorityFactory(strategy=period.strategy), **fields)


def told():
    return [(event.what, event.before, event.after) for event in AuditEvent.objects.order_by("pk")]


ACTIONS = {"open": open_period, "closed": close_period, "planned": undo_opening}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("other", STATES)
def test_round_goes_from_state_to_state_as_the_enum_says(state, other):
    period, user = a_round(state), UserFactory()
    allowed = (state, other) in {("planned", "open"), ("open", "closed"), ("open", "planned"), ("closed", "open")}

    assert PeriodState(state).may_become(other) is allowed
    if allowed:
        assert ACTIONS[other](period=period, by=user).state == other
    else:
        with pytest.raises(RefusedError, match=f"is {state}, so it can’t be"):
            ACTIONS[other](period=period, by=user)
    period.refresh_from_db()
    assert period.state == (other if allowed else state)
    assert AuditEvent.objects.count() == allowed


def test_opening_makes_the_drafts_that_are_owed():
    period = a_round()
    owed, there = in_plan_of(period), in_plan_of(period)
    StatusUpdateFactory(commitment=there, period=period, revision=3)
    earlier = ReportingPeriodFactory(strategy=period.strategy, month=date(2022, 3, 1))
    ApprovedUpdateFactory(commitment=in_plan_of(period), period=earlier, stage="complete")

    opened = open_period(period=period, by=UserFactory())

    updates = StatusUpdate.objects.filter(period=opened).order_by("pk")
    assert [(each.commitment, each.state, each.revision) for each in updates] == [
        (there, "draft", 3),
        (owed, "draft", 0),
    ]
    assert told() == [("opened", {"state": "planned"}, {"state": "open", "drafts": 1})]


def test_opening_again_makes_drafts_that_are_missing():
    period = a_round("closed", updates_due_on=None)
    in_plan_of(period)

    open_period(period=period, by=UserFactory())

    assert told() == [("opened again", {"state": "closed"}, {"state": "open", "drafts": 1})]


def test_round_without_a_due_day_is_not_opened():
    period = a_round(updates_due_on=None)

    with pytest.raises(RefusedError, match="Say by when updates are due before you open the round"):
        open_period(period=period, by=UserFactory())

    assert StatusUpdate.objects.count() == 0


def test_drafts_are_made_for_what_was_added_since():
    period = a_round("open")
    in_plan_of(period)

    assert make_drafts(period=period, by=UserFactory()) == 1
    assert told() == [("drafts made", {}, {"drafts": 1})]


@pytest.mark.parametrize("state", STATES)
def test_drafts_are_not_made_where_none_is_lacking(state):
    sentence = {"open": "has its draft already"}.get(state, f"is {state}, so nobody owes an update in it")

    with pytest.raises(RefusedError, match=sentence):
        make_drafts(period=a_round(state), by=UserFactory())

    assert told() == []


def test_undoing_an_opening_takes_its_drafts_away():
    period = a_round()
    in_plan_of(period)
    open_period(period=period, by=UserFactory())

    undo_opening(period=period, by=UserFactory())

    assert StatusUpdate.objects.count() == 0
    assert told()[1] == ("opening undone", {"state": "open"}, {"state": "planned", "drafts removed": 1})


def with_a_point(update):
    UpdatePointFactory(update=update)


def with_an_answer(update):
    earlier = ReportingPeriodFactory(strategy=update.period.strategy, month=date(2022, 3, 1))
    said = ApprovedUpdateFactory(commitment=update.commitment, period=earlier)
    OutcomeFactory(update=update, point=UpdatePointFactory(update=said, kind=PointKind.NEXT))


WRITTEN = {
    "saved": lambda update: StatusUpdate.objects.filter(pk=update.pk).update(revision=1),
    "a stage": lambda update: StatusUpdate.objects.filter(pk=update.pk).update(stage="paused"),
    "a rating": lambda update: StatusUpdate.objects.filter(pk=update.pk).update(rating="red"),
    "a reason": lambda update: StatusUpdate.objects.filter(pk=update.pk).update(reason="Late"),
    "a point": with_a_point,
    "an answer": with_an_answer,
}


@pytest.mark.parametrize("write", WRITTEN)
def test_opening_is_not_undone_once_somebody_wrote(write):
    period = a_round("open")
    update = StatusUpdateFactory(commitment=in_plan_of(period), period=period)
    StatusUpdateFactory(commitment=in_plan_of(period), period=period)
    WRITTEN[write](update)

    with pytest.raises(RefusedError, match="1 update has been begun already"):
        undo_opening(period=period, by=UserFactory())

    period.refresh_from_db()
    assert (period.state, StatusUpdate.objects.filter(period=period).count()) == ("open", 2)


def test_opening_is_not_undone_once_an_update_is_handed_in():
    period = a_round("open")
    SubmittedUpdateFactory.create_batch(
        2, period=period, commitment__priority=PriorityFactory(strategy=period.strategy)
    )

    with pytest.raises(RefusedError, match="2 updates have been begun already"):
        undo_opening(period=period, by=UserFactory())


def left_round():
    period = a_round("open")
    for factory in (StatusUpdateFactory, SubmittedUpdateFactory, SubmittedUpdateFactory, ApprovedUpdateFactory):
        factory(commitment=in_plan_of(period), period=period)
    in_plan_of(period)  # owed, and without a draft
    return period


def test_closing_says_first_what_is_left():
    period = left_round()

    with pytest.raises(RefusedError) as refused:
        close_period(period=period, by=UserFactory())

    assert str(refused.value) == (
        "2 updates are not submitted. 2 updates are submitted but not approved. "
        "Confirm that you want to close the round all the same."
    )


def test_closing_leaves_drafts_as_they_are():
    period = left_round()

    closed = close_period(period=period, by=UserFactory(), sure=True)

    assert closed.state == "closed"
    assert sorted(StatusUpdate.objects.values_list("state", flat=True)) == [
        *("approved", "draft", "submitted", "submitted")
    ]
    assert told() == [("closed", {"state": "open"}, {"state": "closed", "not submitted": 2, "not approved": 2})]


def test_what_is_left_is_a_sentence_where_anything_is():
    assert left_in_words(left_open(a_round("open"))) == ""
    assert left_in_words({"not submitted": 1, "not approved": 0}) == "1 update is not submitted."
