"""A plan as an Excel file that reads back to the same plan."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from commitments.text import one_line
from commitments.workbook.plan import Bullet, MeasureRow, Plan, ReadingRow, UpdateCells
from commitments.workbook.reading import read_workbook
from commitments.workbook.writing import TooLongForExcelError, write
from commitments.workbook.writing.collect import collect
from tests.commitments.workbook.plans import FULL, STRATEGY, applied, commitment, plan, real_workbook, strategy_of


def book_of(plan):
    return load_workbook(BytesIO(write(plan)))


def cells_of(data):
    """What stands in every cell of every sheet."""
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(BytesIO(data))}


def read_back(given):
    reading = read_workbook(write(given))
    assert (reading.problems, reading.warnings) == ((), ())
    return reading.plan


def test_plan_reads_back_in_full():
    assert read_back(FULL) == FULL


def test_empty_plan_carries_the_headers_of_every_sheet():
    book = book_of(Plan(STRATEGY))

    assert book.sheetnames[:3] == ["Strategy", "Priorities", "Themes"]
    assert [cell.value for cell in book["Acronyms"][1]] == ["Acronym", "Meaning"]
    assert book["Commitments"].max_row == 1


def test_headers_are_bold_and_stay_in_sight():
    for sheet in book_of(FULL):
        assert sheet.freeze_panes == "A2"
        assert all(cell.font.b for cell in sheet[1])


def test_text_is_wrapped_and_columns_are_wide_enough():
    sheet = book_of(FULL)["Commitments"]

    assert sheet["E2"].alignment.wrap_text
    assert not sheet["E2"].font.b
    widths = {sheet[f"{letter}1"].value: sheet.column_dimensions[letter].width for letter in "AEK"}
    assert widths == {"Ref": 11, "Commitment": 50, "June 2021: progress": 60}


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1+1", "#N/A", "1", "2022-03", "TRUE", "_x0041_"]
)
def test_text_is_never_a_formula_or_a_value(text):
    data = write(plan(commitment(text)))

    cell = load_workbook(BytesIO(data))["Commitments"]["E2"]
    assert (cell.data_type, cell.number_format, cell.quotePrefix) == ("s", "@", True)
    assert read_workbook(data).plan.commitments[0].wording == text


@settings(max_examples=30, deadline=None)
@given(st.text(min_size=1, max_size=60).map(one_line).filter(bool))
def test_any_text_reads_back(text):
    given = plan(commitment(text, updates={"June 2021": UpdateCells(reason=text)}))

    assert read_back(given).commitments[0].wording == text


@settings(max_examples=30, deadline=None)
@given(st.decimals(-(10**11) + 1, 10**11 - 1, places=4))
def test_any_number_reads_back(number):
    measure = MeasureRow("Be kind", "Complaints", "number")

    given = plan(measures=(measure,), readings=(ReadingRow("Complaints", date(2022, 3, 31), number),))

    assert read_back(given).readings == given.readings


def test_numbers_are_numbers():
    sheet = book_of(plan(measures=(MeasureRow("Be kind", "Complaints", baseline=Decimal("82.25")),)))["Measures"]

    assert (sheet["G2"].data_type, sheet["G2"].value) == ("n", 82.25)


def test_the_same_plan_gives_the_same_bytes():
    assert write(FULL) == write(FULL)


def test_file_does_not_say_when_it_was_written():
    with ZipFile(BytesIO(write(FULL))) as archive:
        written = {part.date_time for part in archive.infolist()}
        properties = archive.read("docProps/core.xml").decode()

    assert written == {(2000, 1, 1, 0, 0, 0)}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+", properties)) == {"2000-01-01T00:00:00"}


def test_text_that_excel_can_not_hold_is_refused_with_its_place():
    long = UpdateCells(progress=tuple(Bullet(f"{number:02} " + "x" * 1990) for number in range(20)))

    with pytest.raises(TooLongForExcelError) as refused:
        write(plan(commitment(updates={"June 2021": long})))

    assert str(refused.value) == (
        "Commitments!K2 would hold 39,919 characters, and a cell of Excel holds 32,767 at most. "
        "Shorten the text that begins '- 00 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…'."
    )


@pytest.mark.django_db
@pytest.mark.parametrize("given", [FULL, None], ids=["every column", "the real workbook"])
def test_export_imported_where_nothing_is_exports_the_same_cells(given):
    given = given or read_workbook(real_workbook().read_bytes()).plan
    first = write(collect(strategy_of(given)))
    elsewhere = read_workbook(first).plan
    fields = elsewhere.strategy

    there = strategy_of(replace(elsewhere, strategy=replace(fields, short_name="ELSE", organisation="Elsewhere")))

    again = collect(there)
    assert cells_of(write(replace(again, strategy=fields))) == cells_of(first)


@pytest.mark.django_db
def test_export_imported_where_it_came_from_changes_nothing():
    strategy = strategy_of(FULL)

    done = applied(read_workbook(write(collect(strategy))).plan)

    assert not done.changed_anything()
    assert done.remarks == ()
