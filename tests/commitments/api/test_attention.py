"""The newer filters of commitments, asked through the API."""

import pytest

from commitments.standing.attention import Reason
from commitments.standing.kept import Kept
from tests.commitments.api.samples import address
from tests.factories import ApprovedUpdateFactory, CommitmentFactory, ReportingPeriodFactory

pytestmark = pytest.mark.django_db

YES_OR_NO = ("overdue", "late", "unchanged", "reworded", "added")


def found(reader, **asked: object) -> list[int]:
    response = reader.get(address("commitments", **asked))
    assert response.status_code == 200, response.json()
    return [row["id"] for row in response.json()["results"]]


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        *(({name: "yes"}, False) for name in YES_OR_NO),
        *(({name: "no"}, True) for name in YES_OR_NO),
        *(({"attention": each}, False) for each in ("any", *Reason.values)),
        ({"attention": "none", "sort": "attention"}, True),
        *(({"promises": each}, False) for each in Kept.values),
    ],
)
@pytest.mark.parametrize("periods", [0, 2])
def test_commitments_are_asked_for_with_and_without_periods(reader, asked, is_found, periods):
    commitment = CommitmentFactory()
    for _ in range(periods):
        ReportingPeriodFactory(strategy=commitment.strategy)

    assert found(reader, strategy=commitment.strategy_id, **asked) == [commitment.pk] * is_found


def test_commitments_that_need_attention_are_those_of_the_period_asked_for(reader):
    commitment = CommitmentFactory()
    earlier = ReportingPeriodFactory(strategy=commitment.strategy, state="closed")
    period = ReportingPeriodFactory(strategy=commitment.strategy, state="open")
    ApprovedUpdateFactory(commitment=commitment, period=earlier, stage="in_progress", rating="red")
    ApprovedUpdateFactory(commitment=commitment, period=period, stage="in_progress", rating="green")
    asked = {"strategy": commitment.strategy_id, "attention": "red"}

    assert found(reader, **asked) == []
    assert found(reader, **asked, period=earlier.pk) == [commitment.pk]


def test_commitments_that_are_overdue_are_found_without_periods(reader):
    commitment = CommitmentFactory(due_on="2021-01-01", due_precision="month")

    assert found(reader, strategy=commitment.strategy_id, overdue="yes") == [commitment.pk]


@pytest.mark.parametrize(
    ("asked", "fields"),
    [
        ({"attention": "blue"}, {"attention": ["Choose a reason from the list."]}),
        ({"late": "true"}, {"late": ["Choose an answer from the list."]}),
        ({"promises": "none"}, {"promises": ["Choose an answer from the list."]}),
    ],
)
def test_what_is_not_offered_is_refused_in_a_sentence(reader, asked, fields):
    commitment = CommitmentFactory()

    response = reader.get(address("commitments", strategy=commitment.strategy_id, **asked))

    assert (response.status_code, response.json()["fields"]) == (400, fields)
