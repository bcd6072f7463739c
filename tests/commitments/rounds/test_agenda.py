"""What stands in somebody's calendar."""

from datetime import date

import pytest

from commitments.models import Role
from commitments.rounds.agenda import agenda
from tests.factories import (
    CommitmentFactory,
    CommitteeFactory,
    ExtensionFactory,
    MeetingFactory,
    MembershipFactory,
    PostFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    SubmittedUpdateFactory,
    UpdatePointFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

SITE = "https://tracker.example.nhs.uk"


@pytest.fixture
def period(db):
    return ReportingPeriodFactory(
        strategy__organisation__short_name="CCC",
        state="open",
        month=date(2022, 9, 1),
        updates_due_on=date(2022, 9, 5),
        approvals_due_on=date(2022, 9, 20),
    )


@pytest.fixture
def priority(period):
    return PriorityFactory(strategy=period.strategy)


def owes(period, priority, ref, factory=StatusUpdateFactory, **people):
    post = PostFactory(organisation=period.strategy.organisation, **people)
    commitment = CommitmentFactory(priority=priority, lead=post, ref=ref, wording=f"Promise {ref}")
    return factory(commitment=commitment, period=period)


def told(user):
    return [(entry.uid.split("@")[0], entry.day, entry.summary) for entry in agenda(user, SITE)]


def test_lead_sees_by_when_updates_are_due(period, priority):
    user = UserFactory()
    owes(period, priority, "BD-01", holder=user)
    draft = owes(period, priority, "BD-02", deputy=user)
    UpdatePointFactory(update=draft, text="SECRET DRAFT")
    owes(period, priority, "BD-03", SubmittedUpdateFactory, holder=user)
    owes(period, priority, "BD-04", holder=UserFactory())

    (entry,) = agenda(user, SITE)

    assert (entry.uid, entry.day, entry.summary, entry.description, entry.url) == (
        f"updates-{period.pk}@tracker.example.nhs.uk",
        date(2022, 9, 5),
        "CCC: 2 updates due for September 2022",
        "BD-01 Promise BD-01\nBD-02 Promise BD-02",
        f"{SITE}/organisation-1/strategy-1/2022-09/",
    )


def test_update_that_was_put_off_stands_by_itself(period, priority):
    user = UserFactory()
    owes(period, priority, "BD-01", holder=user)
    put_off = owes(period, priority, "BD-02", holder=user)
    ExtensionFactory(period=period, commitment=put_off.commitment, due_on=date(2022, 9, 9))

    assert told(user) == [
        (f"updates-{period.pk}", date(2022, 9, 5), "CCC: 1 update due for September 2022"),
        (f"update-{put_off.pk}", date(2022, 9, 9), "CCC: 1 update due for September 2022"),
    ]


@pytest.mark.parametrize(
    ("state", "due"), [("planned", date(2022, 9, 5)), ("closed", date(2022, 9, 5)), ("open", None)]
)
def test_no_update_is_due_unless_the_round_is_open_and_says_when(period, priority, state, due):
    user = UserFactory()
    owes(period, priority, "BD-01", holder=user)
    period.state, period.updates_due_on = state, due
    period.save()

    assert told(user) == []


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.READER, False),
        (Role.EXECUTIVE, True),
        (Role.BOARD_SECRETARY, True),
        (Role.STRATEGY_TEAM, True),
        (Role.ADMINISTRATOR, False),
    ],
)
@pytest.mark.parametrize("state", ["planned", "open"])
def test_approvals_stand_with_those_who_follow_the_round(period, priority, role, sees, state):
    period.state = state
    period.save()
    user = MembershipFactory(organisation=period.strategy.organisation, role=role).user

    approvals = (f"approvals-{period.pk}", date(2022, 9, 20), "CCC: approvals due for September 2022")
    assert told(user) == [approvals] * sees


@pytest.mark.parametrize("part", ["holder", "deputy"])
def test_approvals_stand_with_executive_leads(period, priority, part):
    user = UserFactory()
    priority.executive_lead = PostFactory(organisation=period.strategy.organisation, **{part: user})
    priority.save()

    assert [name for name, _day, _words in told(user)] == [f"approvals-{period.pk}"]


def test_approvals_without_a_day_stand_nowhere(period, priority):
    period.approvals_due_on = None
    period.save()
    user = MembershipFactory(organisation=period.strategy.organisation, role=Role.EXECUTIVE).user

    assert told(user) == []


def test_members_see_meetings_and_paper_days(period):
    user = MembershipFactory(organisation=period.strategy.organisation).user
    board = CommitteeFactory(organisation=period.strategy.organisation, name="Trust Board")
    first = MeetingFactory(period=period, committee=board, held_on=date(2022, 9, 28), papers_due_on=date(2022, 9, 21))
    vague = MeetingFactory(
        period=period,
        committee=board,
        held_on=date(2022, 10, 1),
        held_precision="month",
        papers_due_on=date(2022, 9, 22),
    )
    MeetingFactory(period=period, committee=board, held_on=date(2022, 11, 1), held_precision="month")

    assert told(user) == [
        (f"papers-{first.pk}", date(2022, 9, 21), "CCC: papers due, Trust Board"),
        (f"papers-{vague.pk}", date(2022, 9, 22), "CCC: papers due, Trust Board"),
        (f"meeting-{first.pk}", date(2022, 9, 28), "CCC: Trust Board"),
    ]
    assert [entry.description for entry in agenda(user, SITE)] == [
        "For the meeting on 28 September 2022.",
        "",
        "Receives the report for September 2022.",
    ]


def test_nobody_sees_what_they_may_not_read(period, priority):
    board = CommitteeFactory(organisation=period.strategy.organisation)
    MeetingFactory(period=period, committee=board)
    stranger = MembershipFactory(role=Role.EXECUTIVE).user
    gone = MembershipFactory(organisation=period.strategy.organisation, role=Role.EXECUTIVE).user
    owes(period, priority, "BD-01", holder=gone)
    gone.is_active = False
    gone.save()

    assert (told(stranger), told(gone)) == ([], [])


@pytest.mark.parametrize("number", [1, 3])
def test_agenda_needs_five_queries_for_one_round(period, priority, number, django_assert_num_queries):
    user = MembershipFactory(organisation=period.strategy.organisation, role=Role.EXECUTIVE).user
    for place in range(number):
        owes(period, priority, f"BD-{place}", holder=user)
        MeetingFactory(period=period, papers_due_on=date(2022, 9, 21))

    with django_assert_num_queries(5):
        found = agenda(user, SITE)

    assert len(found) == 2 + 2 * number
