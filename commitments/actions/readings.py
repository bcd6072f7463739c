"""Readings of measures: recorded one by one or many at once, corrected, deleted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from commitments.actions import RefusedError
from commitments.actions.measures import figure, held, number_and_words, record, refuse_stale
from commitments.dates import in_words
from commitments.models import MeasureKind, Observation, SuccessMeasure, User
from commitments.text import one_line

MOST = 500  # readings at a time
Value = Decimal | str


@dataclass(frozen=True)
class Entry:
    """A reading that is to be recorded: a number or words on a day."""

    day: date
    value: Value
    note: str = ""


def value_of(reading: Observation) -> Value:
    """What a reading says."""
    return reading.words if reading.value is None else reading.value


def plain_reading(reading: Observation) -> dict[str, str]:
    """What a reading says, as a page carries it."""
    return {"value": as_typed(value_of(reading)), "note": reading.note}


def as_typed(value: Value) -> str:
    """A value as it is typed."""
    return value if isinstance(value, str) else figure(value)


@transaction.atomic
def record_reading(*, measure: SuccessMeasure, entry: Entry, by: User) -> Observation:
    """Records a reading. Raises RefusedError where there is one of that day already."""
    now = held(measure)
    there = now.observations.filter(date=entry.day).first()
    if there:
        said = as_typed(value_of(there))
        raise RefusedError(f"There is a reading for {in_words(entry.day)} already: {said}. Correct that one instead.")
    reading = _filled(Observation(measure=now, date=entry.day, note=one_line(entry.note)), entry.value)
    reading.save()
    note = {"note": reading.note} if reading.note else {}
    record(now, "reading recorded", by, after={entry.day.isoformat(): as_typed(entry.value)} | note)
    return reading


@transaction.atomic
def record_readings(
    *, measure: SuccessMeasure, entries: Sequence[Entry], seen: Mapping[date, Value], by: User
) -> tuple[int, int]:
    """Records many readings, of which some may change what is there; gives how many were added and how many changed.

    `seen` has what the page showed for days that had a reading. Raises RefusedError where that is not so any more, for more than
    MOST, and for none. The notes of readings that are changed stay.
    """
    days = [entry.day for entry in entries]
    if not 0 < len(days) <= MOST:
        raise RefusedError(f"Give between 1 and {MOST} readings at a time.")
    if len(set(days)) < len(days):
        raise RefusedError("Give one reading for each date.")
    now = held(measure)
    there = {each.date: each for each in now.observations.filter(date__in=days)}
    if {day: value_of(each) for day, each in there.items()} != dict(seen):
        raise RefusedError(
            "Somebody else has changed readings of these dates meanwhile. Nothing was saved: look again."
        )
    rows = [_filled(there.get(each.day) or Observation(measure=now, date=each.day), each.value) for each in entries]
    Observation.objects.bulk_create([row for row in rows if row.pk is None])
    Observation.objects.bulk_update([row for row in rows if row.date in there], ["value", "words"])
    before = {day.isoformat(): as_typed(value) for day, value in seen.items()}
    record(now, "readings recorded", by, before, {each.day.isoformat(): as_typed(each.value) for each in entries})
    return len(rows) - len(there), len(there)


@transaction.atomic
def correct_reading(
    *, reading: Observation, value: Value, note: str, shown: Mapping[str, str], by: User
) -> Observation:
    """Corrects a reading, or its note. `shown` is what the page showed, as plain_reading.

    Raises RefusedError where it is not as shown, and for another value without a note that says why.
    """
    now = _held_reading(reading)
    before = plain_reading(now)
    refuse_stale(before, shown)
    note = one_line(note)
    _filled(now, value).note = note
    after = plain_reading(now)
    if after["value"] != before["value"] and not note:
        raise RefusedError("Say in the note why the reading is corrected.")
    if after != before:
        now.save(update_fields=["value", "words", "note"])
        day = now.date.isoformat()
        record(now.measure, "reading corrected", by, _told(day, before), _told(day, after))
    return now


@transaction.atomic
def delete_reading(*, reading: Observation, shown: Mapping[str, str], by: User) -> None:
    """Takes away a reading. Raises RefusedError where it is not as shown."""
    now = _held_reading(reading)
    before = plain_reading(now)
    refuse_stale(before, shown)
    record(now.measure, "reading deleted", by, before=_told(now.date.isoformat(), before))
    now.delete()


def _held_reading(reading: Observation) -> Observation:
    measure = held(reading.measure)
    now = measure.observations.filter(pk=reading.pk).first()
    if now is None:
        raise RefusedError("Somebody else has deleted this reading meanwhile.")
    now.measure = measure
    return now


def _filled(reading: Observation, value: Value) -> Observation:
    """The reading with a value. Raises RefusedError for words where the measure has numbers, and the other way round."""
    kind = reading.measure.kind
    if kind and MeasureKind(kind).is_numeric != isinstance(value, Decimal):
        raise RefusedError(f"A reading of {reading.measure} is {'a number' if isinstance(value, str) else 'in words'}.")
    reading.value, reading.words = number_and_words(value)
    if reading.value is None and not reading.words:
        raise RefusedError("Enter the reading.")
    return reading


def _told(day: str, plain: Mapping[str, str]) -> dict[str, str]:
    return {day: plain["value"], "note": plain["note"]}
