"""The report as plain text."""

from dataclasses import replace
from itertools import pairwise

import pytest

from reports.document import sha256
from reports.document.parts import Cell, Point
from reports.render.text import text
from tests.reports.document.samples import document, full_document, line

ENDLESS = "https://example.nhs.uk/" + "x" * 200


def lines(made):
    return text(made).decode().splitlines()


def block(made, first):
    """The lines from one that begins like that to the next empty one."""
    found = lines(made)
    start = next(number for number, each in enumerate(found) if each.startswith(first))
    end = next((number for number, each in enumerate(found) if number > start and not each), len(found))
    return found[start:end]


def with_line(**changes):
    sample = document()
    chapter = sample.chapters[0]
    group = replace(chapter.groups[0], lines=(line(**changes),))
    return replace(sample, chapters=(replace(chapter, groups=(group,)),))


def test_text_opens_with_the_cover_and_the_contents():
    sample = full_document()

    assert "\n".join(lines(sample)).startswith(
        """Sand Hills Trust

Plan 2021-2025
Implementation report
=====================

March 2022

Meeting: Trust Board
Date: 30 March 2022
Purpose: Assurance

Purpose:
  Assurance

Recommendation:
  Note the report.
  Discuss the ward.

Draft: not issued to a meeting

Contents
========

- Corrections to the edition before
- Introduction
- Since the last report
- What the board asked
- At a glance
- Be outstanding
- Success measures
- Changes to the plan since the last report
- Acronyms used

Corrections to the edition before
=================================
"""
    )


def test_text_has_the_parts_of_the_contents_in_order_underlined():
    sample = full_document()
    found = lines(sample)
    titles = [above for above, below in pairwise(found) if below and set(below) == {"="}]

    expected = [entry.title for entry in sample.contents]
    expected[5] = "Be outstanding | Safe care"
    assert titles == ["Implementation report", "Contents", *expected]


def test_text_underlines_each_heading_for_its_length():
    found = lines(full_document())

    under = [(above, below) for above, below in pairwise(found) if below and set(below) <= set("=-~")]
    assert len(under) > 15
    assert [(above, below) for above, below in under if len(above) != len(below)] == []
    assert ("Theme: Buildings", "----------------") in under
    assert ("Sub-theme: Wards", "~~~~~~~~~~~~~~~~") in under


def test_text_says_a_commitment_line_by_line():
    assert block(document(), "BO-01: ") == [
        "BO-01: Build the ward **",
        "Stage: In progress",
        "Rating: Amber",
        "Executive lead: Green",
        "Reason: Steel is late",
        "June 2021:",
        "  - Ground was broken",
        "March 2022:",
        "  - Walls stand",
        "    - North wall",
        "    - South wall",
        "  - Roof ordered",
        "Next: No next step reported",
    ]


def test_text_leaves_out_what_a_commitment_has_not():
    sample = with_line(stage=None, rating=None, executive_rating=None, reason="", marker="")

    assert block(sample, "BO-01: ")[:2] == ["BO-01: Build the ward", "June 2021:"]


def test_text_says_a_table_as_names_and_values():
    assert block(document(), "Aim: Be outstanding") == [
        *("Aim: Be outstanding", "Promises: 2", "In progress: 1", "Complete: 1", "Amber: 1")
    ]
    assert block(document(), "Acronym: Meaning") == ["Acronym: Meaning", "MRI: Magnetic resonance imaging"]
    assert block(full_document(), "Asked at: Trust Board") == [
        *("Asked at: Trust Board, 30 June 2021", "What was said:", "  Challenge (BO-01)", "  Why is it late?"),
        *("Who answers: Head", "Answer:", "  Steel"),
    ]


def test_text_says_what_a_chart_shows():
    assert block(full_document(), "Chart: ") == ["Chart: Patients seen in time: 85% in March 2022"]


def test_text_of_a_draft_and_of_an_edition_says_which_it_is():
    sample = document()
    issued = sample.issued(2, "A figure was wrong")

    assert "Draft: not issued to a meeting" in lines(sample)
    assert {"Edition 2", "What has changed since the edition before: A figure was wrong"} <= set(lines(issued))
    assert [each for each in lines(issued) if "Draft" in each] == []
    assert block(issued, "Sand Hills Trust · ") == [
        f"Sand Hills Trust · Plan 2021-2025: Implementation report, March 2022 · Edition 2 · {sha256(issued)[:12]}"
    ]


def test_no_line_is_longer_than_100_characters():
    long = " ".join(["word"] * 500)
    sample = with_line(wording=long, reason=long, cells=(Cell((Point(long, (long,)),)), Cell((), "No"), Cell((), long)))
    found = lines(replace(sample, introduction=(long,)))

    assert max(map(len, found)) <= 100
    assert " ".join(" ".join(found).split()).count(long) == 6


def test_word_that_is_longer_than_a_line_stays_whole():
    assert f"  {ENDLESS}" in block(with_line(reason=ENDLESS), "BO-01: ")


def test_text_of_a_section_that_is_left_out_is_not_there():
    whole = full_document()
    sections = ("key", "questions", "glance", "measures", "changes", "acronyms")
    headings = {
        *("Key to stages and ratings", "What the board asked", "At a glance", "Success measures"),
        *("Changes to the plan since the last report", "Acronyms used"),
    }

    assert headings <= set(lines(whole))
    assert headings & set(lines(replace(whole, left_out=sections))) == set()


@pytest.mark.parametrize("words", ["=1+1", "- a mark of its own", "Ünïcödé ◊◊ 日本", "a\nb\tc"])
def test_text_keeps_odd_words(words):
    assert f"Reason: {' '.join(words.split())}" in lines(with_line(reason=words))


def test_same_document_gives_the_same_bytes():
    assert text(full_document()) == text(full_document())
    assert text(full_document()) != text(document())
