"""Priorities and themes into rows."""

from dataclasses import replace

import pytest

from commitments.models import Commitment, Priority, Theme
from commitments.workbook.plan import PriorityRow, ThemeRow
from tests.commitments.workbook.plans import FULL, applied, commitment, plan, refusal
from tests.factories import CommitteeFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def themes():
    """The names of all themes in their order; sub-themes behind their theme's name."""
    order = Theme.objects.order_by("priority__position", "position", "id")
    return [f"{row.parent.name} > {row.name}" if row.parent else row.name for row in order]


def test_priorities_stand_in_the_order_of_the_file():
    applied(plan(priorities=(PriorityRow("Be digital"), PriorityRow("Be kind"))))

    done = applied(plan(priorities=(PriorityRow("Be kind"), PriorityRow("Be new"), PriorityRow("Be digital"))))

    assert list(Priority.objects.values_list("name", flat=True)) == ["Be kind", "Be new", "Be digital"]
    tally = done.tallies["priorities"]
    assert (tally.new, tally.changed, tally.reordered, tally.unchanged) == (1, 0, 1, 1)
    assert done.words() == "1 priority new, 1 priority in a new place"


def test_priority_keeps_what_the_file_leaves_empty_and_takes_a_new_spelling():
    applied(FULL)

    applied(replace(FULL, priorities=(PriorityRow("Be Digital"), PriorityRow("Be kind", "With a smile"))))

    found = Priority.objects.values_list("name", "strapline", "context", "executive_lead__title")
    assert list(found) == [
        ("Be Digital", "Put patients in control", "Technology helps.", "Chief Information Officer"),
        ("Be kind", "With a smile", "", "Chief Nurse"),
    ]


def test_priority_keeps_the_committee_that_oversees_it_of_which_a_file_knows_nothing():
    applied(FULL)
    first = Priority.objects.first()
    board = CommitteeFactory(organisation=first.strategy.organisation, name="Overseers")
    Priority.objects.filter(pk=first.pk).update(committee=board)

    applied(FULL)
    applied(replace(FULL, priorities=(PriorityRow("Be kind"), PriorityRow("Be Digital", "In new words"))))

    found = Priority.objects.values_list("name", "strapline", "committee__name")
    assert {name: committee for name, _strapline, committee in found} == {
        "Be kind": None,
        "Be Digital": "Overseers",
    }
    assert Priority.objects.get(pk=first.pk).strapline == "In new words"


def test_themes_stand_in_the_order_of_the_commitments_then_of_their_own_sheet():
    applied(
        plan(
            commitment("One", "1", theme="B", sub_theme="Z"),
            commitment("Two", "2", theme="A"),
            commitment("Three", "3", theme="B", sub_theme="Y"),
            themes=(
                ThemeRow("Be digital", "D", context="Later"),
                ThemeRow("Be digital", "A", context="First"),
                ThemeRow("Be digital", "B", "X"),
            ),
        )
    )

    assert themes() == ["B", "B > Z", "A", "B > Y", "D", "B > X"]
    assert dict(Theme.objects.exclude(context="").values_list("name", "context")) == {"A": "First", "D": "Later"}


def test_themes_of_one_name_differ_by_priority_and_parent():
    applied(
        plan(
            commitment("One", "1", theme="Records", sub_theme="Access"),
            commitment("Two", "2", theme="Networks", sub_theme="access"),
            commitment("Three", "3", priority="Be kind", theme="records"),
        )
    )

    found = Commitment.objects.order_by("ref").values_list(
        "theme__priority__name", "theme__parent__name", "theme__name"
    )
    assert list(found) == [
        ("Be digital", "Records", "Access"),
        ("Be digital", "Networks", "access"),
        ("Be kind", None, "records"),
    ]


def test_theme_is_known_whatever_its_case():
    applied(plan(commitment(theme="Records", sub_theme="Access")))

    done = applied(plan(commitment(theme="RECORDS", sub_theme="access")))

    assert themes() == ["Records", "Records > Access"]
    assert not done.changed_anything()


def test_theme_that_the_file_leaves_out_is_remarked_on():
    strategy = applied(plan(commitment(theme="Records"))).strategy
    ThemeFactory(priority=strategy.priorities.get(name="Be kind"), name="Visiting", position=0)

    done = applied(plan(commitment(theme="Records")))

    assert done.remarks == ("1 theme stands here but not in the file, and stayed: 'Visiting'.",)


def test_theme_without_its_priority_or_theme_is_refused():
    assert refusal(plan(themes=(ThemeRow("Be quick", "Speed"), ThemeRow("Be kind", "", "Visits")))) == [
        "Themes: Speed: there is no priority 'Be quick'",
        "Themes: Visits: a sub-theme stands under a theme, and none is named",
    ]
