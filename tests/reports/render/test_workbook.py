"""The report as an Excel workbook."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from commitments.text import one_line
from reports.document import sha256
from reports.document.parts import Claim
from reports.render.sheet import DoesNotFitError
from reports.render.workbook import workbook
from tests.reports.document.samples import document, full_document, line

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\uff1d1+1", "_x000A_", "1", "1/2", "TRUE", "#N/A"]


def book(made):
    return load_workbook(BytesIO(workbook(made)))


def rows(made, sheet):
    """The rows of a sheet, empty cells as empty text."""
    found = book(made)[sheet].iter_rows(values_only=True)
    return [tuple("" if cell is None else unescaped(cell) for cell in row) for row in found]


def unescaped(cell):
    """What a cell shows in Excel; openpyxl leaves that to its reader."""
    return cell.replace("_x005F_", "_") if isinstance(cell, str) else cell


def with_line(**changes):
    sample = document()
    chapter = sample.chapters[0]
    group = replace(chapter.groups[0], lines=(line(**changes),))
    return replace(sample, chapters=(replace(chapter, groups=(group,)),))


def test_workbook_has_a_sheet_for_each_part_in_the_order_of_the_report():
    assert book(full_document()).sheetnames == [
        *("About", "Corrections", "Since the last report", "Questions", "At a glance", "Commitments"),
        *("Measures", "Readings", "Changes", "Acronyms"),
    ]


def test_workbook_leaves_out_the_parts_that_the_report_leaves_out():
    sections = ("key", "questions", "glance", "measures", "changes", "acronyms")
    bare = replace(document(), highlights=(), challenges=(), key_activities=(), chapters=(), left_out=sections)

    assert book(bare).sheetnames == ["About"]
    assert [row for row in rows(bare, "About") if row[0].startswith("Key")] == []


def test_about_says_what_the_cover_and_the_introduction_say():
    sample = full_document().issued(2, "A figure was wrong")

    assert rows(replace(sample, illustrative="Made up"), "About") == [
        ("About this report", "Implementation report", "", ""),
        ("Organisation", "Sand Hills Trust", "", ""),
        ("Strategy", "Plan 2021-2025", "", ""),
        ("Period", "March 2022", "", ""),
        ("Meeting", "Trust Board", "30 March 2022", "Assurance"),
        ("Purpose", "Assurance", "", ""),
        ("Recommendation", "Note the report.", "", ""),
        ("Recommendation", "Discuss the ward.", "", ""),
        ("Edition", "Edition 2", "", ""),
        ("What has changed since the edition before", "A figure was wrong", "", ""),
        ("Note", "Made up", "", ""),
        ("Introduction", "This is the second report.", "", ""),
        ("A note on the report", "Promises marked ** have been reworded since the plan was published.", "", ""),
        ("Aim", "Be outstanding", "Safe care", ""),
        ("Key to stages and ratings", "Amber", "Behind", ""),
        ("Fingerprint", sha256(replace(sample, illustrative="Made up"))[:12], "", ""),
    ]


def test_commitments_have_a_row_each_with_bullets_as_lines():
    assert rows(document(), "Commitments") == [
        (
            *("Aim", "Theme", "Sub-theme", "Ref", "Promise", "Marker", "Stage", "Rating", "Executive lead", "Reason"),
            *("June 2021", "March 2022", "Next", "Completed earlier, in"),
        ),
        (
            *("Be outstanding", "Buildings", "Wards", "BO-01", "Build the ward", "**", "In progress", "Amber", "Green"),
            *("Steel is late", "• Ground was broken"),
            *("• Walls stand\n  – North wall\n  – South wall\n• Roof ordered", "No next step reported", ""),
        ),
        ("Be outstanding", "", "", "BO-02", "Open the MRI suite", *[""] * 8, "June 2021"),
    ]


def test_columns_of_commitments_that_would_be_empty_are_left_out():
    sample = with_line(marker="", executive_rating=None)
    chapter = replace(sample.chapters[0], completed_earlier=())

    head = rows(replace(sample, chapters=(chapter,)), "Commitments")[0]

    assert set(head) & {"Marker", "Executive lead", "Completed earlier, in"} == set()


def test_glance_has_numbers_that_one_can_reckon_with():
    assert rows(full_document(), "At a glance") == [
        ("Promises by stage and rating", "", "", "", ""),
        ("Aim", "Promises", "In progress", "Complete", "Amber"),
        ("Be outstanding", 2, 1, 1, 1),
        ("All", 2, 1, 1, 1),
        ("", "", "", "", ""),
        ("Movement since June 2021", "", "", "", ""),
        ("Movement", "Promises", "", "", ""),
        ("Better", 1, "", "", ""),
        ("", "", "", "", ""),
        ("Promises kept: 2 of 4 next steps done (1 partly done, 1 not done, 0 dropped).", "", "", "", ""),
        ("1 update is awaiting approval and not in this report.", "", "", "", ""),
    ]


def test_measures_have_a_row_each_and_readings_too():
    assert rows(full_document(), "Measures") == [
        ("Aim", "Measure", "Better", "Target", "What the readings show"),
        (
            *("Be outstanding", "Patients seen in time", "Higher", "90%"),
            "The last reading does not meet the target of 90%.",
        ),
        ("Be outstanding", "A new ward", "", "Open by 2023", ""),
    ]
    assert rows(full_document(), "Readings") == [
        ("Measure", "Date", "Reading", "Note"),
        ("Patients seen in time", "31 March 2021", "82%", ""),
        ("Patients seen in time", "31 March 2022", "85%", "A second scanner"),
    ]


def test_other_sheets_have_what_the_page_has():
    sample = full_document()

    assert rows(sample, "Since the last report")[1:] == [
        ("Highlights", "Be outstanding", "The ward is on its way", "BO-01, BO-02"),
        ("Challenges", "", "Steel is dear", ""),
        ("Key activities in the next period", "", "Open the ward", "BO-01"),
    ]
    assert rows(sample, "Questions")[1] == (
        *("Trust Board, 30 June 2021", "Challenge (BO-01)\nWhy is it late?", "Head", "Steel"),
    )
    assert rows(sample, "Corrections")[1] == ("BO-01, March 2022", "Wall stands", "Walls stand")
    assert rows(sample, "Changes")[1] == (
        *("BO-01", "Reworded", "Build the ward", "Plan the ward", "Build the ward", "Grown"),
    )
    assert rows(sample, "Acronyms") == [("Acronym", "Meaning"), ("MRI", "Magnetic resonance imaging")]


@pytest.mark.parametrize("words", FORMULAS)
def test_text_is_text_and_no_cell_is_a_formula(words):
    sample = replace(with_line(reason=words, wording=words), challenges=(Claim(words),))
    made = book(sample)

    cells = [cell for sheet in made for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert unescaped(made["Commitments"]["J2"].value) == words
    assert made["Commitments"]["J2"].data_type == "s"
    assert b"<f>" not in b"".join(ZipFile(BytesIO(workbook(sample))).read(name) for name in archive(sample))


def archive(made):
    return ZipFile(BytesIO(workbook(made))).namelist()


@settings(max_examples=25, deadline=None)
@given(words=st.text(min_size=1, max_size=200).map(one_line).filter(bool))
def test_the_same_words_come_back(words):
    assert rows(with_line(reason=words), "Commitments")[1][9] == words


def test_workbook_can_be_read_and_printed():
    for sheet in book(full_document()):
        assert sheet.freeze_panes == "A2"
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        assert all(cell.font.b for cell in sheet[1] if cell.value)
        assert all(
            cell.alignment.wrap_text for row in sheet.iter_rows(min_row=2) for cell in row if cell.data_type == "s"
        )
        assert all(sheet.row_dimensions[row].height >= 13.5 for row in range(1, sheet.max_row + 1))


def test_long_cells_make_high_rows_and_wide_sheets_large_paper():
    low, high = (
        book(with_line(reason=words))["Commitments"].row_dimensions[2].height for words in ("Late", "late " * 200)
    )

    assert (low < high < 409, book(with_line(reason="late " * 6000))["Commitments"].row_dimensions[2].height) == (
        True,
        409,
    )
    assert [book(document())[name].page_setup.paperSize for name in ("Commitments", "Acronyms")] == [8, 9]


def test_lists_can_be_filtered():
    made = book(document())

    assert made["Commitments"].auto_filter.ref == "A1:N3"
    assert made["At a glance"].auto_filter.ref is None


def test_draft_is_said_at_the_head_of_each_sheet_and_the_edition_at_its_foot():
    draft, issued = document(short_name="S&H"), document(short_name="S&H").issued(3)

    assert {sheet.oddHeader.right.text for sheet in book(draft)} == {"Draft: not issued to a meeting"}
    assert {sheet.oddHeader.right.text for sheet in book(issued)} == {None}
    foot = f"S&&H, March 2022, Edition 3 · {sha256(issued)[:12]}"
    assert {sheet.oddFooter.left.text for sheet in book(issued)} == {foot}


def test_properties_say_what_it_is_but_not_when_it_was_written():
    properties = book(document().issued(3)).properties

    assert properties.title == "Plan 2021-2025: Implementation report, March 2022"
    assert (properties.subject, properties.creator) == (
        "Implementation report, March 2022. Edition 3",
        "Sand Hills Trust",
    )
    assert (properties.language, properties.created.year, properties.modified.year) == ("en-GB", 2000, 2000)


def test_same_document_gives_the_same_bytes():
    assert workbook(full_document()) == workbook(full_document())
    assert workbook(full_document()) != workbook(document())


def test_text_that_is_longer_than_a_cell_of_excel_is_refused_in_a_sentence():
    with pytest.raises(DoesNotFitError) as refused:
        workbook(with_line(reason="x" * 32_768))

    assert str(refused.value) == (
        "Commitments!J2 would hold 32,768 characters, and a cell of Excel holds 32,767 at most. "
        f"Shorten the text that begins '{'x' * 60}…'."
    )
