"""The chapters of a report: their order, their groups, and what was complete before."""

import pytest

from reports.document import build
from reports.document.parts import Cell, Completed, Group, PeriodMonth, Point, Word
from reports.document.rows import rows_of
from reports.document.tables import Words, chapters
from tests.factories import (
    CommitmentFactory,
    PlanChangeFactory,
    PostFactory,
    PriorityFactory,
    StatusUpdateFactory,
    SubmittedUpdateFactory,
    ThemeFactory,
)
from tests.reports.document.samples import period_of, reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def priority():
    return PriorityFactory()


@pytest.fixture
def commitment(priority):
    return CommitmentFactory(priority=priority)


@pytest.fixture
def june(priority):
    return period_of(priority.strategy, "2021-06")


@pytest.fixture
def march(priority, june):
    return period_of(priority.strategy, "2022-03")


def chapters_of(period):
    return chapters(rows_of(period), list(period.strategy.priorities.all()), Words({}))


def lines_of(period):
    return [line for chapter in chapters_of(period) for group in chapter.groups for line in group.lines]


def cells_of(period):
    """The cells of the only commitment."""
    (line,) = lines_of(period)
    return line.cells


def said(*texts):
    return Cell(tuple(Point(text) for text in texts))


def instead(words):
    return Cell((), words)


def test_commitment_complete_earlier_moves_to_a_list_of_its_own(commitment, june, march):
    september = period_of(commitment.strategy, "2022-09")
    reported(commitment, june, "Opened", stage="complete")
    PlanChangeFactory(commitment=commitment, old="Plan", new="Open the new hospital")

    found = [
        (chapter.groups, chapter.completed_earlier) for period in (march, september) for chapter in chapters_of(period)
    ]

    assert found == [((), (Completed("C1", "Open the new hospital", "**", "June 2021"),))] * 2


def test_commitment_complete_in_this_period_stays_in_the_table(commitment, june):
    reported(commitment, june, "Opened", stage="complete")

    (chapter,) = chapters_of(june)

    assert [line.stage for line in chapter.groups[0].lines] == [Word("complete", "Complete")]
    assert chapter.completed_earlier == ()


@pytest.mark.parametrize("stage", ["complete", "in_progress", ""])
def test_commitment_complete_earlier_of_which_something_is_reported_stays_in_the_table(commitment, june, march, stage):
    reported(commitment, june, "Opened", stage="complete")
    reported(commitment, march, "Extended", stage=stage)

    assert cells_of(march) == (said("Opened"), said("Extended"), instead("No next step reported"))


def test_commitment_complete_once_but_not_when_last_reported_is_in_the_table(commitment, june, march):
    september = period_of(commitment.strategy, "2022-09")
    reported(commitment, june, "Opened", stage="complete")
    reported(commitment, march, "Closed again", stage="in_progress")

    assert cells_of(september) == (said("Closed again"), *[instead("No update reported")] * 2)


@pytest.mark.parametrize("made_by", [StatusUpdateFactory, SubmittedUpdateFactory])
def test_commitment_complete_earlier_is_not_moved_by_what_is_not_approved(commitment, june, march, made_by):
    reported(commitment, june, "Opened", stage="complete")
    reported(commitment, march, "Secret", made_by=made_by)

    assert lines_of(march) == []


@pytest.mark.parametrize("made_by", [StatusUpdateFactory, SubmittedUpdateFactory])
def test_completion_that_was_not_approved_does_not_count(commitment, june, march, made_by):
    reported(commitment, june, "Secret", stage="complete", made_by=made_by)

    assert cells_of(march) == (instead("No update reported"),) * 3


@pytest.mark.parametrize(
    ("stage", "word"), [("stopped", "Stopped"), ("merged", "Merged"), ("not_achieved", "Not achieved")]
)
def test_commitment_that_ended_otherwise_stays_in_the_table_where_it_ended(commitment, june, march, stage, word):
    reported(commitment, june, "Given up", stage=stage)

    (line,) = lines_of(march)

    assert (line.stage, line.rating) == (Word(stage, word), None)
    assert line.cells == (
        said("Given up"),
        instead(f"{word} since June 2021: no update needed"),
        instead("No next step needed"),
    )


def test_commitment_that_ended_two_periods_ago_owed_nothing_since(commitment, june, march):
    september = period_of(commitment.strategy, "2022-09")
    reported(commitment, june, "Given up", stage="stopped")

    assert cells_of(september) == (
        *[instead("Stopped since June 2021: no update needed")] * 2,
        instead("No next step needed"),
    )


def test_paused_commitment_owes_an_update(commitment, june, march):
    reported(commitment, june, "Given up", stage="paused")

    assert cells_of(march) == (said("Given up"), *[instead("No update reported")] * 2)


@pytest.mark.parametrize("made_by", [None, StatusUpdateFactory, SubmittedUpdateFactory])
@pytest.mark.parametrize("dated", [True, False])
def test_commitment_that_the_ledger_ended_stands_where_it_ended(commitment, june, march, dated, made_by):
    reported(commitment, june, "Ground broken", stage="in_progress")
    PlanChangeFactory(commitment=commitment, kind="stopped", period=march if dated else None)
    if made_by:
        reported(commitment, march, "Secret", made_by=made_by)

    (line,) = lines_of(march)

    assert line.stage == Word("stopped", "Stopped")
    assert line.cells[1:] == (
        instead("Stopped by a change of the plan: no update needed"),
        instead("No next step needed"),
    )


def test_commitment_that_the_ledger_ended_later_goes_on(commitment, june, march):
    PlanChangeFactory(commitment=commitment, kind="merged", period=march)

    (line,) = lines_of(june)

    assert (line.stage, line.cells) == (None, (instead("No update reported"),) * 2)


def test_what_is_reported_of_a_commitment_that_had_ended_counts(commitment, june, march):
    reported(commitment, june, "Given up", stage="stopped")
    reported(commitment, march, "Taken up again", stage="in_progress")

    (line,) = lines_of(march)

    assert line.stage == Word("in_progress", "In progress")
    assert line.cells[1] == said("Taken up again")


def test_chapters_keep_the_order_of_the_plan_and_leave_empty_priorities_out(priority, june):
    for name, position in [("Third", 3), ("Second", 2), ("First", 0)]:
        other = PriorityFactory(strategy=priority.strategy, name=name, position=position)
        if name != "Second":
            CommitmentFactory(priority=other)
    CommitmentFactory(priority=priority)

    assert [(each.anchor, each.name) for each in chapters_of(june)] == [
        ("priority-1", "First"),
        ("priority-2", "Priority 1"),
        ("priority-4", "Third"),
    ]


@pytest.mark.parametrize(
    ("strapline", "shown"), [("", ""), ("safe NHS care", "Safe NHS care"), ("“safe”", "“safe”"), ("émigrés", "Émigrés")]
)
def test_chapter_opens_its_strapline_with_a_capital(strapline, shown):
    commitment = CommitmentFactory(priority__strapline=strapline)

    (chapter,) = chapters_of(period_of(commitment.strategy, "2021-06"))

    assert chapter.strapline == shown


def test_chapter_names_its_executive_lead(june, priority, commitment):
    priority.executive_lead = PostFactory(title="Chief Nurse")
    priority.save(update_fields=["executive_lead"])
    CommitmentFactory(priority=PriorityFactory(strategy=priority.strategy))

    assert [each.executive_lead for each in chapters_of(june)] == ["Chief Nurse", ""]


def test_groups_follow_themes_with_direct_commitments_first(priority, june):
    care = ThemeFactory(priority=priority, name="Care", position=2)
    wards = ThemeFactory(parent=care, name="Wards", position=2)
    clinics = ThemeFactory(parent=care, name="Clinics", position=1)
    staff = ThemeFactory(priority=priority, name="Staff", position=1)
    for position, (ref, theme) in enumerate([("W", wards), ("C", clinics), ("D2", care), ("S", staff), ("N", None)]):
        CommitmentFactory(ref=ref, priority=priority, theme=theme, position=position)
    CommitmentFactory(ref="D1", theme=care, position=1)

    (chapter,) = chapters_of(june)

    assert [(each.theme, each.sub_theme, [line.ref for line in each.lines]) for each in chapter.groups] == [
        ("", "", ["N"]),
        ("Staff", "", ["S"]),
        ("Care", "", ["D1", "D2"]),
        ("Care", "Clinics", ["C"]),
        ("Care", "Wards", ["W"]),
    ]
    assert (chapter.has_themes, chapter.has_sub_themes) == (True, True)
    assert [len(body) for body in chapter.bodies] == [1, 1, 3]


def test_chapter_without_themes_has_one_group_without_a_name(commitment, june):
    (chapter,) = chapters_of(june)

    assert [(type(each), each.theme, each.sub_theme) for each in chapter.groups] == [(Group, "", "")]
    assert (chapter.has_themes, chapter.has_sub_themes) == (False, False)


def test_chapter_with_themes_but_no_sub_themes_has_no_column_for_them(priority, june):
    CommitmentFactory(theme=ThemeFactory(priority=priority))

    (chapter,) = chapters_of(june)

    assert (chapter.has_themes, chapter.has_sub_themes) == (True, False)


def test_document_names_the_months_of_the_periods_that_it_tells_of(commitment, june, march):
    later = period_of(commitment.strategy, "2022-09", label="The second half")
    reported(commitment, june, "Opened", stage="complete")

    assert build(later).months == (
        PeriodMonth("June 2021", "2021-06"),
        PeriodMonth("March 2022", "2022-03"),
        PeriodMonth("The second half", "2022-09"),
    )
    assert build(march).months == build(later).months[:2]
