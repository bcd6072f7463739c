from itertools import product

import pytest

from commitments.models import Rating, Stage, State, StatusUpdate
from tests.factories import (
    A_MOMENT,
    ApprovedUpdateFactory,
    CommitmentFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    SubmittedUpdateFactory,
    UpdatePointFactory,
    UserFactory,
)

STEPS = {("draft", "submitted"), ("submitted", "draft"), ("submitted", "approved"), ("approved", "draft")}


def two_updates_of_one_commitment_and_period():
    commitment = CommitmentFactory()
    period = ReportingPeriodFactory(strategy=commitment.strategy)
    StatusUpdateFactory.create_batch(2, commitment=commitment, period=period)


@pytest.mark.parametrize(
    ("constraint", "attempt"),
    [
        ("one_update_per_commitment_and_period", two_updates_of_one_commitment_and_period),
        ("update_is_in_a_known_state", lambda: StatusUpdateFactory(state="lost")),
        ("update_is_at_a_known_stage", lambda: StatusUpdateFactory(stage="unknown")),
        ("update_has_a_known_rating", lambda: StatusUpdateFactory(rating="purple")),
        ("update_has_a_known_rating", lambda: StatusUpdateFactory(executive_rating="purple")),
        *(
            ("rating_only_while_something_is_to_come", lambda stage=stage, field=field: _rated(stage, field))
            for stage, field in product(Stage.ended, ("rating", "executive_rating"))
        ),
        ("submitted_update_says_who_and_when", lambda: StatusUpdateFactory(submitted_at=A_MOMENT)),
        ("submitted_update_says_who_and_when", lambda: StatusUpdateFactory(submitted_by=UserFactory())),
        ("approved_update_says_who_and_when", lambda: ApprovedUpdateFactory(approved_at=None)),
        ("approved_update_says_who_and_when", lambda: ApprovedUpdateFactory(approved_by=None)),
        ("approved_update_says_who_and_when", lambda: SubmittedUpdateFactory(approved_at=A_MOMENT)),
        ("approved_update_says_who_and_when", lambda: SubmittedUpdateFactory(approved_by=UserFactory())),
        (
            "update_in_state_submitted_was_submitted",
            lambda: SubmittedUpdateFactory(submitted_at=None, submitted_by=None),
        ),
        (
            "one_point_per_place_in_a_list",
            lambda: UpdatePointFactory.create_batch(2, update=StatusUpdateFactory(), position=1),
        ),
        ("point_is_of_a_known_kind", lambda: UpdatePointFactory(kind="rumour")),
        ("point_says_something", lambda: UpdatePointFactory(text=" ")),
        ("point_is_nested_once_at_most", lambda: UpdatePointFactory(depth=2)),
        ("first_point_of_a_list_is_not_nested", lambda: UpdatePointFactory(position=0, depth=1)),
    ],
)
def test_update_constraint_holds(constraint, attempt, refused_by):
    assert refused_by(attempt) == constraint


@pytest.mark.parametrize(
    ("constraint", "attempt"),
    [("point_is_at_most_2000_characters", lambda: UpdatePointFactory(text="x" * 2001))],
)
def test_update_length_holds(constraint, attempt, refused_by):
    assert refused_by(attempt) in {constraint, "value too long for type character varying(2000)"}


def _rated(stage, field):
    return StatusUpdateFactory(stage=stage, **{field: "green"})


@pytest.mark.parametrize(("before", "after"), [*product(State.values, repeat=2)])
def test_may_become_only_the_next_state_or_a_draft_again(before, after):
    assert State(before).may_become(after) is ((before, after) in STEPS)
    assert State(before).may_become(State(after)) is ((before, after) in STEPS)


def test_stages_are_rated_or_ended():
    assert {*Stage.rated, *Stage.ended} == set(Stage.values)
    assert len([*Stage.rated, *Stage.ended]) == len(Stage.values)
    assert set(Stage.needing_reason) < set(Stage.values)
    assert set(Rating.needing_reason) < set(Rating.values)


@pytest.mark.django_db
@pytest.mark.parametrize(("stage", "rating"), [*product(("", *Stage.rated), ("", *Rating.values))])
def test_update_takes_every_rating_while_something_is_to_come(stage, rating):
    update = StatusUpdateFactory(stage=stage, rating=rating, executive_rating=rating)
    update.refresh_from_db()

    assert (update.stage, update.rating, update.executive_rating) == (stage, rating, rating)


@pytest.mark.parametrize(
    ("stage", "rating", "needed"),
    [
        ("", "", False),
        ("not_started", "", False),
        ("in_progress", "green", False),
        ("in_progress", "amber", True),
        ("not_started", "red", True),
        ("", "red", True),
        ("paused", "", True),
        ("paused", "green", True),
        ("complete", "", False),
        ("not_achieved", "", True),
        ("stopped", "", True),
        ("merged", "", False),
    ],
)
def test_needs_reason_where_the_board_will_ask_why(stage, rating, needed):
    assert StatusUpdate(stage=stage, rating=rating).needs_reason() is needed


@pytest.mark.django_db
def test_approved_are_those_that_a_report_may_print():
    StatusUpdateFactory()
    SubmittedUpdateFactory()
    approved = ApprovedUpdateFactory()

    assert list(StatusUpdate.objects.approved()) == [approved]


@pytest.mark.django_db
def test_update_is_called_by_its_commitment_and_period():
    update = StatusUpdateFactory(commitment__ref="BD4", period__label="March 2022")

    assert str(update) == "BD4, March 2022"


@pytest.mark.django_db
def test_point_keeps_its_place_within_its_own_list():
    update = StatusUpdateFactory()
    for kind in ("progress", "next", "evidence"):
        UpdatePointFactory.reset_sequence(0)
        UpdatePointFactory.create_batch(2, update=update, kind=kind)

    places = [(point.kind, point.position) for point in update.points.all()]

    assert places == [
        ("evidence", 0),
        ("evidence", 1),
        ("next", 0),
        ("next", 1),
        ("progress", 0),
        ("progress", 1),
    ]


@pytest.mark.django_db
def test_point_carried_on_outlives_the_one_it_came_from():
    earlier = UpdatePointFactory(kind="next")
    later = UpdatePointFactory(kind="next", carried_from=earlier)

    earlier.delete()
    later.refresh_from_db()

    assert later.carried_from is None
