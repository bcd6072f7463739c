"""What lists of the API can be narrowed down and sorted by."""

from datetime import UTC, date, datetime

import pytest

from tests.commitments.api.samples import LISTS, address, asked_of, plan
from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    CommitteeFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StrategyFactory,
)

pytestmark = pytest.mark.django_db


def results(response) -> list[dict]:
    assert response.status_code == 200
    return response.json()["results"]


def refused(response) -> dict:
    assert response.status_code == 400
    return response.json()["fields"]


def test_updates_are_narrowed_down_by_the_day_of_their_approval_where_the_board_sits(reader):
    summer = {"approved_at": datetime(2022, 6, 30, 23, 30, tzinfo=UTC)}  # half past midnight in London
    update = ApprovedUpdateFactory(**summer)
    ApprovedUpdateFactory()

    found = results(reader.get(address("updates", approved_from="2022-07-01")))

    assert [row["id"] for row in found] == [update.pk]
    assert results(reader.get(address("updates", approved_from="2022-07-02"))) == []


@pytest.mark.parametrize(
    ("kind", "asked", "other"),
    [
        ("strategies", "organisation=organisation-1", "organisation=organisation-2"),
        ("priorities", "strategy={strategies}", "strategy={others}"),
        ("themes", "strategy={strategies}&priority={priorities}", "strategy={others}"),
        ("commitments", "strategy={strategies}&priority={priorities}&rating=amber&words=hospital", "strategy={others}"),
        ("periods", "strategy={strategies}&state=open", "strategy={others}"),
        ("updates", "strategy={strategies}&period={periods}&stage=in_progress&rating=amber", "rating=red"),
        ("updates", "commitment={commitments}&priority={priorities}", "strategy={others}"),
        ("measures", "strategy={strategies}&priority={priorities}&kind=number", "kind=milestone"),
    ],
)
def test_lists_are_narrowed_down(reader, kind, asked, other):
    made = plan()
    ids = {name: row.pk for name, row in made.items()} | {"others": StrategyFactory().pk}

    found = reader.get(f"/api/v1/{kind}/?{asked.format(**ids)}")
    nothing = reader.get(f"/api/v1/{kind}/?{other.format(**ids)}")

    assert [row["id"] for row in results(found)] == [made[kind].pk]
    assert made[kind].pk not in [row["id"] for row in results(nothing)]


def test_lists_are_sorted_by_name_and_the_other_way_round_with_the_unknown_last(reader):
    undated = StrategyFactory(title="A")
    early = StrategyFactory(title="B", starts_on=date(2020, 1, 1))
    late = StrategyFactory(title="C", starts_on=date(2021, 1, 1))

    def order(**asked: str) -> list[int]:
        return [row["id"] for row in results(reader.get(address("strategies", **asked)))]

    assert order() == order(sort="title") == [undated.pk, early.pk, late.pk]
    assert order(sort="-title") == [late.pk, early.pk, undated.pk]
    assert order(sort="starts_on") == [early.pk, late.pk, undated.pk]
    assert order(sort="-starts_on") == [late.pk, early.pk, undated.pk]


def test_commitments_are_given_in_the_order_of_the_plan_unless_asked_otherwise(reader):
    first = CommitmentFactory(position=1)
    second = CommitmentFactory(priority=first.priority, position=2)
    period = ReportingPeriodFactory(strategy=first.strategy)
    ApprovedUpdateFactory(commitment=second, period=period, rating="red")
    asked = {"strategy": first.strategy_id}

    in_plan = results(reader.get(address("commitments", **asked)))
    red_first = results(reader.get(address("commitments", **asked, sort="rating")))

    assert [row["id"] for row in in_plan] == [first.pk, second.pk]
    assert [row["id"] for row in red_first] == [second.pk, first.pk]


def test_commitments_are_of_a_strategy_that_must_be_named(reader):
    assert refused(reader.get(address("commitments"))) == {"strategy": ["Say of which strategy, by its id."]}


@pytest.mark.parametrize("row", [False, True])
def test_commitments_can_not_stand_in_a_period_of_another_strategy(reader, row):
    commitment, period = CommitmentFactory(), ReportingPeriodFactory()
    asked = {"period": period.pk} if row else {"period": period.pk, "strategy": commitment.strategy_id}

    response = reader.get(address("commitments", commitment.pk if row else None, **asked))

    assert refused(response) == {"period": ["This period is of another strategy."]}


@pytest.mark.parametrize(
    ("kind", "asked", "fields"),
    [
        ("strategies", "organisation=x", {"organisation": ["There is no such organisation among those that you may read."]}),
        ("strategies", "sort=mission", {"sort": ["Choose one of these: title, starts_on, -title, -starts_on."]}),
        ("periods", "state=shut", {"state": ["Choose one of these: planned, open, closed."]}),
        ("updates", "approved_from=31/03/2022", {"approved_from": ["Write the day like this: 2022-03-31."]}),
        ("updates", "rating=blue&stage=x&period=1.5", {
            "rating": ["Choose one of these: green, amber, red."],
            "stage": ["Choose one of these: not_started, in_progress, paused, complete, not_achieved, stopped, merged."],
            "period": ["There is no such reporting period among those that you may read."],
        }),
        ("themes", "perod=1&Strategy=1", {
            "Strategy": ["This list has no parameter of this name."], "perod": ["This list has no parameter of this name."],
        }),
        ("measures", "page_size=0", {"page_size": ["Ask for 1 to 200 rows."]}),
        ("measures", "page_size=201", {"page_size": ["Ask for 1 to 200 rows."]}),
        ("measures", "page_size=", {"page_size": ["Ask for 1 to 200 rows."]}),
        ("measures", "page_size=²", {"page_size": ["Ask for 1 to 200 rows."]}),
    ],
)  # fmt: skip
def test_what_can_not_be_read_is_refused_with_a_sentence_for_each_parameter(reader, kind, asked, fields):
    assert refused(reader.get(f"/api/v1/{kind}/?{asked}")) == fields


def test_list_comes_in_pages(reader):
    strategy = StrategyFactory(title="A")
    last = StrategyFactory(title="B", organisation=strategy.organisation)

    first_page = reader.get(address("strategies", page_size=1)).json()
    second_page = reader.get(first_page["next"]).json()

    assert (first_page["count"], first_page["previous"]) == (2, None)
    assert first_page["next"] == "http://testserver/api/v1/strategies/?page=2&page_size=1"
    assert [row["id"] for row in second_page["results"]] == [last.pk]
    assert (second_page["next"], reader.get(second_page["previous"]).json()) == (None, first_page)


def test_page_has_at_most_200_rows(reader):
    organisation = StrategyFactory().organisation
    for _ in range(200):
        StrategyFactory(organisation=organisation)

    assert len(results(reader.get(address("strategies")))) == 50
    assert len(results(reader.get(address("strategies", page_size=200)))) == 200


@pytest.mark.parametrize("page", ["0", "-1", "2", "1.5", "last", "x", "%00", "9" * 30, "9" * 5000])
def test_page_that_is_not_there_is_not_found(reader, page):
    response = reader.get(address("strategies", page=page))

    assert (response.status_code, response.json()) == (
        404,
        {"status": 404, "message": "This list has no such page.", "fields": {}},
    )


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize(
    "name", ["organisation", "strategy", "priority", "theme", "lead", "committee", "period", "commitment"]
)
def test_row_of_a_stranger_is_refused_as_one_that_is_not_there_is(reader, kind, name, another_organisation):
    mine, theirs = plan(), another_organisation
    numbers = {
        "organisation": theirs["strategies"].organisation.slug,
        "strategy": theirs["strategies"].pk,
        "priority": theirs["priorities"].pk,
        "theme": theirs["themes"].pk,
        "lead": theirs["commitments"].lead_id,
        "committee": theirs["priorities"].committee_id,
        "period": theirs["periods"].pk,
        "commitment": theirs["commitments"].pk,
    }
    asked = asked_of(kind, mine)

    to_theirs = reader.get(address(kind, **asked | {name: numbers[name]}))
    to_nothing = reader.get(address(kind, **asked | {name: "987654" if name != "organisation" else "nobody"}))

    assert to_theirs.status_code == 400
    assert to_theirs.json() == to_nothing.json()


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("words=hospital", 1),
        ("words=roof", 0),
        ("stage=none", 1),
        ("stage=complete", 0),
        ("rating=none", 1),
        ("rating=red", 0),
        ("movement=worse", 0),
        *((f"sort={name}", 1) for name in ("plan", "rating", "stage", "movement", "due", "lead")),
    ],
)
def test_commitments_of_a_strategy_without_periods_can_be_narrowed_down_and_sorted(reader, asked, number):
    commitment = CommitmentFactory()

    assert len(results(reader.get(f"/api/v1/commitments/?strategy={commitment.strategy_id}&{asked}"))) == number


def test_commitments_are_narrowed_down_by_the_committee_that_oversees_their_priority(reader):
    made = plan(rows=3)
    asked = asked_of("commitments", made)
    none = CommitmentFactory(priority=PriorityFactory(strategy=made["strategies"]))

    def found(committee: object) -> list[int]:
        return [row["id"] for row in results(reader.get(address("commitments", **asked, committee=committee)))]

    assert found(made["priorities"].committee_id) == [made["commitments"].pk]
    assert found("none") == [none.pk]
    assert len(found("")) == 4


@pytest.mark.parametrize("committee", ["0", "-1", "x", "1.5", "%00", "9" * 40, "idle"])
def test_committee_that_oversees_nothing_is_refused_in_a_sentence(reader, committee):
    made = plan()
    idle = CommitteeFactory(organisation=made["strategies"].organisation).pk
    asked = asked_of("commitments", made) | {"committee": idle if committee == "idle" else committee}

    assert refused(reader.get(address("commitments", **asked))) == {"committee": ["Choose a committee from the list."]}
