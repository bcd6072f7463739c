"""The report read back from its PDF: every word, its tags, its page numbers."""

import re
from collections import Counter
from itertools import pairwise

import page
import pytest

from reports.document import canonical, read
from reports.render.html import report_html
from reports.render.pdf import pdf, sheet
from reports.render.press import press
from tests.reports.document.samples import full_document
from tests.reports.readback import folded

# The documents come from rows; a run in which no test asks for the database would find the one of the trial.
pytestmark = pytest.mark.django_db

FOOT = 15 * 72 / 25.4  # the lower margin, in points


@pytest.fixture(params=["real", "march", "september"])
def printed(request):
    if request.param == "real":
        return request.getfixturevalue("real")
    return request.getfixturevalue("demonstrations")[request.param == "september"]


def _lines(document):
    return [line for chapter in document.chapters for group in chapter.groups for line in group.lines]


def _texts(cell):
    return [text for point in cell.points for text in (point.text, *point.under)]


def test_report_passes_pdf_ua_1(printed):
    report = page.validate_pdf_bytes(printed.pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert [failure.message for failure in report.failures] == []
    assert report.rules.total > 100


@pytest.mark.parametrize("audience", ["", "Public"])
def test_edition_with_every_section_passes_pdf_ua_1(audience):
    made = full_document(audience=audience).issued(2, "Three walls were two", full_document().errata)

    report = page.validate_pdf_bytes(pdf(made), profile=page.ValidationProfile.PDF_UA_1)

    assert [failure.message for failure in report.failures] == []
    assert report.rules.total > 100


def test_report_has_language_and_title(printed):
    catalogue = printed.read.catalogue
    assert catalogue["/Lang"] == "en-GB"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert printed.read.reader.metadata.title == printed.document.name


def test_report_holds_every_bullet_as_often_as_the_document(printed):
    document = printed.document
    said = Counter(folded(text) for line in _lines(document) for cell in line.cells for text in _texts(cell))
    in_cells = Counter()
    for table in printed.read.tables():
        for row in table:
            for cell in row:
                in_cells += printed.read.bullets_in(cell)
    assert in_cells == said


def test_report_holds_every_wording_as_often_as_the_document(printed):
    document = printed.document
    said = Counter(folded(f"{line.ref} {line.wording} {line.marker}") for line in _lines(document))
    headings = [
        folded(cell.words)
        for table in printed.read.tables()
        for row in table
        for cell in row
        if cell.kind == "TH" and cell.attributes["/Scope"] == "/Row"
    ]
    found = Counter({text: sum(heading.startswith(text) for heading in headings) for text in said})
    assert found == said


def test_report_of_the_real_plan_holds_its_93_commitments_and_597_bullets(real):
    lines = _lines(real.document)
    texts = [text for line in lines for cell in line.cells for text in _texts(cell)]
    assert (len(lines), len(texts), len(real.document.acronyms)) == (93, 597, 84)


def test_every_cell_names_its_own_column_and_commitment(printed):
    columns = {column for chapter in printed.document.chapters for column in chapter.columns}
    refs = {line.ref for line in _lines(printed.document)}
    checked = 0
    for table in printed.read.tables():
        if not table or table[0][-1].words != "Next":
            continue
        names = {cell.identifier: cell for row in table for cell in row if cell.kind == "TH"}
        for row in table[1:]:
            own = next(cell for cell in row if cell.kind == "TH")
            for place, cell in enumerate(row):
                if cell.kind != "TD":
                    continue
                row_heading, column_heading = (names[str(each)] for each in cell.attributes["/Headers"])
                assert row_heading is own
                assert row_heading.words.split()[0] in refs
                assert column_heading is table[0][place]
                checked += column_heading.words in columns
    assert checked >= len(columns) * len(refs) * 0.9  # the tables were found


def test_every_page_of_a_table_says_its_theme_again(printed):
    themes = {group.theme for chapter in printed.document.chapters for group in chapter.groups}
    first_cells = [table[1][0].words for table in printed.read.tables() if table and table[0][0].words == "Theme"]
    assert len(first_cells) > len(printed.document.chapters)
    assert [words for words in first_cells if words not in themes] == []


def test_header_cells_have_a_scope_and_lists_a_numbering(printed):
    headers = [cell for table in printed.read.tables() for row in table for cell in row if cell.kind == "TH"]
    assert {cell.attributes["/Scope"] for cell in headers} == {"/Row", "/Column"}
    assert {each.attributes["/ListNumbering"] for each in printed.read.tree.all("L")} == {"/Disc"}


def test_contents_tell_true_page_numbers_and_every_priority_is_a_bookmark(printed):
    bookmarks = dict(printed.read.outline())
    contents = [item.words for item in printed.read.tree.all("L")[0].all("LI")]
    told = dict(re.fullmatch(r"(.+) (\d+)", words).groups() for words in contents)
    for chapter in printed.document.chapters:
        bookmark = next(title for title in bookmarks if title.startswith(f"{chapter.name} | "))
        assert int(told[chapter.name]) == bookmarks[bookmark]
        heading = next(each for each in printed.read.tree.all("H2") if each.words.startswith(f"{chapter.name} | "))
        assert heading.page + 1 == bookmarks[bookmark]
    assert list(told) == [entry.title for entry in printed.document.contents]


def test_headings_do_not_skip_a_level(printed):
    levels = [int(each.kind[1]) for each in printed.read.tree.every() if re.fullmatch("H[1-6]", each.kind)]
    assert levels[0] == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_nothing_runs_into_the_foot_of_a_page(printed):
    low = [each.words for each in printed.read.tree.every() if any(height < FOOT - 1 for height in each.heights)]
    assert low == []


def test_frozen_document_prints_the_same_bytes(demonstrations):
    printed = demonstrations[1]
    thawed = read(canonical(printed.document))
    assert thawed == printed.document
    assert press(sheet(thawed)) == printed.pdf


def test_draft_and_illustration_are_said_on_the_cover_and_at_the_foot(demonstrations):
    cover = demonstrations[0].read.reader.pages[0].extract_text()
    assert "Draft: not issued to a meeting" in cover
    assert "are illustrative, not the Trust’s" in cover
    last = demonstrations[0].read.reader.pages[-1].extract_text()
    assert "Draft" in last
    assert "are illustrative, not the Trust’s" in last
    assert f"Page {len(demonstrations[0].read.reader.pages)} of {len(demonstrations[0].read.reader.pages)}" in last


def test_no_blank_ends_the_words_of_a_list_item(demonstrations):
    html = report_html(demonstrations[0].document)
    assert html.count("</li>") > 600
    assert re.findall(r"\S+\s+</li>", html.replace("</ul>\n", "</ul>")) == []
    assert re.findall(r"<li>[^<]*\s<ul", html) == []
