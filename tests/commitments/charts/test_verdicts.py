"""Whether the last reading meets its target."""

from datetime import date
from decimal import Decimal

import pytest

from commitments.charts import Verdict, picture, verdict

YEARS = [(date(2020, 12, 31), Decimal(50)), (date(2021, 12, 31), Decimal("83.0"))]
MONTHS = [(date(2021, month, 28), Decimal("83.0")) for month in range(1, 13)]


@pytest.mark.parametrize("readings", [YEARS, MONTHS])
@pytest.mark.parametrize(
    ("better", "target", "tolerance", "found"),
    [
        ("higher", "83", "2", Verdict.MET),
        ("higher", "83.1", "2", Verdict.WITHIN),
        ("higher", "85", "2", Verdict.WITHIN),
        ("higher", "85.1", "2", Verdict.MISSED),
        ("higher", "84", None, Verdict.MISSED),
        ("higher", "84", "0", Verdict.MISSED),
        ("higher", "70", "2", Verdict.MET),
        ("lower", "83", "2", Verdict.MET),
        ("lower", "82.9", "2", Verdict.WITHIN),
        ("lower", "81", "2", Verdict.WITHIN),
        ("lower", "80.9", "2", Verdict.MISSED),
        ("lower", "99", "2", Verdict.MET),
        ("neither", "83", "2", None),
        ("", "83", "2", None),
        ("higher", None, "2", None),
    ],
)
def test_verdict_goes_by_the_direction_of_good(readings, better, target, tolerance, found):
    chart = picture(name="Waits", better=better, readings=readings, targets=[(None, Decimal(target))] if target else [])

    assert verdict(chart, Decimal(tolerance) if tolerance else None) == found


@pytest.mark.parametrize(
    ("due_on", "tolerance", "found"),
    [
        (date(2025, 3, 31), None, Verdict.NOT_YET),
        (date(2025, 3, 31), Decimal(2), Verdict.WITHIN),
        (date(2021, 12, 31), None, Verdict.MISSED),
    ],
)
def test_target_of_a_day_to_come_is_not_yet_met(due_on, tolerance, found):
    assert verdict(picture(name="Waits", better="higher", readings=YEARS, targets=[(due_on, 84)]), tolerance) == found


def test_verdict_without_a_reading_is_none():
    assert verdict(picture(name="Waits", better="higher", targets=[(None, 84)]), Decimal(2)) is None


@pytest.mark.parametrize("readings", [YEARS, MONTHS])
def test_chart_says_that_its_last_reading_is_within_tolerance(readings):
    made = picture(
        name="Waits", unit="%", better="higher", readings=readings, targets=[(None, 84)], tolerance=Decimal(1)
    )

    assert "The last reading is within tolerance of the target of 84%." in made.sentences
