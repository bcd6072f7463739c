"""What the ledger's page shows of a change of the plan."""

from datetime import UTC, date, datetime

import pytest

from commitments.comparing.differences import Difference
from commitments.models import PlanChange
from commitments.plan.ledger import changes_of, changes_since, entry
from tests.factories import CommitmentFactory, PlanChangeFactory, ReportingPeriodFactory, UserFactory

pytestmark = pytest.mark.django_db


def pieces(found):
    return [(piece.what, piece.text) for piece in found.pieces]


def test_entry_of_a_rewording_has_the_words_struck_and_added():
    commitment = CommitmentFactory(ref="BD-04", wording="Open two wards")
    change = PlanChangeFactory(
        commitment=commitment,
        old="Open a ward",
        new="Open two wards",
        reason="The need grew",
        agreed_at="Trust Board",
        period=ReportingPeriodFactory(strategy=commitment.strategy, label="March 2022"),
        by=UserFactory(name="Ann"),
    )
    change.recorded_at = datetime(2022, 3, 30, 23, 30, tzinfo=UTC)

    found = entry(change)

    assert (found.ref, found.what, found.was_undone, found.lacks_old) == ("BD-04", "Reworded", False, False)
    assert "".join(text for what, text in pieces(found) if what != Difference.ADDED) == "Open a ward"
    assert "".join(text for what, text in pieces(found) if what != Difference.REMOVED) == "Open two wards"
    assert (found.old, found.new, found.wording, found.reason) == ("", "", "", "The need grew")
    assert found.on == date(2022, 3, 31)  # summer time
    assert found.record == "Agreed at Trust Board. Reported in March 2022. Recorded by Ann on 31 March 2022."


@pytest.mark.parametrize(
    ("kind", "old", "new", "expected"),
    [
        ("added", "", "Train", [(Difference.ADDED, "Train")]),
        ("stopped", "Train", "", [(Difference.REMOVED, "Train")]),
        ("moved", "A", "B", []),
        ("merged", "A", "B", []),
        ("carried", "A", "B", []),
        ("reworded", "", "B", []),
    ],
)
def test_entry_strikes_and_adds_words_alone(kind, old, new, expected):
    found = entry(PlanChangeFactory(kind=kind, old=old, new=new))

    assert pieces(found) == expected
    assert (found.old, found.new) == (("", "") if expected else (old, new))


def test_entry_says_todays_words_where_the_change_does_not():
    found = entry(PlanChangeFactory(commitment__wording="Today", by=UserFactory(name="Ann")))

    assert (found.wording, found.lacks_old, found.pieces) == ("Today", True, ())
    assert found.record.startswith("Recorded by Ann on ")
    assert entry(PlanChangeFactory(kind="merged", old="A", new="B")).wording == ""


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("added", "Addition undone"),
        ("reworded", "Rewording undone"),
        ("moved", "Move undone"),
        ("merged", "Merge undone"),
        ("stopped", "Stop undone"),
    ],
)
def test_entry_of_an_undoing_says_so_on_both_sides(kind, what):
    change = PlanChangeFactory(kind=kind, old="A", new="B")
    undoing = PlanChangeFactory(kind=kind, commitment=change.commitment, old="B", new="A", undoes=change)

    assert (entry(change).was_undone, entry(undoing).what, entry(undoing).was_undone) == (True, what, False)


def test_changes_are_narrowed_down_and_ordered():
    first = CommitmentFactory(position=1)
    second = CommitmentFactory(priority=first.priority, position=2)
    period = ReportingPeriodFactory(strategy=first.strategy)
    one = PlanChangeFactory(commitment=second, kind="added", period=period)
    two = PlanChangeFactory(commitment=first)
    three = PlanChangeFactory(commitment=second, kind="moved")
    PlanChangeFactory()
    strategy = first.strategy

    assert list(changes_of(strategy, {})) == [three, two, one]
    assert list(changes_of(strategy, {"order": "commitment"})) == [two, three, one]
    assert list(changes_of(strategy, {"kind": "moved"})) == [three]
    assert list(changes_of(strategy, {"period": str(period.pk)})) == [one]
    assert list(changes_of(strategy, {"period": "none"})) == [three, two]
    assert list(changes_of(strategy, {"priority": str(first.priority_id)})) == [three, two, one]
    assert list(changes_of(strategy, {"priority": "999"})) == []


def test_changes_since_are_those_after_a_change_in_order():
    first = PlanChangeFactory(kind="added")
    second, third = (PlanChangeFactory(commitment=first.commitment, kind=kind) for kind in ("moved", "stopped"))
    PlanChangeFactory()

    assert [each.key for each in changes_since(first.commitment, first.pk)] == [second.pk, third.pk]
    assert len(changes_since(first.commitment, 0)) == 3
    assert PlanChange.objects.count() == 4
