"""The queue of approvals as it is read."""

from datetime import UTC, date, datetime

import pytest

from commitments.models import Role
from commitments.rounds.approvals import after, queue, rounds, waited
from tests.factories import (
    CommitmentFactory,
    MembershipFactory,
    OrganisationFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StatusWordFactory,
    StrategyFactory,
    SubmittedUpdateFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 3, 4, 9, tzinfo=UTC)


def waiting_in(strategy, *refs):
    """Updates that wait, one for each ref, in a priority and an open round of their own."""
    period = ReportingPeriodFactory(strategy=strategy, state="open")
    priority = PriorityFactory(strategy=strategy)
    return [
        SubmittedUpdateFactory(
            commitment=CommitmentFactory(priority=priority, ref=ref), period=period, stage="in_progress"
        )
        for ref in refs
    ]


@pytest.fixture
def executive():
    return UserFactory()


@pytest.fixture
def strategy(executive):
    """A strategy of whose updates the executive approves all."""
    organisation = OrganisationFactory()
    MembershipFactory(user=executive, organisation=organisation, role=Role.EXECUTIVE)
    return StrategyFactory(organisation=organisation)


def test_queue_is_in_the_order_of_the_report(executive, strategy):
    period = ReportingPeriodFactory(strategy=strategy, state="open")
    second, first = (PriorityFactory(strategy=strategy, position=position) for position in (2, 1))
    themed = CommitmentFactory(theme=ThemeFactory(priority=first), ref="C", position=1)
    for each in (
        CommitmentFactory(priority=second, ref="D", position=1),
        themed,
        CommitmentFactory(priority=first, ref="B", position=3),
        CommitmentFactory(priority=first, ref="A", position=2),
    ):
        SubmittedUpdateFactory(commitment=each, period=period)

    found = queue(executive)

    assert [update.commitment.ref for update in found] == ["A", "B", "C", "D"]
    assert [[group.priority for group in each.groups] for each in rounds(found, NOW)] == [[first, second]]


def test_queue_goes_by_organisation_strategy_and_period(executive):
    for name in ("B trust", "A trust"):
        organisation = OrganisationFactory(name=name)
        MembershipFactory(user=executive, organisation=organisation, role=Role.EXECUTIVE)
        for title in ("Plan 2", "Plan 1"):
            strategy = StrategyFactory(organisation=organisation, title=title)
            waiting_in(strategy, f"{name[0]}{title[-1]}")
    waiting_in(strategy, "A1 later")

    found = queue(executive)

    assert [update.commitment.ref for update in found] == ["A1", "A1 later", "A2", "B1", "B2"]
    assert [each.number for each in rounds(found, NOW)] == [1, 1, 1, 1, 1]


def test_rounds_say_where_each_stands_and_how_long_it_waits(executive, strategy):
    StatusWordFactory(strategy=strategy, code="in_progress", word="Under way")
    waiting_in(strategy, "A")

    (found,) = rounds(queue(executive), NOW)

    (each,) = found.groups[0].waiting
    assert (each.stage.word, each.rating, each.since, each.waited) == (
        "Under way",
        None,
        date(2022, 3, 1),
        "for 3 days",
    )


def test_next_one_is_the_one_after_and_from_the_end_the_first(executive, strategy):
    waiting_in(strategy, "A", "B", "C")
    a, b, c = found = queue(executive)

    assert [after(each, found) for each in (a, b, c)] == [b, c, a]
    assert after(a, [a]) is None
    assert after(a, [b, c]) == b


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2022, 3, 1), "since today"),
        (date(2022, 3, 2), "since yesterday"),
        (date(2022, 3, 3), "for 2 days"),
        (date(2022, 3, 14), "for 13 days"),
        (date(2022, 3, 15), "for 2 weeks"),
        (date(2022, 2, 28), "since today"),
    ],
)
def test_waited_is_said_in_words(day, words):
    assert waited(date(2022, 3, 1), day) == words


@pytest.mark.parametrize("number", [1, 93])
def test_queue_takes_two_queries(executive, strategy, number, django_assert_num_queries):
    waiting_in(strategy, *(f"C-{each}" for each in range(number)))

    with django_assert_num_queries(2):
        found = queue(executive)
        assert len([(each.commitment.priority, each.period.strategy.organisation) for each in found]) == number
