"""Who owes which update."""

from datetime import UTC, date, datetime

import pytest

from commitments.models import PointKind
from commitments.rounds.owing import debts, owed_updates, owing_in, soonest
from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    ExtensionFactory,
    OutcomeFactory,
    PlanChangeFactory,
    PostFactory,
    PriorityFactory,
    ReminderFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    SubmittedUpdateFactory,
    UpdatePointFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 9, 1, 12, tzinfo=UTC)


@pytest.fixture
def period(db):
    return ReportingPeriodFactory(state="open", month=date(2022, 9, 1), updates_due_on=date(2022, 9, 5))


@pytest.fixture
def priority(period):
    return PriorityFactory(strategy=period.strategy)


def ended(priority, stage="complete", month=3, step=None):
    """A commitment whose update of an earlier month says that it has ended, perhaps with a next step."""
    commitment = CommitmentFactory(priority=priority)
    found = priority.strategy.periods.filter(month=date(2022, month, 1)).first()
    earlier = found or ReportingPeriodFactory(strategy=priority.strategy, month=date(2022, month, 1), state="closed")
    update = ApprovedUpdateFactory(commitment=commitment, period=earlier, stage=stage)
    if step:
        UpdatePointFactory(update=update, kind=PointKind.NEXT, text=step)
    return commitment


@pytest.mark.parametrize("stage", ["", "not_started", "in_progress", "paused"])
def test_commitment_that_goes_on_owes_an_update(period, priority, stage):
    commitment = ended(priority, stage)

    assert list(owing_in(period)) == [commitment]


@pytest.mark.parametrize("stage", ["complete", "not_achieved", "stopped", "merged"])
def test_commitment_that_has_ended_owes_none(period, priority, stage):
    ended(priority, stage)

    assert list(owing_in(period)) == []


def test_commitment_that_has_ended_owes_answers_to_its_open_steps(period, priority):
    commitment = ended(priority, step="Close the account")

    assert list(owing_in(period)) == [commitment]


def test_answered_step_is_owed_no_more_but_in_the_round_that_answers_it(period, priority):
    commitment = ended(priority, step="Close the account")
    step = commitment.updates.get().points.get()
    between = ReportingPeriodFactory(strategy=period.strategy, month=date(2022, 6, 1), state="closed")
    answer = OutcomeFactory(update=StatusUpdateFactory(commitment=commitment, period=between), point=step)

    assert list(owing_in(period)) == []
    assert list(owing_in(between)) == [commitment]

    answer.answer, answer.note = "", "Not answered yet"
    answer.save()
    assert list(owing_in(period)) == [commitment]


def test_latest_approved_update_decides(period, priority):
    began_again = ended(priority)
    later = ReportingPeriodFactory(strategy=period.strategy, month=date(2022, 6, 1), state="closed")
    ApprovedUpdateFactory(commitment=began_again, period=later, stage="in_progress")
    not_approved = ended(priority)
    SubmittedUpdateFactory(commitment=not_approved, period=later, stage="in_progress")
    after = ReportingPeriodFactory(strategy=period.strategy, month=date(2023, 3, 1))
    goes_on = CommitmentFactory(priority=priority)
    ApprovedUpdateFactory(commitment=goes_on, period=after, stage="complete")

    assert set(owing_in(period)) == {began_again, goes_on}


def test_commitment_that_was_added_later_owes_nothing_before(period, priority):
    commitment = CommitmentFactory(priority=priority, in_published_plan=False)
    PlanChangeFactory(commitment=commitment, kind="added", period=period)
    earlier = ReportingPeriodFactory(strategy=period.strategy, month=date(2022, 3, 1))

    assert (list(owing_in(period)), list(owing_in(earlier))) == ([commitment], [])


@pytest.mark.parametrize("kind", ["stopped", "merged"])
def test_commitment_that_the_ledger_ended_owes_none(period, priority, kind):
    PlanChangeFactory(commitment=CommitmentFactory(priority=priority), kind=kind, period=period)

    assert list(owing_in(period)) == []


def test_commitment_of_another_strategy_owes_nothing_here(period):
    CommitmentFactory()

    assert list(owing_in(period)) == []


def test_owed_updates_are_drafts_of_commitments_that_owe(period, priority):
    draft = StatusUpdateFactory(commitment=CommitmentFactory(priority=priority), period=period)
    SubmittedUpdateFactory(commitment=CommitmentFactory(priority=priority), period=period)
    StatusUpdateFactory(commitment=ended(priority), period=period)
    ExtensionFactory(commitment=draft.commitment, period=period, due_on=date(2022, 9, 9))

    assert [(each, each.extended_to) for each in owed_updates(period)] == [(draft, date(2022, 9, 9))]


def owes(period, priority, post, ref, **fields):
    commitment = CommitmentFactory(priority=priority, lead=post, ref=ref, wording=f"Promise {ref}")
    return StatusUpdateFactory(commitment=commitment, period=period, **fields)


def test_debts_are_told_person_by_person(period, priority):
    ann, ben, gone = (UserFactory(name=name) for name in ("Ann", "Ben", "Gone"))
    gone.is_active = False
    gone.save()
    first = PostFactory(organisation=period.strategy.organisation, holder=ben, deputy=ann)
    owes(period, priority, first, "BD-01")
    owes(period, priority, PostFactory(holder=ann), "BD-02", return_note="Say more")
    owes(period, priority, PostFactory(holder=gone), "BD-03")
    owes(period, priority, PostFactory(), "BD-04")
    owes(period, priority, None, "BD-05")
    ReminderFactory(period=period, user=ben, sent_on=date(2022, 8, 1))
    ReminderFactory(period=period, user=ben, sent_on=date(2022, 8, 22))

    found = debts(period, NOW)

    assert [
        (str(debtor.person), [debt.ref for debt in debtor.debts], debtor.reminded_on) for debtor in found.people
    ] == [
        ("Ann", ["BD-01", "BD-02"], None),
        ("Ben", ["BD-01"], date(2022, 8, 22)),
    ]
    assert [(str(debtor.person), debtor.debts[0].ref) for debtor in found.unreachable] == [("Gone", "BD-03")]
    assert [debt.ref for debt in found.nobodys] == ["BD-03", "BD-04", "BD-05"]
    returned = found.people[0].debts[1]
    assert (returned.wording, returned.due_on, returned.due, returned.is_late, returned.is_returned) == (
        *("Promise BD-02", date(2022, 9, 5), "due in 2 working days", False),
        True,
    )


def test_debt_that_was_put_off_is_late_later(period, priority):
    post = PostFactory(holder=UserFactory())
    owes(period, priority, post, "BD-01")
    put_off = owes(period, priority, post, "BD-02")
    ExtensionFactory(commitment=put_off.commitment, period=period, due_on=date(2022, 9, 9))

    found = debts(period, datetime(2022, 9, 7, 12, tzinfo=UTC)).people[0]

    assert [(debt.due, debt.is_late) for debt in found.debts] == [
        ("late by 2 working days", True),
        ("due in 2 working days", False),
    ]
    assert soonest(found.debts) == found.debts[0]
    assert [found.is_reminded_on(date(2022, 9, day)) for day in (7, 8, 12, 13)] == [False, True, True, False]


@pytest.mark.parametrize("number", [1, 3])
def test_debts_need_two_queries(period, priority, number, django_assert_num_queries):
    for place in range(number):
        owes(period, priority, PostFactory(holder=UserFactory(), deputy=UserFactory()), f"BD-{place}")

    with django_assert_num_queries(2):
        found = debts(period, NOW)

    assert len(found.people) == 2 * number
