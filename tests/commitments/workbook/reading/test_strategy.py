from datetime import date

import pytest

from commitments.dates import Precision
from commitments.workbook.plan import Label, MeetingRow, PeriodRow, PriorityRow, StatusWordRow, ThemeRow
from tests.commitments.workbook.books import SMALLEST, problems, reading


def strategy(*rows):
    return {"Strategy": [*SMALLEST["Strategy"], *map(list, rows)]}


def words(*rows):
    return {"Status_words": [["Code", "Word", "Meaning"], *map(list, rows)]}


def test_strategy_reads_all_its_fields():
    fields = reading(
        **strategy(
            ["starts", "2021-01-01"],
            ["ENDS", date(2025, 12, 31)],
            ["Mission", "  To heal.\r\n\r\nTo care.  "],
            ["Cadence", "six-monthly"],
            ["Report title", "Implementation report"],
            ["Introduction", "One.\n\nTwo."],
            ["Reworded marker", "++"],
            ["Added marker", "##"],
            ["Follows", "Plan 2016-2020"],
        )
    ).plan.strategy
    assert (fields.starts_on, fields.ends_on) == (date(2021, 1, 1), date(2025, 12, 31))
    assert (fields.mission, fields.introduction) == ("To heal.\n\nTo care.", "One.\n\nTwo.")
    assert (fields.reworded_marker, fields.added_marker, fields.follows) == ("++", "##", "Plan 2016-2020")
    assert (fields.cadence, fields.report_title) == ("six-monthly", "Implementation report")


@pytest.mark.parametrize(
    ("starts", "ends"),
    [("2021", "2025"), ("January 2021", "December 2025"), (2021, 2025), ("2021-01-01", "31/12/2025")],
)
def test_strategy_starts_on_the_first_day_and_ends_on_the_last(starts, ends):
    fields = reading(**strategy(["Starts", starts], ["Ends", ends])).plan.strategy
    assert (fields.starts_on, fields.ends_on) == (date(2021, 1, 1), date(2025, 12, 31))


def test_strategy_refuses_to_end_before_it_starts():
    assert problems(**strategy(["Starts", "2025"], ["Ends", "2021"])) == [
        "Strategy!B6: the strategy ends before it starts"
    ]


def test_strategy_refuses_to_start_or_end_ongoing():
    what = "a strategy can't start or end with 'ongoing'; leave it empty if it is not known"
    assert problems(**strategy(["Ends", "ongoing"])) == [f"Strategy!B5: {what}"]


@pytest.mark.parametrize("field", ["Organisation", "Organisation short name", "Title"])
def test_strategy_refuses_to_do_without_a_required_field(field):
    rows = [row for row in SMALLEST["Strategy"] if row[0] != field]
    assert problems(Strategy=rows) == [f"Strategy: {field} is missing"]
    assert problems(Strategy=[*rows, [field, " "]]) == [f"Strategy!B4: {field} is missing"]


def test_strategy_warns_of_a_field_that_it_does_not_know():
    found = reading(**strategy(["Misson", "x"], ["Colour", "blue"]))
    assert [str(warning) for warning in found.warnings] == [
        "Strategy!A5: field 'Misson' is not one of a strategy and was left out. Did you mean 'Mission'?",
        "Strategy!A6: field 'Colour' is not one of a strategy and was left out",
    ]
    assert found.plan.strategy.mission == ""


def test_strategy_refuses_a_field_twice_and_a_value_without_a_field():
    assert problems(**strategy(["title", "Another"], [None, "x"])) == [
        "Strategy!A5: field 'title' occurs twice: it is also in Strategy!A4",
        "Strategy!A6: Field is missing",
    ]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Strategic priority", Label("Strategic priority", "Strategic priorities")),
        ("Key", Label("Key", "Keys")),
        ("Theme", Label("Theme", "Themes")),
        ("Focus / Foci", Label("Focus", "Foci")),
        ("Focus/Foci", Label("Focus", "Foci")),
        ("Aim/goal / Aims/goals", Label("Aim/goal", "Aims/goals")),
    ],
)
def test_strategy_label_has_a_singular_and_a_plural(text, label):
    assert reading(**strategy(["Priority label", text])).plan.strategy.priority_label == label


@pytest.mark.parametrize("text", ["a / b / c", "/ b", "a /"])
def test_strategy_refuses_a_label_of_another_form(text):
    assert problems(**strategy(["Theme label", text])) == [
        f"Strategy!B5: '{text}' is not of the form 'singular / plural'"
    ]


def test_strategy_refuses_a_label_that_is_too_long():
    said = f"Strategy!B5: '{'x' * 60}…' has 61 characters; a label can have 60"
    assert problems(**strategy(["Commitment label", "x" * 60])) == [said]


@pytest.mark.parametrize("rows", [[["Added marker", "**"]], [["Reworded marker", "+"], ["Added marker", "+"]]])
def test_strategy_refuses_one_marker_for_both(rows):
    what = "the same marker stands for reworded and for added commitments"
    assert problems(**strategy(*rows)) == [f"Strategy!B{4 + len(rows)}: {what}"]


def test_priorities_read_all_their_columns():
    header = ["Priority", "Strapline", "Context", "Executive lead"]
    plan = reading(Priorities=[header, [" Be  digital", "Fast", "One.\nTwo.", "Chief Nurse"]]).plan
    assert plan.priorities == (PriorityRow("Be digital", "Fast", "One.\nTwo.", "Chief Nurse"),)


def test_priorities_refuse_a_row_without_a_name():
    assert problems(Priorities=[["Priority", "Strapline"], ["Be digital"], [None, "Fast"]]) == [
        "Priorities!A3: Priority is missing"
    ]


def test_themes_read_all_their_columns_and_spell_the_priority_as_its_sheet_does():
    header = ["Priority", "Theme", "Sub-theme", "Context"]
    plan = reading(Themes=[header, ["be digital", "Data", "Access", "Why"], ["Be digital", "Data"]]).plan
    assert plan.themes == (ThemeRow("Be digital", "Data", "Access", "Why"), ThemeRow("Be digital", "Data"))


def test_themes_refuse_what_is_unknown_missing_or_there_twice():
    header = ["Priority", "Theme", "Sub-theme"]
    rows = [
        ["Be rich", "Data"],
        ["Be digital", None, "Access"],
        ["Be digital", None, "Access"],
        ["Be kind", "Care"],
        ["Be kind", "care "],
    ]
    assert problems(Themes=[header, *rows]) == [
        "Themes!A2: priority 'Be rich' is not on the Priorities sheet",
        "Themes!B3: Theme is missing",
        "Themes!B4: Theme is missing",
        "Themes!6: theme 'care' occurs twice: it is also in Themes!5",
    ]


def test_status_words_give_a_strategy_its_own_words_beside_the_standard_ones():
    header = ["Ref", "Priority", "Commitment", "June 2021: stage", "June 2021: rating"]
    rows = [["A", "Be kind", "x", "under WAY", "on track"], ["B", "Be kind", "y", "In progress", "green"]]
    plan = reading(
        **words(["in progress", "Under way", "It runs"], ["GREEN", "On track", None]), Commitments=[header, *rows]
    ).plan
    assert plan.status_words == (
        StatusWordRow("in_progress", "Under way", "It runs"),
        StatusWordRow("green", "On track"),
    )
    assert [(u.stage, u.rating) for row in plan.commitments for u in row.updates.values()] == [
        ("in_progress", "green"),
        ("in_progress", "green"),
    ]


def test_status_words_stand_in_the_message_that_refuses_another():
    header = ["Ref", "Priority", "Commitment", "June 2021: rating"]
    assert problems(**words(["Green", "On track"]), Commitments=[header, ["A", "Be kind", "x", "on trak"]]) == [
        "Commitments!D2: rating 'on trak' is not one of Green, Amber, Red, On track. Did you mean 'On track'?"
    ]


def test_status_words_may_repeat_the_standard_word():
    assert problems(**words(["Green", "green"], ["Merged", "Merged"])) == []


def test_status_words_refuse_a_code_twice_and_a_word_of_another():
    assert problems(
        **words(["Green", "Good"], ["green", "Fine"], ["Red", "GOOD"], ["Paused", "Stopped"], ["Blue", "x"])
    ) == [
        "Status words!A3: code 'green' occurs twice: it is also in Status words!A2",
        "Status words!B4: word 'GOOD' already means another stage or rating",
        "Status words!B5: word 'Stopped' already means another stage or rating",
        (
            "Status words!A6: code 'Blue' is not one of Not started, In progress, Paused, Complete, Not achieved, "
            "Stopped, Merged, Green, Amber, Red"
        ),
    ]


def test_periods_read_all_their_columns():
    header = ["Period", "Month", "Scheduled for", "Reason for delay", "State"]
    rows = [
        ["Mid-year", "June 2021", None, None, "planned"],
        ["March 2022", date(2022, 3, 31), "2022-01", "Winter", None],
    ]
    assert reading(Periods=[header, *rows]).plan.periods == (
        PeriodRow("Mid-year", date(2021, 6, 1), state="planned"),
        PeriodRow("March 2022", date(2022, 3, 1), date(2022, 1, 1), "Winter", "closed"),
    )


def test_periods_refuse_a_label_or_a_month_twice_and_an_unknown_state():
    header = ["Period", "Month", "State"]
    rows = [
        ["June 2021", "2021-06", "Closed"],
        ["june 2021", "2021-12", "Shut"],
        ["Summer", "June 2021"],
        [None, "2022-01"],
    ]
    assert problems(Periods=[header, *rows]) == [
        "Periods!A3: period 'june 2021' occurs twice: it is also in Periods!A2",
        "Periods!C3: state 'Shut' is not one of Planned, Open, Closed",
        "Periods!B4: month 2021-06 occurs twice: it is also in Periods!B2",
        "Periods!A5: Period is missing",
    ]


def test_meetings_are_of_a_day_or_a_month():
    header = ["Period", "Meeting", "Month", "Purpose"]
    rows = [["march 2022", "Trust Board", "2022-03", "Assurance"], ["2021-06", "Trust Board", "30 June 2021"]]
    assert reading(Meetings=[header, *rows]).plan.meetings == (
        MeetingRow("March 2022", "Trust Board", date(2022, 3, 1), Precision.MONTH, "Assurance"),
        MeetingRow("June 2021", "Trust Board", date(2021, 6, 30), Precision.DAY),
    )


def test_meetings_refuse_what_is_unknown_unreadable_missing_or_there_twice():
    header = ["Period", "Meeting", "Month"]
    rows = [
        ["March 2023", "Trust Board", "2023-03"],
        ["March 2022", None, "2022-03"],
        ["March 2022", None, "2022-03"],
        ["March 2022", "Trust Board", "spring"],
        ["March 2022", "Trust Board", None],
        ["June 2021", "Trust Board", "2021-06"],
        ["June 2021", "TRUST BOARD", "June 2021"],
    ]
    assert problems(Meetings=[header, *rows]) == [
        "Meetings!A2: period 'March 2023' is not on the Periods sheet. Did you mean 'March 2022'?",
        "Meetings!B3: Meeting is missing",
        "Meetings!B4: Meeting is missing",
        "Meetings!C5: 'spring' is not a month such as 2022-03 or March 2022, between 1900 and 2199",
        "Meetings!C6: Month is missing",
        "Meetings!8: meeting 'TRUST BOARD' occurs twice: it is also in Meetings!7",
    ]
