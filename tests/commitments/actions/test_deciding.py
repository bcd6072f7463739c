"""Deciding on an update: approved, returned, rated by the executive, reopened."""

from datetime import date

import pytest

from commitments.actions.updates import ChangedError, approve, rate, reopen, return_to_author, submit
from commitments.models import ApprovedText, AuditEvent
from tests.commitments.actions.steps import ACTIONS, LATER, in_state, refusal, row
from tests.factories import OutcomeFactory, SubmittedUpdateFactory, UpdatePointFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return UserFactory(email="ann@example.nhs.uk")


@pytest.mark.parametrize("note", ["", "  \n", "\x00", "\u202e"])
def test_return_demands_a_note(by, note):
    update = in_state("submitted")
    before = row(update)

    sentence = refusal(lambda: return_to_author(update=update, by=by, note=note))

    assert sentence == "Say what the author should change."
    assert (row(update), AuditEvent.objects.count()) == (before, 0)


def test_return_keeps_the_note_as_every_text_is_kept(by):
    update = in_state("submitted")

    return_to_author(update=update, by=by, note=" Say when\r\nand where \x00")

    assert row(update)["return_note"] == "Say when\nand where"


def test_approve_keeps_the_text_word_for_word(by):
    update = in_state("submitted", reason="Steel is late", period__month=date(2023, 1, 1))
    UpdatePointFactory(update=update, text="The plan is agreed", position=0)
    UpdatePointFactory(update=update, text="with the board", position=1, depth=1)
    outcome = OutcomeFactory(update=update, point__text="Hire nurses", note="Two came")

    approve(update=update, by=by, now=LATER)

    text = ApprovedText.objects.values().get()
    assert text == {
        "id": text["id"],
        "update_id": update.pk,
        "number": 1,
        "approved_by_id": by.pk,
        "approved_at": LATER,
        "reopened_because": "",
        "content": {
            "stage": "in_progress",
            "rating": "green",
            "executive_rating": "",
            "reason": "Steel is late",
            "points": [
                {"kind": "progress", "text": "The plan is agreed", "depth": 0},
                {"kind": "progress", "text": "with the board", "depth": 1},
            ],
            "answers": [{"step": "Hire nurses", "answer": outcome.answer, "note": "Two came"}],
        },
    }


def test_approve_after_a_reopening_keeps_both_texts_and_why(by):
    update = in_state("submitted")
    approve(update=update, by=by)
    reopened = reopen(update=update, by=by, reason="A wrong figure")
    approve(update=submit(update=reopened, by=by), by=by)

    texts = list(ApprovedText.objects.values_list("number", "reopened_because"))
    assert texts == [(1, ""), (2, "A wrong figure")]
    assert row(update)["reopened_because"] == ""


@pytest.mark.parametrize("rating", [None, "red"])
def test_nobody_approves_what_they_typed(by, rating):
    update = in_state("submitted")
    update.typed_by.add(by)
    before = row(update)

    sentence = refusal(lambda: approve(update=update, by=by, rating=rating))

    assert sentence == "You typed some of this text, so somebody else has to approve it."
    assert (row(update), AuditEvent.objects.count()) == (before, 0)


@pytest.mark.parametrize(
    ("before", "given", "after", "events"),
    [
        ("", None, "", ["approved"]),
        ("amber", None, "amber", ["approved"]),
        ("", "", "", ["approved"]),
        ("", "red", "red", ["approved", "rated"]),
        ("amber", "amber", "amber", ["approved"]),
        ("amber", "", "", ["approved", "rated"]),
    ],
)
def test_approve_takes_the_executives_own_rating(by, before, given, after, events):
    update = in_state("submitted", executive_rating=before)

    approve(update=update, by=by, rating=given)

    assert (row(update)["executive_rating"], row(update)["rating"]) == (after, "green")
    assert [event.what for event in AuditEvent.objects.all()] == events
    assert ApprovedText.objects.get().content["executive_rating"] == after


@pytest.mark.parametrize("action", ["approve", "rate"])
def test_what_has_ended_takes_no_rating(by, action):
    update = SubmittedUpdateFactory(stage="complete")
    act = {"approve": approve, "rate": rate}[action]

    sentence = refusal(lambda: act(update=update, by=by, rating="red"))

    assert sentence == "A commitment that is complete has no rating."
    assert row(update)["state"] == "submitted"


@pytest.mark.parametrize(
    "decide",
    [
        lambda update, by: approve(update=update, by=by, revision=4),
        lambda update, by: return_to_author(update=update, by=by, note="Say when", revision=4),
    ],
)
def test_decision_on_another_text_than_the_one_read_is_refused(by, decide):
    update = in_state("submitted", revision=5)
    before = row(update)

    with pytest.raises(ChangedError, match="changed after you opened it"):
        decide(update, by)
    assert (row(update), AuditEvent.objects.count()) == (before, 0)


def test_decision_on_the_text_that_was_read_is_taken(by):
    update = in_state("submitted", revision=5)

    assert approve(update=update, by=by, revision=5).state == "approved"


@pytest.mark.parametrize(
    ("action", "state"), [("return", "submitted"), ("withdraw", "submitted"), ("reopen", "approved")]
)
def test_draft_loses_the_rating_that_an_executive_gave_its_last_text(by, action, state):
    update = in_state(state, executive_rating="red")

    ACTIONS[action](update, by)

    event = AuditEvent.objects.get()
    assert row(update)["executive_rating"] == ""
    assert (event.before, "executive_rating" in event.after) == ({"executive_rating": "red"}, False)


@pytest.mark.parametrize("reason", ["", "  \n", "\x00"])
def test_reopen_demands_a_reason(by, reason):
    update = in_state("approved")
    before = row(update)

    sentence = refusal(lambda: reopen(update=update, by=by, reason=reason))

    assert sentence == "Say why this update is reopened."
    assert (row(update), AuditEvent.objects.count()) == (before, 0)
