"""An update on its way to the board: every action in every state, and what it leaves behind."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commitments.actions.updates import STEPS, approve, submit
from commitments.models import ApprovedText, AuditEvent, State
from tests.commitments.actions.steps import ACTIONS, ALLOWED, IN_STATE, LATER, in_state, refusal, row
from tests.factories import UpdatePointFactory, UserFactory

pytestmark = pytest.mark.django_db
REFUSED = [
    ("submit", "submitted", "This update is submitted already."),
    ("submit", "approved", "This update is approved; only a draft can be submitted."),
    ("approve", "draft", "This update is a draft; only a submitted one can be approved."),
    ("approve", "approved", "This update is approved already."),
    ("return", "draft", "This update is a draft; only a submitted one can be returned."),
    ("return", "approved", "This update is approved; only a submitted one can be returned."),
    ("withdraw", "draft", "This update is a draft; only a submitted one can be withdrawn."),
    ("withdraw", "approved", "This update is approved; only a submitted one can be withdrawn."),
    ("rate", "draft", "This update is a draft; only a submitted one can be rated."),
    ("rate", "approved", "This update is approved; only a submitted one can be rated."),
    ("reopen", "draft", "This update is a draft; only an approved one can be reopened."),
    ("reopen", "submitted", "This update is submitted; only an approved one can be reopened."),
]


@pytest.fixture
def by():
    return UserFactory(email="ann@example.nhs.uk")


def test_steps_are_the_transitions_of_the_states():
    taken = {(start.value, end.value) for start, end in STEPS.values() if start != end}

    assert taken == {(start, end) for start, ends in State.transitions.items() for end in ends}


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
        ("withdraw", "submitted", {"state": "draft"}),
        ("rate", "submitted", {"executive_rating": "red"}),
        (
            "reopen",
            "approved",
            {"state": "draft", "approved_at": None, "approved_by_id": None, "reopened_because": "A wrong figure"},
        ),
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
    ("action", "state", "what", "after"),
    [
        ("submit", "draft", "submitted", {"state": "submitted"}),
        ("approve", "submitted", "approved", {"state": "approved"}),
        ("return", "submitted", "returned", {"state": "draft", "return_note": "Say when"}),
        ("withdraw", "submitted", "withdrawn", {"state": "draft"}),
        ("rate", "submitted", "rated", {"state": "submitted", "executive_rating": "red"}),
        ("reopen", "approved", "reopened", {"state": "draft", "reopened_because": "A wrong figure"}),
    ],
)
def test_action_writes_one_audit_event(by, action, state, what, after):
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
        "before": {"executive_rating": ""} if action == "rate" else {},
        "after": after | {"revision": 5},
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
    assert ApprovedText.objects.count() == 0


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


@pytest.mark.parametrize(("action", "state"), ALLOWED)
def test_closed_round_refuses_every_action(by, action, state):
    update = in_state(state, period__state="closed", period__label="March 2022")
    before = row(update)

    sentence = refusal(lambda: ACTIONS[action](update, by))

    assert sentence == "The round of March 2022 is closed. The strategy team can open it again."
    assert (row(update), AuditEvent.objects.count()) == (before, 0)
