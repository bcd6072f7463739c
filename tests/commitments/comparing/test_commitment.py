"""One commitment in two periods: its words, where it stands, what was reported, what came of its next steps."""

from datetime import date

import pytest

from commitments.comparing.commitment import Came, Change
from commitments.comparing.differences import Difference, Piece
from commitments.comparing.plan import compare
from commitments.models import Commitment
from commitments.standing.status_words import Status, status_words
from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    OutcomeFactory,
    PlanChangeFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    StatusWordFactory,
    SubmittedUpdateFactory,
    UpdatePointFactory,
)

pytestmark = pytest.mark.django_db

SAME, REMOVED, ADDED, CHANGED = Difference
GREEN = {"stage": "in_progress", "rating": "green"}
RED = {"stage": "in_progress", "rating": "red"}


@pytest.fixture
def commitment():
    return CommitmentFactory(ref="BD-04", wording="Open two wards")


@pytest.fixture
def periods(commitment):
    """March, June and September 2022."""
    return [ReportingPeriodFactory(strategy=commitment.strategy, month=date(2022, month, 1)) for month in (3, 6, 9)]


def then_and_now(periods, first=0, last=2):
    """The one commitment that there is to compare, from one of the periods to another."""
    called = status_words(periods[0].strategy)
    (chapter,) = compare(Commitment.objects.order_by("pk"), periods[first], periods[last], called).chapters
    return (*chapter.changed, *chapter.quiet)[0]


def tell(commitment, period, *texts, kind="progress", **given):
    update = ApprovedUpdateFactory(commitment=commitment, period=period, **given)
    for position, text in enumerate(texts):
        UpdatePointFactory(update=update, kind=kind, text=text, position=position)
    return update


def test_words_are_struck_and_added(commitment, periods):
    tell(commitment, periods[0], "The plan is agreed", "Two nurses were hired", **GREEN, reason="No money")
    tell(commitment, periods[2], "The plan is agreed", "Four nurses were hired", **GREEN, reason="No staff")

    texts = then_and_now(periods).texts

    assert (texts.then, texts.now) == (True, True)
    assert [line.what for line in texts.progress.lines] == [SAME, CHANGED]
    assert [(piece.what, piece.text) for piece in texts.progress.lines[1].pieces] == [
        (REMOVED, "Two"),
        (ADDED, "Four"),
        (SAME, " nurses were hired"),
    ]
    assert texts.reason == (Piece(SAME, "No"), Piece(REMOVED, " money"), Piece(ADDED, " staff"))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (GREEN, RED, ("Worse", [Change.WORSE])),
        (RED, GREEN, ("Better", [Change.BETTER])),
        (RED, {"stage": "complete"}, ("Better", [Change.BETTER])),
        (GREEN, {"stage": "paused"}, ("Paused", [Change.PAUSED])),
        (GREEN, {"stage": "stopped"}, ("Ended", [Change.ENDED])),
        ({"stage": "in_progress"}, GREEN, ("New", [Change.NEW])),
        ({"stage": "not_started", "rating": "green"}, GREEN, ("Unchanged", [Change.STANDING])),
        (GREEN, GREEN, ("Unchanged", [])),
        ({"stage": "paused"}, {"stage": "paused"}, ("Paused", [])),
        ({"stage": "stopped"}, {"stage": "stopped"}, ("Ended", [])),
        ({}, RED, ("", [])),  # nothing at all was rated then, so that all would be new
        (GREEN, {}, ("", [])),
        (GREEN | {"executive_rating": "red"}, GREEN, ("Better", [Change.BETTER])),
    ],
)
def test_standing_moves_from_one_to_the_other(commitment, periods, before, after, said):
    tell(commitment, periods[0], **before)
    tell(commitment, periods[2], **after)

    found = then_and_now(periods)

    assert (found.moved, list(found.changes)) == said


def test_periods_in_between_are_passed_over(commitment, periods):
    tell(commitment, periods[0], **GREEN)
    tell(commitment, periods[1], **RED)
    tell(commitment, periods[2], **GREEN)

    assert then_and_now(periods).moved == "Unchanged"


def test_standing_says_whose_rating_counts_in_the_strategys_words(commitment, periods):
    StatusWordFactory(strategy=commitment.strategy, code="red", word="Off track")
    tell(commitment, periods[0], **GREEN, executive_rating="red")
    tell(commitment, periods[2])

    found = then_and_now(periods)

    assert (found.then.rating, found.then.lead_rating) == (Status("red", "Off track"), Status("green", "Green"))
    assert found.now.instead == "No stage or rating given"


def test_what_was_not_reported_is_not_called_removed(commitment, periods):
    tell(commitment, periods[0], "The plan is agreed", **GREEN)
    SubmittedUpdateFactory(commitment=commitment, period=periods[2], **RED)

    found = then_and_now(periods)

    assert (found.now.instead, found.moved, found.changes) == ("Update awaiting approval", "", ())
    assert [line.what for line in found.texts.progress.lines] == [SAME]
    assert (found.texts.now, found.texts.differ) == (False, False)


def test_drafts_are_nothing_yet(commitment, periods):
    for period in (periods[0], periods[2]):
        UpdatePointFactory(update=StatusUpdateFactory(commitment=commitment, period=period, **RED), text="Secret")

    found = then_and_now(periods)

    assert (found.then.instead, found.now.instead) == ("No update reported", "No update reported")
    assert (found.texts.progress.lines, found.changes) == ((), ())


def test_a_first_update_is_something_new(commitment, periods):
    tell(commitment, periods[2], "The plan is agreed")

    assert then_and_now(periods).changes == (Change.REPORTED,)


def test_other_words_alone_are_said_to_be_all(commitment, periods):
    tell(commitment, periods[0], "The plan is agreed", **GREEN)
    tell(commitment, periods[2], "The plan is printed", **GREEN)

    assert then_and_now(periods).changes == (Change.WORDS,)


def test_what_was_completed_in_between_needs_no_update(commitment, periods):
    tell(commitment, periods[0], **GREEN)
    tell(commitment, periods[1], stage="complete")

    found = then_and_now(periods)

    assert (found.now.stage, found.now.instead) == (Status("complete", "Complete"), "No update needed")
    assert (found.moved, found.changes) == ("Better", (Change.BETTER,))


def test_what_was_completed_later_was_not_complete_then(commitment, periods):
    tell(CommitmentFactory(priority=commitment.priority, position=99), periods[0], **GREEN)
    tell(commitment, periods[1], stage="complete")

    found = then_and_now(periods)

    assert (found.then.stage, found.then.instead) == (None, "No update reported")


def test_next_steps_say_what_came_of_them(commitment, periods):
    earlier = tell(commitment, periods[0], "Hire nurses", "Buy beds", "Paint walls", kind="next")
    hire, buy, _paint = earlier.points.order_by("position")
    between = tell(commitment, periods[1], kind="next")
    OutcomeFactory(update=between, point=hire, answer="partly", note="Two of four")
    OutcomeFactory(update=tell(commitment, periods[2], "Buy beds", kind="next"), point=buy, answer="not_done")

    found = then_and_now(periods)

    assert found.texts.came == (
        Came("Partly done", "June 2022", "Two of four"),
        Came("Not done", "September 2022", ""),
        None,
    )
    assert then_and_now(periods, last=1).texts.came[1] is None


def test_answers_of_drafts_are_not_told(commitment, periods):
    earlier = tell(commitment, periods[0], "Hire nurses", kind="next")
    draft = SubmittedUpdateFactory(commitment=commitment, period=periods[2])
    OutcomeFactory(update=draft, point=earlier.points.get(), answer="done")

    assert then_and_now(periods).texts.came == (None,)


def test_wording_is_that_of_each_period(commitment, periods):
    PlanChangeFactory(
        commitment=commitment, period=periods[1], old="Open a ward", new="Open two wards", reason="The need grew."
    )

    found = then_and_now(periods)

    assert [piece.text for piece in found.wording if piece.what != ADDED] == ["Open", " a ward"]
    assert (found.news, found.changes) == (("Reworded in June 2022. Reason: The need grew.",), (Change.REWORDED,))
    assert then_and_now(periods, first=1).wording == (Piece(SAME, "Open two wards"),)
    assert then_and_now(periods, first=1).news == ()


@pytest.mark.parametrize(
    ("kind", "words", "said"),
    [
        ("reworded", {}, (("Reworded in June 2022; the words before are not known.",), (Change.REWORDED,))),
        (
            "moved",
            {"old": "Be kind", "new": "Be digital"},
            (("Moved in June 2022 from Be kind to Be digital.",), (Change.MOVED,)),
        ),
        ("moved", {}, (("Moved in June 2022.",), (Change.MOVED,))),
        ("stopped", {}, (("Stopped in June 2022.",), (Change.ENDED,))),
        ("merged", {}, (("Merged in June 2022.",), (Change.ENDED,))),
        ("carried", {}, (("Carried into the plan in June 2022.",), (Change.ADDED,))),
    ],
)
def test_ledger_says_what_happened_in_between(commitment, periods, kind, words, said):
    PlanChangeFactory(commitment=commitment, kind=kind, period=periods[1], **words)

    found = then_and_now(periods)

    assert (found.news, found.changes) == said


def test_merge_says_into_what(commitment, periods):
    commitment.merged_into = CommitmentFactory(priority=commitment.priority, ref="BD-05", position=99)
    commitment.save()
    PlanChangeFactory(commitment=commitment, kind="merged", period=periods[2])

    found = then_and_now(periods)

    assert (found.news, found.now.stage) == (("Merged into BD-05 in September 2022.",), Status("merged", "Merged"))


def test_what_was_added_was_not_in_the_plan_before(periods, commitment):
    commitment.in_published_plan = False
    commitment.save()
    PlanChangeFactory(commitment=commitment, kind="added", period=periods[1], new="Open a ward")
    PlanChangeFactory(commitment=commitment, period=periods[1], old="Open a ward", new="Open two wards")
    tell(commitment, periods[2], "The plan is agreed")

    found = then_and_now(periods)

    assert (found.then.instead, found.news[0]) == ("Not in the plan then", "Added to the plan in June 2022.")
    assert found.wording == (Piece(SAME, "Open two wards"),)
    assert found.changes == (Change.REWORDED, Change.ADDED)


def test_what_was_added_nobody_knows_when_is_in_the_plan_now(periods, commitment):
    commitment.in_published_plan = False
    commitment.save()

    found = then_and_now(periods)

    assert (found.then.instead, found.now.instead) == ("Not in the plan then", "No update reported")


def test_changes_that_were_undone_count_for_nothing(commitment, periods):
    change = PlanChangeFactory(commitment=commitment, period=periods[1], old="Open a ward", new="Open two wards")
    PlanChangeFactory(commitment=commitment, period=periods[1], old="Open two wards", new="Open a ward", undoes=change)

    found = then_and_now(periods)

    assert (found.wording, found.news, found.changes) == ((Piece(SAME, "Open two wards"),), (), ())
