"""What a report says before and after its tables: highlights, challenges, key activities; changes of the plan."""

import pytest

from reports.document import build
from reports.document.parts import Change, Claim, Highlights
from tests.factories import CommitmentFactory, NarrativePointFactory, PlanChangeFactory, PriorityFactory
from tests.reports.document.samples import period_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def priority():
    return PriorityFactory(name="Be outstanding", position=5)


@pytest.fixture
def march(priority):
    return period_of(priority.strategy, "2022-03")


def test_highlights_stand_by_priority_those_of_the_whole_report_first(priority, march):
    first = PriorityFactory(strategy=priority.strategy, name="Zeal", position=1)
    beside = PriorityFactory(strategy=priority.strategy, name="Art", position=5)
    for place, owner in enumerate([beside, priority, None, first, priority]):
        NarrativePointFactory(period=march, priority=owner, text=f"Highlight {place}", position=place)

    assert build(march).highlights == (
        Highlights("", (Claim("Highlight 2"),)),
        Highlights("Zeal", (Claim("Highlight 3"),)),
        Highlights("Be outstanding", (Claim("Highlight 1"), Claim("Highlight 4"))),
        Highlights("Art", (Claim("Highlight 0"),)),
    )


@pytest.mark.parametrize(("kind", "part"), [("challenge", "challenges"), ("key_activity", "key_activities")])
def test_challenges_and_key_activities_keep_their_order(priority, march, kind, part):
    for position in (3, 1, 2):
        owner = priority if position == 1 else None
        NarrativePointFactory(period=march, kind=kind, priority=owner, text=f"Point {position}", position=position)

    document = build(march)

    assert getattr(document, part) == (Claim("Point 1"), Claim("Point 2"), Claim("Point 3"))
    assert len(document.highlights + document.challenges + document.key_activities) == 3


@pytest.mark.parametrize(
    ("kind", "claims"),
    [
        ("highlight", lambda document: document.highlights[0].claims),
        ("challenge", lambda document: document.challenges),
        ("key_activity", lambda document: document.key_activities),
    ],
)
def test_claim_names_the_commitments_it_rests_on_in_the_order_of_the_report(priority, march, kind, claims):
    refs = {ref: CommitmentFactory(priority=priority, ref=ref, position=place) for place, ref in enumerate("BAC")}
    NarrativePointFactory(period=march, kind=kind).commitments.set([refs["C"], refs["A"], refs["B"]])

    assert claims(build(march)) == (Claim("The new hospital opened", ("B", "A", "C")),)


def test_narrative_is_that_of_the_period_alone(priority, march):
    for month in ("2021-06", "2022-09"):
        NarrativePointFactory(period=period_of(priority.strategy, month))

    assert build(march).has_narrative is False


def test_changes_are_those_dated_in_the_period_in_the_order_of_the_plan(priority, march):
    june, september = (period_of(priority.strategy, month) for month in ("2021-06", "2022-09"))
    second = CommitmentFactory(priority=priority, ref="B-02", wording="Run", position=2)
    first = CommitmentFactory(priority=priority, ref="B-01", wording="Walk", position=1, in_published_plan=False)
    PlanChangeFactory(
        commitment=second, kind="reworded", period=march, old="Jog", new="Run", reason="Grown", agreed_at="Board"
    )
    PlanChangeFactory(commitment=second, kind="moved", period=march)
    PlanChangeFactory(commitment=first, kind="added", period=march, reason="Asked for")
    for period in (june, september, None):
        PlanChangeFactory(commitment=second, kind="reworded", period=period, reason="Not in this report")

    assert build(march).changes == (
        Change("Added", "B-01", "Be outstanding", "Walk", "", "", "Asked for", ""),
        Change("Reworded", "B-02", "Be outstanding", "Run", "Jog", "Run", "Grown", "Board"),
        Change("Moved", "B-02", "Be outstanding", "Run", "", "", "", ""),
    )


@pytest.mark.parametrize("kind", ["added", "reworded", "moved", "merged", "stopped", "carried"])
def test_changes_of_every_kind_are_listed(priority, march, kind):
    PlanChangeFactory(commitment__priority=priority, kind=kind, period=march)

    assert [change.kind for change in build(march).changes] == [kind.capitalize()]
