"""The register as an address asks for it."""

from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict

from commitments.register import listing as module
from commitments.register.listing import Listing
from tests.factories import CommitmentFactory, PriorityFactory, ReportingPeriodFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 6, 30, 12, tzinfo=UTC)


@pytest.fixture
def period():
    """A period of a plan with five commitments, C1 to C5, of which the odd ones speak of a ward; C1 is overdue."""
    period = ReportingPeriodFactory(month=date(2022, 6, 1), state="open")
    priority = PriorityFactory(strategy=period.strategy)
    for number in range(1, 6):
        due = {"due_on": date(2022, 1, 1), "due_precision": "month"} if number == 1 else {}
        CommitmentFactory(priority=priority, wording="Open a ward" if number % 2 else "Close a gap", **due)
    return period


def listing(period, query=""):
    return Listing(period, QueryDict(query), NOW)


def refs(lines):
    return [each.ref for each in lines]


def test_listing_holds_everything_where_nothing_is_asked(period):
    found = listing(period)
    page, lines = found.page(None)

    assert (found.is_valid, found.asked, found.query, found.order) == (True, [], "", "Order of the plan")
    assert (refs(lines), refs(found.lines())) == (["C1", "C2", "C3", "C4", "C5"],) * 2
    assert (page.paginator.count, page.paginator.num_pages, found.total(5)) == (5, 1, 5)


def test_listing_is_narrowed_down_by_its_address(period):
    found = listing(period, "words=ward&sort=due&page=7")

    assert ([each.words for each in found.asked], found.order) == (["Words: ward"], "Due date, soonest first")
    assert (found.query, found.total(3)) == ("words=ward&sort=due", 5)
    assert refs(found.lines()) == ["C1", "C3", "C5"]


def test_listing_knows_what_is_overdue_now(period):
    assert refs(listing(period, "overdue=yes").lines()) == ["C1"]
    assert [each.ref for each in listing(period).lines() if each.is_overdue] == ["C1"]


@pytest.mark.parametrize(
    ("query", "number", "shown", "numbers"),
    [
        ("", None, ["C1", "C2"], (1, 3)),
        ("", "", ["C1", "C2"], (1, 3)),
        ("", "2", ["C3", "C4"], (2, 3)),
        ("", "9", ["C5"], (3, 3)),
        ("", "x", ["C1", "C2"], (1, 3)),
        ("words=gap", None, ["C2", "C4"], (1, 1)),
        ("words=gap", "2", ["C2", "C4"], (1, 1)),
        ("words=nothing", None, [], (1, 1)),
    ],
)
def test_listing_has_pages(period, monkeypatch, *, query, number, shown, numbers):
    monkeypatch.setattr(module, "ROWS", 2)

    page, lines = listing(period, query).page(number)

    assert (refs(lines), (page.number, page.paginator.num_pages)) == (shown, numbers)


def test_listing_of_nonsense_holds_nothing(period):
    found = listing(period, "rating=pink")
    page, lines = found.page(None)

    assert (found.is_valid, found.asked, lines, found.lines(), page.paginator.count) == (False, [], [], [], 0)
    assert found.total(0) == 5
    assert found.form.errors["rating"] == ["Choose a rating from the list."]


def test_page_that_holds_all_is_not_counted_apart(period, django_assert_num_queries):
    found = listing(period)

    with django_assert_num_queries(1):
        page, _lines = found.page(None)
        assert found.total(page.paginator.count) == 5
