"""What a document says of itself."""

from dataclasses import replace

import pytest

from reports.document.parts import AcronymUsed, Chapter, Claim, Contents, Group, Highlights, MeetingLine
from tests.reports.document.samples import document, line


def test_two_documents_that_say_the_same_are_equal():
    assert document() == document()
    assert hash(document()) == hash(document())
    assert document() != document(period="September 2022")
    assert document() != document(acronyms=())


def test_document_can_not_be_changed():
    with pytest.raises(AttributeError, match="cannot assign to field 'title'"):
        document().title = "Another"


def test_names_of_a_document():
    assert document().name == "Plan 2021-2025: Implementation report, March 2022"
    assert document().footer == "Sand Hills Trust · Plan 2021-2025: Implementation report, March 2022 · Draft"


@pytest.mark.parametrize(("edition", "draft"), [("Draft", True), ("Edition 1", False)])
def test_document_is_a_draft_until_it_is_issued(edition, draft):
    assert document(edition=edition).is_draft is draft


@pytest.mark.parametrize(("purposes", "has"), [([], False), (["", ""], False), (["", "Assurance"], True)])
def test_document_has_purposes_where_any_meeting_has(purposes, has):
    meetings = tuple(MeetingLine("Trust Board", "March 2022", purpose) for purpose in purposes)

    assert document(meetings=meetings).has_purposes is has


@pytest.mark.parametrize("part", ["highlights", "challenges", "key_activities"])
def test_any_of_three_lists_is_narrative(part):
    found = getattr(document(), part)
    nothing = document(highlights=(), challenges=(), key_activities=())

    assert nothing.has_narrative is False
    assert replace(nothing, **{part: found}).has_narrative is True


def test_contents_are_the_headings_in_order():
    assert document().contents == [
        Contents("introduction", "Introduction"),
        Contents("since", "Since the last report"),
        Contents("glance", "At a glance"),
        Contents("priority-1", "Be outstanding"),
        Contents("changes", "Changes to the plan since the last report"),
        Contents("acronyms", "Acronyms used"),
    ]


def test_contents_leave_out_parts_with_nothing_in_them():
    bare = document(highlights=(), challenges=(), key_activities=(), chapters=(), changes=(), acronyms=())

    assert [each.anchor for each in bare.contents] == ["introduction", "glance"]


def test_bodies_hold_the_groups_of_one_theme_each():
    names = [("", ""), ("Care", ""), ("Care", "Wards"), ("Staff", "Wards")]
    groups = tuple(Group(theme, sub_theme, (line(),)) for theme, sub_theme in names)
    chapter = replace(document().chapters[0], groups=groups)

    assert chapter.bodies == [(groups[0],), (groups[1], groups[2]), (groups[3],)]
    assert replace(chapter, groups=()).bodies == []


def test_texts_are_what_a_reader_sees_in_reading_order():
    assert document(meetings=(), glance=replace(document().glance, tallies=()), key=()).texts() == [
        "Sand Hills Trust",
        "Plan 2021-2025",
        "Implementation report",
        "March 2022",
        "June 2021",
        "Draft",
        "Aim",
        "Aims",
        "Theme",
        "Themes",
        "Promise",
        "Promises",
        "",
        "This is the second report.",
        "Promises marked ** have been reworded since the plan was published.",
        "Be outstanding",
        "The ward is on its way",
        "Steel is dear",
        "Open the ward",
        "In progress",
        "Complete",
        "Amber",
        "Better",
        "1 update is awaiting approval and not in this report.",
        "Be outstanding",
        "Safe care",
        "June 2021",
        "March 2022",
        "Next",
        "Buildings",
        "Wards",
        "Build the ward",
        "**",
        "In progress",
        "Amber",
        "Green",
        "Steel is late",
        "Ground was broken",
        "",
        "Walls stand",
        "North wall",
        "South wall",
        "Roof ordered",
        "",
        "No next step reported",
        "Open the MRI suite",
        "",
        "June 2021",
        "Reworded",
        "Be outstanding",
        "Build the ward",
        "Plan the ward",
        "Build the ward",
        "Grown",
        "",
        "",  # a draft has no note of what has changed
    ]


def test_texts_leave_out_codes_refs_and_the_list_of_acronyms():
    odd = document(
        highlights=(Highlights("", (Claim("A claim", ("REF-1",)),)),),
        chapters=(Chapter("ANCHOR", "", "", "LEAD", False, False, (), (), ()),),
        acronyms=(AcronymUsed("MRI", "Magnetic resonance imaging"),),
        short_name="SHORT",
    )

    assert {"REF-1", "ANCHOR", "LEAD", "SHORT", "MRI", "Magnetic resonance imaging", "amber"} & set(
        odd.texts()
    ) == set()
