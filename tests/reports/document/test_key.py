"""The key to stages and ratings: what the report uses, in the strategy's own words."""

import pytest

from reports.document import build
from reports.document.parts import KeyEntry
from tests.factories import CommitmentFactory, PriorityFactory, StatusWordFactory
from tests.reports.document.samples import period_of, reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def priority():
    return PriorityFactory()


@pytest.fixture
def march(priority):
    return period_of(priority.strategy, "2022-03")


def key_of(period):
    return [each.code for each in build(period).key]


def test_key_explains_what_the_report_uses_and_no_more(priority, march):
    for fields in ({"stage": "complete"}, {"stage": "in_progress", "rating": "red", "executive_rating": "amber"}):
        reported(CommitmentFactory(priority=priority), march, **fields)

    assert build(march).key == (
        KeyEntry("in_progress", "In progress", "Work is under way."),
        KeyEntry("complete", "Complete", "Done, and the evidence has been seen."),
        KeyEntry(
            "amber",
            "Amber",
            "Behind, or an issue may change the date or scope; the reason and what will be done are given.",
        ),
        KeyEntry(
            "red",
            "Red",
            "Behind or blocked, and an issue will change the date or scope unless a decision is made.",
        ),
    )


def test_key_has_the_strategys_own_words_and_meanings(priority, march):
    strategy = priority.strategy
    StatusWordFactory(strategy=strategy, code="green", word="On track", meaning="As planned")
    StatusWordFactory(strategy=strategy, code="in_progress", word="Started")
    StatusWordFactory(strategy=strategy, code="red", word="Off track", meaning="Not as planned")
    reported(CommitmentFactory(priority=priority), march, stage="in_progress", rating="green")

    document = build(march)

    assert document.key == (
        KeyEntry("in_progress", "Started", "Work is under way."),
        KeyEntry("green", "On track", "As planned"),
    )
    (line,) = document.chapters[0].groups[0].lines
    assert (line.stage.word, line.rating.word) == ("Started", "On track")
    assert [word.word for word in document.glance.stages + document.glance.ratings] == ["Started", "On track"]


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        ("not_started", "Work has not begun."),
        ("paused", "Work has stopped for now; the reason is given."),
        ("not_achieved", "The time for it has passed and it was not done."),
        ("stopped", "It was decided not to go on."),
        ("merged", "It goes on as part of another commitment."),
    ],
)
def test_key_explains_a_stage(priority, march, code, meaning):
    reported(CommitmentFactory(priority=priority), march, stage=code)

    assert [(entry.code, entry.meaning) for entry in build(march).key] == [(code, meaning)]


def test_key_explains_green(priority, march):
    reported(CommitmentFactory(priority=priority), march, rating="green")

    assert build(march).key == (KeyEntry("green", "Green", "On track."),)


def test_key_explains_complete_where_something_was_complete_earlier(priority, march):
    reported(CommitmentFactory(priority=priority), period_of(priority.strategy, "2021-06"), stage="complete")

    assert key_of(march) == ["complete"]


def test_key_does_not_explain_what_only_an_earlier_report_used(priority, march):
    earlier = period_of(priority.strategy, "2021-06")
    reported(CommitmentFactory(priority=priority), earlier, stage="paused", rating="red")

    assert key_of(march) == []
