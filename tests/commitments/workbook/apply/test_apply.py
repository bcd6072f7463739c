"""Applying a whole plan: what is there afterwards, that a second time changes nothing, and that it is whole or not at all."""

from dataclasses import replace
from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from commitments.models import (
    Acronym,
    AuditEvent,
    Commitment,
    Organisation,
    PlanChange,
    StatusUpdate,
    UpdatePoint,
    User,
)
from commitments.workbook.plan import Bullet, PriorityRow, ReadingRow, UpdateCells
from commitments.workbook.reading import read_workbook
from tests.commitments.workbook.plans import FULL, STRATEGY, applied, commitment, plan, real_workbook, refusal

pytestmark = pytest.mark.django_db


def rows():
    """Every row of the app, in full."""
    models = apps.get_app_config("commitments").get_models(include_auto_created=True)
    return {model.__name__: list(model._base_manager.order_by("pk").values()) for model in models}


def real_plan():
    return read_workbook(real_workbook().read_bytes()).plan


def plan_of(count, organisation, period="June 2021", said="Begun"):
    """A plan with that many commitments, each with a theme, a lead, an update and bullets."""
    cells = {period: UpdateCells(progress=(Bullet(said),), next=(Bullet("Go on"),), stage="in_progress")}
    made = [
        commitment(f"Promise {number}", f"BD-{number}", theme="Records", lead="Chief", updates=cells)
        for number in range(count)
    ]
    return plan(*made, strategy=replace(STRATEGY, organisation=organisation, short_name=organisation))


def queries(given):
    by = User.objects.system()
    with CaptureQueriesContext(connection) as captured:
        applied(given, by)
    return len(captured)


def test_apply_brings_the_real_workbook_in():
    given = real_plan()

    done = applied(given)

    assert Commitment.objects.count() == 93
    assert UpdatePoint.objects.count() == 597
    assert Acronym.objects.count() == 84
    assert done.tallies["commitments"].new == 93
    assert done.strategy.slug == "five-year-strategic-plan-2021-2025"
    assert done.strategy.organisation.slug == "ccc"
    assert done.remarks == ()


def test_apply_leaves_empty_cells_of_the_real_workbook_empty():
    given = real_plan()

    applied(given)

    lists = {(point.update_id, point.kind) for point in UpdatePoint.objects.all()}
    periods = {"June 2021": {"progress"}, "March 2022": {"progress", "next"}}
    updates = {(row.commitment.ref, row.period.label): row.pk for row in StatusUpdate.objects.all()}
    empty = [
        (row.ref, label, kind)
        for row in given.commitments
        for label, kinds in periods.items()
        for kind in kinds
        if (updates.get((row.ref, label)), kind) not in lists
    ]
    assert len(empty) == 10
    assert StatusUpdate.objects.filter(period__label="June 2021").exclude(stage="", rating="").count() == 0


@pytest.mark.parametrize("given", [FULL, None], ids=["every column", "the real workbook"])
def test_apply_changes_nothing_the_second_time(given):
    given = given or real_plan()
    applied(given)
    before = rows()

    again = applied(given)

    assert rows() == before
    assert not again.changed_anything()
    assert again.words() == "nothing changed"


def test_apply_counts_what_was_new_changed_and_unchanged():
    applied(plan(commitment(), commitment("Join the networks", "BD-02")))

    done = applied(plan(commitment("Write a strategy"), commitment("Join the networks", "BD-02"), commitment("Go", "")))

    tally = done.tallies["commitments"]
    assert (tally.new, tally.changed, tally.reordered, tally.unchanged) == (1, 1, 0, 1)
    assert done.words() == "1 commitment new, 1 plan change new, 1 commitment changed"


def test_apply_reports_what_the_file_leaves_out_and_keeps_it():
    applied(plan(commitment(), commitment("Join the networks", "BD-02")))

    done = applied(plan(commitment(), priorities=(PriorityRow("Be digital"),)))

    assert Commitment.objects.count() == 2
    assert done.remarks == (
        "1 priority stands here but not in the file, and stayed: 'Be kind'.",
        "1 commitment stands here but not in the file, and stayed: 'BD-02 Join the networks'.",
    )
    assert not done.changed_anything()


def test_apply_says_only_that_it_was_imported_when_everything_is_new():
    done = applied(plan())

    event = AuditEvent.objects.get()
    assert (event.what, event.thing, event.thing_id) == ("imported", "strategy", done.strategy.pk)
    assert event.after["note"] == "imported from plan.xlsx"
    assert event.after["new"]["commitments"] == 1
    assert event.by == User.objects.system()


def test_apply_saves_nothing_when_the_database_refuses_the_last_row():
    User.objects.system()
    before = rows()

    with pytest.raises(IntegrityError):
        applied(replace(FULL, readings=(*FULL.readings, ReadingRow("Complaints", date(2021, 7, 31), ""))))

    assert rows() == before


def test_apply_saves_nothing_when_the_plan_is_refused():
    User.objects.system()
    before = rows()
    unknown = ReadingRow("Happiness", date(2021, 7, 31), "High")

    assert refusal(replace(FULL, readings=(*FULL.readings, unknown))) == ["Readings: there is no measure 'Happiness'"]
    assert rows() == before


def test_apply_refuses_a_text_that_is_too_long_with_every_such_text():
    long = "Be " + "very " * 50 + "digital"
    given = plan(
        commitment(priority=long), priorities=(PriorityRow(long), PriorityRow("Be kind", strapline="kind " * 100))
    )

    assert refusal(given) == [
        (
            "Priority: the name 'Be very very very very very very very very very very very ve…' has 260 characters; "
            "at most 200 are kept"
        ),
        (
            "Priority: the strapline 'kind kind kind kind kind kind kind kind kind kind kind kind…' has 499 characters; "
            "at most 300 are kept"
        ),
    ]
    assert Organisation.objects.count() == 0


def test_apply_asks_as_many_queries_for_thirty_new_commitments_as_for_three():
    assert queries(plan_of(3, "three")) == 33
    assert queries(plan_of(30, "thirty")) == 33


def test_apply_asks_as_many_queries_for_thirty_known_commitments_as_for_three():
    applied(plan_of(3, "three"))
    applied(plan_of(30, "thirty"))

    assert queries(plan_of(3, "three")) == 23
    assert queries(plan_of(30, "thirty")) == 23


def test_apply_asks_as_many_queries_for_thirty_other_updates_as_for_three():
    applied(plan_of(3, "three", period="March 2022"))
    applied(plan_of(30, "thirty", period="March 2022"))

    assert queries(plan_of(3, "three", period="March 2022", said="Done")) == 29
    assert queries(plan_of(30, "thirty", period="March 2022", said="Done")) == 29


def test_apply_asks_fewer_than_sixty_queries_for_the_real_workbook():
    given = real_plan()

    assert queries(given) < 60


def test_apply_keeps_the_plan_changes_that_are_known_by_their_marker_alone():
    applied(real_plan())

    known = {change.commitment.ref: change.words_are_known() for change in PlanChange.objects.all()}
    assert known == {"BC-02": False, "BC-06": False, "BI-06": False}
    added = Commitment.objects.filter(in_published_plan=False).values_list("ref", flat=True)
    assert sorted(added) == ["BC-04", "BC-07", "BO-20", "BRL-05"]
