import pytest
from django.db import IntegrityError, transaction

from commitments.models import NarrativePoint
from tests.factories import (
    CommitmentFactory,
    NarrativePointFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StrategyFactory,
)


@pytest.mark.parametrize(
    ("constraint", "attempt"),
    [
        ("narrative_is_of_a_known_kind", lambda: NarrativePointFactory(kind="rumour")),
        ("narrative_says_something", lambda: NarrativePointFactory(text=" ")),
        ("proposed_narrative_says_by_whom", lambda: NarrativePointFactory(accepted=False)),
    ],
)
def test_narrative_constraint_holds(constraint, attempt, refused_by):
    assert refused_by(attempt) == constraint


@pytest.mark.parametrize(
    ("constraint", "attempt"),
    [("narrative_is_at_most_2000_characters", lambda: NarrativePointFactory(text="x" * 2001))],
)
def test_narrative_length_holds(constraint, attempt, refused_by):
    assert refused_by(attempt) in {constraint, "value too long for type character varying(2000)"}


@pytest.mark.django_db
def test_narrative_is_in_order_of_kind_and_place():
    period = ReportingPeriodFactory()
    for kind, position in (("highlight", 2), ("challenge", 3), ("highlight", 1)):
        NarrativePointFactory(period=period, kind=kind, position=position)

    places = [(point.kind, point.position) for point in period.narrative.all()]

    assert places == [("challenge", 3), ("highlight", 1), ("highlight", 2)]


OF_ITS_PERIOD = "A point of the narrative is of the strategy of its period"
RESTS = "A point of the narrative rests on commitments of its own strategy"


def resting():
    """A point of a priority, and a commitment that it rests on; no update holds them where they are."""
    priority = PriorityFactory()
    commitment = CommitmentFactory(priority=PriorityFactory(strategy=priority.strategy))
    point = NarrativePointFactory(period=ReportingPeriodFactory(strategy=priority.strategy), priority=priority)
    point.commitments.add(commitment)
    return point, commitment


def other_priority():
    point, _commitment = resting()
    NarrativePoint.objects.filter(pk=point.pk).update(priority=PriorityFactory())


def other_period():
    point, _commitment = resting()
    NarrativePoint.objects.filter(pk=point.pk).update(priority=None, period=ReportingPeriodFactory())


def other_commitment_by_its_own_row():
    resting()
    NarrativePoint.commitments.through.objects.update(commitment=CommitmentFactory())


def moved_away(thing):
    """Puts the period, the priority or the commitment under another strategy, behind the back of the other guards."""
    point, commitment = resting()
    strategy = StrategyFactory()
    if thing == "commitment":
        priority = PriorityFactory(strategy=strategy)
        commitment.strategy, commitment.priority = strategy, priority
        commitment.save()
    else:
        row = getattr(point, thing)
        row.strategy = strategy
        row.save()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("attempt", "message"),
    [
        (lambda: NarrativePointFactory(priority=PriorityFactory()), OF_ITS_PERIOD),
        (other_priority, OF_ITS_PERIOD),
        (other_period, OF_ITS_PERIOD),
        (lambda: NarrativePointFactory().commitments.add(CommitmentFactory()), RESTS),
        (other_commitment_by_its_own_row, RESTS),
        (lambda: moved_away("period"), "A period stays in the strategy of its narrative"),
        (lambda: moved_away("priority"), "A priority stays in the strategy of its narrative"),
        (lambda: moved_away("commitment"), "A commitment stays in the strategy of its narrative"),
    ],
)
def test_narrative_and_what_it_rests_on_are_of_one_strategy(attempt, message):
    with pytest.raises(IntegrityError, match=message), transaction.atomic():
        attempt()


@pytest.mark.django_db
def test_period_whose_narrative_rests_on_commitments_alone_stays_too():
    point, _commitment = resting()
    point.priority = None
    point.save()
    point.period.strategy = StrategyFactory()

    with pytest.raises(IntegrityError, match="A period stays"), transaction.atomic():
        point.period.save()
