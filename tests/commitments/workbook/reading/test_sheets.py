from datetime import date, datetime, time, timedelta

import pytest
from openpyxl.chart import BarChart, Reference

from commitments.workbook.reading import read_workbook
from commitments.workbook.reading.cells import Cell
from commitments.workbook.reading.sheets import sheets_from_xlsx
from tests.commitments.workbook.books import SMALLEST, reading, repacked, xlsx


def changed(change):
    return sheets_from_xlsx(xlsx(SMALLEST, change))


def told(findings):
    return [str(finding) for finding in findings]


def test_sheets_from_xlsx_gives_rows_by_column_name():
    sheets, problems, warnings = sheets_from_xlsx(xlsx(SMALLEST))
    (row,) = sheets["Commitments"].rows
    assert (list(sheets), problems, warnings) == (list(SMALLEST), [], [])
    assert sheets["Commitments"].header == {
        "Ref": "Commitments!A1",
        "Priority": "Commitments!B1",
        "Commitment": "Commitments!C1",
    }
    assert row["Priority"] == Cell("Be digital", "Commitments!B2")
    assert row.where == "Commitments!2"


def test_sheets_from_xlsx_says_where_an_empty_cell_stands():
    sheets, _, _ = sheets_from_xlsx(xlsx(SMALLEST | {"Priorities": [["Priority", "Context"], ["Be kind"]]}))
    (row,) = sheets["Priorities"].rows
    assert row["Context"] == Cell("", "Priorities!B2")
    assert row["Strapline"] == Cell("", "Priorities!2")


def test_sheets_from_xlsx_finds_sheets_and_columns_whatever_their_case_blanks_and_order():
    def change(book):
        sheet = book["Commitments"]
        sheet["A1"], sheet["D1"], sheet["D2"] = " ref ", "june  2021 :  PROGRESS", "x"
        sheet.title = " COMMITMENTS "
        book["Priorities"].title = "priorities "
        book.move_sheet(sheet, -3)

    sheets, problems, warnings = changed(change)
    assert (problems, warnings) == ([], [])
    assert list(sheets["Commitments"].header) == ["Ref", "Priority", "Commitment", "june 2021: progress"]
    assert sheets["Priorities"].name == "Priorities"


def test_sheets_from_xlsx_skips_blank_rows_before_and_below_the_header():
    rows = [[], [None, " "], ["Priority"], [], ["  "], ["Be kind"]]
    sheets, _, _ = sheets_from_xlsx(xlsx(SMALLEST | {"Priorities": rows}))
    assert [row["Priority"] for row in sheets["Priorities"].rows] == [Cell("Be kind", "Priorities!A6")]


def test_sheets_from_xlsx_takes_a_sheet_without_anything():
    sheets, problems, _ = sheets_from_xlsx(xlsx(SMALLEST | {"Measures": []}))
    assert (sheets["Measures"].header, sheets["Measures"].rows, problems) == ({}, [], [])


def test_sheets_from_xlsx_warns_of_unknown_sheets_and_columns_and_guesses():
    def change(book):
        book.create_sheet("Mesures")
        book.create_sheet("Notes")
        book["Commitments"]["D1"] = "Origional wording"
        book["Commitments"]["E1"] = "Colour"
        book["Commitments"]["E2"] = "blue"

    sheets, problems, warnings = changed(change)
    assert problems == []
    assert told(warnings) == [
        (
            "Commitments!D1: column 'Origional wording' is not one that this sheet has and was left out. "
            "Did you mean 'Original wording'?"
        ),
        "Commitments!E1: column 'Colour' is not one that this sheet has and was left out",
        "Sheet 'Mesures' is not one that a plan has and was left out. Did you mean 'Measures'?",
        "Sheet 'Notes' is not one that a plan has and was left out",
    ]
    assert sheets["Commitments"].rows[0].cells.keys() == {"Ref", "Priority", "Commitment"}


def test_sheets_from_xlsx_warns_of_values_under_no_header():
    def change(book):
        book["Priorities"]["C2"] = "x"
        book["Priorities"]["E3"] = "y"
        book["Priorities"]["E9"] = "z"

    sheets, _, warnings = changed(change)
    assert told(warnings) == ["Priorities: column C, E has no header and was left out"]
    assert len(sheets["Priorities"].rows) == 2


def test_sheets_from_xlsx_leaves_hidden_sheets_out_with_a_warning():
    def change(book):
        book.create_sheet("Acronyms").sheet_state = "hidden"
        book.create_sheet("Lists").sheet_state = "veryHidden"

    sheets, problems, warnings = changed(change)
    assert (list(sheets), problems) == (list(SMALLEST), [])
    assert told(warnings) == [
        "Sheet 'Acronyms' is hidden and was left out",
        "Sheet 'Lists' is hidden and was left out",
    ]


def test_sheets_from_xlsx_passes_over_a_sheet_that_is_a_chart():
    def change(book):
        chart = BarChart()
        chart.add_data(Reference(book["Periods"], min_col=1, min_row=1, max_row=3))
        book.create_chartsheet("Chart").add_chart(chart)

    sheets, problems, warnings = changed(change)
    assert (list(sheets), problems, warnings) == (list(SMALLEST), [], [])


def test_sheets_from_xlsx_warns_of_merged_cells():
    _, problems, warnings = changed(lambda book: book["Commitments"].merge_cells("B2:B3"))
    what = "cells are merged (B2:B3); what they hold counts for the first cell only"
    assert (problems, told(warnings)) == ([], [f"Commitments: {what}"])


def test_sheets_from_xlsx_names_a_few_of_many_merged_cells():
    def change(book):
        for row in range(2, 14, 2):
            book["Commitments"].merge_cells(f"B{row}:B{row + 1}")

    _, _, warnings = changed(change)
    assert (told(warnings)[0].count(":B"), " and more)" in told(warnings)[0]) == (5, True)


def test_sheets_from_xlsx_refuses_a_sheet_that_occurs_twice():
    _, problems, _ = changed(lambda book: book.create_sheet("Commitments "))
    assert told(problems) == ["Sheet Commitments occurs twice: 'Commitments' and 'Commitments'"]


def test_sheets_from_xlsx_refuses_a_column_that_occurs_twice():
    rows = [["Ref", "Priority", "REF", "Commitment", "June 2021: next", "june 2021:Next"], ["A", "B", "C", "D"]]
    sheets, problems, _ = sheets_from_xlsx(xlsx(SMALLEST | {"Commitments": rows}))
    assert told(problems) == ["Commitments!C1: column 'REF' occurs twice: it is also in Commitments!A1"]
    assert sheets["Commitments"].rows[0]["Ref"].text == "A"


def test_sheets_from_xlsx_takes_a_formula_as_its_stored_result():
    formula = b'<row r="3"><c r="A3" t="str"><f>"B"&amp;"D-02"</f><v>BD-02</v></c></row>'

    def change(parts):
        name = "xl/worksheets/sheet4.xml"
        parts[name] = parts[name].replace(b"</sheetData>", formula + b"</sheetData>")

    sheets, problems, _ = sheets_from_xlsx(repacked(xlsx(SMALLEST), change))
    assert (sheets["Commitments"].rows[1]["Ref"].text, problems) == ("BD-02", [])


def test_sheets_from_xlsx_refuses_a_formula_without_a_stored_result():
    def change(book):
        book["Commitments"]["A2"] = "=B2"
        book["Commitments"]["D1"] = "=A1"
        book["Commitments"]["F9"] = "=A1"  # of no column: nothing that a plan holds

    sheets, problems, _ = changed(change)
    what = "the formula has no stored result; open the file in Excel and save it again"
    assert told(problems) == [f"Commitments!D1: {what}", f"Commitments!A2: {what}"]
    assert sheets["Commitments"].rows[0]["Ref"] == Cell("", "Commitments!A2", unreadable=True)


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#NAME?", "#DIV/0!"])
def test_sheets_from_xlsx_refuses_excel_errors(error):
    def change(book):
        book["Commitments"]["B2"] = error

    _, problems, _ = changed(change)
    assert told(problems) == [f"Commitments!B2: {error} is an Excel error, not a value"]


def test_read_workbook_tells_one_problem_of_a_cell_that_can_not_be_read():
    def change(book):
        book["Commitments"]["B2"] = "#REF!"

    assert told(read_workbook(xlsx(SMALLEST, change)).problems) == [
        "Commitments!B2: #REF! is an Excel error, not a value"
    ]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (3.0, "General", "3"),
        (3, "General", "3"),
        (2.5, "General", "2.5"),
        (0.1 + 0.2, "General", "0.3"),
        (2.1, "0.00", "2.10"),
        (7, "000", "007"),
        (0.824, "0.0%", "82.4%"),
        (1e20, "General", "100000000000000000000"),
        (True, "General", "TRUE"),
        (date(2022, 3, 1), "mmm-yy", "Mar-22"),
        (date(2022, 3, 31), "dd/mm/yyyy", "31/03/2022"),
        (datetime(2022, 3, 31, 14, 30), "dd/mm/yyyy hh:mm", "31/03/2022"),  # noqa: DTZ001 -- Excel has no time zones
        (time(14, 30), "h:mm", "14:30:00"),
        (timedelta(hours=30), "[h]:mm", "1 day, 6:00:00"),
        ("a_x000D_\nb_x0041__x005F_x0041_", "General", "a\nbA_x0041_"),
        (" a\r\nb ", "General", " a\nb "),
    ],
)
def test_sheets_from_xlsx_reads_a_value_as_it_is_shown(value, number_format, text):
    def change(book):
        cell = book["Commitments"]["A2"]
        cell.value, cell.number_format = value, number_format

    sheets, problems, _ = changed(change)
    assert (sheets["Commitments"].rows[0]["Ref"].text, problems) == (text, [])


def test_sheets_from_xlsx_takes_a_date_that_no_calendar_has_as_an_error():
    def change(book):
        cell = book["Commitments"]["A2"]
        cell.value, cell.number_format = 99_999_999, "dd/mm/yyyy"

    _, problems, _ = changed(change)
    assert told(problems) == ["Commitments!A2: #VALUE! is an Excel error, not a value"]


def test_read_workbook_reads_a_period_whose_label_excel_turned_into_a_date():
    def change(book):
        label, month = book["Periods"]["A3"], book["Periods"]["B3"]
        label.value, label.number_format = date(2022, 3, 1), "mmm-yy"
        month.value, month.number_format = date(2022, 3, 1), "yyyy-mm"
        book["Commitments"]["D1"] = "March 2022: progress"
        book["Commitments"]["D2"] = "- Done"

    plan = read_workbook(xlsx(SMALLEST, change)).plan
    assert [(period.label, period.month) for period in plan.periods][1] == ("Mar-22", date(2022, 3, 1))
    assert list(plan.commitments[0].updates) == ["Mar-22"]


def test_read_workbook_has_room_for_a_hundred_columns_and_not_for_more():
    header = ["Ref", "Priority", "Commitment", *(f"Note {number}" for number in range(98))]
    assert told(reading(Commitments=[header[:100], ["BD-01", "Be digital", "x"]]).problems) == []
    assert told(reading(Commitments=[header]).problems) == [
        "Sheet Commitments goes on to column CW; a sheet can have 100 columns"
    ]
