"""Quiet help while writing."""

from datetime import date

import pytest

from commitments.writing.help import Sameness, hints, sameness

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
