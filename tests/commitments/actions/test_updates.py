"""An update on its way to the board: every action in every state, what it demands and what it leaves behind."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from commitments.actions import RefusedError
from commitments.actions.updates import (
    STEPS,
    ChangedError,
    approve,
    missing_by_field,
    rate,
    reopen,
    return_to_author,
    submit,
    withdraw,
)
from commitments.models import ApprovedText, AuditEvent, Outcome, State, StatusUpdate
from tests.factories import (
    A_MOMENT,
    ApprovedUpdateFactory,
    OutcomeFactory,
    ReportingPeriodFactory,
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
    "withdraw": lambda update, by: withdraw(update=update, by=by),
    "rate": lambda update, by: rate(update=update, by=by, rating="red"),
    "reopen": lambda update, by: reopen(update=update, by=by, reason="A wrong figure"),
}
ALLOWED = [
    ("submit", "draft"),
    ("approve", "submitted"),
    ("return", "submitted"),
    ("withdraw", "submitted"),
    ("rate", "submitted"),
    ("reopen", "approved"),
]
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


# A closed round


@pytest.mark.parametrize(("action", "state"), ALLOWED)
def test_closed_round_refuses_every_action(by, action, state):
    update = in_state(state, period__state="closed", period__label="March 2022")
    before = row(update)

    sentence = refusal(lambda: ACTIONS[action](update, by))

    assert sentence == "The round of March 2022 is closed. The strategy team can open it again."
    assert (row(update), AuditEvent.objects.count()) == (before, 0)


# Answers to earlier next steps


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


# Approving


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
