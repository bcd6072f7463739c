"""Quiet help while writing."""

from datetime import date

import pytest

from commitments.writing.help import Sameness, hints, past_dates, sameness

TODAY = date(2022, 9, 15)


def help_with(progress=(), coming=(), before=(), listed=()):
    return hints(progress, coming, before=before, earlier="March 2022", listed=listed, today=TODAY)


def test_sameness_counts_lines_that_were_said_before_case_and_punctuation_aside():
    now = ["The ward is OPEN.", "Posts filled", "Rota agreed"]

    assert sameness(now, ["the ward is open", "Posts  filled;"]) == Sameness(2, 3)


def test_sameness_counts_a_line_as_often_as_it_was_said():
    assert sameness(["Done", "Done", "Done"], ["done", "done"]) == Sameness(2, 3)


@pytest.mark.parametrize(("same", "of", "unchanged"), [(4, 5, True), (79, 100, False), (0, 0, False), (1, 1, True)])
def test_text_is_unchanged_from_four_fifths_of_its_lines(same, of, unchanged):
    assert Sameness(same, of).is_unchanged is unchanged


def test_help_says_how_many_lines_are_the_same():
    lines = [f"Line number {number}" for number in range(9)]

    assert help_with([*lines[:8], "New"], before=lines) == [
        "8 of 9 lines are the same as in March 2022. Say what has happened since."
    ]
    assert help_with(["Ward open"], before=["Ward open"]) == [
        "The only line is the same as in March 2022. Say what has happened since."
    ]


def test_help_is_silent_where_there_is_nothing_to_say():
    assert help_with(["The ward opened in March 2022"], ["Open the other by March 2023"]) == []
    assert help_with() == []


@pytest.mark.parametrize(
    "words",
    [
        *(
            "14 September 2022",
            "14th September 2022",
            "1st Aug 2022",
            "14/09/2022",
            "2022-09-14",
            "August 2022",
            "Aug 2022",
        ),
        *("Q1 2022/23", "Quarter 1 of 2022/23", "2021/22"),
    ],
)
def test_past_dates_finds_a_day_a_month_a_quarter_or_a_year_that_has_passed(words):
    assert past_dates([f"Open the ward by {words}, then review"], TODAY) == [words]


@pytest.mark.parametrize("before", ["by", "in", "end of", "during", "By"])
def test_past_dates_takes_a_year_after_a_word_that_makes_it_a_date(before):
    assert past_dates([f"Open it {before} 2021"], TODAY) == ["2021"]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "by 15 September 2022",
            "in September 2022",
            "Q2 2022/23",
            "2022/23",
            "by 2022",
            "room 2021",
            "2,021 patients",
        ),
        *("31 February 2022", "2022/24", "ref 12/2021/7", "45/45/2021"),
    ],
)
def test_past_dates_leaves_what_is_to_come_and_what_is_no_date(text):
    assert past_dates([text], TODAY) == []


def test_help_names_past_dates_under_next_once():
    assert help_with(coming=["Open in June 2022", "Staff it in June 2022"]) == [
        "Next names a date that has passed: June 2022."
    ]
    assert help_with(coming=["June 2022 and July 2022"]) == ["Next names dates that have passed: June 2022, July 2022."]


def test_help_names_unknown_acronyms_and_what_they_may_be_a_slip_of():
    assert help_with(["HIMSS and PADR agreed with the CNOI"], listed=["CNIO"]) == [
        "CNOI is not on the list of acronyms. Did you mean CNIO?",
        "HIMSS, PADR are not on the list of acronyms. Write out what they mean the first time.",
    ]


def test_help_names_eight_at_most():
    words = [f"the A{letter}Q" for letter in "BDEFGHIJKL"]

    (sentence,) = help_with([" and ".join(words)])

    assert sentence == (
        "ABQ, ADQ, AEQ, AFQ, AGQ, AHQ, AIQ, AJQ and 2 more are not on the list of acronyms. "
        "Write out what they mean the first time."
    )
    assert help_with(["the ABQ"]) == ["ABQ is not on the list of acronyms. Write out what it means the first time."]


def test_help_of_very_long_texts_comes_soon():
    assert help_with(["A" * 100_000, "1/" * 50_000], ["2" * 100_000, "May " * 20_000]) == []
