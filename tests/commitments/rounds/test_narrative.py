"""The narrative of a period as its page shows it."""

import pytest

from commitments.rounds.narrative import listings
from tests.factories import CommitmentFactory, NarrativePointFactory, PriorityFactory, ReportingPeriodFactory

pytestmark = pytest.mark.django_db


def test_listings_stand_as_the_report_prints_them(django_assert_num_queries):
    period = ReportingPeriodFactory()
    second, first = (PriorityFactory(strategy=period.strategy, position=place) for place in (2, 1))
    b, a = (CommitmentFactory(priority=first, ref=ref, position=place) for ref, place in (("B", 2), ("A", 1)))
    for text, priority in (("Of the second", second), ("Of all", None), ("First", first), ("Next", first)):
        NarrativePointFactory(period=period, text=text, priority=priority).commitments.set([b, a])
    for text, priority in (("Late", second), ("Dear", None)):
        NarrativePointFactory(period=period, kind="challenge", text=text, priority=priority)
    NarrativePointFactory(kind="key_activity")

    with django_assert_num_queries(2):
        found = listings(period)

    assert [
        (each.name, [(block.name, [item.point.text for item in block.items]) for block in each.blocks])
        for each in found
    ] == [
        ("Highlights", [("", ["Of all"]), (first.name, ["First", "Next"]), (second.name, ["Of the second"])]),
        ("Challenges", [("", ["Late", "Dear"])]),
        ("Key activities in the next period", []),
    ]
    one, two = found[0].blocks[1].items
    assert (one.is_first, one.is_last, two.is_first, two.is_last) == (True, False, False, True)
    assert one.commitments == (a, b)
