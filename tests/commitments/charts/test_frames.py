"""Where things lie on a sheet, and what the key under it says."""

from datetime import date

import pytest

from commitments import charts
from commitments.charts.frames import Box, band_edges, days, frame, goal_lines, goals_shown
from commitments.charts.key import letter, rows

MONTHS = [date(2021 + month // 12, month % 12 + 1, 1) for month in range(60)]
BOX = Box(0, 0, 124, 100)


def monthly(values, **more):
    return charts.picture(name="Beds", readings=list(zip(MONTHS, values, strict=False)), **more)


def yearly(values, **more):
    return charts.picture(
        name="Survey", readings=[(date(2020 + n, 3, 31), value) for n, value in enumerate(values)], **more
    )


def test_first_and_last_reading_lie_inside_the_box():
    made = monthly([0, 100])
    placed = frame(made, BOX)

    assert [placed.at(dot)[0] for dot in made.dots] == [12, 112]
    assert placed.y("100") < placed.y("0")  # pixels count downwards


def test_dots_look_ahead_to_the_last_target_and_spc_charts_do_not():
    targets = [(date(2025, 3, 31), 1), (None, 2)]

    assert days(yearly([1, 2], targets=targets)) == (date(2020, 3, 31), date(2025, 3, 31))
    assert days(monthly([1, 2], targets=targets)) == (date(2021, 1, 1), date(2021, 2, 1))
    assert days(charts.picture(name="none")) == (date.min, date.min)


def test_target_without_a_day_is_a_line_across():
    made = monthly([1, 2, 3], targets=[(None, 9)])

    assert goal_lines(made, frame(made, BOX)) == [(made.goals[0], 0, 124)]


def test_target_holds_up_to_its_day():
    made = yearly([1, 2, 3], targets=[(date(2021, 3, 31), 5), (date(2022, 3, 31), 6), (None, 7)])
    placed = frame(made, BOX)
    first, second = placed.x(date(2021, 3, 31)), placed.x(date(2022, 3, 31))

    assert goal_lines(made, placed) == [(made.goals[0], 0, first), (made.goals[1], first, 124)]
    assert second < 124


def test_targets_to_come_are_left_off_an_spc_chart_but_for_the_next():
    made = monthly([1, 2, 3], targets=[(date(2021, 2, 1), 5), (date(2022, 3, 31), 6), (date(2023, 3, 31), 7)])

    assert [goal.value for goal in goals_shown(made)] == ["5", "6"]


def test_targets_before_the_first_reading_are_left_off_unless_there_is_no_other():
    past, next_one = (date(2019, 3, 31), 5), (date(2022, 3, 31), 6)

    assert [goal.value for goal in goals_shown(monthly([1, 2], targets=[past, next_one]))] == ["6"]
    assert [goal.value for goal in goals_shown(monthly([1, 2], targets=[past]))] == ["5"]


def test_bands_meet_half_way_between_readings():
    made = monthly([1, 2, 3, 4], rebases=[(MONTHS[2], "New ward")])
    placed = frame(made, BOX)
    edge = (placed.at(made.dots[1])[0] + placed.at(made.dots[2])[0]) / 2

    assert [(left, right) for _, left, right in band_edges(made, placed)] == [(0, edge), (edge, 124)]
    assert band_edges(yearly([1, 2]), placed) == []


def test_key_names_what_the_chart_has():
    made = monthly([1, 2] * 8 + [10], better="higher", unit="beds", targets=[(date(2025, 3, 31), 4)])

    assert [entry.words for row in rows(made, 640) for _, entry in row] == [
        "Usual variation (common cause)",
        "Getting better (special cause, improving)",
        "Average",
        "Process limits",
        "Target 4 beds by 31 March 2025",
    ]


def test_key_says_why_limits_were_reset():
    rebases = [(MONTHS[2], "New ward"), (date(2021, 2, 15), "New bed"), (MONTHS[3], "Old bed")]
    made = monthly([1, 2, 3, 4, 5], rebases=rebases, targets=[(MONTHS[1], 4), (None, 5)])

    assert [row[0][1].words for row in rows(made, 640)][1:] == [
        "Targets: 4 by 1 February 2021; 5",
        "Trial limits: limits from fewer than 12 readings",
        "A: limits reset from 15 February 2021: New bed; 1 March 2021: New ward",
        "B: limits reset from 1 April 2021: Old bed",
    ]


def test_key_has_rows_no_wider_than_the_room():
    made = monthly([1, 2, 3], rebases=[(MONTHS[1], "word " * 100)])
    widths = {len(row) for row in rows(made, 200)}

    assert widths == {1}
    assert [row[0][1].words for row in rows(made, 200)][-1].endswith("…")


@pytest.mark.parametrize(("number", "said"), [(0, "A"), (25, "Z"), (26, "A2"), (52, "A3")])
def test_resets_have_letters(number, said):
    assert letter(number) == said
