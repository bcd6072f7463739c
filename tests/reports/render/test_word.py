"""The report as a Word file, as python-docx and LibreOffice read it."""

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from commitments.text import normalised
from reports.document import sha256
from reports.document.parts import Cell, Point
from reports.render.word import word
from reports.render.word.elements import SHAPES
from tests.reports.document.samples import document, full_document, line

STYLES = ("Title", "heading 1", "heading 2", "heading 3")


def read(made):
    return docx.Document(BytesIO(word(made)))


def words_of(element):
    """The words of a part of the file, line breaks and tabs as such."""
    marks = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    runs = (
        piece for piece in element.iter() if piece.tag in {qn("w:t"), *marks} and piece.getparent().tag == qn("w:r")
    )
    return "".join(marks.get(piece.tag) or piece.text for piece in runs)


def paragraphs(element):
    """The paragraphs below an element, in order, each as the id of its style and its words."""
    return [
        (found.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")), words_of(found))
        for found in element.iter(qn("w:p"))
    ]


def body(made):
    return read(made).element.body


def table_rows(made, number):
    """The rows of a table, each cell as its paragraphs."""
    table = read(made).tables[number]
    return [[[words for _style, words in paragraphs(cell._tc)] for cell in row.cells] for row in table.rows]


def with_line(**changes):
    sample = document()
    chapter = sample.chapters[0]
    group = replace(chapter.groups[0], lines=(line(**changes),))
    return replace(sample, chapters=(replace(chapter, groups=(group,)),))


# Its shape


def test_word_has_real_headings_in_the_order_of_the_report():
    found = [
        (style, words)
        for style, words in paragraphs(body(full_document()))
        if style in {"Title", "TOCHeading"} or style.startswith("Heading")
    ]

    assert found == [
        ("Title", "Plan 2021-2025\nImplementation report"),
        ("TOCHeading", "Contents"),
        ("Heading1", "Corrections to the edition before"),
        ("Heading1", "Introduction"),
        *(("Heading2", "A note on the report"), ("Heading2", "Key to stages and ratings")),
        ("Heading1", "Since the last report"),
        *(("Heading2", "Highlights"), ("Heading3", "Be outstanding")),
        *(("Heading2", "Challenges"), ("Heading2", "Key activities in the next period")),
        ("Heading1", "What the board asked"),
        ("Heading1", "At a glance"),
        *(("Heading1", "Be outstanding | Safe care"), ("Heading2", "Completed earlier")),
        ("Heading1", "Success measures"),
        *(("Heading2", "Patients seen in time"), ("Heading2", "Measures without a reading so far")),
        ("Heading1", "Changes to the plan since the last report"),
        ("Heading1", "Acronyms used"),
    ]


def test_every_style_that_is_used_is_one_of_the_file_and_the_headings_are_words_own():
    made = read(full_document())
    named = {style.style_id: style.name for style in made.styles}

    used = {style for style, _words in paragraphs(made.element.body)}
    assert used <= set(named)
    assert [made.styles.element.get_by_id(each).name_val for each in ("Title", "Heading1", "Heading2", "Heading3")] == [
        *STYLES
    ]
    assert named["ListBullet"] == "List Bullet"


def test_contents_are_a_field_whose_lines_lead_to_the_parts():
    sample = full_document()
    found = body(sample)

    fields = [each.text.strip() for each in found.iter(qn("w:instrText"))]
    links = [(each.get(qn("w:anchor")), words_of(each)) for each in found.iter(qn("w:hyperlink"))]
    marks = [each.get(qn("w:name")) for each in found.iter(qn("w:bookmarkStart"))]
    assert fields[0] == 'TOC \\o "1-1" \\h \\z \\u'
    assert [words for _anchor, words in links] == [entry.title for entry in sample.contents]
    assert [anchor for anchor, _words in links] == marks
    assert len(set(marks)) == len(marks)


def test_paper_is_a4_landscape():
    for section in read(full_document()).sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
        assert section.orientation == docx.enum.section.WD_ORIENT.LANDSCAPE
        assert section.page_width.mm - section.left_margin.mm - section.right_margin.mm == pytest.approx(273, abs=0.1)


def test_tables_fit_the_page_repeat_their_head_and_have_a_caption():
    made = read(full_document())

    assert len(made.tables) == 12
    for table in made.tables:
        rows = table._tbl.findall(qn("w:tr"))
        heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
        assert heads == [True] + [False] * (len(rows) - 1)
        widths = [int(each.get(qn("w:w"))) for each in table._tbl.tblGrid]
        assert sum(widths) <= 273 * 1440 / 25.4 + 5
        assert {len(row.findall(qn("w:tc"))) for row in rows} == {len(widths)}
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    captions = [words for style, words in paragraphs(made.element.body) if style == "Caption"]
    assert captions[:5] == [
        "Table 1: Corrections",
        "Table 2: What stages and ratings mean",
        "Table 3: Questions, challenges and decisions",
        "Table 4: Promises by stage and rating",
        "Table 5: Movement since June 2021",
    ]
    assert len(captions) == 11  # the meetings on the cover need none


def test_short_rows_stay_whole_and_long_ones_may_run_over_a_page():
    def may_break(made):
        row = next(table for table in read(made).tables if table.style.name == "Commitments table")._tbl.findall(
            qn("w:tr")
        )[1]
        return row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None

    long = Cell(tuple(Point("a bullet") for _ in range(13)))
    assert [may_break(document()), may_break(with_line(cells=(long, long, long)))] == [False, True]


def test_long_cells_of_other_tables_may_run_over_a_page_too():
    sample = document()
    long = replace(sample, changes=(replace(sample.changes[0], reason="why " * 300),))

    def splits(made):
        return len(read(made).tables[-2]._tbl.xpath(".//w:cantSplit"))

    assert [splits(sample), splits(long)] == [2, 1]


# What it says


def test_commitment_says_what_the_page_says():
    rows = table_rows(document(), 4)

    assert rows[0] == [["Theme"], ["Sub-theme"], ["Promise"], ["June 2021"], ["March 2022"], ["Next"]]
    assert rows[1] == [
        ["Buildings"],
        ["Wards"],
        [
            *("BO-01", "Build the ward **", "►\xa0In progress   ▲\xa0Amber", "Executive lead: ●\xa0Green"),
            "Steel is late",
        ],
        ["Ground was broken"],
        ["Walls stand", "North wall", "South wall", "Roof ordered"],
        ["No next step reported"],
    ]


def test_bullets_are_a_list_nested_once():
    made = read(document())
    found = paragraphs(next(table for table in made.tables if table.style.name == "Commitments table")._tbl)

    assert [each for each in found if each[0].startswith("TableBullet")] == [
        ("TableBullet", "Ground was broken"),
        *(("TableBullet", "Walls stand"), ("TableBullet2", "North wall"), ("TableBullet2", "South wall")),
        ("TableBullet", "Roof ordered"),
    ]
    levels = made.part.numbering_part.element.xpath(".//w:lvl[w:pStyle]")
    assert {(level.get(qn("w:ilvl")), level.find(qn("w:pStyle")).get(qn("w:val"))) for level in levels} == {
        *(("0", "ListBullet"), ("1", "ListBullet2"), ("0", "TableBullet"), ("1", "TableBullet2"))
    }


def test_every_row_names_its_theme_quietly_where_that_goes_on():
    sample = document()
    chapter = sample.chapters[0]
    two = replace(chapter, groups=(replace(chapter.groups[0], lines=(line(), line(ref="BO-03"))),))
    rows = read(replace(sample, chapters=(two,))).tables[4]._tbl.findall(qn("w:tr"))

    assert [paragraphs(row.findall(qn("w:tc"))[0]) for row in rows[1:]] == [
        [("TableText", "Buildings")],
        [("TableQuiet", "Buildings")],
    ]


def test_chapter_without_themes_has_no_column_for_them():
    sample = document()
    chapter = replace(sample.chapters[0], has_themes=False, has_sub_themes=False)

    assert table_rows(replace(sample, chapters=(chapter,)), 4)[0] == [
        ["Promise"],
        ["June 2021"],
        ["March 2022"],
        ["Next"],
    ]


def test_chapter_whose_commitments_were_all_completed_earlier_has_no_table_of_them():
    sample = document()
    chapter = replace(sample.chapters[0], groups=())

    assert [table.style.name for table in read(replace(sample, chapters=(chapter,))).tables].count(
        "Commitments table"
    ) == 0


def test_statuses_differ_in_shape_and_stand_out_from_white():
    def luminance(colour):
        parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    assert len({shape for shape, _colour in SHAPES.values()}) == len(SHAPES) == 10
    assert [colour for _shape, colour in SHAPES.values() if 1.05 / (luminance(colour) + 0.05) < 4.5] == []


def test_chart_has_an_alternative_and_stays_with_its_name():
    made = read(full_document())
    (drawn,) = made.element.body.iter(qn("wp:docPr"))
    image = made.part.related_parts[next(iter(made.element.body.iter(qn("a:blip")))).get(qn("r:embed"))]
    heading = next(each for each in made.paragraphs if each.text.startswith("Be outstanding · "))

    assert drawn.get("descr") == "Patients seen in time: 85% in March 2022"
    assert image.blob.startswith(b"\x89PNG")
    assert heading._p.pPr.find(qn("w:keepNext")) is not None
    assert heading.text == "Be outstanding · Better: Higher · Target: 90%"


def test_acronyms_stand_in_three_columns():
    columns = [section._sectPr.find(qn("w:cols")).get(qn("w:num")) for section in read(document()).sections]

    assert columns == [None, "3"]


def test_section_that_is_left_out_is_not_there():
    whole = full_document()
    bare = replace(whole, left_out=("key", "questions", "glance", "measures", "changes", "acronyms"))
    said = {words for _style, words in paragraphs(body(bare))}

    assert said & {"Key to stages and ratings", "What the board asked", "At a glance", "Success measures"} == set()
    assert said & {"Changes to the plan since the last report", "Acronyms used"} == set()
    assert "Introduction" in said


def test_stage_without_a_shape_is_its_word():
    rows = table_rows(
        replace(
            document(),
            glance=replace(
                document().glance, stages=(line().stage, replace(line().stage, code="", word="Not reported"))
            ),
        ),
        2,
    )

    assert [cell[0] for cell in rows[0]] == ["Aim", "Promises", "►\xa0In progress", "Not reported", "▲\xa0Amber"]


@settings(max_examples=25, deadline=None)
@given(words=st.text(min_size=1, max_size=200).map(normalised).map(str.strip).filter(bool))
def test_the_same_words_come_back(words):
    reasons = [found for style, found in paragraphs(body(with_line(reason=words))) if style == "Reason"]

    assert reasons == [words]


# What stands around it


def foot(made):
    return [words for _style, words in paragraphs(read(made).sections[0].footer._element)]


def test_foot_says_title_edition_code_and_page():
    sample = document().issued(2, "A figure")
    fields = [each.text.strip() for each in read(sample).sections[0].footer._element.iter(qn("w:instrText"))]

    assert foot(sample) == [
        f"Sand Hills Trust · Plan 2021-2025: Implementation report, March 2022 · Edition 2 · {sha256(sample)[:12]}\tPage 1 of 1"
    ]
    assert fields == ["PAGE", "NUMPAGES"]


def test_foot_says_that_a_demonstration_is_one():
    assert foot(document(illustrative="Made up"))[1] == "Made up"


def test_draft_is_said_on_the_cover_and_at_the_head_until_it_is_issued():
    def said(made):
        head = [words for _style, words in paragraphs(read(made).sections[0].header._element)]
        return head, [words for _style, words in paragraphs(body(made)) if "Draft" in words]

    assert said(document()) == (["Draft: not issued to a meeting"], ["Draft: not issued to a meeting"])
    assert said(document().issued(1)) == ([""], [])


def test_every_section_has_the_same_head_and_foot():
    first, second = read(document()).sections

    assert second.footer._element is first.footer._element or foot(document()) == [
        words for _style, words in paragraphs(second.footer._element)
    ]


def test_properties_say_what_it_is_but_not_when_it_was_written():
    made = read(document().issued(2, "A figure"))
    core = made.core_properties

    assert (core.title, core.author) == ("Plan 2021-2025: Implementation report, March 2022", "Sand Hills Trust")
    assert (core.subject, core.language) == ("Implementation report, March 2022. Edition 2", "en-GB")
    assert {each.tag.rpartition("}")[2] for each in core._element} == {"title", "subject", "creator", "language"}
    assert made.styles.element.xpath(".//w:docDefaults//w:lang/@w:val") == ["en-GB"]


def test_file_holds_nothing_that_no_report_needs():
    archive = ZipFile(BytesIO(word(full_document())))

    assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert sorted(archive.namelist()) == [
        *("[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels"),
        *("word/document.xml", "word/footer1.xml", "word/header1.xml", "word/media/image1.png", "word/numbering.xml"),
        *("word/settings.xml", "word/styles.xml"),
    ]


def test_same_document_gives_the_same_bytes():
    assert word(full_document()) == word(full_document())
    assert word(full_document()) != word(document())


# What LibreOffice makes of it


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed: deploy/set-up.sh test installs it"
)
def test_libreoffice_opens_it_and_prints_every_word(tmp_path: Path):
    sample = full_document()
    file = tmp_path / "report.docx"
    file.write_bytes(word(sample))

    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    done = subprocess.run(
        [*command, "--outdir", tmp_path, file], capture_output=True, text=True, timeout=120, check=False
    )

    printed = PdfReader(tmp_path / "report.pdf")
    pages = [page.extract_text() for page in printed.pages]
    assert (done.returncode, printed.metadata.title) == (0, sample.name)
    assert {tuple(map(round, page.mediabox.upper_right)) for page in printed.pages} == {(842, 595)}
    assert len(pages) == 2 + len(sample.contents)
    assert all(f"Page {number} of {len(pages)}" in text for number, text in enumerate(pages, start=1))
    there = Counter(re.findall(r"\w+", " ".join(pages)))
    asked = Counter(re.findall(r"\w+", " ".join(words for _style, words in paragraphs(body(sample)))))
    assert asked - there == Counter()
