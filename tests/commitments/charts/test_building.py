"""Readings to pictures."""

import json
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from fractions import Fraction

import cattrs
import pytest

from commitments.charts.building import as_text, goal_on, picture
from commitments.charts.pictures import Band, Dot, Goal, Picture, Reset

MONTHS = [date(2021 + month // 12, month % 12 + 1, 1) for month in range(60)]


def monthly(values):
    return list(zip(MONTHS, values, strict=False))


def test_monthly_readings_are_an_spc_chart():
    made = picture(
        name="Did not attend",
        unit="%",
        better="lower",
        readings=monthly([Decimal("1.50"), 3, Decimal("1.50"), 3, 9])[::-1],
        rebases=[(date(2021, 5, 1), "New clinic")],
        targets=[(date(2022, 3, 31), Decimal("2.0000"))],
    )

    assert made == Picture(
        name="Did not attend",
        unit="%",
        kind="spc",
        better="lower",
        dots=(
            Dot("2021-01-01", "1.5", "common-cause"),
            Dot("2021-02-01", "3", "common-cause"),
            Dot("2021-03-01", "1.5", "common-cause"),
            Dot("2021-04-01", "3", "common-cause"),
            Dot("2021-05-01", "9", "common-cause"),
        ),
        bands=(Band(0, 3, "2.25", "-1.74", "6.24", on_trial=True), Band(4, 4, "", "", "", on_trial=True)),
        resets=(Reset("2021-05-01", "New clinic"),),
        goals=(Goal("2", "2022-03-31"),),
        goal=Goal("2", "2022-03-31"),
        variation="common-cause",
        sentences=(
            "Too early to say: there is only 1 reading since the limits were reset.",
            "The last reading does not yet meet the target of 2% by 31 March 2022.",
            "The limits are trial limits, because there are fewer than 12 readings since they were reset.",
        ),
    )


def test_special_readings_keep_their_rule_and_side():
    made = picture(name="Beds", better="higher", readings=monthly([1, 2] * 8 + [10]), targets=[(None, 99)])

    assert made.dots[-1] == Dot("2022-05-01", "10", "improving-high", "outside", "high")
    assert (made.variation, made.assurance, made.on_trial) == ("improving-high", "fails", False)


def test_yearly_readings_are_dots():
    made = picture(
        name="Survey",
        readings=[(date(2021, 11, 30), 60), (date(2020, 11, 30), 50)],
        rebases=[(date(2021, 1, 1), "New questions")],
    )

    assert (made.is_spc, made.on_trial, made.variation) == (False, False, "")
    assert (made.dots, made.bands, made.resets) == ((Dot("2020-11-30", "50"), Dot("2021-11-30", "60")), (), ())


def test_measure_without_readings_has_a_picture():
    made = picture(name="Survey", targets=[(None, 5)])

    assert (made.kind, made.dots, made.goal, made.sentences) == ("dots", (), Goal("5"), ())


@pytest.mark.parametrize("readings", [[], [1], [1, 2, 9, 3]])
def test_picture_survives_json(readings):
    made = picture(
        name="n", better="lower", readings=monthly(readings), targets=[(None, 2), (MONTHS[3], Decimal("0.5"))]
    )

    assert cattrs.structure(json.loads(json.dumps(asdict(made))), Picture) == made


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2021, 1, 1), "1"),
        (date(2022, 3, 31), "1"),  # its own day still counts
        (date(2022, 4, 1), "2"),
        (date(2024, 1, 1), "3"),  # after the last day, what always holds
    ],
)
def test_goal_is_the_next_one_due(day, value):
    goals = (Goal("1", "2022-03-31"), Goal("2", "2023-03-31"), Goal("3"))

    assert goal_on(goals, day).value == value


def test_goal_is_the_last_one_when_all_are_past():
    assert goal_on((Goal("1", "2022-03-31"), Goal("2", "2023-03-31")), date(2024, 1, 1)) == Goal("2", "2023-03-31")
    assert goal_on((), date(2024, 1, 1)) is None


def test_targets_are_put_in_order():
    made = picture(name="n", targets=[(None, 3), (date(2023, 1, 1), 2), (date(2022, 1, 1), 1)])

    assert [goal.value for goal in made.goals] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Decimal("95.0000"), "95"),
        (Decimal("12345678901.2345"), "12345678901.2345"),
        (Decimal("1E+3"), "1000"),
        (Fraction(1, 3), "0.333333"),
        (Fraction(-1, 10**9), "0"),
        (0, "0"),
        (-5, "-5"),
        (0.5, "0.5"),
        (100, "100"),
    ],
)
def test_number_is_kept_as_plain_text(number, text):
    assert as_text(number) == text
