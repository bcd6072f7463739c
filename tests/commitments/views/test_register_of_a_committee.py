"""The register narrowed down to what one committee oversees: page, files and API name the same commitments."""

import csv
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import pytest

from tests.factories import (
    CommitmentFactory,
    CommitteeFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StrategyFactory,
)
from tests.pages import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy(reader):
    return StrategyFactory(title="Plan", priority_label="Aim")


@pytest.fixture
def period(strategy):
    return ReportingPeriodFactory(strategy=strategy, month=date(2022, 6, 1), state="open")


@pytest.fixture
def committee(strategy):
    """Oversees the first and the third of four priorities: C1, C3. The board oversees the second: C2. Nobody the fourth: C4."""
    committee, board = (
        CommitteeFactory(organisation=strategy.organisation, name=name) for name in ("Quality", "Board")
    )
    for place, overseen_by in enumerate((committee, board, committee, None), start=1):
        priority = PriorityFactory(strategy=strategy, committee=overseen_by, position=place)
        CommitmentFactory(priority=priority, ref=f"C{place}")
    CommitteeFactory(organisation=strategy.organisation, name="Idle")
    CommitmentFactory(priority=overseen_elsewhere())
    return committee


def overseen_elsewhere():
    strategy = StrategyFactory()
    return PriorityFactory(
        strategy=strategy, committee=CommitteeFactory(organisation=strategy.organisation, name="Other")
    )


def at(period, ending="/", query=""):
    return f"/{'/'.join(period.address)}/register{ending}?{query}"


def on_page(reader, period, query):
    links = page(reader.get(at(period, "/", query))).links
    return [ref for ref in ("C1", "C2", "C3", "C4") if ref in links]


def in_csv(reader, period, query):
    text = reader.get(at(period, ".csv", query)).content.decode("utf-8-sig")
    return [row[0] for row in csv.reader(StringIO(text))][1:]


def workbook(reader, period, query):
    return openpyxl.load_workbook(BytesIO(reader.get(at(period, ".xlsx", query)).content))


def in_excel(reader, period, query):
    return [row[0] for row in workbook(reader, period, query)["Register"].iter_rows(min_row=2, values_only=True)]


def in_api(reader, period, query):
    found = reader.get(f"/api/v1/commitments/?strategy={period.strategy_id}&period={period.pk}&{query}").json()
    return [row["ref"] for row in found["results"]]


@pytest.mark.parametrize("way", [on_page, in_csv, in_excel, in_api])
def test_committee_narrows_the_register_down_wherever_it_is_read(reader, period, committee, way):
    assert way(reader, period, f"committee={committee.pk}") == ["C1", "C3"]
    assert way(reader, period, "committee=none") == ["C4"]
    assert way(reader, period, f"committee={committee.pk}&words=C3") == ["C3"]
    assert way(reader, period, "committee=") == ["C1", "C2", "C3", "C4"]


def test_register_offers_the_committees_that_oversee_something(reader, period, committee):
    html = reader.get(at(period)).content.decode()

    assert [words in html for words in (">Quality<", ">Board<", ">No committee<")] == [True, True, True]
    assert [words in html for words in (">Idle<", ">Other<")] == [False, False]


def test_register_says_which_committee_is_asked_for(reader, period, committee):
    query = f"committee={committee.pk}"

    shown = page(reader.get(at(period, "/", query)))
    about = dict(workbook(reader, period, query)["About"].iter_rows(min_row=2, values_only=True))

    assert "Committee: Quality" in " ".join(shown.words)
    assert "Showing 2 of 4 commitments" in shown.words
    assert (about["Narrowed down by"], about["Rows"]) == ("Committee: Quality", "2 of 4 commitments")


def test_register_without_a_committee_does_not_ask_for_one(reader, period, strategy):
    CommitmentFactory(priority=PriorityFactory(strategy=strategy))
    CommitteeFactory(organisation=strategy.organisation)

    assert 'name="committee"' not in reader.get(at(period)).content.decode()
    assert 'name="committee"' not in reader.get(at(period, "/", "committee=")).content.decode()


@pytest.mark.parametrize("key", ["idle", "other", "x", "-1", "%00", "9" * 5000])
@pytest.mark.parametrize("offered", [True, False])
def test_register_refuses_a_committee_that_oversees_nothing_here(reader, period, strategy, committee, *, key, offered):
    names = {"idle": strategy.organisation.committees.get(name="Idle"), "other": overseen_elsewhere().committee}
    asked = names[key].pk if key in names else key
    if not offered:
        strategy.priorities.update(committee=None)

    for ending in ("/", ".csv", ".xlsx"):
        response = reader.get(at(period, ending, f"committee={asked}"))

        assert response.status_code == 400
        assert page(response).words[:2] == ["There is a problem", "Choose a committee from the list."]


def test_saved_address_for_no_committee_still_holds_where_none_oversees_anything(reader, period, strategy, committee):
    strategy.priorities.update(committee=None)

    assert on_page(reader, period, "committee=none") == ["C1", "C2", "C3", "C4"]


@pytest.mark.parametrize("number", [1, 3])
def test_register_of_a_committee_needs_eleven_queries(reader, period, strategy, number, django_assert_num_queries):
    committee = CommitteeFactory(organisation=strategy.organisation)
    for _ in range(number):
        CommitmentFactory(priority=PriorityFactory(strategy=strategy, committee=committee))
    reader.get(at(period))

    with django_assert_num_queries(11):
        shown = page(reader.get(at(period, "/", f"committee={committee.pk}")))

    assert len([ref for ref in shown.links if ref.startswith("C") and ref[1:].isdigit()]) == number
