"""What charts say in words."""

from datetime import date
from decimal import Decimal

import pytest

from commitments import charts
from commitments.charts.pictures import Dot
from commitments.charts.words import LONGEST_TITLE, bare, in_number, rounded, said

MONTHS = [date(2021 + month // 12, month % 12 + 1, 1) for month in range(60)]
RISING = [0, 20] * 4 + [7, 8, 9, 10, 11, 12, 13]
SHIFTED = [0, 10, 0, 10, 0, 10, 0, 6, 7, 6, 7, 6, 7, 6]
NEAR = [0, 2] * 8 + [5, 5]


def monthly(values, **more):
    return charts.picture(name="Beds", readings=list(zip(MONTHS, values, strict=False)), **more)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("54", "%", "54%"),
        ("54.2", "per cent", "54.2%"),
        ("54", "Percentage", "54%"),
        ("1200", "£", "£1,200"),
        ("-1.2", "£m", "\N{MINUS SIGN}£1.2m"),
        ("1.2", "£ million", "£1.2 million"),
        ("12", "£000", "12 £000"),
        ("12345", "patients", "12,345 patients"),
        ("-3", "", "\N{MINUS SIGN}3"),
    ],
)
def test_number_is_said_with_its_unit(value, unit, words):
    assert said(value, unit) == words


def test_unit_that_stands_apart_is_left_out_of_bare_numbers():
    assert [bare("1200", unit) for unit in ("%", "£", "days")] == ["1,200%", "£1,200", "1,200"]
    assert [in_number(unit) for unit in ("%", "£m", "days", "")] == ["%", "£m", "", ""]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([10, 90, 10, 90], "50"),
        ([1, 2, 1, 2], "1.5"),  # limits close to each other
        ([5, 5, 5], "5"),
        (["1.25", "1.26"], "1.255"),
        (["1.25", "9.30"], "5.28"),
        ([-10, 9, -9, 9], "0"),
    ],
)
def test_lines_are_as_exact_as_the_readings_are(values, words):
    made = monthly([Decimal(value) for value in values])

    assert rounded(made.bands[-1].mean, made) == words


@pytest.mark.parametrize(
    ("values", "better", "sentence"),
    [
        (
            [1, 2, 1, 2],
            "higher",
            "No significant change: the last reading is within its usual range (common cause variation).",
        ),
        (
            [1, 2] * 8 + [10],
            "higher",
            "Getting better: the last reading is unusually high (special cause variation, improving).",
        ),
        (
            [-1, -2] * 8 + [-10],
            "higher",
            "Getting worse: the last reading is unusually low (special cause variation, concerning).",
        ),
        (
            RISING,
            "neither",
            (
                "Something has changed: the last 7 readings or more keep rising "
                "(special cause variation, neither improving nor concerning)."
            ),
        ),
        (
            SHIFTED,
            "lower",
            (
                "Getting worse: the last 7 readings or more are all above the average "
                "(special cause variation, concerning)."
            ),
        ),
        (
            [-value for value in NEAR],
            "lower",
            (
                "Getting better: at least 2 of the last 3 readings are near the lower limit "
                "(special cause variation, improving)."
            ),
        ),
    ],
)
def test_variation_is_said_in_a_sentence(values, better, sentence):
    assert monthly(values, better=better).sentences[0] == sentence


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        (
            (None, 99),
            "The target of 99 beds will not be met unless something changes (assurance: consistently fails).",
        ),
        (
            (date(2030, 3, 31), -99),
            (
                "The target of \N{MINUS SIGN}99 beds by 31 March 2030 will be met unless something changes "
                "(assurance: consistently passes)."
            ),
        ),
        ((None, 2), "The target of 2 beds will be met at times and missed at times (assurance: hit and miss)."),
    ],
)
def test_assurance_is_said_in_a_sentence(target, sentence):
    assert monthly([1, 3] * 6, unit="beds", better="higher", targets=[target]).sentences[2:] == (sentence,)


def test_trial_limits_are_said():
    assert monthly([1, 3]).sentences[-1] == "The limits are trial limits, because there are fewer than 12 readings."


@pytest.mark.parametrize(
    ("better", "target", "sentences"),
    [
        ("higher", (None, 60), ("The last reading meets the target of 60%.",)),
        ("higher", (None, 61), ("The last reading does not meet the target of 61%.",)),
        ("lower", (None, 59), ("The last reading does not meet the target of 59%.",)),
        ("lower", (date(2025, 3, 31), 60), ("The last reading meets the target of 60% by 31 March 2025.",)),
        (
            "higher",
            (date(2025, 3, 31), 75),
            ("The last reading does not yet meet the target of 75% by 31 March 2025.",),
        ),
        ("higher", (date(2021, 3, 31), 75), ("The last reading does not meet the target of 75% by 31 March 2021.",)),
        ("neither", (None, 60), ()),
        ("higher", None, ()),
    ],
)
def test_dots_are_held_against_their_target(better, target, sentences):
    made = charts.picture(
        name="Survey",
        unit="%",
        better=better,
        readings=[(date(2020, 11, 30), 50), (date(2021, 11, 30), 60)],
        targets=[target] if target else [],
    )

    assert made.sentences == sentences


@pytest.mark.parametrize(
    ("dot", "words"),
    [
        (Dot("2021-01-01", "1", "common-cause"), ""),
        (Dot("2021-01-01", "1"), ""),
        (Dot("2021-01-01", "1", "improving-high", "outside", "high"), "Getting better: unusually high"),
        (
            Dot("2021-01-01", "1", "concerning-low", "trend", "low"),
            "Getting worse: one of 7 or more in a row that keep falling",
        ),
        (
            Dot("2021-01-01", "1", "neither-high", "two-of-three", "high"),
            "Something has changed: one of at least 2 in 3 near the upper limit",
        ),
        (
            Dot("2021-01-01", "1", "improving-low", "shift", "low"),
            "Getting better: one of 7 or more in a row below the average",
        ),
    ],
)
def test_special_reading_has_a_remark(dot, words):
    assert charts.remark(dot) == words


def test_reading_is_named_by_its_month_if_it_has_one_of_its_own():
    months, days = monthly([1, 2]), charts.picture(name="Beds", readings=[(date(2021, 3, 1), 1), (date(2021, 3, 8), 2)])

    assert charts.when(months.dots[1], months) == "February 2021"
    assert charts.when(days.dots[1], days) == "8 March 2021"
    assert charts.title(days) == "Beds: 2 on 8 March 2021, no significant change"


def test_title_names_the_last_reading_and_what_it_says():
    made = monthly([1, 2] * 8 + [10], unit="%", better="lower")

    assert charts.title(made) == "Beds: 10% in May 2022, getting worse"


def test_title_says_nothing_of_change_where_it_is_too_early():
    made = monthly([1, 2, 3], rebases=[(date(2021, 3, 1), "New ward")])

    assert charts.title(made) == "Beds: 3 in March 2021"


def test_title_is_never_too_long():
    made = charts.picture(name="long " * 60, unit="u" * 30, readings=[(day, 1) for day in MONTHS[:3]])

    assert len(charts.title(made)) <= LONGEST_TITLE
    assert charts.title(made).startswith("long long")
    assert charts.title(made).endswith(f"…: 1 {'u' * 30} in March 2021, no significant change")


def test_picture_without_readings_says_so():
    made = charts.picture(name="Survey")

    assert (charts.title(made), charts.description(made)) == (
        "Survey: no readings yet",
        "There are no readings yet.",
    )


def test_description_says_what_an_spc_chart_shows():
    made = monthly(
        [1, 3, 1, 3, 11, 13, 11, 13],
        unit="beds",
        better="higher",
        targets=[(None, 2)],
        rebases=[(date(2021, 5, 1), "New ward."), (date(2020, 1, 1), "Long ago"), (date(2030, 1, 1), "To come")],
    )

    assert charts.description(made) == (
        "SPC chart of 8 readings from January 2021 to August 2021, between 1 and 13 beds. "
        "The average is 12.0, within limits of 6.7 and 17.3. "
        "No significant change: the last reading is within its usual range (common cause variation). "
        "The last reading meets the target of 2 beds. "
        "The target of 2 beds will be met unless something changes (assurance: consistently passes). "
        "The limits are trial limits, because there are fewer than 12 readings since they were reset. "
        "The limits were reset from 1 May 2021: New ward."
    )


def test_description_leaves_out_lines_that_are_not_there():
    made = monthly([1, 3, 9], rebases=[(date(2021, 3, 1), "New ward")])

    assert charts.description(made).startswith(
        "SPC chart of 3 readings from January 2021 to March 2021, between 1 and 9. Too early to say:"
    )


def test_description_lists_the_values_of_dots():
    made = charts.picture(name="Survey", unit="people", readings=[(date(2020, 11, 30), 50), (date(2021, 11, 30), 1060)])

    assert charts.description(made) == (
        "Chart of 2 readings from November 2020 to November 2021. "
        "Values in people: 50 (November 2020), 1,060 (November 2021)."
    )


def test_description_lists_the_last_6_of_many_dots():
    made = charts.picture(
        name="Survey", unit="%", readings=[(date(year, 3, 31), year - 2000) for year in range(2014, 2022)]
    )

    assert ". The last 6: 16% (March 2016), 17% (March 2017), " in charts.description(made)


def test_description_of_one_dot_names_it():
    made = charts.picture(name="Survey", readings=[(date(2021, 3, 31), 5)])

    assert charts.description(made) == "Chart of 1 reading, March 2021. Values: 5 (March 2021)."
