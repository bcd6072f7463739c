"""What has to be said before an update can be submitted: a stage, a reason, answers to earlier next steps."""

from datetime import date

import pytest

from commitments.actions.updates import missing_by_field, submit
from commitments.models import AuditEvent, Outcome
from tests.commitments.actions.steps import refusal, row
from tests.factories import (
    ApprovedUpdateFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    UpdatePointFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return UserFactory(email="ann@example.nhs.uk")


@pytest.mark.parametrize("rating", ["", "green", "red"])
def test_submit_demands_a_stage(by, rating):
    update = StatusUpdateFactory(rating=rating, reason="Steel is late")

    assert refusal(lambda: submit(update=update, by=by)) == "Choose a stage before you submit this update."


@pytest.mark.parametrize(
    ("stage", "rating", "word"),
    [
        ("paused", "", "paused"),
        ("paused", "green", "paused"),
        ("paused", "amber", "amber"),
        ("stopped", "", "stopped"),
        ("not_achieved", "", "not achieved"),
        ("in_progress", "amber", "amber"),
        ("in_progress", "red", "red"),
        ("not_started", "amber", "amber"),
        ("not_started", "red", "red"),
    ],
)
@pytest.mark.parametrize("reason", ["", " \n\t", "\x00"])
def test_submit_demands_a_reason_where_the_board_will_ask_why(by, stage, rating, word, reason):
    update = StatusUpdateFactory(stage=stage, rating=rating, reason=reason)

    assert refusal(lambda: submit(update=update, by=by)) == f"Say why this is {word} and what will be done."
    assert (row(update)["state"], AuditEvent.objects.count()) == ("draft", 0)


@pytest.mark.parametrize(
    ("stage", "rating", "reason"),
    [
        ("not_started", "", ""),
        ("in_progress", "", ""),
        ("in_progress", "green", ""),
        ("complete", "", ""),
        ("merged", "", ""),
        ("paused", "green", "No staff"),
        ("in_progress", "red", "No money"),
        ("not_achieved", "", "No time"),
    ],
)
def test_submit_asks_for_no_more_than_it_needs(by, stage, rating, reason):
    update = StatusUpdateFactory(stage=stage, rating=rating, reason=reason)

    assert submit(update=update, by=by).state == "submitted"


@pytest.fixture
def promised():
    """A draft with a stage, and the next step that the update before it named."""
    earlier = ApprovedUpdateFactory()
    step = UpdatePointFactory(update=earlier, kind="next", text="Hire nurses")
    period = ReportingPeriodFactory(strategy=earlier.commitment.strategy, month=date(2023, 1, 1))
    return StatusUpdateFactory(commitment=earlier.commitment, period=period, stage="in_progress"), step


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({}, "answer", "Say what came of “Hire nurses”."),
        ({"note": "They came late"}, "answer", "Say what came of “Hire nurses”."),
        ({"answer": "partly"}, "why", "Say why “Hire nurses” was partly done."),
        ({"answer": "not_done"}, "why", "Say why “Hire nurses” was not done."),
        ({"answer": "dropped"}, "why", "Say why “Hire nurses” was dropped."),
    ],
)
def test_submit_demands_an_answer_to_each_earlier_next_step(by, promised, said, field, sentence):
    update, step = promised
    if said:
        Outcome.objects.create(update=update, point=step, **said)

    assert missing_by_field(update) == {f"{field}-{step.pk}": sentence}
    assert refusal(lambda: submit(update=update, by=by)) == sentence


@pytest.mark.parametrize(("answer", "note"), [("done", ""), ("not_done", "No money")])
def test_submit_takes_an_answer(by, promised, answer, note):
    update, step = promised
    Outcome.objects.create(update=update, point=step, answer=answer, note=note)

    assert submit(update=update, by=by).state == "submitted"


def test_missing_names_everything_at_once():
    update = StatusUpdateFactory(rating="red")

    assert missing_by_field(update) == {
        "stage": "Choose a stage before you submit this update.",
        "reason": "Say why this is red and what will be done.",
    }
