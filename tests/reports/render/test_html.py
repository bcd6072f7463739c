"""A document as HTML: what it holds, for the page and for the press."""

import re
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commitments import charts
from reports.document import sha256
from reports.document.measured import Reading
from reports.document.parts import AcronymUsed, Cell, Glance, Group, MeetingLine, Point
from reports.render.html import Block, acronym_blocks, context, printed_chart, report_html, tables_of, tall
from tests.reports.document.samples import document, full_document, line

HOSTILE = "<script>alert('x')</script> {{ 7*7 }} \"quoted\" & more"
A_PAGE = 159  # millimetres


def words(html):
    """The words of a text of HTML, without its tags and its head."""
    return " ".join(re.sub("<[^>]*>", " ", html.partition("<body")[2].partition(">")[2]).split())


def acronyms(*lengths):
    return tuple(AcronymUsed(f"A{number}", "m" * length) for number, length in enumerate(lengths))


def height(column):
    """The millimetres of a column, by the rule that the page is laid out by: a line for every 47 characters."""
    return sum(0.9 + 3.9 * (1 + len(each.long) // 47) for each in column)


def bare(**changes):
    """A document with nothing in it but its head."""
    nothing = {"meetings": (), "introduction": (), "about_markers": (), "key": (), "highlights": (), "challenges": ()}
    nothing |= {"key_activities": (), "chapters": (), "changes": (), "acronyms": ()}
    return document(**nothing | {"glance": Glance((), (), (), (), ())} | changes)


def test_report_says_everything_that_the_document_says_in_its_order():
    assert words(report_html(document())) == (
        "Sand Hills Trust · Plan 2021-2025: Implementation report, March 2022 · Draft · f73c7e5792f4 "
        "Sand Hills Trust Plan 2021-2025 Implementation report March 2022 "
        "Draft: not issued to a meeting Meeting Date Purpose Trust Board 30 March 2022 Assurance "
        "Contents Introduction Since the last report At a glance Be outstanding "
        "Changes to the plan since the last report Acronyms used "
        "Introduction This is the second report. "
        "A note on the report • Promises marked ** have been reworded since the plan was published. "
        "Key to stages and ratings Stage or rating Meaning Amber Behind "
        "Since the last report Highlights Be outstanding • The ward is on its way (BO-01, BO-02) "
        "Challenges • Steel is dear Key activities in the next period • Open the ward (BO-01) "
        "At a glance Promises by stage and rating Aim Promises In progress Complete Amber "
        "Be outstanding 2 1 1 1 All 2 1 1 1 "
        "Movement since June 2021 Movement Promises Better 1 "
        "1 update is awaiting approval and not in this report. "
        "Be outstanding | Safe care "
        "Theme Sub-theme Promise June 2021 March 2022 Next "
        "Buildings Wards BO-01 Build the ward ** In progress Amber Executive lead: Green Steel is late "
        "• Ground was broken • Walls stand – North wall – South wall • Roof ordered No next step reported "
        "Completed earlier Ref Promise Complete in BO-02 Open the MRI suite June 2021 "
        "Changes to the plan since the last report "
        "Ref Change Promise Old words New words Why, and where it was agreed "
        "BO-01 Reworded Build the ward Plan the ward Build the ward Grown "
        "Acronyms used Acronym Meaning MRI Magnetic resonance imaging"
    )


def test_report_is_the_same_for_the_same_document():
    assert report_html(document()) == report_html(document())


def test_report_of_nothing_has_no_empty_lists_or_tables():
    html = report_html(bare())

    assert words(html).partition("Contents ")[2] == "Introduction At a glance Introduction At a glance"
    assert [tag for tag in ("<table", "<ul", "<h3") if tag in html] == []


def test_report_prints_none_and_undefined_nowhere():
    plain = line(stage=None, rating=None, executive_rating=None, reason="", marker="")
    chapter = replace(document().chapters[0], strapline="", groups=(Group("", "", (plain,)),))

    said = words(report_html(document(chapters=(chapter,))))

    assert "BO-01 Build the ward • Ground was broken" in said
    assert re.search(r"\b(None|Undefined|null)\b", said) is None


@pytest.mark.parametrize(
    ("edition", "said", "drawn"),
    [("Draft", "Draft: not issued to a meeting", True), ("Edition 2", "Edition 2", False)],
)
def test_draft_is_said_and_drawn_until_the_report_is_issued(edition, said, drawn):
    html = report_html(document(edition=edition))

    assert re.search(r'class="cover__edition">([^<]*)<', html)[1] == said
    assert ("img/draft.svg" in html) is drawn


def test_cover_says_what_is_illustrative():
    assert '<p class="illustrative">All of it.</p>' in report_html(document(illustrative="All of it."))
    assert "illustrative" not in report_html(document())


@pytest.mark.parametrize(
    ("purposes", "said"),
    [
        (["", ""], "Meeting Date A March 2022 B March 2022"),
        (["Assurance", ""], "Meeting Date Purpose A March 2022 Assurance B March 2022 Not given"),
    ],
)
def test_cover_has_a_column_of_purposes_where_any_meeting_has_one(purposes, said):
    meetings = tuple(MeetingLine(name, "March 2022", purpose) for name, purpose in zip("AB", purposes, strict=True))

    assert said in words(report_html(document(meetings=meetings)))


@pytest.mark.parametrize(
    ("has_themes", "has_sub_themes", "heads"),
    [
        (False, False, ["Promise", "June 2021", "March 2022", "Next"]),
        (True, False, ["Theme", "Promise", "June 2021", "March 2022", "Next"]),
        (True, True, ["Theme", "Sub-theme", "Promise", "June 2021", "March 2022", "Next"]),
    ],
)
def test_table_has_columns_for_the_levels_that_its_priority_has(has_themes, has_sub_themes, heads):
    chapter = replace(document().chapters[0], has_themes=has_themes, has_sub_themes=has_sub_themes)

    table = re.search(r'<table class="commitments.*?</table>', report_html(document(chapters=(chapter,))), re.DOTALL)[0]

    assert re.findall(r'<th scope="col">(.*?)</th>', table) == heads
    assert table.count("<col ") == len(heads)
    assert table.count("<td") + table.count('<th scope="row"') == len(heads)


def test_theme_and_sub_theme_are_said_once_each_and_rows_are_whole():
    names = [("Care", ""), ("Care", "Wards"), ("Staff", "")]
    groups = tuple(Group(theme, sub_theme, (line(), line())) for theme, sub_theme in names)
    html = report_html(document(chapters=(replace(document().chapters[0], groups=groups),)))

    assert re.findall(r'<p class="says">(.*?)</p>', html) == ["Care", "Wards", "Staff"]
    assert html.count("<tbody>") == html.count("</tbody>")
    assert "rowspan" not in html


def test_change_without_words_or_reason_says_so():
    change = replace(document().changes[0], old="", new="", reason="", agreed_at="Board, May")

    assert "BO-01 Reworded Build the ward Not applicable Not applicable No reason given (Board, May)" in words(
        report_html(document(changes=(change,)))
    )


def test_hostile_text_is_text_and_endless_words_are_broken():
    html = report_html(document(title=HOSTILE, introduction=(HOSTILE, "x" * 3000), organisation=HOSTILE))

    assert "<script>" not in html
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; {{ 7*7 }} &#34;quoted&#34; &amp; more" in html
    assert ("x" * 40 + "\u200b") * 74 + "x" * 40 + "<" in html


def test_context_is_what_the_templates_need():
    found = context(document(), printed_chart)
    first_uses = found.pop("first_uses")

    assert first_uses.explained("MRI") == '<abbr title="Magnetic resonance imaging">MRI</abbr>'
    assert found == {
        "document": document(),
        "fingerprint": sha256(document())[:12],
        "acronym_blocks": acronym_blocks(document().acronyms),
        "tall": tall,
        "chart_address": printed_chart,
        "chart_title": charts.title,
        "tables_of": tables_of,
    }


def test_report_says_what_stands_before_and_after_its_tables():
    said = words(report_html(full_document().issued(2, "A wall was forgotten", full_document().errata)))

    for words_of_a_part in (
        "Purpose Assurance Recommendation Note the report. Discuss the ward.",
        "Corrections to the edition before A wall was forgotten Where The edition before said This edition says BO-01,",
        "BO-01, March 2022 Wall stands Walls stand",
        "What the board asked Asked at What was said Who answers Answer Trust Board, 30 June 2021 Challenge (BO-01)",
        "Challenge (BO-01) Why is it late? Head Steel Trust Board, 30 June 2021 Question When will it open? Head No answer yet",
        "Promises kept: 2 of 4 next steps done (1 partly done, 1 not done, 0 dropped).",
        "Success measures Patients seen in time Be outstanding · Better: Higher · Target: 90%",
        "31 March 2021 to 31 March 2022 Date Reading 31 March 2021 82% 31 March 2022 85% 31 March 2022: A second scanner",
        "Measures without a reading so far Measure Aim What it should reach A new ward Be outstanding Target: Open by 2023",
    ):
        assert words_of_a_part in said


@pytest.mark.parametrize(
    ("section", "heading"),
    [
        ("key", "Key to stages and ratings"),
        ("questions", "What the board asked"),
        ("glance", "At a glance"),
        ("measures", "Success measures"),
        ("changes", "Changes to the plan since the last report"),
        ("acronyms", "Acronyms used"),
    ],
)
def test_section_that_is_left_out_is_neither_printed_nor_in_the_contents(section, heading):
    assert heading in words(report_html(full_document()))
    assert heading not in words(report_html(full_document(left_out=(section,))))


@pytest.mark.parametrize(
    ("number", "lengths"), [(1, [1]), (6, [6]), (7, [3, 3, 1]), (24, [8, 8, 8]), (100, [23, 23, 23, 23, 8])]
)
def test_readings_stand_in_tables_that_fit_on_a_page(number, lengths):
    readings = [Reading(str(place), "1", "") for place in range(number)]

    assert [len(part) for part in tables_of(readings)] == lengths
    assert [each for part in tables_of(readings) for each in part] == readings


@pytest.mark.parametrize(
    ("number", "lengths"), [(6, [6]), (9, [3, 3, 3]), (33, [11, 11, 11]), (60, [11, 11, 11, 11, 11, 5])]
)
def test_readings_in_long_words_stand_in_shorter_tables(number, lengths):
    readings = [Reading(str(place), "Requires improvement in two of five", "") for place in range(number)]

    assert [len(part) for part in tables_of(readings)] == lengths


# Rows


@pytest.mark.parametrize(
    ("cells", "is_tall"),
    [
        ([[]], False),
        ([["short"] * 12], False),
        ([["short"] * 13], True),
        ([["x" * 43] * 12], False),
        ([["x" * 44] * 7], True),
        ([["x" * 560]], True),
        ([["short"] * 7, ["short"] * 6], False),
        ([["short"], ["short"] * 13], True),
    ],
)
def test_row_is_tall_where_one_of_its_cells_has_more_than_twelve_lines(cells, is_tall):
    made = tuple(Cell(tuple(map(Point, texts))) for texts in cells)

    assert tall(line(cells=made)) is is_tall


def test_nested_bullets_make_a_row_tall_too():
    assert tall(line(cells=(Cell((Point("One", ("nested",) * 11),)),))) is False
    assert tall(line(cells=(Cell((Point("One", ("nested",) * 12),)),))) is True


# Acronyms


@pytest.mark.parametrize(
    ("number", "sizes"),
    [
        (0, []),
        (1, [[1]]),
        (2, [[1, 1]]),
        (3, [[1, 1, 1]]),
        (4, [[2, 2]]),
        (7, [[3, 3, 1]]),
        (100, [[33, 33, 33], [1]]),
    ],
)
def test_acronyms_stand_in_three_columns_a_page(number, sizes):
    blocks = acronym_blocks(acronyms(*[10] * number))

    assert [[len(column) for column in block.columns] for block in blocks] == sizes


def test_acronyms_of_one_page_are_one_block():
    first, second = acronyms(10, 10)

    assert acronym_blocks((first, second)) == (Block(((first,), (second,))),)


@given(st.lists(st.integers(1, 300), max_size=120))
@example([10] * 30 + [40] * 28)  # three columns that are full to within half a line
def test_acronyms_keep_their_order_and_no_column_is_longer_than_the_page(lengths):
    listed = acronyms(*lengths)

    blocks = acronym_blocks(listed)

    columns = [column for block in blocks for column in block.columns]
    assert tuple(chain(*columns)) == listed
    assert all(len(block.columns) <= 3 for block in blocks)
    assert [column for column in columns if height(column) > A_PAGE] == []
    assert () not in columns
