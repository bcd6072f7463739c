"""What the address of a register asks for: in words, and as an address again."""

from datetime import UTC, datetime

import pytest
from django.http import QueryDict
from django.utils.http import urlencode
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commitments.filters import SORTS, CommitmentFilter
from commitments.models import Strategy
from commitments.register.asked import asked, first_controls, label, orders, query_of, rarer_groups, uses_rarer
from commitments.register.listing import Listing
from tests.factories import (
    CommitmentFactory,
    CommitteeFactory,
    PostFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StatusWordFactory,
    StrategyFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def period():
    strategy = StrategyFactory(theme_label="Strand")
    board = CommitteeFactory(organisation=strategy.organisation, name="Trust Board")
    theme = ThemeFactory(
        priority=PriorityFactory(strategy=strategy, name="Be outstanding", committee=board), name="Care"
    )
    CommitmentFactory(theme=theme, lead=PostFactory(title="Matron"))
    return ReportingPeriodFactory(strategy=strategy)


def form_of(period, query):
    listing = Listing(period, QueryDict(query), datetime(2022, 6, 1, tzinfo=UTC))
    assert listing.is_valid, listing.form.errors
    return listing.form


def words(period, query):
    return [each.words for each in asked(form_of(period, query), period.strategy)]


def test_asked_says_each_thing_in_the_strategys_words(period):
    commitment = period.strategy.commitments.get()
    StatusWordFactory(strategy=period.strategy, code="red", word="Off track")
    query = (
        f"words=+ward++open&priority={commitment.priority_id}&theme={commitment.theme_id}&lead={commitment.lead_id}"
        f"&committee={commitment.priority.committee_id}"
        "&rating=red&stage=none&overdue=yes&late=no&attention=red&movement=none&sort=due&page=3&unknown=1"
    )

    assert words(period, query) == [
        "Words: ward open",
        "Priority: Be outstanding",
        "Strand: Care",
        "Lead: Matron",
        "Committee: Trust Board",
        "Stage: Not reported",
        "Rating: Off track",
        "Movement: Not compared",
        "Needs attention: Off track",
        "Overdue: Yes",
        "Late update: No",
    ]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("theme=none", "Strand: No theme"),
        ("lead=none", "Lead: No lead named"),
        ("committee=none", "Committee: No committee"),
        ("rating=none", "Rating: No rating"),
        ("attention=any", "Needs attention: Any reason"),
        ("attention=none", "Needs attention: No reason"),
    ],
)
def test_asked_says_what_is_asked_of_nothing(period, query, said):
    assert words(period, query) == [said]


def test_asked_knows_the_address_without_each_thing(period):
    form = form_of(period, "rating=red&words=a+%26+b&sort=due&page=2")

    assert [(each.label, each.without) for each in asked(form, period.strategy)] == [
        ("Words", "rating=red&sort=due"),
        ("Rating", "words=a+%26+b&sort=due"),
    ]


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", ""),
        ("words=&rating=&sort=plan&page=2", ""),
        ("sort=due&rating=red&x=1&csrfmiddlewaretoken=t", "rating=red&sort=due"),
        ("rating=amber&rating=red", "rating=red"),
        ("words=%00++a%0Ab", "words=a+b"),
        ("words=%22%3Cscript%3E", "words=%22%3Cscript%3E"),
    ],
)
def test_query_keeps_what_is_known_in_one_order(period, query, kept):
    assert query_of(form_of(period, query)) == kept


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.text(max_size=20))
def test_query_asks_for_the_same_again(period, typed):
    first = form_of(period, urlencode({"words": typed, "rating": "red"}))

    again = form_of(period, query_of(first))

    assert again.cleaned_data == first.cleaned_data


def test_orders_keep_what_is_asked(period):
    found = orders(form_of(period, "rating=red&sort=due"))

    assert list(found) == list(SORTS)
    assert [name for name, order in found.items() if order.is_now] == ["due"]
    assert (found["plan"].query, found["lead"].query) == ("rating=red", "rating=red&sort=lead")
    assert found["rating"].words == "rating, red first"
    assert orders(form_of(period, ""))["plan"].is_now


def test_every_filter_has_a_place_on_the_page(period):
    form = form_of(period, "")
    groups = rarer_groups(form, period.strategy)
    shown = [*first_controls(form, period.strategy), *(each for group in groups for each in group.controls)]

    assert sorted(each.field.name for each in shown) == sorted(CommitmentFilter.base_filters)
    assert [group.heading for group in groups] == ["Part of the plan", "What to look into", "The update"]
    assert len({each.label for each in shown}) == len(shown)


def test_committee_has_a_place_only_where_one_oversees_something_or_is_asked_for(period):
    period.strategy.priorities.update(committee=None)

    assert "committee" not in form_of(period, "").fields
    assert "committee" not in form_of(period, "committee=&lead=none").fields
    assert words(period, "committee=none") == ["Committee: No committee"]


def test_filter_that_nobody_placed_comes_last(period):
    form = form_of(period, "")
    form.fields["weather_of_it"] = form.fields["words"]

    last = rarer_groups(form, period.strategy)[-1]

    assert (last.heading, [each.label for each in last.controls]) == ("More", ["Weather of it"])


@pytest.mark.parametrize(
    ("query", "opened"), [("", False), ("rating=red&sort=due", False), ("lead=none", True), ("overdue=x", True)]
)
def test_uses_rarer_says_whether_they_stand_open(period, query, opened):
    form = CommitmentFilter(QueryDict(query), period.strategy.commitments.standing_in(period, None)).form

    assert uses_rarer(form) is opened


def test_label_is_the_strategys_own():
    strategy = Strategy(priority_label="Objective", theme_label="Strand")

    assert [label(name, strategy) for name in ("priority", "theme", "words", "unchanged")] == [
        "Objective",
        "Strand",
        "Words",
        "Unchanged text",
    ]
