"""The words of a commitment: changed, refused where somebody was faster, and a mistake undone while nothing rests on it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commitments.actions import RefusedError
from commitments.actions.changes import Occasion, Seen, StaleError
from commitments.actions.plan import merge, move, stop
from commitments.actions.wording import reword, undo
from commitments.models import AuditEvent, Commitment, PlanChange, StatusUpdate, Theme
from commitments.plan.places import Place, places
from tests.factories import (
    ApprovedTextFactory,
    CommitmentFactory,
    NarrativePointFactory,
    PlanChangeFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    SubmittedUpdateFactory,
    ThemeFactory,
    UpdatePointFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return UserFactory(email="ann@example.nhs.uk")


@pytest.fixture
def commitment():
    return CommitmentFactory(ref="BD-04", wording="Open the ward", published_wording="Open a ward")


@pytest.fixture
def period(commitment):
    return ReportingPeriodFactory(strategy=commitment.strategy, state="open", label="March 2022")


def refusal(attempt):
    with pytest.raises(RefusedError) as caught:
        attempt()
    return str(caught.value)


def reworded(commitment, by, period, wording="Open two wards", **given):
    occasion = Occasion(given.pop("reason", "The need grew"), "Trust Board, 30 March 2022", period)
    given = {"occasion": occasion, "seen": Seen.of(commitment)} | given
    return reword(commitment=commitment, wording=wording, by=by, **given)


def now(commitment):
    return Commitment.objects.get(pk=commitment.pk)


def test_reword_changes_the_words_and_keeps_the_old_ones_in_the_ledger(commitment, by, period):
    returned = reworded(commitment, by, period, "  Open two\nwards ")

    assert returned.wording == now(commitment).wording == "Open two wards"
    assert now(commitment).published_wording == "Open a ward"
    change = PlanChange.objects.get()
    assert (change.kind, change.old, change.new) == ("reworded", "Open the ward", "Open two wards")
    assert (change.reason, change.agreed_at, change.period) == ("The need grew", "Trust Board, 30 March 2022", period)
    assert (change.by, change.commitment, change.undoes) == (by, commitment, None)


def test_reword_writes_one_audit_event(commitment, by, period):
    reworded(commitment, by, period)

    event = AuditEvent.objects.get()
    assert (event.what, event.thing, event.thing_id, event.by) == ("reworded", "commitment", commitment.pk, by)
    assert event.before == {"words": "Open the ward"}
    assert event.after == {
        "words": "Open two wards",
        "reason": "The need grew",
        "agreed at": "Trust Board, 30 March 2022",
    }


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"wording": "Open the  ward"}, "These are the words that it has already. Change them, or leave this page."),
        ({"wording": "\u202e "}, "Enter the new words."),
        ({"reason": " "}, "Say why the plan is changed."),
    ],
)
def test_reword_refuses_what_changes_or_says_nothing(commitment, by, period, given, sentence):
    assert refusal(lambda: reworded(commitment, by, period, **given)) == sentence
    assert (now(commitment).wording, PlanChange.objects.count(), AuditEvent.objects.count()) == ("Open the ward", 0, 0)


def test_reword_refuses_a_period_that_is_closed_or_of_another_plan_or_not_chosen(commitment, by, period):
    closed = ReportingPeriodFactory(strategy=commitment.strategy, state="closed", label="June 2021")
    elsewhere = ReportingPeriodFactory(state="open", label="May 2023")

    assert refusal(lambda: reworded(commitment, by, closed)) == (
        "The round of June 2021 is closed. Choose another period."
    )
    assert refusal(lambda: reworded(commitment, by, elsewhere)) == (
        "The round of May 2023 is closed. Choose another period."
    )
    assert refusal(lambda: reworded(commitment, by, None)) == "Choose the period whose report tells this change."


def test_reword_in_a_plan_without_periods_needs_none(commitment, by):
    reworded(commitment, by, None)

    assert PlanChange.objects.get().period is None


def test_reword_is_refused_to_who_saw_other_words(commitment, by, period):
    seen = Seen.of(commitment)
    reworded(commitment, UserFactory(), period, "Open three wards")

    with pytest.raises(StaleError) as caught:
        reworded(commitment, by, period, "Open four wards", seen=seen)

    assert str(caught.value) == (
        "Somebody else has changed BD-04 since you opened this page. Nothing of yours was saved. "
        "Look at what has changed, then save again if yours still holds."
    )
    assert (now(commitment).wording, PlanChange.objects.count()) == ("Open three wards", 1)


def test_reword_is_refused_where_the_words_were_changed_without_the_ledger(commitment, by, period):
    seen = Seen.of(commitment)
    Commitment.objects.update(wording="Repaired")

    with pytest.raises(StaleError):
        reworded(commitment, by, period, seen=seen)


@pytest.mark.parametrize("end", [stop, lambda **given: merge(into=given.pop("other"), **given)])
def test_reword_refuses_what_was_stopped_or_merged(commitment, by, period, end):
    other = {} if end is stop else {"other": CommitmentFactory(priority=commitment.priority)}
    end(commitment=commitment, occasion=Occasion("Done", "", period), seen=Seen.of(commitment), by=by, **other)

    assert refusal(lambda: reworded(commitment, by, period)) == (
        "BD-04 was stopped or merged, so it can’t be changed. Undo that first."
    )


# Undoing


def undo_it(commitment, by, reason="Wrong commitment"):
    return undo(commitment=commitment, reason=reason, seen=Seen.of(now(commitment)), by=by)


def test_undo_gives_the_old_words_back_and_says_so_in_the_ledger(commitment, by, period):
    reworded(commitment, by, period)

    entry = undo_it(commitment, by)

    first, second = PlanChange.objects.all()
    assert second == entry
    assert now(commitment).wording == "Open the ward"
    assert (second.kind, second.old, second.new) == ("reworded", "Open two wards", "Open the ward")
    assert (second.reason, second.period, second.undoes) == ("Undone: Wrong commitment", period, first)
    assert list(PlanChange.objects.standing()) == []
    event = AuditEvent.objects.order_by("-id")[0]
    assert (event.what, event.before) == ("undone", {"words": "Open two wards"})
    assert event.after == {
        "words": "Open the ward",
        "reason": "Undone: Wrong commitment",
        "agreed at": "",
        "undone": "reworded",
    }


def test_undo_goes_back_step_by_step(commitment, by, period):
    reworded(commitment, by, period, "B")
    reworded(commitment, by, period, "C", seen=Seen.of(now(commitment)))

    undo_it(commitment, by)
    assert now(commitment).wording == "B"
    undo_it(commitment, by)
    assert now(commitment).wording == "Open the ward"
    assert refusal(lambda: undo_it(commitment, by)) == "There is no change to undo."


def test_undo_asks_what_the_mistake_was(commitment, by, period):
    reworded(commitment, by, period)

    assert refusal(lambda: undo_it(commitment, by, " ")) == "Say what the mistake was."


def test_undo_is_refused_to_who_saw_another_change(commitment, by, period):
    reworded(commitment, by, period)
    seen = Seen.of(now(commitment))
    reworded(commitment, by, period, "Open five wards", seen=seen)

    with pytest.raises(StaleError):
        undo(commitment=commitment, reason="Wrong", seen=seen, by=by)


def test_undo_brings_a_commitment_back_to_the_end_of_its_old_place(commitment, by, period):
    neighbour = CommitmentFactory(priority=commitment.priority)
    theme = ThemeFactory(priority__strategy=commitment.strategy)
    there = Place(theme.priority, theme)
    move(commitment=commitment, to=there, occasion=Occasion("Fits", "", period), seen=Seen.of(commitment), by=by)

    undo_it(commitment, by)

    back = now(commitment)
    assert (back.priority, back.theme) == (commitment.priority, None)
    assert back.position == neighbour.position + 1


def test_undo_of_a_move_is_refused_once_the_old_place_is_called_otherwise(commitment, by, period):
    there = Place(PriorityFactory(strategy=commitment.strategy), None)
    move(commitment=commitment, to=there, occasion=Occasion("Fits", "", period), seen=Seen.of(commitment), by=by)
    commitment.priority.name = "Renamed"
    commitment.priority.save()

    assert refusal(lambda: undo_it(commitment, by)) == (
        "This can’t be undone. “Priority 1” is not the name of one place any more: move it there."
    )


def test_undo_parts_what_was_merged_and_goes_on_with_what_was_stopped(commitment, by, period):
    other = CommitmentFactory(priority=commitment.priority)
    occasion = Occasion("Same work", "", period)
    merge(commitment=commitment, into=other, occasion=occasion, seen=Seen.of(commitment), by=by)
    stop(commitment=other, occasion=occasion, seen=Seen.of(other), by=by)

    undo_it(commitment, by)
    undo_it(other, by)

    assert now(commitment).merged_into is None
    assert Commitment.objects.in_force().count() == 2


def added(commitment, by, period):
    """The addition of a commitment, in the ledger."""
    Commitment.objects.filter(pk=commitment.pk).update(in_published_plan=False)
    return PlanChangeFactory(commitment=commitment, kind="added", new=commitment.wording, period=period, by=by)


def test_undo_of_an_addition_takes_it_out_of_every_plan_with_its_empty_draft(commitment, by, period):
    added(commitment, by, period)
    StatusUpdateFactory(commitment=commitment, period=period)

    entry = undo_it(commitment, by)

    assert (entry.kind, entry.old, entry.new) == ("added", "Open the ward", "")
    assert Commitment.objects.count() == 1
    assert Commitment.objects.in_the_plan().count() == 0
    assert StatusUpdate.objects.count() == 0


@pytest.mark.parametrize(
    "words",
    [
        lambda update: UpdatePointFactory(update=update),
        lambda update: StatusUpdate.objects.filter(pk=update.pk).update(stage="in_progress"),
        lambda update: StatusUpdate.objects.filter(pk=update.pk).update(reason="Steel is late"),
    ],
)
def test_undo_of_an_addition_is_refused_once_somebody_has_written_about_it(commitment, by, period, words):
    added(commitment, by, period)
    words(StatusUpdateFactory(commitment=commitment, period=period))

    assert refusal(lambda: undo_it(commitment, by)) == (
        "This can’t be undone. Somebody has written about it for March 2022."
    )


def test_undo_of_an_addition_is_refused_once_a_highlight_rests_on_it(commitment, by, period):
    added(commitment, by, period)
    NarrativePointFactory(period=period).commitments.add(commitment)

    assert refusal(lambda: undo_it(commitment, by)) == (
        "This can’t be undone. A highlight, challenge or key activity rests on it."
    )


def test_undo_is_refused_once_an_update_was_handed_in(commitment, by, period):
    reworded(commitment, by, period)
    later = timezone.now() + timedelta(minutes=1)
    SubmittedUpdateFactory(commitment=commitment, period=period, submitted_at=later)

    assert refusal(lambda: undo_it(commitment, by)) == (
        "This can’t be undone. An update for March 2022 was handed in since, and rests on it."
    )


def test_undo_is_refused_once_a_text_was_approved_even_if_it_was_reopened(commitment, by, period):
    reworded(commitment, by, period)
    update = StatusUpdateFactory(commitment=commitment, period=period)
    ApprovedTextFactory(update=update, approved_at=timezone.now() + timedelta(minutes=1))

    assert refusal(lambda: undo_it(commitment, by)).endswith("was handed in since, and rests on it.")


def test_undo_minds_no_update_from_before_and_no_draft(commitment, by, period):
    SubmittedUpdateFactory(commitment=commitment, period=period)
    StatusUpdateFactory(commitment=commitment, period__strategy=commitment.strategy)
    reworded(commitment, by, period)

    undo_it(commitment, by)

    assert now(commitment).wording == "Open the ward"


def test_undo_is_refused_once_another_was_merged_into_it(commitment, by, period):
    reworded(commitment, by, period)
    other = CommitmentFactory(priority=commitment.priority, ref="BD-05")
    occasion = Occasion("Same work", "", period)
    merge(commitment=other, into=commitment, occasion=occasion, seen=Seen.of(other), by=by)

    assert refusal(lambda: undo_it(commitment, by)) == "This can’t be undone. BD-05 was merged into it since."


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"kind": "carried"}, "It came from another plan, and can’t be undone here."),
        (
            {"old": "A", "new": "B", "period": None},
            "It is not known in which period it was made, so a report may tell it.",
        ),
        ({"old": "", "new": "Open the ward"}, "What it changed is not as it left it."),
        ({"old": "A", "new": "B"}, "What it changed is not as it left it."),
        ({"kind": "moved", "old": "A", "new": "B"}, "What it changed is not as it left it."),
        ({"kind": "merged", "old": "A", "new": "B"}, "What it changed is not as it left it."),
    ],
)
def test_undo_is_refused_where_what_was_is_not_known_or_came_from_elsewhere(commitment, by, period, change, sentence):
    PlanChangeFactory(commitment=commitment, **{"period": period} | change)

    assert refusal(lambda: undo_it(commitment, by)) == f"This can’t be undone. {sentence}"


def test_undo_is_refused_once_the_round_is_closed(commitment, by, period):
    reworded(commitment, by, period)
    period.state = "closed"
    period.save()

    assert refusal(lambda: undo_it(commitment, by)) == (
        "This can’t be undone. The round of March 2022 is closed, and its report may tell this change."
    )


def test_undo_leaves_every_place_where_it_was(commitment, by, period):
    reworded(commitment, by, period)
    before = list(Theme.objects.values()), [each.words for each in places(commitment.strategy)]

    undo_it(commitment, by)

    assert (list(Theme.objects.values()), [each.words for each in places(commitment.strategy)]) == before
