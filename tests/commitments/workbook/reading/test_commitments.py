from datetime import date

import pytest

from commitments.dates import Precision, Span
from commitments.workbook.limits import Limits
from commitments.workbook.plan import Bullet, CommitmentRow, MilestoneRow, NarrativeRow, PlanChangeRow, UpdateCells
from commitments.workbook.reading import commitments as reading_commitments
from tests.commitments.workbook.books import problems, reading

REQUIRED = ["Ref", "Priority", "Commitment"]


def commitments(header, *rows):
    """The Commitments sheet with a commitment for each row, of which only the columns of this header are given."""
    filled = [[f"BD-{number:02}", "Be digital", f"Do {number}", *row] for number, row in enumerate(rows, start=1)]
    return {"Commitments": [[*REQUIRED, *header], *filled]}


def test_commitments_read_all_their_columns():
    header = [
        *("Ref", "Priority", "Theme", "Sub-theme", "Commitment", "Original wording", "Marker", "Lead"),
        *("Supporting leads", "Due", "March 2022: progress", "March 2022: next", "March 2022: stage"),
        *("March 2022: rating", "March 2022: reason", "March 2022: evidence"),
    ]
    row = [
        *(" BD-01 ", "BE DIGITAL", "Data", "Access", "Give\naccess", "Think of access", "Added, REWORDED", "CIO"),
        *("Chief Nurse, Medical Director", "Q1 2022/23", "- One\n  - Two", "• Three", "in progress"),
        *("AMBER", "Late.\n\nStaff.", "https://example.org/paper"),
    ]
    (found,) = reading(Commitments=[header, row]).plan.commitments
    assert found == CommitmentRow(
        ref="BD-01",
        priority="Be digital",
        wording="Give access",
        theme="Data",
        sub_theme="Access",
        published_wording="Think of access",
        reworded=True,
        added=True,
        lead="CIO",
        supporting=("Chief Nurse", "Medical Director"),
        due=Span(date(2022, 4, 1), Precision.QUARTER, "Q1 2022/23"),
        updates={
            "March 2022": UpdateCells(
                progress=(Bullet("One"), Bullet("Two", 1)),
                next=(Bullet("Three"),),
                evidence=(Bullet("https://example.org/paper"),),
                stage="in_progress",
                rating="amber",
                reason="Late.\n\nStaff.",
            )
        },
    )


def test_commitments_spell_a_theme_as_it_is_spelt_first():
    header = ["Theme", "Sub-theme"]
    rows = [["Data", "Use"], ["DATA", "access"], ["data ", "ACCESS"]]
    plan = reading(
        **commitments(header, *rows), Themes=[["Priority", "Theme", "Sub-theme"], ["Be digital", "data", "Access"]]
    )
    assert [(row.theme, row.sub_theme) for row in plan.plan.commitments] == [
        ("data", "Use"),
        ("data", "Access"),
        ("data", "Access"),
    ]


def test_commitments_refuse_a_sub_theme_without_a_theme():
    assert problems(**commitments(["Theme", "Sub-theme"], [None, "Access"])) == [
        "Commitments!E2: sub-theme 'Access' stands without a theme"
    ]


@pytest.mark.parametrize(
    ("marker", "flags"),
    [(None, (False, False)), ("reworded", (True, False)), (" Added ", (False, True)), ("added,reworded", (True, True))],
)
def test_commitments_read_markers(marker, flags):
    (row,) = reading(**commitments(["Marker"], [marker])).plan.commitments
    assert (row.reworded, row.added) == flags


def test_commitments_refuse_other_markers():
    assert problems(**commitments(["Marker"], ["**"], ["added, rewarded"])) == [
        "Commitments!D2: marker '**' is not one of reworded, added",
        "Commitments!D3: marker 'rewarded' is not one of reworded, added. Did you mean 'reworded'?",
    ]


@pytest.mark.parametrize(
    ("due", "span"),
    [
        ("31 March 2022", Span(date(2022, 3, 31), Precision.DAY, "31 March 2022")),
        (date(2022, 3, 31), Span(date(2022, 3, 31), Precision.DAY, "2022-03-31")),
        ("Mar 2022", Span(date(2022, 3, 1), Precision.MONTH, "Mar 2022")),
        ("Quarter 4 2022/23", Span(date(2023, 1, 1), Precision.QUARTER, "Quarter 4 2022/23")),
        ("2022/23", Span(date(2022, 4, 1), Precision.FINANCIAL_YEAR, "2022/23")),
        (2025, Span(date(2025, 1, 1), Precision.YEAR, "2025")),
        ("ongoing", Span(None, Precision.ONGOING, "ongoing")),
        (None, None),
    ],
)
def test_commitments_read_due_dates_of_any_precision(due, span):
    (row,) = reading(**commitments(["Due"], [due])).plan.commitments
    assert row.due == span


def test_commitments_refuse_a_due_date_that_is_none():
    assert problems(**commitments(["Due"], ["soon"])) == [
        (
            "Commitments!D2: 'soon' is not a day, a month, a quarter such as Q1 2022/23, a year, "
            "a financial year such as 2022/23, or 'ongoing'"
        )
    ]


def test_commitments_leave_out_a_period_for_which_nothing_is_said():
    header = ["June 2021: progress", "March 2022: progress", "March 2022: stage"]
    plan = reading(**commitments(header, ["-", None, "Complete"], [" ", None, None])).plan
    assert [row.updates for row in plan.commitments] == [{"March 2022": UpdateCells(stage="complete")}, {}]


def test_commitments_find_the_period_of_a_column_by_label_or_month():
    header = ["june  2021 : PROGRESS", "2022-03: next"]
    (row,) = reading(**commitments(header, ["Done", "More"])).plan.commitments
    assert row.updates == {
        "June 2021": UpdateCells(progress=(Bullet("Done"),)),
        "March 2022": UpdateCells(next=(Bullet("More"),)),
    }


def test_commitments_take_a_label_with_a_colon():
    (row,) = reading(
        **commitments(["Q4: 2022: stage"], ["Paused"]), Periods=[["Period", "Month"], ["Q4: 2022", "2022-12"]]
    ).plan.commitments
    assert row.updates == {"Q4: 2022": UpdateCells(stage="paused")}


def test_commitments_refuse_a_column_of_an_unknown_period_even_without_a_word_in_it():
    assert problems(**commitments(["March 2023: next", "Winter: stage"], [])) == [
        "Commitments!D1: period 'March 2023' is not on the Periods sheet. Did you mean 'March 2022'?",
        "Commitments!E1: period 'Winter' is not on the Periods sheet",
    ]


def test_commitments_refuse_two_columns_of_the_same_part():
    assert problems(**commitments(["March 2022: next", "Mar 22: next"], [])) == [
        "Commitments!E1: column 'Mar 22: next' occurs twice: it is also in Commitments!D1"
    ]


@pytest.mark.parametrize("stage", ["Not started", "In progress", "Paused", None])
def test_commitments_take_a_rating_while_something_is_to_come(stage):
    assert problems(**commitments(["June 2021: stage", "June 2021: rating"], [stage, "Red"])) == []


@pytest.mark.parametrize("stage", ["Complete", "Not achieved", "Stopped", "Merged"])
def test_commitments_refuse_a_rating_beside_an_end(stage):
    assert problems(**commitments(["June 2021: stage", "June 2021: rating"], [stage, "Red"])) == [
        (
            f"Commitments!E2: rating 'Red' can't stand beside stage '{stage}'; "
            "only what is not started, in progress or paused is rated"
        )
    ]


def test_commitments_refuse_unknown_stages():
    assert problems(**commitments(["June 2021: stage"], ["In progres"])) == [
        (
            "Commitments!D2: stage 'In progres' is not one of Not started, In progress, Paused, Complete, Not achieved, "
            "Stopped, Merged. Did you mean 'In progress'?"
        )
    ]


def test_commitments_refuse_what_is_longer_than_the_database_keeps():
    header = ["Original wording", "Lead", "Supporting leads", "June 2021: progress", "June 2021: next"]
    row = ["x" * 2_001, "y" * 201, f"CIO, {'z' * 201}", "- a\n" * 61, f"- {'b' * 2_001}"]
    assert problems(**commitments(header, row)) == [
        f"Commitments!D2: Original wording '{'x' * 60}…' has 2,001 characters; it can have 2,000",
        f"Commitments!E2: Lead '{'y' * 60}…' has 201 characters; it can have 200",
        f"Commitments!F2: Supporting leads '{'z' * 60}…' has 201 characters; it can have 200",
        "Commitments!G2: 61 bullets; a cell can hold 60",
        f"Commitments!H2: a bullet '{'b' * 60}…' has 2,001 characters; it can have 2,000",
    ]


def test_commitments_take_what_is_just_as_long_as_the_database_keeps():
    header = ["Original wording", "June 2021: progress"]
    text = "\n".join(["x" * 2_000, *["- a"] * 59])
    assert problems(**commitments(header, ["x" * 2_000, text[:32_000]])) == []


def test_commitments_refuse_more_than_a_plan_can_have(monkeypatch):
    monkeypatch.setattr(reading_commitments, "Limits", Limits(commitments=2))
    assert problems(**commitments([], [], [])) == []
    assert problems(**commitments([], [], [], [])) == ["Commitments: 3 commitments; a plan can have 2"]


def test_commitments_need_no_ref_but_a_place_and_words_of_their_own():
    header = ["Ref", "Priority", "Theme", "Commitment"]
    rows = [
        [None, "Be kind", "Care", "Listen"],
        [None, "Be kind", "Help", "Listen"],
        ["A", "Be kind", "Care", "LISTEN "],
        ["B", "Be kind", "Ward", "Sit"],
        ["C", "Be kind", "Ward", "Sit"],
        [None, "Be kind", "ward", "sit"],
        [None, "Be cruel", "Ward", "Sit"],
    ]
    assert problems(Commitments=[header, *rows]) == [
        "Commitments!B8: priority 'Be cruel' is not on the Priorities sheet",
        "Commitments!4: commitment 'LISTEN' occurs twice: it is also in Commitments!2; give each a ref",
        "Commitments!7: commitment 'sit' occurs twice: it is also in Commitments!5; give each a ref",
    ]


def test_plan_changes_read_all_their_columns():
    header = ["Ref", "Kind", "Period", "Old", "New", "Reason", "Agreed at"]
    rows = [["bd-01", "reworded", "March 2022", "Think", "Do", "Why\nnot", "Trust Board"], ["BD-01", "Added"]]
    assert reading(Plan_changes=[header, *rows]).plan.plan_changes == (
        PlanChangeRow("BD-01", "reworded", "March 2022", "Think", "Do", "Why\nnot", "Trust Board"),
        PlanChangeRow("BD-01", "added"),
    )


def test_plan_changes_refuse_what_is_unknown_missing_or_no_change():
    header = ["Ref", "Kind", "Period", "Old", "New"]
    rows = [
        ["BD-02", "Renamed", "Winter"],
        [None, None],
        ["BD-01", "Reworded", None, "Do", "Do"],
        ["BD-01", "Moved", None, "A", "A"],
    ]
    kinds = "Added, Reworded, Moved, Merged, Stopped, Carried"
    assert problems(Plan_changes=[header, *rows]) == [
        "Plan changes!A2: ref 'BD-02' is not on the Commitments sheet. Did you mean 'BD-01'?",
        f"Plan changes!B2: kind 'Renamed' is not one of {kinds}",
        "Plan changes!C2: period 'Winter' is not on the Periods sheet",
        "Plan changes!E4: the new wording is the same as the old one",
    ]


def test_plan_changes_refuse_a_row_that_lacks_its_ref_or_kind():
    assert problems(Plan_changes=[["Ref", "Kind", "New"], [None, None, "x"]]) == [
        "Plan changes!A2: Ref is missing",
        "Plan changes!B2: Kind is missing",
    ]


def test_milestones_read_all_their_columns():
    header = ["Ref", "Milestone", "Due", "Done on"]
    rows = [["bd-01", "Bid sent", "2022", date(2022, 3, 31)], ["BD-01", "Bid won", None, None]]
    assert reading(Milestones=[header, *rows]).plan.milestones == (
        MilestoneRow("BD-01", "Bid sent", Span(date(2022, 1, 1), Precision.YEAR, "2022"), date(2022, 3, 31)),
        MilestoneRow("BD-01", "Bid won"),
    )


def test_milestones_refuse_what_is_unknown_unreadable_or_there_twice():
    header = ["Ref", "Milestone", "Due", "Done on"]
    rows = [
        ["XX", "Bid sent", "Q3 2022", "March 2022"],
        ["BD-01", "Bid sent"],
        ["bd-01", "BID sent"],
        [None, "A"],
        [None, "A"],
    ]
    assert problems(Milestones=[header, *rows]) == [
        "Milestones!A2: ref 'XX' is not on the Commitments sheet",
        (
            "Milestones!C2: 'Q3 2022' is not a day, a month, a quarter such as Q1 2022/23, a year, "
            "a financial year such as 2022/23, or 'ongoing'"
        ),
        "Milestones!D2: 'March 2022' is not a day such as 2022-03-31 or 31 March 2022, between 1900 and 2199",
        "Milestones!4: milestone 'BID sent' occurs twice: it is also in Milestones!3",
        "Milestones!A5: Ref is missing",
        "Milestones!A6: Ref is missing",
    ]


def test_milestones_refuse_refs_where_commitments_have_none():
    found = problems(
        Commitments=[["Priority", "Commitment"], ["Be kind", "x"]], Milestones=[["Ref", "Milestone"], ["A", "x"]]
    )
    assert found == ["Milestones!A2: ref 'A' is not on the Commitments sheet"]


def test_narrative_reads_all_its_columns():
    header = ["Period", "Kind", "Priority", "Text", "Refs"]
    rows = [
        ["june 2021", "KEY activity", "be kind", "We\nlisten", "bd-01, BD-01"],
        ["June 2021", "Challenge", None, "Staff"],
    ]
    assert reading(Narrative=[header, *rows]).plan.narrative == (
        NarrativeRow("June 2021", "key_activity", "We listen", "Be kind", ("BD-01",)),
        NarrativeRow("June 2021", "challenge", "Staff"),
    )


def test_narrative_refuses_what_is_unknown_missing_or_too_long():
    header = ["Period", "Kind", "Priority", "Text", "Refs"]
    rows = [
        ["June", "Highlights", "Be rich", "x" * 2_001, "BD-01, BD-10"],
        ["June 2021", "Challenge", None, None, None],
    ]
    assert problems(Narrative=[header, *rows]) == [
        "Narrative!A2: period 'June' is not on the Periods sheet",
        "Narrative!B2: kind 'Highlights' is not one of Highlight, Challenge, Key activity. Did you mean 'Highlight'?",
        f"Narrative!D2: Text '{'x' * 60}…' has 2,001 characters; it can have 2,000",
        "Narrative!C2: priority 'Be rich' is not on the Priorities sheet",
        "Narrative!E2: ref 'BD-10' is not on the Commitments sheet. Did you mean 'BD-01'?",
        "Narrative!D3: Text is missing",
    ]
