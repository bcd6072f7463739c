"""An update on its way to the board: every action in every state, what it demands and what it leaves behind."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commitments.actions import RefusedError
from commitments.actions.updates import approve, return_to_author, submit
from commitments.models import AuditEvent, StatusUpdate
from tests.factories import (
    A_MOMENT,
    ApprovedUpdateFactory,
    StatusUpdateFactory,
    SubmittedUpdateFactory,
    UpdatePointFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

LATER = A_MOMENT.replace(hour=10)
IN_STATE = {"draft": StatusUpdateFactory, "submitted": SubmittedUpdateFactory, "approved": ApprovedUpdateFactory}
ACTIONS = {
    "submit": lambda update, by: submit(update=update, by=by, now=LATER),
    "approve": lambda update, by: approve(update=update, by=by, now=LATER),
    "return": lambda update, by: return_to_author(update=update, by=by, note="Say when"),
}
ALLOWED = [("submit", "draft"), ("approve", "submitted"), ("return", "submitted")]
REFUSED = [
    ("submit", "submitted", "This update is submitted and can’t become submitted."),
    ("submit", "approved", "This update is approved and can’t become submitted."),
    ("approve", "draft", "This update is draft and can’t become approved."),
    ("approve", "approved", "This update is approved and can’t become approved."),
    ("return", "draft", "This update is draft; only a submitted one can be returned."),
    ("return", "approved", "This update is approved; only a submitted one can be returned."),
]


@pytest.fixture
def by():
    return UserFactory(email="ann@example.nhs.uk")


def row(update):
    """The update as the database has it."""
    return StatusUpdate.objects.filter(pk=update.pk).values().get()


def in_state(state, **fields):
    return IN_STATE[state](stage="in_progress", rating="green", commitment__ref="BD-04", **fields)


def refusal(attempt):
    """The sentence with which an action refuses."""
    with pytest.raises(RefusedError) as caught:
        attempt()
    return str(caught.value)


def test_every_action_is_tried_in_every_state():
    tried = {*ALLOWED, *((action, state) for action, state, _ in REFUSED)}

    assert tried == {(action, state) for action in ACTIONS for state in IN_STATE}


@pytest.mark.parametrize(("action", "state", "sentence"), REFUSED)
def test_action_refuses_an_update_in_another_state(by, action, state, sentence):
    update = in_state(state, return_note="Say more")
    before = row(update)

    assert refusal(lambda: ACTIONS[action](update, by)) == sentence
    assert row(update) == before
    assert AuditEvent.objects.count() == 0


@pytest.mark.parametrize(
    ("action", "state", "changed"),
    [
        ("submit", "draft", {"state": "submitted", "submitted_at": LATER, "submitted_by": "ann", "return_note": ""}),
        ("approve", "submitted", {"state": "approved", "approved_at": LATER, "approved_by": "ann"}),
        ("return", "submitted", {"state": "draft", "return_note": "Say when"}),
    ],
)
def test_action_changes_this_and_nothing_else(by, action, state, changed):
    update = in_state(state, return_note="Say more", reason="Steel is late", revision=4)
    UpdatePointFactory(update=update)
    before = row(update)

    returned = ACTIONS[action](update, by)

    people = {f"{name}_id": by.pk for name, value in changed.items() if value == "ann"}
    others = {name: value for name, value in changed.items() if value != "ann"}
    assert row(update) == before | others | people | {"revision": 5}
    assert row(returned) == {name: getattr(returned, name) for name in before}
    assert [point.text for point in returned.points.all()] == ["The building was handed over"]


@pytest.mark.parametrize(
    ("action", "state", "what", "becomes"),
    [
        ("submit", "draft", "submitted", "submitted"),
        ("approve", "submitted", "approved", "approved"),
        ("return", "submitted", "returned", "draft"),
    ],
)
def test_action_writes_one_audit_event(by, action, state, what, becomes):
    update = in_state(state, period__label="March 2022", revision=4)

    ACTIONS[action](update, by)

    event = AuditEvent.objects.values().get()
    assert timezone.now() - event.pop("at") < timedelta(minutes=5)
    assert event == {
        "id": event["id"],
        "by_id": by.pk,
        "organisation_id": update.commitment.strategy.organisation_id,
        "what": what,
        "thing": "statusupdate",
        "thing_id": update.pk,
        "thing_words": "BD-04, March 2022",
        "before": {},
        "after": {"state": becomes, "revision": 5},
    }


@pytest.mark.parametrize(("action", "state"), ALLOWED)
def test_action_that_can_not_be_written_down_changes_nothing(by, monkeypatch, action, state):
    update = in_state(state)
    before = row(update)

    def full(*_args, **_fields):
        raise OSError("The disk is full")

    monkeypatch.setattr(type(AuditEvent.objects), "record", full)

    with pytest.raises(OSError, match="The disk is full"):
        ACTIONS[action](update, by)
    assert row(update) == before


@pytest.mark.parametrize(("action", "state"), ALLOWED)
def test_action_that_the_database_refuses_is_not_written_down(action, state):
    update = in_state(state)
    before = row(update)

    with pytest.raises(ValueError, match="unsaved"):
        ACTIONS[action](update, UserFactory.build())
    assert row(update) == before
    assert AuditEvent.objects.count() == 0


@pytest.mark.parametrize(("action", "state", "sentence"), REFUSED)
def test_action_looks_at_the_database_and_not_at_the_object_it_is_given(by, action, state, sentence):
    update = in_state(state)
    update.state = next(allowed for name, allowed in ALLOWED if name == action)

    assert refusal(lambda: ACTIONS[action](update, by)) == sentence


def test_update_goes_back_and_forth_and_counts_its_revisions(by):
    update = in_state("draft")
    for action in ("submit", "return", "submit", "approve"):
        update = ACTIONS[action](update, by)

    assert (update.state, update.revision, update.return_note) == ("approved", 4, "")
    assert [(event.what, event.after["revision"]) for event in AuditEvent.objects.order_by("id")] == [
        ("submitted", 1),
        ("returned", 2),
        ("submitted", 3),
        ("approved", 4),
    ]


@pytest.mark.parametrize(("action", "column"), [(submit, "submitted_at"), (approve, "approved_at")])
def test_action_happens_now_unless_another_time_is_given(by, action, column):
    update = in_state("draft" if action is submit else "submitted")
    earliest = timezone.now()

    moment = getattr(action(update=update, by=by), column)

    assert earliest <= moment <= timezone.now()


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
