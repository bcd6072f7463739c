"""The bullets of updates into rows."""

import pytest

from commitments.models import Outcome, ReportingPeriod, StatusUpdate, UpdatePoint
from commitments.workbook.apply.account import PlanRefusedError
from commitments.workbook.plan import Bullet, UpdateCells
from tests.commitments.workbook.plans import JUNE, MARCH, SEPTEMBER, applied, commitment, plan
from tests.factories import StatusUpdateFactory, UpdatePointFactory

pytestmark = pytest.mark.django_db


def cells(*progress, **changed):
    return UpdateCells(progress=tuple(Bullet(text) for text in progress), **changed)


def said(period, update):
    """A plan whose one commitment has this update in this period."""
    return plan(commitment(updates={period: update}), periods=(JUNE, MARCH, SEPTEMBER))


def points(kind="progress"):
    return [(point.text, point.depth) for point in UpdatePoint.objects.filter(kind=kind)]


def the_update():
    return StatusUpdate.objects.get()


def test_bullets_keep_their_order_and_depth_in_each_list():
    update = UpdateCells(
        progress=(Bullet("A"), Bullet("A1", 1), Bullet("B")), next=(Bullet("C"),), evidence=(Bullet("Paper 1"),)
    )

    applied(said("June 2021", update))

    assert (points(), points("next"), points("evidence")) == (
        [("A", 0), ("A1", 1), ("B", 0)],
        [("C", 0)],
        [("Paper 1", 0)],
    )


def test_bullets_that_stay_keep_their_rows_and_what_is_tied_to_them():
    applied(said("June 2021", cells("A", "B", "C", "A")))
    before = {point.position: point.pk for point in UpdatePoint.objects.all()}
    carried = UpdatePointFactory(
        update=StatusUpdate.objects.create(
            commitment=the_update().commitment, period=ReportingPeriod.objects.get(label="March 2022")
        ),
        carried_from_id=before[2],
    )

    applied(said("June 2021", UpdateCells(progress=(Bullet("C"), Bullet("A", 1), Bullet("N"), Bullet("A")))))

    after = {point.position: point.pk for point in UpdatePoint.objects.filter(update__period__label="June 2021")}
    assert (after[0], after[1], after[3]) == (before[2], before[0], before[3])
    assert after[2] not in before.values()
    carried.refresh_from_db()
    assert carried.carried_from_id == before[2]
    assert UpdatePoint.objects.get(pk=before[0]).depth == 1


def test_next_step_that_was_answered_is_not_taken_away():
    applied(said("June 2021", UpdateCells(next=(Bullet("Open the ward"),))))
    update = the_update()
    march = ReportingPeriod.objects.get(label="March 2022")
    later = StatusUpdateFactory(commitment=update.commitment, period=march)
    Outcome.objects.create(update=later, point=update.points.get(), answer="done")

    with pytest.raises(PlanRefusedError) as caught:
        applied(said("June 2021", UpdateCells(next=(Bullet("Open two wards"),))))

    assert "the next step “Open the ward” has been answered in March 2022, so it can’t be taken away" in str(
        caught.value
    )
    assert points("next") == [("Open the ward", 0)]
