"""What a download of the register says of itself, and the texts that it takes along."""

from datetime import datetime

import pytest

from commitments.models import Organisation, ReportingPeriod, Strategy
from commitments.register.asked import Asked
from commitments.register.downloads import Texts, about_sheet, texts_of
from tests.factories import ApprovedUpdateFactory, StatusUpdateFactory, SubmittedUpdateFactory, UpdatePointFactory

AT = datetime(2022, 10, 3, 9, 5)  # noqa: DTZ001 -- the time as a clock on the wall shows it


def about(asked=(), illustrative=""):
    strategy = Strategy(title="Plan", organisation=Organisation(name="Trust"), illustrative=illustrative)
    period = ReportingPeriod(strategy=strategy, label="September 2022", state="closed")
    return dict(about_sheet(period, asked, "Order of the plan", "1 of 3 commitments", AT).rows)


def test_about_sheet_says_what_the_file_is():
    assert about([Asked("Rating", "Red", ""), Asked("Stage", "Paused", "rating=red")]) == {
        "Organisation": "Trust",
        "Strategy": "Plan",
        "Period": "September 2022",
        "State of the round": "Closed",
        "Rows": "1 of 3 commitments",
        "Narrowed down by": "Rating: Red\nStage: Paused",
        "Order": "Order of the plan",
        "Downloaded": "3 October 2022 at 09:05",
        "Counted": "Stages, ratings and texts are those of approved updates.",
    }


def test_about_sheet_of_a_demonstration_says_what_is_illustrative():
    assert about(illustrative="All of it.")["Note"] == "All of it."


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_texts_are_those_of_approved_updates_in_two_queries(number, django_assert_num_queries):
    updates = [ApprovedUpdateFactory(reason="Why.")]
    period = updates[0].period
    updates += [
        ApprovedUpdateFactory(period=period, commitment__priority__strategy=period.strategy) for _ in range(number)
    ]
    for factory in (StatusUpdateFactory, SubmittedUpdateFactory):
        UpdatePointFactory(update=factory(period=period, commitment__priority__strategy=period.strategy))
    for place, (kind, text, depth) in enumerate(
        [("progress", "Second", 0), ("progress", "Under it", 1), ("next", "Then", 0), ("evidence", "Link", 0)]
    ):
        UpdatePointFactory(update=updates[0], kind=kind, text=text, depth=depth, position=place + 5)
    UpdatePointFactory(update=updates[0], kind="progress", text="First", position=1)

    with django_assert_num_queries(2):
        found = texts_of(period)

    assert set(found) == {each.pk for each in updates}
    assert found[updates[0].pk] == Texts("• First\n• Second\n   – Under it", "• Then", "Why.")
    assert found[updates[1].pk] == Texts()
