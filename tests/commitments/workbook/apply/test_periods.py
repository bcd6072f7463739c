"""Periods and meetings into rows."""

from dataclasses import replace
from datetime import date

import pytest

from commitments.dates import Precision
from commitments.models import Committee, Meeting, ReportingPeriod
from commitments.workbook.plan import MeetingRow, PeriodRow
from tests.commitments.workbook.plans import JUNE, MARCH, applied, plan, refusal

pytestmark = pytest.mark.django_db


def meetings():
    return [(row.committee.name, row.held_on, row.held_precision, row.purpose) for row in Meeting.objects.all()]


def board(held_on, precision, purpose=""):
    return plan(meetings=(MeetingRow("March 2022", "Trust Board", held_on, precision, purpose),))


def test_periods_are_found_by_label_and_keep_what_the_file_leaves_empty():
    applied(plan(periods=(replace(JUNE, scheduled_for=date(2021, 5, 1), delay_reason="An outbreak"), MARCH)))

    done = applied(plan(periods=(replace(JUNE, label="JUNE 2021"), MARCH)))

    period = ReportingPeriod.objects.get(slug="june-2021")
    assert (period.label, period.scheduled_for, period.delay_reason) == ("JUNE 2021", date(2021, 5, 1), "An outbreak")
    assert done.tallies["reporting periods"].changed == 1


def test_period_that_is_there_keeps_its_state():
    applied(plan())

    done = applied(plan(periods=(JUNE, replace(MARCH, state="closed"))))

    assert ReportingPeriod.objects.get(slug="march-2022").state == "open"
    assert done.remarks == (
        "March 2022 is open here and closed in the file; it stays open. Rounds are opened and closed on the site.",
    )


def test_period_of_a_month_that_another_period_has_is_refused():
    applied(plan())

    assert refusal(
        plan(periods=(JUNE, MARCH, PeriodRow("Spring 2022", MARCH.month), replace(JUNE, month=MARCH.month)))
    ) == [
        "Periods: Spring 2022: 2022-03 is the month of March 2022 already",
        "Periods: June 2021: 2022-03 is the month of March 2022 already",
    ]


def test_period_can_move_to_a_month_that_is_free():
    applied(plan())

    applied(plan(periods=(JUNE, replace(MARCH, month=date(2022, 4, 1)))))

    assert ReportingPeriod.objects.get(slug="march-2022").month == date(2022, 4, 1)


def test_period_that_the_file_leaves_out_is_remarked_on():
    applied(plan())

    done = applied(plan(periods=(JUNE,)))

    assert done.remarks == ("1 reporting period stands here but not in the file, and stayed: 'March 2022'.",)


def test_meeting_of_a_month_becomes_exact_when_its_day_is_known():
    applied(board(date(2022, 3, 1), Precision.MONTH, "Assurance"))

    applied(board(date(2022, 3, 30), Precision.DAY))

    assert meetings() == [("Trust Board", date(2022, 3, 30), Precision.DAY, "Assurance")]


def test_meeting_on_a_day_stays_exact_when_the_file_knows_its_month():
    applied(board(date(2022, 3, 30), Precision.DAY))

    done = applied(board(date(2022, 3, 1), Precision.MONTH, "Discussion"))

    assert meetings() == [("Trust Board", date(2022, 3, 30), Precision.DAY, "Discussion")]
    assert done.tallies["meetings"].changed == 1


def test_meetings_on_two_days_are_two():
    applied(board(date(2022, 3, 2), Precision.DAY))

    applied(board(date(2022, 3, 30), Precision.DAY))

    assert [held_on for _name, held_on, _precision, _purpose in meetings()] == [date(2022, 3, 2), date(2022, 3, 30)]
    assert Committee.objects.count() == 1


def test_meeting_of_an_unknown_period_is_refused():
    assert refusal(plan(meetings=(MeetingRow("May 2021", "Trust Board", date(2021, 5, 5)),))) == [
        "Meetings: Trust Board: there is no period 'May 2021'"
    ]
