"""The history of a measure in words."""

from datetime import date
from decimal import Decimal

import pytest

from commitments.actions.measures import move_measure
from commitments.actions.readings import Entry, correct_reading, delete_reading, plain_reading, record_readings
from commitments.actions.targets import Goal, add_target, delete_target, reset_limits
from commitments.measures.told import MOST, happenings
from tests.factories import AuditEventFactory, ObservationFactory, SuccessMeasureFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure():
    return SuccessMeasureFactory(kind="percentage")


@pytest.fixture
def ann():
    return UserFactory(name="Ann Hill")


def said(measure):
    return [(each.words.split(" on ")[0], each.said) for each in happenings(measure)]


def test_few_readings_are_told_one_by_one_and_many_together(measure, ann):
    there = ObservationFactory(measure=measure, date=date(2022, 1, 31), value=80)
    two = [Entry(there.date, Decimal("82.5")), Entry(date(2022, 2, 28), Decimal(83))]
    record_readings(measure=measure, entries=two, seen={there.date: Decimal(80)}, by=ann)
    four = [Entry(date(2022, month, 3), Decimal(1)) for month in (3, 4, 5, 6)]
    record_readings(measure=measure, entries=four, seen={}, by=ann)
    again = [Entry(each.day, Decimal(2)) for each in four]
    record_readings(measure=measure, entries=again, seen={each.day: each.value for each in four}, by=ann)

    assert said(measure) == [
        (
            "Readings recorded by Ann Hill",
            "4 readings from 3 March 2022 to 3 June 2022, 4 of them changed.",
        ),
        ("Readings recorded by Ann Hill", "4 readings from 3 March 2022 to 3 June 2022."),
        ("Readings recorded by Ann Hill", "31 January 2022: “80” became “82.5”. 28 February 2022: 83."),
    ]


def test_correction_and_deletion_are_told_with_the_note(measure, ann):
    reading = ObservationFactory(measure=measure, value=80)
    shown = {"value": "80", "note": ""}
    now = correct_reading(reading=reading, value=Decimal(82), note="Miscounted.", shown=shown, by=ann)
    delete_reading(reading=now, shown=plain_reading(now), by=ann)

    assert said(measure) == [
        ("Reading deleted by Ann Hill", "31 March 2022: “82” was taken away. Note: “Miscounted.” was taken away."),
        ("Reading corrected by Ann Hill", "31 March 2022: “80” became “82”. Note: Miscounted."),
    ]


def test_targets_order_and_resets_are_told(measure, ann):
    SuccessMeasureFactory(priority=measure.priority)
    delete_target(target=add_target(measure=measure, goal=Goal(Decimal(90), date(2025, 3, 31)), by=ann), by=ann)
    move_measure(measure=measure, up=False, by=ann)
    for day in (1, 2):
        ObservationFactory(measure=measure, date=date(2022, 1, day))
    reset_limits(measure=measure, day=date(2022, 1, 2), reason="A second site", by=ann)

    assert said(measure) == [
        ("Limits reset by Ann Hill", "From: 2 January 2022. Reason: A second site."),
        ("Moved down by Ann Hill", "Place: “1” became “2”."),
        ("Target deleted by Ann Hill", "Target: “90” was taken away. By: “31 March 2025” was taken away."),
        ("Target set by Ann Hill", "Target: 90. By: 31 March 2025."),
    ]


def test_history_is_the_newest_in_one_query(measure, django_assert_num_queries):
    for _ in range(MOST + 1):
        AuditEventFactory(thing="successmeasure", thing_id=measure.pk, what="changed")
    AuditEventFactory(thing="commitment", thing_id=measure.pk)

    with django_assert_num_queries(1):
        assert len(happenings(measure)) == MOST
