"""The register of a frozen plan: for every question the rows that were live when it was frozen, in the same order."""

from dataclasses import fields
from datetime import date

import pytest
from django.http import QueryDict

from commitments.filters import MOVEMENTS, NONE, SORTS, CommitmentFilter
from commitments.models import Commitment, Rating, Stage
from commitments.models.standings import Reported
from commitments.plan.names import plan_names
from commitments.register.rows import Lines, commitments_of
from commitments.standing.attention import Reason
from commitments.standing.kept import Kept
from commitments.standing.status_words import status_words
from reports.as_at.asking import ASKED, ORDERS
from reports.as_at.listing import FrozenListing, line
from tests.reports.as_at.frozen import NOW, frozen, plain
from tests.reports.varied import varied_plan

pytestmark = pytest.mark.django_db

SEEDS = range(4)
CHOICES = {
    "words": ["roof", "WALLS stand", "C1", "order roof", "nothing of the kind"],
    "stage": [*Stage.values, NONE],
    "rating": [*Rating.values, NONE],
    "movement": [*MOVEMENTS, NONE],
    "update": Reported.values,
    "attention": ["any", NONE, *Reason.values],
    "promises": Kept.values,
} | {name: ["yes", "no"] for name in ("overdue", "late", "unchanged", "reworded", "added")}


def asked(plan, query):
    """The refs that the register of a frozen plan lists for a query."""
    listing = FrozenListing(plan, QueryDict(query), str)
    assert listing.is_valid, listing.form.errors
    return [each.ref for each in listing.page(None)[1]]


@pytest.mark.parametrize("seed", SEEDS)
def test_frozen_register_lists_what_the_live_one_lists(seed):
    *_, period, _later = varied_plan(seed, updates_due_on=date(2022, 7, 1))
    plan = frozen(period)

    for name, values in CHOICES.items():
        for value in values:
            assert asked(plan, f"{name}={value}") == live_refs(period, **{name: value}), (name, value)
    for order in SORTS:
        assert asked(plan, f"sort={order}") == live_refs(period, sort=order), order
    assert asked(plan, "rating=red&added=no&sort=attention") == live_refs(
        period, rating="red", added="no", sort="attention"
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_frozen_register_goes_by_names_where_the_live_one_goes_by_keys(seed):
    *_, period, _later = varied_plan(seed)
    plan, names = frozen(period), plan_names(period.strategy)

    for part, kind in (("priority", "priorities"), ("theme", "themes_apart"), ("lead", "leads")):
        keys = {name: key for key, name in getattr(names, kind).items()}
        for number, name in getattr(plan.names, kind).items():
            assert asked(plan, f"{part}={number}") == live_refs(period, **{part: keys[name]}), name
    for part in ("theme", "lead"):
        assert asked(plan, f"{part}=none") == live_refs(period, **{part: NONE})


def live_refs(period, **values):
    rows = commitments_of(period, period.previous(), NOW.date())
    filters = CommitmentFilter(values, rows, now=NOW)
    assert filters.is_valid(), filters.form.errors
    return [row.ref for row in filters.qs]


@pytest.mark.parametrize("seed", SEEDS)
def test_rows_of_the_frozen_register_say_what_those_of_the_live_one_say(seed):
    *_, period, _later = varied_plan(seed)
    earlier, words = period.previous(), status_words(period.strategy)
    live = Lines(period, earlier, words, plan_names(period.strategy)).of(commitments_of(period, earlier, NOW.date()))
    unkept = {"address", "update"}  # where the row leads, and the key of what it says

    plan = frozen(period)
    lines = [line(row, plan.words, "") for row in plan.rows]

    for name in {each.name for each in fields(lines[0])} - unkept:
        assert [plain(getattr(each, name)) for each in lines] == [plain(getattr(each, name)) for each in live], name


def test_frozen_register_can_be_asked_for_all_that_the_live_one_can_but_committees():
    offered = set(CommitmentFilter({}, Commitment.objects.none()).form.fields)

    assert offered - {"committee"} == {*ASKED, "sort"}
    assert {*SORTS} == {*ORDERS, "plan"}


def test_what_a_document_can_not_answer_is_not_asked(monkeypatch):
    monkeypatch.delitem(ASKED, "late")
    *_, period, _later = varied_plan(1, commitments=1)

    listing = FrozenListing(frozen(period), QueryDict("late=nonsense"), str)

    assert ("late" in listing.form.fields, listing.is_valid) == (False, True)


@pytest.mark.parametrize("query", ["committee=1", "committee=none", "committee=x"])
def test_committees_are_not_in_a_document_and_are_not_asked(query):
    *_, period, _later = varied_plan(1)
    plan = frozen(period)

    listing = FrozenListing(plan, QueryDict(query), str)

    assert ("committee" in listing.form.fields, listing.is_valid, listing.query) == (False, True, "")
    assert len(listing.rows) == len(plan.rows)


@pytest.mark.parametrize("query", ["rating=purple", "priority=99", "theme=x", f"words={'x' * 201}", "sort=luck"])
def test_nonsense_is_refused_in_a_sentence(query):
    *_, period, _later = varied_plan(1, commitments=1)

    listing = FrozenListing(frozen(period), QueryDict(query), str)
    page, lines = listing.page(None)

    assert (listing.is_valid, lines, listing.asked, listing.query, listing.orders) == (False, [], [], "", {})
    assert len(listing.form.errors) == 1
    assert page.paginator.count == 0


def test_frozen_register_says_what_is_asked_in_the_documents_words():
    *_, period, _later = varied_plan(1)
    plan = frozen(period)

    listing = FrozenListing(plan, QueryDict("rating=green&priority=2"), str)

    assert [each.words for each in listing.asked] == [f"Priority: {plan.names.priorities[2]}", "Rating: On track"]
    assert listing.query == "priority=2&rating=green"
