"""What was said to come next, and is still open."""

from datetime import date

import pytest

from commitments.standing.promises import earlier_update, open_steps, promises, times_carried
from commitments.writing.written import Promise
from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    OutcomeFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    SubmittedUpdateFactory,
    UpdatePointFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def commitment():
    return CommitmentFactory()


def period(commitment, year, month=1):
    return ReportingPeriodFactory(strategy=commitment.strategy, month=date(year, month, 1))


def approved(commitment, year, *steps, **fields):
    """An approved update that names these next steps."""
    update = ApprovedUpdateFactory(commitment=commitment, period=period(commitment, year))
    for place, text in enumerate(steps):
        UpdatePointFactory(update=update, kind="next", text=text, position=place, depth=int(text.startswith("under")))
    return update


def draft(commitment, year=2030):
    return StatusUpdateFactory(commitment=commitment, period=period(commitment, year))


def test_earlier_update_is_the_latest_approved_one_of_the_same_commitment(commitment):
    approved(commitment, 2020)
    latest = approved(commitment, 2021)
    SubmittedUpdateFactory(commitment=commitment, period=period(commitment, 2022))
    approved(CommitmentFactory(priority=commitment.priority), 2023)
    approved(commitment, 2031)

    assert earlier_update(draft(commitment)) == latest


def test_a_first_update_has_no_promises(commitment):
    update = draft(commitment)

    assert (earlier_update(update), open_steps(update), promises(update, None)) == (None, [], ())


def test_open_steps_are_those_of_the_first_level_in_order(commitment):
    approved(commitment, 2021, "B", "under B", "A")

    assert [step.text for step in open_steps(draft(commitment))] == ["B", "A"]


def test_promises_have_what_is_nested_under_them(commitment):
    earlier = approved(commitment, 2021, "B", "under B", "under B too", "A")
    keys = list(earlier.points.filter(depth=0).order_by("position").values_list("pk", flat=True))

    assert promises(draft(commitment), earlier) == (
        Promise(keys[0], "B", ("under B", "under B too"), 0),
        Promise(keys[1], "A", (), 0),
    )


def test_a_step_that_another_update_has_answered_is_not_open(commitment):
    earlier = approved(commitment, 2021, "A", "B", "C", "D")
    steps = {point.text: point for point in earlier.points.all()}
    between, now = draft(commitment, 2022), draft(commitment)
    OutcomeFactory(update=between, point=steps["A"], answer="done")
    OutcomeFactory(update=between, point=steps["B"], answer="", note="not yet answered")
    OutcomeFactory(update=now, point=steps["C"], answer="done")

    assert [step.text for step in open_steps(now)] == ["B", "C", "D"]
    assert [each.text for each in promises(now, earlier)] == ["B", "C", "D"]


def test_an_update_that_is_not_saved_yet_has_promises_too(commitment):
    earlier = approved(commitment, 2021, "A")
    update = type(earlier)(commitment=commitment, period=period(commitment, 2022))

    assert [each.text for each in promises(update, earlier_update(update))] == ["A"]


def test_times_carried_counts_how_often_a_step_was_said_before(commitment):
    first, second = (approved(commitment, year, "A", "B") for year in (2020, 2021))
    third = approved(commitment, 2022, "A", "B", "C")
    said = {(point.update_id, point.text): point for update in (first, second, third) for point in update.points.all()}
    for update, text, before in ((second, "A", first), (third, "A", second), (third, "B", second)):
        point = said[update.pk, text]
        point.carried_from = said[before.pk, text]
        point.save()

    times = {each.text: each.times for each in promises(draft(commitment), third)}

    assert times == {"A": 2, "B": 1, "C": 0}
    assert [times_carried(said[each.pk, "A"]) for each in (first, second, third)] == [0, 1, 2]


@pytest.mark.parametrize("number", [1, 3])
def test_promises_need_as_many_queries_for_one_as_for_three(commitment, number, django_assert_num_queries):
    first = approved(commitment, 2020, *"ABC"[:number])
    earlier = approved(commitment, 2021, *"ABC"[:number])
    for point, before in zip(earlier.points.order_by("position"), first.points.order_by("position"), strict=True):
        point.carried_from = before
        point.save()
    update = draft(commitment)

    with django_assert_num_queries(3):
        assert [each.times for each in promises(update, earlier)] == [1] * number
