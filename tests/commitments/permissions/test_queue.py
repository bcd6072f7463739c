"""The queue of approvals: the same updates that `approvers` names, whoever asks and however the world is."""

import random

import pytest

from commitments.models import StatusUpdate, User
from commitments.permissions import Action, approvers, may
from commitments.permissions.queue import approvable_by
from tests.factories import (
    CommitmentFactory,
    MembershipFactory,
    OrganisationFactory,
    PostFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StrategyFactory,
    SubmittedUpdateFactory,
    UserFactory,
)
from tests.people import world

pytestmark = pytest.mark.django_db


def organisation_by_chance(chance, people):
    """An organisation whose roles, posts and authors are drawn from a few people, so that they often meet."""

    def somebody():
        return chance.choice([None, *people])

    organisation = OrganisationFactory()
    for person in people:
        for role in chance.sample(["executive", "board_secretary", "reader"], chance.randint(0, 2)):
            MembershipFactory(user=person, organisation=organisation, role=role)
    strategy = StrategyFactory(organisation=organisation)
    period = ReportingPeriodFactory(strategy=strategy, state=chance.choice(["open", "open", "closed"]))
    for _number in range(6):
        holder = somebody()
        deputy = chance.choice([None, *(each for each in people if each != holder)])
        lead = chance.choice([None, PostFactory(organisation=organisation, holder=holder, deputy=deputy)])
        commitment = CommitmentFactory(priority=PriorityFactory(strategy=strategy, executive_lead=lead))
        update = SubmittedUpdateFactory(commitment=commitment, period=period, submitted_by=chance.choice(people))
        update.typed_by.add(*chance.sample(people, chance.randint(0, 2)))


@pytest.mark.parametrize("seed", range(6))
def test_queue_is_what_the_rule_of_each_update_says(seed):
    chance = random.Random(seed)
    people = UserFactory.create_batch(4)
    for _number in range(4):
        organisation_by_chance(chance, people)
    User.objects.filter(pk=people[3].pk).update(is_active=False)
    opened = StatusUpdate.objects.filter(period__state="open")

    by_the_rule = {person.pk: {each.pk for each in opened if person.pk in approvers(each)} for person in people}

    found = {
        user.pk: set(approvable_by(user).values_list("pk", flat=True))
        for user in User.objects.filter(pk__in=by_the_rule)
    }
    assert found == by_the_rule
    assert any(by_the_rule.values())


@pytest.mark.parametrize("period", ["planned", "open", "closed"])
@pytest.mark.parametrize("state", ["draft", "submitted", "approved"])
def test_queue_is_of_those_who_may_approve(state, period):
    there = world(state, period)

    found = {name for name, person in there.people.items() if approvable_by(person).exists()}

    assert found == {name for name, person in there.people.items() if may(person, Action.APPROVE, there.update)}


def test_queue_takes_one_query(django_assert_num_queries):
    there = world("submitted")

    with django_assert_num_queries(1):
        assert list(approvable_by(there.people["executive lead"])) == [there.update]
