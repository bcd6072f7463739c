"""What the API gives: lists and single rows."""

from datetime import date

import pytest

from commitments.models import ChangeKind, PeriodState, PointKind, Post, State, SuccessMeasure
from tests.commitments.api.samples import LISTS, address, asked_of, plan
from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    CommitteeFactory,
    ObservationFactory,
    PlanChangeFactory,
    PostFactory,
    PriorityFactory,
    RebaseFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    StatusWordFactory,
    StrategyFactory,
    SubmittedUpdateFactory,
    SuccessMeasureFactory,
    TargetFactory,
    ThemeFactory,
    UpdatePointFactory,
)

pytestmark = pytest.mark.django_db


def results(response) -> list[dict]:
    assert response.status_code == 200
    return response.json()["results"]


def test_strategy_is_given_with_its_organisation_and_its_words(reader):
    strategy = StrategyFactory(
        title="Plan 2021-2025", starts_on=date(2021, 4, 1), mission="Care", theme_label="Aim", follows="Plan 2015"
    )
    StatusWordFactory(strategy=strategy, meaning="As planned")

    given = reader.get(address("strategies", strategy.pk)).json()

    assert given == {
        "id": strategy.pk,
        "slug": "strategy-1",
        "organisation": {
            "id": strategy.organisation_id,
            "slug": "organisation-1",
            "name": "Organisation 1",
            "short_name": "Org 1",
        },
        "title": "Plan 2021-2025",
        "starts_on": "2021-04-01",
        "ends_on": None,
        "mission": "Care",
        "cadence": "",
        "introduction": "",
        "priority_label": "Priority",
        "priority_label_plural": "Priorities",
        "theme_label": "Aim",
        "theme_label_plural": "Themes",
        "commitment_label": "Commitment",
        "commitment_label_plural": "Commitments",
        "report_title": "Implementation report",
        "status_words": [{"code": "green", "word": "On track", "meaning": "As planned"}],
        "follows": "Plan 2015",
        "illustrative": "",
    }


def test_priority_is_given_with_the_post_that_leads_it_and_the_committee_that_oversees_it(reader):
    post = PostFactory(title="Chief Nurse")
    strategy = StrategyFactory(organisation=post.organisation)
    board = CommitteeFactory(organisation=post.organisation, name="Trust Board")
    priority = PriorityFactory(
        strategy=strategy, name="Be outstanding", strapline="Safe care", executive_lead=post, committee=board
    )

    assert reader.get(address("priorities", priority.pk)).json() == {
        "id": priority.pk,
        "strategy": priority.strategy_id,
        "name": "Be outstanding",
        "strapline": "Safe care",
        "context": "",
        "executive_lead": {"id": post.pk, "title": "Chief Nurse"},
        "committee": {"id": board.pk, "name": "Trust Board"},
        "position": 1,
    }


def test_theme_is_given_with_the_theme_that_it_is_part_of(reader):
    theme = ThemeFactory(name="Care")
    sub_theme = ThemeFactory(parent=theme, name="Wards")

    assert reader.get(address("themes", sub_theme.pk)).json() == {
        "id": sub_theme.pk,
        "strategy": theme.priority.strategy_id,
        "priority": theme.priority_id,
        "parent": theme.pk,
        "name": "Wards",
        "context": "",
        "position": 2,
    }


def test_period_is_given_with_its_dates(reader):
    period = ReportingPeriodFactory(
        updates_due_on=date(2022, 1, 14), scheduled_for=date(2021, 12, 1), delay_reason="Winter", state=PeriodState.OPEN
    )

    assert reader.get(address("periods", period.pk)).json() == {
        "id": period.pk,
        "slug": "2022-01",
        "strategy": period.strategy_id,
        "label": "January 2022",
        "month": "2022-01-01",
        "scheduled_for": "2021-12-01",
        "delay_reason": "Winter",
        "opens_on": None,
        "updates_due_on": "2022-01-14",
        "approvals_due_on": None,
        "state": "open",
    }


def test_commitment_is_given_with_where_it_stands_in_the_current_period(reader):
    lead, other = PostFactory(title="Matron"), PostFactory(title="Registrar")
    commitment = CommitmentFactory(
        ref="BO-01", lead=lead, due_on=date(2022, 4, 1), due_precision="quarter", due_words="Q1 2022/23"
    )
    commitment.supporting.add(other)
    earlier = ReportingPeriodFactory(strategy=commitment.strategy, state=PeriodState.CLOSED)
    period = ReportingPeriodFactory(strategy=commitment.strategy, state=PeriodState.OPEN)
    ApprovedUpdateFactory(commitment=commitment, period=earlier, stage="in_progress", rating="amber")
    update = ApprovedUpdateFactory(
        commitment=commitment, period=period, stage="in_progress", rating="green", executive_rating="red"
    )

    assert reader.get(address("commitments", commitment.pk)).json() == {
        "id": commitment.pk,
        "ref": "BO-01",
        "strategy": commitment.strategy_id,
        "priority": commitment.priority_id,
        "theme": None,
        "wording": "Open the new hospital",
        "published_wording": "",
        "in_published_plan": True,
        "lead": {"id": lead.pk, "title": "Matron"},
        "supporting": [{"id": other.pk, "title": "Registrar"}],
        "due": {"on": "2022-04-01", "precision": "quarter", "last_day": "2022-06-30", "words": "Q1 2022/23"},
        "position": 1,
        "period": period.pk,
        "wording_then": "Open the new hospital",
        "stage": "in_progress",
        "rating": "red",
        "lead_rating": "green",
        "movement": "worse",
        "update": update.pk,
    }


def test_commitment_is_given_as_it_stood_in_the_period_asked_for(reader):
    commitment = CommitmentFactory(wording="Open it soon")
    earlier = ReportingPeriodFactory(strategy=commitment.strategy, state=PeriodState.CLOSED)
    later = ReportingPeriodFactory(strategy=commitment.strategy, state=PeriodState.OPEN)
    PlanChangeFactory(commitment=commitment, period=later, old="Open it", new="Open it soon")
    ApprovedUpdateFactory(commitment=commitment, period=earlier, stage="complete")

    one = reader.get(address("commitments", commitment.pk, period=earlier.pk)).json()
    listed = results(reader.get(address("commitments", strategy=commitment.strategy_id, period=earlier.pk)))

    assert listed == [one]
    assert (one["period"], one["wording"], one["wording_then"]) == (earlier.pk, "Open it soon", "Open it")
    assert (one["stage"], one["due"], one["lead"]) == ("complete", None, None)


def test_commitment_of_a_strategy_without_periods_says_nothing_of_where_it_stands(reader):
    commitment = CommitmentFactory()

    one = reader.get(address("commitments", commitment.pk)).json()

    assert results(reader.get(address("commitments", strategy=commitment.strategy_id))) == [one]
    assert (one["period"], one["stage"], one["rating"], one["movement"], one["update"]) == (None, "", "", "", None)
    assert one["wording_then"] == "Open the new hospital"


def test_commitments_of_a_period_leave_out_what_joined_the_plan_later(reader):
    joined = CommitmentFactory()
    first = ReportingPeriodFactory(strategy=joined.strategy)
    second = ReportingPeriodFactory(strategy=joined.strategy)
    PlanChangeFactory(commitment=joined, kind=ChangeKind.ADDED, period=second)
    asked = {"strategy": joined.strategy_id}

    assert results(reader.get(address("commitments", **asked, period=first.pk))) == []
    assert [row["id"] for row in results(reader.get(address("commitments", **asked, period=second.pk)))] == [joined.pk]
    assert reader.get(address("commitments", joined.pk, period=first.pk)).status_code == 200


def test_update_is_given_with_its_points_and_its_revision_as_a_strong_tag(reader):
    update = ApprovedUpdateFactory(
        commitment__ref="BO-01", revision=7, stage="paused", reason="No steel", on_behalf_of=PostFactory(title="Matron")
    )
    UpdatePointFactory(update=update, text="Walls", position=1)
    UpdatePointFactory(update=update, text="North", depth=1, position=2)
    UpdatePointFactory(update=update, text="Roof", kind=PointKind.NEXT)

    response = reader.get(address("updates", update.pk))

    assert response.headers["ETag"] == '"7"'
    assert response.json() == {
        "id": update.pk,
        "strategy": update.commitment.strategy_id,
        "commitment": update.commitment_id,
        "ref": "BO-01",
        "period": update.period_id,
        "revision": 7,
        "stage": "paused",
        "rating": "",
        "executive_rating": "",
        "reason": "No steel",
        "progress": [{"text": "Walls", "depth": 0}, {"text": "North", "depth": 1}],
        "next": [{"text": "Roof", "depth": 0}],
        "evidence": [],
        "on_behalf_of": {"id": update.on_behalf_of_id, "title": "Matron"},
        "submitted_at": "2022-03-01T09:00:00Z",
        "approved_at": "2022-03-01T09:00:00Z",
    }


def test_measure_is_given_with_targets_and_readings_by_date(reader):
    measure = SuccessMeasureFactory(name="Waiting", kind="percentage", unit="%", better="higher", baseline="80.50")
    TargetFactory(measure=measure, value=None, words="More")
    TargetFactory(measure=measure, value="95.5", due_on=date(2025, 3, 31))
    ObservationFactory(measure=measure, date=date(2022, 6, 30), value="87.25", note="Late")
    ObservationFactory(measure=measure)
    RebaseFactory(measure=measure)
    SuccessMeasure.objects.update(post=PostFactory(organisation=measure.priority.strategy.organisation, title="Matron"))

    assert reader.get(address("measures", measure.pk)).json() == {
        "id": measure.pk,
        "strategy": measure.priority.strategy_id,
        "priority": measure.priority_id,
        "name": "Waiting",
        "kind": "percentage",
        "unit": "%",
        "better": "higher",
        "tolerance": None,
        "baseline": "80.5",
        "baseline_words": "",
        "position": 1,
        "post": {"id": Post.objects.get().pk, "title": "Matron"},
        "rebases": [{"date": "2022-01-01", "reason": "The second site opened"}],
        "targets": [
            {"value": "95.5", "words": "", "due_on": "2025-03-31"},
            {"value": None, "words": "More", "due_on": None},
        ],
        "readings": [
            {"date": "2022-03-31", "value": "85", "words": "", "note": ""},
            {"date": "2022-06-30", "value": "87.25", "words": "", "note": "Late"},
        ],
    }


@pytest.mark.parametrize("kind", LISTS)
def test_row_is_the_same_in_its_list_and_alone(reader, kind):
    made = plan()

    listed = reader.get(address(kind, **asked_of(kind, made))).json()

    assert listed == {
        "count": 1,
        "next": None,
        "previous": None,
        "results": [reader.get(address(kind, made[kind].pk)).json()],
    }


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED])
def test_what_is_not_approved_is_nowhere(reader, kind, state):
    factory = StatusUpdateFactory if state == State.DRAFT else SubmittedUpdateFactory
    update = factory(stage="paused", rating="red", reason="Quarrel", executive_rating="red")
    UpdatePointFactory(update=update, text="Quarrel")
    asked = {"strategy": update.commitment.strategy_id} if kind == "commitments" else {}

    text = reader.get(address(kind, **asked)).content.decode()

    assert [word for word in ("Quarrel", "paused", '"red"', state) if word in text] == []
    assert reader.get(address("updates", update.pk)).status_code == 404
    assert results(reader.get(address("commitments", strategy=update.commitment.strategy_id, words="Quarrel"))) == []
    assert results(reader.get(address("commitments", strategy=update.commitment.strategy_id, rating="red"))) == []


@pytest.mark.parametrize(
    ("kind", "queries"),
    [
        ("strategies", 5),
        ("priorities", 4),
        ("themes", 4),
        ("commitments", 8),
        ("periods", 4),
        ("updates", 5),
        ("measures", 7),
    ],
)
@pytest.mark.parametrize("number", [1, 3])
def test_list_needs_so_many_queries(reader, kind, queries, number, django_assert_num_queries):
    made = plan(rows=number)
    reader.get(address(kind, **asked_of(kind, made)))  # the session notes down when it began

    with django_assert_num_queries(queries):
        found = results(reader.get(address(kind, **asked_of(kind, made))))

    assert len(found) == number


def test_answers_are_for_no_shared_cache(reader):
    response = reader.get(address("strategies"))

    assert (response.headers["Cache-Control"], response.headers["Vary"]) == (
        "private, no-cache",
        "Authorization, Cookie",
    )
