"""A document as blocks: what is there, and what is left out where there is nothing to say."""

from dataclasses import replace

from reports.document.parts import Glance
from reports.render.blocks import Bullets, Chart, Commitments, Facts, Heading, Paragraph, Table
from reports.render.outline import cover, parts
from tests.reports.document.samples import document, full_document, measured


def part(made, anchor):
    return next(each for each in parts(made) if each.anchor == anchor)


def kinds(blocks):
    return [type(block) for block in blocks]


def test_cover_has_meetings_facts_edition_change_and_illustration():
    sample = replace(full_document().issued(2, "A figure"), illustrative="Made up")

    assert kinds(cover(sample)) == [Table, Facts, Paragraph, Paragraph, Paragraph]
    assert cover(sample)[2:] == (
        *(Paragraph("Edition 2"), Paragraph("What has changed since the edition before: A figure")),
        Paragraph("Made up"),
    )


def test_cover_of_a_bare_draft_says_that_it_is_one():
    assert cover(document(meetings=())) == (Paragraph("Draft: not issued to a meeting"),)


def test_cover_of_a_public_edition_says_so():
    assert cover(document(meetings=(), audience="Public").issued(2)) == (Paragraph("Public edition. Edition 2"),)


def test_meetings_without_purposes_have_no_column_for_them():
    meeting = document().meetings[0]
    without = replace(meeting, purpose="")

    first, both = (cover(document(meetings=meetings))[0] for meetings in ((without,), (meeting, without)))

    assert (first.head, first.rows) == (("Meeting", "Date"), (("Trust Board", "30 March 2022"),))
    assert [row[2] for row in both.rows] == ["Assurance", "Not given"]


def test_corrections_come_after_the_note_on_them():
    sample = full_document()

    assert kinds(part(sample, "errata").blocks) == [Table]
    assert part(sample.issued(2, "A figure", sample.errata), "errata").blocks[0] == Paragraph("A figure")


def test_introduction_without_marks_and_key_is_paragraphs():
    assert part(document(about_markers=(), key=()), "introduction").blocks == (Paragraph("This is the second report."),)


def test_since_the_last_report_has_the_lists_that_there_are():
    sample = document()
    whole = replace(sample.highlights[0], priority="")

    assert kinds(part(sample, "since").blocks) == [Heading, Heading, Bullets, Heading, Bullets, Heading, Bullets]
    assert part(document(highlights=(whole,), challenges=(), key_activities=()), "since").blocks == (
        *(Heading(2, "Highlights"), Bullets(("The ward is on its way (BO-01, BO-02)",))),
    )
    assert part(document(highlights=(), key_activities=()), "since").blocks[0] == Heading(2, "Challenges")


def test_glance_has_the_tables_that_there_are():
    assert kinds(part(full_document(), "glance").blocks) == [Table, Table, Paragraph, Paragraph]
    assert part(document(glance=Glance((), (), (), (), ("Nothing yet.",))), "glance").blocks == (
        Paragraph("Nothing yet.", is_quiet=True),
    )


def test_chapter_has_its_table_and_what_was_completed_earlier():
    chapter = document().chapters[0]
    neither = replace(chapter, groups=(), completed_earlier=())

    assert kinds(part(document(), "priority-1").blocks) == [Commitments, Heading, Table]
    assert part(document(), "priority-1").heading == "Be outstanding | Safe care"
    assert part(document(chapters=(neither,)), "priority-1").blocks == ()
    assert part(document(chapters=(replace(chapter, strapline=""),)), "priority-1").heading == "Be outstanding"


def test_measure_has_a_chart_only_of_numbers_and_a_column_only_of_notes():
    plain = tuple(replace(reading, note="") for reading in measured().readings)
    words = measured(picture=None, readings=plain)

    assert kinds(part(document(measures=(measured(),)), "measures").blocks) == [
        *(Heading, Paragraph, Chart, Paragraph, Table)
    ]
    assert part(document(measures=(measured(),)), "measures").blocks[-1].head == ("Date", "Reading", "Note")
    assert kinds(part(document(measures=(words,)), "measures").blocks) == [Heading, Paragraph, Table]
    assert part(document(measures=(words,)), "measures").blocks[-1].head == ("Date", "Reading")


def test_measures_without_readings_stand_in_one_table():
    silent = measured(readings=(), picture=None, facts=())

    assert part(document(measures=(silent,)), "measures").blocks[1].rows == (
        ("Patients seen in time", "Be outstanding", "No target given"),
    )


def test_change_says_what_it_has_not():
    bare = replace(document().changes[0], old="", new="", reason="", agreed_at="Trust Board, May 2022")

    assert part(document(changes=(bare,)), "changes").blocks[0].rows[0][3:] == (
        *("Not applicable", "Not applicable", "No reason given (Trust Board, May 2022)"),
    )
