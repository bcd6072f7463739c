"""Rows of the Commitments sheet and milestones into rows."""

from dataclasses import replace
from datetime import date

import pytest

from commitments.dates import Precision, Span
from commitments.models import Commitment, Milestone
from commitments.workbook.plan import MilestoneRow, PlanChangeRow
from tests.commitments.workbook.plans import applied, commitment, plan, refusal

pytestmark = pytest.mark.django_db


def refs():
    """Refs in the order of the report."""
    return list(Commitment.objects.in_report_order().values_list("ref", flat=True))


def test_commitment_keeps_what_the_file_leaves_empty():
    full = commitment(
        theme="Records",
        sub_theme="Access",
        published_wording="Write a digital strategy",
        added=True,
        lead="Chief Information Officer",
        supporting=("Chief Nurse", "Medical Director"),
        due=Span(date(2025, 1, 1), Precision.YEAR, "2025"),
    )
    applied(plan(full))
    before = Commitment.objects.values().get()

    done = applied(plan(commitment()))

    assert Commitment.objects.values().get() == before
    assert Commitment.objects.get().supporting.count() == 2
    assert done.tallies["commitments"].unchanged == 1


def test_commitment_takes_what_the_file_fills():
    applied(
        plan(commitment(lead="Chief Nurse", supporting=("A", "B"), due=Span(date(2025, 1, 1), Precision.YEAR, "2025")))
    )

    done = applied(
        plan(commitment(lead="Medical Director", supporting=("B", "C"), due=Span(None, Precision.ONGOING, "ongoing")))
    )

    there = Commitment.objects.get()
    assert there.lead.title == "Medical Director"
    assert sorted(post.title for post in there.supporting.all()) == ["B", "C"]
    assert (there.due_on, there.due_precision, there.due_words) == (None, Precision.ONGOING, "ongoing")
    assert done.tallies["commitments"].changed == 1


def test_commitment_counts_as_changed_when_only_its_supporters_do():
    applied(plan(commitment(supporting=("A",))))

    done = applied(plan(commitment(supporting=("A", "B"))))

    assert done.words() == "1 post new, 1 commitment changed"


def test_commitments_stand_in_the_order_of_the_file_and_others_keep_their_place():
    rows = [commitment(ref, ref) for ref in "ABCD"]
    applied(plan(*rows))

    done = applied(plan(rows[0], commitment("N", "N"), rows[2], rows[1]))

    assert refs() == ["A", "N", "C", "B", "D"]
    assert (done.tallies["commitments"].new, done.tallies["commitments"].reordered) == (1, 1)


def test_added_marker_stays_for_good():
    applied(plan(commitment(added=True)))

    applied(plan(commitment()))

    assert Commitment.objects.get().in_published_plan is False


def test_commitment_of_which_a_plan_change_says_that_it_was_added_is_not_in_the_published_plan():
    applied(plan(commitment(), plan_changes=(PlanChangeRow("bd-01", "added", reason="Asked for"),)))

    assert Commitment.objects.get().in_published_plan is False


def test_milestones_are_found_by_commitment_and_title():
    first = MilestoneRow("BD-01", "Draft agreed", Span(date(2022, 4, 1), Precision.QUARTER, "Q1 2022/23"))
    applied(plan(milestones=(first,)))

    done = applied(plan(milestones=(MilestoneRow("bd-01", "DRAFT agreed", done_on=date(2022, 5, 3)),)))

    found = Milestone.objects.get()
    assert (found.title, found.due, found.done_on) == ("Draft agreed", first.due, date(2022, 5, 3))
    assert done.tallies["milestones"].changed == 1


def test_milestone_of_a_commitment_that_only_stands_here_is_found():
    applied(plan(commitment(), commitment("Other", "BD-02")))

    applied(plan(commitment(), milestones=(MilestoneRow("BD-02", "Draft agreed"),)))

    assert Milestone.objects.get().commitment.ref == "BD-02"


def test_milestone_of_an_unknown_commitment_is_refused():
    given = replace(plan(), milestones=(MilestoneRow("BD-09", "Draft agreed"),))

    assert refusal(given) == ["Milestones: Draft agreed: there is no commitment 'BD-09'"]
