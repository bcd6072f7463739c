"""What happened to an update, in words."""

from datetime import UTC, datetime

import pytest

from commitments.actions.updates import return_to_author, submit
from commitments.models import AuditEvent
from commitments.writing.happenings import Happening, at_in_words, happenings, last_written
from tests.factories import StatusUpdateFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def update():
    return StatusUpdateFactory(stage="complete", period__state="open")


@pytest.fixture
def at(monkeypatch):
    """Sets the clock: March 2022 at a time of day, or another month."""

    def set_clock(hour, minute, month=3):
        moment = datetime(2022, month, 3, hour, minute, tzinfo=UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return set_clock


@pytest.fixture
def wrote(at):
    def save(update, by, minute, **after):
        at(14, minute)
        organisation = update.commitment.strategy.organisation
        AuditEvent.objects.record(by=by, organisation=organisation, what="written", thing=update, after=after)

    return save


def test_happenings_are_told_the_newest_first(update, at):
    ann, priya = UserFactory(name="Ann Hill"), UserFactory(name="Priya Nair")
    at(14, 2)
    submit(update=update, by=ann)
    at(14, 2, month=7)
    return_to_author(update=update, by=priya, note="Say when")

    assert happenings(update) == [
        Happening("Returned by Priya Nair on 3 July 2022 at 15:02", "What should change: Say when"),
        Happening("Submitted by Ann Hill on 3 March 2022 at 14:02"),
    ]


def test_saves_of_one_person_in_a_row_are_one_happening(update, wrote):
    ann, bob = UserFactory(name="Ann Hill"), UserFactory(name="Bob")
    for minute, who in enumerate([ann, ann, bob, ann, ann]):
        wrote(update, who, minute)

    assert [each.words for each in happenings(update)] == [
        "Written by Ann Hill on 3 March 2022 at 14:04",
        "Written by Bob on 3 March 2022 at 14:02",
        "Written by Ann Hill on 3 March 2022 at 14:01",
    ]


def test_happenings_say_on_whose_behalf(update, wrote):
    wrote(update, UserFactory(name="Sam"), 2, **{"on behalf of": "Matron"})

    assert happenings(update) == [Happening("Written by Sam on behalf of the Matron on 3 March 2022 at 14:02")]


def test_happenings_are_those_of_this_update_alone(update, wrote):
    other = StatusUpdateFactory()
    wrote(other, UserFactory(), 1)

    assert (happenings(update), last_written(update)) == ([], None)
    assert happenings(type(update)()) == []


def test_last_written_is_the_newest_save(update, wrote):
    ann, bob = UserFactory(name="Ann Hill"), UserFactory(name="Bob")
    wrote(update, ann, 1)
    wrote(update, bob, 2)
    submit(update=update, by=ann)

    assert last_written(update).by == bob


def test_a_moment_is_told_in_the_time_of_this_country():
    assert at_in_words(datetime(2022, 7, 1, 23, 30, tzinfo=UTC)) == "2 July 2022 at 00:30"


def test_happenings_need_one_query(update, wrote, django_assert_num_queries):
    for minute in range(3):
        wrote(update, UserFactory(), minute)

    with django_assert_num_queries(1):
        assert len(happenings(update)) == 3
