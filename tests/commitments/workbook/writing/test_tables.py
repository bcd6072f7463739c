"""A plan as tables of plain cells."""

from dataclasses import replace
from datetime import date

import pytest

from commitments.dates import Precision, Span, parse_span
from commitments.workbook.columns import SHEETS
from commitments.workbook.plan import Bullet, CommitmentRow, PeriodRow, Plan, StrategyFields, UpdateCells
from commitments.workbook.writing.tables import due_words, names, tables
from tests.commitments.workbook.plans import FULL, STRATEGY, commitment, plan


def test_tables_are_the_sheets_of_the_format_in_its_order():
    found = tables(Plan(STRATEGY))

    assert list(found) == list(SHEETS)
    assert {name: list(table.header) for name, table in found.items()} == {
        name: [column.name for column in columns] for name, columns in SHEETS.items()
    }
    assert all(not table.rows for name, table in found.items() if name != "Strategy")


def test_tables_have_rows_as_wide_as_their_header():
    found = tables(FULL)

    assert all(table.rows for table in found.values())
    assert all(len(row) == len(table.header) for table in found.values() for row in table.rows)


def test_strategy_fields_stand_there_to_be_filled_when_they_are_empty():
    rows = dict(tables(Plan(STRATEGY))["Strategy"].rows)

    assert rows["Title"] == "Plan 2021-2025"
    assert (rows["Starts"], rows["Theme label"], rows["Follows"]) == ("", "", "")


def test_labels_months_and_states_are_written_as_they_are_read():
    found = tables(FULL)

    assert dict(found["Strategy"].rows)["Theme label"] == "Transformational theme / Transformational themes"
    assert found["Periods"].rows[0] == ("June 2021", "2021-06", "2021-05", "An outbreak\nof norovirus", "Closed")
    assert [row[2] for row in found["Meetings"].rows] == ["2021-07", "2021-07-14"]
    assert found["Status words"].rows[0] == ("In progress", "Under way", "Work has begun")


def test_commitment_has_the_columns_of_every_period():
    table = tables(FULL)["Commitments"]
    row = dict(zip(table.header, table.rows[0], strict=True))

    assert list(table.header)[-6:] == [
        f"September 2022: {part}" for part in ("progress", "next", "stage", "rating", "reason", "evidence")
    ]
    assert row["June 2021: progress"] == "- Supplier chosen\n  - Contract signed\n- Team in post"
    assert row["June 2021: stage"] == "In progress"
    assert row["June 2021: rating"] == "Amber"
    assert row["June 2021: evidence"] == "- Board paper 12"
    assert row["September 2022: progress"] == ""
    assert row["Supporting leads"] == "Medical Director, Chief Nurse"
    assert row["Marker"] == "reworded"


def test_commitment_with_both_markers_names_both():
    table = tables(plan(commitment(reworded=True, added=True)))["Commitments"]

    assert dict(zip(table.header, table.rows[0], strict=True))["Marker"] == "reworded, added"


def many_periods(said):
    periods = tuple(PeriodRow(f"Round {number}", date(2000 + number, 1, 1)) for number in range(20))
    row = CommitmentRow("A", "Be digital", "Go", updates={period.label: said for period in periods})
    return Plan(StrategyFields("O", "O", "T"), periods=periods, commitments=(row,))


def test_columns_that_nobody_filled_go_when_there_are_too_many_to_be_read_again():
    header = tables(many_periods(UpdateCells(progress=(Bullet("Done"),))))["Commitments"].header

    assert len(header) == 10 + 20
    assert header[10:12] == ["Round 0: progress", "Round 1: progress"]


def test_columns_that_are_filled_stay_however_many_they_are():
    bullets = (Bullet("Done"),)
    said = UpdateCells(bullets, bullets, bullets, "in_progress", "green", "Fine")

    assert len(tables(many_periods(said))["Commitments"].header) == 10 + 20 * 6


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ([], ""),
        (["Chief Nurse", "Medical Director"], "Chief Nurse, Medical Director"),
        (["Director of Nursing, Quality and Patients"], "Director of Nursing, Quality and Patients\n"),
        (["Chief Nurse", "Director of People, and Culture"], "Chief Nurse\nDirector of People, and Culture\n"),
    ],
)
def test_names_stand_on_lines_when_one_has_a_comma(given, text):
    assert names(given) == text


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (Span(date(2022, 3, 31), Precision.DAY), "2022-03-31"),
        (Span(date(2022, 3, 31), Precision.DAY, "31/03/2022"), "31/03/2022"),
        (Span(date(2022, 3, 1), Precision.MONTH, "in the spring"), "2022-03"),
        (Span(date(2022, 4, 1), Precision.QUARTER), "Q1 2022/23"),
        (Span(date(2022, 10, 1), Precision.QUARTER), "Q3 2022/23"),
        (Span(date(2023, 1, 1), Precision.QUARTER), "Q4 2022/23"),
        (Span(date(2025, 1, 1), Precision.YEAR), "2025"),
        (Span(date(2022, 4, 1), Precision.FINANCIAL_YEAR), "2022/23"),
        (Span(date(1999, 4, 1), Precision.FINANCIAL_YEAR), "1999/00"),
        (Span(None, Precision.ONGOING), "ongoing"),
        (Span(None, Precision.ONGOING, "Ongoing"), "Ongoing"),
    ],
)
def test_due_words_read_back_to_the_same_date(due, words):
    assert due_words(due) == words
    assert parse_span(words) == replace(due, words=words)
