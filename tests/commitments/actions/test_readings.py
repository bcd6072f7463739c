"""Readings of measures."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from commitments.actions import RefusedError
from commitments.actions.readings import (
    MOST,
    Entry,
    correct_reading,
    delete_reading,
    plain_reading,
    record_reading,
    record_readings,
)
from commitments.models import AuditEvent, Observation
from tests.factories import ObservationFactory, SuccessMeasureFactory, UserFactory

pytestmark = pytest.mark.django_db

MARCH, APRIL = date(2022, 3, 31), date(2022, 4, 30)


@pytest.fixture
def measure():
    return SuccessMeasureFactory(kind="number", name="Waits")


@pytest.fixture
def by():
    return UserFactory()


def events(measure):
    rows = AuditEvent.objects.filter(thing="successmeasure", thing_id=measure.pk).order_by("pk")
    return list(rows.values_list("what", "before", "after"))


def test_reading_is_recorded_with_its_note(measure, by):
    record_reading(measure=measure, entry=Entry(MARCH, Decimal("82.5"), " Covid  19 "), by=by)
    record_reading(measure=measure, entry=Entry(APRIL, Decimal(83)), by=by)

    assert list(Observation.objects.values_list("date", "value", "words", "note")) == [
        (MARCH, Decimal("82.5"), "", "Covid 19"),
        (APRIL, 83, "", ""),
    ]
    assert events(measure) == [
        ("reading recorded", {}, {"2022-03-31": "82.5", "note": "Covid 19"}),
        ("reading recorded", {}, {"2022-04-30": "83"}),
    ]


@pytest.mark.parametrize(
    ("kind", "value", "sentence"),
    [
        ("number", Decimal(83), "There is a reading for 31 March 2022 already: 85. Correct that one instead."),
        ("number", "Good", "A reading of Waits is a number"),
        ("milestone", Decimal(83), "A reading of Waits is in words"),
        ("milestone", "", "Enter the reading"),
    ],
)
def test_reading_is_refused_that_is_there_or_does_not_fit(by, kind, value, sentence):
    measure = SuccessMeasureFactory(kind=kind, name="Waits")
    if "already" in sentence:
        ObservationFactory(measure=measure)

    with pytest.raises(RefusedError, match=sentence):
        record_reading(measure=measure, entry=Entry(MARCH, value), by=by)

    assert events(measure) == []


def test_many_readings_are_added_and_changed_at_once(measure, by, django_assert_num_queries):
    ObservationFactory(measure=measure, date=MARCH, value=80, note="Kept")
    entries = [Entry(MARCH, Decimal(81)), *(Entry(APRIL + timedelta(days=day), Decimal(day)) for day in range(30))]

    with django_assert_num_queries(8):
        counted = record_readings(measure=measure, entries=entries, seen={MARCH: Decimal("80.0000")}, by=by)

    assert counted == (30, 1)
    assert list(Observation.objects.values_list("value", "note")[:2]) == [(81, "Kept"), (0, "")]
    ((what, before, after),) = events(measure)
    assert (what, before, len(after), after["2022-05-01"]) == (
        "readings recorded",
        {"2022-03-31": "80"},
        31,
        "1",
    )


def test_words_are_recorded_for_a_measure_of_words(by):
    measure = SuccessMeasureFactory(kind="milestone")

    record_readings(measure=measure, entries=[Entry(MARCH, "Drafted")], seen={}, by=by)

    assert [(row.value, row.words) for row in measure.observations.all()] == [(None, "Drafted")]


@pytest.mark.parametrize("number", [0, MOST + 1])
def test_none_and_too_many_are_refused(measure, by, number):
    entries = [Entry(MARCH + timedelta(days=day), Decimal(1)) for day in range(number)]

    with pytest.raises(RefusedError, match="Give between 1 and 500 readings at a time"):
        record_readings(measure=measure, entries=entries, seen={}, by=by)


def test_two_of_a_date_are_refused(measure, by):
    with pytest.raises(RefusedError, match="Give one reading for each date"):
        record_readings(measure=measure, entries=[Entry(MARCH, Decimal(1))] * 2, seen={}, by=by)


@pytest.mark.parametrize("seen", [{}, {MARCH: Decimal(84)}, {MARCH: Decimal(85), APRIL: Decimal(1)}])
def test_many_are_refused_where_what_is_there_was_not_seen(measure, by, seen):
    ObservationFactory(measure=measure, date=MARCH, value=85)
    entries = [Entry(MARCH, Decimal(1)), Entry(APRIL, Decimal(1))]

    with pytest.raises(RefusedError, match="Somebody else has changed readings of these dates meanwhile"):
        record_readings(measure=measure, entries=entries, seen=seen, by=by)

    assert [row.value for row in Observation.objects.all()] == [85]


def test_reading_is_corrected_with_a_note(measure, by):
    reading = ObservationFactory(measure=measure, value=85)
    correct_reading(reading=reading, value=Decimal(86), note="Miscounted", shown=plain_reading(reading), by=by)

    reading.refresh_from_db()
    assert (reading.value, reading.note) == (86, "Miscounted")
    again = {"value": Decimal(86), "note": "Miscounted", "shown": plain_reading(reading)}
    correct_reading(reading=reading, **again, by=by)
    correct_reading(reading=reading, **again | {"note": ""}, by=by)
    assert events(measure) == [
        (
            "reading corrected",
            {"2022-03-31": "85", "note": ""},
            {"2022-03-31": "86", "note": "Miscounted"},
        ),
        (
            "reading corrected",
            {"2022-03-31": "86", "note": "Miscounted"},
            {"2022-03-31": "86", "note": ""},
        ),
    ]


def test_correction_is_refused_without_a_note_or_where_it_is_stale(measure, by):
    reading = ObservationFactory(measure=measure, value=85)
    shown = plain_reading(reading)
    with pytest.raises(RefusedError, match="Say in the note why the reading is corrected"):
        correct_reading(reading=reading, value=Decimal(86), note=" ", shown=shown, by=by)

    Observation.objects.update(value=87)
    with pytest.raises(RefusedError, match="It says now: “87”"):
        correct_reading(reading=reading, value=Decimal(86), note="Why", shown=shown, by=by)
    with pytest.raises(RefusedError, match="It says now: “87”"):
        delete_reading(reading=reading, shown=shown, by=by)

    assert events(measure) == []


def test_reading_is_deleted_once(measure, by):
    reading = ObservationFactory(measure=measure, value=85, note="Odd")
    shown = plain_reading(reading)

    delete_reading(reading=reading, shown=shown, by=by)

    assert not Observation.objects.exists()
    assert events(measure) == [("reading deleted", {"2022-03-31": "85", "note": "Odd"}, {})]
    with pytest.raises(RefusedError, match="Somebody else has deleted this reading meanwhile"):
        delete_reading(reading=reading, shown=shown, by=by)
