from datetime import date
from decimal import Decimal

import pytest
from openpyxl.workbook import Workbook

from commitments.workbook.plan import AcronymRow, MeasureRow, ReadingRow, TargetRow
from commitments.workbook.reading import read_workbook
from tests.commitments.workbook.books import SMALLEST, problems, reading, xlsx

HEADER = ["Priority", "Measure", "Kind", "Unit", "Better", "Tolerance", "Baseline", "Target", "Target date"]
WAITS = ["Be kind", "Waits", "Percentage", "%", "Higher", 2.5, "80", "85%", "2025-12-31"]
RATING = ["Be kind", "CQC rating", "Qualitative", None, None, None, "Good", "Outstanding"]
POSTS = ["Be kind", "Posts", None, None, None, None, 7, "as many as we need"]


def measures(*rows):
    return {"Measures": [HEADER, *rows]}


def test_measures_read_all_their_columns():
    assert reading(**measures(WAITS, RATING, POSTS)).plan.measures == (
        MeasureRow(
            priority="Be kind",
            name="Waits",
            kind="percentage",
            unit="%",
            better="higher",
            tolerance=Decimal("2.5"),
            baseline=Decimal(80),
            target=Decimal(85),
            target_date=date(2025, 12, 31),
        ),
        MeasureRow("Be kind", "CQC rating", kind="qualitative", baseline="Good", target="Outstanding"),
        MeasureRow("Be kind", "Posts", baseline=Decimal(7), target="as many as we need"),
    )


def test_measures_keep_words_of_a_kind_that_is_not_a_number_even_if_they_look_like_one():
    (measure,) = reading(**measures(["Be kind", "HIMSS level", "Milestone", None, None, None, 5, "7"])).plan.measures
    assert (measure.baseline, measure.target) == ("5", "7")


def test_measures_keep_a_percentage_of_no_kind_as_words():
    def change(book: Workbook) -> None:
        book["Measures"]["G2"].number_format = "0%"

    (measure,) = read_workbook(
        xlsx(SMALLEST | measures(["Be kind", "Waits", None, None, None, None, 0.85, "85%"]), change)
    ).plan.measures
    assert (measure.baseline, measure.target) == ("85%", "85%")


def test_measures_refuse_words_for_a_number():
    row = ["Be kind", "Waits", "Number", None, "Up", "some", "Good", "n/a", "soon"]
    assert problems(**measures(row)) == [
        "Measures!E2: better 'Up' is not one of Higher, Lower, Neither",
        "Measures!F2: 'some' is not a number such as 85 or 82.4",
        "Measures!G2: 'Good' is not a number such as 85 or 82.4",
        "Measures!H2: 'n/a' is not a number such as 85 or 82.4",
        "Measures!I2: 'soon' is not a day such as 2022-03-31 or 31 March 2022, between 1900 and 2199",
    ]


def test_measures_refuse_what_is_unknown_missing_or_there_twice():
    rows = [
        ["Be rich", "Waits", "Count"],
        ["Be kind", None],
        ["Be kind", None, "Number"],
        ["Be kind", "Posts"],
        ["be kind", "posts"],
        ["Be digital", "Posts"],
    ]
    assert problems(**measures(*rows)) == [
        "Measures!C2: kind 'Count' is not one of Number, Percentage, Milestone, Qualitative",
        "Measures!A2: priority 'Be rich' is not on the Priorities sheet",
        "Measures!B3: Measure is missing",
        "Measures!B4: Measure is missing",
        "Measures!B6: measure 'posts' occurs twice: it is also in Measures!B5",
    ]


def test_measures_refuse_a_tolerance_below_nothing_and_a_date_without_a_target():
    row = ["Be kind", "Waits", "Number", None, None, -1, None, None, "2025-12-31"]
    assert problems(**measures(row)) == [
        "Measures!F2: a tolerance can't be less than 0",
        "Measures!I2: there is a date but no target",
    ]


def test_targets_and_readings_read_all_their_columns():
    plan = reading(
        **measures(WAITS, RATING),
        Targets=[["Measure", "Value", "Date"], ["waits", "90", date(2026, 12, 31)]],
        Readings=[
            ["Measure", "Date", "Value", "Note"],
            ["Waits", "2022-03-31", 82.4, "Covid-19"],
            ["CQC rating", "2022-03-31", "Good"],
        ],
    ).plan
    assert plan.targets == (TargetRow("Waits", Decimal(90), date(2026, 12, 31)),)
    assert plan.readings == (
        ReadingRow("Waits", date(2022, 3, 31), Decimal("82.4"), "Covid-19"),
        ReadingRow("CQC rating", date(2022, 3, 31), "Good"),
    )


@pytest.mark.parametrize("sheet", ["Targets", "Readings"])
def test_targets_and_readings_refuse_what_is_unknown_unreadable_or_missing(sheet):
    header = ["Measure", "Value", "Date"]
    rows = [["Wait", 1, "2022-03-31"], ["Waits", "Good", "2022-03-31"], ["Waits", None, "March"], [None, "1", None]]
    assert problems(**measures(WAITS), **{sheet: [header, *rows]}) == [
        f"{sheet}!A2: measure 'Wait' is not on the Measures sheet. Did you mean 'Waits'?",
        f"{sheet}!B3: 'Good' is not a number such as 85 or 82.4",
        f"{sheet}!C4: 'March' is not a day such as 2022-03-31 or 31 March 2022, between 1900 and 2199",
        f"{sheet}!B4: Value is missing",
        f"{sheet}!A5: Measure is missing",
        f"{sheet}!C5: Date is missing",
    ]


def test_readings_refuse_measures_where_there_are_none():
    assert problems(Readings=[["Measure", "Date", "Value"], ["Waits", "2022-03-31", 1]]) == [
        "Readings!A2: measure 'Waits' is not on the Measures sheet"
    ]


def test_readings_refuse_a_measure_that_stands_under_two_priorities():
    rows = {"Readings": [["Measure", "Date", "Value"], ["Waits", "2022-03-31", 1]]}
    assert problems(**measures(["Be kind", "Waits"], ["Be digital", "waits"]), **rows) == [
        "Readings!A2: measure 'Waits' stands under 2 priorities; give them different names"
    ]


def test_targets_refuse_a_second_of_the_same_date():
    rows = [["Waits", 1, "2024-12-31"], ["WAITS", 2, "31/12/2024"], ["Waits", 3, "2025-12-31"]]
    assert problems(**measures(WAITS), Targets=[["Measure", "Value", "Date"], *rows]) == [
        "Targets!C3: a target of 'Waits' for 31 December 2024 occurs twice: it is also in Targets!C2",
        "Targets!C4: a target of 'Waits' for 31 December 2025 occurs twice: it is also in Measures!I2",
    ]


def test_readings_refuse_a_second_of_the_same_date():
    rows = [["Waits", 1, "2024-12-31"], ["Waits", 1, date(2024, 12, 31)]]
    assert problems(**measures(WAITS), Readings=[["Measure", "Value", "Date"], *rows]) == [
        "Readings!C3: a reading of 'Waits' for 31 December 2024 occurs twice: it is also in Readings!C2"
    ]


def test_acronyms_keep_case_and_order():
    plan = reading(
        Acronyms=[["Acronym", "Meaning"], ["C&M", "Cheshire and Merseyside"], ["AO", "Acute oncology"], ["Ao", "x"]]
    ).plan
    assert plan.acronyms == (
        AcronymRow("C&M", "Cheshire and Merseyside"),
        AcronymRow("AO", "Acute oncology"),
        AcronymRow("Ao", "x"),
    )


def test_acronyms_take_one_twice_with_the_same_meaning_and_warn():
    found = reading(Acronyms=[["Acronym", "Meaning"], ["AO", "Acute oncology"], ["AO", "Acute Oncology"]])
    assert found.plan.acronyms == (AcronymRow("AO", "Acute oncology"),)
    assert [str(warning) for warning in found.warnings] == [
        "Acronyms!3: acronym 'AO' is also in Acronyms!2, with the same meaning"
    ]


def test_acronyms_refuse_another_meaning_and_gaps():
    rows = [["AO", "Acute oncology"], ["AO", "Area office"], ["BI", None], [None, "Nothing"], [None, "More"]]
    assert problems(Acronyms=[["Acronym", "Meaning"], *rows]) == [
        "Acronyms!A3: acronym 'AO' has another meaning in Acronyms!2",
        "Acronyms!B4: Meaning is missing",
        "Acronyms!A5: Acronym is missing",
        "Acronyms!A6: Acronym is missing",
    ]
