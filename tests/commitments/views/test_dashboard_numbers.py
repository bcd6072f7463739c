"""Every number of a dashboard is the number of rows that the register lists at its link, whatever the plan is like."""

import re
from collections.abc import Iterable
from datetime import date

import pytest
from django.db import transaction
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from commitments.filters import CommitmentFilter
from commitments.models import Answer, Commitment, Rating, ReportingPeriod, Stage
from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    ExtensionFactory,
    OutcomeFactory,
    PlanChangeFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    StrategyFactory,
    SubmittedUpdateFactory,
    ThemeFactory,
    UpdatePointFactory,
)
from tests.pages import page

pytestmark = pytest.mark.django_db

MONTHS = [date(2021, 9, 1), date(2022, 3, 1), date(2022, 9, 1)]
ratings = some.sampled_from(["", *Rating.values, Rating.AMBER])
standings = some.one_of(
    some.builds(dict, stage=some.sampled_from(["", *Stage.rated]), rating=ratings, executive_rating=ratings),
    some.builds(dict, stage=some.sampled_from(Stage.ended)),
)
updates = some.fixed_dictionaries(
    {
        "factory": some.sampled_from([*[ApprovedUpdateFactory] * 4, SubmittedUpdateFactory, StatusUpdateFactory]),
        "standing": standings,
        "progress": some.sampled_from(["", "Same", "Other"]),
        "answer": some.sampled_from([*Answer.values, ""]),
        "carries": some.sampled_from([True, True, False]),
    }
)
commitments = some.fixed_dictionaries(
    {
        "place": some.integers(0, 4),
        "due_on": some.sampled_from([None, date(2021, 1, 1), date(2022, 4, 1), date(2090, 1, 1)]),
        "updates": some.lists(
            some.one_of(updates, updates, updates, some.none()), min_size=len(MONTHS), max_size=len(MONTHS)
        ),
        "change": some.sampled_from(["", "", "", "added", "stopped", "merged", "reworded"]),
        "changed_in": some.sampled_from([None, *range(len(MONTHS))]),
        "extended_to": some.sampled_from([None, None, date(2022, 1, 1), date(2090, 1, 1)]),
    }
)
plans = some.fixed_dictionaries(
    {
        "states": some.sampled_from([["closed", "closed", "open"], ["closed", "open", "planned"], ["open"] * 3]),
        "due": some.sampled_from([None, date(2022, 1, 1), date(2090, 1, 1)]),
        "shown": some.sampled_from([2, 2, 1, 1, 0]),
        "commitments": some.lists(commitments, min_size=4, max_size=8),
    }
)


def made(plan) -> ReportingPeriod:
    """The plan in the database; gives the period whose dashboard is looked at."""
    strategy = StrategyFactory()
    periods = [
        ReportingPeriodFactory(strategy=strategy, month=month, state=state, updates_due_on=plan["due"])
        for month, state in zip(MONTHS, plan["states"], strict=True)
    ]
    first, second = PriorityFactory(strategy=strategy), PriorityFactory(strategy=strategy)
    theme = ThemeFactory(priority=first)
    places = [{"priority": first}, {"theme": theme}, {"theme": ThemeFactory(parent=theme)}, {"priority": second}]
    places.append({"theme": ThemeFactory(priority=first)})
    for each in plan["commitments"]:
        _make(each, places[each["place"]], periods)
    return periods[plan["shown"]]


def _make(told, place, periods) -> None:
    dated = {"due_on": told["due_on"], "due_precision": "month"} if told["due_on"] else {}
    commitment = CommitmentFactory(**place, **dated, in_published_plan=told["change"] != "added")
    if told["change"]:
        period = None if told["changed_in"] is None else periods[told["changed_in"]]
        PlanChangeFactory(commitment=commitment, kind=told["change"], period=period, old="Before", new="After")
    if told["extended_to"]:
        ExtensionFactory(commitment=commitment, period=periods[1], due_on=told["extended_to"])
    step = None
    for period, update in zip(periods, told["updates"], strict=True):
        step = _report(commitment, period, update, step) if update else step


def _report(commitment, period, told, step):
    """Makes an update that answers the step before, if there is one, and says what comes next, carried forward or not."""
    update = told["factory"](commitment=commitment, period=period, **told["standing"])
    if told["progress"]:
        UpdatePointFactory(update=update, text=told["progress"])
    if step and told["answer"]:
        OutcomeFactory(update=update, point=step, answer=told["answer"])
    return UpdatePointFactory(update=update, kind="next", carried_from=step if told["carries"] else None)


def counted(shown) -> dict[str, int]:
    """The numbers of a dashboard by the queries of the register that they lead to."""
    links = [(text, address) for text, address in shown.links.items() if "/register/" in address]
    found = [(address.partition("?")[2], int(re.search(r"\d+", text)[0])) for text, address in links]
    assert all(dict(found)[query] == number for query, number in found)
    return dict(found)


def listed(period: ReportingPeriod, queries: Iterable[str]) -> dict[str, int]:
    """How many rows the register has for each query."""
    rows = Commitment.objects.in_plan_of(period).worded_in(period).standing_in(period, period.previous())
    filters = {query: CommitmentFilter(QueryDict(query), rows) for query in queries}
    assert {query: each.errors for query, each in filters.items() if not each.is_valid()} == {}
    return {query: each.qs.count() for query, each in filters.items()}


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(plan=plans, chosen=some.sampled_from([None, 0, 1]))
def test_dashboard_counts_what_the_register_lists(reader, plan, chosen):
    with transaction.atomic():
        period = made(plan)
        priority = None if chosen is None else period.strategy.priorities.all()[chosen]
        asked = f"?priority={priority.pk}" if priority else ""

        found = counted(page(reader.get(f"/{'/'.join(period.address)}/{asked}")))

        assert listed(period, found) == found
        assert all(asked[1:] in query for query in found)
        transaction.set_rollback(True)
