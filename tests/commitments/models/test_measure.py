from datetime import date
from decimal import Decimal

import pytest

from commitments.models import MeasureKind
from tests.factories import ObservationFactory, PriorityFactory, RebaseFactory, SuccessMeasureFactory, TargetFactory


@pytest.mark.parametrize(
    ("constraint", "attempt"),
    [
        (
            "one_measure_of_a_name_per_priority",
            lambda: SuccessMeasureFactory.create_batch(2, priority=PriorityFactory(), name="Waiting times"),
        ),
        ("measure_has_a_name", lambda: SuccessMeasureFactory(name=" ")),
        ("measure_is_of_a_known_kind", lambda: SuccessMeasureFactory(kind="feeling")),
        ("measure_has_a_known_direction", lambda: SuccessMeasureFactory(better="sideways")),
        ("baseline_is_a_number_or_words", lambda: SuccessMeasureFactory(baseline=1, baseline_words="poor")),
        ("tolerance_is_not_negative", lambda: SuccessMeasureFactory(tolerance=Decimal("-0.1"))),
        (
            "one_target_per_measure_and_date",
            lambda: TargetFactory.create_batch(2, measure=SuccessMeasureFactory(), due_on=date(2025, 3, 31)),
        ),
        ("one_undated_target_per_measure", lambda: TargetFactory.create_batch(2, measure=SuccessMeasureFactory())),
        ("target_is_a_number_or_words", lambda: TargetFactory(value=1, words="good")),
        ("target_is_a_number_or_words", lambda: TargetFactory(value=None)),
        (
            "one_reading_per_measure_and_date",
            lambda: ObservationFactory.create_batch(2, measure=SuccessMeasureFactory()),
        ),
        ("reading_is_a_number_or_words", lambda: ObservationFactory(value=1, words="good")),
        ("reading_is_a_number_or_words", lambda: ObservationFactory(value=None)),
        (
            "one_rebase_per_measure_and_date",
            lambda: RebaseFactory.create_batch(2, measure=SuccessMeasureFactory()),
        ),
        ("rebase_says_why", lambda: RebaseFactory(reason="")),
        ("rebase_says_why", lambda: RebaseFactory(reason="x" * 501)),
    ],
)
def test_measure_constraint_holds(constraint, attempt, refused_by):
    assert refused_by(attempt) == constraint


@pytest.mark.parametrize(
    ("kind", "numeric"),
    [
        (MeasureKind.NUMBER, True),
        (MeasureKind.PERCENTAGE, True),
        (MeasureKind.MILESTONE, False),
        (MeasureKind.QUALITATIVE, False),
    ],
)
def test_is_numeric_where_readings_are_numbers(kind, numeric):
    assert kind.is_numeric is numeric


@pytest.mark.django_db
@pytest.mark.parametrize("factory", [TargetFactory, ObservationFactory])
def test_reading_is_called_by_its_number_or_words(factory):
    row = factory(value=None, words="Rated Outstanding")
    number = factory(value=Decimal("92.5"))
    for made in (row, number):
        made.refresh_from_db()

    assert (str(row), str(number)) == ("Rated Outstanding", "92.5000")


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["0", "-0.0001", "123456789.1234", "99999999999.9999"])
def test_reading_keeps_fifteen_digits(value):
    reading = ObservationFactory(value=Decimal(value))
    reading.refresh_from_db()

    assert reading.value == Decimal(value)
