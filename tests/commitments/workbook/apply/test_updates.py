"""What was said of each commitment in each period, into updates: history is typed in, work in hand is left to its people."""

import pytest

from commitments.models import AuditEvent, Rating, Stage, State, StatusUpdate, UpdatePoint, User
from commitments.workbook.plan import Bullet, UpdateCells
from tests.commitments.workbook.plans import JUNE, MARCH, SEPTEMBER, applied, commitment, plan, refusal
from tests.factories import UserFactory

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


def test_update_of_a_closed_period_arrives_approved():
    by = UserFactory()

    applied(said("June 2021", cells("Begun", stage="in_progress", rating="amber", reason="Late\nbut sure")), by)

    update = the_update()
    assert (update.state, update.stage, update.rating) == (State.APPROVED, Stage.IN_PROGRESS, Rating.AMBER)
    assert (update.submitted_by, update.approved_by, update.submitted_at) == (by, by, update.approved_at)
    assert (update.reason, update.revision) == ("Late\nbut sure", 0)
    assert points() == [("Begun", 0)]


@pytest.mark.parametrize("period", ["March 2022", "September 2022"])
def test_update_of_an_open_or_planned_period_arrives_as_a_draft(period):
    applied(said(period, cells("Begun")))

    update = the_update()
    assert (update.state, update.submitted_by, update.approved_at) == (State.DRAFT, None, None)


def test_updates_of_a_planned_period_are_remarked_on_once():
    given = plan(
        commitment(updates={"September 2022": cells("Begun")}),
        commitment("Other", "BD-02", updates={"September 2022": cells("Begun")}),
        periods=(SEPTEMBER,),
    )

    assert applied(given).remarks == ("September 2022 is planned and not open yet: its 2 updates are drafts.",)
    assert applied(given).remarks == ()


def test_update_is_of_the_state_that_its_period_has_here():
    applied(plan())

    applied(
        plan(
            commitment(updates={"March 2022": cells("Begun")}),
            periods=(JUNE, MARCH.__class__("March 2022", MARCH.month)),
        )
    )

    assert the_update().state == State.DRAFT


def test_update_of_which_nothing_is_said_is_not_made():
    applied(said("June 2021", UpdateCells()))

    assert StatusUpdate.objects.count() == 0


def test_update_of_an_unknown_period_is_refused():
    given = plan(commitment(where="Commitments!2", updates={"May 2021": cells("Begun")}))

    assert refusal(given) == ["Commitments!2: there is no period 'May 2021'"]


def test_history_is_brought_to_what_the_file_says_and_written_down():
    by = UserFactory()
    applied(said("June 2021", cells("Begun", "Going on", stage="in_progress", rating="green", reason="Fine")))

    done = applied(said("June 2021", cells("Begun", "Done", stage="complete")), by)

    update = the_update()
    assert (update.state, update.stage, update.rating, update.reason) == (State.APPROVED, Stage.COMPLETE, "", "Fine")
    assert update.revision == 1
    assert points() == [("Begun", 0), ("Done", 0)]
    assert done.tallies["status updates"].changed == 1
    event = AuditEvent.objects.get(what="corrected")
    assert (event.thing_words, event.by) == ("BD-01, June 2021", by)
    assert event.before == {"stage": "in_progress", "rating": "green", "progress": ["Begun", "Going on"]}
    assert event.after == {
        "stage": "complete",
        "rating": "",
        "progress": ["Begun", "Done"],
        "note": "imported from plan.xlsx",
    }


def test_history_keeps_what_the_file_leaves_empty():
    full = UpdateCells(
        progress=(Bullet("A"),),
        next=(Bullet("B"),),
        evidence=(Bullet("C"),),
        stage="paused",
        rating="red",
        reason="Ill",
    )
    applied(said("June 2021", full))

    done = applied(said("June 2021", cells("A")))

    assert done.tallies["status updates"].unchanged == 1
    assert (points("next"), points("evidence"), the_update().reason) == ([("B", 0)], [("C", 0)], "Ill")


def test_draft_that_nobody_has_touched_is_filled():
    applied(said("March 2022", cells("Begun")))

    done = applied(said("March 2022", cells("Begun", "Done", stage="complete")))

    update = the_update()
    assert (update.state, update.stage, update.revision) == (State.DRAFT, Stage.COMPLETE, 0)
    assert points() == [("Begun", 0), ("Done", 0)]
    assert done.tallies["status updates"].changed == 1
    assert not AuditEvent.objects.filter(what="corrected").exists()


def test_draft_counts_as_changed_when_only_its_bullets_do():
    applied(said("March 2022", cells("Begun")))

    assert applied(said("March 2022", cells("Done"))).words() == "1 status update changed"


def left(period, now, **fields):
    """What the second import says of an update that was worked on in between, and whether it left it."""
    applied(said(period, cells("Begun", stage="in_progress", rating="green")))
    StatusUpdate.objects.update(**fields)
    before = StatusUpdate.objects.values().get(), points()
    done = applied(said(period, now))
    assert (StatusUpdate.objects.values().get(), points()) == before
    assert done.tallies["status updates"].changed == 0
    return done.remarks


def submitted():
    user = User.objects.system()
    return {"state": State.SUBMITTED, "submitted_by": user, "submitted_at": user.joined_at}


def approved():
    user = User.objects.system()
    return submitted() | {"state": State.APPROVED, "approved_by": user, "approved_at": user.joined_at}


def test_draft_that_somebody_edited_is_left_with_a_remark():
    assert left("March 2022", cells("Done"), revision=1) == (
        "The update of BD-01, March 2022 was edited here; it stays as it is, and the file says something else.",
    )


def test_submitted_update_of_an_open_period_is_left_with_a_remark():
    assert left("March 2022", cells("Done"), **submitted()) == (
        "The update of BD-01, March 2022 is submitted here; it stays as it is, and the file says something else.",
    )


def test_approved_update_of_an_open_period_is_left_with_a_remark():
    assert left("March 2022", cells(stage="complete"), **approved()) == (
        "The update of BD-01, March 2022 is approved here; it stays as it is, and the file says something else.",
    )


def test_draft_of_a_period_that_was_closed_over_it_is_left_with_a_remark():
    applied(plan(periods=(JUNE, MARCH, SEPTEMBER)))
    update = {
        "state": State.DRAFT,
        "submitted_by": None,
        "submitted_at": None,
        "approved_by": None,
        "approved_at": None,
    }

    assert left("June 2021", cells("Done"), **update) == (
        (
            "The update of BD-01, June 2021 is a draft here though its round is closed; "
            "it stays as it is, and the file says something else."
        ),
    )


def test_update_that_is_left_and_says_the_same_is_not_remarked_on():
    assert left("March 2022", cells("Begun", stage="in_progress"), revision=4) == ()


def test_rating_beside_a_stage_that_ended_is_refused():
    applied(said("June 2021", cells(stage="complete")))

    assert refusal(said("June 2021", cells(rating="green"))) == [
        "BD-01: June 2021: a commitment that is complete has no rating"
    ]


def test_executive_rating_goes_with_the_rating_when_a_commitment_has_ended():
    applied(said("June 2021", cells(stage="in_progress", rating="green")))
    StatusUpdate.objects.update(executive_rating="amber")

    applied(said("June 2021", cells(stage="stopped")))

    assert (the_update().rating, the_update().executive_rating) == ("", "")
