"""Tables as Excel and CSV files: what was written is read back, and no cell is a live formula."""

import csv
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from commitments.register.spreadsheets import CUT, LONGEST_CELL, Column, Sheet, as_csv, as_xlsx, harmless
from commitments.text import normalised

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\n=1",
    "\r=1",
    " =1",
    "\u00a0=1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20x",
    "\ufe661",
]
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=30) | st.sampled_from(FORMULAS)


def sheet(*rows, columns=("Ref", "Words"), name="Register"):
    return Sheet(name, [Column(heading, 20) for heading in columns], rows)


def opened(*sheets, **options):
    return load_workbook(BytesIO(as_xlsx(sheets, "Plan: register")), **options)


def rows_of_csv(content):
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_xlsx_holds_the_sheets_with_their_headings_in_view():
    book = opened(sheet(["C1", "Open a ward"]), sheet(["Period", "June 2022"], name="About"))
    found = book["Register"]

    assert book.sheetnames == ["Register", "About"]
    assert list(found.values) == [("Ref", "Words"), ("C1", "Open a ward")]
    assert (found.freeze_panes, found.print_title_rows, found.auto_filter.ref) == ("B2", "$1:$1", "A1:B2")
    assert (found.column_dimensions["A"].width, found["A1"].font.bold, found["A2"].font.bold) == (20, True, False)
    assert (found.page_setup.orientation, found.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", True)
    assert book.properties.title == "Plan: register"


def test_xlsx_holds_days_as_days_and_numbers_as_numbers():
    found = opened(sheet([date(2022, 3, 31), 12]))["Register"]

    assert (found["A2"].value.date(), found["A2"].is_date, found["A2"].number_format) == (
        date(2022, 3, 31),
        True,
        "d mmmm yyyy",
    )
    assert (found["B2"].value, found["B2"].data_type) == (12, "n")


def test_xlsx_leaves_empty_cells_empty():
    assert list(opened(sheet(["C1", ""]))["Register"].values)[1] == ("C1", None)


def test_xlsx_of_no_rows_has_its_headings():
    assert list(opened(sheet())["Register"].values) == [("Ref", "Words")]


@given(ANY_TEXT)
def test_xlsx_gives_back_every_text_as_text(text):
    cell = opened(sheet(["C1", text]))["Register"]["B2"]

    assert unescape(cell.value or "") == normalised(text)
    assert cell.data_type == ("s" if normalised(text) else "n")  # openpyxl calls an empty cell a number
    assert bool(cell.quotePrefix) == bool(normalised(text))


def test_xlsx_has_no_formula_in_the_file():
    content = as_xlsx([sheet(*([text, text] for text in FORMULAS), columns=FORMULAS[:2])], "=1+1")

    with ZipFile(BytesIO(content)) as packed:
        sheets = [packed.read(name) for name in packed.namelist() if name.startswith("xl/worksheets")]
    assert len(sheets) == 1
    assert b"<f>" not in sheets[0]


def test_xlsx_keeps_what_looks_like_an_escape():
    text = "_x000A_ and _x005F_x000A_"

    found = opened(sheet(["C1", text]))["Register"]["B2"].value

    assert (found, unescape(found)) == ("_x005F_x000A_ and _x005F_x005F_x005F_x000A_", text)


@pytest.mark.parametrize("letter", ["x", "é", "😀"])
def test_xlsx_cuts_what_excel_refuses_and_says_so(letter):
    units = len(letter.encode("utf-16-le")) // 2
    fits, too_long = letter * (LONGEST_CELL // units), letter * (LONGEST_CELL // units + 1)

    whole, cut = (cell.value for cell in opened(sheet([fits, too_long]))["Register"][2])

    assert whole == fits
    assert (cut.endswith(CUT), cut[0], len(cut.encode("utf-16-le")) // 2 <= LONGEST_CELL) == (True, letter, True)


def test_csv_is_utf8_that_excel_knows_as_such():
    content = as_csv(sheet(["C1", 'Größe, “quoted” "twice"\nand broken'], ["C2", date(2022, 3, 31)], ["C3", 12]))

    assert rows_of_csv(content) == [
        ["Ref", "Words"],
        ["C1", 'Größe, “quoted” "twice"\nand broken'],
        ["C2", "2022-03-31"],
        ["C3", "12"],
    ]


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_takes_the_formula_out_of_a_cell_by_an_apostrophe(text):
    cells = [cell for row in rows_of_csv(as_csv(sheet([text, f"so {text}"], columns=[text, "Words"]))) for cell in row]

    assert cells == [f"'{normalised(text)}", "Words", f"'{normalised(text)}", f"so {normalised(text)}"]


@given(ANY_TEXT)
def test_csv_gives_back_every_text_and_none_as_a_formula(text):
    ((_, found),) = rows_of_csv(as_csv(sheet(["C1", text])))[1:]

    assert found in {normalised(text), f"'{normalised(text)}"}
    assert found[:1] not in set("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
    assert found.lstrip()[:1] not in set("=+-@")


@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=30))
def test_harmless_changes_nothing_that_begins_with_a_letter(text):
    assert harmless(f"a{text}") == normalised(f"a{text}")
