from datetime import date

import pytest
from django.db import IntegrityError, transaction

from commitments.models import Outcome
from tests.factories import (
    ApprovedTextFactory,
    ApprovedUpdateFactory,
    CommitmentFactory,
    ExtensionFactory,
    FeedFactory,
    OutcomeFactory,
    ReminderFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    UpdatePointFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def answered_twice():
    outcome = OutcomeFactory()
    Outcome.objects.create(update=outcome.update, point=outcome.point, answer="done")


def extended_twice():
    extension = ExtensionFactory()
    ExtensionFactory(period=extension.period, commitment=extension.commitment)


def reminded_twice():
    ReminderFactory.create_batch(2, period=ReportingPeriodFactory(), user=UserFactory())


@pytest.mark.parametrize(
    ("constraint", "attempt"),
    [
        ("one_outcome_per_update_and_next_step", answered_twice),
        ("outcome_has_a_known_answer", lambda: OutcomeFactory(answer="maybe")),
        ("outcome_says_something", lambda: OutcomeFactory(answer="", note=" ")),
        (
            "one_approved_text_of_a_number_per_update",
            lambda: ApprovedTextFactory.create_batch(2, update=ApprovedUpdateFactory()),
        ),
        ("approved_texts_are_counted_from_one", lambda: ApprovedTextFactory(number=0, reopened_because="Wrong")),
        ("text_approved_again_says_why_it_was_reopened", lambda: ApprovedTextFactory(number=2)),
        ("one_extension_per_period_and_commitment", extended_twice),
        ("extension_has_a_reason", lambda: ExtensionFactory(reason=" ")),
        ("one_reminder_per_person_and_day", reminded_twice),
        ("feed_cannot_be_guessed", lambda: FeedFactory(secret="guess")),
    ],
)
def test_round_refuses(refused_by, constraint, attempt):
    assert refused_by(attempt) == constraint


def point(commitment, month, kind="next"):
    period = ReportingPeriodFactory(strategy=commitment.strategy, month=date(2021, month, 1))
    return UpdatePointFactory(update=ApprovedUpdateFactory(commitment=commitment, period=period), kind=kind)


OUTCOME = "An outcome answers a next step that an earlier update of the same commitment named"
WRONG_POINTS = {
    "progress": lambda commitment: point(commitment, 1, kind="progress"),
    "a later update's": lambda commitment: point(commitment, 12),
    "another commitment's": lambda commitment: point(CommitmentFactory(priority=commitment.priority), 1),
}


@pytest.mark.parametrize("wrong", WRONG_POINTS)
@pytest.mark.parametrize("door", ["made", "changed"])
def test_outcome_answers_an_earlier_next_step_of_its_commitment(wrong, door):
    commitment = CommitmentFactory()
    period = ReportingPeriodFactory(strategy=commitment.strategy, month=date(2021, 6, 1))
    update = StatusUpdateFactory(commitment=commitment, period=period)
    other = WRONG_POINTS[wrong](commitment)
    sound = Outcome(update=update, point=other, answer="done")
    if door == "changed":
        sound = Outcome.objects.create(update=update, point=point(commitment, 2), answer="done")
        sound.point = other

    with pytest.raises(IntegrityError, match=OUTCOME), transaction.atomic():
        sound.save()


def test_extension_is_for_a_commitment_of_the_periods_strategy():
    with pytest.raises(IntegrityError, match="of the strategy that the period is of"), transaction.atomic():
        ExtensionFactory(period=ReportingPeriodFactory())
