"""The page of a commitment of a frozen plan: all that the document says of it, and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from commitments.comparing.differences import Difference, Piece
from commitments.models import Organisation, ReportingPeriod, Strategy
from commitments.standing.status_words import Status
from commitments.standing.strip import Shape
from reports.as_at.commitment import Column, Mark, Said, seen
from reports.as_at.plan import FrozenPlan
from reports.document.known import Known, Why
from reports.document.known import Mark as Shown
from reports.document.parts import Cell, Change, Claim, Highlights, KeyEntry, Point
from tests.reports.document.samples import full_document

PERIOD = ReportingPeriod(strategy=Strategy(organisation=Organisation()), month=date(2022, 3, 1))
WORDS = tuple(
    KeyEntry(code, word, "")
    for code, word in (("in_progress", "In progress"), ("complete", "Complete"), ("green", "Green"), ("amber", "Amber"))
)
REWORDED = Change("Reworded", "BO-01", "Be outstanding", "Build the ward", "Plan the ward", "Build the ward", "", "")


def known(ref="BO-01", **changes):
    """What is known of a commitment: in progress, amber by its lead and green by the executive."""
    usual = Known(
        ref=ref,
        wording="Build the ward",
        marker="**",
        priority="Be outstanding",
        theme="Buildings",
        sub_theme="Wards",
        lead="Chief Nurse",
        due="March 2023",
        due_on="2023-03-01",
        stage="in_progress",
        rating="green",
        lead_rating="amber",
        stage_before="in_progress",
        rating_before="amber",
        instead="",
        instead_before="",
        moved="Better",
        reported="approved",
        attention=(Why("disagreement", "Green by the executive, Amber by the lead"),),
        track=(Shown("amber", "", "In progress, Amber"), Shown("green", "", "In progress, Green")),
    )
    return replace(usual, **changes)


def plan_of(*rows, **changes):
    periods = ("June 2021", "March 2022")
    return FrozenPlan(full_document(periods=periods, status_words=WORDS, known=rows, **changes), PERIOD)


def shown(ref="BO-01", rows=None, **changes):
    """The page of a commitment in a document of a few."""
    done = {"stage": "complete", "rating": "", "lead_rating": "", "reported": "ended", "instead": "No update needed"}
    plan = plan_of(*(rows or (known(), known("BO-02", **done, attention=()))), **changes)
    return seen(plan, plan.row(ref))


def test_page_says_where_the_commitment_stood():
    found = shown()

    assert (found.line.ref, found.line.wording, found.line.marker) == ("BO-01", "Build the ward", "**")
    assert (found.line.theme, found.line.lead, found.line.due) == ("Buildings: Wards", "Chief Nurse", "March 2023")
    assert (found.line.now.stage.word, found.line.now.rating.word) == ("In progress", "Green")
    assert found.line.now.lead_rating == Status("amber", "Amber")
    assert (found.reason, found.attention) == (("Steel is late",), ("Green by the executive, Amber by the lead",))
    assert found.track == (
        Mark("June 2021", Shape("amber", "", "In progress, Amber")),
        Mark("March 2022", Shape("green", "", "In progress, Green")),
    )


def test_page_has_the_columns_of_the_reports_table():
    assert shown().columns == (
        Column("June 2021", Cell((Point("Ground was broken"),))),
        Column("March 2022", Cell((Point("Walls stand", ("North wall", "South wall")), Point("Roof ordered")))),
        Column("Next", Cell((), "No next step reported")),
    )
    assert shown().complete_in == ""


def test_page_of_what_was_complete_earlier_has_no_columns():
    found = shown("BO-02")

    assert (found.complete_in, found.columns, found.reason) == ("June 2021", (), ())
    assert (found.line.now.stage.word, found.line.now.instead) == ("Complete", "No update needed")


def test_page_has_what_rests_on_the_commitment():
    found = shown(
        highlights=(Highlights("", (Claim("Walls stand", ("BO-01",)), Claim("Another", ("BO-02",)))),),
        challenges=(Claim("Steel is dear", ("BO-02", "BO-01")), Claim("Nothing rests on this")),
        key_activities=(Claim("Open the ward", ("BO-01",)),),
    )

    assert found.narrative == (
        Said("Highlight", "Walls stand"),
        Said("Challenge", "Steel is dear"),
        Said("Key activity in the next period", "Open the ward"),
    )
    assert [each.kind for each in found.questions] == ["Challenge"]


def test_page_has_the_changes_of_its_words_struck_and_added():
    other = replace(REWORDED, ref="BO-02")
    moved = replace(REWORDED, kind="Moved", old="Care", new="Staff")
    unknown = replace(REWORDED, old="")

    found = shown(changes=(REWORDED, other, moved, unknown))

    assert [(each.change.kind, each.pieces) for each in found.changes] == [
        (
            "Reworded",
            (
                Piece(Difference.REMOVED, "Plan"),
                Piece(Difference.ADDED, "Build"),
                Piece(Difference.SAME, " the ward"),
            ),
        ),
        ("Moved", ()),
        ("Reworded", ()),
    ]


@pytest.mark.parametrize(("section", "part"), [("changes", "changes"), ("questions", "questions")])
def test_page_has_nothing_of_a_section_that_the_board_did_without(section, part):
    assert getattr(shown(), part) != ()
    assert getattr(shown(left_out=(section,)), part) == ()


def test_page_names_those_before_and_after():
    rows = tuple(known(ref) for ref in ("A", "BO-01", "Z"))

    found = [(each.before, each.after) for each in (shown(ref, rows) for ref in ("A", "BO-01", "Z"))]

    assert found == [("", "BO-01"), ("A", "Z"), ("BO-01", "")]
