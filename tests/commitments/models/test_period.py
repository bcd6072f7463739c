from datetime import date

import pytest

from commitments.models import ReportingPeriod
from tests.factories import CommitteeFactory, MeetingFactory, ReportingPeriodFactory, StrategyFactory


def one_meeting_twice():
    period = ReportingPeriodFactory()
    committee = CommitteeFactory(organisation=period.strategy.organisation)
    MeetingFactory.create_batch(2, period=period, committee=committee, held_on=date(2022, 3, 30))


@pytest.mark.parametrize(
    ("constraint", "attempt"),
    [
        (
            "one_period_of_a_label_per_strategy",
            lambda: ReportingPeriodFactory.create_batch(2, strategy=StrategyFactory(), label="Spring"),
        ),
        (
            "one_period_of_a_slug_per_strategy",
            lambda: ReportingPeriodFactory.create_batch(2, strategy=StrategyFactory(), slug="spring"),
        ),
        (
            "one_period_of_a_month_per_strategy",
            lambda: [
                ReportingPeriodFactory(strategy=strategy, month=date(2022, 3, 1), label=label, slug=label)
                for strategy in [StrategyFactory()]
                for label in ("first", "second")
            ],
        ),
        ("period_has_an_address_of_its_own", lambda: ReportingPeriodFactory(slug="plan")),
        ("period_has_a_label", lambda: ReportingPeriodFactory(label=" ")),
        ("period_is_planned_open_or_closed", lambda: ReportingPeriodFactory(state="forgotten")),
        (
            "updates_are_due_after_the_period_opens",
            lambda: ReportingPeriodFactory(opens_on=date(2022, 2, 2), updates_due_on=date(2022, 2, 1)),
        ),
        (
            "approvals_are_due_after_updates",
            lambda: ReportingPeriodFactory(updates_due_on=date(2022, 2, 2), approvals_due_on=date(2022, 2, 1)),
        ),
        ("one_meeting_per_committee_period_and_date", one_meeting_twice),
    ],
)
def test_period_constraint_holds(constraint, attempt, refused_by):
    assert refused_by(attempt) == constraint


@pytest.mark.parametrize(
    ("scheduled_for", "delayed"),
    [(None, False), (date(2022, 1, 1), True), (date(2022, 3, 1), False), (date(2022, 4, 1), False)],
)
def test_is_delayed_where_it_was_scheduled_for_an_earlier_month(scheduled_for, delayed):
    assert ReportingPeriod(month=date(2022, 3, 1), scheduled_for=scheduled_for).is_delayed() is delayed


@pytest.mark.django_db
def test_previous_is_the_latest_earlier_period_of_the_same_strategy():
    strategy = StrategyFactory()
    march, september, june = (
        ReportingPeriodFactory(strategy=strategy, month=month)
        for month in (date(2022, 3, 1), date(2022, 9, 1), date(2021, 6, 1))
    )
    ReportingPeriodFactory(month=date(2022, 6, 1))

    assert [period.previous() for period in (june, march, september)] == [None, june, march]


@pytest.mark.django_db
def test_meeting_is_called_by_its_committee():
    assert str(MeetingFactory(committee__name="Trust Board")) == "Trust Board"
