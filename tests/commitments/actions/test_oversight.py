"""Which committee oversees which priority: given, taken, moved, and refused where somebody was faster."""

import pytest

from commitments.actions import RefusedError
from commitments.actions.organisation import change_committee
from commitments.actions.oversight import overseen_now, priorities_of
from commitments.models import AuditEvent, Priority
from tests.factories import CommitteeFactory, PriorityFactory, StrategyFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy():
    return StrategyFactory(title="Plan")


@pytest.fixture
def board(strategy):
    return CommitteeFactory(organisation=strategy.organisation, name="Trust Board")


@pytest.fixture
def committee(strategy):
    return CommitteeFactory(organisation=strategy.organisation, name="Quality")


def priority_of(strategy, name, committee=None):
    return PriorityFactory(strategy=strategy, name=name, committee=committee)


def shown(committee):
    there = {"name": committee.name, "papers_working_days": str(committee.papers_working_days)}
    return there | overseen_now(priorities_of(committee.organisation))


def change(committee, oversees, *, seen=None, name=None):
    return change_committee(
        committee=committee,
        name=name or committee.name,
        papers_working_days=5,
        oversees=[each.pk for each in oversees],
        shown=seen or shown(committee),
        by=UserFactory(),
    )


def events():
    rows = AuditEvent.objects.order_by("pk").values_list("thing", "thing_words", "what", "before", "after")
    return [(f"{thing} {words} {what}", before, after) for thing, words, what, before, after in rows]


def committees():
    return dict(Priority.objects.values_list("name", "committee__name"))


def test_priority_is_given_moved_taken_and_left_each_with_an_event(strategy, committee, board):
    given, moved = priority_of(strategy, "Given"), priority_of(strategy, "Moved", board)
    priority_of(strategy, "Taken", committee)
    left, kept = priority_of(strategy, "Left", board), priority_of(strategy, "Kept", committee)

    change(committee, [given, moved, kept])

    assert left.name in committees()
    assert committees() == {
        "Given": "Quality",
        "Moved": "Quality",
        "Taken": None,
        "Left": "Trust Board",
        "Kept": "Quality",
    }
    assert events() == [
        ("priority Given changed", {"committee": ""}, {"committee": "Quality"}),
        ("priority Moved changed", {"committee": "Trust Board"}, {"committee": "Quality"}),
        ("priority Taken changed", {"committee": "Quality"}, {"committee": ""}),
    ]


def test_saving_what_is_there_changes_and_writes_nothing(strategy, committee, board):
    own = priority_of(strategy, "Own", committee)
    priority_of(strategy, "Other", board)

    change(committee, [own])

    assert (committees(), events()) == ({"Own": "Quality", "Other": "Trust Board"}, [])


def test_priority_of_another_organisation_is_left_alone(committee):
    stranger = PriorityFactory(name="Stranger")

    change(committee, [stranger])

    assert (committees(), events()) == ({"Stranger": None}, [])


def test_priority_that_another_committee_was_given_meanwhile_is_not_moved_unseen(strategy, committee, board):
    priority = priority_of(strategy, "Be digital")
    seen = shown(committee)
    change(board, [priority])

    with pytest.raises(RefusedError) as caught:
        change(committee, [priority], seen=seen)

    assert "It says now: “Be digital: Trust Board”." in str(caught.value)
    assert committees() == {"Be digital": "Trust Board"}


def test_nothing_is_given_where_the_name_is_refused(strategy, committee, board):
    priority = priority_of(strategy, "Be digital")

    with pytest.raises(RefusedError):
        change(committee, [priority], name=board.name)

    assert (committees(), events()) == ({"Be digital": None}, [])


def test_priorities_of_an_organisation_come_plan_by_plan(strategy, django_assert_num_queries):
    other = StrategyFactory(organisation=strategy.organisation, title="Another")
    for each in (strategy, other, strategy):
        PriorityFactory(strategy=each, name=f"{each.title} {each.priorities.count()}")
    PriorityFactory()

    with django_assert_num_queries(1):
        found = [str(each) for each in priorities_of(strategy.organisation)]

    assert found == ["Another 0", "Plan 0", "Plan 1"]
