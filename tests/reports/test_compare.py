"""What a later document says otherwise than an earlier one, by place."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.comparing.differences import Difference, Piece
from reports.compare import changes, errata
from reports.document.front import Erratum, Fact
from reports.document.parts import AcronymUsed, Cell, Claim, Point, Word
from tests.reports.document.samples import full_document, line


def with_line(**fields):
    """The whole document with other fields of its first commitment."""
    document = full_document()
    chapter = document.chapters[0]
    group = replace(chapter.groups[0], lines=(line(**fields), *chapter.groups[0].lines[1:]))
    return replace(document, chapters=(replace(chapter, groups=(group, *chapter.groups[1:])), *document.chapters[1:]))


def told(after):
    return [(each.place, each.old, each.new) for each in changes(full_document(), after)]


def test_same_document_has_no_changes():
    assert changes(full_document(), full_document()) == ()


def test_number_of_the_edition_and_its_note_are_no_change():
    assert changes(full_document().issued(1), full_document().issued(2, "A figure", ())) == ()


def test_changed_words_are_struck_and_added():
    [change] = changes(full_document(), replace(full_document(), introduction=("This is the third report.",)))

    assert change.place == "Introduction"
    assert [piece for piece in change.pieces if piece.what != Difference.SAME] == [
        Piece(Difference.REMOVED, " second"),
        Piece(Difference.ADDED, " third"),
    ]


@pytest.mark.parametrize(
    ("fields", "place", "old", "new"),
    [
        ({"wording": "Build the big ward"}, "BO-01: wording", "Build the ward **", "Build the big ward **"),
        ({"marker": ""}, "BO-01: wording", "Build the ward **", "Build the ward"),
        (
            {"rating": Word("red", "Red")},
            "BO-01: stage and rating",
            "In progress, Amber, executive lead: Green",
            "In progress, Red, executive lead: Green",
        ),
        ({"reason": "Steel is dear"}, "BO-01: reason", "Steel is late", "Steel is dear"),
    ],
)
def test_each_part_of_a_commitment_is_compared(fields, place, old, new):
    assert told(with_line(**fields)) == [(place, old, new)]


def test_bullets_that_were_removed_and_added_are_told_one_by_one():
    cells = (
        Cell((Point("Ground was broken"),)),
        Cell((Point("Walls stand", ("North wall",)), Point("Doors painted blue"))),
        Cell((), "No next step reported"),
    )

    assert told(with_line(cells=cells)) == [
        ("BO-01: March 2022", "", "Doors painted blue"),
        ("BO-01: March 2022", "South wall", ""),
        ("BO-01: March 2022", "Roof ordered", ""),
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"cover": ()}, ("Cover: Purpose", "Assurance", "")),
        ({"cover": (*full_document().cover, Fact("Author", ("Ann",)))}, ("Cover: Author", "", "Ann")),
        (
            {"challenges": (Claim("Steel is cheap", ("BO-01",)),)},
            ("Challenges", "Steel is dear", "Steel is cheap (BO-01)"),
        ),
        ({"meetings": ()}, ("Meetings", "Trust Board, 30 March 2022, Assurance", "")),
        ({"about_markers": ()}, ("A note on the report", full_document().about_markers[0], "")),
        ({"acronyms": (AcronymUsed("CT", "Scan"),)}, ("Acronyms used", "", "CT: Scan")),
        ({"left_out": ("key",)}, ("Key to stages and ratings", "Amber: Behind", "")),
        (
            {"title": "Progress report"},
            (
                "Title",
                "Plan 2021-2025: Implementation report, March 2022",
                "Plan 2021-2025: Progress report, March 2022",
            ),
        ),
    ],
)
def test_every_section_is_compared(fields, expected):
    place, old, new = expected
    found = [each for each in told(replace(full_document(), **fields)) if each[0] == place]

    assert found[0][1] == old
    assert new in {text for _place, _old, text in found}


@pytest.mark.parametrize("section", ["key", "questions", "glance", "measures", "changes", "acronyms"])
def test_section_that_is_left_out_is_a_change_and_names_nothing_new(section):
    found = told(replace(full_document(), left_out=(section,)))

    assert found != []
    assert {new for _place, _old, new in found} == {""}


def test_measures_are_compared_by_facts_readings_and_what_they_say():
    measure = full_document().measures[0]
    changed = replace(measure, facts=(("Target", "95%"),), readings=measure.readings[:1], said=("No change.",))

    assert {place for place, _old, _new in told(replace(full_document(), measures=(changed,)))} == {
        "Measure: Patients seen in time",
        "Measure: A new ward",
    }


def test_commitment_that_is_gone_comes_last():
    document = full_document()
    gone = replace(document, chapters=())

    assert next(place for place, _old, _new in told(gone)) == "Be outstanding: heading"
    assert {new for _place, _old, new in told(gone)} == {""}


def test_errata_are_the_changes_as_texts():
    assert errata(full_document(), replace(full_document(), introduction=("This is the third report.",))) == (
        Erratum("Introduction", "This is the second report.", "This is the third report."),
    )


@given(st.text(max_size=40), st.text(max_size=40))
def test_old_and_new_are_what_stood_and_stands_there(old, new):
    before, after = (replace(full_document(), introduction=(text,)) for text in (old, new))
    found = changes(before, after)

    assert (found == ()) == (old == new or old.split() == new.split())
    assert " ".join(" ".join(each.old for each in found).split()) in {"", " ".join(old.split())}
