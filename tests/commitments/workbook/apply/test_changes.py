"""The wording ledger: markers, original wordings and the rows of Plan changes, each once."""

import pytest

from commitments.models import Commitment, PlanChange
from commitments.workbook.plan import PlanChangeRow
from tests.commitments.workbook.plans import applied, commitment, plan, refusal

pytestmark = pytest.mark.django_db

BARE = PlanChangeRow("BD-01", "reworded")


def told(**changed):
    fields = {"period": "June 2021", "old": "Write", "new": "Write the digital strategy", "reason": "Clearer"}
    return PlanChangeRow("BD-01", "reworded", **(fields | changed))


def changes():
    """What the ledger holds, as (kind, old, new, words known)."""
    return [(row.kind, row.old, row.new, row.words_are_known()) for row in PlanChange.objects.all()]


def test_marker_without_old_words_is_kept_once():
    applied(plan(commitment(reworded=True)))

    done = applied(plan(commitment(reworded=True), plan_changes=(BARE, BARE)))

    assert changes() == [("reworded", "", "", False)]
    assert done.tallies["plan changes"].unchanged == 3


def test_marker_adds_nothing_to_a_rewording_that_is_told():
    applied(plan(commitment(reworded=True), plan_changes=(BARE, told())))

    assert changes() == [("reworded", "Write", "Write the digital strategy", True)]


def test_original_wording_that_differs_is_a_rewording():
    applied(plan(commitment(published_wording="Write a strategy", reworded=True)))

    assert changes() == [("reworded", "Write a strategy", "Write the digital strategy", True)]
    assert Commitment.objects.get().published_wording == "Write a strategy"


def test_original_wording_that_is_still_todays_is_none():
    applied(plan(commitment(published_wording="Write  the digital strategy")))

    assert changes() == []


def test_original_wording_adds_nothing_to_a_rewording_that_is_known():
    applied(plan(commitment(reworded=True)))

    applied(plan(commitment(published_wording="Write a strategy"), plan_changes=(told(),)))

    assert changes() == [("reworded", "", "", False), ("reworded", "Write", "Write the digital strategy", True)]


def test_rows_of_plan_changes_are_written_down_once_with_every_field():
    added = PlanChangeRow("bd-01", "added", "March 2022", reason="Asked\nfor", agreed_at="Trust Board, July 2021")
    given = plan(commitment(), plan_changes=(told(), added, PlanChangeRow("BD-01", "stopped")))
    applied(given)

    done = applied(given)

    found = PlanChange.objects.values_list("kind", "period__label", "old", "reason", "agreed_at", "by__email")
    system = "system@strategy-tracker.invalid"
    assert list(found) == [
        ("reworded", "June 2021", "Write", "Clearer", "", system),
        ("added", "March 2022", "", "Asked\nfor", "Trust Board, July 2021", system),
        ("stopped", None, "", "", "", system),
    ]
    assert done.tallies["plan changes"].unchanged == 3


def test_row_that_differs_in_one_field_is_another_change():
    applied(plan(commitment(), plan_changes=(told(),)))

    applied(plan(commitment(), plan_changes=(told(agreed_at="Trust Board"),)))

    assert PlanChange.objects.count() == 2


def test_rewording_that_the_file_tells_is_not_written_down_twice():
    applied(plan(commitment("Write")))

    applied(plan(commitment(), plan_changes=(told(),)))

    assert changes() == [("reworded", "Write", "Write the digital strategy", True)]


def test_rewording_that_the_file_does_not_tell_is_written_down_beside_another_that_it_does():
    applied(plan(commitment("Write")))

    applied(plan(commitment(), plan_changes=(told(old="Scribble", new="Write"),)))

    assert changes() == [
        ("reworded", "Scribble", "Write", True),
        ("reworded", "Write", "Write the digital strategy", True),
    ]


def test_plan_change_of_what_is_unknown_or_of_nothing_is_refused():
    wrong = (
        PlanChangeRow("BD-09", "stopped"),
        PlanChangeRow("BD-01", "stopped", "May 2021"),
        told(old="Same", new="Same "),
    )

    assert refusal(plan(plan_changes=wrong)) == [
        "Plan changes: there is no commitment 'BD-09'",
        "Plan changes: BD-01: there is no period 'May 2021'",
        "Plan changes: BD-01: the old and the new wording are the same",
    ]
