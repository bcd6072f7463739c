"""The table of a round."""

from datetime import UTC, date, datetime

import pytest

from commitments.actions.updates import return_to_author
from commitments.models import AuditEvent
from commitments.rounds.table import Fact, Progress, entries, overview, round_facts
from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    CommitteeFactory,
    ExtensionFactory,
    MeetingFactory,
    PostFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    SubmittedUpdateFactory,
    UpdatePointFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 9, 7, 12, tzinfo=UTC)


@pytest.fixture
def period(db):
    return ReportingPeriodFactory(
        state="open", month=date(2022, 9, 1), updates_due_on=date(2022, 9, 5), approvals_due_on=date(2022, 9, 19)
    )


@pytest.fixture
def priority(period):
    return PriorityFactory(strategy=period.strategy, name="Be digital")


def told(period, priority, factory, **fields):
    return factory(commitment=CommitmentFactory(priority=priority), period=period, **fields)


def with_stage_complete_before(period, priority):
    earlier = ReportingPeriodFactory(strategy=period.strategy, month=date(2022, 3, 1))
    told(earlier, priority, ApprovedUpdateFactory, stage="complete")


def returned(period, priority):
    update = told(period, priority, SubmittedUpdateFactory)
    return_to_author(update=update, by=UserFactory(), note="Say more")


MADE = {
    Progress.NOT_STARTED: lambda *there: told(*there, StatusUpdateFactory),
    Progress.DRAFT: lambda *there: told(*there, StatusUpdateFactory, revision=1),
    Progress.RETURNED: returned,
    Progress.SUBMITTED: lambda *there: told(*there, SubmittedUpdateFactory),
    Progress.APPROVED: lambda *there: told(*there, ApprovedUpdateFactory),
    Progress.NOT_OWED: with_stage_complete_before,
}


@pytest.mark.parametrize("progress", Progress)
def test_entry_says_how_far_the_update_has_come(period, priority, progress):
    MADE[progress](period, priority)

    (entry,) = entries(period, NOW)

    owed = progress in {"not_started", "draft", "returned"}
    assert (entry.progress, entry.is_late, entry.due) == (progress, owed, "late by 2 working days" if owed else "")


def test_entry_of_an_imported_draft_is_begun(period, priority):
    UpdatePointFactory(update=told(period, priority, StatusUpdateFactory))

    assert entries(period, NOW)[0].progress == Progress.DRAFT


def test_entry_without_a_draft_is_not_started(period, priority):
    CommitmentFactory(priority=priority)

    (entry,) = found = entries(period, NOW)

    assert (entry.progress, entry.has_update) == (Progress.NOT_STARTED, False)
    assert overview(found).lacking == 1


@pytest.mark.parametrize("state", ["planned", "closed"])
def test_nothing_is_late_unless_the_round_is_open(period, priority, state):
    told(period, priority, StatusUpdateFactory)
    period.state = state

    (entry,) = entries(period, NOW)

    assert (entry.is_late, entry.due) == (False, "")


def test_entry_says_that_more_time_was_given(period, priority):
    update = told(period, priority, StatusUpdateFactory)
    ExtensionFactory(commitment=update.commitment, period=period, due_on=date(2022, 9, 9))

    (entry,) = entries(period, NOW)

    assert (entry.due, entry.is_extended, entry.is_late) == ("due in 2 working days", True, False)


@pytest.mark.parametrize(
    ("holder", "deputy", "people"),
    [
        (None, None, ()),
        ("Ann", None, ("Ann",)),
        ("Ann", "Ben", ("Ann", "Ben, deputy")),
        (None, "Ben", ("Ben, deputy",)),
        ("Gone", "Ben", ("Ben, deputy",)),
        ("Gone", None, ()),
    ],
)
def test_entry_names_who_holds_and_deputises_the_post(period, priority, holder, deputy, people):
    there = {name: UserFactory(name=name, is_active=name != "Gone") for name in (holder, deputy) if name}
    post = PostFactory(title="Director", holder=there.get(holder), deputy=there.get(deputy))
    CommitmentFactory(priority=priority, lead=post)

    (entry,) = entries(period, NOW)

    assert (entry.post, entry.people) == ("Director", people)


def test_entry_without_a_lead_names_no_post(period, priority):
    CommitmentFactory(priority=priority)

    assert [(entry.post_id, entry.post, entry.people) for entry in entries(period, NOW)] == [(None, "", ())]


def test_entry_says_what_was_done_last(period, priority):
    update = told(period, priority, StatusUpdateFactory)
    for what in ("submitted", "withdrawn"):
        AuditEvent.objects.record(
            by=UserFactory(name="Ann"), organisation=period.strategy.organisation, what=what, thing=update
        )

    (entry,) = entries(period, NOW)

    at = AuditEvent.objects.latest("pk").at
    assert entry.changed == f"Withdrawn on {at.day} {at:%B %Y} by Ann"


def test_entry_shortens_long_words_and_shows_those_of_then(period, priority):
    CommitmentFactory(priority=priority, wording="x" * 200)

    assert entries(period, NOW)[0].wording == "x" * 89 + "…"


def test_entries_leave_out_what_is_not_in_the_plan(period):
    CommitmentFactory()

    assert entries(period, NOW) == []


@pytest.mark.parametrize("number", [1, 3])
def test_entries_need_three_queries(period, priority, number, django_assert_num_queries):
    for _ in range(number):
        post = PostFactory(holder=UserFactory(), deputy=UserFactory())
        commitment = CommitmentFactory(priority=priority, lead=post)
        update = StatusUpdateFactory(commitment=commitment, period=period)
        AuditEvent.objects.record(
            by=UserFactory(), organisation=period.strategy.organisation, what="saved", thing=update
        )

    with django_assert_num_queries(3):
        found = entries(period, NOW)

    assert len(found) == number


def test_overview_counts_all_and_each_priority(period, priority):
    other = PriorityFactory(strategy=period.strategy, name="Be kind")
    for make in (MADE[Progress.NOT_STARTED], MADE[Progress.SUBMITTED], MADE[Progress.SUBMITTED]):
        make(period, priority)
    MADE[Progress.APPROVED](period, other)

    found = overview(entries(period, NOW))

    assert [(progress.label, count.number, count.query) for progress, count in found.figures] == [
        ("Not started", 1, "state=not_started"),
        ("Submitted", 2, "state=submitted"),
        ("Approved", 1, "state=approved"),
    ]
    assert (found.late.number, found.late.query) == (1, "late=on")
    assert [column.word for column in found.tallies.columns] == ["Not started", "Submitted", "Approved"]
    assert [
        (line.name, line.total.number, [count.number for count in line.counts]) for line in found.tallies.tallies
    ] == [("Be digital", 3, [1, 2, 0]), ("Be kind", 1, [0, 0, 1]), ("All", 4, [1, 2, 1])]
    first = found.tallies.tallies[0]
    assert first.counts[1].query == f"priority={priority.pk}&state=submitted"
    assert [(part.code, part.share) for part in first.bar] == [("round-not_started", 33), ("round-submitted", 67)]


def test_facts_are_the_days_of_a_round(period):
    board = CommitteeFactory(organisation=period.strategy.organisation, name="Trust Board")
    MeetingFactory(period=period, committee=board, held_on=date(2022, 9, 28), papers_due_on=date(2022, 9, 21))
    vague = CommitteeFactory(organisation=period.strategy.organisation, name="Quality Committee")
    MeetingFactory(period=period, committee=vague, held_on=date(2022, 10, 1), held_precision="month")

    assert round_facts(period, NOW) == [
        Fact("Updates due", date(2022, 9, 5), "passed"),
        Fact("Approvals due", date(2022, 9, 19), "due in 7 working days"),
        Fact("Papers due, Trust Board", date(2022, 9, 21)),
        Fact("Trust Board", date(2022, 9, 28)),
    ]


def test_facts_say_when_a_round_opened_where_that_is_known(period):
    period.opens_on = date(2022, 8, 1)

    assert round_facts(period, NOW)[0] == Fact("Opened", date(2022, 8, 1))


def test_facts_of_a_planned_round_count_nothing_down(period):
    period.state = "planned"

    assert round_facts(period, NOW)[:2] == [Fact("Opens", None), Fact("Updates due", date(2022, 9, 5))]
