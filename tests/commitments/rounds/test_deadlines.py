"""Late or in time: to the second, on the days when the clocks change, and at the ends of months."""

from datetime import UTC, date, datetime, timedelta

import pytest

from commitments.rounds.deadlines import LONDON, counted, day_in_london, due_in_words, due_on, is_late, is_reminder_day

SECOND = timedelta(seconds=1)
# The instant at which each day ended in London.
ENDS = {
    date(2022, 9, 5): datetime(2022, 9, 5, 23, tzinfo=UTC),  # summer time
    date(2022, 12, 5): datetime(2022, 12, 6, 0, tzinfo=UTC),
    date(2022, 3, 26): datetime(2022, 3, 27, 0, tzinfo=UTC),
    date(2022, 3, 27): datetime(2022, 3, 27, 23, tzinfo=UTC),  # the clocks went forward: a day of 23 hours
    date(2022, 3, 28): datetime(2022, 3, 28, 23, tzinfo=UTC),
    date(2022, 10, 29): datetime(2022, 10, 29, 23, tzinfo=UTC),
    date(2022, 10, 30): datetime(2022, 10, 31, 0, tzinfo=UTC),  # the clocks went back: a day of 25 hours
    date(2022, 10, 31): datetime(2022, 11, 1, 0, tzinfo=UTC),
    date(2022, 2, 28): datetime(2022, 3, 1, 0, tzinfo=UTC),
    date(2024, 2, 29): datetime(2024, 3, 1, 0, tzinfo=UTC),
    date(2022, 4, 30): datetime(2022, 4, 30, 23, tzinfo=UTC),
    date(2022, 12, 31): datetime(2023, 1, 1, 0, tzinfo=UTC),
}


@pytest.mark.parametrize("due", ENDS, ids=str)
def test_update_is_late_from_the_second_in_which_its_day_has_ended_in_london(due):
    end = ENDS[due]

    assert [is_late(due, end + step) for step in (-SECOND, timedelta(0), SECOND)] == [False, True, True]
    assert [due_in_words(due, end + step).split()[0] for step in (-SECOND, SECOND)] == ["due", "late"]


@pytest.mark.parametrize("hour", [0, 1, 2])
def test_the_hour_that_comes_twice_is_of_one_day(hour):
    now = datetime(2022, 10, 30, hour, 30, tzinfo=UTC)

    assert (day_in_london(now), is_late(date(2022, 10, 30), now)) == (date(2022, 10, 30), False)


def test_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="needs a time zone"):
        is_late(date(2022, 9, 5), datetime(2022, 9, 6))  # noqa: DTZ001 -- what is refused


def test_nothing_is_late_without_a_due_day():
    now = datetime(2022, 9, 5, tzinfo=UTC)

    assert (is_late(None, now), due_in_words(None, now)) == (False, "no due date")


@pytest.mark.parametrize(
    ("everybody", "extended", "due"),
    [
        (None, None, None),
        (date(2022, 9, 5), None, date(2022, 9, 5)),
        (None, date(2022, 9, 9), date(2022, 9, 9)),
        (date(2022, 9, 5), date(2022, 9, 9), date(2022, 9, 9)),
        (date(2022, 9, 12), date(2022, 9, 9), date(2022, 9, 12)),
    ],
)
def test_due_on_is_the_later_of_the_rounds_day_and_its_own(everybody, extended, due):
    assert due_on(everybody, extended) == due


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2022, 9, 1), "due in 13 working days"),
        (date(2022, 9, 16), "due in 2 working days"),  # with a weekend and a bank holiday between
        (date(2022, 9, 19), "due in 2 working days"),
        (date(2022, 9, 20), "due tomorrow"),
        (date(2022, 9, 21), "due today"),
        (date(2022, 9, 22), "late by 1 working day"),
        (date(2022, 9, 24), "late by 2 working days"),
        (date(2022, 9, 26), "late by 3 working days"),
        (date(2028, 12, 31), "late by 1,586 working days"),
    ],
)
def test_due_in_words_counts_working_days(today, words):
    assert due_in_words(date(2022, 9, 21), datetime(today.year, today.month, today.day, 12, tzinfo=LONDON)) == words


@pytest.mark.parametrize(
    ("due", "today", "words"),
    [
        (date(2022, 9, 18), date(2022, 9, 16), "due in 2 days"),  # due on a Sunday, read on the Friday before
        (date(2022, 9, 16), date(2022, 9, 17), "late by 1 day"),  # due on a Friday, read on the Saturday after
        (date(2022, 9, 16), date(2022, 9, 19), "late by 3 days"),
        (date(2022, 9, 16), date(2022, 9, 20), "late by 1 working day"),
    ],
)
def test_due_in_words_counts_days_where_no_working_day_lies_between(due, today, words):
    assert due_in_words(due, datetime(today.year, today.month, today.day, 12, tzinfo=LONDON)) == words


def test_reminder_days_are_ten_five_and_one_before_and_every_five_after():
    due = date(2022, 9, 21)
    days = [date(2022, 9, 1) + timedelta(days=number) for number in range(45)]

    assert [day for day in days if is_reminder_day(due, day)] == [
        *(date(2022, 9, 6), date(2022, 9, 13), date(2022, 9, 20)),
        *(date(2022, 9, 28), date(2022, 10, 5), date(2022, 10, 12)),
    ]


@pytest.mark.parametrize(
    ("due", "today"),
    [
        (None, date(2022, 9, 6)),
        (date(2022, 9, 21), date(2022, 9, 21)),
        (date(2022, 9, 16), date(2022, 9, 17)),  # a Saturday, no working day after
        (date(2022, 9, 16), date(2022, 9, 19)),  # a bank holiday
    ],
)
def test_reminder_is_sent_on_no_other_day(due, today):
    assert is_reminder_day(due, today) is False


def test_reminder_for_a_sunday_is_sent_once_a_reminder_day():
    due = date(2022, 10, 16)
    days = [date(2022, 9, 26) + timedelta(days=number) for number in range(30)]

    assert [day for day in days if is_reminder_day(due, day)] == [
        *(date(2022, 10, 3), date(2022, 10, 10), date(2022, 10, 14)),
        date(2022, 10, 21),
    ]


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 people"), (1, "1 person"), (2, "2 people"), (1234, "1,234 people")]
)
def test_counted_agrees_with_its_noun(number, words):
    assert counted(number, "person", "people") == words
