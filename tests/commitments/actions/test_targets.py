"""The targets of measures, and the resets of their limits."""

from datetime import date
from decimal import Decimal

import pytest

from commitments.actions import RefusedError
from commitments.actions.targets import (
    Goal,
    add_target,
    change_target,
    delete_reset,
    delete_target,
    plain_target,
    reset_limits,
)
from commitments.models import AuditEvent, Rebase, Target
from tests.factories import ObservationFactory, RebaseFactory, SuccessMeasureFactory, TargetFactory, UserFactory

pytestmark = pytest.mark.django_db

BY_2025 = date(2025, 3, 31)


@pytest.fixture
def measure():
    return SuccessMeasureFactory(kind="number", name="Waits")


@pytest.fixture
def by():
    return UserFactory()


def events(measure):
    rows = AuditEvent.objects.filter(thing="successmeasure", thing_id=measure.pk).order_by("pk")
    return list(rows.values_list("what", "before", "after"))


def test_targets_are_set_changed_and_deleted(measure, by):
    target = add_target(measure=measure, goal=Goal(Decimal(90)), by=by)
    change_target(target=target, goal=Goal(Decimal(95), BY_2025), shown=plain_target(target), by=by)
    target.refresh_from_db()
    assert (target.value, target.words, target.due_on) == (95, "", BY_2025)
    change_target(target=target, goal=Goal(Decimal(95), BY_2025), shown=plain_target(target), by=by)
    delete_target(target=target, by=by)

    assert not Target.objects.exists()
    assert events(measure) == [
        ("target set", {}, {"value": "90", "due_on": ""}),
        ("target changed", {"value": "90", "due_on": ""}, {"value": "95", "due_on": "31 March 2025"}),
        ("target deleted", {"value": "95", "due_on": "31 March 2025"}, {}),
    ]


def test_target_of_words_is_words(by):
    measure = SuccessMeasureFactory(kind="qualitative")

    target = add_target(measure=measure, goal=Goal("Outstanding"), by=by)

    assert (target.value, target.words) == (None, "Outstanding")


@pytest.mark.parametrize(
    ("kind", "goal", "sentence"),
    [
        ("number", Goal("Good"), "A target of Waits is a number"),
        ("milestone", Goal(Decimal(1)), "A target of Waits is in words"),
        ("milestone", Goal(""), "Enter the target"),
    ],
)
def test_target_is_refused_that_the_kind_does_not_take(by, kind, goal, sentence):
    with pytest.raises(RefusedError, match=sentence):
        add_target(measure=SuccessMeasureFactory(kind=kind, name="Waits"), goal=goal, by=by)


def test_measure_without_a_kind_takes_either(by):
    measure = SuccessMeasureFactory()

    add_target(measure=measure, goal=Goal("Good"), by=by)
    add_target(measure=measure, goal=Goal(Decimal(1), BY_2025), by=by)

    assert measure.targets.count() == 2


@pytest.mark.parametrize(
    ("due_on", "sentence"),
    [(None, "There is a target without a date already"), (BY_2025, "There is a target by 31 March 2025 already")],
)
def test_second_target_of_a_date_is_refused(measure, by, due_on, sentence):
    TargetFactory(measure=measure, due_on=due_on)
    other = TargetFactory(measure=measure, due_on=date(2024, 1, 1))
    goal = Goal(Decimal(90), due_on)

    with pytest.raises(RefusedError, match=sentence):
        add_target(measure=measure, goal=goal, by=by)
    with pytest.raises(RefusedError, match=sentence):
        change_target(target=other, goal=goal, shown=plain_target(other), by=by)


def test_target_is_not_changed_where_somebody_else_did_or_deleted_it(measure, by):
    target = TargetFactory(measure=measure)
    shown = plain_target(target)
    Target.objects.update(value=91)
    with pytest.raises(RefusedError, match="It says now: “91”"):
        change_target(target=target, goal=Goal(Decimal(95)), shown=shown, by=by)

    Target.objects.all().delete()
    with pytest.raises(RefusedError, match="Somebody else has deleted this target meanwhile"):
        delete_target(target=target, by=by)


def test_limits_are_reset_with_a_reason_and_the_reset_taken_away(measure, by):
    for month in (1, 2):
        ObservationFactory(measure=measure, date=date(2022, month, 1))

    made = reset_limits(measure=measure, day=date(2022, 2, 1), reason=" A second\n site ", by=by)
    assert (made.date, made.reason, made.by) == (date(2022, 2, 1), "A second site", by)
    delete_reset(rebase=made, by=by)

    assert not Rebase.objects.exists()
    said = {"from": "1 February 2022", "reason": "A second site"}
    assert events(measure) == [("limits reset", {}, said), ("reset of limits deleted", said, {})]


@pytest.mark.parametrize(
    ("day", "reason", "sentence"),
    [
        (date(2022, 2, 1), " ", "Say why the limits are reset, in at most 500 characters"),
        (date(2022, 2, 1), "x" * 501, "in at most 500 characters"),
        (date(2022, 1, 1), "Why", "Choose a date that has readings before it, and readings on or after it"),
        (date(2022, 2, 2), "Why", "Choose a date that has readings before it, and readings on or after it"),
        (date(2022, 1, 15), "Why", "The limits are reset from 15 January 2022 already"),
    ],
)
def test_reset_is_refused_that_says_nothing_or_parts_nothing(measure, by, day, reason, sentence):
    for month in (1, 2):
        ObservationFactory(measure=measure, date=date(2022, month, 1))
    RebaseFactory(measure=measure, date=date(2022, 1, 15))

    with pytest.raises(RefusedError, match=sentence):
        reset_limits(measure=measure, day=day, reason=reason, by=by)

    assert (Rebase.objects.count(), events(measure)) == (1, [])


def test_reset_that_is_gone_can_not_be_taken_away(measure, by):
    reset = RebaseFactory(measure=measure)
    Rebase.objects.all().delete()

    with pytest.raises(RefusedError, match="Somebody else has taken this reset away meanwhile"):
        delete_reset(rebase=reset, by=by)
