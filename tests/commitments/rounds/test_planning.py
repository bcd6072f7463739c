"""A round planned back from its meeting."""

from datetime import date

import pytest

from commitments.rounds.planning import RoundDates, explained, planned_back
from commitments.rounds.working_days import is_working_day


@pytest.mark.parametrize(
    ("held_on", "papers", "dates"),
    [
        (
            date(2022, 9, 28),
            5,
            RoundDates(date(2022, 8, 1), date(2022, 8, 30), date(2022, 9, 13), date(2022, 9, 21)),
        ),
        (
            date(2023, 1, 11),
            0,
            RoundDates(date(2022, 11, 18), date(2022, 12, 16), date(2023, 1, 4), date(2023, 1, 11)),
        ),
    ],
)
def test_dates_fall_out_in_working_days(held_on, papers, dates):
    assert planned_back(held_on, papers) == dates
    assert all(is_working_day(day) for day in vars(dates).values())


def test_dates_say_how_they_were_counted():
    assert explained(planned_back(date(2022, 9, 28), 1), 1) == {
        "opens_on": "Friday, 20 working days before updates are due.",
        "updates_due_on": "Monday, 10 working days before approvals are due.",
        "approvals_due_on": "Tuesday, 5 working days before papers are due.",
        "papers_due_on": "Tuesday, 1 working day before the meeting.",
    }
