"""Who may answer and who may correct a board question."""

import pytest
from django.core.exceptions import PermissionDenied

from commitments.permissions import Person
from reports.permissions import may_answer, may_correct, permit_answering, permit_correcting
from tests.factories import BoardQuestionFactory, CommitmentFactory, PostFactory
from tests.people import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    return world()


@pytest.fixture
def question(there):
    return BoardQuestionFactory(period=there.update.period)


def who(rule, there, question):
    """The people of whom a rule holds."""
    return {name for name, person in there.people.items() if rule(Person(person, there.organisation), question)}


def test_people_of_any_of_its_commitments_may_answer(there, question):
    other = CommitmentFactory(priority=there.update.commitment.priority)

    assert who(may_answer, there, question) == set()
    question.commitments.add(other, there.update.commitment)
    assert who(may_answer, there, question) == {"holder", "deputy"}


def test_people_of_the_post_that_is_to_answer_may_answer(there, question):
    question.answerer = PostFactory(
        organisation=there.organisation, holder=there.people["supporter"], deputy=there.people["reader"]
    )

    assert who(may_answer, there, question) == {"supporter", "reader"}
    question.commitments.add(there.update.commitment)
    assert who(may_answer, there, question) == {"supporter", "reader", "holder", "deputy"}


def test_closed_account_answers_nothing(there, question):
    question.answerer = PostFactory(organisation=there.organisation, holder=there.people["closed account"])

    assert who(may_answer, there, question) == set()


def test_who_logged_it_and_the_board_secretary_may_correct(there, question):
    assert who(may_correct, there, question) == {"secretary"}
    question.logged_by = there.people["executive"]
    assert who(may_correct, there, question) == {"secretary", "executive"}


def test_who_logged_it_and_is_no_executive_any_more_may_not_correct(there, question):
    question.logged_by = there.people["holder"]

    assert who(may_correct, there, question) == {"secretary"}


def test_permitting_refuses_who_may_not(there, question):
    question.commitments.add(there.update.commitment)
    holder, secretary = (Person(there.people[name], there.organisation) for name in ("holder", "secretary"))

    permit_answering(holder, question)
    permit_correcting(secretary, question)
    with pytest.raises(PermissionDenied):
        permit_answering(secretary, question)
    with pytest.raises(PermissionDenied):
        permit_correcting(holder, question)
