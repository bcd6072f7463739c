"""An update beside the text that was approved before it."""

from datetime import date

import pytest

from commitments.actions.updates import approve, reopen, submit
from commitments.comparing.differences import Difference, Piece
from commitments.comparing.update import Column, comparison
from commitments.standing.status_words import Status, status_words
from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    StatusWordFactory,
    SubmittedUpdateFactory,
    UpdatePointFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

SAME, REMOVED, ADDED, _CHANGED = Difference


def two_updates(before=None, after=None):
    """The approved update of March 2022, and the submitted one of September 2022, of one commitment."""
    commitment = CommitmentFactory()
    march = ReportingPeriodFactory(strategy=commitment.strategy, month=date(2022, 3, 1))
    september = ReportingPeriodFactory(strategy=commitment.strategy, month=date(2022, 9, 1))
    earlier = ApprovedUpdateFactory(commitment=commitment, period=march, **before or {})
    return earlier, SubmittedUpdateFactory(commitment=commitment, period=september, **after or {})


def write(update, *texts, kind="progress"):
    for position, text in enumerate(texts):
        UpdatePointFactory(update=update, kind=kind, text=text, position=position)


def compared(update):
    return comparison(update, status_words(update.commitment.strategy))


def test_comparison_is_with_the_last_approved_update():
    earlier, update = two_updates(
        {"stage": "in_progress", "rating": "green", "reason": "None"},
        {"stage": "paused", "rating": "amber", "reason": "No staff"},
    )
    StatusWordFactory(strategy=update.commitment.strategy, code="green", word="On track")
    write(earlier, "The plan is agreed", "Two nurses were hired", "Steel is late")
    write(update, "The plan is agreed", "Four nurses were hired")
    write(update, "https://example.nhs.uk/minutes", kind="evidence")

    found = compared(update)

    assert (found.since, found.moved) == ("March 2022", "Paused")
    assert found.before == Column(Status("in_progress", "In progress"), Status("green", "On track"), None)
    assert found.now == Column(Status("paused", "Paused"), Status("amber", "Amber"), None)
    assert found.reason == (Piece(REMOVED, "None"), Piece(ADDED, "No staff"))
    assert [line.what for line in found.progress.lines] == ["same", "changed", "removed"]
    assert found.progress.summary == "Since March 2022: 1 line changed, 1 the same, 1 removed."
    assert found.evidence == ("https://example.nhs.uk/minutes",)
    assert (found.next.lines, found.next.summary) == ((), "")


def test_comparison_of_a_first_update_is_with_nothing():
    update = SubmittedUpdateFactory(stage="in_progress", rating="green")
    write(update, "The plan is agreed")

    found = compared(update)

    assert (found.since, found.moved, found.before) == ("", "", Column(None, None, None))
    assert (found.progress.lines[0].what, found.progress.summary) == (ADDED, "")


def test_comparison_after_a_reopening_is_with_the_text_that_was_approved():
    _earlier, update = two_updates()
    write(update, "The plan is agreed")
    update.stage = "in_progress"
    update.save()
    by = UserFactory()
    approve(update=update, by=by, now=update.submitted_at)
    reopen(update=update, by=by, reason="A wrong figure")
    write(update, kind="next")
    submit(update=update, by=by)
    update.refresh_from_db()

    found = compared(update)

    assert (found.since, found.progress.summary) == ("1 March 2022", "Since 1 March 2022: 1 line the same.")


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ({"stage": "in_progress", "rating": "green"}, {"stage": "in_progress", "rating": "red"}, "Worse"),
        (
            {"stage": "in_progress", "rating": "green", "executive_rating": "red"},
            {"stage": "in_progress", "rating": "green"},
            "Better",
        ),
        ({}, {"stage": "in_progress", "rating": "green"}, "New"),
        ({"stage": "in_progress", "rating": "green"}, {"stage": "in_progress"}, ""),
    ],
)
def test_comparison_says_how_the_standing_moved(before, after, moved):
    _earlier, update = two_updates(before, after)

    assert compared(update).moved == moved


@pytest.mark.parametrize(("own", "shown"), [("", None), ("green", None), ("red", Status("red", "Red"))])
def test_executives_own_rating_is_shown_where_it_differs(own, shown):
    _earlier, update = two_updates(
        {"stage": "in_progress", "rating": "green", "executive_rating": own}, {"stage": "in_progress"}
    )

    assert compared(update).before.executive_rating == shown


@pytest.mark.parametrize(
    ("before", "after", "summary", "apart"),
    [
        (["Open"], ["Open"], "Since March 2022: 1 line the same.", False),
        (["Open", "Shut"], ["Hire nurses", "Buy beds"], "Since March 2022: 2 lines new, 2 removed.", True),
        ([], ["Open"], "Since March 2022: 1 line new.", True),
        (["Open"], [], "Since March 2022: 1 line removed.", True),
    ],
)
def test_comparison_sums_up_a_list(before, after, summary, apart):
    earlier, update = two_updates()
    write(earlier, *before)
    write(update, *after)

    progress = compared(update).progress

    assert (progress.summary, progress.apart) == (summary, apart)


def test_comparison_takes_four_queries_at_most(django_assert_num_queries):
    earlier, update = two_updates()
    write(earlier, "Open", "Shut")
    write(update, "Open", "Shut", "Hire")
    words = status_words(update.commitment.strategy)

    with django_assert_num_queries(4):
        comparison(update, words)
    first = StatusUpdateFactory()
    with django_assert_num_queries(3):
        comparison(first, words)
