"""The dashboard of a frozen plan: the numbers that were live when it was frozen, and those that the report prints."""

from datetime import date
from itertools import product

import pytest
from django.core.management import call_command
from django.http import QueryDict

from commitments.addresses import find_period, find_strategy
from commitments.dashboard.answers import answers
from commitments.dashboard.numbers import dashboard
from commitments.dashboard.rows import by_priority, by_theme, rows_of, standing_then
from commitments.dashboard.watchlist import watchlist
from commitments.models import PeriodState, Priority
from commitments.standing.status_words import status_words
from commitments.standing.strip import strip as live_strip
from reports.as_at.dashboard import numbers, strip
from reports.as_at.listing import FrozenListing
from tests.reports.as_at.frozen import NOW, counts_of, frozen, plain
from tests.reports.varied import varied_plan

pytestmark = pytest.mark.django_db

SEEDS = range(4)


def live_numbers(period, chosen=None):
    """What the dashboard shows of a period now, as its view makes it."""
    periods = list(period.strategy.periods.all())
    earlier, words = period.previous(), status_words(period.strategy)
    rows = standing_then(rows_of(period, earlier, chosen, NOW), period)
    groups = by_theme(rows, chosen) if chosen else by_priority(rows, list(period.strategy.priorities.all()))
    return (
        plain(dashboard(period, earlier, rows, groups, words)),
        plain(watchlist(rows, period, periods, words, NOW)),
        plain(answers(period, rows)),
    )


def frozen_numbers(plan, chosen=None):
    shown = numbers(plan, chosen)
    return plain(shown.dashboard), plain(shown.watchlist), plain(shown.promises)


def agree(period):
    """Whether the whole and each priority have the numbers that they have live."""
    plan = frozen(period)
    live = {each.name: each for each in Priority.objects.filter(strategy=period.strategy)}
    assert frozen_numbers(plan) == live_numbers(period)
    for each in plan.priorities:
        assert frozen_numbers(plan, each) == live_numbers(period, live[each.name])


# The dashboard


@pytest.mark.parametrize(("seed", "place"), [*product(SEEDS, (0, 2))])
def test_frozen_dashboard_has_the_numbers_of_the_live_one(seed, place):
    agree(varied_plan(seed, updates_due_on=date(2022, 7, 1))[place])


@pytest.mark.parametrize("slug", ["march-2022", "september-2022"])
def test_frozen_dashboard_of_the_demonstration_has_the_numbers_of_the_live_one(slug):
    call_command("load_demonstration", verbosity=0)
    period = find_period(find_strategy("ccc/five-year-strategic-plan-2021-2025"), slug)
    period.state = PeriodState.CLOSED  # what an open round says of itself is no number

    agree(period)


@pytest.mark.parametrize("seed", SEEDS)
def test_frozen_strip_is_the_live_one_up_to_its_period(seed):
    *_, period, later = varied_plan(seed)
    rows = standing_then(rows_of(period, period.previous(), None, NOW), period)
    periods = [each for each in period.strategy.periods.all() if each != later]
    live = live_strip(period, periods, rows, list(period.strategy.priorities.all()), status_words(period.strategy))

    plan = frozen(period)
    shown = strip(plan, plan.rows)

    assert [each.label for each in shown.periods] == [each.label for each in live.periods]
    assert (shown.bands, shown.key) == (live.bands, live.key)


def test_numbers_lead_to_the_rows_that_they_count():
    *_, period, _later = varied_plan(1, updates_due_on=date(2022, 7, 1))
    plan = frozen(period)

    for chosen in (None, *plan.priorities):
        shown = numbers(plan, chosen)
        counts = [*counts_of(shown.dashboard), *counts_of(shown.watchlist), *counts_of(shown.promises)]
        assert len(counts) >= 5
        for count in counts:
            assert (len(asked(plan, count.query)), count.query) == (count.number, count.query)


def asked(plan, query):
    """The refs that the register of a frozen plan lists for a query."""
    listing = FrozenListing(plan, QueryDict(query), str)
    assert listing.is_valid, listing.form.errors
    return [each.ref for each in listing.page(None)[1]]


@pytest.mark.parametrize("seed", SEEDS)
def test_frozen_dashboard_has_the_numbers_that_the_report_prints(seed):
    *_, period, _later = varied_plan(seed)
    plan = frozen(period)
    glance, shown = plan.document.glance, numbers(plan, None)

    for table, words, kind in (
        (shown.dashboard.stages, glance.stages, "stages"),
        (shown.dashboard.ratings, glance.ratings, "ratings"),
    ):
        columns = [each.code for each in table.columns]
        printed = {
            tally.name: dict(zip((word.code for word in words), getattr(tally, kind), strict=True))
            for tally in glance.tallies
        }
        assert {each.name: each.total.number for each in table.tallies} == {
            each.name: each.commitments for each in glance.tallies
        }
        for tally in table.tallies:
            counted = {code: count.number for code, count in zip(columns, tally.counts, strict=True)}
            if kind == "ratings":
                counted.pop("", None)
            assert counted == printed[tally.name]
    assert {each.status.word: each.count.number for each in shown.dashboard.movements} == {
        each.word: each.number for each in glance.movements
    }
    assert (shown.promises.steps, shown.promises.kept) == (glance.kept.answered, glance.kept.done)
    assert [each.steps for each in shown.promises.answers] == [
        number for number in (glance.kept.done, glance.kept.partly, glance.kept.not_done, glance.kept.dropped) if number
    ]
    told = {note.words.removesuffix("."): note.count.number for note in shown.dashboard.notes if note.count}
    unreported = [number for words, number in told.items() if "no update" in words]
    assert [note for note in glance.notes if "no update" in note] == [
        f"{number} commitment{' has' if number == 1 else 's have'} no update for this period." for number in unreported
    ]
