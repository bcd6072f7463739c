import os

import pytest
from openpyxl.styles import Alignment

from commitments.workbook.reading import archive, read_workbook
from tests.commitments.workbook.books import SMALLEST, repacked, xlsx

DAMAGED = "This file is damaged or is not an Excel workbook. Open it in Excel, save it as 'Excel Workbook (.xlsx)' and try again"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
GOOD = xlsx(SMALLEST)
SHEET = "xl/worksheets/sheet4.xml"  # Commitments


def refusal(data):
    reading = read_workbook(data)
    assert reading.plan is None
    (problem,) = reading.problems
    assert problem.where == ""
    return problem.what


def with_rows(xml):
    return repacked(
        GOOD, lambda parts: parts.update({SHEET: parts[SHEET].replace(b"</sheetData>", xml + b"</sheetData>")})
    )


def with_part(name, content):
    return repacked(GOOD, lambda parts: parts.update({name: content}))


@pytest.mark.parametrize("data", [b"", b"Ref,Priority", b"%PDF-1.7", b"PK", b"PK\x05\x06" + bytes(18)])
def test_read_workbook_refuses_what_is_no_zip_file(data):
    assert refusal(data) == "This file is not an Excel workbook (.xlsx)"


def test_read_workbook_refuses_a_zip_file_of_something_else():
    data = repacked(GOOD, lambda parts: parts.pop("[Content_Types].xml"))
    assert refusal(data) == "This file is not an Excel workbook (.xlsx)"


@pytest.mark.parametrize("missing", [1, 100, 3_000, 5_000])
def test_read_workbook_refuses_a_file_cut_short(missing):
    assert refusal(GOOD[:-missing]) == DAMAGED


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET])
def test_read_workbook_refuses_a_file_with_a_part_cut_short(name):
    data = repacked(GOOD, lambda parts: parts.update({name: parts[name][: len(parts[name]) // 2]}))
    assert refusal(data) == DAMAGED


def test_read_workbook_refuses_a_file_without_its_workbook():
    assert refusal(repacked(GOOD, lambda parts: parts.pop("xl/workbook.xml"))) == DAMAGED


def test_read_workbook_refuses_a_file_with_one_bit_flipped():
    place = GOOD.index(b"xl/workbook.xml") + len("xl/workbook.xml") + 20
    assert refusal(GOOD[:place] + bytes([GOOD[place] ^ 1]) + GOOD[place + 1 :]) == DAMAGED


def test_read_workbook_refuses_a_password():
    data = OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le")
    said = "This file is protected with a password. Take the password off in Excel and save it again"
    assert refusal(data) == said


def test_read_workbook_refuses_an_encrypted_zip_file():
    data = bytearray(GOOD)
    data[GOOD.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)) == "This file is protected with a password. Take the password off and save it again"


def test_read_workbook_refuses_the_excel_format_of_old():
    said = "This file is of an Excel before 2007. Save it as 'Excel Workbook (.xlsx)' and try again"
    assert refusal(OLE + bytes(512)) == said


def test_read_workbook_refuses_a_strict_workbook():
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    data = repacked(
        GOOD,
        lambda parts: parts.update(
            {
                "xl/workbook.xml": parts["xl/workbook.xml"].replace(
                    main, b"http://purl.oclc.org/ooxml/spreadsheetml/main"
                )
            }
        ),
    )
    said = "This file is a 'Strict Open XML' workbook. Save it as 'Excel Workbook (.xlsx)' and try again"
    assert refusal(data) == said


def test_read_workbook_refuses_a_file_that_is_too_large():
    assert refusal(GOOD + bytes(10_000_001)) == "This file is larger than 10 MB"


def test_read_workbook_refuses_a_part_that_shrinks_too_well():
    said = "This file unpacks to far more than a plan holds. Copy the sheets into a new workbook"
    assert refusal(with_part("xl/media/image1.png", bytes(40_000_000))) == said


def test_read_workbook_refuses_too_many_parts():
    many = {f"xl/media/image{number}.png": b"" for number in range(1_001)}
    said = "This file unpacks to far more than a plan holds. Copy the sheets into a new workbook"
    assert refusal(repacked(GOOD, lambda parts: parts.update(many))) == said


def test_read_workbook_refuses_more_than_it_may_unpack():
    noise = os.urandom(100_000)
    data = with_part("xl/media/image1.png", b"".join(noise + bytes(900_000) for _ in range(51)))
    assert refusal(data) == "This file unpacks to more than 50 MB. Delete pictures and sheets that are not needed"


@pytest.mark.parametrize("name", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_read_workbook_refuses_macros(name):
    said = "This file has macros. Save it as 'Excel Workbook (.xlsx)', without macros, and try again"
    assert refusal(with_part(name, b"<x/>")) == said


def test_read_workbook_refuses_links_to_other_workbooks():
    said = "This file has links to other workbooks. Break them in Excel (Data, Edit Links) and save it again"
    assert refusal(with_part("xl/externalLinks/externalLink1.xml", b"<x/>")) == said


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/styles.xml", SHEET])
def test_read_workbook_refuses_entities(name):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    data = repacked(GOOD, lambda parts: parts.update({name: bomb + parts[name].partition(b"?>")[2] or parts[name]}))
    assert refusal(data) == DAMAGED


def test_read_workbook_refuses_a_cell_at_the_far_end():
    def far(book):
        book["Commitments"]["XFD1048576"] = "x"

    said = "Sheet Commitments goes on to column XFD; a sheet can have 100 columns"
    assert refusal(xlsx(SMALLEST, far)) == said


def test_read_workbook_does_not_mind_a_blank_cell_at_the_far_end():
    def far(book):
        book["Commitments"]["XFD1048576"].alignment = Alignment(horizontal="center")

    assert read_workbook(xlsx(SMALLEST, far)).problems == ()


def test_read_workbook_refuses_a_million_rows():
    rows = b"".join(b'<row r="%d"><c><v>1</v></c></row>' % number for number in range(3, 1_000_000))
    assert refusal(with_rows(rows)) == "Sheet Commitments goes on below row 20,000; a sheet can have 20,000 rows"


def test_read_workbook_passes_over_a_sheet_of_a_million_rows_that_is_no_plans():
    def add(book):
        book.create_sheet("Data")["A500000"] = "x"

    reading = read_workbook(xlsx(SMALLEST, add))
    assert (reading.plan is not None, len(reading.warnings)) == (True, 1)


def test_read_workbook_refuses_millions_of_elements(monkeypatch):
    monkeypatch.setattr(archive, "_ELEMENTS", 1_000)
    said = "This file has a sheet with far more cells than a plan holds. Delete what is not needed"
    assert refusal(with_rows(b'<row r="3">' + b"<c/>" * 1_000 + b"</row>")) == said


@pytest.mark.parametrize(
    "row", [b'<row r="1"/>', b'<row r="2"/>', b'<row r="-5"/>', b'<row r="x"/>', b'<row r="1e3"/>']
)
def test_read_workbook_refuses_rows_out_of_order(row):
    assert refusal(with_rows(row)) == DAMAGED


@pytest.mark.parametrize(
    "cell",
    [b'<c r="A3" t="s"><v>7</v></c>', b'<c r="A3"><v>x</v></c>', b'<c r="33"><v>1</v></c>', b'<c s="99"><v>1</v></c>'],
)
def test_read_workbook_refuses_cells_that_make_no_sense(cell):
    assert refusal(with_rows(b'<row r="3">' + cell + b"</row>")) == DAMAGED


def test_read_workbook_finds_worksheets_wherever_they_stand_in_the_file():
    def move(parts):
        parts["xl/Commitments.xml"] = parts.pop(SHEET)
        for name in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
            parts[name] = parts[name].replace(b"worksheets/sheet4.xml", b"Commitments.xml")

    assert read_workbook(repacked(GOOD, move)) == read_workbook(GOOD)


def test_read_workbook_does_not_mind_pictures():
    assert read_workbook(with_part("xl/media/image1.png", b"\x89PNG")).problems == ()


def test_shapes_tell_how_far_cells_reach_and_what_is_odd():
    def change(book):
        sheet = book["Commitments"]
        sheet["E4"] = "=1+1"
        sheet.merge_cells("A5:B6")

    shape = archive.shapes(xlsx(SMALLEST, change))[SHEET]
    assert shape == archive.Shape(last_row=4, last_column=5, merged=["A5:B6"], bare_formulas={(4, 5)})


def test_shapes_count_rows_and_columns_that_have_no_coordinates():
    shape = archive.shapes(with_rows(b"<row><c/><c><v>1</v></c></row><row><c><f>A1</f><v> </v></c></row>"))[SHEET]
    assert (shape.last_row, shape.last_column, shape.bare_formulas) == (4, 3, {(4, 1)})


def test_shapes_take_a_formula_that_gives_an_empty_text_as_one_with_a_result():
    shape = archive.shapes(with_rows(b'<row><c t="str"><f>A9</f><v></v></c></row>'))[SHEET]
    assert shape.bare_formulas == set()


def test_shapes_name_a_thousand_merges_at_most():
    merges = b"<mergeCells>" + b'<mergeCell ref="A1:A2"/>' * 1_500 + b"</mergeCells></worksheet>"
    data = repacked(GOOD, lambda parts: parts.update({SHEET: parts[SHEET].replace(b"</worksheet>", merges)}))
    assert len(archive.shapes(data)[SHEET].merged) == 1_000
